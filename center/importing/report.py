"""What is told about an import: its problems by cell, its numbers, and the rows that have to be mended."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from center.importing.cell import OK, raw_text
from center.importing.header import JOINED, REASON, UID, Heading, Names
from center.importing.preparing import as_read
from center.importing.preview import Preview
from center.importing.rows import ASK_ROW, NEW, REFUSED_ROW, SKIP, UNCHANGED, UPDATE, PreviewRow
from center.importing.words import import_words
from center.words import say
from db.record import column
from db.words import Listed

WHY = "原因"


@dataclass(frozen=True)
class FailedRows:
    """Rows to be mended and imported again: every value is text; the last column says why."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def letters(at: int) -> str:
    """0 → A, 26 → AA: the column in A1 notation."""
    text, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(preview: Preview, row: PreviewRow, path: str) -> str:
    """The A1 address in the original file; what has no column stands at the row's name, else at its first cell."""
    at = next((one.index for one in preview.headings if path and one.path == path), None)
    joined = preview.joined
    if joined and at == joined.made:
        return _span(joined.columns, str(row.number))
    if at is None:
        at = name_at(preview)
    return f"{letters(_first(preview, row) if at is None else at)}{row.number}"


def _span(columns: Sequence[int], number: str = "") -> str:
    """Columns as A1 notation says them: B9:E9, or with a gap B9,D9:E9; without a row B:E."""
    parts: list[list[int]] = []
    for at in columns:
        if parts and parts[-1][-1] == at - 1:
            parts[-1].append(at)
        else:
            parts.append([at])
    return ",".join(":".join(f"{letters(at)}{number}" for at in dict.fromkeys((one[0], one[-1]))) for one in parts)


def column_letters(preview: Preview, at: int) -> str:
    """The letter of a column (0-based); of one that was put together those it was made of, as B:E."""
    joined = preview.joined
    return _span(joined.columns) if joined and at == joined.made else letters(at)


def joined_columns(preview: Preview) -> tuple[tuple[str, ...], str] | None:
    """(the names of the columns that were read together, what they became), for the clerk; None without any."""
    joined = preview.joined
    if joined is None:
        return None
    if joined.made >= 0:
        return joined.names, column(preview.record, preview.headings[joined.made].path).label
    named = zip(joined.names, (preview.headings[at] for at in joined.columns), strict=True)
    return tuple(name for name, one in named if one.role == JOINED or one.text == joined.into), joined.into


def name_at(preview: Preview) -> int | None:
    """The column that says whom a row is about; None without one."""
    known = {one.path: one.index for one in preview.headings if one.path}
    return next((known[path] for path in ("person.name", "name", *preview.record.title[:1]) if path in known), None)


def _first(preview: Preview, row: PreviewRow) -> int:
    values = preview.table.rows[row.number - preview.table.first_row]
    return next((at for at, value in enumerate(values) if value is not None), 0)


def heading(preview: Preview, path: str) -> str:
    """The file's own name of a column (of those that it was put together of), else the record's."""
    found = next((one for one in preview.headings if path and one.path == path), None)
    if found and preview.joined and found.index == preview.joined.made:
        return Listed(joined_columns(preview)[0])
    written = found.text if found else ""
    return written or (column(preview.record, path).label if path else "")


def row_problems(preview: Preview, row: PreviewRow) -> list[dict[str, str]]:
    """One row's problems as the command line gives them: sheet, cell, column, message, level."""
    if row.state in (SKIP, UNCHANGED):
        return []
    return [{"sheet": preview.table.sheet, "cell": address(preview, row, path), "column": heading(preview, path),
             "message": say(message), "level": level} for path, level, message in preview.judge.remarks(row)]


def problems(preview: Preview) -> list[dict[str, str]]:
    """All problems, in the order of the file. Level: refused, ask, warning or changed."""
    return [problem for row in preview.rows for problem in row_problems(preview, row)]


def summary(preview: Preview) -> dict[str, int]:
    """The numbers of the import as it would be done now, named as the command line names them."""
    counts = preview.counts()
    return {"rows": counts["rows"], "added": counts[NEW], "updated": counts[UPDATE], "unchanged": counts[UNCHANGED],
            "refused": counts[REFUSED_ROW], "warned": counts["warned"], "ask": counts[ASK_ROW]}


def failed_rows(preview: Preview, asked: bool = True) -> FailedRows | None:
    """The refused rows (and those still asked) as they stand in the file, with their reasons; None without any."""
    wanted = (REFUSED_ROW, ASK_ROW) if asked else (REFUSED_ROW,)
    rows = [row for row in preview.rows if row.state in wanted]
    if not rows:
        return None
    made = preview.joined.made if preview.joined else -1  # made by us: mended, it would stand against its parts
    kept = [one for one in preview.headings if one.role != REASON and (one.text or one.path) and one.index != made]
    headings = (*(_heading_again(preview, one) for one in kept), WHY)
    at = [one.index for one in kept]
    return FailedRows(preview.table.sheet, headings, tuple(_failed(preview, row, at) for row in rows))


def _heading_again(preview: Preview, one: Heading) -> str:
    """A heading that is known again when it stands alone: 住户情况 over 姓名 is put together in this file."""
    joined = preview.joined
    if joined and one.index in joined.columns:
        return joined.names[joined.columns.index(one.index)]
    if not one.path or one.path == UID:
        return one.text
    names = Names(preview.record)
    known = one.path in (*names.own(one.text), *names.others(one.text))
    return one.text if known else column(preview.record, one.path).label


def _failed(preview: Preview, row: PreviewRow, kept: list[int]) -> tuple[str, ...]:
    line = row.number - preview.table.first_row
    values, joined = as_read(preview.table).rows[line], preview.joined
    meant = joined.whole.get(line, {}) if joined else {}
    texts = [_again(preview, row, at, values[at] if at < len(values) else None, meant.get(at)) for at in kept]
    reasons = dict.fromkeys(f"{problem['column']}：{problem['message']}" if problem["column"] else problem["message"]
                            for problem in row_problems(preview, row) if problem["level"] in ("refused", "ask"))
    return (*texts, "；".join(reasons))


def _again(preview: Preview, row: PreviewRow, at: int, value: Any, meant: str | None = None) -> str:
    """The file's own text, but what the row above said where it reads 同上: that row is not in this file."""
    if meant is not None:
        text = raw_text(value).strip()
        return meant if not text or text.casefold() in import_words().same else text
    cell = preview.cell(row.index, at)
    if cell.same and cell.value is not None:
        return cell.text
    return raw_text(value) if cell.state != OK or not cell.text else cell.raw or raw_text(value)
