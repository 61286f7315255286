"""Questions of one case: its rows by table, each in one query, as `center.cases.facts` puts them together."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from db.models.cases import Case, CaseParty, CaseWorker
from db.models.households import Residency
from db.models.mediation import Committee, Mediator
from db.models.people import Person
from db.models.places import Door
from db.record import Record

CHAIRS = ("chair",)


def rows_under(record: type[Record], name: str, rids: Sequence[int], *order: str) -> list[dict[str, Any]]:
    """Whole rows (a Ref as its id) whose Ref `name` is one of `rids`, by `order`, then as they were entered."""
    if not rids:
        return []
    fields = [getattr(record, one).asc(nulls="LAST") for one in order]
    query = record.select().where(getattr(record, name).in_(list(rids))).order_by(*fields, record.id)
    return [row | {"uid": bytes(row["uid"])} for row in query.dicts()]


def mediators_named(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Mediators by id: committee, duty, login, and of the human `person`, `name`, `phone`."""
    if not ids:
        return {}
    return {row["id"]: row for row in _mediators().where(Mediator.id.in_(list(ids))).dicts()}


def mediators_of(committee: int) -> list[dict[str, Any]]:
    """Who is of a committee and has not left: as `mediators_named`."""
    query = _mediators().where(Mediator.committee == committee, Mediator.until.is_null())
    return list(query.order_by(Mediator.id).dicts())


def mediator_of_login(login: str) -> list[int]:
    """Ids of the mediators that an account stands for."""
    return [rid for (rid,) in Mediator.select(Mediator.id).where(Mediator.login == login).tuples()]


def committee_ids() -> list[int]:
    """Ids of all committees."""
    return [rid for (rid,) in Committee.select(Committee.id).tuples()]


def unheld() -> bool:
    """Whether an accepted case under way has nobody who ever presided, or nobody on one of its two sides."""
    hosts = CaseWorker.select(CaseWorker.case).where(CaseWorker.role == "host")
    lacking = Case.id.not_in(hosts)
    for side in ("applicant", "respondent"):
        lacking |= Case.id.not_in(CaseParty.select(CaseParty.case).where(CaseParty.side == side))
    held = Case.number.is_null(False), Case.stage.in_(("accepted", "mediating", "agreed", "performing"))
    return Case.select(Case.id).where(*held, lacking).exists()


def chairs_of(committee: int) -> list[str]:
    """Names of who presides over a committee now."""
    query = Mediator.select(Person.name).join(Person, on=(Mediator.person == Person.id))
    query = query.where(Mediator.committee == committee, Mediator.duty.in_(CHAIRS), Mediator.until.is_null())
    return [name for (name,) in query.order_by(Mediator.id).tuples()]


def same_short_name(name: str, besides: int | None = None) -> list[int]:
    """Ids of other committees whose numbers would look alike."""
    query = Committee.select(Committee.id).where(Committee.short_name == name)
    return [rid for (rid,) in query.tuples() if rid != besides]


def doors_of(persons: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Where people live now: person → door, building, unit, floor, number. For a warning that tells no address."""
    fields = (Residency.person, Residency.door, Door.building, Door.unit, Door.floor, Door.number)
    query = Residency.select(*fields).join(Door, on=(Residency.door == Door.id))
    query = query.where(Residency.person.in_(list(persons)), Residency.until.is_null())
    return {row["person"]: row for row in query.dicts()}


def _mediators() -> peewee.ModelSelect:
    return (Mediator.select(Mediator.id, Mediator.committee, Mediator.duty, Mediator.login, Mediator.until,
                            Mediator.person, Person.name, Person.phone)
            .join(Person, on=(Mediator.person == Person.id)))
