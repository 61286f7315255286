"""Editing in a cell: a real entry laid over it, so input methods work as everywhere else."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import theme, undo_entry


class CellEditor:
    """One entry, reused. `done(text, step)` gets the new text and where to go: "down", "next", "back", ""."""

    def __init__(self, canvas: tk.Canvas, done: Callable[[str, str], None], dropped: Callable[[], None]):
        self._done, self._dropped = done, dropped
        self.entry = tk.Entry(canvas, bd=0, highlightthickness=2, relief="flat")
        self.open = False
        for keys, step in (("<Return>", "down"), ("<KP_Enter>", "down"), ("<Tab>", "next"), ("<Shift-Tab>", "back")):
            self.entry.bind(keys, lambda _event, step=step: self.commit(step))
        if canvas.tk.call("tk", "windowingsystem") == "x11":
            self.entry.bind("<ISO_Left_Tab>", lambda _event: self.commit("back"))
        self.entry.bind("<Escape>", lambda _event: self.cancel())
        self.entry.bind("<FocusOut>", lambda _event: self.commit(""))
        theme.follow(self.entry, self._paint)

    def _paint(self) -> None:
        ground, ink, accent = theme.color("surface"), theme.color("ink"), theme.color("accent")
        # Tk's entry has no padding of its own: a border in its ground's colour is one
        self.entry.configure(
            bd=theme.px(4),
            bg=ground,
            fg=ink,
            insertbackground=ink,
            highlightcolor=accent,
            highlightbackground=accent,
            selectbackground=theme.color("blue_soft"),
            selectforeground=ink,
            font=theme.font(14),
        )

    def show(self, x: int, y: int, width: int, height: int, text: str, typed: str = "") -> None:
        """Open over a cell with its text all selected, or with what was just typed."""
        self.open = True
        self.entry.delete(0, "end")
        self.entry.insert(0, typed or text)
        undo_entry.forget(self.entry)
        self.entry.place(x=x, y=y, width=width, height=height)
        self.entry.lift()
        self.entry.focus_set()
        if not typed:
            self.entry.select_range(0, "end")
        self.entry.icursor("end")

    def commit(self, step: str) -> str:
        """Hand the text over and close."""
        if self.open:
            self.open = False
            text = self.entry.get()
            self.entry.place_forget()
            self._done(text, step)
        return "break"

    def cancel(self) -> str:
        """Close without a change."""
        if self.open:
            self.open = False
            self.entry.place_forget()
            self._dropped()
        return "break"
