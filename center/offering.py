"""Choices while one types: rows that a link may point at, told apart from namesakes, and values written before."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from center.aside import aside, unasked
from center.editing import RULES
from center.naming import named
from center.seeing import hidden, seen
from db import listing
from db.pinyin import syllables
from db.questions.offering import offered, values_of
from db.record import Column, Record, columns, record_name
from db.words import Listed

if TYPE_CHECKING:
    from center.desk import Desk

MOST = 12  # rows of a list that is read at one glance
KEPT = 20_000  # values of one column that are remembered
BY_SOUND = 2000  # of them, the most frequent, are found by their initials too
TELLING = ("sex", "birth", "address")
"""What tells namesakes apart."""


class Offer(NamedTuple):
    """A row that may be chosen: `detail` is masked and tells namesakes apart."""

    id: int
    title: str
    detail: str


def offer(
    desk: Desk, record: type[Record], text: str, limit: int = MOST, telling: Sequence[str] = TELLING
) -> list[Offer]:
    """Rows of a record that the text finds, best first, told apart by `telling`. Raises Denied without the right.

    What the text means in another spelling (an address of a door) stands before what begins like it.
    """
    desk.need(f"{record.domain}.read")
    shut = len(hidden(desk, record) | aside(desk, record))  # they take no place
    found = offered(desk.store, record, text, limit + shut, not desk.may("reveal"))
    meant = list(named(record, text)) if text.strip() else []
    away = unasked(desk, record, (*meant, *found), text)
    return told_apart(desk, record, [rid for rid in dict.fromkeys((*meant, *found)) if rid not in away], limit, telling)


def told_apart(
    desk: Desk, record: type[Record], ids: Sequence[int], limit: int = MOST, telling: Sequence[str] = TELLING
) -> list[Offer]:
    """These rows of a record as offers, in their order; those left out that are closed to this account."""
    found = [rid for rid in ids if rid not in hidden(desk, record)][:limit]
    paths = [at.path for at in seen(desk, record) if at.name in telling]
    rows = listing.rows(record, found, [record.title[0], *paths])
    return [Offer(row.id, row.texts[0], Listed((word for word in row.texts[1:] if word), " · ")) for row in rows]


def may_create(desk: Desk, record: type[Record]) -> bool:
    """Whether a new row may be made of a name alone: its name is all that the record asks for."""
    asked = [at.path for at in columns(record) if at.required]
    return record in RULES and asked == [record.title[0]] and desk.may(f"{record.domain}.edit")


def create(desk: Desk, record: type[Record], name: str) -> int:
    """A new row of that name, as an act of its own; its id. Raises Problems."""
    return desk.do(f"{record_name(record)}.add", values=desk.take(record, {record.title[0]: name}))


def is_offered(at: Column) -> bool:
    """Whether what others wrote in this column is offered: names of things, never what is about one person."""
    field = at.field
    if at.kind != "text" or field.sensitive or field.unique or field.right or field.argument == "address":
        return False
    return at.path != at.record.title[0]


class Known:
    """What was written in one column before; asked of the store once, then found in memory. Not what stands in rows
    that are closed to this account, or that stand aside."""

    def __init__(self, desk: Desk, at: Column) -> None:
        self.values = values_of(at.record, at.name, KEPT, hidden(desk, at.record) | aside(desk, at.record))
        self._sounds: list[tuple[str, str]] | None = None

    def find(self, text: str, limit: int = MOST) -> list[str]:
        """Those that begin with the text, then those that hold it, then those whose initials begin with it."""
        wanted = text.strip().lower()
        if not wanted:
            return self.values[:limit]
        begin, inside = [], []
        for value in self.values:
            low = value.lower()
            if low.startswith(wanted):
                begin.append(value)
                if len(begin) == limit:
                    return begin
            elif wanted in low and len(inside) < limit:
                inside.append(value)
        found = begin + inside
        if wanted.isascii() and wanted.isalpha() and len(found) < limit:
            found += [value for value in self._by_sound(wanted, limit) if value not in found]
        return found[:limit]

    def _by_sound(self, wanted: str, limit: int) -> list[str]:
        if self._sounds is None:
            self._sounds = [("".join(one[0] for one in syllables(value)), value) for value in self.values[:BY_SOUND]]
        return [value for sound, value in self._sounds if sound.startswith(wanted)][:limit]
