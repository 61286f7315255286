"""Reads one sheet of a workbook, text file or web page into plain rows. Runs only in the child process."""
from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from db.errors import Invalid, Unreadable
from reports.reading.decode import declared_encoding, decode, text_rows
from reports.reading.guard import check_zip
from reports.reading.sniff import DAMAGED, PASSWORD, sniff
from reports.reading.table import Cell, Limits
from reports.reading.webtable import read_tables

NO_ROWS = "文件里没有内容。请确认选对了文件，表格里至少要有一行表头和一行数据"
TOO_MANY = "表格有 {count} 行，一次最多读 {limit} 行。请把表格拆成几份，分几次导入；这一次什么都没有读"
NO_SHEET = "文件里没有叫“{sheet}”的工作表，请从这里选：{sheets}"
_TABLE_ROWS, _TABLE_CELLS, _TRY_SHEETS = 2, 3, 12
_EXACT = 10**15


@dataclass
class Source:
    """An opened sheet: `rows` still to be walked once, from row 1; `total` rows are expected (0 unknown)."""

    kind: str
    sheets: list[str]
    sheet: str
    rows: Iterator[list[Cell]]
    total: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    warnings: list[Invalid] = field(default_factory=list)


def open_sheet(path: Path, sheet: str | None, limits: Limits) -> Source:
    """The wanted sheet, or the first visible one that looks like a table. Raises Unreadable."""
    kind = sniff(path)
    if kind == "csv":
        return _text_file(path)
    if kind == "html":
        return _web_page(path, sheet)
    if kind in ("xlsx", "xlsb", "ods") and check_zip(path, limits):
        return _sparse(path, sheet, limits)
    return _workbook(path, kind, sheet)


def walk(source: Source, limits: Limits) -> Iterator[list[Cell]]:
    """Rows from row 1, plain and trimmed, merged values repeated downwards. Stops after a long blank stretch."""
    blank, full = 0, 0
    for number, row in enumerate(_fill_down(source), 1):
        if not row:
            blank += 1
            if blank > limits.blank_rows:
                source.warnings.append(Invalid("第 {row} 行以后连着 {count} 行都是空的，再往后没有读",
                                               row=number - blank, count=limits.blank_rows))
                return
            yield row
            continue
        blank, full = 0, full + 1
        if full > limits.rows + _HEADINGS:
            raise Unreadable(TOO_MANY, count=max(source.total, full), limit=limits.rows)
        yield row[: limits.columns] if len(row) > limits.columns else row


_HEADINGS = 12
"""Titles, notes, headings and footers that a full sheet may have on top of its data rows."""


