"""Pages: their geometry, what stands on each of them (numbers, marks, notice), and the place reached so far.

The text layout is GB/T 9704-2012: A4, upper edge 37 mm, left edge 28 mm, type area 156 x 225 mm with 22 lines
of 28 characters; a page number in 四号 7 mm under it, odd right, even left, one character in.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from center.tongues import tongue
from center.words import N_, say
from reports.document import DEMO_MARK, Document
from reports.pdf.face import Faces
from reports.pdf.paragraph import Type, set_paragraph

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LINES, CHARACTERS = 22, 28
LEAD, PITCH = 225 * MM / LINES, 156 * MM / CHARACTERS        # 28.99 pt a line, 15.79 pt a character
BODY, TITLE, FOUR = 16, 22, 14                              # 三号 二号 四号
DEED, DEED_LEAD = 14, 25                                    # papers to sign: 四号, room for a pen between lines
SMALL = Type(size=8, lead=10.5, align="center", grey=0.35)
BLANKS = re.compile("(＿+)")
LAST_LINES = 2                                              # of a block that stay with what is signed under it
TOTAL = "total"                                             # the form that is drawn when all pages are known


@dataclass(frozen=True)
class Area:
    """A page and its type area, in points from the lower left corner."""
    page: tuple[float, float]
    left: float
    bottom: float
    width: float
    top: float


def area(layout: str, landscape: bool) -> Area:
    """The type area of a layout; a text page turned on its side keeps its margins, turned with it."""
    if layout == "deed":
        left, bottom, width, depth = (27, 25, 245, 158) if landscape else (27, 27, 156, 242)
    elif layout == "text":
        left, bottom, width, depth = (35, 28, 225, 154) if landscape else (28, 35, 156, 225)
    else:
        left, bottom, width, depth = (15, 20, 267, 172) if landscape else (20, 21, 174, 256)
    page = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    return Area(page, left * MM, bottom * MM, width * MM, (bottom + depth) * MM)


class Sheet:
    """The page being written. `y` is the upper edge of what is still free."""

    def __init__(self, canvas, faces: Faces, document: Document) -> None:
        self.canvas, self.faces, self.document = canvas, faces, document
        self.area = area(document.layout, False)
        self.y = self.area.top
        self.number = 0
        self.scale = 1.0                # papers to sign stand a little closer where that saves a page
        self.tail = 0.0                 # points of what must stay with the last lines of the block being drawn
        self.alone = False              # what is signed is so long that its last lines could not stay with it

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.area.bottom

    @property
    def whole(self) -> float:
        """Points of an empty page."""
        return self.area.top - self.area.bottom

    @property
    def untouched(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y >= self.area.top - 0.01

    def begin(self, landscape: bool) -> None:
        """A new page run."""
        if self.number:
            self._finish()
        self.area = area(self.document.layout, landscape)
        self._open()

    def next(self) -> None:
        """A new page like this one."""
        self._finish()
        self._open()

    def need(self, height: float) -> None:
        """A new page if `height` points are not left."""
        if self.room < height - 0.5 and not self.untouched:
            self.next()

    def need_end(self, height: float) -> None:
        """A new page if the last lines of a block (`height` points) would be parted from what is signed under them."""
        if self.tail and height + self.tail <= self.whole:
            self.need(height + self.tail)
        elif self.tail:
            self.alone = True

    def snap(self) -> None:
        """In the text layout lines stand on the grid: go down to the next grid line."""
        if self.document.layout == "text":
            lines = (self.area.top - self.y) / LEAD
            self.y = self.area.top - LEAD * -(-(lines - 0.02) // 1)

    def end(self) -> None:
        """Finish the last page and say how many there are."""
        self._finish()
        if self.document.layout != "text":
            self.canvas.beginForm(TOTAL, 0, -6, 120, 16)
            self.text(0, 0, say(N_("共 {count} 页"), count=self.number), "song", 9)
            self.canvas.endForm()

    def text(self, x: float, y: float, text: str, style: str, size: float, align: str = "left") -> float:
        """One line at its baseline; returns its width."""
        face = self.faces[style]
        width = face.width(text, size)
        pen = self.canvas.beginText(x - {"left": 0, "center": width / 2, "right": width}[align], y)
        for font, part in face.runs(text):
            pen.setFont(font.fontName, size)
            pen.textOut(part)
        self.canvas.drawText(pen)
        return width

    def paragraph(self, text: str | list, style: str, kind: Type) -> None:
        """Set a paragraph (a text in one style, or runs of their own), line by line, over pages."""
        runs = [(self.faces[style], text)] if isinstance(text, str) else text
        done = set_paragraph(runs, self.area.width, kind)
        for number in range(len(done.lines)):
            self.need(kind.lead)
            if number == max(0, len(done.lines) - LAST_LINES):
                self.need_end(kind.lead * (len(done.lines) - number))
            done.draw_line(self.canvas, number, self.area.left, self.y)
            self.y -= kind.lead

    def mark(self, title: str, level: int) -> None:
        """A bookmark here."""
        key = f"m{self.number}-{self.y:.0f}-{level}"
        self.canvas.bookmarkHorizontal(key, 0, self.y)
        self.canvas.addOutlineEntry(title, key, level, False)

    def _open(self) -> None:
        self.number += 1
        self.canvas.setPageSize(self.area.page)
        self.y = self.area.top

    def _finish(self) -> None:
        self.canvas.setFillGray(0)
        if self.document.layout == "text":
            self._official_number()
        elif self.document.numbered:
            self._plain_number()
        self._marks()
        self._notice()
        self.canvas.showPage()

    def _official_number(self) -> None:
        """— 1 — as GB/T 9704 7.5 has it."""
        text = f"— {self.number} —"
        width = self.faces["song"].width(text, FOUR)
        odd = self.number % 2
        x = self.area.left + (self.area.width - width - FOUR if odd else FOUR)
        self.text(x, self.area.bottom - 7 * MM - FOUR * 0.35, text, "song", FOUR)

    def _plain_number(self) -> None:
        """第 1 页 共 9 页: the left half now, the right half when the last page is known."""
        blank = tongue(self.document.language).gap  # a language that parts words puts one between them, not two
        half = self.faces["song"].width(blank, 9) / 2 if blank else 3
        middle, y = self.area.page[0] / 2, 13 * MM
        if self.document.layout == "deed":      # the middle is for the number that a dossier gives it
            middle = self.area.left + self.area.width - 34
        self.text(middle - half, y, say(N_("第 {at} 页"), at=self.number), "song", 9, "right")
        self.canvas.saveState()
        self.canvas.translate(middle + half, y)
        self.canvas.doForm(TOTAL)
        self.canvas.restoreState()

    def _marks(self) -> None:
        """演示数据 in a box, and who took a paper with personal data away."""
        width, height = self.area.page
        y = height - 11 * MM
        if self.document.confidential:
            self.text(self.area.left, y, self.document.confidential_line, "hei", 9)
        if self.document.demo:
            mark = say(DEMO_MARK)
            length = self.faces["hei"].width(mark, 10)
            right = self.area.left + self.area.width
            self.canvas.setLineWidth(0.6)
            self.canvas.rect(right - length - 8, y - 4, length + 8, 15)
            self.text(right - 4, y, mark, "hei", 10, "right")

    def _notice(self) -> None:
        if not self.document.foot:
            return
        done = set_paragraph([(self.faces["song"], self.document.foot)], self.area.width, SMALL)
        top = 17 * MM if self.document.layout == "text" else 11 * MM
        for number in range(len(done.lines)):
            done.draw_line(self.canvas, number, self.area.left, top - number * SMALL.lead)
        self.canvas.setFillGray(0)


def mixed(sheet: Sheet, text: str, style: str = "fang") -> list:
    """Runs of a text: the low lines to write on in 宋体, where they join."""
    return [(sheet.faces["song" if "＿" in part else style], part) for part in BLANKS.split(text) if part]
