"""What is due in the cases that an account works on: the usual month, confirmation, performances, visits, replies, and
what must be reported at once.

Her own cases only, for a chair those of her committee; closed rows never, not even as a count. A case of family
violence is never called 调解 here, nor by its name: nobody is pushed to be reconciled, and what waits first is a
decision.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from center.cases.clocks import AMBER, RED, RUNNING, Clock, Numbers, clocks, numbers_on
from center.cases.facts import CaseFacts, Promise, Step
from center.duties import Duty, duties
from center.seeing import hidden
from center.words import N_
from db.days import show_day
from db.models.cases import Case
from db.questions.case_duties import (
    Until,
    agreements_of,
    dangers_of,
    days_of_cases,
    handled_by,
    promises_of,
    visits_of,
    waiting,
)
from db.questions.case_sight import SEES_ALL
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

SHOWN = 300  # cases told one by one; of more, which only a large register has, the rest is one line that opens a list
LATELY = 180  # days after its closing in which a case that is not filed is still looked at
TITLES = {"limit": N_("调解期限"), "extended": N_("调解期限（已延长）"), "perform": N_("协议履行到期"),
          "confirm": N_("司法确认申请期限"), "visit": N_("案件回访"), "reply": N_("反馈移送单位"),
          "report": N_("激化情况尚未报告")}
GUARDED = {"limit": N_("案件期限"), "extended": N_("案件期限（已延长）"), "perform": N_("案件到期事项"),
           "confirm": N_("案件到期事项"), "visit": N_("案件回访"), "reply": N_("案件到期事项"),
           "report": N_("案件到期事项")}
"""Titles where family violence is told: nothing of mediation."""
UNDECIDED = N_("案件待决定处置")
UNNUMBERED = N_("{day}登记的案件（尚未编号）")
REST, MORE = N_("其余案件到期事项"), N_("另有 {count} 件，请打开名单看")


@duties("cases", N_("人民调解"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Every running period of her cases that ends within the days looked ahead."""
    until = today + timedelta(days=int(desk.number("duty.ahead_days")))
    mine, numbers = handled_by(desk.who.login), numbers_on(today)
    ids = under_way(desk, today, numbers, until)
    for case in _told_of(ids[:SHOWN]):
        if case.undecided_violence:
            yield _duty(case, UNDECIDED, "", today, mine)
        for clock in clocks(case, today, numbers):
            if clock.state in (RUNNING, AMBER, RED) and clock.due.last <= until and _told(case, clock):
                titles = GUARDED if case.row["violence"] else TITLES
                beyond = clock.words if clock.key in ("limit", "extended") and clock.state == RED else ""
                yield _duty(case, titles[clock.key], beyond, clock.due.last, mine, clock.state == AMBER)
    if rest := tuple(ids[SHOWN:]):
        yield Duty("cases", "case", REST, Phrase(MORE, count=len(rest)), due=today, record="cases", ids=rest)


def under_way(desk: Desk, today: date, numbers: Numbers, until: date) -> list[int]:
    """Ids of the cases in which this account has something to do until a day; closed ones stay out."""
    asked = Until(today - timedelta(days=LATELY), until, until - timedelta(days=numbers.reply_days),
                  until - timedelta(days=numbers.visit_days), until - timedelta(days=numbers.confirm_days))
    shut = hidden(desk, Case)
    return [rid for rid in waiting(desk.who.login, desk.may(SEES_ALL), asked) if rid not in shut]


def _told_of(ids: list[int]) -> list[CaseFacts]:
    """Cases with what clocks need of them, in five questions."""
    agreements, dangers = agreements_of(ids), dangers_of(ids)
    promises, visits = promises_of([row["id"] for row in agreements.values()]), visits_of(ids)
    return [_slim(row, agreements.get(row["id"]), promises, visits.get(row["id"], ()), dangers.get(row["id"], ()))
            for row in days_of_cases(ids)]


def _slim(row: dict[str, Any], agreement: dict[str, Any] | None, promises: dict[int, list], visits: Any,
          dangers: Any) -> CaseFacts:
    """A case with just the columns that clocks look at."""
    some = tuple(Promise(one["id"], one) for one in promises.get(agreement["id"], ())) if agreement else ()
    return CaseFacts(row["id"], "", row, {}, agreement=agreement, promises=some,
                     steps=(*(Step(0, "visit", day, {}) for day in visits),
                            *(Step(one["id"], one["kind"], one["on"], one) for one in dangers)))


def _told(case: CaseFacts, clock: Clock) -> bool:
    """While nobody has decided about violence only the decision is asked for; small cases are not asked for courts."""
    if clock.key == "confirm" and case.row["simple"] and case.agreement["confirm"] != "wanted":
        return False
    return not case.undecided_violence or clock.key in ("reply", "report")


def _duty(case: CaseFacts, title: str, over: str, day: date | None, mine: set[int], soon: bool = False) -> Duty:
    """`over` are the words of a period that is past."""
    called = _unnamed(case) if case.row["violence"] else case.row["name"]
    return Duty("cases", "case", title, called, due=day, record="cases", id=case.id, mine=case.id in mine,
                soon=soon, over=over)


def _unnamed(case: CaseFacts) -> str:
    """What a case of family violence is called on the page that lies open all day: nobody reads a family's name."""
    return case.row["number"] or Phrase(UNNUMBERED, day=show_day(case.row["registered_on"]))
