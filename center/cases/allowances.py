"""以案定补: what a mediator may claim for a settled case. Grade and amount by editable rule, conditions looked at here;
a named person confirms, and what is confirmed or paid is written by its own act only.

Conditions (local rules: 一案卷、调解成功、协议履行, and a return visit where the setting asks for it).
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from center.cases import numbers as keys
from center.cases.given import day, locked, refuse, texts
from center.commands import command
from center.editing import add_row, edit_row, editing
from center.numbers import number
from center.periods import Period
from center.periods import period as period_of_text
from center.seeing import hidden
from center.words import N_
from db.codes import code_list
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.case_after import Allowance
from db.models.cases import Case
from db.questions.mediation import (
    cases_of,
    claims_in,
    claims_of,
    performance_states,
    settled_between,
    visited,
    workers_of,
)
from db.record import Record
from db.tx import Tx
from db.words import Listed, Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

SETTLED, PERFORMED, FILED, VISITED = N_("调解成功"), N_("协议已履行"), N_("已立卷归档"), N_("已回访")
LACKED = {SETTLED: N_("调解成功"), PERFORMED: N_("协议履行"), FILED: N_("立卷归档"), VISITED: N_("回访")}
"""A condition as what is still missing: 还缺回访."""
SIMPLE, ORDINARY, HARD = "simple", "ordinary", "hard"
BY_ACTS = ("confirmed_by", "confirmed_on", "paid_on")
CONFIRM_FIRST = "{case}还没有审核，请先审核再登记发放"
BY_ACT = "{label}不在这里填，请用“审核”“登记发放”"
PAST = "{case}是历史登记的案件，不申报补贴，请去掉它再申报"
LOCKED = "已经审核的不能再改，要改请先取消审核"
PAID = "{case}已经发放，不能取消审核；确实有误的请写在备注里"


@dataclass(frozen=True)
class Claim:
    """What may be claimed for one case: `amount` in cents, `conditions` (its word, whether it holds). `row` is the
    claim that was made already (whole row), `mediator` who presided (None: nobody); `here` is false of a case that was
    claimed in the period and closed at another time."""

    case: int
    mediator: int | None
    payee: str
    grade: str
    amount: int
    conditions: tuple[tuple[Word, bool], ...]
    row: Mapping[str, Any] | None = None
    here: bool = True

    @property
    def ready(self) -> bool:
        """Whether all conditions hold and somebody is there to be paid."""
        return self.mediator is not None and all(holds for _word, holds in self.conditions)

    @property
    def lacking(self) -> tuple[Word, ...]:
        """What is still missing."""
        return tuple(LACKED[word] for word, holds in self.conditions if not holds)


def grade_of(case: Mapping[str, Any]) -> str:
    """The proposed grade: 疑难 where the case says so, 简易 for 简易登记, else 一般; 重大 only a person says. Pure."""
    return HARD if case["hard"] else SIMPLE if case["simple"] else ORDINARY


def rule_of(grade: str, today: date) -> int:
    """What the rule in force gives for a grade, in cents."""
    return round(number(keys.ALLOWANCE[grade], today) * 100)


def proposed(desk: Desk, period: Period) -> tuple[Claim, ...]:
    """Settled cases closed in a period, by day, with what was claimed for them; at the end those closed at another time
    that were claimed in it, so that the list has all that its paper has. Raises Denied."""
    desk.need("cases.read")
    shut = hidden(desk, Case)
    closed = settled_between(period.start, period.end)
    there = {row["id"] for row in closed}
    others = cases_of(dict.fromkeys(row["case"] for row in claimed(period) if row["case"] not in there)).values()
    found = _claims([row for row in (*closed, *others) if row["id"] not in shut], desk.today())
    return tuple(replace(one, here=one.case in there) for one in found)


def _claims(cases: Sequence[Mapping[str, Any]], today: date) -> tuple[Claim, ...]:
    ids = [row["id"] for row in cases]
    states, came, workers, made = performance_states(ids), visited(ids), workers_of(ids), claims_of(ids)
    ask_visit = number(keys.ALLOWANCE_VISIT, today) == "yes"
    found = []
    for case in cases:
        rid = case["id"]
        host = next((one for one in workers.get(rid, ()) if one["role"] == "host"), None)
        row = made.get((rid, host["mediator"])) if host else None
        grade = row["grade"] if row else grade_of(case)
        done = all(state == "done" for state in states.get(rid, ()))
        conditions = [(SETTLED, case["outcome"] in ("written", "oral")), (PERFORMED, done),
                      (FILED, case["filed_on"] is not None)]
        conditions += [(VISITED, rid in came)] if ask_visit else []
        found.append(Claim(rid, host["mediator"] if host else None, host["name"] if host else "", grade,
                           row["amount"] if row else rule_of(grade, today), tuple(conditions), row))
    return tuple(found)


@command(N_("申报以案定补"), right="cases.edit", name="allowances.claim")
def claim(tx: Tx, cases: Sequence[Any], period: str) -> int:
    """Claim for cases (ids or uids) in a period; how many. One that lacks a condition is refused, with what it lacks.

    What is claimed already stays as it is. Nothing is confirmed by it.
    """
    when = period_of_text(period)
    ids = list(dict.fromkeys(locked(tx, Case, one) for one in (cases if isinstance(cases, list | tuple) else [cases])))
    rows = cases_of(ids)
    refuse({f"cases.{at}": Invalid(PAST, case=_called(rows[rid], at))
            for at, rid in enumerate(ids, 1) if rows[rid]["historical"]})
    found = _claims([rows[rid] for rid in ids], tx.today)
    refuse({f"cases.{at}": _lacks(one, _called(rows[one.case], at))
            for at, one in enumerate(found, 1) if not one.ready and one.row is None})
    fresh = [one for one in found if one.row is None]
    tx.add_many(Allowance, [{"case": one.case, "mediator": one.mediator, "period": when.text, "grade": one.grade,
                             "amount": one.amount} for one in fresh])
    return len(fresh)


def _called(case: Mapping[str, Any], place: int) -> str:
    """A case by its number, which tells nobody's name; by its place where it has none."""
    return case["number"] or Phrase(N_("选的第 {place} 件"), place=place)


