"""Filter pills on one canvas: one of several is on; arrows move, a count stands beside the word."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.words import spoken
from views.kit import shapes, theme
from views.kit.surface import Placed, ground_of

HEIGHT = 32


class Pills(Placed, tk.Canvas):
    """`choices` are (key, label) or (key, label, count); `on_pick(key)` when another one is on."""

    def __init__(
        self, master: tk.Misc, choices: Sequence[tuple], on_pick: Callable[[str], object], *, chosen: str = ""
    ):
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, height=theme.px(HEIGHT), takefocus=1)
        self._choices, self._on_pick = list(choices), on_pick
        self.chosen = chosen or (choices[0][0] if choices else "")
        self._ground, self._ring = ground_of(master), False
        self._hover: str | None = None
        self._where: list[tuple[str, int, int]] = []
        for sequence, by in (("<Left>", -1), ("<Right>", 1), ("<Up>", -1), ("<Down>", 1)):
            self.bind(sequence, lambda _event, by=by: self._step(by))
        self.bind("<Button-1>", self._press)
        self.bind("<Motion>", lambda event: self._warm(self._at(event.x)))
        self.bind("<Leave>", lambda _event: self._warm(None))
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))
        theme.follow(self, self._draw)

    def set_choices(self, choices: Sequence[tuple]) -> None:
        """Other pills, or other counts."""
        self._choices = list(choices)
        if self.chosen not in [choice[0] for choice in choices] and choices:
            self.chosen = choices[0][0]
        self._draw()

    def pick(self, key: str) -> None:
        """Put one on and tell."""
        if key != self.chosen:
            self.chosen = key
            self._draw()
            self._on_pick(key)

    def _draw(self) -> None:
        self.delete("all")
        self.configure(bg=theme.color(self._ground))
        self._where, x = [], 0
        for choice in self._choices:
            wide = self._pill(x, choice)
            self._where.append((choice[0], x, x + wide))
            x += wide + theme.px(4)
        self.configure(width=max(1, x))

    def _pill(self, x: int, choice: tuple) -> int:
        key, label = choice[0], spoken(choice[1])
        count = str(choice[2]) if len(choice) > 2 else ""
        font, small, pad, high = theme.font(14), theme.font(12), theme.px(14), theme.px(HEIGHT)
        wide = 2 * pad + font.measure(label) + (theme.px(5) + small.measure(count) if count else 0)
        on = key == self.chosen
        fill = theme.color("accent_soft" if on else "hover") if on or key == self._hover else None
        line = theme.color("accent_ink") if on and self._ring else None
        if fill or line:
            self.create_image(x, 0, anchor="nw", image=shapes.pill(wide, high, fill, line, line_width=2))
        ink = theme.color("accent_ink" if on else "ink2")
        self.create_text(x + pad, high // 2, anchor="w", text=label, font=font, fill=ink)
        if count:
            self.create_text(
                x + wide - pad, high // 2, anchor="e", text=count, font=small, fill=ink if on else theme.color("ink3")
            )
        return wide

    def _at(self, x: int) -> str | None:
        # None is no pill: "" is the key of 全部
        return next((key for key, left, right in self._where if left <= x < right), None)

    def _press(self, event: tk.Event) -> None:
        key = self._at(event.x)
        if key is not None:
            self.pick(key)

    def _step(self, by: int) -> str:
        keys = [choice[0] for choice in self._choices]
        if self.chosen in keys:
            self.pick(keys[max(0, min(len(keys) - 1, keys.index(self.chosen) + by))])
        return "break"

    def _warm(self, key: str | None) -> None:
        if key != self._hover:
            self._hover = key
            self.configure(cursor="" if key is None else "hand2")
            self._draw()

    def _focus(self, on: bool) -> None:
        self._ring = on
        self._draw()
