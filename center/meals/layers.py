"""The layer 今日送餐 of a building's picture: doors to which a meal is to be carried today."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.meals.rules import DELIVERED
from center.places.layers import Kind, Mark, layer
from center.words import N_
from db.codes import code_list
from db.questions.meals import doors_of_diners
from db.words import Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

TODAY = "today"
PORTIONS, SEVERAL = N_("{meal} {count}"), N_("{count} 份")


@layer("meals", N_("今日送餐"), (Kind(TODAY, N_("今天要送"), "blue"),), right="meals.read", order=4)
def meals(desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """Which meals go to a door today and how many of each; on no paper is this told by door."""
    found, wanted = {}, set(doors)
    for door, times in doors_of_diners(building, desk.today(), DELIVERED):
        if door in wanted:
            found.setdefault(door, Counter()).update(times)
    return {door: Mark(TODAY, _words(counts)) for door, counts in found.items()}


def _words(counts: Counter) -> str:
    """午 1; of several meals only how many in all, as a door has no room for more."""
    if len(counts) > 1:
        return Phrase(SEVERAL, count=counts.total())
    names = code_list("meal_time").items
    return next((Phrase(PORTIONS, meal=Word(names.get(code, code)), count=count) for code, count in counts.items()), "")
