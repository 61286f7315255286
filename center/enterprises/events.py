"""What an enterprise's stays add to its timeline: when it came, when it left, and which building."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import N_, say
from db.codes import code_list
from db.models.enterprises import Enterprise
from db.models.places import Building
from db.questions.enterprises import name_of, stays_of
from db.record import Record

if TYPE_CHECKING:
    from center.desk import Desk

CAME, WENT = N_("入驻"), N_("离开")


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """The days of an enterprise's stays that are known."""
    if record is not Enterprise or not desk.may("enterprises.read"):
        return
    for stay in stays_of(rid):
        place = name_of(Building, stay["building"])
        for day, way, kinds, words in ((stay["came_on"], stay["came"], "came_kind", CAME),
                                       (stay["left_on"], stay["left"], "left_kind", WENT)):
            if day:
                what = code_list(kinds).items.get(way, words)
                yield on(day, say(what), place, target=("buildings", stay["building"]))
