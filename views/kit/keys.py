"""Keys: letters in both cases (CapsLock), and Tab that leaves a text box."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable

from views.kit import tab_order, undo_entry

# What Tk on X11 gives to these keys in every text field since Emacs: Ctrl+K would throw away the rest of the line,
# Ctrl+D a sign, Ctrl+W would cut and Ctrl+Y paste.
_EMACS = ("a", "b", "d", "e", "f", "h", "i", "k", "n", "o", "p", "t", "w", "y", "slash", "backslash")
_FUNCTION = re.compile(r"F\d+")
_fence: dict[str, tk.Misc | None] = {"area": None}


def settle_classes(window: tk.Misc) -> None:
    """Program-wide: Tab leaves a text box, Ctrl+A selects all, and letters with Ctrl do nothing else to a text."""
    keep_inside(None)  # a window before this one may have gone with a question open
    _drop_emacs(window)
    undo_entry.install(window)
    # Tk's own bindings are on these virtual events: a plain <Tab> of ours would not replace them
    window.bind_class("all", "<<NextWindow>>", lambda event: _walk(event.widget, forward=True))
    window.bind_class("all", "<<PrevWindow>>", lambda event: _walk(event.widget, forward=False))
    back = ["<Shift-Tab>"] + (["<ISO_Left_Tab>"] if window.tk.call("tk", "windowingsystem") == "x11" else [])
    window.bind_class("Text", "<Tab>", lambda event: _walk(event.widget, forward=True))
    for sequence in back:
        window.bind_class("Text", sequence, lambda event: _walk(event.widget, forward=False))
    for letter in "aA":
        window.bind_class("Entry", f"<Control-{letter}>", _select_all)
        window.bind_class("Text", f"<Control-{letter}>", _select_all_text)


def _drop_emacs(window: tk.Misc) -> None:
    for virtual in window.event_info():
        for sequence in window.event_info(virtual):
            held, _, letter = sequence.strip("<>").rpartition("-")
            if held.startswith("Control") and letter.lower() in _EMACS:
                window.event_delete(virtual, sequence)
    for name in ("Entry", "Text"):
        for letter in _EMACS:
            if len(letter) == 1:
                window.bind_class(name, f"<Control-Key-{letter}>", _nothing)


def keep_inside(area: tk.Misc | None) -> None:
    """While `area` (an overlay) lives, Tab goes round in it; None lets it out."""
    _fence["area"] = area


def into(area: tk.Misc) -> None:
    """The keys go to the first control of an area."""
    stops = tab_order.stops(area)
    _give(stops[0] if stops else area)


def _walk(widget: tk.Misc, forward: bool) -> str:
    area = _fence["area"]
    if area is None or not area.winfo_exists():
        area = widget.winfo_toplevel()
    following = tab_order.after(area, widget, 1 if forward else -1)
    if following is not None:
        _give(following)
    return "break"


def _give(widget: tk.Misc) -> None:
    widget.focus_set()
    if widget.winfo_class() == "Entry":
        widget.select_range(0, "end")
        widget.icursor("end")


def _select_all(event: tk.Event) -> str:
    event.widget.select_range(0, "end")
    event.widget.icursor("end")
    return "break"


def _select_all_text(event: tk.Event) -> str:
    event.widget.tag_add("sel", "1.0", "end-1c")
    return "break"


def _nothing(_event: tk.Event) -> None:
    """No break: the shortcut of the window follows."""


def shortcut(widget: tk.Misc, keys: str, act: Callable[[], object]) -> None:
    """Bind e.g. "Control-s" on `widget`, in both cases of the letter; the key goes no further.

    On Windows an input method's letters come under the names of function keys: what carries a text is no shortcut.
    """

    def press(event: tk.Event) -> str | None:
        if _FUNCTION.fullmatch(event.keysym) and typed_text(event):
            return None
        act()
        return "break"

    head, _, last = keys.rpartition("-")
    spellings = {last.lower(), last.upper()} if len(last) == 1 else {last}
    for spelling in spellings:
        tk.Misc.bind(widget, f"<{head}-{spelling}>" if head else f"<{spelling}>", press, add="+")


def on_tag(widget: tk.Misc, tag: str, sequence: str, act: Callable[[tk.Event], object]) -> None:
    """Bind on a tag of a widget's own; goes with the widget (a class binding would keep it and its page for ever)."""
    command = widget.bind_class(tag, sequence, act)

    def forget(event: tk.Event) -> None:
        if event.widget is widget:
            widget.unbind_class(tag, sequence)
            widget._root().deletecommand(command)  # which is where Tk's Python side has put it

    tk.Misc.bind(widget, "<Destroy>", forget, add="+")


def typed_text(event: tk.Event) -> str:
    """The printable text a key event carries ("" for control keys).

    A committed Chinese word arrives as one event; on Windows letters from an input method come with
    function-key names, so the text decides, never the key's name.
    """
    held = event.state & 0x4 or (event.state & 0x8 and event.widget.tk.call("tk", "windowingsystem") == "x11")
    text = event.char or ""
    return text if text and text.isprintable() and not held else ""
