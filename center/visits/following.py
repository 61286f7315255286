"""What follows when a list is closed, whichever way: stops that were not done go, and the marks of 未遇 with them."""
from __future__ import annotations

from collections.abc import Mapping

from center.following import follows, leaves
from db.listing import record_row
from db.models.visits import VisitList, VisitStop
from db.questions.visits import marks_without_stop, open_stops
from db.tx import Tx
from db.unmet import let_go, unmark


@follows(VisitList)
def closed(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """A closed list keeps what was done and nothing else: who was not met is nobody's history."""
    for rid, names in rows.items():
        if "closed_on" in names and record_row(VisitList, rid)["closed_on"]:
            tx.remove_many(VisitStop, open_stops(rid))
            let_go(rid)


@leaves(VisitStop)
def marks_of_gone_stops(_tx: Tx) -> None:
    """Closing a list again by redo, or taking back a list, lets its marks go as well: they are in no before-image."""
    unmark(marks_without_stop())
