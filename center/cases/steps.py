"""Steps while a case is open: review, notice, inquiry, session, extension, notes, the reply to a referrer.

Each command adds its own row of the timeline and is one act. `begin`, `done` and `move` are what all steps are made of.
Empty `on` is today; `late_why` marks a row that is entered later than its day, with what it rests on.
"""
from __future__ import annotations

from typing import Any

from center.cases.book import articles
from center.cases.course import at
from center.cases.facts import CaseFacts, told
from center.cases.given import BEFORE, EVERY, FILL, day, hours, locked, refuse, rows_of, texts
from center.cases.workers import NO_HOST
from center.commands import command
from center.words import N_
from db.days import Day
from db.errors import Invalid
from db.listing import record_row
from db.models.case_work import CaseStep
from db.models.cases import Case, CaseParty
from db.questions.journal import names_of_accounts
from db.tx import Tx

RIGHT = "cases.edit"
ACCEPTED, REGISTERED, REFERRED, EFFECTIVE = N_("受理日期"), N_("登记日期"), N_("移送日期"), N_("生效日期")
REVIEW = N_("审查意见")
NOTED = ("note", "inquire", "visit", "urge")
DECIDED = "涉家暴的案件，通知或者联系对方要有人决定，请写决定人"
CONSENT = "邀请的参加人要各方同意才能参加，请先写明各方同意和日期"
PAST_DAY = "延长到的日期已经过了，请重新填写"
NOT_LATER = "要比现在的期限晚，请重新填写"
ALL_AGREE = "延长期限要各方都同意，还有人没有同意；不同意的请办理终止调解"
AS_STEP = "这一步请在案件页面办理，不能补记"
UNBOUND = "协议还没有生效，不能记回访和督促；请先办理签署"
ASKED = "请填写被调查人"
LATE_WHY = "补记以前的事，请写明依据，例如当天的工作笔记"


def begin(tx: Tx, case: Any, step: str) -> CaseFacts:
    """The case at which a step is to be done. Raises Missing (closed rows too), Problems at a wrong stage."""
    facts = told(locked(tx, Case, case), tx.today)
    at(facts, step)
    return facts


def done(tx: Tx, facts: CaseFacts, kind: str, on: Day, late_why: str = "", **values: Any) -> str:
    """Add a row to the timeline, by this account, with its article; returns its uid in hex."""
    beside = articles(kind)
    row = {"case": facts.id, "kind": kind, "on": on, "by": names_of_accounts().get(tx.account, tx.account),
           "article": f"{beside[0].law}{beside[0].number}" if beside else None} | values
    if late_why:
        row |= {"late": True, "late_why": late_why}
    return record_row(CaseStep, tx.add(CaseStep, row))["uid"].hex()


def move(tx: Tx, facts: CaseFacts, **values: Any) -> None:
    """Write what the step decides of the case itself."""
    tx.change(Case, facts.id, values)


def argued(found: dict[str, Invalid], **names: str) -> dict[str, Invalid]:
    """The problems at the names of the arguments: a step's `reason` is typed as `why`."""
    return {({"reason": "why"} | names).get(path, path): problem for path, problem in found.items()}


def since(facts: CaseFacts) -> tuple[Day, str]:
    """From which day a step may be dated, and what that day is called: the acceptance, before it the registration."""
    row = facts.row
    return (row["accepted_on"], ACCEPTED) if row["accepted_on"] else (row["registered_on"], REGISTERED)


def noted(facts: CaseFacts, kind: str, on: Any, found: dict[str, Invalid]) -> None:
    """A visit or a reminder is noted of an agreement that binds, an inquiry of a case that was registered."""
    bound = kind in ("visit", "urge")
    begun, label = (facts.effective_on, EFFECTIVE) if bound else (facts.row["registered_on"], REGISTERED)
    if begun is None:
        found["kind"] = Invalid(UNBOUND)
    elif kind == "urge" and facts.row["violence"]:
        found["kind"] = Invalid(AS_STEP)  # there it asks who decided to turn to the other side
    elif kind != "note" and isinstance(on, Day) and on.last < begun.first:
        found["on"] = Invalid(BEFORE, label=label)


def presided(facts: CaseFacts, found: dict[str, Invalid]) -> None:
    """Somebody presides: a session, an agreement and its signing need her."""
    if facts.host is None:
        found["host"] = Invalid(NO_HOST)


def decided(facts: CaseFacts, by: str, found: dict[str, Invalid]) -> None:
    """With family violence nobody turns to the other side without a named decision."""
    if facts.row["violence"] and not (by or "").strip():
        found["decided_by"] = Invalid(DECIDED)


@command(N_("审查案件"), right=RIGHT, name="cases.review")
def review(tx: Tx, case: Any, why: str, on: Any = None) -> str:
    """What the review found, in words."""
    facts, found = begin(tx, case, "review"), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=REGISTERED)
    values = texts(CaseStep, tx.today, found, reason=why)
    if not values.get("reason"):
        found.setdefault("reason", Invalid(FILL, label=REVIEW))
    refuse(argued(found))
    return done(tx, facts, "review", when, **values)


@command(N_("告知权利义务"), right=RIGHT, name="cases.notify")
def notify(tx: Tx, case: Any, parties: Any = EVERY, on: Any = None, decided_by: str = "", late_why: str = "") -> str:
    """Tell parties (all, or some by id, uid or name) their rights and duties, arts. 23 and 24."""
    facts, found = begin(tx, case, "notify"), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=REGISTERED)
    some = rows_of(facts.parties, parties, found, "parties")
    if not some:
        found.setdefault("parties", Invalid("请选告知了哪些当事人"))
    decided(facts, decided_by, found)
    refuse(found)
    tx.change_many(CaseParty, {one.id: {"told_on": when} for one in some})
    return done(tx, facts, "notify", when, late_why, present="、".join(one.name for one in some),
                decided_by=decided_by or None)


