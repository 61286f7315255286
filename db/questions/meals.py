"""Questions about the meal service: who is a diner at a day, who eats on it, and behind which doors.

At a day: begun by then and not yet ended. Eats on it: its weekday is one of hers, and no pause holds that day; on the
day on which a pause or the whole ends, the first she eats again and the second no more.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import JOIN

from db.models.households import Residency
from db.models.meals import MealCategory, MealDiner, MealPause
from db.models.people import Person
from db.models.places import Door
from db.models.staff import Staff
from db.record import Record

_TOGETHER = 500  # ids in one question


def _at(record: type[Record], day: date) -> Any:
    text = day.isoformat()
    return (record.since <= text) & (record.until.is_null() | (record.until > text))


def _eats(day: date) -> Any:
    paused = MealPause.select(MealPause.diner).where(_at(MealPause, day))
    weekday = MealDiner.days.contains(f",{day.isoweekday()},")
    return _at(MealDiner, day) & weekday & MealDiner.id.not_in(paused)


def diners_at(day: date) -> list[int]:
    """Ids of the diners of a day, paused or not."""
    query = MealDiner.select(MealDiner.id).where(_at(MealDiner, day)).order_by(MealDiner.id)
    return [rid for (rid,) in query.tuples()]


def eating_on(day: date) -> list[tuple[int, str]]:
    """(id, mode) of who eats on a day."""
    return list(MealDiner.select(MealDiner.id, MealDiner.mode).where(_eats(day)).order_by(MealDiner.id).tuples())


def doors_of_diners(building: int, day: date, mode: str) -> list[tuple[int, tuple[str, ...]]]:
    """(door, meals) of who eats on a day in one mode and lives in a building now."""
    doors = Door.select(Door.id).where(Door.building == building)
    query = (MealDiner.select(Residency.door, MealDiner.meals)
             .join(Residency, on=(Residency.person == MealDiner.person))
             .where(Residency.door.in_(doors), Residency.until.is_null(), MealDiner.mode == mode, _eats(day)))
    return [(door, meals or ()) for door, meals in query.order_by(MealDiner.id).tuples()]


def spans(record: type[Record], rids: Sequence[int]) -> list[dict[str, Any]]:
    """Every row (pauses or categories) of the diners that some rows are about, by their day of beginning."""
    found: list[dict[str, Any]] = []
    diners: set[int] = set()
    for start in range(0, len(rids), _TOGETHER):
        query = record.select(record.diner).where(record.id.in_(rids[start:start + _TOGETHER]))
        diners |= {diner for (diner,) in query.tuples()}
    every = sorted(diners)
    for start in range(0, len(every), _TOGETHER):
        query = record.select().where(record.diner.in_(every[start:start + _TOGETHER]))
        found.extend(query.order_by(record.since, record.id).dicts())
    return found


def pauses_of(diner: int) -> list[dict[str, Any]]:
    """The pauses of a diner: id, since, until, note."""
    query = MealPause.select(MealPause.id, MealPause.since, MealPause.until, MealPause.note)
    return list(query.where(MealPause.diner == diner).order_by(MealPause.since, MealPause.id).dicts())


def categories_of(diner: int) -> list[dict[str, Any]]:
    """The categories of a diner: id, category, since, until."""
    query = MealCategory.select(MealCategory.id, MealCategory.category, MealCategory.since, MealCategory.until)
    return list(query.where(MealCategory.diner == diner).order_by(MealCategory.since, MealCategory.id).dicts())


def ending(start: date, end: date) -> list[dict[str, Any]]:
    """Categories of the diners of `start` that end within start…end: id, category, until, `name`, `checker`."""
    worker = Person.alias()
    query = (MealCategory.select(MealCategory.id, MealCategory.category, MealCategory.until, Person.name,
                                 worker.name.alias("checker"))
             .join(MealDiner, on=(MealCategory.diner == MealDiner.id)).join(Person, on=(MealDiner.person == Person.id))
             .switch(MealCategory).join(Staff, JOIN.LEFT_OUTER, on=(MealCategory.checked_by == Staff.id))
             .join(worker, JOIN.LEFT_OUTER, on=(Staff.person == worker.id))
             .where(MealCategory.until >= start.isoformat(), MealCategory.until <= end.isoformat(),
                    _at(MealDiner, start)))
    return list(query.order_by(MealCategory.until, MealCategory.id).dicts())
