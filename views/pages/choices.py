"""A list of things under headings on one canvas: one is chosen; ↑↓ choose, the mouse too."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.words import spoken
from views.kit import theme
from views.kit.line_break import break_lines
from views.kit.scroller import Scroller
from views.kit.surface import Placed
from views.kit.text_fit import Fit

ROW, LINE, HEAD = 34, 18, 36


class ChoiceList(Scroller):
    """`put([(heading, [(key, label), …]), …])`; `on_pick(key)` when another one is chosen by hand."""

    def __init__(self, master: tk.Misc, on_pick: Callable[[str], object]) -> None:
        super().__init__(master)
        self._on_pick, self.chosen, self._hover, self._unseen = on_pick, "", "", False
        self._groups: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
        self._places: list[tuple[str, int, int]] = []
        self.canvas = _Canvas(self.inside, bd=0, highlightthickness=0, takefocus=1, width=1, height=1)
        self.canvas.pack(fill="x", expand=True)
        self.canvas.bind("<Configure>", lambda _event: self._draw())
        self.canvas.bind("<Button-1>", lambda event: self._pressed(event.y))
        self.canvas.bind("<Motion>", lambda event: self._warm(self._at(event.y)))
        self.canvas.bind("<Leave>", lambda _event: self._warm(""))
        self.canvas.bind("<Down>", lambda _event: self._step(1))
        self.canvas.bind("<Up>", lambda _event: self._step(-1))
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.canvas.bind(sequence, lambda _event: self.after_idle(self._draw))
        theme.follow(self.canvas, self._draw)

    def put(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Other things."""
        self._groups = groups
        self._draw()

    def choose(self, key: str) -> None:
        """Mark one, and scroll to it; does not tell."""
        self.chosen, self._unseen = key, True
        self._draw()

    def _draw(self) -> None:
        canvas, p = self.canvas, theme.px
        if not canvas.winfo_exists():
            return
        canvas.delete("all")
        canvas.configure(bg=theme.color(self.ground))
        width, y, self._places = canvas.winfo_width(), 0, []
        for heading, items in self._groups:
            if heading:
                canvas.create_text(
                    p(24), y + p(21), anchor="w", text=spoken(heading), font=theme.font(12), fill=theme.color("ink3")
                )
                y += p(HEAD)
            for key, label in items:
                y += self._one(key, label, y, width)
        canvas.configure(height=max(1, y + p(12)))
        if self._unseen and width > 1:
            self._unseen = False
            canvas.after_idle(self._see)

    def _see(self) -> None:
        """Scroll to the chosen one, once its place is known."""
        if self.canvas.winfo_exists():
            for key, top, bottom in self._places:
                if key == self.chosen:
                    self.see_part(self.canvas, top, bottom)

    def _one(self, key: str, label: str, y: int, width: int) -> int:
        """Draws one; a name too long for its line takes two. How high it is."""
        canvas, p, on = self.canvas, theme.px, key == self.chosen
        font, room = theme.font(14, on), width - p(26)
        lines = break_lines(spoken(label), theme.font(14, True).measure, room).split("\n", 1)
        lines[1:] = [Fit(font).elide(rest.replace("\n", ""), room) for rest in lines[1:]]
        high = p(ROW) + p(LINE) * (len(lines) - 1)
        if on or key == self._hover:
            canvas.create_rectangle(0, y, width, y + high, fill=theme.color("selected" if on else "hover"), width=0)
        if on:
            canvas.create_rectangle(0, y, p(3), y + high, fill=theme.color("accent"), width=0)
            if canvas.focus_displayof() is canvas:
                canvas.create_rectangle(0, y, width - 1, y + high - 1, outline=theme.color("accent_ink"))
        ink = theme.color("ink" if on else "ink2")
        canvas.create_text(p(24), y + high // 2, anchor="w", text="\n".join(lines), font=font, fill=ink)
        self._places.append((key, y, y + high))
        return high

    def _at(self, y: int) -> str:
        return next((key for key, top, bottom in self._places if top <= y < bottom), "")

    def _warm(self, key: str) -> None:
        if key != self._hover:
            self._hover = key
            self.canvas.configure(cursor="hand2" if key else "")
            self._draw()

    def _pressed(self, y: int) -> None:
        self.canvas.focus_set()
        key = self._at(y)
        if key and key != self.chosen:
            self._on_pick(key)

    def _step(self, by: int) -> str:
        keys = [key for key, _top, _bottom in self._places]
        if keys:
            place = keys.index(self.chosen) + by if self.chosen in keys else 0
            place = max(0, min(len(keys) - 1, place))
            if keys[place] != self.chosen:
                self._on_pick(keys[place])
        return "break"


class _Canvas(Placed, tk.Canvas):
    """A canvas placed in design pixels."""
