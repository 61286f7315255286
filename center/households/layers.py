"""The layer 入住 of a building's picture: how each door is used and how many live there."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.households.rules import OWN, RENTED, UNSURE, VACANT
from center.places.layers import Kind, Mark, layer
from center.words import N_
from db.codes import inhabited
from db.questions.households import counts_by_door, facts_of_doors
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

NONE = "none"
KINDS = (Kind(OWN, N_("自住"), "grey"), Kind(RENTED, N_("出租"), "blue"), Kind(VACANT, N_("空置"), "hollow"),
         Kind(UNSURE, N_("待核实"), "amber"), Kind(NONE, N_("未登记"), "hollow"))
PEOPLE = N_("{count} 人")


@layer("occupancy", N_("入住"), KINDS, right="households.read", order=1, sparse=False)
def occupancy(desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """Every home; a shop or a garage only when somebody is registered there or its use was noted."""
    people, wanted = counts_by_door(building, desk.today()), set(doors)
    marks = {}
    for door, kind, use in facts_of_doors(building):
        count = people.get(door, 0)
        if door in wanted and (use or count or inhabited("door_kind", kind)):
            marks[door] = mark_of(use, count)
    return marks


def mark_of(use: str | None, count: int) -> Mark:
    """What one door gets. Vacant with people is not to be believed; empty and unknown is not called vacant."""
    if use == UNSURE or use == VACANT and count:
        return Mark(UNSURE, KINDS[3].label)
    if use in (OWN, RENTED) or count:
        return Mark(use or OWN, Phrase(PEOPLE, count=count) if count else "")
    return Mark(VACANT if use == VACANT else NONE)
