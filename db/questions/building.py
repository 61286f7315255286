"""Questions about one building: what it is, its doors, those beside it, who has a duty in it."""
from __future__ import annotations

from datetime import date
from typing import Any

from peewee import JOIN, fn

from db.models.cover import DutyTerm
from db.models.members import Branch
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.questions.cover import in_office
from db.questions.places import standing

HEAD = {
    "id": Building.id, "uid": Building.uid, "name": Building.name, "number": Building.number, "kind": Building.kind,
    "code": Building.code, "built": Building.built, "storeys": Building.floors, "elevators": Building.elevators,
    "facilities": Building.facilities, "fire_points": Building.fire_points, "note": Building.note,
    "compound_id": Building.compound, "compound": Compound.name, "property": Compound.property,
    "committee": Compound.committee, "grid_id": Building.grid, "grid": Grid.name,
    "group_id": Building.group, "group": Branch.name, "secretary": Branch.secretary,
}


def building_row(building: int) -> dict[str, Any] | None:
    """The building with the names of its compound, grid, community and Party group; None when it is not there."""
    ours, grids = Community.alias(), Community.alias()
    query = (Building.select(*(value.alias(name) for name, value in HEAD.items()),
                             fn.COALESCE(ours.name, grids.name).alias("community"))
             .join(Compound, JOIN.LEFT_OUTER, on=(Building.compound == Compound.id))
             .join(ours, JOIN.LEFT_OUTER, on=(Compound.community == ours.id))
             .join(Grid, JOIN.LEFT_OUTER, on=(Building.grid == Grid.id))
             .join(grids, JOIN.LEFT_OUTER, on=(Grid.community == grids.id))
             .join(Branch, JOIN.LEFT_OUTER, on=(Building.group == Branch.id))
             .where(Building.id == building).dicts())
    return next(iter(query), None)


def door_rows(building: int, day: date) -> list[tuple]:
    """(id, number, unit id, unit number, floor, zone, kind, use) of every door that stands on that day."""
    query = (Door.select(Door.id, Door.number, Door.unit, Unit.number, Door.floor, Door.zone, Door.kind, Door.use)
             .join(Unit, JOIN.LEFT_OUTER, on=(Door.unit == Unit.id))
             .where(Door.building == building, standing(Door, day)))
    return list(query.tuples())


def building_of(door: int) -> int | None:
    """The building of a door; None when the door is not there."""
    return next((row[0] for row in Door.select(Door.building).where(Door.id == door).tuples()), None)


def beside(building: int, day: date) -> list[tuple]:
    """(id, number, name) of the buildings that stand with it in its compound, else in its grid; it is one of them."""
    found = Building.select(Building.compound, Building.grid).where(Building.id == building).tuples()
    compound, grid = next(iter(found), (None, None))
    if compound is None and grid is None:
        return []
    near = Building.compound == compound if compound is not None else (
        Building.compound.is_null() & (Building.grid == grid))
    query = Building.select(Building.id, Building.number, Building.name)
    return list(query.where(near, standing(Building, day)).tuples())


def duty_rows(building: int, grid: int | None, compound: int | None, day: date) -> list[dict[str, Any]]:
    """Whose duty it is that day: of the building, its units, floors and doors, of its grid and of its compound."""
    units, doors = (record.select(record.id).where(record.building == building) for record in (Unit, Door))
    here = (DutyTerm.building == building) | DutyTerm.unit.in_(units) | DutyTerm.door.in_(doors)
    if grid is not None:
        here |= DutyTerm.grid == grid
    if compound is not None:
        here |= DutyTerm.compound == compound
    query = (DutyTerm.select(DutyTerm.role, DutyTerm.unit, DutyTerm.floor, DutyTerm.mode, Person.name, Person.phone,
                             Door.name.alias("door"))
             .join(Person, on=(DutyTerm.person == Person.id)).switch(DutyTerm)
             .join(Door, JOIN.LEFT_OUTER, on=(DutyTerm.door == Door.id))
             .where(here, in_office(day)).order_by(DutyTerm.since.asc(nulls="FIRST"), DutyTerm.id))
    return list(query.dicts())
