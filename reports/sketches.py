"""The pictures that the demo centre has for evidence: drawn here, of nobody and no place, and marked as what they are.

A centre that is made again gets the same bytes.
"""
from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reports.fonts import SHIPPED, STYLES

SIZE = (640, 480)
WALL, FLOOR, INK, WOOD, CARTON, WATER, STAIN = (
    "#eceae4", "#c9c4ba", "#4a4a48", "#a98b66", "#c79a62", "#7fa3bd", "#d8c9a3")
MARK = "演示图片"       # as the papers of the demo: always Chinese
TYPE = 22
DAYS, HANDS = 10, 5     # columns and rows of the sheet of attendance
OFF = ((1, 4), (3, 7), (4, 2))


def sketch(name: str) -> bytes:
    """One of `SKETCHES` as PNG."""
    from PIL import Image, ImageDraw
    image = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(image)
    SKETCHES[name](pen)
    _mark(pen)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _mark(pen: Any) -> None:
    """What it is, at its lower right corner."""
    from PIL import ImageFont
    font = ImageFont.truetype(str(SHIPPED / STYLES["hei"].shipped), TYPE)
    right, low = SIZE
    pen.rectangle((right - 112, low - 40, right - 8, low - 8), fill="white", outline=INK)
    pen.text((right - 104, low - 37), MARK, fill=INK, font=font)


def _ceiling(pen: Any) -> None:
    """A kitchen: a stain on the ceiling, drops, cupboards that have warped."""
    pen.polygon([(0, 0), (640, 0), (540, 110), (100, 110)], fill="#f6f5f1", outline=INK)
    for grown, shade in ((0, STAIN), (26, "#cbb583")):
        pen.ellipse((220 + grown, 18 + grown // 2, 420 - grown, 96 - grown // 2), fill=shade)
    for left, top in ((262, 118), (318, 150), (372, 128), (300, 210), (352, 236)):
        pen.polygon([(left, top - 14), (left - 6, top + 4), (left + 6, top + 4)], fill=WATER)
        pen.ellipse((left - 6, top - 3, left + 6, top + 9), fill=WATER)
    for left in (110, 250, 390):
        pen.rectangle((left, 270, left + 132, 410), fill=WOOD, outline=INK, width=3)
        pen.ellipse((left + 108, 334, left + 118, 344), fill=INK)
    pen.polygon([(250, 270), (382, 278), (378, 410), (256, 404)], fill="#96764f", outline=INK)
    pen.rectangle((0, 412, 640, 480), fill=FLOOR)


def _stairs(pen: Any) -> None:
    """A landing: steps, the rail, jars and cartons in the way."""
    pen.rectangle((0, 400, 640, 480), fill=FLOOR)
    for nth in range(7):
        left, top = 330 + nth * 44, 400 - nth * 44
        pen.rectangle((left, top, 640, top + 44), fill="#dcd8cf", outline=INK)
    pen.line([(330, 330), (640, 20)], fill=INK, width=7)
    for nth in range(6):
        pen.line([(345 + nth * 50, 318 - nth * 50), (345 + nth * 50, 400 - nth * 44)], fill=INK, width=3)
    for left, top, wide, high in ((40, 300, 120, 100), (60, 220, 92, 80), (170, 330, 96, 70)):
        pen.rectangle((left, top, left + wide, top + high), fill=CARTON, outline=INK, width=3)
        pen.line([(left, top + high // 3), (left + wide, top + high // 3)], fill=INK, width=2)
    for left in (190, 262):
        pen.ellipse((left, 340, left + 76, 424), fill="#6d5a48", outline=INK, width=3)
        pen.rectangle((left + 16, 326, left + 60, 346), fill="#8a755f", outline=INK)


def _attendance(pen: Any) -> None:
    """A sheet of attendance on a table, with ticks and three days that nobody ticked."""
    pen.rectangle((0, 0, 640, 480), fill=WOOD)
    pen.polygon([(70, 60), (560, 40), (580, 420), (90, 440)], fill="white", outline=INK)
    for row in range(HANDS + 1):
        pen.line([(110, 140 + row * 50), (545, 126 + row * 50)], fill=INK, width=2)
    for column in range(DAYS + 1):
        pen.line([(110 + column * 43, 140 - column * 1.4), (110 + column * 43, 390 - column * 1.4)], fill=INK, width=2)
    for row in range(HANDS):
        for column in range(1, DAYS):
            left, top = 120 + column * 43, 158 + row * 50 - column
            if (row, column) in OFF:
                pen.line([(left, top), (left + 20, top + 20)], fill="#b3403a", width=3)
                pen.line([(left + 20, top), (left, top + 20)], fill="#b3403a", width=3)
            else:
                pen.line([(left, top + 10), (left + 8, top + 20), (left + 22, top - 2)], fill="#3d6f8f", width=3)
    pen.line([(230, 92), (420, 84)], fill=INK, width=6)


SKETCHES: dict[str, Callable[[Any], None]] = {"ceiling": _ceiling, "stairs": _stairs, "attendance": _attendance}