def _lacks(one: Claim, called: str) -> Invalid:
    if one.mediator is None:
        return Invalid("{case}没有主持调解的调解员，请先在案件里指定", case=called)
    return Invalid("{case}还缺{conditions}，请先补齐再申报", case=called, conditions=Listed(one.lacking))


@command(N_("审核以案定补"), right="cases.edit", name="allowances.confirm")
def confirm(tx: Tx, ids: Sequence[Any], by: str, on: Any = None) -> int:
    """A named person confirms claims; how many. What is confirmed already stays as it is."""
    found: dict[str, Invalid] = {}
    when = day(tx.today, found, on)
    refuse(found | ({} if by.strip() else {"by": Invalid("请写审核人")}))
    values = texts(Allowance, tx.today, found, ("confirmed_by",), confirmed_by=by)
    open_ = [rid for rid in _ids(tx, ids) if record_row(Allowance, rid)["confirmed_on"] is None]
    tx.change_many(Allowance, {rid: values | {"confirmed_on": when} for rid in open_})
    return len(open_)


@command(N_("取消以案定补的审核"), right="cases.edit", name="allowances.reopen")
def reopen(tx: Tx, ids: Sequence[Any]) -> int:
    """Take a confirmation back, while nothing is paid; how many."""
    some = _ids(tx, ids)
    rows = {rid: record_row(Allowance, rid) for rid in some}
    refuse({path: Invalid(PAID, case=called) for row, path, called in _told_apart(rows) if row["paid_on"]})
    return tx.change_many(Allowance, {rid: {"confirmed_by": None, "confirmed_on": None} for rid in some})


@command(N_("登记以案定补发放"), right="cases.edit", name="allowances.pay")
def pay(tx: Tx, ids: Sequence[Any], on: Any = None) -> int:
    """Claims were paid on a day; only what is confirmed. How many."""
    found: dict[str, Invalid] = {}
    when = day(tx.today, found, on)
    rows = {rid: record_row(Allowance, rid) for rid in _ids(tx, ids)}
    refuse(found | {path: Invalid(CONFIRM_FIRST, case=called) for row, path, called in _told_apart(rows)
                    if not row["confirmed_on"]})
    return tx.change_many(Allowance, {rid: {"paid_on": when} for rid, row in rows.items() if not row["paid_on"]})


def _told_apart(rows: Mapping[int, Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str, str]]:
    """Each claim with its path in what was given, and with what its case is called."""
    cases = cases_of([row["case"] for row in rows.values()])
    return [(row, f"ids.{at}", _called(cases[row["case"]], at)) for at, row in enumerate(rows.values(), 1)]


def claimed(asked: Period) -> list[dict[str, Any]]:
    """The claims of a period and of the shorter ones within it, with the payee's name."""
    return [row for row in claims_in(asked.text[:4]) if within(row["period"], asked)]


def within(text: str, asked: Period) -> bool:
    """Whether a claim's period is this one or a shorter one within it."""
    one = period_of_text(text)
    return asked.start <= one.start and one.end <= asked.end


def _ids(tx: Tx, given: Any) -> list[int]:
    return [locked(tx, Allowance, one) for one in (given if isinstance(given, list | tuple) else [given])]


# ---- what a form may write
def check(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A period that can be read."""
    try:
        period_of_text(values.get("period") or "2026")
    except Invalid as told:
        return {"period": told}
    return {}


def note(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A claim of one's own (a second mediator of a case); an empty amount is the rule's."""
    whole = _with_rule(dict(values), tx.today)
    _unwritten(whole, {})
    if isinstance(whole.get("case"), int) and isinstance(whole.get("mediator"), int):
        tx.row(Case, whole["case"])
        if whole["mediator"] not in {one["mediator"] for one in workers_of([whole["case"]]).get(whole["case"], ())}:
            raise Problems({"mediator": Invalid("这位调解员没有办理这件案件，请从本案的办案人员里选")})
    return add_row(tx, record, whole)


def keep(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Another grade has its rule's amount, unless an amount is typed with it. Confirmed claims stay."""
    row = tx.row(record, rid)
    _unwritten(values, row)
    fresh = {name: value for name, value in values.items() if row.get(name) != value}
    if row["confirmed_on"] and set(fresh) - {"note"}:
        raise Problems({name: Invalid(LOCKED) for name in fresh if name != "note"})
    if "grade" in fresh and "amount" not in fresh and isinstance(fresh["grade"], str):
        values = dict(values) | {"amount": rule_of(fresh["grade"], tx.today)}
    return edit_row(tx, record, rid, revision, values)


def leave(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """A claim may be taken back until it is confirmed."""
    if tx.row(record, rid)["confirmed_on"]:
        raise Problems({"": Invalid(LOCKED)})
    tx.remove(record, rid, revision)


def _with_rule(values: dict[str, Any], today: date) -> dict[str, Any]:
    if values.get("amount") is None and values.get("grade") in code_list("case_grade").items:
        values["amount"] = rule_of(values["grade"], today)
    return values


def _unwritten(values: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    fields = Allowance._meta.fields
    refuse({name: Invalid(BY_ACT, label=fields[name].label) for name in BY_ACTS
            if name in values and values[name] != row.get(name)})


editing(Allowance, check=check, adding=note, changing=keep, removing=leave)
