"""Questions of committees and of what stands around the cases: registers, rosters, claims, screening rounds, checks."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import peewee

from db.lots import lots
from db.models.case_after import Allowance, Screening, ScreeningFinding, Transcription, VolumeCheck
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseParty, CaseWorker, Volume
from db.models.mediation import ClauseTemplate, Committee, Mediator, MediatorTraining, Studio, TypeName
from db.models.people import Person

LEFT = peewee.JOIN.LEFT_OUTER


# ---- the register of past cases
def committees() -> list[dict[str, Any]]:
    """Whole rows, as they were entered."""
    return list(Committee.select().order_by(Committee.id).dicts())


def type_names() -> dict[str, str]:
    """Old name → code, of the editable table."""
    return dict(TypeName.select(TypeName.name, TypeName.type).tuples())


def numbers_taken() -> dict[str, int]:
    """All numbers of cases with their ids, whoever may open them: a number stands once."""
    return dict(Case.select(Case.number, Case.id).where(Case.number.is_null(False)).tuples())


def registered_before() -> dict[int, dict[str, Any]]:
    """What was imported already, by id: id, committee, name, number, old_number, type, accepted_on, closed_on, and its
    `people`, each (side, name) as it stands now."""
    fields = (Case.id, Case.committee, Case.name, Case.number, Case.old_number, Case.type, Case.accepted_on,
              Case.closed_on)
    imported = Case.historical == True  # noqa: E712
    found = {row["id"]: row for row in Case.select(*fields).where(imported).order_by(Case.id).dicts()}
    people: dict[int, set[tuple[str, str]]] = {rid: set() for rid in found}
    parties = CaseParty.select(CaseParty.case, CaseParty.side, CaseParty.name).join(Case).where(imported)
    for rid, side, name in parties.tuples():
        people[rid].add((side, name))
    return {rid: row | {"people": frozenset(people[rid])} for rid, row in found.items()}


def facts_before() -> dict[int, dict[str, Any]]:
    """Of each accepted case what a register tells too: its name, days, type, source, outcome, people, amount."""
    fields = (Case.id, Case.name, Case.historical, Case.accepted_on, Case.closed_on, Case.type, Case.source,
              Case.outcome, Case.people, Agreement.amount)
    query = Case.select(*fields).join(Agreement, LEFT, on=(Agreement.case == Case.id))
    return {row["id"]: row for row in query.where(Case.accepted_on.is_null(False)).dicts()}


def mediators_by_name() -> dict[tuple[int, str], list[int]]:
    """(committee, name) → mediators of that name, those who left among them."""
    found: dict[tuple[int, str], list[int]] = {}
    query = (Mediator.select(Mediator.id, Mediator.committee, Person.name)
             .join(Person, on=(Mediator.person == Person.id)))
    for rid, committee, name in query.order_by(Mediator.id).tuples():
        found.setdefault((committee, name), []).append(rid)
    return found


# ---- books of cases
def cases_between(start: date, end: date, committee: int | None = None) -> list[dict[str, Any]]:
    """Whole rows of cases that were accepted in start…end, by day and number."""
    query = Case.select().where(Case.accepted_on >= start.isoformat(), Case.accepted_on <= end.isoformat())
    if committee is not None:
        query = query.where(Case.committee == committee)
    return list(query.order_by(Case.accepted_on, Case.number, Case.id).dicts())


def cases_of(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Whole rows by id."""
    return {row["id"]: row for some in lots(list(ids)) for row in Case.select().where(Case.id.in_(some)).dicts()}


