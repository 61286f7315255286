"""Find anyone in two keys: one box over every record this account may read."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import listing, searching
from db.models import RECORDS
from db.models.people import Person
from db.record import Record, columns, record_name

if TYPE_CHECKING:
    from center.desk import Desk


NOT_FOUND = ("settings", "compliance")  # who looks for a person is not looking for a parameter


@dataclass(frozen=True)
class Hit:
    """One thing found: `id` inside, `uid` in hex outside; `detail` one masked line that tells namesakes apart."""

    record: str
    id: int
    uid: str
    title: str
    detail: str


def find(desk: Desk, text: str, limit: int) -> tuple[list[Hit], bool]:
    """Hits, best first, and whether there are more; only records that this account may read."""
    allowed = tuple(
        record for record in RECORDS if record.domain not in NOT_FOUND and desk.may(f"{record.domain}.read")
    )
    about_people = tuple(record for record in allowed if record is Person or searching.humans(record))
    people, more = searching.find(desk.store, text, limit, about_people)
    room = limit - len(people) + min(len(people), limit // 4)  # people first, but others keep a quarter of the box
    others, more_others = searching.find(desk.store, text, room, tuple(set_apart(allowed, about_people)))
    found = people[:limit - len(others)] + others
    return [_hit(record, rid) for record, rid in found], more or more_others or len(people) + len(others) > limit


def set_apart(allowed: Iterable[type[Record]], taken: Iterable[type[Record]]) -> Iterator[type[Record]]:
    """The allowed records that are not taken, in menu order."""
    return (record for record in allowed if record not in set(taken))


def _hit(record: type[Record], rid: int) -> Hit:
    row = listing.record_row(record, rid)
    title = listing.title_of(record, rid)
    paths = [at.path for at in columns(record) if at.path not in record.title][:12]
    [shown] = listing.rows(record, [rid], paths)
    words = [word for word in shown.texts if word][:5]
    return Hit(record_name(record), rid, row["uid"].hex(), title, " · ".join([record.label, *words]))