def _plain(row: list[object]) -> list[Cell]:
    """Values as `RawTable` promises them; trailing empty cells are cut."""
    cells = [(None if not value or value.isspace() else value) if type(value) is str else _value(value)
             for value in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(value: object) -> Cell:
    if type(value) is float:
        return int(value) if value.is_integer() and -_EXACT < value < _EXACT else value
    if isinstance(value, time):
        return value.strftime("%H:%M" if not value.second else "%H:%M:%S")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    return value if isinstance(value, (int, date, datetime, bool, str)) or value is None else str(value)


def _fill_down(source: Source) -> Iterator[list[Cell]]:
    """Repeats the value of a range merged over several rows in its first column, in rows that have other values."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, _right in source.merged:
        if bottom > top:
            starts.setdefault(top, []).append((left - 1, bottom))
    if not starts:
        yield from map(_plain, source.rows)
        return
    active: dict[int, tuple[Cell, int]] = {}
    for number, raw in enumerate(source.rows, 1):
        row = _plain(raw)
        for column in [column for column, (_value_, bottom) in active.items() if bottom < number]:
            del active[column]
        if row:
            for column, (value, _bottom) in active.items():
                row.extend([None] * (column + 1 - len(row)))
                row[column] = value if row[column] is None else row[column]
        for column, bottom in starts.get(number, ()):
            if column < len(row) and row[column] is not None:
                active[column] = row[column], bottom
        yield row


def _text_file(path: Path) -> Source:
    text, lost = decode(path.read_bytes())
    source = Source("csv", [path.stem], path.stem, text_rows(text), text.count("\n"))
    _warn_lost(source, lost)
    return source


def _web_page(path: Path, sheet: str | None) -> Source:
    data = path.read_bytes()
    text, lost = decode(data, declared_encoding(data))
    tables = read_tables(text)
    if not tables:
        raise Unreadable(NO_ROWS)
    names = [f"表{number}" for number in range(1, len(tables) + 1)]
    name = sheet or names[max(range(len(tables)), key=lambda at: len(tables[at].rows))]
    if name not in names:
        raise Unreadable(NO_SHEET, sheet=name, sheets="、".join(names))
    table = tables[names.index(name)]
    source = Source("html", names, name, iter(table.rows), len(table.rows), table.merged)
    _warn_lost(source, lost)
    return source


def _warn_lost(source: Source, lost: int) -> None:
    if lost:
        source.warnings.append(Invalid("有 {count} 个字认不出来，已用“\ufffd”代替，导入前请核对", count=lost))


def _workbook(path: Path, kind: str, sheet: str | None) -> Source:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        honest = path.suffix.lower() == f".{kind}"  # from a path the parser trusts the extension
        book = CalamineWorkbook.from_object(path if honest else io.BytesIO(path.read_bytes()))
        known = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet] or book.sheets_metadata
        shown = [meta for meta in known if meta.visible == SheetVisibleEnum.Visible] or known
        names = [meta.name for meta in shown]
        chosen = _choose(book, names, sheet)
    except PasswordError as error:
        raise Unreadable(PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    merged = [(top + 1, left + 1, bottom + 1, right + 1)
              for (top, left), (bottom, right) in (chosen.merged_cell_ranges or ())]
    offset = [""] * (chosen.start[1] if chosen.start else 0)
    rows = (offset + row for row in chosen.iter_rows()) if offset else chosen.iter_rows()
    if chosen.start is None:
        rows = iter(())
    return Source(kind, names, chosen.name, rows, chosen.height, merged)


def _choose(book: object, names: list[str], wanted: str | None) -> object:
    """The wanted sheet, or the first with two rows of three values; notes and cover sheets have fewer."""
    if not names:
        raise Unreadable(NO_ROWS)
    if wanted is not None:
        if wanted not in names:
            raise Unreadable(NO_SHEET, sheet=wanted, sheets="、".join(names))
        return book.get_sheet_by_name(wanted)
    first = None
    for name in names[:_TRY_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        first = first or sheet
        if _looks_like_a_table(sheet.to_python(nrows=40)):
            return sheet
    return first or book.get_sheet_by_name(names[0])


def _looks_like_a_table(rows: list[list[object]]) -> bool:
    return sum(sum(value not in ("", None) for value in row) >= _TABLE_CELLS for row in rows) >= _TABLE_ROWS


def _sparse(path: Path, sheet: str | None, limits: Limits) -> Source:
    """A workbook with far-away cells, row by row: slower, but memory follows the cells that are there."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    names = [page.title for page in book.worksheets if page.sheet_state == "visible"] or book.sheetnames
    if sheet is not None and sheet not in names:
        raise Unreadable(NO_SHEET, sheet=sheet, sheets="、".join(names))
    pages = {name: book[name] for name in ([sheet] if sheet else names)}
    chosen = next((name for name, page in pages.items() if _looks_like_a_table(_head(page, limits))), sheet or names[0])
    page = book[chosen]
    page.reset_dimensions()
    rows = (list(row) for row in page.iter_rows(values_only=True, max_col=limits.columns))
    warning = Invalid("有内容写在很远的格子里，只读了前 {columns} 列", columns=limits.columns)
    return Source("xlsx", names, chosen, rows, warnings=[warning])


def _head(page: object, limits: Limits) -> list[list[object]]:
    return [list(row) for row in page.iter_rows(max_row=40, max_col=limits.columns, values_only=True)]
