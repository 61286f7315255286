"""What is due in running the centre: checks, rules to review, supervisors' terms, stock-taking."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, duties
from center.words import N_
from db.codes import code_list
from db.days import months_after
from db.models.governance import Asset, Rule
from db.questions.compliance import rows_of
from db.questions.duties import terms_ending, undone_checks
from db.words import Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("governance", N_("制度与监督"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Checks, rules, supervisors, assets."""
    until = today + timedelta(days=int(desk.number("duty.ahead_days")))
    yield from _checks(desk, until)
    yield from _rules(until)
    yield from _supervisors(today, until)
    yield from _assets(desk, today, until)


def _checks(desk: Desk, until: date) -> Iterator[Duty]:
    kinds = code_list("check_kind").items
    for row in undone_checks(until):
        yield Duty("governance", f"check.{row['kind']}", N_("检查到期"),
                   Listed((kinds.get(row["kind"], row["kind"]), row["subject"]), "："), row["checker"] or "",
                   row["due_on"].last, "checks", row["id"], mine=row["checker"] == desk.who.name)


def _rules(until: date) -> Iterator[Duty]:
    for row in rows_of(Rule, "name", "current", "review_by"):
        if row["current"] and row["review_by"] and row["review_by"].last <= until:
            yield Duty("governance", "rule", N_("制度到复审期限"), row["name"], "", row["review_by"].last,
                       "rules", row["id"])


def _supervisors(today: date, until: date) -> Iterator[Duty]:
    """From the time ahead to as long after the end: a term that ended long ago is no news."""
    for row in terms_ending(today - (until - today), until):
        yield Duty("governance", "supervisor", N_("特邀监督员聘期届满"), row["unit"] or "", row["name"],
                   row["until"].last, "supervisors", row["id"])


def _assets(desk: Desk, today: date, until: date) -> Iterator[Duty]:
    """One duty for the whole heap; an asset that was never counted is due today."""
    months, heap = int(desk.number("asset.check_months")), []
    for row in rows_of(Asset, "state", "checked_on"):
        day = months_after(row["checked_on"].last, months) if row["checked_on"] else today
        if row["state"] != "scrapped" and day <= until:
            heap.append((day, row["id"]))
    if heap:
        yield Duty("governance", "assets", N_("资产该盘点"),
                   Phrase(N_("{count} 件满 {months} 个月没有盘点"), count=len(heap), months=months), "",
                   min(heap)[0], "assets", ids=tuple(rid for _day, rid in heap))
