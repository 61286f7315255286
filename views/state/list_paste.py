"""A block from the clipboard as a read table: what a spreadsheet copies, with quoted cells, or a copied web page."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from center.importing.header import find_header
from center.importing.preview import MOST_ROWS
from center.words import N_, say
from db.errors import Unreadable
from db.record import Record
from reports.reading.table import RawTable

NAME, SHEET = N_("粘贴的表格"), N_("剪贴板")
MOST_SIGNS = 30_000_000
_NOTHING = "剪贴板里没有表格。请在 Excel 或 WPS 里选中要贴的格子（连表头一起），按 Ctrl+C，再回到这里粘贴"


def table(record: type[Record], text: str, labels: Sequence[str] = ()) -> RawTable:
    """The table that was copied. A block without headings that is as wide as the list gets the list's `labels`.

    Raises Unreadable with a sentence: nothing there, too much, or no heading that is known.
    """
    if len(text) > MOST_SIGNS:
        raise Unreadable("粘贴的内容太多，请存成 Excel 文件再用“导入”")
    rows = web_rows(text) if "<table" in text[:5000].lower() else sheet_rows(text)
    rows = [_trimmed(row) for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    full = [row for row in rows if row]
    if not full:
        raise Unreadable(_NOTHING)
    if len(rows) > MOST_ROWS:
        raise Unreadable("粘贴了 {count} 行，一次最多 {most} 行，请分几次贴", count=f"{len(rows):,}",
                         most=f"{MOST_ROWS:,}")
    if not find_header(rows, record).known:
        if not labels or max(map(len, full)) != len(labels):
            raise Unreadable(_NOTHING if len(full) == 1 and len(full[0]) == 1 else
                             "粘贴的内容里没有认得的表头，请连表头一起复制")
        rows.insert(0, list(labels))
    return RawTable("clipboard", say(NAME), [say(SHEET)], say(SHEET), rows)


def sheet_rows(text: str) -> list[list[str]]:
    """Rows of a block with tabs. Cells with breaks or quotes in them are quoted; a lone quote is a sign like others."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if text.count('"') % 2 == 0:
        before = csv.field_size_limit(max(len(text), 131_072))
        try:
            return list(csv.reader(io.StringIO(text), delimiter="\t"))
        finally:
            csv.field_size_limit(before)
    return [line.split("\t") for line in text.split("\n")]


def web_rows(text: str) -> list[list[str]]:
    """Rows of the largest table of a copied web page."""
    from reports.reading.webtable import read_tables

    return max((one.rows for one in read_tables(text)), key=len, default=[])


def _trimmed(row: Sequence[str]) -> list[str | None]:
    cells = [one.strip() or None for one in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells
