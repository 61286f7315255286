"""The demo's people's mediation: a committee and its studio, and a year's disputes through the steps of the course.

The register of what went before the program is read in as one; then every step goes through its own command on its day,
as `center.demo.inspections` goes on: what was due since is done as one act, in the demo's time, never past the clock.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from center.cases.register import preview
from center.commands import command
from center.demo import UNTIL, dispute_papers, disputes_closed, disputes_open
from center.demo.dispute_after import PLAIN, do
from center.demo.dispute_office import (
    CHAIR,
    COMMITTEE,
    MEMBERS,
    REGISTER,
    ROUNDS,
    SHORT,
    STUDIO,
    WORKER,
    funds,
    trainings,
)
from center.demo.dispute_papers import Bindery
from center.demo.dispute_stories import HOST, Story
from center.demo.inspections import StoryClock
from center.desk import Desk
from center.periods import quarter_of
from center.taking import take
from center.words import N_
from db.days import Day
from db.listing import Query, record_row
from db.models.case_after import Allowance
from db.models.cases import Case
from db.models.mediation import Committee, Mediator, MediatorTraining, Studio, TypedFigure
from db.models.staff import Account
from db.questions.accounts import account_of
from db.questions.people import namesakes
from db.record import Record
from db.tx import Tx

ROLES = ("head", "admin", "chair")
STORIES: tuple[Story, ...] = (*disputes_closed.SPOKEN, *disputes_closed.LATE, *disputes_closed.SIGNED,
                              *disputes_closed.ENDED, *disputes_open.STORIES)
JOINT = tuple(one.key for one in disputes_closed.SPOKEN)
PAST = ("on", "registered_on", "referred_on", "given_on", "done_on", "elected_on", "founded_on", "since", "letter_on",
        "signed_on", "told_on")
"""Days on which something was done: never after today."""

PAPERED = ("case_papers.sign", "dossier.file", "bind")
"""What needs a paper that is printed first."""
PHOTO = "photograph"
DAYLESS = ("cases.appoint", "cases.recuse", "cases.write_note")
"""What is done on the day of its act, or says its day by another name."""

FOUNDED, WENT_ON = N_("建立演示调委会"), N_("办理演示案件")
"""Names of whole acts: each holds steps that would give it their own."""

Act = tuple[date, str, str, Mapping[str, Any]]


class Sheet(NamedTuple):
    """A register as a file of it would be read."""

    name: str
    sheet: str
    rows: list[list[Any]]
    first_row: int
    merged: list[tuple[int, int, int, int]]


class Mediation:
    """The mediation of one demo centre: what was done, what is still to come, in the order of its days."""

    def __init__(self, desk: Desk, clock: StoryClock, until: date, bindery: Bindery) -> None:
        self._desk, self._clock, self._shift, self._bindery = desk, clock, until - UNTIL, bindery
        self._acts = sorted(self._told(), key=lambda act: act[0])
        self._ids: dict[str, int] = {}

    def begin(self) -> None:
        """The committee, who is of it and whose login opens its cases; the register of the time before."""
        desk = self._desk
        desk.who = replace(desk.who, roles=ROLES)
        desk.do(found_office, login=desk.who.login, shift=self._shift.days)
        rows = [[self._moved(cell) for cell in row] for row in REGISTER]
        desk.do("cases.import_register", rows=preview(desk, Sheet("", "", rows, 1, [])).rows)

    def until(self, day: date) -> None:
        """Everything that lies before this day: what goes on between two papers is one act, on the last of its days."""
        due = [act for act in self._acts if act[0] < day]
        self._acts = self._acts[len(due):]
        for name, some in groupby(due, key=lambda act: act[2] if act[2] in PAPERED else ""):
            acts = list(some)
            self._clock.stand(acts[-1][0], 16, 30)
            if name in ("dossier.file", "bind"):
                self._bound(acts)
            else:
                steps = [(key, name, self._ready(key, name, given)) for _on, key, name, given in acts]
                self._ids |= self._desk.do(go_on, steps=steps, ids=self._ids)

    def _ready(self, key: str, name: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a step is given, with the paper that is printed for it or the photo that comes with it."""
        if name in PAPERED:
            return dispute_papers.signed(self._desk, self._bindery, self._ids[key], **given)
        return dispute_papers.photographed(self._bindery, **given) if name == PHOTO else given

    def _bound(self, acts: Sequence[Act]) -> None:
        """Volumes: a case's own, or that of a quarter's small ones."""
        for on, key, name, given in acts:
            if name == "bind":
                dispute_papers.bind(self._desk, self._bindery, [self._ids[one] for one in JOINT], on)
            else:
                dispute_papers.file(self._desk, self._bindery, self._ids[key], given["retention"])

    def finish(self, day: date) -> None:
        """What is left until the evening of the last day; then 以案定补 is claimed and confirmed by a named person."""
        self.until(day + timedelta(days=1))
        self._clock.stand(day, 17)
        filed = [self._ids[one.key] for one in STORIES if any(step[1] == "dossier.file" for step in one.steps)]
        self._desk.do("allowances.claim", cases=filed, period=quarter_of(day).text)
        self._desk.do("allowances.confirm", ids=list(self._desk.ids(Query(Allowance))), by=self._desk.who.name)

    def _told(self) -> Iterator[Act]:
        for one in STORIES:
            for on, name, given in one.steps:
                first = name in ("cases.register", "cases.simple")
                values = {"values": one.values | {"committee": COMMITTEE}, "parties": one.parties} if first else {}
                if name == "cases.register":
                    values["workers"] = [worker for worker in one.workers if worker["mediator"]]
                yield self._day(on), one.key, name, self._moved({"on": on} | values | dict(given))
        for on, name, given in ROUNDS:
            for key in JOINT if name == "bind" else ():
                yield self._day(on), key, "case_papers.sign", self._moved({"on": on, "kind": "oral"})
            yield self._day(on), "", name, self._moved({"on": on} | given)

    def _day(self, text: str) -> date:
        return date.fromisoformat(text) + self._shift

    def _moved(self, given: Any) -> Any:
        """The same with every day moved as far as the demo's last day was."""
        if isinstance(given, Mapping):
            return {name: self._moved(value) for name, value in given.items()}
        if isinstance(given, list | tuple):
            return [self._moved(value) for value in given]
        whole = self._shift and isinstance(given, str) and len(given) == 10 and given[4] + given[7] == "--"
        return self._day(given).isoformat() if whole and given > "2024" else given


