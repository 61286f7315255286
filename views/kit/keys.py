"""Keys: letters in both cases (CapsLock), and Tab that leaves a text box."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

_FAR = 1000  # more controls than any window has
_fence: dict[str, tk.Misc | None] = {"area": None}


def settle_classes(window: tk.Misc) -> None:
    """Program-wide: Tab leaves a text box, Ctrl+A selects all in an entry (Tk on X11 moves home)."""
    # Tk's own bindings are on these virtual events: a plain <Tab> of ours would not replace them
    window.bind_class("all", "<<NextWindow>>", lambda event: _walk(event.widget, forward=True))
    window.bind_class("all", "<<PrevWindow>>", lambda event: _walk(event.widget, forward=False))
    back = ["<Shift-Tab>"] + (["<ISO_Left_Tab>"] if window.tk.call("tk", "windowingsystem") == "x11" else [])
    window.bind_class("Text", "<Tab>", lambda event: _walk(event.widget, forward=True))
    for sequence in back:
        window.bind_class("Text", sequence, lambda event: _walk(event.widget, forward=False))
    for letter in "aA":
        window.bind_class("Entry", f"<Control-{letter}>", _select_all)


def keep_inside(area: tk.Misc | None) -> None:
    """While `area` (an overlay) lives, Tab goes round in it; None lets it out."""
    _fence["area"] = area


def _walk(widget: tk.Misc, forward: bool) -> str:
    area = _fence["area"]
    fence = str(area) if area is not None and area.winfo_exists() else ""
    for _ in range(_FAR):
        widget = widget.tk_focusNext() if forward else widget.tk_focusPrev()
        if widget is None or not fence or str(widget).startswith(fence + "."):
            break
    if widget is not None:
        widget.focus_set()
        if widget.winfo_class() == "Entry":
            widget.select_range(0, "end")
            widget.icursor("end")
    return "break"


def _select_all(event: tk.Event) -> str:
    event.widget.select_range(0, "end")
    event.widget.icursor("end")
    return "break"


def shortcut(widget: tk.Misc, keys: str, act: Callable[[], object]) -> None:
    """Bind e.g. "Control-s" on `widget`, in both cases of the letter; the key goes no further."""

    def press(_event: tk.Event) -> str:
        act()
        return "break"

    head, _, last = keys.rpartition("-")
    spellings = {last.lower(), last.upper()} if len(last) == 1 else {last}
    for spelling in spellings:
        tk.Misc.bind(widget, f"<{head}-{spelling}>" if head else f"<{spelling}>", press, add="+")


def typed_text(event: tk.Event) -> str:
    """The printable text a key event carries ("" for control keys).

    A committed Chinese word arrives as one event; on Windows letters from an input method come with
    function-key names, so the text decides, never the key's name.
    """
    held = event.state & 0x4 or (event.state & 0x8 and event.widget.tk.call("tk", "windowingsystem") == "x11")
    text = event.char or ""
    return text if text and text.isprintable() and not held else ""
