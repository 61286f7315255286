"""What a list of places says: by what a place is known again, and what cannot be before anything is written."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.importing.besides import besides
from center.importing.knowing import Key, known_by
from db.errors import Invalid
from db.listing import title_of
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit
from db.questions import places

NOT_ITS_UNIT = "所选单元不在所选楼栋里，请重新选"


@known_by(Door)
def doors(values: Mapping[str, Any], _stored: bool) -> Sequence[Key]:
    """Its unit and number; where there is no unit, its building, zone and number."""
    building, unit, number = (values.get(path) for path in ("building", "unit", "number"))
    if not building or not number:
        return ()
    return [("number", building, unit, None if unit else values.get("zone") or None, number)]


@known_by(Unit)
def units(values: Mapping[str, Any], _stored: bool) -> Sequence[Key]:
    """Its number in its building."""
    building, number = values.get("building"), values.get("number")
    return [("number", building, _figure(number))] if building and number else ()


@known_by(Building)
def buildings(values: Mapping[str, Any], stored: bool) -> Sequence[Key]:
    """Its number in its compound, or its name; a file that names no compound means the building of that name."""
    compound, number, name = (values.get(path) for path in ("compound", "number", "name"))
    keys = [("number", compound, _figure(number))] if compound and number else []
    if name:
        keys += [("name", compound, name)] if compound else []
        keys += [("name", None, name)] if stored or not compound else []
    return keys


@known_by(Compound)
@known_by(Grid)
def inside(values: Mapping[str, Any], stored: bool) -> Sequence[Key]:
    """Its name in its community, or its name alone where the file says no community."""
    return _named(values, values.get("community"), stored)


@known_by(Community)
def communities(values: Mapping[str, Any], stored: bool) -> Sequence[Key]:
    """Its name in its street."""
    return _named(values, values.get("street"), stored)


@known_by(Street)
def streets(values: Mapping[str, Any], stored: bool) -> Sequence[Key]:
    """Its name."""
    return _named(values, None, stored)


def _figure(number: str) -> str:
    return number.lstrip("0") or number


def _named(values: Mapping[str, Any], above: Any, stored: bool) -> list[Key]:
    name = values.get("name")
    if not name:
        return []
    return ([("name", above, name)] if above else []) + ([("name", None, name)] if stored or not above else [])


@besides(Building)
def building(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """A building that ends though people are registered in it or enterprises are there."""
    from center.enterprises.following import STAYING  # here: they stand on places
    from center.households.following import LIVED_IN_HOUSE
    from db.questions.enterprises import staying
    from db.questions.households import counts_by_door

    rid, ends = values.get("id"), values.get("valid_to")
    if not rid or not ends or ends.first > today:
        return {}
    people, name = sum(counts_by_door(rid, today).values()), values.get("name") or values.get("number") or ""
    if people:
        return {"valid_to": Invalid(LIVED_IN_HOUSE, building=name, count=people)}
    count = staying(rid)
    return {"valid_to": Invalid(STAYING, building=name, count=count)} if count else {}


@besides(Door)
def door(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """A unit of another building; a door that ends though people are registered behind it."""
    from center.households.following import LIVED_IN  # here: households stand on places
    from db.questions.households import lived_in

    found = {}
    unit, ends = values.get("unit"), values.get("valid_to")
    if unit and values.get("building") and places.building_of_unit(unit) != values["building"]:
        found["unit"] = Invalid(NOT_ITS_UNIT)
    if ends and ends.first <= today and values.get("id"):
        gone = lived_in(values["id"])
        if gone:
            found["valid_to"] = Invalid(LIVED_IN, door=title_of(Door, values["id"]), count=gone)
    return found
