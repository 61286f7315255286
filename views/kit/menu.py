"""A menu of acts at a point or under a button: one canvas, driven by arrows, Enter and Escape as by the mouse."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import NamedTuple

from views.kit import icons, theme
from views.kit.flyout import Flyout

ROW, RULE, PAD = 32, 9, 6  # design px
LEAST, EDGE = 22, 16  # a line of a menu that would be higher than its window; what stays free over and under it
_NARROWEST, _WIDEST = 160, 340


class Item(NamedTuple):
    """One line: `keys` are shown at the right, `mark` puts a tick before it, `on` False greys it."""

    label: str
    act: Callable[[], object]
    keys: str = ""
    mark: bool = False
    on: bool = True
    danger: bool = False


class Menu:
    """Shown at once; the chosen act runs after the menu is gone. None among the items is a line between groups."""

    def __init__(self, window: tk.Misc, items: Sequence[Item | None], at: tk.Misc | tuple[int, int]):
        self.items = list(items)
        self._marks = any(item and item.mark for item in self.items)
        text, small = theme.font(14), theme.font(12)
        needed = max((text.measure(item.label) + small.measure(item.keys) for item in self.items if item), default=0)
        wide = needed / theme.scale() + 56 + (20 if self._marks else 0)
        self.width = round(max(_NARROWEST, min(_WIDEST, wide)))
        self.box = Flyout(window, self.width)
        self.row = self._row_for(window.winfo_toplevel().winfo_height() / theme.scale())
        high = sum(self.row if item else RULE for item in self.items) + 2 * PAD
        self.canvas = tk.Canvas(self.box.inside, bd=0, highlightthickness=0, takefocus=1,
                                width=theme.px(self.width) - 2, height=theme.px(high))
        tk.Pack.pack_configure(self.canvas)
        self.current = next((place for place, item in enumerate(self.items) if item and item.on), -1)
        self._bind()
        theme.follow(self.canvas, self._draw)
        self.box.open(self.canvas, at=at)

    def _row_for(self, room: float) -> float:
        """How high a line is: as usual, or what lets a long menu stand in a low window."""
        lines = sum(item is not None for item in self.items)
        rest = room - EDGE - 2 * PAD - RULE * (len(self.items) - lines)
        return max(LEAST, min(ROW, rest / max(1, lines)))

    def _bind(self) -> None:
        moves = {"<Down>": 1, "<Up>": -1, "<Tab>": 1, "<Shift-Tab>": -1}
        for sequence, by in moves.items():
            self.canvas.bind(sequence, lambda _event, by=by: self.step(by))
        for sequence, place in (("<Home>", 0), ("<End>", len(self.items) - 1)):
            self.canvas.bind(sequence, lambda _event, place=place: self._go(place, 1 if place == 0 else -1))
        for sequence in ("<Return>", "<KP_Enter>", "<space>"):
            self.canvas.bind(sequence, lambda _event: self.choose(self.current))
        self.canvas.bind("<Motion>", lambda event: self._hover(event.y))
        self.canvas.bind("<ButtonRelease-1>", lambda event: self.choose(self._at(event.y)))

    def step(self, by: int) -> str:
        """To the next line that may be chosen."""
        return self._go((self.current + by) % len(self.items), by)

    def _go(self, place: int, by: int) -> str:
        for _ in self.items:
            if self.items[place] and self.items[place].on:
                self.current = place
                break
            place = (place + by) % len(self.items)
        self._draw()
        return "break"

    def choose(self, place: int | None) -> str:
        """Close and do it."""
        item = self.items[place] if place is not None and 0 <= place < len(self.items) else None
        if item is not None and item.on:
            self.box.close()
            item.act()
        return "break"

    def _rows(self):
        y = theme.px(PAD)
        for place, item in enumerate(self.items):
            high = theme.px(self.row if item else RULE)
            yield place, item, y, high
            y += high

    def _at(self, y: int) -> int | None:
        return next((place for place, item, top, high in self._rows() if item and top <= y < top + high), None)

    def _hover(self, y: int) -> None:
        place = self._at(y)
        if place is not None and place != self.current and self.items[place].on:
            self.current = place
            self._draw()

    def _draw(self) -> None:
        canvas, wide = self.canvas, theme.px(self.width) - 2
        canvas.delete("all")
        canvas.configure(bg=theme.color("floating"))
        left = theme.px(34 if self._marks else 14)
        for place, item, y, high in self._rows():
            if item is None:
                canvas.create_rectangle(0, y + high // 2, wide, y + high // 2 + 1, fill=theme.color("line"), width=0)
                continue
            if place == self.current:
                ground = theme.color("red_soft" if item.danger else "hover")
                canvas.create_rectangle(theme.px(4), y, wide - theme.px(4), y + high, fill=ground, width=0)
            ink = theme.color("ink3" if not item.on else "red" if item.danger else "ink")
            if item.mark:
                canvas.create_image(theme.px(18), y + high // 2, image=icons.photo("check", 16, "accent"))
            canvas.create_text(left, y + high // 2, anchor="w", text=item.label, font=theme.font(14), fill=ink)
            canvas.create_text(wide - theme.px(14), y + high // 2, anchor="e", text=item.keys, font=theme.font(12),
                               fill=theme.color("ink3"))