def _by_case(query: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in query.dicts():
        found.setdefault(row["case"], []).append(row)
    return found


def _gathered(ids: Sequence[int], ask: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for some in lots(list(ids)):
        found |= _by_case(ask(some))
    return found


def parties_of(ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """case → its parties' side, name and kind, in their order."""
    return _gathered(ids, lambda some: CaseParty.select(CaseParty.case, CaseParty.side, CaseParty.name, CaseParty.kind)
                     .where(CaseParty.case.in_(some)).order_by(CaseParty.place.asc(nulls="LAST"), CaseParty.id))


def agreements_of(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """case → its agreement."""
    found = _gathered(ids, lambda some: Agreement.select().where(Agreement.case.in_(some)))
    return {case: rows[0] for case, rows in found.items()}


def workers_of(ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """case → who handles it: mediator (id), name, role; those who withdrew are left out."""
    return _gathered(ids, lambda some: CaseWorker.select(CaseWorker.case, CaseWorker.mediator, CaseWorker.role,
                                                         Person.name)
                     .join(Mediator, on=(CaseWorker.mediator == Mediator.id))
                     .join(Person, on=(Mediator.person == Person.id))
                     .where(CaseWorker.case.in_(some), CaseWorker.until.is_null()).order_by(CaseWorker.id))


def visited(ids: Sequence[int]) -> set[int]:
    """Those of some cases that had a return visit."""
    return {case for some in lots(list(ids)) for (case,) in
            CaseStep.select(CaseStep.case).where(CaseStep.case.in_(some), CaseStep.kind == "visit").distinct().tuples()}


def performance_states(ids: Sequence[int]) -> dict[int, list[str | None]]:
    """case → the state of each thing that its agreement promises."""
    found: dict[int, list[str | None]] = {}
    for some in lots(list(ids)):
        query = (Performance.select(Agreement.case, Performance.state)
                 .join(Agreement, on=(Performance.agreement == Agreement.id)).where(Agreement.case.in_(some)))
        for case, state in query.tuples():
            found.setdefault(case, []).append(state)
    return found


# ---- claims
def settled_between(start: date, end: date) -> list[dict[str, Any]]:
    """Cases that ended with an agreement and were closed in start…end; registers that were imported are left out."""
    query = Case.select().where(Case.closed_on >= start.isoformat(), Case.closed_on <= end.isoformat(),
                                Case.outcome.in_(("written", "oral")), Case.historical.is_null() | ~Case.historical)
    return list(query.order_by(Case.closed_on, Case.number, Case.id).dicts())


def claims_of(cases: Sequence[int]) -> dict[tuple[int, int], dict[str, Any]]:
    """(case, mediator) → its claim."""
    return {(row["case"], row["mediator"]): row for some in lots(list(cases))
            for row in Allowance.select().where(Allowance.case.in_(some)).dicts()}


def claims_in(year: str) -> list[dict[str, Any]]:
    """Claims of all periods of a year with the payee's name, by payee and as they were entered."""
    query = (Allowance.select(Allowance, Person.name.alias("payee"))
             .join(Mediator, on=(Allowance.mediator == Mediator.id)).join(Person, on=(Mediator.person == Person.id))
             .where(Allowance.period.startswith(year)))
    return list(query.order_by(Allowance.mediator, Allowance.id).dicts())


# ---- screening
def rounds_between(start: date, end: date, committee: int | None = None) -> list[dict[str, Any]]:
    """Screening rounds due in start…end, by day."""
    query = Screening.select().where(Screening.due_on >= start.isoformat(), Screening.due_on <= end.isoformat())
    if committee is not None:
        query = query.where(Screening.committee == committee)
    return list(query.order_by(Screening.due_on, Screening.id).dicts())


def rounds_open(until: date) -> list[dict[str, Any]]:
    """Rounds that are due by a day and not done, the oldest first."""
    query = Screening.select().where(Screening.done_on.is_null(), Screening.due_on <= until.isoformat())
    return list(query.order_by(Screening.due_on, Screening.id).dicts())


def findings_of(rounds: Sequence[int]) -> list[dict[str, Any]]:
    """What some rounds found, in their order."""
    if not rounds:
        return []
    query = ScreeningFinding.select().where(ScreeningFinding.screening.in_(list(rounds)))
    return list(query.order_by(ScreeningFinding.screening, ScreeningFinding.found_on, ScreeningFinding.id).dicts())


# ---- committees
def roster(committee: int | None, day: date) -> list[dict[str, Any]]:
    """Mediators in office on a day with their human's facts, by committee and duty as entered."""
    facts = [Person.name, Person.sex, Person.birth, Person.ethnicity, Person.education, Person.phone]
    query = (Mediator.select(Mediator, *facts).join(Person, on=(Mediator.person == Person.id))
             .where(Mediator.until.is_null() | (Mediator.until >= day.isoformat()),
                    Mediator.since.is_null() | (Mediator.since <= day.isoformat())))
    if committee is not None:
        query = query.where(Mediator.committee == committee)
    return list(query.order_by(Mediator.committee, Mediator.id).dicts())


def studios() -> list[dict[str, Any]]:
    """Whole rows of the personal studios with the name of their committee, as they were entered."""
    query = (Studio.select(Studio, Committee.name.alias("committee_name"))
             .join(Committee, on=(Studio.committee == Committee.id)))
    return list(query.order_by(Studio.id).dicts())


def training_hours(start: date, end: date) -> dict[int, tuple[int, int]]:
    """mediator → (trainings, hours) held in start…end."""
    query = (MediatorTraining.select(MediatorTraining.mediator, peewee.fn.COUNT(MediatorTraining.id),
                                     peewee.fn.SUM(MediatorTraining.hours))
             .where(MediatorTraining.held_on >= start.isoformat(), MediatorTraining.held_on <= end.isoformat())
             .group_by(MediatorTraining.mediator))
    return {rid: (count, int(hours or 0)) for rid, count, hours in query.tuples()}


# ---- clauses, typing elsewhere, volumes
def clause_names() -> set[str]:
    """Names of the clauses that are there."""
    return {name for (name,) in ClauseTemplate.select(ClauseTemplate.name).tuples()}


def clauses(kind: str) -> list[dict[str, Any]]:
    """Clauses of one use in their order; those no longer used are left out."""
    query = ClauseTemplate.select().where(ClauseTemplate.kind == kind, ClauseTemplate.retired_on.is_null())
    return list(query.order_by(ClauseTemplate.place.asc(nulls="LAST"), ClauseTemplate.id).dicts())


def transcribed(case: int) -> dict[str, Any] | None:
    """What of a case was typed into the superior's system; None when nothing was."""
    return next(iter(Transcription.select().where(Transcription.case == case).dicts()), None)


def checks_of(volume: int) -> list[dict[str, Any]]:
    """The self-check of a volume, in the order of its items."""
    return list(VolumeCheck.select().where(VolumeCheck.volume == volume).order_by(VolumeCheck.id).dicts())


def checks_counted(volumes: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
    """volume → items, those with a result, those that must be mended, those that were."""
    found: dict[int, tuple[int, int, int, int]] = {}
    for some in lots(list(volumes)):
        query = VolumeCheck.select(VolumeCheck.volume, VolumeCheck.result, VolumeCheck.mended_on)
        for volume, result, mended in query.where(VolumeCheck.volume.in_(some)).tuples():
            before = found.get(volume, (0, 0, 0, 0))
            wrong = result == "mend"
            one = (1, result is not None, wrong, wrong and mended is not None)
            found[volume] = tuple(left + int(right) for left, right in zip(before, one, strict=True))
    return found


def volume_row(volume: int) -> dict[str, Any]:
    """One volume with the filer's name."""
    query = (Volume.select(Volume, Person.name.alias("filer_name"))
             .join(Mediator, LEFT, on=(Volume.filer == Mediator.id))
             .join(Person, LEFT, on=(Mediator.person == Person.id)).where(Volume.id == volume))
    return next(iter(query.dicts()))
