"""A word of help beside the pointer: one shared window, after half a second."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from center.words import spoken
from views.kit import theme

DELAY = 500  # ms
Box = tuple[int, int, int, int]  # left, top, right, bottom, device px in a canvas's window
_shared: dict[str, object] = {}


def attach(widget: tk.Misc, text: str) -> None:
    """Show `text` when the pointer or the focus rests on `widget`."""
    job = {"id": ""}

    def later(_event: tk.Event) -> None:
        cancel()
        job["id"] = widget.after(DELAY, show)

    def show() -> None:
        job["id"] = ""
        _show(widget, text)

    def cancel(_event: tk.Event | None = None) -> None:
        if job["id"]:
            widget.after_cancel(job["id"])
            job["id"] = ""
        hide()

    for sequence in ("<Enter>", "<FocusIn>"):
        tk.Misc.bind(widget, sequence, later, add="+")
    for sequence in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<Destroy>", "<Key>"):
        tk.Misc.bind(widget, sequence, cancel, add="+")


def _window(root: tk.Misc) -> tuple[tk.Toplevel, tk.Label]:
    top = _shared.get("top")
    if top is None or _shared.get("root") is not root or not top.winfo_exists():
        top = tk.Toplevel(root, bd=0)
        top.withdraw()
        top.overrideredirect(True)
        label = tk.Label(top, justify="left", padx=theme.px(9), pady=theme.px(5), wraplength=theme.px(340))
        label.pack(padx=1, pady=1)
        _shared.update(root=root, top=top, label=label)
    return _shared["top"], _shared["label"]


def over(canvas: tk.Misc, part: Callable[[int, int], tuple[Box, Callable[[], str]] | None]) -> None:
    """Words for the parts of a canvas, when the pointer rests on one.

    `part(x, y)` gives its box (left, top, right, bottom) and a function that gives its words; None where there is none.
    """
    state: dict[str, Any] = {"job": "", "box": None}

    def away(_event: tk.Event | None = None) -> None:
        state["box"] = None
        if state["job"]:
            canvas.after_cancel(state["job"])
            state["job"] = ""
        hide()

    def moved(event: tk.Event) -> None:
        found = part(event.x, event.y)
        if (found and found[0]) == state["box"]:
            return
        away()
        if found:
            state.update(box=found[0], job=canvas.after(DELAY, lambda: show(*found)))

    def show(box: Box, words: Callable[[], str]) -> None:
        state["job"] = ""
        if text := words():
            point(canvas, text, box)

    canvas.bind("<Motion>", moved, add="+")
    for sequence in ("<Leave>", "<ButtonPress>", "<Key>", "<Destroy>"):
        canvas.bind(sequence, away, add="+")


def point(widget: tk.Misc, text: str, box: Box) -> None:
    """Show `text` at once under a part of a canvas; `box` is left, top, right, bottom in its window."""
    left, top = widget.winfo_rootx() + box[0], widget.winfo_rooty()
    _put(widget, text, left, top + box[1], top + box[3])


def _show(widget: tk.Misc, text: str) -> None:
    top = widget.winfo_rooty()
    _put(widget, text, widget.winfo_rootx(), top, top + widget.winfo_height())


def _put(widget: tk.Misc, text: str, left: int, over: int, under: int) -> None:
    top, label = _window(widget.winfo_toplevel())
    top.configure(bg=theme.color("line_strong"))
    label.configure(text=spoken(text), font=theme.font(12), bg=theme.color("floating"), fg=theme.color("ink2"))
    top.update_idletasks()
    x = min(left, widget.winfo_screenwidth() - top.winfo_reqwidth() - theme.px(8))
    y = under + theme.px(6)
    if y + top.winfo_reqheight() > widget.winfo_screenheight():
        y = over - top.winfo_reqheight() - theme.px(6)
    top.geometry(f"+{x}+{y}")
    top.deiconify()
    top.lift()


def hide() -> None:
    """Take the shared window away."""
    top = _shared.get("top")
    if isinstance(top, tk.Toplevel) and top.winfo_exists():
        top.withdraw()


def showing() -> str:
    """The text shown now, "" if none."""
    top = _shared.get("top")
    if isinstance(top, tk.Toplevel) and top.winfo_exists() and top.state() == "normal":
        return str(_shared["label"].cget("text"))
    return ""


def forget() -> None:
    """A new window has tips of its own."""
    _shared.clear()
