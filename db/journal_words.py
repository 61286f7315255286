"""What the journal keeps of a row: its values as a before-image has them, and the masked words of the audit."""
from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from db.fields import Typed
from db.record import Record, typed_fields

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_REPEATED = ("code", "codes", "yes", "date", "ref", "whole")
_MANY = 4096


def packed(record: type[Record], values: Mapping[str, Any]) -> str:
    """Values by field name as a before-image keeps them."""
    fields = record._meta.fields
    return _JSON({name: value.hex() if isinstance(value, bytes) else fields[name].db_value(value)
                  for name, value in values.items() if name in fields})


def unpacked(record: type[Record], text: str) -> dict[str, Any]:
    """The values that `packed` wrote, by field name."""
    values = {}
    for name, value in json.loads(text).items():
        field = record._meta.fields[name]
        values[name] = bytes.fromhex(value) if name == "uid" else (
            field.python_value(value) if isinstance(field, Typed) and field.kind != "ref" else value)
    return values


def audit_words(record: type[Record], before: Mapping, after: Mapping) -> tuple[str, str]:
    """(masked words of what changed, the true values in one text for the digest)."""
    words, true = {}, []
    for name, label, shown in _audited(record):
        old, new = before.get(name), after.get(name)
        if old is None and new is None:
            continue
        words[label] = [shown(value) for value in (old, new) if value is not None]
        true.append(f"{name}={old!r}>{new!r}")
    return _JSON(words), "\n".join(true)


@cache
def _audited(record: type[Record]) -> tuple[tuple[str, str, Callable[[Any], str]], ...]:
    """(name, label, how the audit shows a value) of each declared field."""
    return tuple((name, field.label, _silent if record.quiet else _shower(field))
                 for name, field in typed_fields(record))


def _silent(value: Any) -> str:
    """Of a quiet record the audit keeps which fields changed, never what they held; the digest seals the values."""
    return "" if value is None else "***"


def _shower(field: Typed) -> Callable[[Any], str]:
    """Names of people and sensitive values are masked; what repeats from row to row is written out once.

    Of a column that needs a right of its own the audit keeps that it changed: its readers need not hold that right.
    """
    def show(value: Any) -> str:
        if field.right:
            return "***" if value is not None else ""
        return field.mask(field.format(value)) if field.sensitive or field.kind == "name" else field.show(value)

    return lru_cache(_MANY)(show) if field.kind in _REPEATED else show
