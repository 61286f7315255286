"""Questions of the work lists: which doors lie in the chosen places, the stops of a list, what was done where.

Of a closed list only what was done is left: that nobody was met is in no question here.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import peewee
from peewee import fn

from db.codes import code_list
from db.lots import lots
from db.models.enterprises import Enterprise
from db.models.people import Person
from db.models.places import Building, Compound, Door, Grid, Unit
from db.models.staff import Staff
from db.models.visits import VisitList, VisitStop
from db.questions.places import standing
from db.unmet import Unmet

LEFT = peewee.JOIN.LEFT_OUTER
_HOUSE = (Building.id.alias("building"), Building.number.alias("house"), Building.name.alias("building_name"),
          Building.elevators, Compound.name.alias("compound"))


def buildings_of(day: date, communities: Sequence[int] = (), grids: Sequence[int] = (), compounds: Sequence[int] = (),
                 buildings: Sequence[int] = (), numbers: Sequence[str] = ()) -> list[int]:
    """Ids of the buildings that stand at a day in any of the places; `numbers` keeps only those so numbered."""
    parts = [(Building.id, buildings), (Building.compound, compounds), (Building.grid, grids),
             (Compound.community, communities), (Grid.community, communities)]
    wanted = [field.in_(list(ids)) for field, ids in parts if ids]
    if not wanted:
        return []
    query = Building.select(Building.id).join(Compound, LEFT).switch(Building).join(Grid, LEFT)
    query = query.where(reduce(or_, wanted), standing(Building, day))
    if numbers:
        query = query.where(Building.number.in_(list(numbers)))
    return [rid for (rid,) in query.order_by(Building.id).tuples()]


def doors_of(day: date, buildings: Sequence[int], units: Sequence[int] = (), *, floors: Sequence[int] = (),
             kinds: Sequence[str] = (), attended: bool = False, use: Sequence[str] = (),
             numbers: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Doors of the buildings and of the units that are there at a day; `numbers` of units keeps only theirs.

    Each: id, number, floor, unit (its number, None), building, house (its number), building_name, elevators, compound.
    """
    found: dict[int, dict[str, Any]] = {}
    for field, ids in ((Door.building, buildings), (Door.unit, units)):
        for some in lots(ids):
            query = (Door.select(Door.id, Door.number, Door.floor, Unit.number.alias("unit"), *_HOUSE)
                     .join(Building).join(Compound, LEFT).switch(Door).join(Unit, LEFT)
                     .where(field.in_(some), standing(Door, day)))
            for condition in _narrow(floors, kinds, attended, use):
                query = query.where(condition)
            if numbers:
                query = query.where(Unit.number.in_(list(numbers)))
            found |= {row["id"]: row for row in query.dicts()}
    return list(found.values())


def _narrow(floors: Sequence[int], kinds: Sequence[str], attended: bool, use: Sequence[str]) -> list[Any]:
    """Of doors: a kind or use that nobody wrote down counts as an ordinary one."""
    found = []
    if floors:
        found.append(Door.floor.in_(list(floors)))
    if kinds:
        found.append(Door.kind.in_(list(kinds)))
    if attended:
        found.append(_attended())
    if use:
        found.append(Door.use.in_(list(use)))
    return found


