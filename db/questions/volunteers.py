"""Questions about volunteers: who is one at a day, behind which doors they live, which numbers are given.

At a day: registered by then (or nobody knows when) and not yet left; on the day of leaving she is none any more.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from db.models.households import Residency
from db.models.places import Building, Community, Compound, Door, Grid
from db.models.volunteers import Volunteer

_TOGETHER = 500  # ids in one question


def _at(day: date) -> Any:
    text = day.isoformat()
    here = Volunteer.registered_on.is_null() | (Volunteer.registered_on <= text)
    return here & (Volunteer.left_on.is_null() | (Volunteer.left_on > text))


def volunteers_at(day: date) -> list[tuple[int, bool | None]]:
    """(id, entered into the national system) of the volunteers of a day."""
    return list(Volunteer.select(Volunteer.id, Volunteer.entered).where(_at(day)).order_by(Volunteer.id).tuples())


def volunteers_by_door(building: int, day: date) -> dict[int, int]:
    """Door id → how many volunteers of a day live there now."""
    doors = Door.select(Door.id).where(Door.building == building)
    query = (Residency.select(Residency.door, fn.COUNT(Residency.id))
             .join(Volunteer, on=(Volunteer.person == Residency.person))
             .where(Residency.door.in_(doors), Residency.until.is_null(), _at(day)))
    return dict(query.group_by(Residency.door).tuples())


def volunteers_among(people: Sequence[int], day: date) -> set[int]:
    """Which of some humans are volunteers of a day."""
    query = Volunteer.select(Volunteer.person).where(Volunteer.person.in_(list(people)), _at(day))
    return {person for (person,) in query.tuples()} if people else set()


def community_codes() -> dict[int, str | None]:
    """Community id → its code, first come first."""
    return dict(Community.select(Community.id, Community.code).order_by(Community.id).tuples())


def numbers_like(first: str) -> list[str]:
    """The numbers that begin so."""
    query = Volunteer.select(Volunteer.number).where(Volunteer.number.startswith(first))
    return [number for (number,) in query.tuples()]


def unnumbered(rids: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    """(id, community of her home) of those of some rows that have no number, in their order."""
    ours = fn.COALESCE(Compound.community, Grid.community)
    for start in range(0, len(rids), _TOGETHER):
        query = (Volunteer.select(Volunteer.id, fn.MIN(ours))
                 .join(Residency, JOIN.LEFT_OUTER, on=((Residency.person == Volunteer.person)
                                                       & Residency.until.is_null()))
                 .join(Door, JOIN.LEFT_OUTER, on=(Residency.door == Door.id))
                 .join(Building, JOIN.LEFT_OUTER, on=(Door.building == Building.id))
                 .join(Compound, JOIN.LEFT_OUTER, on=(Building.compound == Compound.id))
                 .join(Grid, JOIN.LEFT_OUTER, on=(Building.grid == Grid.id))
                 .where(Volunteer.id.in_(rids[start:start + _TOGETHER]), Volunteer.number.is_null())
                 .group_by(Volunteer.id).order_by(Volunteer.id))
        yield from list(query.tuples())