@command(N_("调查"), right=RIGHT, name="cases.inquire")
def inquire(tx: Tx, case: Any, subject: str, record: str = "", on: Any = None, begins: str = "", ends: str = "",
            place: str = "", present: str = "", subject_facts: str = "", late_why: str = "") -> str:
    """Whom one asked and what she said; the record may be a scan, then two lines are enough."""
    facts, found = begin(tx, case, "inquire"), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=REGISTERED)
    values = texts(CaseStep, tx.today, found, ("subject",), subject=subject, record=record, begins=begins, ends=ends,
                   place=place, present=present, subject_facts=subject_facts)
    if values.get("subject") is None and "subject" in found:  # the column is also that of a return visit
        found["subject"] = Invalid(ASKED)
    hours(found, values)
    refuse(found)
    return done(tx, facts, "inquire", when, late_why, nth=len(facts.of("inquire")) + 1, **values)


@command(N_("记录一次调解"), right=RIGHT, name="cases.session")
def session(tx: Tx, case: Any, result: str, on: Any = None, begins: str = "", ends: str = "", place: str = "",
            present: str = "", record: str = "", why: str = "", decided_by: str = "", late_why: str = "") -> str:
    """One session and what came of it: 达成协议, 调解不成 or 有待继续调解. Guests only with the parties' consent."""
    facts, found = begin(tx, case, "session"), {}
    when = day(tx.today, found, on, after=facts.row["accepted_on"], label=ACCEPTED)
    values = texts(CaseStep, tx.today, found, ("result",), result=result, begins=begins, ends=ends, place=place,
                   present=present, record=record, reason=why)
    hours(found, values)
    presided(facts, found)
    for guest in facts.guests:
        if not guest["consented"]:
            found[f"guest.{guest['id']}.consented"] = Invalid(CONSENT)
    decided(facts, decided_by, found)
    refuse(argued(found))
    move(tx, facts, stage="agreed" if values["result"] == "agreed" else "mediating")
    return done(tx, facts, "session", when, late_why, nth=len(facts.of("session")) + 1, decided_by=decided_by or None,
                **values)


@command(N_("延长调解期限"), right=RIGHT, name="cases.extend")
def extend(tx: Tx, case: Any, to: Any, why: str, agreed: Any = (), on: Any = None) -> str:
    """Mediate longer than the usual month: until when, why, and that every party agreed."""
    facts, found = begin(tx, case, "extend"), {}
    when = day(tx.today, found, on, after=facts.row["accepted_on"], label=ACCEPTED)
    until = day(tx.today, found, to or "?", "to", ahead=True)
    last = facts.row["extended_to"] or facts.row["limit_on"]
    if "to" not in found and until.first <= last.last:
        found["to"] = Invalid(NOT_LATER)
    elif "to" not in found and until.first < tx.today:
        found["to"] = Invalid(PAST_DAY)
    values = texts(Case, tx.today, found, ("extended_why",), extended_why=why)
    if {one.id for one in rows_of(facts.parties, agreed, found, "agreed")} != {one.id for one in facts.parties}:
        found.setdefault("agreed", Invalid(ALL_AGREE))
    refuse(argued(found, extended_why="why"))
    move(tx, facts, extended_to=until, **values)
    return done(tx, facts, "extend", when, reason=values["extended_why"])


@command(N_("补充记载"), right=RIGHT, name="cases.note")
def note(tx: Tx, case: Any, record: str, kind: str = "note", on: Any = None, subject: str = "", place: str = "",
         present: str = "", late_why: str = "") -> str:
    """Write down what moves nothing; what happened before today says what that rests on."""
    facts, found = begin(tx, case, "note"), {}
    when = day(tx.today, found, on)
    values = texts(CaseStep, tx.today, found, ("kind", "record"), kind=kind, record=record, subject=subject,
                   place=place, present=present)
    kind = values.pop("kind", "note")
    if kind not in NOTED:
        found["kind"] = Invalid(AS_STEP)
    elif "on" not in found:
        noted(facts, kind, when, found)
    if when.first < tx.today and not late_why.strip():
        found["late_why"] = Invalid(LATE_WHY)
    refuse(found)
    nth = {} if kind == "note" else {"nth": len(facts.of(kind)) + 1}
    return done(tx, facts, kind, when, late_why, **nth, **values)


@command(N_("反馈移送单位"), right=RIGHT, name="cases.reply")
def reply(tx: Tx, case: Any, text: str = "", on: Any = None, decided_by: str = "") -> str:
    """Tell who referred the case what became of it; the letter says what the case knows, `text` what is beside that."""
    facts, found = begin(tx, case, "reply"), {}
    row = facts.row
    after, label = (row["referred_on"], REFERRED) if row["referred_on"] else (row["registered_on"], REGISTERED)
    when = day(tx.today, found, on, after=after, label=label)
    values = texts(Case, tx.today, found, reply=text)
    decided(facts, decided_by, found)
    refuse(argued(found, reply="text"))
    move(tx, facts, replied_on=when, **values)
    return done(tx, facts, "reply", when, record=values.get("reply"), decided_by=decided_by or None)
