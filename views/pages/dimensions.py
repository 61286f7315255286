"""The ten dimensions beside the inspection's table: the total on top, a bar each; one is where the table stands."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import N_, say, spoken
from db.words import Phrase, Word
from views.kit import shapes, theme
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.state.inspection import InspectionState

BARRED = 30  # design px: a lower row has no room for its bar
WIDTH, TOP, LINE, ROW = 220, 60, 18, 56  # design px; the total stands in TOP, with a LINE for each note


class Dimensions(Placed, tk.Canvas):
    """`on_pick(code)` on a click or ↑↓."""

    ground = "sunken"

    def __init__(self, master: tk.Misc, on_pick: Callable[[str], object]) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, takefocus=1, width=theme.px(WIDTH), height=1)
        self._on_pick, self.chosen, self._state = on_pick, "", None
        self._places: list[tuple[str, int, int]] = []
        self.bind("<Configure>", lambda _event: self._draw())
        self.bind("<Button-1>", lambda event: self._pressed(event.y))
        self.bind("<Down>", lambda _event: self._step(1))
        self.bind("<Up>", lambda _event: self._step(-1))
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.bind(sequence, lambda _event: self.after_idle(self._draw))
        theme.follow(self, self._draw)

    def show(self, state: InspectionState) -> None:
        """Show a sheet's dimensions."""
        self._state = state
        self._draw()

    def choose(self, code: str) -> None:
        """Mark one; does not tell."""
        if code != self.chosen:
            self.chosen = code
            self._draw()

    def _draw(self) -> None:
        if not self.winfo_exists():
            return
        self.delete("all")
        self.configure(bg=theme.color(self.ground))
        if self._state is None or self._state.sheet is None:
            return
        self._total()
        found, self._places, top = self._state.dimensions(), [], self._top()
        p, room = theme.px, self.winfo_height() - top
        row = max(p(22), min(p(ROW), room // max(1, len(found))))
        for place, (code, name, points, share) in enumerate(found):
            self._one(code, name, points, share, top + place * row, row)

    def _top(self) -> int:
        """How high the total is with its notes, in device pixels."""
        return theme.px(TOP + LINE * len(self._state.notes))

    def _total(self) -> None:
        p, state = theme.px, self._state
        big = theme.font(20, True)
        self.create_text(p(24), p(30), anchor="w", text=state.total, font=big, fill=theme.color("ink"))
        x = p(24) + big.measure(state.total) + p(6)
        self.create_text(x, p(32), anchor="w", text=say(N_("/ 100 分")), font=theme.font(13), fill=theme.color("ink2"))
        words = spoken(Word(state.sheet.grade) or Phrase(N_("暂列{grade}"), grade=state.sheet.band.label))
        wide = theme.font(12).measure(words) + p(14)
        right = p(WIDTH) - p(12)
        self.create_image(right, p(30), anchor="e", image=shapes.pill(wide, p(22), theme.color("grey_soft")))
        self.create_text(right - wide // 2, p(30), text=words, font=theme.font(12), fill=theme.color("grey"))
        font = theme.font(12)
        for place, words in enumerate(state.notes):
            note = Fit(font).elide(words, p(WIDTH - 36))
            self.create_text(p(24), p(56 + place * LINE), anchor="w", text=note, font=font, fill=theme.color("ink3"))
        self.create_rectangle(0, self._top() - 1, p(WIDTH), self._top(), fill=theme.color("line"), width=0)

    def _one(self, code: str, name: str, points: str, share: float, y: int, row: int) -> None:
        p, on = theme.px, code == self.chosen
        if on:
            self.create_rectangle(0, y, p(WIDTH), y + row, fill=theme.color("selected"), width=0)
            self.create_rectangle(0, y, p(3), y + row, fill=theme.color("accent"), width=0)
            if self.focus_displayof() is self:
                self.create_rectangle(0, y, p(WIDTH) - 1, y + row - 1, outline=theme.color("accent_ink"))
        barred = row >= p(BARRED)
        middle, font = y + row // 2 - p(5) * barred, theme.font(14, on)
        ink = theme.color("ink" if on else "ink2")
        self.create_text(p(24), middle, anchor="w", text=code, font=theme.font(12), fill=theme.color("ink3"))
        self.create_text(p(48), middle, anchor="w", text=Fit(font).elide(name, p(WIDTH - 100)), font=font, fill=ink)
        self.create_text(p(WIDTH - 14), middle, anchor="e", text=points, font=font, fill=ink)
        if barred:
            self._bar(middle + p(14), share, "ink" if on else "ink3")
        self.create_rectangle(0, y + row - 1, p(WIDTH), y + row, fill=theme.color("line_soft"), width=0)
        self._places.append((code, y, y + row))

    def _bar(self, y: int, share: float, ink: str) -> None:
        p = theme.px
        left, long, high = p(48), p(WIDTH - 62), p(4)
        self.create_rectangle(left, y, left + long, y + high, fill=theme.color("line"), width=0)
        reached = left + round(long * min(1.0, share))
        self.create_rectangle(left, y, reached, y + high, fill=theme.color(ink), width=0)

    def _pressed(self, y: int) -> None:
        self.focus_set()
        code = next((code for code, top, bottom in self._places if top <= y < bottom), "")
        if code:
            self._on_pick(code)

    def _step(self, by: int) -> str:
        codes = [code for code, _top, _bottom in self._places]
        if codes:
            place = codes.index(self.chosen) + by if self.chosen in codes else 0
            self._on_pick(codes[max(0, min(len(codes) - 1, place))])
        return "break"
