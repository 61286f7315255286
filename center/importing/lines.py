"""Which rows of a table are data: titles, notes, totals, footers, repeated headings and blank rows are not."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from center.importing.cell import raw_text
from center.importing.header import MAPPED, NUMBER, Header, is_heading
from center.importing.words import import_words, plain
from db.checks import clean

TITLE, NOTE, HEADING, TOTAL, FOOTER, BLANK = "title", "note", "heading", "total", "footer", "blank"


@dataclass
class Lines:
    """0-based positions of the data rows, and of the others with what they are (blank rows are only counted)."""

    data: list[int] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    blank: int = 0

    def count(self, kind: str) -> int:
        """How many rows of a kind were left out."""
        return self.blank if kind == BLANK else sum(one == kind for one in self.skipped.values())


def sort_lines(rows: Sequence[Sequence[Any]], header: Header) -> Lines:
    """Every row of the table in its place."""
    lines = Lines()
    titled = False
    for at in range(header.top):
        if any(value is not None for value in rows[at]):
            lines.skipped[at] = NOTE if titled else TITLE
            titled = True
    lines.skipped |= dict.fromkeys(range(header.top, header.bottom + 1), HEADING)
    wanted = {heading.index for heading in header.headings if heading.role == MAPPED}
    numbers = {heading.index for heading in header.headings if heading.role == NUMBER}
    first = min(wanted, default=0)
    for at in range(header.bottom + 1, len(rows)):
        row = rows[at]
        if not _holds(row, numbers):
            lines.blank += 1
        elif kind := _special(row, header, first):
            lines.skipped[at] = kind
        else:
            lines.data.append(at)
    return lines


def _holds(row: Sequence[Any], numbers: set[int]) -> bool:
    """Whether anything but a running number stands in the row."""
    return any(value is not None and (at not in numbers or _worded(value)) for at, value in enumerate(row))


def _worded(value: Any) -> bool:
    return isinstance(value, str) and not clean(value).rstrip(".、").isdigit()


def _special(row: Sequence[Any], header: Header, first: int) -> str:
    """`total`, `footer`, `heading` or '' for a data row. Looks at the first two values, as a clerk does."""
    values = [value for value in row[:first + 3] if value is not None][:2]
    words = import_words()
    texts = [clean(value) for value in values if isinstance(value, str)]
    if any(plain(text) in words.totals for text in texts):
        return TOTAL
    if texts and _signs(texts[0], words.footers) and not _full(row, header):
        return FOOTER
    return HEADING if texts and is_heading(row, header) else ""


def _signs(text: str, footers: tuple[str, ...]) -> bool:
    text = "".join(text.split()).lstrip("(")
    if not text.startswith(footers):
        return False
    for word in footers:
        if text.startswith(word):
            rest = text[len(word):].lstrip("()盖章签字")
            if not rest or rest[0] in ":：、.":
                return True
    return False


def _full(row: Sequence[Any], header: Header) -> bool:
    """A data row fills most of the known columns; a footer does not."""
    mapped = [one for one in header.headings if one.role == MAPPED]
    filled = sum(one.index < len(row) and row[one.index] is not None for one in mapped)
    return filled * 2 > len(mapped) and filled > 2


def words_of(row: Sequence[Any]) -> str:
    """A skipped row's words, for the preview."""
    return "　".join(raw_text(value) for value in row if value is not None)
