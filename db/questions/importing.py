"""Questions of the importer: who and what is there already, asked in bulk."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from db import dialect
from db.listing import lookup, values
from db.lots import lots, marks
from db.record import Record, columns

WHOLE = 5000


def ids_by_uid(record: type[Record], uids: Iterable[bytes]) -> dict[bytes, int]:
    """Outside id → inside id, for those that are there."""
    found: dict[bytes, int] = {}
    for chunk in lots(dict.fromkeys(uids)):
        query = record.select(record.uid, record.id).where(record.uid.in_(chunk)).tuples()
        found |= {bytes(uid): rid for uid, rid in query.iterator()}
    return found


def ids_by_value(record: type[Record], name: str, wanted: Iterable[str | int]) -> dict[str | int, list[int]]:
    """Value of one own field (text or Ref) → ids of the rows that have it, oldest first."""
    found: dict[str | int, list[int]] = {}
    meta = record._meta
    column, table, database = meta.fields[name].column_name, meta.table_name, meta.database
    for chunk in lots(dict.fromkeys(wanted)):
        # Plain SQL: a query object for each of 100,000 parameters would cost more than the search itself.
        sql = f'SELECT "{column}", "id" FROM "{table}" WHERE "{column}" IN ({marks(chunk)}) ORDER BY "id"'
        for value, rid in dialect.execute(database, sql, chunk).fetchall():
            found.setdefault(value, []).append(rid)
    return found


def all_ids(record: type[Record]) -> list[int]:
    """Every id, oldest first."""
    return [rid for (rid,) in record.select(record.id).order_by(record.id).tuples().iterator()]


def stored(record: type[Record], ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Values by path of some rows (a Ref as its id; the facts of the human it is about as `person.name`)."""
    paths = [at.path for at in columns(record) if not at.owner]
    owners = sorted({at.owner for at in columns(record) if at.owner})
    found = _own(record, ids, [*paths, *owners])
    for owner in owners:
        target = record._meta.fields[owner].rel_model
        names = [at.name for at in columns(record) if at.owner == owner]
        facts = _own(target, (row[owner] for row in found.values() if row[owner]), names)
        for row in found.values():
            known = facts.get(row[owner], {})
            row |= {f"{owner}.{name}": known.get(name) for name in names}
    return found


def _own(record: type[Record], ids: Iterable[int], names: list[str]) -> dict[int, dict[str, Any]]:
    meta = record._meta
    fields = [meta.fields[name] for name in names]
    wanted = ", ".join(f'"{field.column_name}"' for field in fields)
    turn = [(place, _remembered(field)) for place, field in enumerate(fields) if getattr(field, "kind", "") in _TURNED]
    found: dict[int, dict[str, Any]] = {}
    for chunk in lots(dict.fromkeys(ids)):
        sql = f'SELECT "id", {wanted} FROM "{meta.table_name}" WHERE "id" IN ({marks(chunk)})'
        for rid, *row in dialect.execute(meta.database, sql, chunk).fetchall():
            for place, value_of in turn:
                row[place] = value_of(row[place])
            found[rid] = dict(zip(names, row, strict=True))
    return found


_TURNED = {"date", "codes", "moment", "yes"}
"""Kinds whose stored form is not their value."""


def _remembered(field: Any) -> Callable[[Any], Any]:
    """The field's own turning of a stored form into its value, done once for each different one."""
    known: dict[Any, Any] = {None: None}

    def value_of(stored_form: Any) -> Any:
        if stored_form not in known:
            known[stored_form] = field.python_value(stored_form)
        return known[stored_form]

    return value_of


def titles(record: type[Record]) -> dict[str, list[int]] | None:
    """Title → ids of a whole table; None when it is too big to be held (then ask `titled`)."""
    if record.select(record.id).count() > WHOLE:
        return None
    found: dict[str, list[int]] = {}
    for rid, (title,) in sorted(values(record, all_ids(record), [record.title[0]]).items()):
        found.setdefault(str(title or ""), []).append(rid)
    return found


def titled(record: type[Record], text: str) -> list[int]:
    """Ids of the rows with exactly this title."""
    return lookup(record, text)
