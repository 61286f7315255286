"""A sparkline: drawn by Pillow at 3x, since X11 canvases cannot smooth."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageTk

from views.kit import theme
from views.kit.surface import Placed, ground_of

_FINE = 3


class Sparkline(Placed, tk.Canvas):
    """A line without axes for finished periods, the last one marked; neutral grey, never a judgement.

    Sizes in design pixels. Drawn again on a change of size, mode or values.
    """

    def __init__(self, master: tk.Misc, values: Sequence[float], width: int = 72, height: int = 24):
        tk.Canvas.__init__(
            self, master, bd=0, highlightthickness=0, width=theme.px(width), height=theme.px(height), takefocus=0
        )
        self.values, self._ground = list(values), ground_of(master)
        self.bind("<Configure>", lambda _event: self._redraw())
        theme.follow(self, self._redraw)

    def put(self, values: Sequence[float]) -> None:
        """Other values."""
        self.values = list(values)
        self._redraw()

    def _redraw(self) -> None:
        width, height = self.winfo_width(), self.winfo_height()
        self.delete("all")
        self.configure(bg=theme.color(self._ground))
        if width < 2 or not self.values:
            return
        shapes = Image.new("RGB", (width * _FINE, height * _FINE), theme.color(self._ground))
        self._draw(ImageDraw.Draw(shapes), width, height)
        self._picture = ImageTk.PhotoImage(shapes.reduce(_FINE))
        self.create_image(0, 0, anchor="nw", image=self._picture)

    def _draw(self, pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        low, high, edge = min(self.values), max(self.values), theme.px(4)
        step = (width - 2 * edge) / max(1, len(self.values) - 1)
        span = (high - low) or 1
        points = [
            ((edge + step * n) * _FINE, (height - edge - (height - 2 * edge) * (value - low) / span) * _FINE)
            for n, value in enumerate(self.values)
        ]
        if len(points) > 1:
            pen.line(points, fill=theme.color("grey_line"), width=round(1.5 * theme.scale() * _FINE), joint="curve")
        (x, y), radius = points[-1], theme.px(2.5) * _FINE
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=theme.color("ink2"))
