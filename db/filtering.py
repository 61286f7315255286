"""One condition of a list query as SQL: what `Query.filters` may hold, and nothing else."""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

import peewee

from db.days import Day
from db.record import Record, column

_PLAIN = ("ref", "whole", "amount", "percent", "yes")  # columns in which '' cannot stand
_COMPARE = {"eq": "__eq__", "ne": "__ne__", "lt": "__lt__", "le": "__le__", "gt": "__gt__", "ge": "__ge__"}
_BORN = (7, 8)  # where the birth date stands in a citizen ID number (GB 11643-1999), 1-based, and how long it is


class Joins(Protocol):
    """What reaches the SQL columns of a query; see `db.listing`."""

    record: type[Record]

    def field(self, path: str) -> peewee.Field: ...

    def shown(self, path: str) -> str: ...


def condition(joins: Joins, part: tuple[str, str, Any]) -> Any:
    """The SQL of one (path, op, value); the ops stand at `db.listing.Query`."""
    path, op, value = part
    if path == "id":
        return joins.record.id.in_(value) if op == "in" else joins.record.id == value
    at = column(joins.record, path)
    shown = joins.shown(path) if at.kind == "ref" and isinstance(value, str) else path
    field = joins.field(shown)
    if op == "empty":
        blank = _blank(field, at.kind)
        return blank if value else ~blank
    if op == "any":
        return _any(field, at.kind, value)
    if op == "within":
        return _within(field, at.kind, *value)
    if op == "standing":
        return field.is_null() | (field > value)
    if op == "between":
        return _between(field, *value)
    if op == "has":
        return field.contains(f",{value}," if at.kind == "codes" else value)
    if op == "in":
        return field.in_(list(value))
    return getattr(field, _COMPARE[op])(value)


def _blank(field: peewee.Field, kind: str) -> Any:
    blank = field.is_null()
    return blank if kind in _PLAIN else blank | (field == "")


def _any(field: peewee.Field, kind: str, values: Sequence[Any]) -> Any:
    """One of some values; None among them means left empty."""
    known = [value for value in values if value is not None]
    found = [_blank(field, kind)] if None in values else []
    if kind == "codes":
        found += [field.contains(f",{value},") for value in known]
    elif known:
        found.append(field.in_(known))
    whole = peewee.SQL("1 = 0")
    for place, one in enumerate(found):
        whole = one if place == 0 else whole | one
    return whole


def _between(field: peewee.Field, low: Any, high: Any) -> Any:
    """From `low` to `high`, both included; None leaves that side open."""
    parts = ([field >= low] if low is not None else []) + ([field <= high] if high is not None else [])
    return _all(parts) if parts else field.is_null(False)


def _all(parts: Sequence[Any]) -> Any:
    whole = parts[0]
    for one in parts[1:]:
        whole = whole & one
    return whole


def _within(field: peewee.Field, kind: str, first: str | None, last: str | None) -> Any:
    """Days from `first` to `last` (ISO, None: open). A day known to its month or year lies in it only as a whole."""
    if kind == "id_card":
        born = peewee.fn.SUBSTR(field, *_BORN)
        plain = [None if day is None else day.replace("-", "") for day in (first, last)]
        return _between(born, *plain) & field.is_null(False)
    if kind == "moment":
        return _between(field, first, None if last is None else last + "T99")
    parts = [field != ""]
    if first is not None:
        parts.append(peewee.fn.SUBSTR(field.concat("-01-01"), 1, 10) >= first)
    if last is not None:
        day = Day(last).last
        month = f"{day:%Y-%m}" if day.day == monthrange(day.year, day.month)[1] else _month_before(day)
        year = f"{day:%Y}" if (day.month, day.day) == (12, 31) else str(day.year - 1)
        size = peewee.fn.LENGTH(field)
        parts.append(((size == 4) & (field <= year)) | ((size == 7) & (field <= month))
                     | ((size == 10) & (field <= day.isoformat())))
    return _all(parts)


def _month_before(day: date) -> str:
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"
