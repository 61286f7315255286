"""Writes a Document as a workbook: one worksheet a part, and the hidden sheet `_meta`."""
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

from center.tongues import CHINESE
from db.errors import Invalid
from reports.document import Document, MissingGlyph, Table
from reports.excel.seal import FORMAT, SHEET, meta_sheet

LISTS = "_lists"                # hidden sheet of long drop-downs
PROGRAM = "党群服务中心工作台"


def write_xlsx(document: Document, path: Path, *, progress: Callable[[int, int], None] | None = None,
               check: Callable[[], None] = lambda: None, fonts: Path | None = None) -> tuple[MissingGlyph, ...]:
    """Write `path`. Returns no warnings: Excel looks for glyphs in the fonts of the computer that opens it.

    Raises `Invalid` when a table has more rows than a worksheet holds.
    """
    from openpyxl import Workbook

    from reports.excel.package import save
    from reports.excel.sheet import SheetWriter
    sizes = [block.size() for part in document.parts for block in part.blocks if isinstance(block, Table)]
    _check_sizes(sizes)
    book, digest = Workbook(), hashlib.sha256()
    book.remove(book.active)
    lists = _Lists(book)
    tick = _Steps(sum(sizes), progress)
    writers = []
    for number, part in enumerate(document.parts):
        sheet = book.create_sheet(_sheet_title(book, part.title or document.title))
        writer = SheetWriter(sheet, document, part, digest, check, tick, lists)
        writer.fill(first=number == 0)
        writers.append(writer)
    meta = book.create_sheet(SHEET)
    meta.sheet_state = "veryHidden"
    _properties(book, document)
    paths = _part_names(book)
    ranges = [pair for writer in writers for pair in writer.ranges]
    save(book, path, {paths[writer.sheet.title]: writer.slots for writer in writers if writer.slots}, document.made_at,
         {paths[SHEET]: lambda: meta_sheet(_meta(document, sum(sizes), ranges, digest.hexdigest()))})
    if progress:
        progress(sum(sizes), sum(sizes))
    return ()


class _Steps:
    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self.total, self.done, self.progress = total, 0, progress

    def __call__(self, rows: int) -> None:
        self.done += rows
        if self.progress:
            self.progress(min(self.done, self.total), self.total)


class _Lists:
    """Long drop-downs: one column of the hidden sheet each, made once."""

    def __init__(self, book) -> None:
        self.book, self.places = book, {}

    def __call__(self, choices: tuple[str, ...]) -> str:
        from openpyxl.utils import get_column_letter
        if choices not in self.places:
            if LISTS not in self.book.sheetnames:
                self.book.create_sheet(LISTS).sheet_state = "hidden"
            column = len(self.places) + 1
            for row, choice in enumerate(choices, 1):
                cell = self.book[LISTS].cell(row, column, choice)
                cell.data_type = "s"
            letter = get_column_letter(column)
            self.places[choices] = f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"
        return self.places[choices]


def _check_sizes(sizes: list[int]) -> None:
    from reports.excel.stream import MOST_ROWS
    if sizes and max(sizes) > MOST_ROWS - 100:
        raise Invalid("共 {rows} 行，超过一张工作表能容纳的行数，请按支部或时段分开导出。", rows=max(sizes))


def _sheet_title(book, title: str) -> str:
    """A worksheet's name: at most 31 characters, none of those that Excel forbids, each once."""
    name = re.sub(r"[\[\]:*?/\\\n']", " ", title).strip()[:28] or "表"
    number, unique = 2, name
    while unique in book.sheetnames:
        unique, number = f"{name}{number}", number + 1
    return unique


def _part_names(book) -> dict[str, str]:
    """{worksheet title: its part in the package}; openpyxl numbers the parts as the sheets stand."""
    return {sheet.title: f"xl/worksheets/sheet{number}.xml" for number, sheet in enumerate(book.worksheets, 1)}


def _properties(book, document: Document) -> None:
    properties, moment = book.properties, document.made_at.replace(tzinfo=None)
    properties.title, properties.creator = document.title.replace("\n", ""), document.org
    properties.subject, properties.description = document.period or document.subtitle, document.notice
    properties.lastModifiedBy, properties.keywords = document.made_by or PROGRAM, document.name
    properties.created = properties.modified = moment


def _meta(document: Document, rows: int, ranges: list[tuple[str, str]], digest: str) -> dict[str, str]:
    """The rows of `_meta`: the paper's own first, then those of the file, which win."""
    own = {"name": document.name, "title": document.title.replace("\n", ""), "org": document.org,
           "period": document.period}
    given = {key: str(value) for key, value in document.meta.items()}
    file = {"format": FORMAT, "made_at": document.made_at.isoformat(), "made_by": document.made_by,
            "demo": "1" if document.demo else "0", "rows": str(rows),
            "ranges": json.dumps(ranges, ensure_ascii=False), "sha256": digest}
    spoken = {} if document.language == CHINESE else {"language": document.language}
    return own | given | spoken | file
