"""What the meal service adds to the page of today: how many diners there are, and whose category ends soon.

That it ends is listed; whether it holds on, a person checks and enters.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, duties, figure
from center.words import N_
from db.codes import code_list
from db.questions.meals import ending
from db.words import Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

figure("meals", "meals.diners", N_("人"))


@duties("meals", N_("助餐"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Categories of present diners that end within the days that are looked ahead."""
    names = code_list("meal_category").items
    for row in ending(today, today + timedelta(days=int(desk.number("duty.ahead_days")))):
        what = Phrase(N_("{name}　{category}"), name=row["name"], category=Word(names.get(row["category"], "")))
        yield Duty("meals", "category", N_("助餐类别到期"), what, row["checker"] or "", row["until"].first,
                   "meal_categories", row["id"], mine=row["checker"] == desk.who.name)
