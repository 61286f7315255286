"""The beginning of a case: registered, accepted with its number, or not accepted; and 简易登记, all of it in one act.

人民调解法第十七、十八条: nobody is made to mediate. 登记 and 不予受理 take no number; an acceptance is not undone.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from center.cases import numbers as keys
from center.cases.agreeing import agree, confirm, sign
from center.cases.clocks import limit_on
from center.cases.closing import close, perform
from center.cases.course import FIRST_STEPS
from center.cases.facts import CaseFacts, told
from center.cases.given import EVERY, Found, at_paths, day, refuse, rows_of, texts
from center.cases.keeping import OTHER_YEAR, note_case
from center.cases.naming import called
from center.cases.numbering import number_for
from center.cases.parties import AGREED_LATE, NAMESAKES, add_parties, lacking, read_parties, unclear
from center.cases.recusal import unanswered
from center.cases.steps import REGISTERED, RIGHT, argued, begin, done, move, notify
from center.cases.workers import LOOKED, NO_HOST, appointed, own_mediator, usual_committee
from center.commands import command
from center.editing import RULES, problems_of
from center.numbers import number
from center.taking import take
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.models.case_work import Agreement, CaseStep
from db.models.cases import Case, CaseParty, CaseWorker
from db.record import Record
from db.tx import Tx

SOURCE = "请选案件来源：当事人申请、主动调解或者委托移送"
KIND = "受理前请选纠纷类型，统计表每件案件只归一类"
NOT_ACCEPTED = "这件案件还没有受理，不用更正受理日期"
AFTER_STEP = "受理日期比受理以后办的步骤还晚，请核对"
REVIEWED = N_("审查日期")
FOLLOWS = ("session", "agree", "extend", "terminate", "refuse", "withdraw", "close")
"""Steps of an accepted case that are not dated before its acceptance."""
CORRECTED = N_("更正受理日期")
NO_OWN_HOST = "请选主持调解的调解员；您的账号没有对应本调委会的调解员"


@command(N_("登记案件"), right=RIGHT, name="cases.register")
def register(tx: Tx, values: Mapping[str, Any], parties: Sequence[Mapping[str, Any]] = (),
             workers: Sequence[Mapping[str, Any]] = (), on: Any = None) -> int:
    """A dispute was told: the case with its parties (each with `agents`) and workers; returns its id. No number.

    The other side may still be unknown. Without a name it is called after its parties and its type; without a committee
    it is that of who is signed in, else the only one. Paths of problems: the case's fields, `parties.<n>.<field>`,
    `workers.<n>.<field>`.
    """
    found: Found = {}
    taken = take(Case, values, tx.today)
    rows, told_of_parties = read_parties(parties, tx.today)
    when = day(tx.today, found, on or taken.get("registered_on"), "registered_on")
    taken |= {"registered_on": when, "committee": taken.get("committee") or usual_committee(tx),
              "name": taken.get("name") or called(rows, taken.get("type")) or None}
    found |= problems_of(Case, RULES[Case].complete(dict(taken)), tx.today)
    if not taken.get("source"):
        found.setdefault("source", Invalid(SOURCE))
    refuse(found | told_of_parties)
    rid = enter(tx, Case, taken)
    add_parties(tx, rid, rows, parties)
    for place, one in enumerate(workers):
        try:
            appointed(tx, rid, one, when)
        except Problems as told_of_worker:
            found |= at_paths(told_of_worker, f"workers.{place}.")
    refuse(found)
    return rid


def enter(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Register a case, also by the plain form: where it comes from begins its timeline."""
    rid = note_case(tx, record, values)
    facts = told(rid, tx.today)
    if facts.row["source"]:
        done(tx, facts, FIRST_STEPS[facts.row["source"]], facts.row["registered_on"], record=facts.row["brief"])
    return rid


