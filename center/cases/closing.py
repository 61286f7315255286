"""The ways a case ends: refused, ended, withdrawn, performed, visited, closed; and the correction of a filed one.

人民调解法第十七、二十三、二十六、二十七、三十一条. Who ends without an agreement is told of other remedies.
"""
from __future__ import annotations

from typing import Any

from center.cases.book import text
from center.cases.facts import Agent, CaseFacts
from center.cases.given import BEFORE, EVERY, Found, day, facts_of, refuse, rows_of, texts
from center.cases.steps import ACCEPTED, EFFECTIVE, RIGHT, argued, begin, decided, done, move, since
from center.commands import command
from center.words import N_
from db.codes import code_list
from db.days import Day
from db.errors import Invalid
from db.models.case_work import CaseStep, Performance
from db.models.cases import Case
from db.tx import Tx
from db.words import Phrase

WHICH_PARTY = "请选是哪一位当事人"
NOT_HERS = "撤回申请的是申请人；被申请人不愿意调解的，请办理“当事人拒绝调解”"
NOT_ACTING = "这一位没有登记为该当事人的代表人、监护人或代理人，请先在当事人下面登记"
BY_AGENT = N_("{party}（由{agent}提出）")
UNSAID, SCOPED = N_("没有写代理权限"), N_("{authority}，内容：{scope}")
LOOK_AT_MANDATE = N_("由委托代理人撤回申请的，请先看委托书的权限（登记的是：{mandate}），写明由谁决定")
WHICH_PROMISE = "请选是哪一项履行"
ENDED_ON, PERFORMED, TOLD_ON = N_("结果日期"), N_("履行日期"), N_("告知其他途径日期")
STATE_FIRST = "还没有写履行情况，结案前请先登记履行"
TELL_REMEDIES = "还没有告知其他途径，结案前请先办理“告知其他途径”"
NOT_ENDED = "终止的原因请写明，例如 双方意见差距大，调解不成"
OUTCOMES = ("failed", "refused")


@command(N_("当事人拒绝调解"), right=RIGHT, name="cases.refuse")
def refuse_mediation(tx: Tx, case: Any, party: Any, on: Any = None, why: str = "", by: str = "") -> str:
    """A party clearly refuses: nobody mediates any more (art. 17). Before acceptance the case is 不予受理.

    `by`: the name of who acts for her and said so.
    """
    facts, found = begin(tx, case, "refuse"), {}
    after, label = since(facts)
    when = day(tx.today, found, on, after=after, label=label)
    who = _leaving(facts, party, by, found)
    because = texts(CaseStep, tx.today, found, reason=why).get("reason") or text("declined", "refused")
    refuse(argued(found))
    accepted = facts.stage != "registered"
    move(tx, facts, stage="failed" if accepted else "declined", outcome="refused" if accepted else None,
         outcome_on=when, end_reason=because)
    return done(tx, facts, "refuse", when, present=who, reason=because)


@command(N_("撤回申请"), right=RIGHT, name="cases.withdraw")
def withdraw(tx: Tx, case: Any, party: Any, on: Any = None, why: str = "", by: str = "", decided_by: str = "") -> str:
    """Who asked for mediation takes it back (art. 23); `by`: the name of who acts for her and said so.

    An agent does so within her mandate: `decided_by` is who looked at it and took the withdrawal.
    """
    facts, found = begin(tx, case, "withdraw"), {}
    after, label = since(facts)
    when = day(tx.today, found, on, after=after, label=label)
    who = _leaving(facts, party, by, found, ("applicant",))
    values = texts(CaseStep, tx.today, found, reason=why, decided_by=decided_by)
    if by.strip() and not values.get("decided_by") and "by" not in found and (agents := mandated(facts, by.strip())):
        found["decided_by"] = Invalid(LOOK_AT_MANDATE, mandate=mandate(agents[0]))
    refuse(argued(found))
    move(tx, facts, stage="withdrawn", outcome="withdrawn", outcome_on=when, end_reason=values.get("reason"))
    return done(tx, facts, "withdraw", when, present=who, **values)


