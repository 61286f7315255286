"""The agreement: what was agreed, who signed it, from when it binds, and its judicial confirmation.

人民调解法第二十八至三十、三十三条. A written one binds from the day on which the last of all parties, the mediators and
the seal stand on it; an oral one from the day on which it was reached. The court decides, the program keeps the days.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from center.cases import numbers as keys
from center.cases.clocks import confirm_by, confirm_due, numbers_on
from center.cases.facts import CaseFacts, Party, told
from center.cases.given import Found, day, facts_of, refuse, rows_of, texts
from center.cases.phrases import without_gaps
from center.cases.steps import ACCEPTED, EFFECTIVE, RIGHT, begin, done, move, presided
from center.cases.workers import PRESIDING
from center.commands import command
from center.numbers import number
from center.words import N_
from db.codes import code_list
from db.days import Day
from db.errors import Invalid
from db.models.case_work import Agreement, Performance
from db.models.cases import CaseParty, CaseWorker
from db.questions.settings import rest_days
from db.tx import Tx

AGREED, APPLIED, REACHED = N_("达成日期"), N_("申请日期"), N_("达成一致的那次调解")
SIGNED = "已经有人签署，协议内容不能再改；要改请先撤销签署，或者办理终止调解"
DUE_PAST = "约定的履行日期比达成日期早，请核对"
WHO_SIGNS = "请选签署的当事人、办案人员，或者盖章"
BY_GUARDIAN = "未满 18 周岁或没有完全行为能力，请由法定代理人或监护人签"
NO_GUARDIAN = "还没有登记法定代理人或监护人，请先登记"
NO_AGENT = "还没有登记代理人，请先登记委托代理人和代理权限"
NO_REPRESENTATIVE = "单位由代表人或有特别授权的代理人签，请先登记"
ORGANISATION_SIGNS = "单位请由法定代表人、负责人或有特别授权的代理人签"
CONFIRM_ORDER = "司法确认现在是“{state}”，不能改成这一项；请按实际办到的一步选"
CONFIRM_LATE = "已经过了司法确认的申请期限；确实申请了的，请写明情况"
LOOK_FIRST = "这类纠纷申请司法确认前，请先核对不予确认的情形，写明核对人"
CONFIRMS = {None: ("declined", "wanted", "applied"), "declined": ("wanted", "applied"),
            "wanted": ("declined", "applied"), "applied": ("valid", "refused", "withdrawn"),
            "withdrawn": ("applied", "declined")}
"""Where judicial confirmation stands → what may be noted next."""


@command(N_("订立协议"), right=RIGHT, name="cases.agree")
def agree(tx: Tx, case: Any, form: str, clauses: str, facts: str = "", duties: str = "", performance: str = "",
          amount: Any = None, copies: Any = None, on: Any = None, promises: Sequence[Mapping[str, Any]] | None = None,
          note: str = "", late_why: str = "") -> str:
    """What was agreed, written or by word. `promises`: what, debtor, creditor, amount, due_on of each performance.

    An oral agreement is in force at once. Until somebody has signed a written one, it may be agreed anew.
    """
    told_of, found = begin(tx, case, "agree"), {}
    reached = [step.on for step in told_of.of("session") if step.row["result"] == "agreed"]
    after, label = (max(reached), REACHED) if reached else (told_of.row["accepted_on"], ACCEPTED)
    when = day(tx.today, found, on, after=after, label=label)
    values = texts(Agreement, tx.today, found, ("form", "clauses"), form=form, clauses=clauses, facts=facts,
                   duties=duties, performance=performance, amount=amount, copies=copies, note=note)
    whole, open_gaps = without_gaps(values)
    values, found = values | whole, open_gaps | found
    presided(told_of, found)
    if told_of.signed:
        found["clauses"] = Invalid(SIGNED)
    rows = [_promise(tx, told_of, one, place, when, found) for place, one in enumerate(promises or ())]
    refuse(found)
    values |= {"agreed_on": when, "copies": values.get("copies") or len(told_of.parties) + 1}
    _written(tx, told_of, values, rows if promises is not None else None)
    uid = done(tx, told_of, "agree", when, late_why)
    told_of = told(told_of.id, tx.today)
    if values["form"] == "oral":
        in_force(tx, told_of, when)
    else:
        move(tx, told_of, stage="agreed")
    return uid


def _promise(tx: Tx, facts: CaseFacts, given: Mapping[str, Any], place: int, when: Day, found: Found) -> dict[str, Any]:
    """One promise as typed; parties by id, uid or name within the case."""
    prefix, sides = f"promises.{place}.", {}
    for name in ("debtor", "creditor"):
        some = rows_of(facts.parties, given.get(name), found, prefix + name)
        sides[name] = some[0].id if len(some) == 1 else None
    plain = {name: text for name, text in given.items() if name not in sides}
    values = texts(Performance, tx.today, found, ("what",), prefix, **({"what": None} | plain))
    if "on" not in found and values.get("due_on") and values["due_on"].last < when.first:
        found[prefix + "due_on"] = Invalid(DUE_PAST)
    return values | sides


def _written(tx: Tx, facts: CaseFacts, values: Mapping[str, Any], promises: list[dict] | None) -> None:
    """Write the agreement, or write it anew, with its promises."""
    if facts.agreement is None:
        rid = tx.add(Agreement, dict(values) | {"case": facts.id})
    else:
        rid = facts.agreement["id"]
        tx.change(Agreement, rid, values)
    if promises is not None:
        tx.remove_many(Performance, [one.id for one in facts.promises])
        for one in promises:
            tx.add(Performance, one | {"agreement": rid})


def in_force(tx: Tx, facts: CaseFacts, day_of_effect: Day) -> None:
    """The agreement binds from a day: the outcome is written and the time for confirmation begins."""
    days = int(number(keys.CONFIRM_DAYS, tx.today))
    tx.change(Agreement, facts.agreement["id"], {
        "effective_on": day_of_effect, "confirm_due": confirm_due(day_of_effect, days, rest_days())})
    move(tx, facts, stage="performing", outcome=facts.agreement["form"], outcome_on=day_of_effect, end_reason=None)


@command(N_("登记签署"), right=RIGHT, name="cases.sign")
def sign(tx: Tx, case: Any, party: Any = (), worker: Any = (), seal: bool = False, by: str = "", agent: Any = None,
         on: Any = None) -> str:
    """Who signed on a day: parties, workers (all, or some by id, uid or name), the committee's seal.

    `by`: self, guardian, representative or agent; empty is what the party needs. The last signature puts a written
    agreement into force on the latest of all the days.
    """
    facts, found = begin(tx, case, "sign"), {}
    when = day(tx.today, found, on, after=facts.agreement["agreed_on"], label=AGREED)
    facts = told(facts.id, when.first)  # who was under age on that day signed through her guardian
    parties = rows_of(facts.parties, party, found, "party")
    workers = [one for one in rows_of(facts.workers, worker, found, "worker") if not one.left]
    presided(facts, found)
    if not (parties or workers or seal or found):
        found[""] = Invalid(WHO_SIGNS)
    ways = texts(CaseParty, tx.today, found, signed_by=by).get("signed_by") if by else None
    signed = {one.id: {"signed_on": when, "signed_by": _way(one, ways, agent, found)} for one in parties}
    if "signed_by" in found:
        found["by"] = found.pop("signed_by")
    refuse(found)
    tx.change_many(CaseParty, signed)
    tx.change_many(CaseWorker, {one.id: {"signed_on": when} for one in workers})
    if seal:
        tx.change(Agreement, facts.agreement["id"], {"sealed_on": when})
    names = [one.name for one in (*parties, *workers)]
    uid = done(tx, facts, "sign", when, present="、".join(dict.fromkeys(names)) or None)
    facts = told(facts.id, tx.today)
    if facts.effective_on is None and not unsigned(facts):
        in_force(tx, facts, max(_days(facts)))
    return uid


def _way(party: Party, way: str | None, agent: Any, found: Found) -> str:
    """How a party signs; what speaks against it stands at `party.<id>.signed_by`."""
    usual = "guardian" if party.needs_guardian else "self"
    if party.kind == "organisation":
        usual = "agent" if party.acting("agent") and not party.acting("representative") else "representative"
    way, at = way or usual, f"party.{party.id}.signed_by"
    if way == "self":
        if party.needs_guardian:
            found[at] = Invalid(BY_GUARDIAN)
        elif party.kind == "organisation":
            found[at] = Invalid(ORGANISATION_SIGNS)
        return way
    acting = rows_of(party.acting(way), agent, {}, "") if agent else list(party.acting(way))
    if not acting:
        lacking = {"guardian": NO_GUARDIAN, "agent": NO_AGENT, "representative": NO_REPRESENTATIVE}
        found[at] = Invalid(lacking[way])
    elif all(problems := [party.may_sign(one) for one in acting]):
        found[at] = problems[0]
    return way


def unsigned(facts: CaseFacts) -> tuple[str, ...]:
    """What a written agreement still lacks to bind: paths of parties and workers, and `seal`."""
    lacking = [f"party.{one.id}" for one in facts.parties if not one.row["signed_on"]]
    presiding = [one for one in facts.workers if one.role in PRESIDING and not one.left]
    lacking += [f"worker.{one.id}" for one in presiding if not one.row["signed_on"]]
    return tuple(lacking + ([] if facts.agreement and facts.agreement["sealed_on"] else ["seal"]))


def _days(facts: CaseFacts) -> list[Day]:
    presiding = [one for one in facts.workers if one.role in PRESIDING and not one.left]
    return [one.row["signed_on"] for one in (*facts.parties, *presiding)] + [facts.agreement["sealed_on"]]


@command(N_("登记司法确认"), right=RIGHT, name="cases.confirm")
def confirm(tx: Tx, case: Any, state: str, on: Any = None, court: str = "", ruling: str = "", looked: Any = (),
            looked_by: str = "", late_why: str = "") -> str:
    """Where judicial confirmation stands (art. 33): the parties' wish, their application, the court's ruling.

    `looked`: what was found on the checklist of what a court does not confirm; `looked_by` who went through it.
    """
    facts, found = begin(tx, case, "confirm"), {}
    asked = facts.agreement["applied_on"] if facts.agreement["confirm"] == "applied" else None
    after, label = (asked, APPLIED) if asked else (facts.effective_on, EFFECTIVE)
    when = day(tx.today, found, on, after=after, label=label)
    values = texts(Agreement, tx.today, found, ("confirm",), confirm=state, court=court, ruling=ruling,
                   confirm_looked=looked or None, confirm_looked_by=looked_by)
    last = confirm_by(facts, numbers_on(tx.today))
    late = last is not None and when.first > last.last and not late_why.strip()
    if "confirm" in values:
        _ordered(facts, values, late, found)
    renamed = {"confirm": "state", "confirm_looked_by": "looked_by", "confirm_looked": "looked"}
    refuse({renamed.get(path, path): problem for path, problem in found.items()})
    kept = facts_of(values, "confirm", "court", "ruling", "confirm_looked", "confirm_looked_by")
    if values["confirm"] == "applied":
        kept["decided_on"] = None  # what was withdrawn before is asked for anew
    kept |= {name: when for name in _DAYS.get(values["confirm"], ())}
    tx.change(Agreement, facts.agreement["id"], kept)
    return done(tx, facts, "confirm", when, late_why, reason=code_list("confirmation_state").items[values["confirm"]])


_DAYS = {"declined": ("declined_on",), "applied": ("applied_on",), "valid": ("decided_on",), "refused": ("decided_on",),
         "withdrawn": ("decided_on",)}


def _ordered(facts: CaseFacts, values: Mapping[str, Any], late: bool, found: Found) -> None:
    agreement, state = facts.agreement, values["confirm"]
    if state not in CONFIRMS.get(agreement["confirm"], ()):
        states = code_list("confirmation_state").items
        found["confirm"] = Invalid(CONFIRM_ORDER, state=states.get(agreement["confirm"], N_("未登记")))
    elif state == "applied":
        if late:
            found["late_why"] = Invalid(CONFIRM_LATE)
        checked = values.get("confirm_looked_by") or agreement["confirm_looked_by"]
        if facts.row["type"] in code_list("dispute_type").flags["checklist"] and not checked:
            found["confirm_looked_by"] = Invalid(LOOK_FIRST)
