"""排查: rounds of looking for disputes with their days due, and what they found; one key makes a finding a case.

The rhythm is local (a setting with its source). A finding names people, so only who handles cases reads it.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from center.cases import numbers as keys
from center.cases.accepting import register
from center.cases.given import day, locked, refuse, row_id
from center.cases.register_cells import parties_of, split_sides
from center.commands import command
from center.editing import editing
from center.numbers import number
from center.words import N_
from db.codes import code_list
from db.days import Day, show_day
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.case_after import Screening, ScreeningFinding
from db.models.mediation import Committee
from db.questions.mediation import rounds_between
from db.tx import Tx

MOST_ROUNDS = 100
NAME = "{day}前 矛盾纠纷排查"
CASE = "case"


@command(N_("排出排查日期"), right="cases.edit", name="screenings.plan")
def plan(tx: Tx, committee: Any, first: Any, until: Any, area: str = "") -> int:
    """Rounds from a first day due until a last one, by the rhythm of the setting; how many were added.

    A day that has its round already keeps it.
    """
    found: dict[str, Invalid] = {}
    begin, end = (day(tx.today, found, value or "?", name, ahead=True)
                  for name, value in (("first", first), ("until", until)))
    every = max(int(number(keys.SCREENING_DAYS, tx.today)), 1)
    if not found and end.first < begin.first:
        found["until"] = Invalid("结束日期比开始日期早，请核对这两格")
    elif not found and (end.first - begin.first).days // every >= MOST_ROUNDS:
        found["until"] = Invalid("一次最多排 {most} 次，请缩短时间", most=MOST_ROUNDS)
    refuse(found)
    rid = row_id(Committee, committee)
    there = {str(row["due_on"]) for row in rounds_between(begin.first, end.first, rid)}
    days = [begin.first + timedelta(days=step) for step in range(0, (end.first - begin.first).days + 1, every)]
    fresh = [Day(one) for one in days if one.isoformat() not in there]
    tx.add_many(Screening, [{"name": NAME.format(day=show_day(one)), "committee": rid, "due_on": one,
                             "area": area or None} for one in fresh])
    return len(fresh)


@command(N_("完成一次排查"), right="cases.edit", name="screenings.finish")
def finish(tx: Tx, screening: Any, on: Any = None) -> bool:
    """A round was done on a day, whether it found anything or not."""
    rid, found = locked(tx, Screening, screening), {}
    when = day(tx.today, found, on)
    refuse(found)
    return tx.change(Screening, rid, {"done_on": when})


@command(N_("排查发现立案"), right="cases.edit", name="screening_findings.open_case")
def open_case(tx: Tx, finding: Any) -> int:
    """Make a finding a registered case of its round's committee (主动调解), parties as told; returns its id."""
    rid = locked(tx, ScreeningFinding, finding)
    row = tx.row(ScreeningFinding, rid)
    if row["case"]:
        raise Problems({"case": Invalid("这条已经立案，请打开那件案件办理")})
    one, other = split_sides(row["parties"] or "")
    parties = [*parties_of(one, "applicant"), *parties_of(other, "respondent")]
    case = register(tx, {
        "name": _name(row, parties), "source": "own", "type": row["type"], "brief": row["matter"],
        "place": row["place"], "committee": record_row(Screening, row["screening"])["committee"],
    }, parties)
    tx.change(ScreeningFinding, rid, {"case": case, "handling": CASE})
    return case


def _name(row: Mapping[str, Any], parties: list[dict[str, Any]]) -> str:
    """甲与乙邻里纠纷; without names the matter itself."""
    if not parties:
        return row["matter"]
    kind = code_list("dispute_type").items.get(row["type"], "纠纷")
    return "与".join(one["name"] for one in parties[:2]) + str(kind)


def check_finding(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What was made a case has its case; what was settled on the spot its day."""
    if values.get("handling") == CASE and not values.get("case"):
        return {"handling": Invalid("要立案的，请先存下这一条，再用“立案”办理")}
    if values.get("handling") == "settled" and not values.get("done_on"):
        return {"done_on": Invalid("当场化解的请填化解日期")}
    return {}


editing(Screening)
editing(ScreeningFinding, check=check_finding)
