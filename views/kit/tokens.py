"""Conditions as removable pills on one canvas, wrapped over lines; arrows move, Enter opens, Backspace takes away."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from views.kit import icons, shapes, theme
from views.kit.surface import Placed, ground_of
from views.kit.text_fit import Fit

HEIGHT, GAP, PAD, CROSS = 30, 6, 12, 22  # design px


class Tokens(Placed, tk.Canvas):
    """`on_open(key)` for a click or Enter on a pill, `on_drop(key)` for its × or Backspace."""

    def __init__(self, master: tk.Misc, on_open: Callable[[str], object], on_drop: Callable[[str], object]):
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, height=theme.px(HEIGHT), takefocus=0)
        self._on_open, self._on_drop, self._ground = on_open, on_drop, ground_of(master)
        self.items: list[tuple[str, str]] = []
        self.current, self._ring, self._wide = 0, False, 0
        self._where: list[tuple[str, int, int, int, int]] = []
        for sequence, act in (
            ("<Left>", lambda: self._step(-1)), ("<Right>", lambda: self._step(1)), ("<Return>", self._open),
            ("<space>", self._open), ("<BackSpace>", self._drop), ("<Delete>", self._drop),
        ):
            self.bind(sequence, lambda _event, act=act: act() or "break")
        self.bind("<Button-1>", self._press)
        self.bind("<Motion>", lambda event: self.configure(cursor="hand2" if self._at(event) else ""))
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))
        self.bind("<Configure>", self._resized)
        theme.follow(self, self._draw)

    def put(self, items: Sequence[tuple[str, str]]) -> None:
        """Other pills: (key, words)."""
        self.items = list(items)
        self.current = max(0, min(self.current, len(self.items) - 1))
        self.configure(takefocus=1 if self.items else 0)
        self._draw()

    def _resized(self, event: tk.Event) -> None:
        if event.width != self._wide:
            self._wide = event.width
            self._draw()

    def _draw(self) -> None:
        self.delete("all")
        self.configure(bg=theme.color(self._ground))
        self._where, x, y = [], 0, 0
        fit, high, gap = Fit(theme.font(13)), theme.px(HEIGHT), theme.px(GAP)
        room = max(self._wide, theme.px(120))
        for place, (key, words) in enumerate(self.items):
            text = fit.elide(words, room - theme.px(PAD + CROSS))
            wide = theme.px(PAD + CROSS) + fit.width(text)
            if x and x + wide > room:
                x, y = 0, y + high + gap
            ring = self._ring and place == self.current
            line = theme.color("accent_ink" if ring else "line_strong")
            image = shapes.pill(wide, high, theme.color("sunken"), line, line_width=2 if ring else 1)
            self.create_image(x, y, anchor="nw", image=image)
            middle = y + high // 2
            self.create_text(x + theme.px(PAD), middle, anchor="w", text=text, font=fit.font, fill=theme.color("ink"))
            self.create_image(x + wide - theme.px(CROSS) // 2 - theme.px(2), middle, image=icons.photo("x", 13, "ink3"))
            self._where.append((key, x, y, wide, high))
            x += wide + gap
        needed = y + high
        if int(float(self.cget("height"))) != needed:
            self.configure(height=needed)

    def _at(self, event: tk.Event) -> tuple[int, bool] | None:
        """(place, whether on its ×) of the pill under the pointer."""
        for place, (_key, x, y, wide, high) in enumerate(self._where):
            if x <= event.x < x + wide and y <= event.y < y + high:
                return place, event.x >= x + wide - theme.px(CROSS)
        return None

    def _press(self, event: tk.Event) -> None:
        found = self._at(event)
        if found is not None:
            self.current = found[0]
            if found[1]:
                self._drop()
            else:
                self._open()

    def _step(self, by: int) -> None:
        self.current = max(0, min(len(self.items) - 1, self.current + by))
        self._draw()

    def _open(self) -> None:
        if self.items:
            self._on_open(self.items[self.current][0])

    def _drop(self) -> None:
        if self.items:
            self._on_drop(self.items[self.current][0])

    def _focus(self, on: bool) -> None:
        self._ring = on
        self._draw()

    def box_of(self, key: str) -> tuple[int, int]:
        """The lower left corner of a pill on the screen, to open something at it."""
        for one, x, y, _wide, high in self._where:
            if one == key:
                return self.winfo_rootx() + x, self.winfo_rooty() + y + high + theme.px(4)
        return self.winfo_rootx(), self.winfo_rooty() + self.winfo_height()
