"""未遇: a mark of the open list, and no act. Nothing of it is kept once the list closes, or after a few months.

So nobody can ever ask how often somebody did not open the door.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from center.places.numbers import UNMET_MONTHS
from db import unmet as marks
from db.days import months_after
from db.errors import Denied, Missing
from db.listing import record_row
from db.models.visits import VisitList, VisitStop
from db.questions.visits import marks_without_stop, open_stops

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Counts:
    """Of a list: all stops, how many are done, and how many of the others nobody was met at."""

    total: int
    done: int
    unmet: int


def set_unmet(desk: Desk, list: int, stop: int, on: bool) -> None:
    """Mark a stop of an open list, or take the mark away. Raises Denied, Missing."""
    desk.need("visits.edit")
    row, one = record_row(VisitList, list), record_row(VisitStop, stop)
    if one["list"] != list:
        raise Missing("这一户不在清单“{name}”里，请重新打开清单", name=row["name"])
    if row["closed_on"]:
        raise Denied("清单“{name}”已经结束，不能再改，请另建一张", name=row["name"])
    if on and one["done_on"]:
        raise Denied("这一户已经办了，要改请先改回未办")
    with desk.store.writing():
        if on:
            marks.mark(list, stop, desk.today())
        else:
            marks.unmark([stop])


def unmet(desk: Desk, list: int) -> set[int]:
    """Ids of the stops of a list that are marked and still open."""
    desk.need("visits.read")
    return marks.unmet(list) & set(open_stops(list))


def forget_old(desk: Desk) -> int:
    """Let marks go that are older than the official number of months, or whose stop is gone; how many went."""
    before = months_after(desk.today(), -int(desk.number(UNMET_MONTHS)))
    lost = marks_without_stop()
    with desk.store.writing():
        marks.unmark(lost)
        return marks.let_old_go(before) + len(lost)
