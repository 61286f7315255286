"""A household list that gives somebody a second home, or one that is gone: told at its cell, before it is written."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.households.following import GONE, TWICE
from center.importing.besides import besides
from db.errors import Invalid
from db.listing import title_of
from db.models.households import Residency
from db.models.places import Door
from db.questions.households import gone


@besides(Residency)
def second_home(values: Mapping[str, Any], others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """One home now for everybody, be the other one in the store or in an earlier line; and none that is gone."""
    if values.get("until") is not None:
        return {}
    lives = values.get("door")
    if isinstance(lives, int) and (name := gone(lives, today)):
        return {"door": Invalid(GONE, door=name)}
    home = next((one for one in others if one.get("until") is None), None)
    if home is None:
        return {}
    door = home.get("door")
    name = title_of(Door, door) if isinstance(door, int) else getattr(door, "name", "")
    return {"door": Invalid(TWICE, name=values.get("person.name") or "", door=name)}