def mandated(facts: CaseFacts, name: str = "") -> tuple[Agent, ...]:
    """The 委托代理人 of the applicants, or those of a name: what they may do, their mandate says."""
    return tuple(agent for party in facts.side("applicant") for agent in party.acting("agent")
                 if name in ("", agent.name))


def mandate(agent: Agent) -> Phrase | str:
    """Her authority as it was recorded."""
    authority = code_list("agent_authority").items.get(agent.row["authority"] or "", UNSAID)
    scope = agent.row["authority_scope"]
    return Phrase(SCOPED, authority=authority, scope=scope) if scope else authority


def _leaving(facts: CaseFacts, party: Any, by: str, found: Found, sides: tuple[str, ...] = ()) -> str:
    """Which parties (of some sides) end it, and who said so for them; what is wrong at `party` and `by`."""
    who, agent = rows_of(facts.parties, party, found, "party"), (by or "").strip()
    if not who:
        found.setdefault("party", Invalid(WHICH_PARTY))
    elif sides and any(one.side not in sides for one in who):
        found["party"] = Invalid(NOT_HERS)
    names = "、".join(one.name for one in who)
    if not agent or agent in names.split("、"):
        return names
    if not all(agent in [acting.name for acting in one.agents] for one in who):
        found["by"] = Invalid(NOT_ACTING)
    return str(Phrase(BY_AGENT, party=names, agent=agent))


@command(N_("终止调解"), right=RIGHT, name="cases.terminate")
def terminate(tx: Tx, case: Any, why: str, on: Any = None, outcome: str = "failed") -> str:
    """Mediation ends without an agreement (art. 26): it failed, or a party asked for its end (`outcome` refused)."""
    facts, found = begin(tx, case, "terminate"), {}
    when = day(tx.today, found, on, after=facts.row["accepted_on"], label=ACCEPTED)
    values = texts(Case, tx.today, found, ("end_reason", "outcome"), end_reason=why, outcome=outcome)
    if values.get("outcome") not in OUTCOMES:
        found["outcome"] = Invalid("请选调解不成，或者当事人拒绝、要求终止")
    if "end_reason" in found:
        found["end_reason"] = Invalid(NOT_ENDED)
    refuse(argued(found, end_reason="why"))
    move(tx, facts, stage="failed", outcome_on=when, **values)
    return done(tx, facts, "terminate", when, reason=values["end_reason"])


@command(N_("告知其他途径"), right=RIGHT, name="cases.remedies")
def remedies(tx: Tx, case: Any, on: Any = None) -> str:
    """The parties were told that arbitration, administration and the courts remain open to them (art. 26)."""
    facts, found = begin(tx, case, "remedies"), {}
    when = day(tx.today, found, on, after=facts.row["outcome_on"], label=ENDED_ON)
    refuse(found)
    move(tx, facts, remedies_told_on=when)
    return done(tx, facts, "remedies", when)


@command(N_("登记履行"), right=RIGHT, name="cases.perform")
def perform(tx: Tx, case: Any, performance: Any, state: str, done_on: Any = None, paid: Any = None, proof: str = "",
            on: Any = None) -> str:
    """What came of a promise (id, uid or its words; all): 已履行, 部分履行, 未履行 or 反悔起诉."""
    facts, found = begin(tx, case, "perform"), {}
    some = rows_of(facts.promises, performance, found, "performance")
    if not some:
        found.setdefault("performance", Invalid(WHICH_PROMISE))
    values = texts(Performance, tx.today, found, ("state",), state=state, paid=paid, proof=proof)
    if values.get("state") in ("done", "partly"):
        values["done_on"] = day(tx.today, found, done_on, "done_on", facts.effective_on, EFFECTIVE)
    for one in some:
        if values.get("paid") and one.row["amount"] and values["paid"] > one.row["amount"]:
            found["paid"] = Invalid("已付金额比应付金额多，请核对这两格")
    when = day(tx.today, found, on or values.get("done_on"), after=facts.effective_on, label=EFFECTIVE)
    refuse(found)
    for one in some:
        partly = one.row["state"] == "partly"  # what was paid stays paid; what was noted as done was a mistake
        before = {name: one.row[name] if partly else None for name in ("done_on", "paid")}
        whole = {"paid": one.row["amount"]} if values["state"] == "done" and one.row["amount"] else {}
        tx.change(Performance, one.id, before | whole | facts_of(values, "state", "done_on", "paid", "proof"))
    said = Performance._meta.fields["state"].show(values["state"])
    return done(tx, facts, "perform", when, record="、".join(one.row["what"] for one in some), reason=said)


