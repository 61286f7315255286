"""Tables of a web page that a government system calls "Excel": rows as texts, spans filled and remembered."""
from __future__ import annotations

import re
from html.parser import HTMLParser

_SKIP = {"script", "style"}
_BREAKS = {"br", "p", "div"}
Merge = tuple[int, int, int, int]


class WebTable:
    """One table being built. `merged` is in 1-based rows and columns."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Merge] = []
        self._taken: dict[tuple[int, int], str] = {}

    def start_row(self) -> None:
        self.rows.append([])

    def add(self, text: str, down: int, across: int) -> None:
        """A cell: its text also stands in the rows it spans downwards, blanks stand where it spans sideways."""
        if not self.rows:
            self.start_row()
        row, at = self.rows[-1], len(self.rows)
        self._fill(row, at)
        left = len(row) + 1
        row.extend([text, *[""] * (across - 1)])
        for below in range(1, down):
            for beside in range(across):
                self._taken[at + below, left + beside] = "" if beside else text
        if down > 1 or across > 1:
            self.merged.append((at, left, at + down - 1, left + across - 1))

    def _fill(self, row: list[str], at: int) -> None:
        while (at, len(row) + 1) in self._taken:
            row.append(self._taken.pop((at, len(row) + 1)))

    def close_row(self) -> None:
        if self.rows:
            self._fill(self.rows[-1], len(self.rows))


class TableReader(HTMLParser):
    """Collects every table of a page, nested ones too, as `tables`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[WebTable] = []
        self._open: list[WebTable] = []
        self._cells: list[tuple[list[str], int, int] | None] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIP:
            self._quiet += 1
        elif tag == "table":
            self.tables.append(WebTable())
            self._open.append(self.tables[-1])
            self._cells.append(None)
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].start_row()
        elif tag in ("td", "th"):
            self._end_cell()
            spans = dict(attrs)
            self._cells[-1] = ([], _span(spans.get("rowspan"), 2000), _span(spans.get("colspan"), 200))
        elif tag in _BREAKS and self._cells[-1]:
            self._cells[-1][0].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIP:
            self._quiet = max(self._quiet - 1, 0)
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_cell()
            self._open[-1].close_row()
        elif tag == "table":
            self._end_cell()
            self._open.pop()
            self._cells.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._cells[-1] and not self._quiet:
            self._cells[-1][0].append(data)

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell:
            text = re.sub(r"[ \t\r\f\v]*\n\s*", "\n", "".join(cell[0]).replace("\xa0", " ")).strip()
            self._open[-1].add(text, cell[1], cell[2])
            self._cells[-1] = None


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdigit() else 1


def read_tables(page: str) -> list[WebTable]:
    """Every table with a row in it, in the order of the page."""
    reader = TableReader()
    reader.feed(page)
    reader.close()
    return [table for table in reader.tables if any(table.rows)]
