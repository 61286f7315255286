"""A scrollbar that is one pill over the content, and wakes when the pointer is near."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import shapes, theme

LANE = 16  # design px at the edge that belong to the bar


class OverlayBar:
    """A vertical or horizontal pill on a canvas. Positions are fractions from 0 to 1."""

    def __init__(self, canvas: tk.Canvas, move: Callable[[float], None], across: bool = False):
        self.canvas, self.move, self.across = canvas, move, across
        self.item = canvas.create_image(0, 0, anchor="nw")
        self._photo, self._drawn = None, None
        self._grip: float | None = None
        self.hot = False
        self._length = self._start = 0
        self._shown = False

    def put(self, start: float, share: float, x0: int = 0) -> None:
        """Show the part from `start` that is `share` of everything; hidden if everything is seen."""
        self._where = (start, share, x0)
        self._shown = share < 1.0
        if not self._shown:
            self.canvas.itemconfigure(self.item, image="")
            self._drawn = None
            return
        self._x0, total = x0, self._total(x0)
        self._length = max(theme.px(36), round(total * share))
        self._start = round((total - self._length) * min(1.0, max(0.0, start)))
        thick, inset = theme.px(8 if self.hot else 6), theme.px(4)
        size = (thick, max(thick, self._length - 2 * inset), self.hot, theme.mode())
        if size != self._drawn:
            tone = theme.color("ink3" if self.hot else "line_strong")
            width, height = (size[1], size[0]) if self.across else (size[0], size[1])
            self._photo, self._drawn = shapes.loose_pill(width, height, tone), size
            self.canvas.itemconfigure(self.item, image=self._photo)
        self._place(x0, thick, inset)

    def _place(self, x0: int, thick: int, inset: int) -> None:
        along, edge = self._start + inset, theme.px(4)
        if self.across:
            where = (x0 + along, self.canvas.winfo_height() - thick - edge)
        else:
            where = (self.canvas.winfo_width() - thick - edge, along)
        self.canvas.coords(self.item, *where)
        self.canvas.tag_raise(self.item)

    def _total(self, x0: int) -> int:
        return self.canvas.winfo_width() - x0 if self.across else self.canvas.winfo_height()

    def near(self, x: int, y: int) -> bool:
        """Whether a point lies in the bar's lane."""
        far = self.canvas.winfo_height() - y if self.across else self.canvas.winfo_width() - x
        return self._shown and far < theme.px(LANE)

    def warm(self, hot: bool) -> None:
        """Thicker and darker while the pointer is near."""
        if hot != self.hot and self._grip is None:
            self.hot = hot
            if self._shown:
                self.put(*self._where)

    def press(self, x: int, y: int) -> bool:
        """Take hold of the bar (a press beside the pill jumps there). False if the press is not ours."""
        if not self.near(x, y):
            return False
        at = x - self._x0 if self.across else y
        inside = self._start <= at <= self._start + self._length
        self._grip = at - self._start if inside else self._length / 2
        self.drag(x, y)
        return True

    def drag(self, x: int, y: int) -> bool:
        """Follow the pointer; False if the bar is not held."""
        if self._grip is None:
            return False
        at = x - self._x0 if self.across else y
        room = max(1, self._total(self._x0) - self._length)
        self.move(min(1.0, max(0.0, (at - self._grip) / room)))
        return True

    def release(self) -> None:
        """Let go."""
        self._grip = None
