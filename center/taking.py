"""Typed texts become values: the one way for forms, the command line and packages."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import Any

from center.naming import named, several, why
from db.errors import Invalid, Missing
from db.listing import id_of_uid, lookup
from db.record import Column, Record, column, columns

_UID = re.compile(r"[0-9a-f]{32}")
Shut = Callable[[type[Record]], Set[int]]
"""The rows of a record that stay closed to who typed: they are not there (`center.seeing.hidden`)."""


def open_to_all(_record: type[Record]) -> Set[int]:
    """Nothing is closed: what the program takes by itself, and records that nobody closes."""
    return frozenset()


def take(record: type[Record], texts: Mapping[str, str], today: date, shut: Shut = open_to_all) -> dict[str, Any]:
    """Values by path. A path may also be the Chinese label. Raises Missing for a name that is no column."""
    labels = {at.label: at.path for at in columns(record)}
    values = {}
    for name, text in texts.items():
        path = labels.get(name, name)
        try:
            at = column(record, path)
        except AttributeError:
            raise Missing("{record}里没有“{name}”这一栏，请核对栏目名称", record=record.label, name=name) from None
        values[path] = read(at, text, today, shut)
    return values


def read(at: Column, text: Any, today: date, shut: Shut = open_to_all) -> Any:
    """One value; a Ref is looked up by its target's title."""
    if text is None or isinstance(text, bool | int) and at.kind in ("yes", "whole", "ref", "amount", "percent"):
        return text
    if isinstance(text, list | tuple):
        text = "、".join(str(part) for part in text)
    if at.kind != "ref":
        return at.field.read(str(text), today)
    return refer(at, str(text).strip(), shut(at.field.rel_model))


def refer(at: Column, text: str, shut: Set[int] = frozenset()) -> int | None | Invalid:
    """The id a name means: exactly one record must be called so. The uid of a row means that row."""
    if not text:
        return None
    target = at.field.rel_model
    ways = (way(target, text) for way in (_by_uid, lookup, named))
    found = next((ids for way in ways if (ids := [rid for rid in way if rid not in shut])), [])
    if len(found) == 1:
        return found[0]
    if found:
        return several(target, text, found)
    usual = Invalid("没有叫“{text}”的{label}，请先登记或从下拉里选", text=text, label=target.label)
    return why(target, text) or usual


def _by_uid(target: type[Record], text: str) -> list[int]:
    found = id_of_uid(target, bytes.fromhex(text)) if _UID.fullmatch(text) else None
    return [] if found is None else [found]
