"""What a list of places says: by what a place is known again, and what cannot be before anything is written."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.importing.besides import besides
from center.importing.knowing import Key, known_by
from center.places.following import NOT_ITS_UNIT
from db.chinese_figures import figure
from db.errors import Invalid
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit
from db.questions import places


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
    return [("number", building, figure(number))] if building and number else ()


@known_by(Building)
def buildings(values: Mapping[str, Any], stored: bool) -> Sequence[Key]:
    """Its number in its compound, or its name; a file that names no compound means the building of that name."""
    compound, number, name = (values.get(path) for path in ("compound", "number", "name"))
    keys = [("number", compound, figure(number))] if compound and number else []
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


def _named(values: Mapping[str, Any], above: Any, stored: bool) -> list[Key]:
    name = values.get("name")
    if not name:
        return []
    return ([("name", above, name)] if above else []) + ([("name", None, name)] if stored or not above else [])


@besides(Door)
def its_unit(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], _today: date) -> dict[str, Invalid]:
    """A unit of another building."""
    unit, building = values.get("unit"), values.get("building")
    off = unit and building and places.building_of_unit(unit) != building
    return {"unit": Invalid(NOT_ITS_UNIT)} if off else {}
