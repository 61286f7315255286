"""The layer 党员 of a building's picture: doors behind which Party members live."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.places.layers import Kind, Mark, layer
from center.words import N_
from db.questions.households import members_by_door
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

LIVES = "member"
PEOPLE = N_("{count} 人")


@layer("members", N_("党员"), (Kind(LIVES, N_("有党员"), "red"),), right="members.read", order=2)
def members(_desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """How many members live behind a door; on no paper is this told by door."""
    found, wanted = members_by_door(building), set(doors)
    return {door: Mark(LIVES, Phrase(PEOPLE, count=count)) for door, count in found.items() if door in wanted}
