"""A room in another building than its enterprise says, a tower that ends over its enterprises: told at their cells."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.enterprises.following import STAYING, elsewhere
from center.importing.besides import besides
from db.errors import Invalid
from db.listing import record_row
from db.models.enterprises import Enterprise
from db.models.places import Building
from db.questions.enterprises import room_of, staying


@besides(Enterprise)
def room(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], _today: date) -> dict[str, Invalid]:
    """Room and building that are both written must fit; of one alone the other follows."""
    door, building = values.get("door"), values.get("building")
    if not door or not building or (there := room_of(door)[0]) in (None, building):
        return {}
    before = record_row(Enterprise, values["id"]) if values.get("id") else {}
    if before.get("door") == door or before.get("building") == building:
        return {}
    return {"door": elsewhere(values.get("name") or "", there, building)}


@besides(Building)
def tower(values: Mapping[str, Any], _others: Sequence[Mapping[str, Any]], today: date) -> dict[str, Invalid]:
    """A building does not end while enterprises are there."""
    rid, ends = values.get("id"), values.get("valid_to")
    count = staying(rid) if rid and ends and ends.first <= today else 0
    name = values.get("name") or values.get("number") or ""
    return {"valid_to": Invalid(STAYING, building=name, count=count)} if count else {}
