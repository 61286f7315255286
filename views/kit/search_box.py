"""The search box: a magnifier, the text, a hint of its shortcut; tells at each key, or at rest where that is slow."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable

from views.kit import icons, shapes, theme
from views.kit.entry import Entry
from views.kit.surface import Panel

AT_ONCE, REST = 1, 120  # ms to wait after a key: while answers come fast, and while they are slow
FAST = 0.25  # s: an answer that takes no longer is given at each key; keys that came meanwhile are asked as one


class SearchBox(Panel):
    """`on_change(text)` at each key (once an answer was slow: when typing rests), and on Enter.

    Escape clears; Down calls `on_down`.
    """

    def __init__(
        self,
        master: tk.Misc,
        hint: str,
        on_change: Callable[[str], object],
        *,
        on_down: Callable[[], object] | None = None,
        keys: str = "Ctrl F",
        width: int = 300,
    ):
        super().__init__(master, width=width, height=36)
        self._on_change, self._on_down, self._timer = on_change, on_down, ""
        self._told, self._keys, self._rest = "", keys, AT_ONCE
        self.entry = Entry(self, hint=hint, on_change=self._changed)
        self.entry.pack(fill="both", expand=True)
        self.entry.inset(34, 60 if keys else 12)
        self._glass = tk.Label(self.entry, bd=0, padx=0, pady=0)
        self._glass.place(x=theme.px(12), rely=0.5, anchor="w")
        self._cap = tk.Label(self.entry, bd=0, padx=0, pady=0, compound="center", text=keys)
        if keys:
            self._cap.place(relx=1.0, rely=0.5, x=-theme.px(8), anchor="e")
        theme.follow(self, self._paint_signs)
        inner = self.entry.inner
        inner.bind("<Return>", lambda _event: self._now())
        inner.bind("<Escape>", lambda _event: self._clear())
        inner.bind("<Down>", lambda _event: self._down())

    def _paint_signs(self) -> None:
        ground = theme.color("surface")
        self._glass.configure(image=icons.photo("search", 16, "ink3"), bg=ground)
        cap = shapes.pill(
            theme.font(12).measure(self._keys) + theme.px(14),
            theme.px(20),
            theme.color("grey_soft"),
            radius=theme.px(5),
        )
        self._cap.configure(image=cap, bg=ground, fg=theme.color("ink3"), font=theme.font(12))

    def text(self) -> str:
        """What is searched for."""
        return self.entry.text().strip()

    def put(self, text: str) -> None:
        """Search for something else."""
        self.entry.put(text)

    def focus_set(self) -> None:
        """Into the box, all selected: the next word replaces this one."""
        self.entry.focus_set()
        self.entry.inner.select_range(0, "end")

    def _changed(self, _text: str) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(self._rest, self._now)

    def _now(self) -> str:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        if self.text() != self._told:
            self._told = self.text()
            begun = time.perf_counter()
            self._on_change(self._told)
            self._rest = AT_ONCE if time.perf_counter() - begun <= FAST else REST
        return "break"

    def _clear(self) -> str | None:
        if not self.entry.text():
            return None
        self.entry.put("")
        self._now()
        return "break"

    def _down(self) -> str:
        self._now()
        if self._on_down:
            self._on_down()
        return "break"

    def destroy(self) -> None:
        """No more telling."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()
