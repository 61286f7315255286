"""What is due among duty persons: terms and insurances that end, and places without a head (one line a kind)."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.cover.chain import ROLES
from center.cover.incentives import INSURANCE
from center.duties import Duty, duties
from center.places.numbers import INSURANCE_AHEAD, TERM_AHEAD
from center.words import N_
from db.codes import code_list
from db.questions.cover import ending, insurances, unheld
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("cover", N_("三长包保"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Ends of terms and insurances, then the places of 三长 without anybody, once somebody is in that office at all."""
    roles = code_list("duty_role").items
    last = today + timedelta(days=int(desk.number(TERM_AHEAD)))
    for row in ending(today, last):  # one that has ended leaves a place without anybody, or a successor
        who = Phrase(N_("{role}　{name}"), role=roles.get(row["role"], row["role"]), name=row["name"])
        yield Duty("cover", "term", N_("任期届满"), who, row["name"], row["until"].last, "duty_terms", row["id"],
                   mine=row["name"] == desk.who.name)
    last = today + timedelta(days=int(desk.number(INSURANCE_AHEAD)))
    for row in insurances(INSURANCE, today):
        if row["until"] and row["until"].last <= last:
            yield Duty("cover", "insurance", N_("保险到期"), row["name"], row["name"], row["until"].last,
                       "incentives", row["id"])
    yield from _missing(today)


def _missing(today: date) -> Iterator[Duty]:
    for role, (lacking, every) in unheld(today).items():
        if 0 < lacking < every:  # the page of gaps names them
            yield Duty("cover", "missing", ROLES[role], Phrase(N_("{count} 处，共 {all} 处"), count=lacking, all=every))
