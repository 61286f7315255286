"""Who handles a case: appointed by the committee or chosen by the parties, and what was decided about 回避."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.cases.facts import CaseFacts, told
from center.cases.given import Found, day, locked, refuse, row_id, rows_of, texts
from center.cases.keeping import not_filed
from center.commands import command
from center.editing import add_row
from center.words import N_
from db.errors import Invalid
from db.listing import record_row
from db.models.cases import Case, CaseWorker
from db.models.mediation import Mediator
from db.questions.cases import committee_ids, mediator_of_login
from db.tx import Tx

PRESIDING = ("host", "mediator")
NO_HOST = "还没有主持调解的调解员，请先指定或由当事人选定"
OTHER_COMMITTEE = "这位调解员不是本案调委会的，请从本调委会里选"
CLERK = "记录员不主持也不参加调解，请选调解员"
GONE = "这位调解员已经离任，请选在任的"
ONE_HOST = "已经有人主持调解，要更换请先让原来的退出"
LOOKED = "有回避提示，请看过后写明谁决定、怎样决定"


def fitting(case: Mapping[str, Any], values: Mapping[str, Any], hosts: int) -> Found:
    """What speaks against appointing a mediator to a role in a case; `hosts`: who presides besides."""
    if not isinstance(values.get("mediator"), int) or values.get("until"):
        return {}
    who, role = record_row(Mediator, values["mediator"]), values.get("role")
    found = {}
    if who["committee"] != case["committee"]:
        found["mediator"] = Invalid(OTHER_COMMITTEE)
    elif who["until"]:
        found["mediator"] = Invalid(GONE)
    elif who["duty"] == "clerk" and role in PRESIDING:
        found["role"] = Invalid(CLERK)
    elif role == "host" and hosts:
        found["role"] = Invalid(ONE_HOST)
    return found


def hosts_besides(facts: CaseFacts, rid: int | None = None) -> int:
    """How many preside now, besides one row."""
    return sum(one.role == "host" and not one.left and one.id != rid for one in facts.workers)


def usual_committee(tx: Tx) -> int | None:
    """The committee of who is signed in, else the only one there is."""
    mine = {record_row(Mediator, rid)["committee"] for rid in mediator_of_login(tx.account)}
    there = mine or set(committee_ids())
    return there.pop() if len(there) == 1 else None


def own_mediator(tx: Tx, committee: int) -> int | None:
    """The mediator of a committee that this account stands for."""
    mine = [rid for rid in mediator_of_login(tx.account) if record_row(Mediator, rid)["committee"] == committee]
    return mine[0] if mine else None


@command(N_("指定办案人员"), right="cases.edit", name="cases.appoint")
def appoint(tx: Tx, case: Any, mediator: Any, role: str = "host", chosen: str = "assigned", since: Any = None) -> None:
    """Let a mediator (id, uid or name) preside, take part, record or file; empty `since` is today."""
    facts, found = told(locked(tx, Case, case), tx.today), {}
    not_filed(facts.row)
    values = texts(CaseWorker, tx.today, found, ("mediator", "role"), mediator=mediator, role=role, chosen=chosen)
    values["since"] = day(tx.today, found, since, "since")
    refuse(found | fitting(facts.row, values, hosts_besides(facts)))
    add_row(tx, CaseWorker, values | {"case": facts.id})


@command(N_("处理回避提示"), right="cases.edit", name="cases.recuse")
def recuse(tx: Tx, case: Any, worker: Any, decision: str, withdraw: bool = False, on: Any = None) -> None:
    """Who looked at the warning and what she decided; `withdraw` takes the mediator off the case."""
    facts, found = told(locked(tx, Case, case), tx.today), {}
    not_filed(facts.row)
    [one] = rows_of(facts.workers, worker, found, "worker") or [None]
    values = texts(CaseWorker, tx.today, found, ("recusal_looked",), recusal_looked=decision)
    if "recusal_looked" in found:
        found["decision"] = Invalid(LOOKED)
        del found["recusal_looked"]
    if one is None:
        found.setdefault("worker", Invalid("请选是哪位办案人员"))
    when = day(tx.today, found, on)
    refuse(found)
    if withdraw:
        values |= {"until": when, "why": values["recusal_looked"]}
    tx.change(CaseWorker, one.id, values)


def appointed(tx: Tx, case: int, given: Mapping[str, Any], today_on: Any) -> int:
    """Enter one worker of a new case. Raises Problems at its fields."""
    found: Found = {}
    values = texts(CaseWorker, tx.today, found, ("mediator", "role"), **given)
    refuse(found | fitting(record_row(Case, row_id(Case, case)), values, 0))
    return add_row(tx, CaseWorker, values | {"case": case, "since": today_on})
