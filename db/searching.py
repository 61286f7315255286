"""Which words find a record, and which records a text finds: the bridge between records and the search index."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from db import search
from db.fields import Ref, Typed
from db.record import Record, record_name, typed_fields
from db.store import Store
from db.terms import terms

_TERM_KINDS = {"name": "name", "id_card": "id_card", "phone": "phone", "long": "text"}


def term_kind(field: Typed) -> str:
    """How a field's value is cut into search terms."""
    if field.kind == "text":
        return "address" if field.argument == "address" else "number" if field.name == "number" else "text"
    return _TERM_KINDS.get(field.kind, "text")


@cache
def searched(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """(field name, term kind) of the fields that are found by."""
    return tuple((name, term_kind(field)) for name, field in typed_fields(record) if field.search)


def row_terms(record: type[Record], row: Mapping[str, Any]) -> frozenset[str]:
    """All terms of one row's values."""
    found: set[str] = set()
    for name, kind in searched(record):
        value = row.get(name)
        if value:
            found |= terms(kind, value)
    return frozenset(found)


@cache
def humans(record: type[Record]) -> tuple[str, type[Record]] | None:
    """(field name, record) of the Ref whose terms also find this record: the human it is about."""
    for path in record.sheet:
        owner = path.rpartition(".")[0]
        if owner:
            return owner, record._meta.fields[owner].rel_model
    return None


def matching(store: Store, record: type[Record], text: str, limit: int | None = None,
             whole: bool = False) -> list[int]:
    """Ids of the rows of one record that every word of `text` finds, by its own words or those of what it is about."""
    return search.matching(store.execute, record_name(record), _via(record), text, limit, whole)


def _via(record: type[Record]) -> tuple[str, str] | None:
    """(table, column) of what also finds a row: its human, or the record whose name it bears (an enterprise's stay)."""
    human = humans(record)
    field = record._meta.fields.get(human[0] if human else record.title[0])
    if not isinstance(field, Ref) or not (human or searched(field.rel_model)):
        return None
    return record_name(field.rel_model), field.column_name


def find(
    store: Store, text: str, limit: int, allowed: tuple[type[Record], ...], whole: bool = False
) -> tuple[list[tuple[type[Record], int]], bool]:
    """Rows that `text` finds, best first, and whether there are more. A human comes as what she is here."""
    found, more = search.find(store.execute, text, limit, [record_name(record) for record in allowed], whole)
    by_name = {record_name(record): record for record in allowed}
    return _as_known(store, [(by_name[name], rid) for name, rid in found], allowed), more


def _as_known(
    store: Store, hits: list[tuple[type[Record], int]], allowed: tuple[type[Record], ...]
) -> list[tuple[type[Record], int]]:
    """A person who is a member (or staff, …) is shown as that, in menu order. One question for each such record."""
    known: dict[tuple[type[Record], int], tuple[type[Record], int]] = {}
    for other in allowed:
        human = humans(other)
        if human and not other._meta.fields[human[0]].unique:
            continue  # a duty or a stay is no answer to who somebody is
        wanted = [rid for record, rid in hits if human and record is human[1] and (record, rid) not in known]
        if not wanted:
            continue
        name = other._meta.fields[human[0]].column_name
        marks = ", ".join("?" * len(wanted))
        sql = f'SELECT "{name}", "id" FROM "{record_name(other)}" WHERE "{name}" IN ({marks})'
        known |= {(human[1], rid): (other, own) for rid, own in store.execute(sql, wanted).fetchall()}
    return [known.get(hit, hit) for hit in hits]
