"""What is due at the counter: the yearly review of the item list."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, duties
from center.words import N_
from db.days import months_after
from db.models.service import ItemList
from db.questions.compliance import rows_of
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("service", N_("窗口事项"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """The list in force, counted from its last review, else from the day it was published."""
    until = today + timedelta(days=int(desk.number("duty.ahead_days")))
    months = int(desk.number("item.review_months"))
    for row in rows_of(ItemList, "version", "published_on", "reviewed_on", "current"):
        since = row["reviewed_on"] or row["published_on"]
        if row["current"] and since and months_after(since.last, months) <= until:
            yield Duty("service", "item_list", N_("事项清单该复核"),
                       Phrase(N_("{version}，上次复核 {day}"), version=row["version"], day=since),
                       "", months_after(since.last, months), "item_lists", row["id"])
