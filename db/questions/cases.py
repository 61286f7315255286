"""Questions of one case: its rows by table, each in one query, as `center.cases.facts` puts them together."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

import peewee

from db import dialect
from db.lots import lots, marks
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
    begin, end, fields = _under(record, name, order)
    database, found = record._meta.database, []
    for some in lots(rids):
        for values in dialect.execute(database, f"{begin} ({marks(some)}) {end}", some).fetchall():
            row = {field.name: field.python_value(value) for field, value in zip(fields, values, strict=True)}
            found.append(row | {"uid": bytes(row["uid"])})
    return found


@cache
def _under(record: type[Record], name: str, order: tuple[str, ...]) -> tuple[str, str, tuple[peewee.Field, ...]]:
    # Written once, as `db.listing.record_rows` is: a step reads its case three times, nine tables each.
    fields, at = tuple(record._meta.sorted_fields), record._meta.fields
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    by = [f'"{at[one].column_name}"' for one in order]
    last = ", ".join([*(f"({one} IS NULL), {one}" for one in by), '"id"'])
    return (f'SELECT {names} FROM "{record._meta.table_name}" WHERE "{at[name].column_name}" IN', f"ORDER BY {last}",
            fields)


def mediators_named(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Mediators by id: committee, duty, login, and of the human `person`, `name`, `phone`."""
    question, fields = _named()
    found = {}
    for some in lots(ids):
        for values in dialect.execute(Mediator._meta.database, f"{question} ({marks(some)})", some).fetchall():
            row = {field.name: field.python_value(value) for field, value in zip(fields, values, strict=True)}
            found[row["id"]] = row
    return found


@cache
def _named() -> tuple[str, tuple[peewee.Field, ...]]:
    own = (Mediator.id, Mediator.committee, Mediator.duty, Mediator.login, Mediator.until, Mediator.person)
    names = [f'm."{field.column_name}"' for field in own] + ['p."name"', 'p."phone"']
    return (f'SELECT {", ".join(names)} FROM "mediators" m JOIN "people" p ON p."id" = m."person_id" WHERE m."id" IN',
            (*own, Person.name, Person.phone))


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


def cases_of(parties: Sequence[int]) -> list[int]:
    """The cases of these parties."""
    found: list[int] = []
    for some in lots(parties):
        query = CaseParty.select(CaseParty.case).where(CaseParty.id.in_(some)).distinct()
        found += [case for (case,) in query.tuples()]
    return found


def signed_besides(cases: Collection[int], parties: Collection[int], workers: Collection[int]) -> bool:
    """Whether in one of these cases somebody has signed, other than these parties and these who handle it."""
    for record, but in ((CaseParty, parties), (CaseWorker, workers)):
        for some in lots(cases):
            query = record.select(record.id).where(record.case.in_(some), record.signed_on.is_null(False))
            if {rid for (rid,) in query.tuples()} - set(but):
                return True
    return False


def chair_names(committee: int) -> list[str]:
    """Names of who presides over a committee now."""
    some = [committee, *CHAIRS]
    question = f"""SELECT p."name" FROM "mediators" m JOIN "people" p ON p."id" = m."person_id"
        WHERE m."committee_id" = ? AND m."duty" IN ({marks(list(CHAIRS))}) AND m."until" IS NULL ORDER BY m."id" """
    return [Person.name.python_value(name) for (name,) in dialect.execute(Mediator._meta.database, question, some)]


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
