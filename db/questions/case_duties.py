"""Questions of what is due in cases: which ones an account works on, and their days; few columns, one query each."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import peewee

from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseWorker
from db.models.mediation import Mediator
from db.questions.case_sight import handling, presided

OPEN = ("registered", "accepted", "mediating", "agreed", "performing", "failed", "declined", "withdrawn")


class Until(NamedTuple):
    """Up to which days is asked: ends of periods; and of those that run from a day, when they began."""

    closed_since: date
    due: date
    referred: date
    performed: date
    confirmed: date


def waiting(login: str, chair: bool, until: Until) -> list[int]:
    """Ids of the cases in which something may be due by then, of an account that handles them, has registered them
    while nobody handles them, or (`chair`) presides: those without a decision about violence first, then her own.

    Closed ones count for a while: a visit or a reply may still be due. Imported ones never. Clocks say it exactly.
    """
    mine = _handled(login)
    own = Case.id.in_(mine) | ((Case.registered_by == login) & Case.id.not_in(CaseWorker.select(CaseWorker.case)))
    if chair:
        own |= presided(login)
    undecided = (Case.violence == True) & Case.violence_way.is_null()  # noqa: E712
    query = Case.select(Case.id).where(own, *_under_way(until.closed_since.isoformat()), undecided | _due(until))
    first = peewee.Case(None, [(undecided, 0), (Case.id.in_(mine), 1)], 2)
    return [rid for (rid,) in query.order_by(first, Case.id).tuples()]


def _due(until: Until) -> peewee.Expression:
    """The usual month, a reply, a performance, confirmation or a visit may end by then, or a report is owed."""
    due = until.due.isoformat()
    limit = Case.stage.in_(("accepted", "mediating")) & (peewee.fn.COALESCE(Case.extended_to, Case.limit_on) <= due)
    begun = peewee.fn.COALESCE(Case.referred_on, Case.registered_on) <= until.referred.isoformat()
    reply = Case.referred_by.is_null(False) & Case.replied_on.is_null() & (
        (Case.reply_due <= due) | (Case.reply_due.is_null() & begun))
    binding = Agreement.select(Agreement.case).where(Agreement.effective_on.is_null(False))
    owed = Performance.select(Performance.agreement).where(
        Performance.due_on <= due, Performance.state.is_null() | Performance.state.not_in(("done", "sued")))
    undone = Performance.select(Performance.agreement).where(
        Performance.state.is_null() | (Performance.state != "done"))
    asked = binding.where(Agreement.effective_on <= until.confirmed.isoformat())
    confirm = Case.id.in_(asked.where(Agreement.confirm == "wanted")) | (
        (Case.simple.is_null() | ~Case.simple) & Case.id.in_(asked.where(Agreement.confirm.is_null())))
    visit = binding.where(Agreement.effective_on <= until.performed.isoformat(), Agreement.id.not_in(undone))
    return (limit | reply | confirm | _unreported() | Case.id.in_(binding.where(Agreement.id.in_(owed)))
            | Case.id.in_(visit.where(~_visited())))


def _visited() -> peewee.Expression:
    """Whether a visit followed the effect and the last performance of the agreement beside."""
    last = Performance.select(peewee.fn.MAX(Performance.done_on)).where(Performance.agreement == Agreement.id)
    since = peewee.fn.COALESCE(last, Agreement.effective_on)
    return peewee.fn.EXISTS(CaseStep.select(CaseStep.id).where(
        CaseStep.case == Agreement.case, CaseStep.kind == "visit", CaseStep.on >= since))


def _unreported() -> peewee.Expression:
    """Whether a possible public-security or criminal case was noted and no later report tells just the departments it
    names. Of several that were told one by one the clock knows better (`CaseFacts.unreported`)."""
    later = CaseStep.alias()
    told = later.select(later.id).where(
        later.case == Case.id, later.kind == "report", later.id > CaseStep.id,
        CaseStep.record.is_null() | (later.record == CaseStep.record))
    return peewee.fn.EXISTS(CaseStep.select(CaseStep.id).where(
        CaseStep.case == Case.id, CaseStep.kind == "escalation", CaseStep.subject_facts.is_null(False),
        ~peewee.fn.EXISTS(told)))


def _under_way(since: str) -> tuple[Any, ...]:
    closed = (Case.stage == "closed") & (Case.closed_on >= since)
    return Case.stage.in_(OPEN) | closed, Case.historical.is_null() | ~Case.historical


def handled_by(login: str) -> set[int]:
    """Ids of the cases that an account itself handles: 我的."""
    return {rid for (rid,) in _handled(login).tuples()}


def _handled(login: str) -> peewee.ModelSelect:
    return handling().where(Mediator.login == login)


def days_of_cases(ids: Sequence[int]) -> list[dict[str, Any]]:
    """What clocks need of the cases themselves."""
    fields = (Case.id, Case.name, Case.number, Case.stage, Case.limit_on, Case.extended_to, Case.accepted_on,
              Case.violence, Case.violence_way, Case.referred_by, Case.referred_on, Case.registered_on, Case.reply_due,
              Case.simple, Case.replied_on)
    return list(Case.select(*fields).where(Case.id.in_(list(ids))).order_by(Case.id).dicts())


def agreements_of(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Case → its agreement: id, effective_on, confirm, confirm_due."""
    fields = (Agreement.id, Agreement.case, Agreement.effective_on, Agreement.confirm, Agreement.confirm_due)
    return {row["case"]: row for row in Agreement.select(*fields).where(Agreement.case.in_(list(ids))).dicts()}


def promises_of(agreements: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Agreement → its promises: id, what, due_on, state, done_on."""
    fields = (Performance.id, Performance.agreement, Performance.due_on, Performance.state, Performance.done_on)
    found: dict[int, list[dict[str, Any]]] = {}
    query = Performance.select(*fields).where(Performance.agreement.in_(list(agreements)))
    for row in query.order_by(Performance.due_on.asc(nulls="LAST"), Performance.id).dicts():
        found.setdefault(row["agreement"], []).append(row)
    return found


def visits_of(ids: Sequence[int]) -> dict[int, list[Any]]:
    """Case → days of its return visits."""
    found: dict[int, list[Any]] = {}
    query = CaseStep.select(CaseStep.case, CaseStep.on).where(CaseStep.kind == "visit", CaseStep.case.in_(list(ids)))
    for case, day in query.tuples():
        found.setdefault(case, []).append(day)
    return found


def dangers_of(ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Case → its steps against escalation and its reports: id, kind, on, record, subject_facts."""
    fields = (CaseStep.id, CaseStep.case, CaseStep.kind, CaseStep.on, CaseStep.record, CaseStep.subject_facts)
    found: dict[int, list[dict[str, Any]]] = {}
    query = CaseStep.select(*fields).where(CaseStep.kind.in_(("escalation", "report")), CaseStep.case.in_(list(ids)))
    for row in query.order_by(CaseStep.id).dicts():
        found.setdefault(row["case"], []).append(row)
    return found
