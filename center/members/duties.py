"""What is due among members: elections before a term ends, and probationary members whose year ends.

The dates are listed; whether and when the branch takes it up, the Party organisation decides.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.compliance.organisations import expiry, term_years
from center.duties import Duty, duties, figure
from center.words import N_
from db.days import months_after
from db.questions.compliance import branch_rows
from db.questions.duties import probationers
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

TERMS = ("term.committee", "term.branch", "term.community", "term.extension_max")

figure("members", "members.total", N_("人"))


@duties("members", N_("党建"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Elections and ends of probation."""
    ahead = timedelta(days=int(desk.number("duty.ahead_days")))
    yield from _elections(desk, today, ahead)
    years = int(desk.number("probation.years"))
    for row in probationers():
        day = months_after(row["joined"].last, 12 * years)
        if day <= today + ahead:
            who = f"{row['name']}　{row['branch_name'] or ''}".strip()
            yield Duty("members", "probation", N_("预备期满"), who, row["secretary"] or "", day, "members",
                       row["id"], mine=row["secretary"] == desk.who.name)


def _elections(desk: Desk, today: date, ahead: timedelta) -> Iterator[Duty]:
    """At each of the months of `term.remind_months` for a while, from the last of them on until it is done."""
    numbers = {key: int(desk.number(key)) for key in TERMS}
    stages = sorted(int(text) for text in str(desk.number("term.remind_months")).split(","))
    for row in branch_rows():
        if not row["elected_on"]:
            continue
        extra = numbers["term.extension_max"] if row["late_approved_on"] else 0
        ends = expiry(row["elected_on"], term_years(row, numbers) + extra)
        if reminded(ends, today, stages, ahead):
            yield Duty("members", "election", N_("换届提醒"),
                       Phrase(N_("{name}任期到 {day} 届满"), name=row["name"], day=ends.isoformat()),
                       row["secretary"] or "", ends, "branches", row["id"], mine=row["secretary"] == desk.who.name)


def reminded(ends: date, today: date, stages: list[int], ahead: timedelta) -> bool:
    """Whether a term that ends on a day is to be shown: `stages` are months before it, nearest first."""
    stage = next((months for months in stages if today >= months_after(ends, -months)), None)
    if stage is None:
        return False
    return stage == stages[0] or today <= months_after(ends, -stage) + ahead
