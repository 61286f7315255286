"""A household list that gives somebody a second home, or one that is gone, and a place that ends over its people."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.households.following import GONE, GONE_ABOVE, LIVED_IN, LIVED_IN_HOUSE, TWICE
from center.importing.besides import besides
from db.errors import Invalid
from db.listing import title_of
from db.models.households import Residency
from db.models.places import Building, Door, Unit
from db.questions.households import counts_by_door, gone, lived_in, lived_in_unit


@besides(Residency)
def second_home(values: Mapping[str, Any], others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """One home now for everybody, be the other one in the store or in an earlier line; and none that is gone."""
    if values.get("until") is not None:
        return {}
    lives = values.get("door")
    if isinstance(lives, int) and (ended := gone(lives, today)):
        return {"door": Invalid(GONE if ended[1] else GONE_ABOVE, door=ended[0])}
    home = next((one for one in others if one.get("until") is None), None)
    if home is None:
        return {}
    door = home.get("door")
    name = title_of(Door, door) if isinstance(door, int) else getattr(door, "name", "")
    return {"door": Invalid(TWICE, name=values.get("person.name") or "", door=name)}


@besides(Door)
def left_alone(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """A door does not end while people are registered behind it."""
    count = lived_in(values["id"]) if _ends(values, today) else 0
    return {"valid_to": Invalid(LIVED_IN, door=values.get("name") or values["number"], count=count)} if count else {}


@besides(Unit)
def left_unit(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """Nor does a unit."""
    count = lived_in_unit(values["id"]) if _ends(values, today) else 0
    return {"valid_to": Invalid(LIVED_IN, door=values.get("name") or values["number"], count=count)} if count else {}


@besides(Building)
def left_house(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """Nor does a building."""
    count = sum(counts_by_door(values["id"], today).values()) if _ends(values, today) else 0
    name = values.get("name") or values.get("number") or ""
    return {"valid_to": Invalid(LIVED_IN_HOUSE, building=name, count=count)} if count else {}


def _ends(values: Mapping[str, Any], today: date) -> bool:
    """Whether a place of the store is over by today."""
    ends = values.get("valid_to")
    return bool(values.get("id") and ends and ends.first <= today)
