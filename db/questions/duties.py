"""Questions of the home page: what waits, each in one query of few columns."""
from __future__ import annotations

from datetime import date
from typing import Any

import peewee

from db.models.compliance import Rectification
from db.models.governance import Check, Supervisor
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.staff import Shift, Staff

PROBATIONARY, ENDED = "2", "2"


def shifts_of(day: date) -> list[dict[str, Any]]:
    """The roster of a day: id, slot, regime and the worker's name."""
    query = Shift.select(Shift.id, Shift.slot, Shift.regime, Person.name).join(Staff).join(Person)
    return list(query.where(Shift.day == day.isoformat()).order_by(Shift.id).dicts())


def undone_checks(until: date) -> list[dict[str, Any]]:
    """Checks due by a day that nobody has done: id, kind, subject, due_on, checker."""
    query = Check.select(Check.id, Check.kind, Check.subject, Check.due_on, Check.checker)
    query = query.where(Check.done_on.is_null(), Check.due_on <= until.isoformat())
    return list(query.order_by(Check.due_on, Check.id).dicts())


def terms_ending(start: date, end: date) -> list[dict[str, Any]]:
    """Supervisors whose term ends in start…end: id, until, unit, name."""
    query = Supervisor.select(Supervisor.id, Supervisor.until, Supervisor.unit, Person.name).join(Person)
    query = query.where(Supervisor.until >= start.isoformat()[:7], Supervisor.until <= end.isoformat())
    return [row for row in query.order_by(Supervisor.until, Supervisor.id).dicts() if row["until"].last >= start]


def probationers() -> list[dict[str, Any]]:
    """Probationary members whose joining day is known: id, joined, name, `branch_name` and its `secretary`."""
    query = (Member.select(Member.id, Member.joined, Person.name, Branch.name.alias("branch_name"), Branch.secretary)
             .join(Person, on=(Member.person == Person.id)).switch(Member)
             .join(Branch, peewee.JOIN.LEFT_OUTER, on=(Member.branch == Branch.id)))
    in_force = Member.standing.is_null() | (Member.standing != ENDED)
    query = query.where(Member.category == PROBATIONARY, Member.joined.is_null(False), in_force)
    return list(query.order_by(Member.id).dicts())


def open_rectifications(until: date) -> list[dict[str, Any]]:
    """Things to mend that are due by a day and not done: id, code, problem, owner, due_on."""
    query = Rectification.select(Rectification.id, Rectification.code, Rectification.problem, Rectification.owner,
                                 Rectification.due_on)
    query = query.where(Rectification.done_on.is_null(), Rectification.due_on <= until.isoformat())
    return list(query.order_by(Rectification.due_on, Rectification.id).dicts())
