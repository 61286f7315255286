"""What a row of a file says against other rows: a second home, a term that overlaps, a unit of another building.

A domain says `@besides(Residency)` over a function `(values, others, today) → problems by path`; `values` are the
row's as the file will leave it, with `id` (None for a new one). Of a record about a human `others` are the values of
her other rows, those of the store as the file will leave them, and those of earlier lines; of other records there are
none. The same is held once more when it is written, by what follows (`center/following.py`): here it is told
beforehand, at its cell.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from db.errors import Invalid
from db.record import Record

Beside = Callable[[Mapping[str, Any], Sequence[Mapping[str, Any]], date], dict[str, Invalid]]

BESIDES: dict[type[Record], list[Beside]] = {}


def besides(record: type[Record]) -> Callable[[Beside], Beside]:
    """Write a function into the list of a record; each domain that stands on it may have its own."""

    def note(function: Beside) -> Beside:
        BESIDES.setdefault(record, []).append(function)
        return function

    return note
