"""The hidden sheet `_meta`: what a workbook is, and a digest of its values.

The digest is over values, not over the file, so that it still holds after Excel, WPS or LibreOffice saved the
workbook again, and no longer when a number was changed.
"""
from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.errors import Unreadable

SHEET = "_meta"
FORMAT = "paper/1"
FIELD, ROW = "\x1f", "\x1e"


def canonical_text(text: str) -> str:
    """Text in normal form, without white at its ends; empty text is nothing."""
    text = unicodedata.normalize("NFC", text).strip() if not text.isascii() else text.strip()
    return f"s:{text}" if text else ""


def canonical(value: Any) -> str:
    """A value as read from a workbook: numbers in 12 digits, dates in ISO form, text as `canonical_text`."""
    if value is None or value == "":
        return ""
    if isinstance(value, int | float):
        return f"n:{value:.12g}"
    if isinstance(value, datetime):
        return f"d:{value:%Y-%m-%d}" if value.time() == value.min.time() else f"d:{value:%Y-%m-%dT%H:%M:%S}"
    if isinstance(value, date):
        return f"d:{value:%Y-%m-%d}"
    return canonical_text(str(value).replace("\r\n", "\n"))


def digest(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 of the canonical values; empty cells at the end of a row and empty rows do not count."""
    sum_ = hashlib.sha256()
    for row in rows:
        values = [canonical(value) for value in row]
        while values and not values[-1]:
            values.pop()
        if values:
            sum_.update((FIELD.join(values) + ROW).encode())
    return sum_.hexdigest()


def meta_sheet(rows: Mapping[str, str]) -> bytes:
    """The XML of the `_meta` sheet: one key and one value a row."""
    from reports.excel.stream import text_cell
    lines = [f'<row r="{n}"><c r="A{n}"{text_cell(key)[0]}<c r="B{n}"{text_cell(value)[0]}</row>'
             for n, (key, value) in enumerate(rows.items(), 1)]
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + "".join(lines) + "</sheetData></worksheet>").encode()


def read_meta(path: str | Path) -> dict[str, str] | None:
    """The rows of `_meta`, or None if the workbook is not one of ours. Raises `Unreadable`."""
    return _meta_of(_open(path))


def verify(path: str | Path) -> bool:
    """Whether every table still has the values with which it was written. Raises `Unreadable`."""
    book = _open(path)
    meta = _meta_of(book)
    if meta is None:
        return False
    rows: list[Sequence[Any]] = []
    for name, area in json.loads(meta["ranges"]):
        if name not in book.sheet_names:
            return False
        rows += _area(book.get_sheet_by_name(name).to_python(skip_empty_area=False), area)
    return digest(rows) == meta["sha256"]


def _open(path: str | Path):
    """The workbook, after the guards against hostile files: it may come from another office."""
    from python_calamine import CalamineError, CalamineWorkbook

    from reports.reading.guard import check_zip
    from reports.reading.table import Limits
    try:
        if check_zip(Path(path), Limits()):
            raise Unreadable("“{name}”里有离得很远的单元格，不能核对。请删掉它们再存一次", name=Path(path).name)
        return CalamineWorkbook.from_path(str(path))
    except FileNotFoundError as error:
        raise Unreadable("没有找到文件“{name}”，请看看它是不是被移走或改了名", name=Path(path).name) from error
    except (CalamineError, OSError) as error:
        raise Unreadable("“{name}”不是能读的 Excel 文件，请在表格软件里另存一份", name=Path(path).name) from error


def _meta_of(book) -> dict[str, str] | None:
    if SHEET not in book.sheet_names:
        return None
    rows = book.get_sheet_by_name(SHEET).to_python()
    meta = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    return meta if meta.get("format") == FORMAT and {"ranges", "sha256"} <= meta.keys() else None


def _area(rows: list[list[Any]], area: str) -> list[list[Any]]:
    """The cells of "A5:P44" in a sheet's rows."""
    from openpyxl.utils import column_index_from_string
    left, top, right, bottom = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area).groups()
    columns = slice(column_index_from_string(left) - 1, column_index_from_string(right))
    return [row[columns] for row in rows[int(top) - 1:int(bottom)]]
