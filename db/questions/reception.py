"""Questions about what people report, certificates and seal uses."""
from __future__ import annotations

from datetime import date
from typing import Any

import peewee

from db.models.people import Person
from db.models.reception import Certificate, SealUse, Voice
from db.models.staff import Staff


def numbers_of_year(year: str) -> list[str]:
    """The certificate numbers of a year, as they stand."""
    query = Certificate.select(Certificate.number).where(Certificate.number.startswith(f"{year}-"))
    return [number for (number,) in query.order_by(Certificate.number).tuples()]


def unanswered_at(day: date) -> list[int]:
    """Ids of what had come in by the end of a day and had no answer by then."""
    text = day.isoformat()
    waiting = Voice.answered_on.is_null() | (Voice.answered_on > text)
    query = Voice.select(Voice.id).where(Voice.received_on <= text, waiting)
    return [rid for (rid,) in query.order_by(Voice.id).tuples()]


def open_voices() -> list[dict[str, Any]]:
    """What waits for an answer: id, matter, received_on, due_on and `name` of its owner (None: nobody yet)."""
    query = Voice.select(Voice.id, Voice.matter, Voice.received_on, Voice.due_on, Voice.owner, Person.name)
    query = query.join(Staff, peewee.JOIN.LEFT_OUTER).join(Person, peewee.JOIN.LEFT_OUTER)
    return list(query.where(Voice.answered_on.is_null(), Voice.closed_on.is_null()).order_by(Voice.id).dicts())


def voice_rows(start: date, end: date) -> list[dict[str, Any]]:
    """The book of what came in within start…end: own fields, `reporter` the registered person, `name` the owner."""
    reporter, owner = Person.alias(), Person.alias()
    query = (Voice.select(Voice, reporter.name.alias("reporter"), owner.name.alias("name"))
             .join(reporter, peewee.JOIN.LEFT_OUTER, on=(Voice.person == reporter.id)).switch(Voice)
             .join(Staff, peewee.JOIN.LEFT_OUTER, on=(Voice.owner == Staff.id))
             .join(owner, peewee.JOIN.LEFT_OUTER, on=(Staff.person == owner.id)))
    query = query.where(Voice.received_on >= start.isoformat(), Voice.received_on <= end.isoformat())
    return list(query.order_by(Voice.received_on, Voice.id).dicts())


def certificate_rows(start: date, end: date, rid: int | None = None) -> list[dict[str, Any]]:
    """Certificates given out in start…end, or only the one of an id, in the order of numbers.

    Own fields; of the human `person_name`, `sex`, `id_card`; `issuer_name` of the worker.
    """
    worker = Person.alias()
    query = (Certificate.select(Certificate, Person.name.alias("person_name"), Person.sex, Person.id_card,
                                worker.name.alias("issuer_name"))
             .join(Person, on=(Certificate.person == Person.id)).switch(Certificate)
             .join(Staff, peewee.JOIN.LEFT_OUTER, on=(Certificate.issuer == Staff.id))
             .join(worker, peewee.JOIN.LEFT_OUTER, on=(Staff.person == worker.id)))
    if rid is None:
        query = query.where(Certificate.issued_on >= start.isoformat(), Certificate.issued_on <= end.isoformat())
    else:
        query = query.where(Certificate.id == rid)
    return list(query.order_by(Certificate.number).dicts())


def seal_rows(start: date, end: date) -> list[dict[str, Any]]:
    """The book of seal uses in start…end: own fields and `number` of the certificate."""
    query = SealUse.select(SealUse, Certificate.number).join(Certificate, peewee.JOIN.LEFT_OUTER)
    query = query.where(SealUse.used_on >= start.isoformat(), SealUse.used_on <= end.isoformat())
    return list(query.order_by(SealUse.used_on, SealUse.id).dicts())
