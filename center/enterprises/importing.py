"""A list of enterprises whose room is in another building than it says: told at its cell, before it is written."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.enterprises.following import elsewhere
from center.importing.besides import besides
from db.errors import Invalid
from db.listing import record_row
from db.models.enterprises import Enterprise
from db.questions.enterprises import room_of


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
