"""Questions about who lives behind which door, now and at a day; each is one query on the indexes of the links.

Now: `until` is empty. At a day: moved in by then (or nobody knows when) and not yet moved out; on the day of moving out
nobody lives there any more.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from db import dialect
from db.lots import lots
from db.models.households import Residency
from db.models.members import Member
from db.models.people import Person
from db.models.places import Building, Door, Unit
from db.models.reception import Voice
from db.questions.places import inhabited, there


def _at(day: date) -> Any:
    text = day.isoformat()
    came = Residency.since.is_null() | (Residency.since <= text)
    return came & (Residency.until.is_null() | (Residency.until > text))


def _doors(building: int) -> Any:
    return Door.select(Door.id).where(Door.building == building)


def residents_of(doors: Sequence[int], day: date) -> list[dict[str, Any]]:
    """Who lived behind some doors at a day: id, door, person, relation, since; of the human name, sex, birth."""
    found: list[dict[str, Any]] = []
    for some in lots(doors):
        query = Residency.select(Residency.id, Residency.door, Residency.person, Residency.relation, Residency.since,
                                 Person.name, Person.sex, Person.birth)
        query = query.join(Person, on=(Residency.person == Person.id)).where(Residency.door.in_(some), _at(day))
        found.extend(query.order_by(Residency.id).dicts())
    return found


def stays_of(door: int) -> list[dict[str, Any]]:
    """Everybody who lives or lived behind a door: id, since, until; of the human name and birth."""
    query = Residency.select(Residency.id, Residency.since, Residency.until, Person.name, Person.birth)
    query = query.join(Person, on=(Residency.person == Person.id)).where(Residency.door == door)
    return list(query.order_by(Residency.id).dicts())


def counts_by_door(building: int, day: date) -> dict[int, int]:
    """Door id → how many lived there at a day; a door without anybody is missing."""
    query = Residency.select(Residency.door, fn.COUNT(Residency.id)).where(
        Residency.door.in_(_doors(building)), _at(day))
    return dict(query.group_by(Residency.door).tuples())


def members_by_door(building: int) -> dict[int, int]:
    """Door id → how many Party members live there now."""
    query = (Residency.select(Residency.door, fn.COUNT(Residency.id))
             .join(Member, on=(Member.person == Residency.person))
             .where(Residency.door.in_(_doors(building)), Residency.until.is_null()))
    return dict(query.group_by(Residency.door).tuples())


def members_among(people: Sequence[int]) -> set[int]:
    """Which of some humans are Party members."""
    query = Member.select(Member.person).where(Member.person.in_(list(people)))
    return {person for (person,) in query.tuples()} if people else set()


def open_voices_by_door(building: int) -> dict[int, int]:
    """Door id → how many open reports are about that very door."""
    query = Voice.select(Voice.door, fn.COUNT(Voice.id)).where(
        Voice.door.in_(_doors(building)), Voice.answered_on.is_null(), Voice.closed_on.is_null())
    return dict(query.group_by(Voice.door).tuples())


def facts_of_doors(building: int) -> list[tuple[int, str | None, str | None]]:
    """(id, kind, use) of each door of a building."""
    return list(Door.select(Door.id, Door.kind, Door.use).where(Door.building == building).tuples())


# ---- moving ------------------------------------------------------------------------------------------------


def home_of(person: int) -> dict[str, Any] | None:
    """Where she lives now: id, since, door, and the door's `name`; None when nobody registered it."""
    query = Residency.select(Residency.id, Residency.since, Residency.door, Door.name).join(
        Door, on=(Residency.door == Door.id)).where(Residency.person == person, Residency.until.is_null())
    return query.order_by(Residency.id).dicts().first()


def living_twice(residencies: Sequence[int]) -> tuple[str, str] | None:
    """Of the humans of some rows, the first with two homes now: (name, the door of the other row); None: nobody."""
    other = Residency.alias()
    for some in lots(residencies):
        about = Residency.select(Residency.person).where(Residency.id.in_(some), Residency.until.is_null())
        query = other.select(other.person).where(other.until.is_null(), other.person.in_(about))
        twice = query.group_by(other.person).having(fn.COUNT(other.id) > 1).order_by(other.person).limit(1).scalar()
        if twice is not None:
            return _other_home(twice, set(residencies))
    return None


def lived_in(door: int) -> int:
    """How many people are registered behind a door now."""
    return Residency.select(fn.COUNT(Residency.id)).where(Residency.door == door, Residency.until.is_null()).scalar()


def lived_in_unit(unit: int) -> int:
    """How many people are registered behind the doors of a unit now."""
    doors = Door.select(Door.id).where(Door.unit == unit)
    return Residency.select(fn.COUNT(Residency.id)).where(Residency.door.in_(doors), Residency.until.is_null()).scalar()


