"""Rare names (𬱖, 𠅤 …): Tk 8.6's entries delete half of such a character and corrupt the text.

Tk 8.6 counts UTF-16 units; characters beyond U+FFFF are two. BackSpace and Delete are replaced
for the three entry classes so that both halves always go together.
"""

from __future__ import annotations

import tkinter as tk

_CLASSES = ("Entry", "TEntry", "TCombobox")


def install(window: tk.Misc) -> None:
    """Replace the two keys for every entry of this program."""
    if tk.TkVersion >= 9.0:
        return  # Tk 9 counts characters
    for name in _CLASSES:
        window.bind_class(name, "<BackSpace>", lambda event: _delete(event.widget, backwards=True))
        window.bind_class(name, "<Delete>", lambda event: _delete(event.widget, backwards=False))


def _delete(entry: tk.Entry | str, backwards: bool) -> str:
    if isinstance(entry, str):  # an entry of Tk's own dialogs (choosing a file): Python knows only its path
        entry = _of_tk(entry)
    if str(entry.cget("state")) in ("disabled", "readonly"):
        return "break"
    if entry.selection_present():
        entry.delete("sel.first", "sel.last")
        return "break"
    span = _span(_units(entry.get()), entry.index("insert"), backwards)
    if span:
        entry.delete(*span)
    return "break"


def _of_tk(path: str) -> tk.Entry:
    entry = object.__new__(tk.Entry)
    entry.tk, entry._w = tk._default_root.tk, path
    return entry


def _units(text: str) -> list[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]


def _span(units: list[int], caret: int, backwards: bool) -> tuple[int, int] | None:
    """The half-open range of UTF-16 units that is one character beside the caret."""
    at = caret - 1 if backwards else caret
    if not 0 <= at < len(units):
        return None
    if _is_low(units[at]) and at > 0 and _is_high(units[at - 1]):
        return at - 1, at + 1
    if _is_high(units[at]):
        return at, at + 2
    return at, at + 1


def _is_high(unit: int) -> bool:
    return 0xD800 <= unit < 0xDC00


def _is_low(unit: int) -> bool:
    return 0xDC00 <= unit < 0xE000
