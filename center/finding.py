"""Find anyone in two keys: one box over every record this account may read."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from center.addresses.grammar import parse
from center.aside import aside, unasked
from center.naming import named
from center.seeing import hidden, seen
from db import listing, searching
from db.models import RECORDS
from db.models.people import Person
from db.models.places import Door
from db.record import Record, record_name
from db.words import Listed

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
    whole = not desk.may("reveal")
    people, more = _open(desk, text, limit, about_people, whole)
    room = limit - len(people) + min(len(people), limit // 4)  # people first, but others keep a quarter of the box
    others, more_others = _open(desk, text, room, tuple(set_apart(allowed, about_people)), whole)
    doors = _doors(desk, text, limit) if Door in allowed else []
    found = list(dict.fromkeys(doors + people[:limit - len(others)] + others))
    # The doors of an address come first, then what bears just this name.
    hits = sorted(_hits(desk, found[:limit]), key=lambda hit: (
        hit.record != record_name(Door) or (Door, hit.id) not in doors, hit.title != text.strip()))
    return hits, more or more_others or len(people) + len(others) > limit or len(found) > limit


def _doors(desk: Desk, text: str, limit: int) -> list[tuple[type[Record], int]]:
    """The doors that a text means as an address, in whatever spelling: half of the box at most, people live there."""
    parts = parse(text)
    if parts.fault or not parts.names_place:
        return []
    shut = hidden(desk, Door)
    return [(Door, rid) for rid in named(Door, text) if rid not in shut][:max(1, limit // 2)]


def _open(desk: Desk, text: str, limit: int, records: tuple[type[Record], ...], whole: bool
          ) -> tuple[list[tuple[type[Record], int]], bool]:
    """What is found and is open to this account. Closed rows take no place, and are no reason to say 还有更多; so do
    those that stand aside, unless they are named whole."""
    shut = sum(len(hidden(desk, record) | aside(desk, record)) for record in records if searching.searched(record))
    found, more = searching.find(desk.store, text, limit + shut, records, whole)
    away = {record: unasked(desk, record, [rid for one, rid in found if one is record], text)
            for record in {record for record, _rid in found}}
    left = [one for one in found if one[1] not in hidden(desk, one[0]) and one[1] not in away[one[0]]]
    return left[:limit], more or len(left) > limit


def set_apart(allowed: Iterable[type[Record]], taken: Iterable[type[Record]]) -> Iterator[type[Record]]:
    """The allowed records that are not taken, in menu order."""
    return (record for record in allowed if record not in set(taken))


def _hits(desk: Desk, found: list[tuple[type[Record], int]]) -> list[Hit]:
    """As found, with their words: one question for each kind of record. A row that went is left out."""
    told: dict[tuple[type[Record], int], Hit] = {}
    for record in dict.fromkeys(record for record, _rid in found):
        ids = [rid for one, rid in found if one is record]
        uids = listing.uids(record, ids)
        paths = [at.path for at in seen(desk, record) if at.path not in record.title][:12]
        for row in listing.rows(record, ids, [record.title[0], *paths]):
            title, *texts = row.texts
            words = [word for word in texts if word][:5]
            detail = Listed([record.label, *words], " · ")
            told[record, row.id] = Hit(record_name(record), row.id, uids[row.id].hex(), title, detail)
    return [told[one] for one in found if one in told]