@command(FOUNDED, right="settings.edit", name="demo.mediation_office")
def found_office(tx: Tx, login: str, shift: int) -> None:
    """The committee with its members, studio, phrases and trainings; the account that looks presides over it."""
    moved = timedelta(days=shift)
    tx.change(Account, account_of(login)["id"], {"roles": ROLES})
    committee = do(tx, "committees.add", values=_taken(tx, Committee, {
        "name": COMMITTEE, "short_name": SHORT, "kind": "居调委会", "elected_on": "2025-03-18",
        "address": "晨光里1号矛盾调解室", "phone": "0900-8000105", "start_year": "2026", "start_serial": "1"}))
    studio = do(tx, "studios.add", values=_taken(tx, Studio, {
        "name": STUDIO, "own_name": "秀英", "founded_on": "2019-06-01"}) | {"committee": committee})
    logins = {CHAIR: login, WORKER: "demo8"}
    tx.add(Account, {"login": logins[WORKER], "name": HOST, "roles": ("mediator",), "active": True,
                     "pledged_on": Day(tx.today - timedelta(days=200))})
    for values in MEMBERS:
        told_of = {name: logins.get(value, value) for name, value in values.items() if value and name != "person.sex"}
        row = _taken(tx, Mediator, told_of)
        row |= {"person": _resident(values["person.name"])}
        row["studio"] = studio if row.pop("studio", None) else None
        made = do(tx, "mediators.add", values=row | {"committee": committee})
        tx.add_many(MediatorTraining, [one | {"mediator": made} for one in trainings(moved)])
    do(tx, "clauses.load")
    tx.add_many(TypedFigure, [one | {"committee": committee, "given_by": "孙秀英"} for one in funds(moved)])
    do(tx, "screenings.plan", committee=committee, first=str(date(2026, 7, 10) + moved),
        until=str(date(2026, 12, 31) + moved), area="全社区")
    tx.rename(FOUNDED)


@command(WENT_ON, right="settings.edit", name="demo.mediate")
def go_on(tx: Tx, steps: Sequence[tuple[str, str, Mapping[str, Any]]], ids: Mapping[str, int]) -> dict[str, int]:
    """Several steps of cases as one act, as quick as the demo must be: (case's key, command, its arguments).

    Returns the ids of all cases by key. A day that the clock has not reached yet is today.
    """
    done = dict(ids)
    for key, name, given in steps:
        given = _reached(dict(given), tx.today.isoformat())
        if name in PLAIN:
            PLAIN[name](tx, done, **given)
        elif name in ("cases.register", "cases.simple"):
            done[key] = _register(tx, name, given)
        else:
            _step(tx, name, done[key], given)
    tx.rename(WENT_ON)
    return done


def _taken(tx: Tx, record: type[Record], given: Mapping[str, str]) -> dict[str, Any]:
    return take(record, _reached(given, tx.today.isoformat()), tx.today)


def _reached(given: Any, today: str) -> Any:
    """The same with no day of something done after today."""
    if isinstance(given, Mapping):
        return {name: min(value, today) if name in PAST and isinstance(value, str) else _reached(value, today)
                for name, value in given.items()}
    return [_reached(one, today) for one in given] if isinstance(given, list) else given


def _register(tx: Tx, name: str, given: dict[str, Any]) -> int:
    on = given.pop("on")
    return do(tx, name, **given, **({} if name == "cases.simple" else {"on": on}))


def _step(tx: Tx, name: str, case: int, given: dict[str, Any]) -> None:
    if name == PHOTO:
        do(tx, "attachments.add", owner="cases", row=record_row(Case, case)["uid"].hex(), file=given["file"])
        return
    if name in DAYLESS:
        del given["on"]
    elif name == "cases.perform" and given["state"] in ("已履行", "部分履行"):
        given["done_on"] = given.pop("on")
    do(tx, name, case=case, **given)


def _resident(name: str) -> int:
    """The resident who was given this name (`center.demo.residents.mediators`)."""
    return namesakes(name)[0]["id"]
