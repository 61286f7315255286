"""Questions about official numbers and rest days."""
from __future__ import annotations

from datetime import date

from db import dialect
from db.models.settings import OfficialNumber, RestDay

# Written out, as `db.listing.record_rows` is: every act asks for numbers, and building a query costs more than asking.
_NEWEST = 'ORDER BY ("effective_from" IS NULL), "effective_from" DESC, "id" DESC LIMIT 1'
_OF_KEY = 'SELECT "value" FROM "official_numbers" WHERE "key" = ?'
_IN_FORCE = '("effective_from" IS NULL OR "effective_from" <= ?)'


def stored_number(key: str, today: date) -> str | None:
    """The value of a number in force on a day; None when the store has none or is not open."""
    if OfficialNumber._meta.database.obj is None:
        return None
    question = f"{_OF_KEY} AND {_IN_FORCE} {_NEWEST}"
    row = dialect.execute(OfficialNumber._meta.database, question, (key, today.isoformat())).fetchone()
    return row[0] if row else None


def number_row(key: str, today: date) -> dict[str, object] | None:
    """The whole row of a number in force on a day; None when the store has none or is not open."""
    if OfficialNumber._meta.database.obj is None:
        return None
    since = OfficialNumber.effective_from
    in_force = since.is_null() | (since <= today.isoformat())
    query = OfficialNumber.select().where(OfficialNumber.key == key, in_force)
    newest = query.order_by(OfficialNumber.effective_from.desc(nulls="LAST"), OfficialNumber.id.desc())
    return newest.dicts().first()


def own_value(key: str) -> str | None:
    """The office's own newest value under a key that knows no days to come; None when it has none, went back to what
    is shipped (a newer program may ship another), or the store is not open."""
    if OfficialNumber._meta.database.obj is None:
        return None
    question = f'SELECT "value", "local" FROM "official_numbers" WHERE "key" = ? {_NEWEST}'
    row = dialect.execute(OfficialNumber._meta.database, question, (key,)).fetchone()
    return row[0] if row and row[1] else None


def number_rows(key: str) -> list[dict[str, object]]:
    """All rows of a number, the one that counts from the earliest day first."""
    since = OfficialNumber.effective_from
    return list(OfficialNumber.select().where(OfficialNumber.key == key)
                .order_by(since.asc(nulls="FIRST"), OfficialNumber.id).dicts())


def rest_days() -> dict[str, str]:
    """ISO day → 'rest' or 'work'."""
    return dict(RestDay.select(RestDay.day, RestDay.kind).tuples())


def known_keys() -> set[str]:
    """The numbers the store has a row for."""
    return {key for (key,) in OfficialNumber.select(OfficialNumber.key).distinct().tuples()}


def row_since(key: str, day: str) -> int | None:
    """The id of the row of a number that counts from exactly this day."""
    query = OfficialNumber.select(OfficialNumber.id)
    return query.where(OfficialNumber.key == key, OfficialNumber.effective_from == day).scalar()