@command(N_("受理案件"), right=RIGHT, name="cases.accept")
def accept(tx: Tx, case: Any, on: Any = None, agreed: Any = (), late_why: str = "", namesakes: str = "") -> str:
    """Accept a case: it gets the next number of its committee and year, which is returned, and the month begins.

    `agreed`: parties (all, or some) that agree to mediation on that day; who agreed on an earlier one keeps it.
    `namesakes`: how somebody knows that two of one name on both sides are two. All that is missing is told at once.
    """
    facts, found = begin(tx, case, "accept"), {}
    after, label = _since(facts)
    when = day(tx.today, found, on, after=after, label=label)
    some = rows_of(facts.parties, agreed, found, "agreed")
    tx.change_many(CaseParty, {one.id: {"agreed_on": when} for one in some
                               if one.row["agreed_on"] is None or one.row["agreed_on"].first > when.first})
    facts = told(facts.id, when.first)
    told_apart = texts(CaseStep, tx.today, found, reason=namesakes).get("reason")
    if not told_apart and unclear(facts.parties):
        found["namesakes"] = Invalid(NAMESAKES)
    refuse(found | unready(facts, when))
    given = number_for(facts.committee, when.first.year)
    mode, days = number(keys.LIMIT_MODE, tx.today), int(number(keys.LIMIT_DAYS, tx.today))
    move(tx, facts, number=given, stage="accepted", accepted_on=when, limit_on=limit_on(when, mode, days))
    # Their places and first days are fixed with the number: taking back an earlier act cannot take a party away.
    tx.change_many(CaseParty, {one.id: {"place": place} for place, one in enumerate(facts.parties, start=1)})
    tx.change_many(CaseWorker, {one.id: {"since": one.row["since"] or when} for one in facts.workers})
    done(tx, facts, "accept", when, late_why, reason=told_apart)
    return given


def _since(facts: CaseFacts) -> tuple[Day, str]:
    """From which day a case may be accepted: its first review, without one its registration."""
    reviewed = [step.on for step in facts.of("review")]
    return (min(reviewed), REVIEWED) if reviewed else (facts.row["registered_on"], REGISTERED)


@command(N_("更正受理日期"), right=RIGHT, name="cases.correct_acceptance")
def correct_acceptance(tx: Tx, case: Any, on: Any, why: str) -> str:
    """Put a mistyped day of acceptance right, within its year: the number stays, the month is counted anew.

    Who agreed on the mistyped day agreed on the right one.
    """
    facts, found = begin(tx, case, "note"), {}
    if not facts.number or facts.row["historical"]:
        raise Problems({"": Invalid(NOT_ACCEPTED)})
    after, label = _since(facts)
    when = day(tx.today, found, on or "?", after=after, label=label)
    values = texts(CaseStep, tx.today, found, ("reason",), reason=why)
    before = facts.row["accepted_on"]
    later = [step.on for step in facts.steps if step.kind in FOLLOWS]
    agreed = {one.id: one.row["agreed_on"] for one in facts.parties if one.row["agreed_on"]}
    if "on" not in found and when.first.year != before.first.year:
        found["on"] = Invalid(OTHER_YEAR)
    elif "on" not in found and later and when.first > min(later).first:
        found["on"] = Invalid(AFTER_STEP)
    elif "on" not in found and any(when.first < one.first for one in agreed.values() if one != before):
        found["on"] = Invalid(AGREED_LATE)
    refuse(argued(found))
    tx.change_many(CaseParty, {rid: {"agreed_on": when} for rid, one in agreed.items() if one == before})
    mode, days = number(keys.LIMIT_MODE, tx.today), int(number(keys.LIMIT_DAYS, tx.today))
    move(tx, facts, accepted_on=when, limit_on=limit_on(when, mode, days))
    for step in facts.of("accept"):
        tx.change(CaseStep, step.id, {"on": when})
    return done(tx, facts, "note", Day(tx.today), record=CORRECTED, **values)


def unready(facts: CaseFacts, when: Day) -> Found:
    """Everything that an acceptance on a day still lacks, by path; the page may ask before anybody tries."""
    found = lacking(facts, when.first)
    if not facts.row["type"]:
        found["type"] = Invalid(KIND)
    if not facts.row["source"]:
        found["source"] = Invalid(SOURCE)
    if facts.host is None:
        found["host"] = Invalid(NO_HOST)
    for worker, _warnings in unanswered(facts):
        found[f"worker.{worker}.recusal_looked"] = Invalid(LOOKED)
    return found


@command(N_("不予受理"), right=RIGHT, name="cases.decline")
def decline(tx: Tx, case: Any, why: str, on: Any = None) -> str:
    """Not accepted, with its reason; the notice tells of other remedies. It takes no number."""
    facts, found = begin(tx, case, "decline"), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=REGISTERED)
    values = texts(CaseStep, tx.today, found, ("reason",), reason=why)
    refuse(argued(found))
    move(tx, facts, stage="declined", outcome_on=when, end_reason=values["reason"])
    return done(tx, facts, "decline", when, **values)


