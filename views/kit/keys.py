"""Keys: letters in both cases (CapsLock), and Tab that leaves a text box."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable


def settle_classes(window: tk.Misc) -> None:
    """Program-wide: Tab leaves a text box, Ctrl+A selects all in an entry (Tk on X11 moves home)."""
    window.bind_class("Text", "<Tab>", lambda event: _walk(event.widget.tk_focusNext()))
    window.bind_class("Text", "<Shift-Tab>", lambda event: _walk(event.widget.tk_focusPrev()))
    if window.tk.call("tk", "windowingsystem") == "x11":
        window.bind_class("Text", "<ISO_Left_Tab>", lambda event: _walk(event.widget.tk_focusPrev()))
    for letter in "aA":
        window.bind_class("Entry", f"<Control-{letter}>", _select_all)


def _walk(widget: tk.Misc | None) -> str:
    if widget is not None:
        widget.focus_set()
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
