"""What the front desk's books add to a timeline: the days of a voice, the seals and the certificates of a person.

What a resident reported is never gathered under her name: that would be a history of complaints, which nobody keeps.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import N_, say
from db import listing
from db.listing import Query
from db.models.people import Person
from db.models.reception import Certificate, SealUse, Voice
from db.record import Record, columns, record_name

if TYPE_CHECKING:
    from center.desk import Desk

DAYS = (("received_on", N_("收到")), ("answered_on", N_("已答复")), ("closed_on", N_("已办结")))


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """Of a voice its steps, of a certificate its seals, of a human what was issued to her."""
    if not desk.may("reception.read"):
        return
    if record is Voice:
        row = listing.record_row(Voice, rid)
        yield from (on(row[name], say(words)) for name, words in DAYS if row[name])
    elif record is Certificate:
        for seal in desk.ids(Query(SealUse, filters=(("certificate", "eq", rid),))):
            yield _of(SealUse, seal, "used_on", say(N_("用印")))
    elif (person := _human(record, rid)) is not None:
        for one in desk.ids(Query(Certificate, filters=(("person", "eq", person),))):
            yield _of(Certificate, one, "issued_on", say(N_("出具证明")))


def _of(record: type[Record], rid: int, day: str, what: str) -> Event:
    row = listing.record_row(record, rid)
    return on(row[day], what, listing.title_of(record, rid), target=(record_name(record), rid))


def _human(record: type[Record], rid: int) -> int | None:
    """The person a row is about; a person is about herself."""
    if record is Person:
        return rid
    owner = next((at.owner for at in columns(record) if at.owner), "")
    if not owner or record._meta.fields[owner].rel_model is not Person:
        return None
    return listing.record_row(record, rid)[owner]
