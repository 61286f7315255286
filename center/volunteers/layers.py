"""The layer 志愿者 of a building's picture: doors behind which registered volunteers live."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.places.layers import Kind, Mark, layer
from center.words import N_
from db.questions.volunteers import volunteers_by_door
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

LIVES = "volunteer"
PEOPLE = N_("{count} 人")


@layer("volunteers", N_("志愿者"), (Kind(LIVES, N_("有志愿者"), "green"),), right="volunteers.read", order=3)
def volunteers(desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """How many volunteers of today live behind a door; on no paper is this told by door."""
    found, wanted = volunteers_by_door(building, desk.today()), set(doors)
    return {door: Mark(LIVES, Phrase(PEOPLE, count=count)) for door, count in found.items() if door in wanted}
