"""Table rows as sheet XML, written by hand: a tenth of openpyxl's time, and memory does not grow with the rows.

Text is always an inline string, so a value such as =1+1 can never become a formula. While the rows go by,
their canonical values are hashed for `_meta` (see `seal`).
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from openpyxl.utils import get_column_letter

from reports.document import Table, width_of
from reports.excel.seal import FIELD, ROW, canonical_text
from reports.excel.styles import FORMULA

MOST_ROWS = 1_048_576
LONGEST = 32_767                # characters in a cell
LINE, AIR = 14, 6               # points: a line of 10.5 pt type, and the white of a row
MOST_LINES = 28                 # Excel's rows are at most 409 points high
CHUNK = 500                     # rows between two pieces, and between two looks at `check`
CACHE = 20_000
_forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_special = re.compile("[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]|^\\s|\\s$").search
_full_date = re.compile(r"\d{4}-\d\d-\d\d$").match
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = "1900-03-01"       # before it Excel counts a day that never was

# (XML after the style, canonical value, begins like a formula, width in characters, line breaks)
Cell = tuple[str, str, bool, int, int]


def clean(text: str) -> str:
    """Text as a cell can hold it: no control characters, at most 32,767 characters."""
    return _forbidden.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def text_cell(text: str) -> Cell:
    """A string as a cell."""
    if not text:
        return "/>", "", False, 0, 0
    if _special(text):
        text = clean(text)
        shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        xml = f' t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    else:
        text = text[:LONGEST]
        xml = f' t="inlineStr"><is><t>{text}</t></is></c>'
    breaks = text.count("\n")
    width = max(map(width_of, text.split("\n"))) if breaks else width_of(text)
    return xml, canonical_text(text), text[:1] in FORMULA, width, breaks


def _number_cell(value: float) -> Cell:
    return f"><v>{value!r}</v></c>", f"n:{value:.12g}", False, 0, 0


def _date_cell(value: str) -> Cell:
    if _full_date(value) and value >= _FIRST_DAY:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return text_cell(value)
        return f"><v>{day.toordinal() - _EPOCH}</v></c>", f"d:{value}", False, 0, 0
    return text_cell(value)


def cell(kind: str, value) -> Cell:
    """Any value of a table, by its column's kind."""
    if value is None:
        return "/>", "", False, 0, 0
    if isinstance(value, str):
        return _date_cell(value) if kind == "date" else text_cell(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _date_cell(day.isoformat())
    if kind == "amount":
        return _number_cell(value / 100)
    if kind == "percent":
        return _number_cell(value / 10_000)
    return _number_cell(value)


class Body:
    """The rows of one table in one worksheet. `styles` and `totals` are pairs as `body_styles` gives them."""

    def __init__(self, table: Table, first: int, widths: Sequence[float], digest, check: Callable[[], None],
                 tick: Callable[[int], None]) -> None:
        self.table, self.first, self.digest, self.check, self.tick = table, first, digest, check, tick
        self.letters = [f'<c r="{get_column_letter(i)}' for i in range(1, len(table.columns) + 1)]
        self.widths = widths
        self.styles: list[tuple[int, int]] = []
        self.stripes: list[tuple[int, int]] = []
        self.totals: list[tuple[int, int]] = []
        self.band: int = 0
        self._dates: dict[str, Cell] = {}
        self._texts: dict[str, Cell] = {}

    def _dressed(self, styles: list[tuple[int, int]]) -> list[tuple]:
        """What `_row` needs of every column, put beside one another once a table instead of once a row."""
        return [(letters, pair, column.kind, self._dates if column.kind == "date" else self._texts, width)
                for letters, pair, column, width in zip(self.letters, styles, self.table.columns, self.widths,
                                                        strict=False)]

    def xml(self, expected: int) -> Iterator[bytes]:
        """The rows in pieces; `expected` rows were counted before, and as many must come."""
        number, made, bands = self.first, 0, list(self.table.group_rows)[::-1]
        buffer: list[str] = []
        plain, striped = self._dressed(self.styles), self._dressed(self.stripes)
        for made, row in enumerate(self.table.each(), 1):
            while bands and bands[-1][0] < made:
                buffer.append(self._band(number, bands.pop()[1]))
                number += 1
            buffer.append(self._row(number, row, plain if made % 2 else striped))
            number += 1
            if made % CHUNK == 0:
                self.check()
                self.tick(CHUNK)
                yield "".join(buffer).encode()
                buffer.clear()
        if made != expected:
            raise RuntimeError(f"{expected} rows were counted, {made} came")
        for _ in range(self.table.blank_rows):
            buffer.append(self._empty(number))
            number += 1
        if self.table.total is not None:
            buffer.append(self._row(number, self.table.total, self._dressed(self.totals)))
        yield "".join(buffer).encode()

    def _row(self, number: int, row: Sequence, columns: list[tuple]) -> str:
        parts, canon, lines = [], [], 1
        for (letters, pair, kind, seen, width), value in zip(columns, row, strict=True):
            if type(value) is str:
                done = seen.get(value)
                if done is None:
                    done = cell(kind, value)
                    if len(seen) < CACHE:
                        seen[value] = done
            else:
                done = cell(kind, value)
            xml, plain, formula, wide, breaks = done
            parts.append(f'{letters}{number}" s="{pair[formula]}"{xml}')
            canon.append(plain)
            if wide > width or breaks:
                lines = max(lines, min(-(-wide // int(width)) + breaks, MOST_LINES))
        self._hash(canon)
        return f'<row r="{number}" ht="{lines * LINE + AIR}" customHeight="1">{"".join(parts)}</row>'

    def _hash(self, canon: list[str]) -> None:
        while canon and not canon[-1]:
            canon.pop()
        if canon:
            self.digest.update((FIELD.join(canon) + ROW).encode())

    def _band(self, number: int, text: str) -> str:
        xml, plain = text_cell(text)[:2]
        self._hash([plain])
        parts = [f'{self.letters[0]}{number}" s="{self.band}"{xml}']
        parts += [f'{letters}{number}" s="{self.band}"/>' for letters in self.letters[1:]]
        return f'<row r="{number}" ht="{LINE + AIR}" customHeight="1">{"".join(parts)}</row>'

    def _empty(self, number: int) -> str:
        parts = [f'{letters}{number}" s="{pair[0]}"/>' for letters, pair in zip(self.letters, self.styles, strict=True)]
        return f'<row r="{number}" ht="{LINE + AIR}" customHeight="1">{"".join(parts)}</row>'

