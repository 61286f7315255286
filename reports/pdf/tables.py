"""Tables on the page: two-level headers that repeat, wrapped cells, heights by content; fast enough for rosters.

The operators are written straight into the page: a roster of 10,000 rows takes half a second, where
platypus takes eight and grows with the square. Only characters that the main font lacks go the long way.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from reports.document import Table, show
from reports.pdf.grid import fit
from reports.pdf.ink import Ink
from reports.pdf.sheet import Sheet

AIR = 4                 # points of white over and under a cell's text
LEAST = 6.5             # the smallest type that can still be read
ROW, TOTAL, BAND, BLANK = range(4)
GOES_ON: list[str] = []         # the cell of a merged column that belongs to the one above

Cells = list[None | str | list[str]]
Laid = tuple[int, Cells, float]         # kind, cells, height in points


class TableDrawing:
    """One table being drawn on a sheet, page after page; `tail` points are wanted under its last two rows, and rows
    stand closer to keep to `within` points (0: free)."""

    def __init__(self, sheet: Sheet, table: Table, tick: Callable[[], None], tail: float = 0,
                 within: float = 0) -> None:
        self.sheet, self.table, self.tick, self.tail = sheet, table, tick, tail
        self.columns = [table.columns[i] for i in table.shown]
        face, head = sheet.faces["song"], sheet.faces["hei"]
        grid = fit(table, face, head, sheet.area.width)
        doc = sheet.canvas._doc
        self.size, self.air = grid.size, AIR
        if within > 0:
            self._stand_closer(within)
        self.lead = self.size * 1.25
        edges = [sheet.area.left]
        for width in grid.widths:
            edges.append(edges[-1] + width)
        self.body, self.head = Ink(face, self.size, doc), Ink(head, self.size, doc)
        self.edges = edges
        self.pad = grid.pad
        self.rooms = [width - 2 * self.pad for width in grid.widths]
        self.header = self._header()
        self.least = self.size + 2 * self.air
        self._above: dict[int, str | list[str] | None] = {}     # what stood last in each merged column

    def _stand_closer(self, within: float) -> None:
        """Less white between the rows, then smaller type: a table that shall not leave its page."""
        rows = self.table.size() + len(self.table.group_rows) + 3       # the header is as high as three rows at most
        room = within / max(rows, 1)
        self.air = max(0.4, min(AIR, (room - self.size) / 2))
        self.size = max(LEAST, min(self.size, room - 2 * self.air))

    def draw(self) -> None:
        """All rows; leaves the sheet under the table."""
        sheet = self.sheet
        sheet.need(self.header_height + 2 * self.least)
        batch, left, band = [], sheet.room - self.header_height, None
        for kind, cells, height, wanted in self._tailed(self._wanted()):
            if wanted > left + 0.01 and (batch or not sheet.untouched):
                if batch:
                    self._flush(batch)
                sheet.next()
                batch, left = [], sheet.room - self.header_height
                if band and kind != BAND:       # whoever holds only this page must know whose rows these are
                    batch, left = [band], left - band[2]
            batch.append((kind, cells, height))
            left -= height
            band = batch[-1] if kind == BAND else None if kind == TOTAL else band
        self._flush(batch)

    def _tailed(self, rows: Iterator[tuple[int, Cells, float, float]]) -> Iterator[tuple[int, Cells, float, float]]:
        """The same rows; the last two want the tail under them, if that fits on a page at all."""
        waiting: list[tuple[int, Cells, float, float]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) > 2:
                yield waiting.pop(0)
        whole = sum(height for _kind, _cells, height, _wanted in waiting) + self.tail
        page = self.sheet.area.top - self.sheet.area.bottom - self.header_height
        for place, (kind, cells, height, wanted) in enumerate(waiting):
            yield kind, cells, height, max(wanted, whole) if place == 0 and self.tail and whole <= page else wanted

    def _wanted(self) -> Iterator[tuple[int, Cells, float, float]]:
        """Every row, and how much room there must be under it: a band wants a row, a group its rows if they fit."""
        if not self.table.merge:
            for kind, cells, height in self._laid_out():
                yield kind, cells, height, height + (self.least if kind == BAND else 0)
            return
        page = self.sheet.area.top - self.sheet.area.bottom - self.header_height
        for group in self._groups_of_rows():
            whole = sum(height for _kind, _cells, height in group)
            for place, (kind, cells, height) in enumerate(group):
                yield kind, cells, height, whole if place == 0 and whole <= page else height

    def _groups_of_rows(self) -> Iterator[list[Laid]]:
        """Rows that hang together by a merged cell."""
        group: list[Laid] = []
        for laid in self._laid_out():
            if group and not any(cell is GOES_ON for cell in laid[1]):
                yield group
                group = []
            group.append(laid)
        if group:
            yield group

    @property
    def header_height(self) -> float:
        """Both levels together, in points."""
        return sum(self.header[1])

    # -- laying out ---------------------------------------------------------------------------------

    def _header(self) -> tuple[list[Cells], tuple[float, ...]]:
        """The cells of the one or two header rows, and their heights."""
        labels = [self.head.lines(c.label, room, True) for c, room in zip(self.columns, self.rooms, strict=True)]
        if not self.table.grouped:
            return [labels], (max(map(len, labels), default=1) * self.lead + 2 * self.air,)
        upper: Cells = []
        for start, end, name in self._groups():
            room = self.edges[end] - self.edges[start] - 2 * self.pad
            upper.append(self.head.lines(name, room) if name else None)
        high = max((len(lines) for lines in upper if lines), default=1) * self.lead + 2 * self.air
        low = max(len(lines) for lines, column in zip(labels, self.columns, strict=True) if column.group)
        low = low * self.lead + 2 * self.air
        alone = [len(lines) for lines, column in zip(labels, self.columns, strict=True) if not column.group]
        low = max(low, max(alone, default=1) * self.lead + 2 * self.air - high)
        return [upper, labels], (high, low)

    def _groups(self) -> Iterator[tuple[int, int, str]]:
        """(first column, one past the last, upper label) of every upper header cell; "" for a column without."""
        places = range(len(self.columns))
        for name, run in groupby(places, key=lambda i: self.columns[i].group or i):
            run = list(run)
            yield run[0], run[-1] + 1, name if isinstance(name, str) else ""

    def _laid_out(self) -> Iterator[tuple[int, Cells, float]]:
        """(kind, cells, height) of everything under the header."""
        table, bands = self.table, iter(self.table.group_rows)
        band = next(bands, None)
        shown = [(i, table.columns[i].kind, table.columns[i].align == "center") for i in table.shown]
        rooms = self.rooms
        for number, row in enumerate(table.each()):
            while band and band[0] <= number:
                yield self._band(band[1])
                band = next(bands, None)
            self.tick()
            yield from self._cut(self._row(ROW, row, shown, rooms, self.body))
        empty = [None] * len(shown)
        for _ in range(table.blank_rows):
            yield BLANK, empty, self.size * 1.25 + 2 * self.air
        if table.total is not None:
            yield from self._cut(self._row(TOTAL, table.total, shown, rooms, self.head))

    def _cut(self, row: tuple[int, Cells, float]) -> Iterator[tuple[int, Cells, float]]:
        """A row higher than a page goes on in further rows; every other row as it is."""
        kind, cells, height = row
        area = self.sheet.area
        most = area.top - area.bottom - self.header_height
        if height <= most:
            yield row
            return
        step = max(1, int((most - 2 * self.air) // self.lead))
        deep = max(len(cell) for cell in cells if isinstance(cell, list))
        for start in range(0, deep, step):
            parts = [cell if cell is GOES_ON else cell[start:start + step] or None if isinstance(cell, list)
                     else cell if start == 0 else None for cell in cells]
            lines = max(len(part) for part in parts if isinstance(part, list))
            yield kind, parts, self._height(lines)

    def _height(self, lines: int) -> float:
        """The height of a row with so many lines."""
        return lines * self.lead + 2 * self.air - (self.lead - self.size)

    def _band(self, text: str) -> tuple[int, Cells, float]:
        lines = self.head.lines(text, self.edges[-1] - self.edges[0] - 2 * self.pad)
        return BAND, [lines], self._height(len(lines))

    def _row(self, kind: int, row: Sequence, shown, rooms, ink: Ink) -> tuple[int, Cells, float]:
        cells: Cells = []
        most = 1
        for (index, form, even), room in zip(shown, rooms, strict=True):
            value = row[index]
            text = value if type(value) is str else show(form, value)
            if not text:
                cells.append(GOES_ON if value is None and index in self.table.merge else None)
            elif ink.width(text) <= room and "\n" not in text:
                cells.append(text)
            else:
                lines = ink.lines(text, room, even)
                cells.append(lines)
                most = max(most, len(lines))
        return kind, cells, self._height(most)

    # -- drawing ------------------------------------------------------------------------------------

    def _flush(self, batch: list[tuple[int, Cells, float]]) -> None:
        """Draw the header and a page's rows; moves the sheet down."""
        sheet, top = self.sheet, self.sheet.y
        code = ["q 0 g 0 G"]
        self._shade(code, batch, top)
        heads = ["BT", self.head.select]
        body = ["BT", self.body.select]
        y = self._draw_header(code, heads, top)
        if self.table.merge:
            batch = self._spanned(body, batch, y)
        for number, (kind, cells, height) in enumerate(batch):
            if kind == BAND:
                self._put(heads, self.head, cells[0], "left", self.edges[0], self.edges[-1], y, height)
            else:
                into, ink = (heads, self.head) if kind == TOTAL else (body, self.body)
                self._put_row(into, ink, cells, y, height)
            y -= height
            under = batch[number + 1][1] if self.table.merge and number + 1 < len(batch) else ()
            self._level(code, y, under)
        self._upright(code, batch, top - self.header_height)
        code.append("S 1 w")
        code.append(f"{self.edges[0]:.1f} {y:.1f} {self.edges[-1] - self.edges[0]:.1f} {top - y:.1f} re S")
        sheet.canvas._code.append("\n".join((*code, *heads, "ET", *body, "ET Q")))
        sheet.y = y

    def _level(self, code: list[str], y: float, under: Sequence) -> None:
        """The line under a row; it leaves out the cells that go on in the row under it."""
        edges, start = self.edges, 0
        for i, cell in enumerate(under):
            if cell is GOES_ON:
                if start < i:
                    code.append(f"{edges[start]:.1f} {y:.1f} m {edges[i]:.1f} {y:.1f} l")
                start = i + 1
        if start < len(edges) - 1:
            code.append(f"{edges[start]:.1f} {y:.1f} m {edges[-1]:.1f} {y:.1f} l")

    def _spanned(self, body: list[str], batch: list[Laid], top: float) -> list[Laid]:
        """Draw each merged cell in the middle of its rows on this page; returns the rows without what was drawn."""
        rows = [(kind, list(cells), height) for kind, cells, height in batch]
        for i, place in enumerate(self.table.shown):
            if place in self.table.merge:
                y = top
                for first, end in _runs([cells[i] for _kind, cells, _height in rows]):
                    height = sum(height for _kind, _cells, height in rows[first:end])
                    self._span(body, rows[first][1], i, end - first, y, height)
                    y -= height
        return rows

    def _span(self, body: list[str], cells: Cells, i: int, count: int, top: float, height: float) -> None:
        """One merged cell over `count` rows; one that began on the page before is drawn again."""
        again = cells[i] is GOES_ON
        if not again:
            self._above[i] = cells[i]
        if count > 1 or again:
            text = self._above.get(i)
            lines = [text] if isinstance(text, str) else text
            edges = self.edges
            self._put(body, self.body, lines, self.columns[i].align, edges[i], edges[i + 1], top, height)
            cells[i] = GOES_ON if again else None

    def _shade(self, code: list[str], batch: list, top: float) -> None:
        """The light ground of the header, and of every second row if the table is striped."""
        left, width = self.edges[0], self.edges[-1] - self.edges[0]
        y = top - self.header_height
        code.append(f"0.95 g {left:.1f} {y:.1f} {width:.1f} {self.header_height:.1f} re f")
        if self.table.stripes:
            code.append("0.975 g")
            for number, (_, _, height) in enumerate(batch):
                y -= height
                if number % 2:
                    code.append(f"{left:.1f} {y:.1f} {width:.1f} {height:.1f} re f")
        code.append("0 g 0.5 w")

    def _draw_header(self, code: list[str], heads: list[str], top: float) -> float:
        """Header cells and their lines; returns the lower edge."""
        rows, heights = self.header
        bottom, edges = top - sum(heights), self.edges
        code.append(f"{edges[0]:.1f} {bottom:.1f} m {edges[-1]:.1f} {bottom:.1f} l")
        if len(rows) == 1:
            for i, cell in enumerate(rows[0]):
                self._put(heads, self.head, cell, "center", edges[i], edges[i + 1], top, heights[0])
                code.append(f"{edges[i]:.1f} {top:.1f} m {edges[i]:.1f} {bottom:.1f} l")
            return bottom
        for (start, end, name), cell in zip(self._groups(), rows[0], strict=True):
            code.append(f"{edges[start]:.1f} {top:.1f} m {edges[start]:.1f} {bottom:.1f} l")
            if not name:
                self._put(heads, self.head, rows[1][start], "center", edges[start], edges[end], top, sum(heights))
                continue
            self._put(heads, self.head, cell, "center", edges[start], edges[end], top, heights[0])
            middle = top - heights[0]
            code.append(f"{edges[start]:.1f} {middle:.1f} m {edges[end]:.1f} {middle:.1f} l")
            for i in range(start, end):
                self._put(heads, self.head, rows[1][i], "center", edges[i], edges[i + 1], middle, heights[1])
                code.append(f"{edges[i]:.1f} {middle:.1f} m {edges[i]:.1f} {bottom:.1f} l")
        return bottom

    def _upright(self, code: list[str], batch: list, top: float) -> None:
        """Column lines, interrupted by bands."""
        y = top
        for is_band, run in groupby(batch, key=lambda entry: entry[0] == BAND):
            below = y - sum(entry[2] for entry in run)
            if not is_band:
                code += [f"{x:.1f} {y:.1f} m {x:.1f} {below:.1f} l" for x in self.edges]
            y = below

    def _put_row(self, code: list[str], ink: Ink, cells: Cells, top: float, height: float) -> None:
        edges, columns, size = self.edges, self.columns, self.size
        middle = top - (height - size) / 2 - size * 0.86
        for i, cell in enumerate(cells):
            if cell is None or cell is GOES_ON:
                continue
            align = columns[i].align
            if type(cell) is not str:
                self._put(code, ink, cell, align, edges[i], edges[i + 1], top, height)
            elif align == "left":
                code.append(ink.show(edges[i] + self.pad, middle, cell))
            else:
                spare = self.rooms[i] - ink.width(cell)
                code.append(ink.show(edges[i] + self.pad + (spare if align == "right" else spare / 2), middle, cell))

    def _put(self, code: list[str], ink: Ink, lines, align: str, left: float, right: float,
             top: float, height: float) -> None:
        """Several lines in a cell, in the middle of its height."""
        if lines is None:
            return
        room = right - left - 2 * self.pad
        y = top - (height - (len(lines) - 1) * self.lead - self.size) / 2 - self.size * 0.86
        for line in lines:
            spare = room - ink.width(line)
            shift = {"left": 0, "center": spare / 2, "right": spare}[align]
            code.append(ink.show(left + self.pad + shift, y, line))
            y -= self.lead


def _runs(cells: Sequence) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of a cell and those under it that belong to it."""
    first = 0
    for number in range(1, len(cells) + 1):
        if number == len(cells) or cells[number] is not GOES_ON:
            yield first, number
            first = number