@command(N_("简易登记"), right=RIGHT, name="cases.simple")
def simple(tx: Tx, values: Mapping[str, Any], parties: Sequence[Mapping[str, Any]], agreement: Mapping[str, Any],
           sign_on: Any = None, host: Any = None, looked: str = "", finished: bool = False,
           declined: bool = False, namesakes: str = "") -> int:
    """A small dispute settled on the spot: registered, accepted, told, agreed by word and signed in one act.

    `agreement`: clauses, facts, duties, performance, amount, promises. `host`: a mediator, else who is signed in;
    `looked`: what was decided about a warning of 回避; `namesakes`: as for an acceptance. `finished`: all was
    performed on that day, and the case is closed. `declined`: the parties said that they do not ask the court.
    Returns the case's id. Paths: the case's fields, `parties.<n>.<field>`, `agreement.<field>`, `host`, `looked`,
    `namesakes`.

    The facts of the dispute are told once, as `brief` of the case or as `facts` of the agreement.
    """
    given = dict(values) | {"simple": True}
    if not take(Case, given, tx.today).get("brief"):
        given["brief"] = agreement.get("facts")
    rid = _registered(tx, given, parties, agreement)
    row = told(rid, tx.today).row
    begun, when = row["registered_on"], sign_on or row["registered_on"]
    presiding = host or own_mediator(tx, row["committee"])
    if presiding is None:
        raise Problems({"host": Invalid(NO_OWN_HOST)})
    with _as_entered(tx, rid):
        appointed(tx, rid, {"mediator": presiding, "role": "host", "recusal_looked": looked}, begun)
        accept(tx, rid, begun, agreed=EVERY, namesakes=namesakes)
        notify(tx, rid, EVERY, begun)
    try:
        agree(tx, rid, "oral", on=when, **{name: text for name, text in agreement.items() if name != "form"})
    except Problems as problems:
        raise Problems(at_paths(problems, "agreement.")) from problems
    with _as_entered(tx, rid):
        sign(tx, rid, party=EVERY, worker=EVERY, seal=True, on=when)
    if declined:
        confirm(tx, rid, "declined", when)
    if finished:
        if agreement.get("promises"):
            perform(tx, rid, EVERY, "done", when)
        close(tx, rid, when)
    return rid


def _registered(tx: Tx, given: Mapping[str, Any], parties: Sequence[Mapping[str, Any]],
                agreement: Mapping[str, Any]) -> int:
    """The case with its parties; what cannot be read of the agreement is told together with them."""
    found = _readable(tx, given, agreement)
    try:
        rid = register(tx, given, parties)
    except Problems as problems:
        raise Problems(problems.fields | found) from problems
    refuse(found)
    return rid


def _readable(tx: Tx, given: Mapping[str, Any], agreement: Mapping[str, Any]) -> Found:
    """What of the agreement cannot be read: told together with the case and its parties."""
    found: Found = {}
    plain = {name: text for name, text in agreement.items() if name in Agreement._meta.fields}
    taken = take(Case, given, tx.today)
    needed = ("clauses",) if taken.get("brief") else ("facts", "clauses")
    texts(Agreement, tx.today, found, needed, "agreement.", **(dict.fromkeys(needed) | plain))
    if taken.get("type") is None:
        found["type"] = Invalid(KIND)
    return found


@contextmanager
def _as_entered(tx: Tx, rid: int) -> Iterator[None]:
    """Problems at rows that are just being entered are told at their places in the form."""
    try:
        yield
    except Problems as problems:
        raise Problems(_at_places(problems, told(rid, tx.today))) from problems


def _at_places(problems: Problems, facts: CaseFacts) -> Found:
    places = {f"party.{party.id}.": f"parties.{place}." for place, party in enumerate(
        sorted(facts.parties, key=lambda one: one.id))}
    found = {}
    for path, problem in problems.fields.items():
        before = next((one for one in places if path.startswith(one)), "")
        path = places[before] + path.removeprefix(before) if before else path
        found["looked" if path.startswith("worker.") else path] = problem
    return found
