"""Reads what stands on the screen: the texts of all widgets and canvas items, and what in them escaped translation."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Iterator

OPEN, CLOSE = "⟦", "⟧"
CHINESE = re.compile(r"[\u3400-\u9fff]")
DAY = re.compile(r"\d+(年|月|日)")  # a day is formatted, not translated


def wrapped(text: str) -> str:
    """The pseudo-language: every message in brackets."""
    return f"{OPEN}{text}{CLOSE}"


def texts(widget: tk.Misc, but: tk.Misc | None = None) -> Iterator[str]:
    """What a widget and all in it show: labels, buttons, canvases, lists; without those of `but`.

    What stands in a field is a person's.
    """
    if widget is but:
        return
    if isinstance(widget, tk.Canvas):
        yield from (widget.itemcget(item, "text") for item in widget.find_all() if widget.type(item) == "text")
    elif isinstance(widget, tk.Label | tk.Button | tk.Checkbutton):
        yield str(widget.cget("text"))
    elif isinstance(widget, tk.Listbox):
        yield from map(str, widget.get(0, "end"))
    for child in widget.winfo_children():
        yield from texts(child, but)


def escaped(text: str) -> str:
    """The Chinese part of a text that stands outside of the brackets; '' when all was translated (or cut short)."""
    depth, outside = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth == 0 and sign != CLOSE:
            outside.append(sign)
    left = "".join(outside)
    return left.strip() if CHINESE.search(DAY.sub("", left)) else ""
