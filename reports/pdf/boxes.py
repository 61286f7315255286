"""Ruled forms on a PDF page: groups of cells with their name at the left; a long row goes on over the page."""
from __future__ import annotations

from collections.abc import Sequence

from center.tongues import CHINESE
from reports.deeds import SHARES, Cell, Form, Group
from reports.pdf.paragraph import Paragraph, Type, set_paragraph
from reports.pdf.sheet import Sheet, mixed

CELL_LEAD = 17
SIZES = (12, 10.5, 9, 7.5)  # of a label in a form: the largest that does not break a word
LABEL_FACE, TEXT_FACE = "hei", "fang"
PAD, AIR = 5, 5
SIDE, SIDE_WIDE = 26, 62    # the narrow cell at the left of a group; in languages with long words
LONG_CELL = 9               # shares from which a cell's text begins at its left
UNDER = 8                   # points under a form
TORN = 12                   # lines from which a row is torn rather than carried over


def draw_form(sheet: Sheet, block: Form) -> None:
    """The groups of a ruled form under one another; a group that fits on a page is not torn."""
    heads = [group for group in block.groups if group.head]
    for place, group in enumerate(block.groups):
        rows = [_Row(sheet, group, row) for row in group.rows]
        if sheet.tail:
            _keep_end(sheet, block, place, rows)
        whole = max(sum(row.high for row in rows), _side_height(sheet, group))
        if group.label and whole <= sheet.area.top - sheet.area.bottom:
            sheet.need(whole)
            _grow(rows, whole)
            _side(sheet, group, whole)
            for row in rows:
                row.draw()
        else:
            _flow(sheet, group, rows, [] if group.head else heads)
    sheet.y -= UNDER


def _keep_end(sheet: Sheet, block: Form, place: int, rows: list[_Row]) -> None:
    """The last two groups, or at least the last, stay with the places to sign under the form."""
    last = len(block.groups) - 1
    if place == last:
        sheet.need_end(sum(row.high for row in rows) + UNDER)
    elif place == last - 1:
        both = [*rows, *(_Row(sheet, block.groups[last], row) for row in block.groups[last].rows)]
        sheet.need_end(sum(row.high for row in both) + UNDER)


def _flow(sheet: Sheet, group: Group, rows: list[_Row], heads: list[Group]) -> None:
    """Row after row over pages; the head comes again on each of them."""
    for row in rows:
        while row.high > sheet.room and not (sheet.untouched and row.high <= sheet.room):
            if row.high > TORN * row.lead and sheet.room > 4 * row.lead:
                row = row.part(sheet.room)
                sheet.next()
            elif sheet.untouched:
                row = row.part(sheet.room)
                sheet.next()
            else:
                sheet.next()
            for head in heads:
                for texts in head.rows:
                    _Row(sheet, head, texts).draw()
        row.draw()


def _grow(rows: list[_Row], whole: float) -> None:
    """Make the rows as high as the label beside them."""
    spare = (whole - sum(row.high for row in rows)) / len(rows)
    for row in rows:
        row.high += spare


def _side_width(sheet: Sheet, group: Group) -> float:
    if not group.label:
        return 0
    return SIDE if sheet.document.language == CHINESE else SIDE_WIDE


def _side_text(sheet: Sheet, group: Group) -> Paragraph:
    chinese = sheet.document.language == CHINESE
    room = 13 if chinese else SIDE_WIDE - 6
    size = 12 if chinese else _unbroken(sheet, group.label, room, SIZES[2:])
    kind = Type(size, size + 3, align="center")
    return set_paragraph([(sheet.faces[LABEL_FACE], group.label)], room, kind)


def _side_height(sheet: Sheet, group: Group) -> float:
    return _side_text(sheet, group).height + 2 * AIR if group.label else 0


def _side(sheet: Sheet, group: Group, high: float) -> None:
    width, done = _side_width(sheet, group), _side_text(sheet, group)
    _box(sheet, sheet.area.left, sheet.y, width, high)
    top = sheet.y - (high - done.height) / 2
    for number in range(len(done.lines)):
        done.draw_line(sheet.canvas, number, sheet.area.left + (width - done.measure) / 2,
                       top - number * done.type.lead)


def _box(sheet: Sheet, x: float, top: float, width: float, high: float) -> None:
    sheet.canvas.setLineWidth(0.6)
    sheet.canvas.rect(x, top - high, width, high)


class _Row:
    """One row of a form: its cells as paragraphs, and how high it is."""

    def __init__(self, sheet: Sheet, group: Group, cells: tuple[Cell, ...]) -> None:
        self.sheet = sheet
        self.left = sheet.area.left + _side_width(sheet, group)
        room = sheet.area.width - _side_width(sheet, group)
        total = sum(cell.share for cell in cells) or SHARES
        self.cells = []
        for cell in cells:
            width = room * cell.share / total
            self.cells.append((cell, width, _cell(sheet, cell, width, len(cells))))
        self.lead = CELL_LEAD * sheet.scale
        self.lines = max(len(done.lines) for _, _, done in self.cells)
        self.first = 0
        self.high = max(group.high * sheet.scale, max(done.height for _, _, done in self.cells) + 2 * AIR * sheet.scale)

    def draw(self) -> None:
        """All of it that is left."""
        self._draw(self.high, None)

    def part(self, room: float) -> _Row:
        """Draw what fits into `room` points; the rest remains."""
        count = max(1, int((room - 2 * AIR) // self.lead))
        self._draw(room, count)
        self.first += count
        self.high = max(self.lead + 2 * AIR, (self.lines - self.first) * self.lead + 2 * AIR)
        return self

    def _draw(self, high: float, count: int | None) -> None:
        x, sheet = self.left, self.sheet
        for cell, width, done in self.cells:
            _box(sheet, x, sheet.y, width, high)
            shown = done.lines[self.first:None if count is None else self.first + count]
            tall = len(shown) * done.type.lead
            small = cell.label or len(done.lines) <= 2
            top = sheet.y - ((high - tall) / 2 if small else AIR)
            for number in range(len(shown)):
                done.draw_line(sheet.canvas, self.first + number, x + PAD, top - number * done.type.lead)
            x += width
        sheet.y -= high


def _cell(sheet: Sheet, cell: Cell, width: float, beside: int) -> Paragraph:
    """A label is centred and shrinks rather than break; a short value beside others is centred too."""
    face, room, lead = sheet.faces[LABEL_FACE if cell.label else TEXT_FACE], width - 2 * PAD, CELL_LEAD * sheet.scale
    fitting = [size for size in SIZES[:2 if cell.label else 3] if face.width(cell.text, size) <= room]
    if cell.label:
        size = fitting[0] if fitting else _unbroken(sheet, cell.text, room, SIZES)
        return set_paragraph([(face, cell.text)], room, Type(size, min(lead, size * 1.35), align="center"))
    short = beside > 2 and cell.share < LONG_CELL and bool(fitting)
    size = fitting[0] if short else SIZES[0] if cell.share > 3 else SIZES[2]
    return set_paragraph(mixed(sheet, cell.text), room, Type(size, lead, align="center" if short else "left"))


def _unbroken(sheet: Sheet, text: str, room: float, sizes: Sequence[float]) -> float:
    """The first size at which a label takes two lines at most and none of its words is broken; else the last."""
    face, words = sheet.faces[LABEL_FACE], text.split() if text.isascii() else []
    for size in sizes:
        if face.width(text, size) <= 2 * room and all(face.width(word, size) <= room for word in words):
            return size
    return sizes[-1]
