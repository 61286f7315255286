"""Questions of the statistics of mediation: the facts of all cases of a time in one query, typed figures, the teams.

They count over all rows, also those that are closed to who asks: whose names may be opened is asked for above.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import peewee
from peewee import fn

from db.lots import lots
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.models.mediation import Committee, Mediator, MediatorTraining, Studio, TypedFigure
from db.models.people import Person

LEFT = peewee.JOIN.LEFT_OUTER
DONE = "done"
CLERK = "clerk"
HOST = "host"
SETTLED = ("written", "oral")


class CaseFact(NamedTuple):
    """What the table counts a case by; `day` is its day of the basis, `amount` whole cents; `ended`: closed by us, so
    that what was not promised piece by piece is performed too (of an old register nobody knows)."""

    id: int
    day: str
    kind: str | None
    source: str | None
    referred_by: str | None
    type: str | None
    outcome: str | None
    hard: bool
    people: int
    amount: int | None
    form: str | None
    promises: int
    kept: int
    confirm: str | None
    studio: int | None
    ended: bool

    @property
    def performed(self) -> bool:
        """Whether all that was promised is done."""
        return self.kept == self.promises if self.promises else self.ended


def case_facts(closed: bool, first: str, last: str, committee: int | None = None) -> list[CaseFact]:
    """The cases whose day (of closing, else of acceptance) lies between two ISO texts, one query, by id.

    Never accepted ones are not among them, except closed ones of an old register that gives no day of acceptance.
    """
    day = Case.closed_on if closed else Case.accepted_on
    parties = CaseParty.select(CaseParty.case.alias("of"), fn.COUNT(CaseParty.id).alias("n")).group_by(CaseParty.case)
    promises = (Performance
                .select(Performance.agreement.alias("of"), fn.COUNT(Performance.id).alias("n"),
                        fn.SUM(peewee.Case(None, [(Performance.state == DONE, 1)], 0)).alias("kept"))
                .group_by(Performance.agreement))
    parties, promises = parties.alias("parties"), promises.alias("promises")
    counted = fn.COALESCE(Case.people, parties.c.n, 0)
    query = (Case
             .select(Case.id, day, Committee.kind, Case.source, Case.referred_by, Case.type, Case.outcome,
                     fn.COALESCE(Case.hard, False), counted, Agreement.amount, Agreement.form,
                     fn.COALESCE(promises.c.n, 0), fn.COALESCE(promises.c.kept, 0), Agreement.confirm, Case.studio,
                     Case.closed_on.is_null(False) & ~fn.COALESCE(Case.historical, False))
             .join(Committee, on=(Case.committee == Committee.id))
             .join(Agreement, LEFT, on=(Agreement.case == Case.id))
             .join(parties, LEFT, on=(parties.c.of == Case.id))
             .join(promises, LEFT, on=(promises.c.of == Agreement.id))
             .where(day >= first, day <= last, *_of(committee), _taken()))
    rows = (CaseFact(*row) for row in query.order_by(Case.id).tuples().iterator())
    return [one._replace(hard=bool(one.hard), promises=int(one.promises), kept=int(one.kept), ended=bool(one.ended))
            for one in rows]


def _taken() -> peewee.Expression:
    return Case.accepted_on.is_null(False) | (Case.historical == True)  # noqa: E712


def _of(committee: int | None) -> tuple[peewee.Expression, ...]:
    return () if committee is None else (Case.committee == committee,)


def undated(closed: bool, committee: int | None = None) -> int:
    """How many cases of old registers have no day to be counted by."""
    day = Case.closed_on if closed else Case.accepted_on
    return Case.select().where(Case.historical == True, day.is_null(), *_of(committee)).count()  # noqa: E712


def year_only(closed: bool, year: int, committee: int | None = None) -> int:
    """How many cases give only the year: they stand in its table and in none of its months."""
    day = Case.closed_on if closed else Case.accepted_on
    return Case.select().where(day == str(year), _taken(), *_of(committee)).count()


def committee_names() -> dict[int, str]:
    """Committees by id, in the order of their names."""
    return dict(Committee.select(Committee.id, Committee.name).order_by(Committee.name).tuples())


class Typed(NamedTuple):
    """One typed figure; `amount` whole cents."""

    committee: int
    period: str
    kind: str
    cases: int | None
    people: int | None
    amount: int | None
    given_by: str
    given_on: str


def typed_figures(periods: Sequence[str], committee: int | None = None) -> list[Typed]:
    """The figures typed for these months or years, by period."""
    query = (TypedFigure
             .select(TypedFigure.committee, TypedFigure.period, TypedFigure.kind, TypedFigure.cases,
                     TypedFigure.people, TypedFigure.amount, TypedFigure.given_by, TypedFigure.given_on)
             .where(TypedFigure.period.in_(list(periods))))
    if committee is not None:
        query = query.where(TypedFigure.committee == committee)
    return [Typed(*row) for row in query.order_by(TypedFigure.period, TypedFigure.id).tuples()]


class Teamed(NamedTuple):
    """One mediator as the team table counts: `person` once, whatever committees she belongs to."""

    id: int
    person: int
    committee: int
    kind: str | None
    work: str | None
    sex: str | None
    education: str | None
    party: bool
    hours: int


def team(year: str, last: str) -> list[Teamed]:
    """Mediators in office on the last day, with their hours of training of the year; keepers of records are none.

    An unknown day of appointment counts as before; who left on a day of unknown precision has left by its end.
    """
    hours = (MediatorTraining.select(MediatorTraining.mediator.alias("of"), fn.SUM(MediatorTraining.hours).alias("n"))
             .where(MediatorTraining.held_on >= year, MediatorTraining.held_on <= last)
             .group_by(MediatorTraining.mediator).alias("hours"))
    query = (Mediator
             .select(Mediator.id, Mediator.person, Mediator.committee, Committee.kind, Mediator.work, Person.sex,
                     Person.education, fn.COALESCE(Mediator.party, False), fn.COALESCE(hours.c.n, 0))
             .join(Committee, on=(Mediator.committee == Committee.id))
             .switch(Mediator).join(Person, on=(Mediator.person == Person.id))
             .join(hours, LEFT, on=(hours.c.of == Mediator.id))
             .where(Mediator.duty != CLERK, Mediator.since.is_null() | (Mediator.since <= last),
                    Mediator.until.is_null() | (Mediator.until > last)))
    rows = (Teamed(*row) for row in query.order_by(Mediator.id).tuples())
    return [one._replace(party=bool(one.party), hours=int(one.hours)) for one in rows]


def committees_by_kind() -> list[tuple[int, str | None]]:
    """(id, kind) of the committees. The day of election is that of the newest term, so it keeps none out."""
    return list(Committee.select(Committee.id, Committee.kind).order_by(Committee.id).tuples())


def studios_by_kind(last: str) -> list[tuple[int, str | None]]:
    """(id, kind of its committee) of the personal studios that were open on a day."""
    query = Studio.select(Studio.id, Committee.kind).join(Committee)
    return list(query.where(Studio.founded_on.is_null() | (Studio.founded_on <= last),
                            Studio.closed_on.is_null() | (Studio.closed_on > last)).order_by(Studio.id).tuples())


class CaseLine(NamedTuple):
    """One case in the list behind a number."""

    id: int
    name: str
    number: str | None
    old_number: str | None
    day: str | None
    outcome: str | None
    stage: str | None
    host: str | None


def case_lines(ids: Sequence[int], closed: bool) -> list[CaseLine]:
    """What the list behind a number shows of these cases, the newest first. Who asks may open each of them."""
    day = Case.closed_on if closed else Case.accepted_on
    query = (Case
             .select(Case.id, Case.name, Case.number, Case.old_number, day, Case.outcome, Case.stage,
                     fn.MIN(Person.name))
             .join(CaseWorker, LEFT, on=((CaseWorker.case == Case.id) & (CaseWorker.role == HOST)
                                         & CaseWorker.until.is_null()))
             .join(Mediator, LEFT, on=(CaseWorker.mediator == Mediator.id))
             .join(Person, LEFT, on=(Mediator.person == Person.id))
             .group_by(Case.id, Case.name, Case.number, Case.old_number, day, Case.outcome, Case.stage))
    rows = [CaseLine(*row) for some in lots(ids) for row in query.where(Case.id.in_(some)).tuples()]
    return sorted(rows, key=lambda one: (one.day or "", one.id), reverse=True)


def sums_of(ids: Sequence[int]) -> tuple[int, int]:
    """People and whole cents of settled agreements, of these cases only."""
    people = cents = 0
    for some in lots(ids):
        parties = (CaseParty.select(CaseParty.case.alias("of"), fn.COUNT(CaseParty.id).alias("n"))
                   .group_by(CaseParty.case).alias("parties"))
        query = (Case
                 .select(fn.SUM(fn.COALESCE(Case.people, parties.c.n, 0)),
                         fn.SUM(peewee.Case(None, [(Case.outcome.in_(SETTLED), Agreement.amount)], 0)))
                 .join(parties, LEFT, on=(parties.c.of == Case.id))
                 .join(Agreement, LEFT, on=(Agreement.case == Case.id)).where(Case.id.in_(some)))
        more_people, more_cents = query.tuples().get()
        people, cents = people + int(more_people or 0), cents + int(more_cents or 0)
    return people, cents
