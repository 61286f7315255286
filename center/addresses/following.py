"""What follows when an address was written: a home for the person, or a row in the queue that somebody settles.

The text itself is never rewritten. A centre that keeps no buildings here is left alone.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from center.addresses.reading import DIFFERS, Reading, places
from center.following import follows
from db.days import Day
from db.models.addresses import UnreadAddress
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Door
from db.models.reception import Voice
from db.questions import addresses as asked
from db.record import record_name
from db.tx import Tx

OWNER = record_name(Person)
_FOUND = 4
"""Names of places that a row of the queue tells; a person looks at all of them on its page."""


@follows(Person)
def homes(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Addresses of people lead to doors; what leads to none waits in the queue."""
    people = [rid for rid, fields in rows.items() if "address" in fields]
    if people and asked.any_building():
        Homes(tx, people).lead()


class Homes:
    """The addresses of some people in one act: read together, written together."""

    def __init__(self, tx: Tx, people: Iterable[int]) -> None:
        self.tx = tx
        self.people = asked.addresses_of(people)
        self.homes = asked.homes_of(self.people)
        self.queued = asked.queue_of(OWNER, (uid for uid, _text in self.people.values()))
        self._moves_in: list[dict[str, Any]] = []
        self._waits: list[tuple[str, str, Reading, str]] = []

    def lead(self) -> None:
        """Read and write everything."""
        texts = [text or "" for _uid, text in self.people.values()]
        for (person, (uid, text)), reading in zip(self.people.items(), places().read_all(texts), strict=True):
            home = self.homes.get(person)
            if not (text or "").strip() or reading.outside or (home and home[1] in reading.among):
                self.settled(uid)  # of several doors that it may mean, she is registered behind one
            elif reading.reason:
                self._waits.append((uid, text, reading, reading.reason))
            else:
                self.house(person, uid, reading.door, reading)
        self.tx.add_many(Residency, self._moves_in)
        self._queue()

    def house(self, person: int, uid: str, door: int, reading: Reading | None = None) -> None:
        """She lives behind this door, unless somebody wrote down another home for her: then a person decides."""
        known = self.homes.get(person)
        if known is None:
            self._moves_in.append({"person": person, "door": door})
        elif known[1] != door and known[2] and reading is not None:
            self._waits.append((uid, self.people[person][1] or "", reading, DIFFERS))
            return
        elif known[1] != door:  # made by the reader from the text before, which was a slip
            self.tx.change(Residency, known[0], {"door": door})
        self.settled(uid)

    def write(self) -> None:
        """Write the homes that `house` gave (settling by hand)."""
        self.tx.add_many(Residency, self._moves_in)

    def settled(self, uid: str) -> None:
        """Her row in the queue, if she has one, is done with."""
        row = self.queued.get(uid)
        if row is not None:
            self.tx.remove(UnreadAddress, row)

    def _queue(self) -> None:
        words = _words([reading for _uid, _text, reading, _reason in self._waits])
        new = []
        for uid, text, reading, reason in self._waits:
            values = {"text": text, "reason": reason, "found": words[id(reading)]}
            row = self.queued.get(uid)
            if row is not None:
                self.tx.change(UnreadAddress, row, values)
            else:
                new.append(values | {"owner": OWNER, "owner_uid": uid, "seen_on": Day(self.tx.today)})
        self.tx.add_many(UnreadAddress, new)


def _words(readings: list[Reading]) -> dict[int, str | None]:
    """What each of them may mean, in names of places."""
    doors = asked.names_of(Door, (door for one in readings for door in _doors(one)))
    buildings = asked.names_of(Building, (rid for one in readings for rid in one.buildings[:_FOUND]))
    found = {}
    for one in readings:
        names = [doors.get(door) for door in _doors(one)] or [buildings.get(rid) for rid in one.buildings[:_FOUND]]
        found[id(one)] = "、".join(name for name in names if name) or None
    return found


def _doors(reading: Reading) -> tuple[int, ...]:
    return (reading.door,) if reading.door else reading.among[:_FOUND]


@follows(Voice)
def buildings(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """The building of what residents reported, when its place says so; a place in words is as good, and no door is set.

    A building that was typed stays; one that followed from a place that is written anew follows again.
    """
    written = {rid: fields for rid, fields in rows.items() if "place" in fields}
    if not written or not asked.any_building():
        return
    known = asked.scenes_of(written)
    readings = places().read_all([text or "" for text, _building, _door in known.values()])
    for (rid, (text, building, door)), reading in zip(known.items(), readings, strict=True):
        again = building is None or ("building" not in written[rid] and door is None)
        if text and again and reading.building not in (None, building):
            tx.change(Voice, rid, {"building": reading.building})
