"""Small charts: shapes by Pillow at 3x (X11 canvases cannot smooth), text as native canvas items."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageTk

from views.kit import theme
from views.kit.surface import Placed, ground_of

_FINE = 3


class Part(NamedTuple):
    """One value of a chart; `tone` a colour token, "" for the chart's own."""

    label: str
    value: float
    tone: str = ""


class Chart(Placed, tk.Canvas):
    """What the charts share: redrawn on a change of size, mode or values. Sizes in design pixels."""

    def __init__(self, master: tk.Misc, parts: Sequence[Part], width: int, height: int):
        tk.Canvas.__init__(
            self, master, bd=0, highlightthickness=0, width=theme.px(width), height=theme.px(height), takefocus=0
        )
        self.parts, self._ground = list(parts), ground_of(master)
        self.bind("<Configure>", lambda _event: self._redraw())
        theme.follow(self, self._redraw)

    def put(self, parts: Sequence[Part]) -> None:
        """Other values."""
        self.parts = list(parts)
        self._redraw()

    def _redraw(self) -> None:
        width, height = self.winfo_width(), self.winfo_height()
        self.delete("all")
        self.configure(bg=theme.color(self._ground))
        if width < 2 or not self.parts:
            return
        shapes = Image.new("RGB", (width * _FINE, height * _FINE), theme.color(self._ground))
        self.draw(ImageDraw.Draw(shapes), width, height)
        self._picture = ImageTk.PhotoImage(shapes.reduce(_FINE))
        self.tag_lower(self.create_image(0, 0, anchor="nw", image=self._picture))

    def draw(self, pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        """Draw shapes with `pen` (3x device pixels) and text on the canvas (device pixels)."""
        raise NotImplementedError

    def words(self, x: float, y: float, text: str, size: int = 12, ink: str = "ink3", anchor: str = "center") -> None:
        """A native text."""
        bold = size > 16
        self.create_text(x, y, text=text, anchor=anchor, font=theme.font(size, bold), fill=theme.color(ink))


class Bars(Chart):
    """Standing bars with their values on top and labels below."""

    def __init__(
        self, master: tk.Misc, parts: Sequence[Part], width: int = 320, height: int = 160, tone: str = "accent"
    ):
        self._tone = tone
        super().__init__(master, parts, width, height)

    def draw(self, pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        """As Chart."""
        top, bottom = theme.px(18), height - theme.px(22)
        step = width / len(self.parts)
        wide, most = min(theme.px(26), step * 0.55), max((part.value for part in self.parts), default=0) or 1
        pen.rectangle((0, bottom * _FINE, width * _FINE, bottom * _FINE + _FINE - 1), fill=theme.color("line"))
        for place, part in enumerate(self.parts):
            middle = step * (place + 0.5)
            y = bottom - (bottom - top) * part.value / most
            if part.value > 0:
                box = [round(at * _FINE) for at in (middle - wide / 2, y, middle + wide / 2, bottom)]
                fill, corners = theme.color(part.tone or self._tone), (True, True, False, False)
                pen.rounded_rectangle(box, min(theme.px(4) * _FINE, (box[3] - box[1]) // 2), fill, corners=corners)
            self.words(middle, y - theme.px(9), f"{part.value:,g}", ink="ink2")
            self.words(middle, bottom + theme.px(12), part.label)


class Donut(Chart):
    """Shares of a whole, the total in the middle, a legend at the right. The words carry it, not the colours."""

    TONES = ("accent", "amber_line", "blue_line", "green_line", "violet", "grey_line")

    def __init__(self, master: tk.Misc, parts: Sequence[Part], total: str = "", width: int = 320, height: int = 160):
        self._total = total
        super().__init__(master, parts, width, height)

    def draw(self, pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        """As Chart."""
        radius = min(height, width / 2) / 2 - theme.px(8)
        cx, cy, turn = radius + theme.px(8), height / 2, -90.0
        everything = sum(part.value for part in self.parts) or 1
        ground = theme.color(self._ground)
        for place, part in enumerate(self.parts):
            tone = theme.color(part.tone or self.TONES[place % len(self.TONES)])
            end = turn + 360 * part.value / everything
            pen.pieslice(_square(cx, cy, radius), turn, end, fill=tone, outline=ground, width=_FINE)
            turn = end
            self._legend(place, part, tone, cx + radius + theme.px(20), width, part.value / everything)
        pen.ellipse(_square(cx, cy, radius * 0.66), fill=ground)
        self.words(cx, cy - theme.px(7), f"{sum(part.value for part in self.parts):,g}", 20, "ink")
        self.words(cx, cy + theme.px(14), self._total)

    def _legend(self, place: int, part: Part, tone: str, x: float, width: int, share: float) -> None:
        y = theme.px(20) + place * theme.px(24)
        self.create_rectangle(x, y - theme.px(5), x + theme.px(10), y + theme.px(5), fill=tone, width=0)
        self.words(x + theme.px(18), y, part.label, 13, "ink", "w")
        self.words(width - theme.px(52), y, f"{part.value:,g}", 13, "ink", "e")
        self.words(width - theme.px(2), y, f"{share:.1%}", 12, "ink3", "e")


class Sparkline(Chart):
    """A line without axes for finished periods, the last one marked; neutral grey, never a judgement."""

    def __init__(self, master: tk.Misc, values: Sequence[float], width: int = 72, height: int = 24):
        super().__init__(master, [Part("", value) for value in values], width, height)

    def draw(self, pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
        """As Chart."""
        values = [part.value for part in self.parts]
        low, high, edge = min(values), max(values), theme.px(4)
        step = (width - 2 * edge) / max(1, len(values) - 1)
        span = (high - low) or 1
        points = [
            ((edge + step * n) * _FINE, (height - edge - (height - 2 * edge) * (value - low) / span) * _FINE)
            for n, value in enumerate(values)
        ]
        if len(points) > 1:
            pen.line(points, fill=theme.color("grey_line"), width=round(1.5 * theme.scale() * _FINE), joint="curve")
        x, y = points[-1]
        pen.ellipse(_square(x / _FINE, y / _FINE, theme.px(2.5)), fill=theme.color("ink2"))


def _square(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return ((x - radius) * _FINE, (y - radius) * _FINE, (x + radius) * _FINE, (y + radius) * _FINE)
