"""A roster of duty persons: places that it names twice, and terms that overlap, told at their cells beforehand."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.cover.rules import ABOVE
from center.cover.terms import OFF, PLACES, ROLE_PLACE, overlap, overlapping
from center.importing.besides import besides
from center.importing.knowing import narrows
from db.errors import Invalid
from db.models.cover import DutyTerm
from db.questions.cover import places_above


@narrows(DutyTerm)
def own_place(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Invalid]]:
    """A roster names the compound of a building too: only the place itself is kept, so that the row is known again."""
    role = values.get("role")
    own = ROLE_PLACE.get(role)
    given = [place for place in ABOVE.get(role, ()) if values.get(place) is not None]
    if not given or values.get(own) is None:
        return values, {}
    true = places_above(own, values[own])
    wrong = {place: Invalid(OFF) for place in given if true.get(place) not in (None, values[place])}
    return {path: value for path, value in values.items() if path not in given}, wrong


@besides(DutyTerm)
def overlaps(values: Mapping[str, Any], others: Sequence[Mapping[str, Any]], _today: date) -> dict[str, Invalid]:
    """One person has one term at a time in one role at one place."""
    for other in others:
        if all(values.get(place) == other.get(place) for place in PLACES) and overlap(values, other):
            return {"since": overlapping(other)}
    return {}