def gone(door: int, day: date) -> tuple[str, bool] | None:
    """(name, whether the door itself ended) of a door that is no longer there at a day, nor are those of a unit or a
    building that ended; None while it stands."""
    # Plain SQL: asked for each row of a list that is imported, where building the query would cost most.
    sql = ('SELECT d."name", d."valid_to" <= ? FROM "doors" d JOIN "buildings" b ON b."id" = d."building_id" '
           'LEFT JOIN "units" u ON u."id" = d."unit_id" '
           'WHERE d."id" = ? AND (d."valid_to" <= ? OR u."valid_to" <= ? OR b."valid_to" <= ?)')
    text = day.isoformat()
    found = dialect.execute(Door._meta.database, sql, (text, door, text, text, text)).fetchone()
    return (found[0], bool(found[1])) if found else None


def lived_in_gone(day: date, *, residencies: Sequence[int] = (), doors: Sequence[int] = (),
                  units: Sequence[int] = ()) -> tuple[str, int] | None:
    """(name, how many live there now) of the first door, or unit, that is no longer there; None: all of them stand."""
    asked = ((Door, Residency.id, residencies), (Door, Residency.door, doors), (Unit, Unit.id, units))
    for place, column, ids in asked:
        for some in lots(ids):
            query = Residency.select(place.name, fn.COUNT(Residency.id)).join(Door, on=(Residency.door == Door.id))
            query = query.join(Unit, on=(Door.unit == Unit.id)) if place is Unit else query
            query = query.where(column.in_(some), Residency.until.is_null(), place.valid_to <= day.isoformat())
            found = query.group_by(place.id, place.name).order_by(place.id).tuples().first()
            if found is not None:
                return found
    return None


def moved_above(day: date, residencies: Sequence[int]) -> str | None:
    """The name of the first door of these rows that somebody lives behind though its unit or building is gone."""
    text = day.isoformat()
    for some in lots(residencies):
        query = (Residency.select(Door.name).join(Door, on=(Residency.door == Door.id))
                 .join(Building, on=(Door.building == Building.id)).switch(Door)
                 .join(Unit, JOIN.LEFT_OUTER, on=(Door.unit == Unit.id))
                 .where(Residency.id.in_(some), Residency.until.is_null(),
                        (Building.valid_to <= text) | (Unit.valid_to <= text)))
        found = query.order_by(Residency.id).tuples().first()
        if found is not None:
            return found[0] or ""
    return None


def lived_in_houses(day: date, buildings: Sequence[int]) -> tuple[str, int] | None:
    """(name, how many live in it now) of the first of these buildings that is no longer there; None: nobody does."""
    for some in lots(buildings):
        query = (Residency.select(Building.name, fn.COUNT(Residency.id)).join(Door, on=(Residency.door == Door.id))
                 .join(Building, on=(Door.building == Building.id))
                 .where(Building.id.in_(some), Residency.until.is_null(), Building.valid_to <= day.isoformat()))
        found = query.group_by(Building.id, Building.name).order_by(Building.id).tuples().first()
        if found is not None:
            return found
    return None


def _other_home(person: int, given: set[int]) -> tuple[str, str]:
    query = (Residency.select(Residency.id, Person.name, Door.name)
             .join(Person, on=(Residency.person == Person.id)).switch(Residency)
             .join(Door, on=(Residency.door == Door.id))
             .where(Residency.person == person, Residency.until.is_null()).order_by(Residency.id))
    rows = list(query.tuples())
    _id, name, door = next((row for row in rows if row[0] not in given), rows[0])
    return name, door or ""


def without_address(residencies: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(person, name of her door) of the humans of some rows who live there now and have no address yet."""
    for some in lots(residencies):
        query = (Residency.select(Residency.person, Door.name)
                 .join(Person, on=(Residency.person == Person.id)).switch(Residency)
                 .join(Door, on=(Residency.door == Door.id))
                 .where(Residency.id.in_(some), Residency.until.is_null(), Person.address.is_null(),
                        Door.name.is_null(False)))
        yield from query.tuples()


# ---- numbers -----------------------------------------------------------------------------------------------


def homes_at(day: date) -> list[tuple[int, str | None]]:
    """(id, use) of the doors that are homes and were there at a day."""
    return list(Door.select(Door.id, Door.use).where(inhabited(Door), there(Door, day)).order_by(Door.id).tuples())


def residencies_at(day: date) -> list[tuple[int, int]]:
    """(id, door) of the rows of everybody who lived here at a day."""
    return list(Residency.select(Residency.id, Residency.door).where(_at(day)).order_by(Residency.id).tuples())