@command(N_("督促履行"), right=RIGHT, name="cases.urge")
def urge(tx: Tx, case: Any, performance: Any = EVERY, on: Any = None, record: str = "", decided_by: str = "") -> str:
    """Remind who has not performed (art. 31); with family violence only by a named decision."""
    facts, found = begin(tx, case, "urge"), {}
    when = day(tx.today, found, on, after=facts.effective_on, label=EFFECTIVE)
    owing = [one for one in facts.promises if one.row["state"] not in ("done", "sued")]
    some = rows_of(owing, performance, found, "performance")
    if not some:
        found.setdefault("performance", Invalid("各项都已履行或者已起诉，不用督促"))
    values = texts(CaseStep, tx.today, found, record=record)
    decided(facts, decided_by, found)
    refuse(found)
    tx.change_many(Performance, {one.id: {"urged_on": when} for one in some})
    return done(tx, facts, "urge", when, nth=len(facts.of("urge")) + 1, decided_by=decided_by or None, **values)


@command(N_("登记回访"), right=RIGHT, name="cases.visit")
def visit(tx: Tx, case: Any, record: str, on: Any = None, subject: str = "", satisfaction: str = "",
          sued: Any = None, sued_result: str = "", tension: Any = None, measures: str = "", late_why: str = "") -> str:
    """How it stands: performance, satisfaction, a suit, signs of escalation and what was done about them."""
    facts, found = begin(tx, case, "visit"), {}
    when = day(tx.today, found, on, after=facts.effective_on or facts.row["accepted_on"], label=EFFECTIVE)
    values = texts(CaseStep, tx.today, found, ("record",), record=record, subject=subject, satisfaction=satisfaction,
                   sued=sued, sued_result=sued_result, tension=tension, measures=measures)
    if values.get("tension") and not values.get("measures"):
        found["measures"] = Invalid("有激化隐患，请写采取了什么措施")
    refuse(found)
    return done(tx, facts, "visit", when, late_why, nth=len(facts.of("visit")) + 1, **values)


@command(N_("结案"), right=RIGHT, name="cases.close")
def close(tx: Tx, case: Any, on: Any = None) -> str:
    """Close a case: what was promised has its state, or who ends without an agreement was told of other remedies."""
    facts, found = begin(tx, case, "close"), {}
    ended, told_on = facts.row["outcome_on"], facts.row["remedies_told_on"]
    after, label = (told_on, TOLD_ON) if told_on else (ended, ENDED_ON)
    when = day(tx.today, found, on, after=after, label=label)
    if facts.stage == "performing":
        _performed(facts, when, found)
    elif facts.stage in ("failed", "declined") and not facts.row["remedies_told_on"]:
        found["remedies_told_on"] = Invalid(TELL_REMEDIES)
    refuse(found)
    move(tx, facts, stage="closed", closed_on=when)
    return done(tx, facts, "close", when)


def _performed(facts: CaseFacts, when: Day, found: Found) -> None:
    for one in facts.promises:
        if one.row["state"] is None:
            found[f"performance.{one.id}.state"] = Invalid(STATE_FIRST)
        elif one.row["done_on"] and one.row["done_on"].first > when.first:
            found["on"] = Invalid(BEFORE, label=PERFORMED)


@command(N_("更正已归档案件"), right=RIGHT, name="cases.reopen")
def reopen(tx: Tx, case: Any, who: str, why: str) -> str:
    """Open a filed case for a correction: who decided it and why. Signed papers stay; new ones are new versions."""
    facts, found = begin(tx, case, "reopen"), {}
    values = texts(CaseStep, tx.today, found, ("decided_by", "reason"), decided_by=who, reason=why)
    refuse(argued(found, decided_by="who"))
    move(tx, facts, stage="closed", filed_on=None)
    return done(tx, facts, "reopen", Day(tx.today), **values)

