"""The layer of a commercial building's picture: which enterprise is in which room."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.enterprises.rules import ORGANISED
from center.places.layers import Kind, Mark, layer
from center.words import N_, say
from db.questions.enterprises import in_rooms

if TYPE_CHECKING:
    from center.desk import Desk

HERE, LED = "here", "organised"
KINDS = (Kind(HERE, N_("在驻企业"), "blue"), Kind(LED, N_("有党组织的企业"), "green"))
SHORT = 4  # signs of a name beside a room's number


@layer("enterprises", N_("企业"), KINDS, right="enterprises.read", order=60)
def enterprises(desk: Desk, building: int, doors: Sequence[int]) -> Mapping[int, Mark]:
    """Rooms in use, with the enterprise's first signs, or how many there are."""
    found: dict[int, list[tuple[str, bool]]] = {}
    asked = set(doors)
    for door, name, state in in_rooms(building, desk.today()):
        if door in asked:
            found.setdefault(door, []).append((name, state in ORGANISED))
    return {door: Mark(LED if any(led for _name, led in some) else HERE, _word(some)) for door, some in found.items()}


def _word(some: list[tuple[str, bool]]) -> str:
    return re.split("[（(]", some[0][0])[0][:SHORT] if len(some) == 1 else say(N_("{count} 家"), count=len(some))
