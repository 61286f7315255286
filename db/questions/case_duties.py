"""Questions of what is due in cases: which ones an account works on, and their days; few columns, one query each."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseWorker
from db.models.mediation import Mediator
from db.questions.cases import CHAIRS

OPEN = ("registered", "accepted", "mediating", "agreed", "performing", "failed", "declined", "withdrawn")


def cases_of_login(login: str, since: str) -> list[int]:
    """Ids of the cases under way that an account handles, has registered while nobody handles it, or presides over.

    Closed ones count from the ISO day `since`: a visit or a reply may still be due. Imported ones never.
    """
    mine = Mediator.select(Mediator.id).where(Mediator.login == login)
    handled = CaseWorker.select(CaseWorker.case).where(CaseWorker.mediator.in_(mine), CaseWorker.until.is_null())
    presided = Mediator.select(Mediator.committee).where(
        Mediator.login == login, Mediator.duty.in_(CHAIRS), Mediator.until.is_null())
    taken = CaseWorker.select(CaseWorker.case)
    own = Case.id.in_(handled) | Case.committee.in_(presided) | (
        (Case.registered_by == login) & Case.id.not_in(taken))
    return [rid for (rid,) in Case.select(Case.id).where(own, *_under_way(since)).order_by(Case.id).tuples()]


def all_under_way(since: str) -> list[int]:
    """Ids of all cases under way: of a chair whose login stands at no mediator."""
    return [rid for (rid,) in Case.select(Case.id).where(*_under_way(since)).order_by(Case.id).tuples()]


def _under_way(since: str) -> tuple[Any, ...]:
    closed = (Case.stage == "closed") & (Case.closed_on >= since)
    return Case.stage.in_(OPEN) | closed, Case.historical.is_null() | ~Case.historical


def handled_by(login: str) -> set[int]:
    """Ids of the cases that an account itself handles: 我的."""
    query = CaseWorker.select(CaseWorker.case).join(Mediator, on=(CaseWorker.mediator == Mediator.id))
    return {rid for (rid,) in query.where(Mediator.login == login, CaseWorker.until.is_null()).tuples()}


def days_of_cases(ids: Sequence[int]) -> list[dict[str, Any]]:
    """What clocks need of the cases themselves."""
    fields = (Case.id, Case.name, Case.stage, Case.limit_on, Case.extended_to, Case.accepted_on, Case.violence,
              Case.violence_way, Case.referred_by, Case.referred_on, Case.registered_on, Case.reply_due, Case.simple,
              Case.replied_on)
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
