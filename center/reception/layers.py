"""The layer 待办问题 of a building's picture: open reports about a facility or a service of that very door."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.places.layers import Kind, Mark, layer
from center.words import N_
from db.questions.households import open_voices_by_door
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

OPEN = "open"
THINGS = N_("{count} 件")


@layer("issues", N_("待办问题"), (Kind(OPEN, N_("待办"), "amber"),), right="reception.read", order=5)
def issues(_desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """How many wait. Who reported them is not asked, and what is about the whole building colours no door."""
    found, wanted = open_voices_by_door(building), set(doors)
    return {door: Mark(OPEN, Phrase(THINGS, count=count)) for door, count in found.items() if door in wanted}
