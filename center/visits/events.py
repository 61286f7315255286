"""What work lists add to a timeline: at a door or an enterprise the days on which somebody came and it was done.

That nobody opened is told nowhere.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import say, spoken
from db.codes import code_list
from db.models.enterprises import Enterprise
from db.models.places import Door
from db.questions.visits import done_at
from db.record import Record

if TYPE_CHECKING:
    from center.desk import Desk


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """Of a door and of an enterprise what was done there."""
    if record not in (Door, Enterprise) or not desk.may("visits.read"):
        return
    purposes = code_list("visit_purpose").items
    for row in done_at(**{"door" if record is Door else "enterprise": rid}):
        what = purposes.get(row["purpose"])
        lines = (row["name"], *([row["note"]] if row["note"] else []))
        yield on(row["done_on"], say(what) if what else str(spoken(row["purpose"])), *lines,
                 target=("visit_lists", row["list"]))
