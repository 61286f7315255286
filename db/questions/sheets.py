"""Questions about the sheets that building heads fill in: the doors of one, and the sheets that were handed out."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import peewee

from db.lots import lots
from db.models.places import Building, Door, SentSheet, Unit
from db.questions.places import standing


def sheet_rows(building: int, day: date) -> list[dict[str, Any]]:
    """The doors of a building that stand at a day: uid, `unit_number`, number, zone, floor, use, reported, note."""
    query = (Door.select(Door.uid, Unit.number.alias("unit_number"), Door.number, Door.zone, Door.floor, Door.use,
                         Door.reported, Door.note)
             .join(Unit, peewee.JOIN.LEFT_OUTER, on=(Door.unit == Unit.id))
             .where(Door.building == building, standing(Door, day)))
    return list(query.dicts())


def sheet_of(token: str) -> dict[str, Any] | None:
    """The sheet that was handed out under a number: id, building, digest, cells, sent_on, taken_on."""
    return SentSheet.select().where(SentSheet.token == token).dicts().first()


def doors_by_uid(building: int, uids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By uid in hex, of the building's doors that are still there: id, name, use, reported, note."""
    wanted, found = [bytes.fromhex(uid) for uid in uids], {}
    fields = (Door.id, Door.uid, Door.name, Door.use, Door.reported, Door.note)
    for some in lots(wanted):
        query = Door.select(*fields).where(Door.building == building, Door.uid.in_(some))
        found |= {bytes(row["uid"]).hex(): row for row in query.dicts()}
    return found


def sent_sheets() -> list[dict[str, Any]]:
    """Every sheet that was handed out, newest first: token, building, `place`, sent_on, taken_on."""
    query = (SentSheet.select(SentSheet.token, SentSheet.building, SentSheet.sent_on, SentSheet.taken_on,
                              Building.name.alias("place"))
             .join(Building, on=(SentSheet.building == Building.id)))
    return list(query.order_by(SentSheet.id.desc()).dicts())
