"""Filter pills on one canvas: one of several is on; arrows move, a count stands beside the word."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.words import spoken
from views.kit import shapes, theme
from views.kit.surface import Placed, ground_of

HEIGHT, PAD = 32, 14


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
        self._again = False
        self._where: list[tuple[str, int, int, int]] = []
        self.wide, self._room = 1, 0
        for sequence, by in (("<Left>", -1), ("<Right>", 1), ("<Up>", -1), ("<Down>", 1)):
            self.bind(sequence, lambda _event, by=by: self._step(by))
        self.bind("<Button-1>", self._press)
        self.bind("<Motion>", lambda event: self._warm(self._at(event.x, event.y)))
        self.bind("<Leave>", lambda _event: self._warm(None))
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))
        theme.follow(self, self._draw)

    def set_choices(self, choices: Sequence[tuple], none: bool = False) -> None:
        """Other pills, or other counts; `none` of them may be on, and the one that is on may be pressed again."""
        self._choices, self._again = list(choices), none
        if none:
            self.chosen = self.chosen if self.chosen in [choice[0] for choice in choices] else ""
        elif self.chosen not in [choice[0] for choice in choices] and choices:
            self.chosen = choices[0][0]
        self._draw()

    def fit(self, room: int) -> None:
        """Go on in further rows where one is wider than `room` device px; 0 is one row, however wide it gets."""
        if room != self._room:
            self._room = room
            self._draw()

    def pick(self, key: str) -> None:
        """Put one on and tell."""
        if key != self.chosen or self._again:
            self.chosen = key
            self._draw()
            self._on_pick(key)

    def _draw(self) -> None:
        self.delete("all")
        self.configure(bg=theme.color(self._ground))
        self._where, gap, high = [], theme.px(4), theme.px(HEIGHT)
        x = y = self.wide = most = 0
        for choice in self._choices:
            wide = self._width(choice)
            self.wide += wide + gap
            if x and self._room and x + wide > self._room:
                x, y = 0, y + high + gap
            self._pill(x, y, wide, choice)
            self._where.append((choice[0], x, x + wide, y))
            x += wide + gap
            most = max(most, x)
        self.configure(width=max(1, most), height=y + high)

    @staticmethod
    def _width(choice: tuple) -> int:
        count = str(choice[2]) if len(choice) > 2 else ""
        more = theme.px(5) + theme.font(12).measure(count) if count else 0
        return 2 * theme.px(PAD) + theme.font(14).measure(spoken(choice[1])) + more

    def _pill(self, x: int, y: int, wide: int, choice: tuple) -> None:
        key, label = choice[0], spoken(choice[1])
        count = str(choice[2]) if len(choice) > 2 else ""
        font, small, pad, high = theme.font(14), theme.font(12), theme.px(PAD), theme.px(HEIGHT)
        on = key == self.chosen
        fill = theme.color("accent_soft" if on else "hover") if on or key == self._hover else None
        line = theme.color("accent_ink") if on and self._ring else None
        if fill or line:
            self.create_image(x, y, anchor="nw", image=shapes.pill(wide, high, fill, line, line_width=2))
        ink = theme.color("accent_ink" if on else "ink2")
        middle = y + high // 2
        self.create_text(x + pad, middle, anchor="w", text=label, font=font, fill=ink)
        if count:
            self.create_text(
                x + wide - pad, middle, anchor="e", text=count, font=small, fill=ink if on else theme.color("ink3")
            )

    def _at(self, x: int, y: int) -> str | None:
        # None is no pill: "" is the key of 全部
        high = theme.px(HEIGHT)
        return next((key for key, left, right, top in self._where if left <= x < right and top <= y < top + high), None)

    def _press(self, event: tk.Event) -> None:
        key = self._at(event.x, event.y)
        if key is not None:
            self.pick(key)

    def _step(self, by: int) -> str:
        keys = [choice[0] for choice in self._choices]
        place = keys.index(self.chosen) + by if self.chosen in keys else 0
        if keys and (key := keys[max(0, min(len(keys) - 1, place))]) != self.chosen:
            self.pick(key)
        return "break"

    def _warm(self, key: str | None) -> None:
        if key != self._hover:
            self._hover = key
            self.configure(cursor="" if key is None else "hand2")
            self._draw()

    def _focus(self, on: bool) -> None:
        self._ring = on
        self._draw()