def enterprises_of(day: date, buildings: Sequence[int], floors: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Enterprises that are in the buildings at a day, as `doors_of` gives doors; `number` is the room."""
    found: list[dict[str, Any]] = []
    for some in lots(buildings):
        query = (Enterprise.select(Enterprise.id, Enterprise.room, Door.number, Door.floor, Unit.number.alias("unit"),
                                   *_HOUSE)
                 .join(Building).join(Compound, LEFT).switch(Enterprise).join(Door, LEFT).join(Unit, LEFT)
                 .where(Enterprise.building.in_(some),
                        Enterprise.left_on.is_null() | (Enterprise.left_on > day.isoformat())))
        if floors:
            query = query.where(Door.floor.in_(list(floors)))
        found.extend(query.dicts())
    return [row | {"number": row["number"] or row["room"] or ""} for row in found]


def stops_of(list_id: int) -> list[dict[str, Any]]:
    """The stops of a list in their order: id, place, done_on, note, door, enterprise, name, number, floor, unit (the
    unit's number and `unit_id`), building, house, building_name, grid; of an enterprise's stop its room as number."""
    own = (VisitStop.id, VisitStop.place, VisitStop.done_on, VisitStop.note, VisitStop.door, VisitStop.enterprise)
    at_door = (Door.floor, Door.number, Unit.number.alias("unit"), Unit.id.alias("unit_id"), Building.grid,
               Building.name.alias("building_name"), Building.id.alias("building"), Building.number.alias("house"))
    doors = (VisitStop.select(*own, Door.name, *at_door).join(Door).join(Building).switch(Door).join(Unit, LEFT)
             .where(VisitStop.list == list_id))
    firms = (VisitStop.select(*own, Enterprise.name, Enterprise.room, *at_door).join(Enterprise)
             .join(Building, LEFT).switch(Enterprise).join(Door, LEFT).join(Unit, LEFT)
             .where(VisitStop.list == list_id, VisitStop.door.is_null()))
    rows = [*doors.dicts(), *(row | {"number": row["number"] or row["room"] or ""} for row in firms.dicts())]
    return sorted(rows, key=lambda row: (row["place"] or 0, row["id"]))


def open_stops(list_id: int) -> list[int]:
    """Ids of the stops of a list that are not done."""
    query = VisitStop.select(VisitStop.id).where(VisitStop.list == list_id, VisitStop.done_on.is_null())
    return [rid for (rid,) in query.order_by(VisitStop.id).tuples()]


def all_stops(list_id: int) -> list[int]:
    """Ids of all stops of a list."""
    return [rid for (rid,) in VisitStop.select(VisitStop.id).where(VisitStop.list == list_id).order_by(
        VisitStop.id).tuples()]


def there_already(list_id: int) -> tuple[set[int], set[int], int]:
    """(doors, enterprises, the last place) of a list."""
    rows = list(VisitStop.select(VisitStop.door, VisitStop.enterprise, VisitStop.place)
                .where(VisitStop.list == list_id).tuples())
    return ({door for door, _firm, _place in rows if door}, {firm for _door, firm, _place in rows if firm},
            max((place or 0 for _door, _firm, place in rows), default=0))


def open_lists() -> list[dict[str, Any]]:
    """Lists that are not closed: id, name, due_on, `keeper` her name, `left` how many stops are not done."""
    left = fn.COUNT(VisitStop.id)
    query = (VisitList.select(VisitList.id, VisitList.name, VisitList.due_on, Person.name.alias("keeper"),
                              left.alias("left"))
             .join(Staff, LEFT).join(Person, LEFT).switch(VisitList)
             .join(VisitStop, LEFT, on=(VisitStop.list == VisitList.id) & VisitStop.done_on.is_null())
             .where(VisitList.closed_on.is_null()).group_by(VisitList.id, VisitList.name, VisitList.due_on, Person.name)
             .order_by(VisitList.id))
    return list(query.dicts())


def lists_named(start: str, purpose: str) -> list[int]:
    """Ids of the lists of a purpose whose name begins so, oldest first."""
    query = VisitList.select(VisitList.id).where(VisitList.name.startswith(start), VisitList.purpose == purpose)
    return [rid for (rid,) in query.order_by(VisitList.id).tuples()]


def done_at(door: int | None = None, enterprise: int | None = None) -> list[dict[str, Any]]:
    """What was done at a door or an enterprise: done_on, note, list (id), name and purpose of the list."""
    here = VisitStop.door == door if door is not None else VisitStop.enterprise == enterprise
    query = (VisitStop.select(VisitStop.done_on, VisitStop.note, VisitList.id.alias("list"), VisitList.name,
                              VisitList.purpose).join(VisitList).where(here, VisitStop.done_on.is_null(False)))
    return list(query.order_by(VisitStop.done_on, VisitStop.id).dicts())


def done_between(start: date, end: date) -> list[dict[str, Any]]:
    """Stops that were done in start…end: id, door, enterprise, done_on."""
    query = (VisitStop.select(VisitStop.id, VisitStop.door, VisitStop.enterprise, VisitStop.done_on)
             .where(VisitStop.done_on >= start.isoformat(), VisitStop.done_on <= end.isoformat()))
    return list(query.order_by(VisitStop.id).dicts())


def _attended() -> Any:
    """Of doors those behind which somebody lives or works: the others are only visited when they are asked for."""
    return Door.kind.is_null() | Door.kind.not_in(code_list("door_kind").flags["unattended"])


def doors_at(day: date) -> list[tuple[int, int, int | None, int | None, int | None]]:
    """(door, building, unit, floor, grid) of every door that one may come to at a day."""
    query = (Door.select(Door.id, Door.building, Door.unit, Door.floor, Building.grid).join(Building)
             .where(standing(Door, day), _attended()))
    return list(query.order_by(Door.id).tuples())


def marks_without_stop() -> list[int]:
    """未遇 marks whose stop is gone (a list that was taken back)."""
    query = Unmet.select(Unmet.stop).join(VisitStop, LEFT, on=Unmet.stop == VisitStop.id)
    return [stop for (stop,) in query.where(VisitStop.id.is_null()).tuples()]


def keep_known(record: type, ids: Iterable[int]) -> set[int]:
    """Those of some ids that are there."""
    return {rid for some in lots(ids) for (rid,) in record.select(record.id).where(record.id.in_(some)).tuples()}
