"""What is due among work lists: those whose last day comes near and that are not closed."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, duties
from center.words import N_
from db.questions.visits import open_lists
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("visits", N_("上门清单"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Open lists with a last day, and how many doors are left."""
    until = today + timedelta(days=int(desk.number("duty.ahead_days")))
    for row in open_lists():
        if row["due_on"] and row["due_on"].last <= until:
            title = N_("上门清单到期") if row["left"] else N_("上门清单办完了，请结束")
            detail = row["name"]
            if row["left"]:
                detail = Phrase(N_("{name}，还有 {count} 户"), name=row["name"], count=row["left"])
            yield Duty("visits", "visits", title, detail, row["keeper"] or "", row["due_on"].last, "visit_lists",
                       row["id"], mine=row["keeper"] == desk.who.name)
