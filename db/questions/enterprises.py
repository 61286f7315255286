"""Questions about enterprises in the buildings: their stays, who has a Party organisation, who sits in a conference."""
from __future__ import annotations

from datetime import date
from typing import Any

import peewee

from db.models.enterprises import CouncilMember, Enterprise, Tenancy
from db.models.places import Building, Door
from db.record import Record

STAY = ("came", "came_on", "left", "left_on")


def stays_of(enterprise: int) -> list[dict[str, Any]]:
    """The stays of one enterprise as they were entered: id, building and the four facts of coming and going."""
    fields = [getattr(Tenancy, name) for name in ("id", "building", *STAY)]
    return list(Tenancy.select(*fields).where(Tenancy.enterprise == enterprise).order_by(Tenancy.id).dicts())


def staying(building: int) -> int:
    """How many enterprises are in a building and have not left it."""
    query = Tenancy.select(peewee.fn.COUNT(Tenancy.id)).where(Tenancy.building == building, Tenancy.left_on.is_null())
    return query.scalar()


def stay_rows() -> list[dict[str, Any]]:
    """Every stay of every enterprise: enterprise, its name, industry and room; building, `place` and `STAY`."""
    query = (Tenancy.select(Tenancy.enterprise, Tenancy.building, Building.name.alias("place"), Enterprise.industry,
                            Enterprise.room, Enterprise.name, *(getattr(Tenancy, name) for name in STAY))
             .join(Enterprise, on=(Tenancy.enterprise == Enterprise.id)).switch(Tenancy)
             .join(Building, on=(Tenancy.building == Building.id)))
    return list(query.order_by(Tenancy.id).dicts())


def party_rows() -> dict[int, dict[str, Any]]:
    """What coverage is counted from, by the enterprise's id: members, organisation_state, guide, building, `place`."""
    query = (Enterprise.select(Enterprise.id, Enterprise.members, Enterprise.organisation_state, Enterprise.guide,
                               Enterprise.building, Building.name.alias("place"))
             .join(Building, peewee.JOIN.LEFT_OUTER, on=(Enterprise.building == Building.id)))
    return {row["id"]: row for row in query.dicts()}


def unplaced() -> list[int]:
    """Ids of enterprises without a building, by name: nothing can count them."""
    query = Enterprise.select(Enterprise.id).where(Enterprise.building.is_null()).order_by(Enterprise.name)
    return [rid for (rid,) in query.tuples()]


def room_of(door: int) -> tuple[int, str]:
    """The building of a door and its number."""
    [(building, number)] = Door.select(Door.building, Door.number).where(Door.id == door).tuples()
    return building, number


def name_of(record: type[Record], rid: int) -> str:
    """The name of an enterprise or a building."""
    return record.select(record.name).where(record.id == rid).scalar() or ""


def council_rows(day: date) -> list[dict[str, Any]]:
    """Who sat in the conferences at a day, by building: id, `place`, name, unit, side, duty, phone, since, note."""
    text = day.isoformat()
    here = (CouncilMember.since.is_null() | (CouncilMember.since <= text),
            CouncilMember.until.is_null() | (CouncilMember.until > text))
    names = ("id", "name", "unit", "side", "duty", "phone", "since", "note")
    query = (CouncilMember.select(*(getattr(CouncilMember, name) for name in names), CouncilMember.building,
                                  Building.name.alias("place"))
             .join(Building, on=(CouncilMember.building == Building.id)).where(*here))
    order = (Building.name, Building.id, CouncilMember.side.asc(nulls="FIRST"), CouncilMember.id)
    return list(query.order_by(*order).dicts())


def in_rooms(building: int, day: date) -> list[tuple[int, str, str | None]]:
    """(door, name, organisation_state) of the enterprises with a room of this building that had not left by a day."""
    query = Enterprise.select(Enterprise.door, Enterprise.name, Enterprise.organisation_state).where(
        Enterprise.building == building, Enterprise.door.is_null(False),
        Enterprise.left_on.is_null() | (Enterprise.left_on > day.isoformat()))
    return list(query.order_by(Enterprise.door, Enterprise.name).tuples())
