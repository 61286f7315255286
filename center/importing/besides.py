"""What a row of a file says against the other rows about the same human: a second home, a term that overlaps.

A domain says `@besides(Residency)` over a function `(values, others) → problems by path`; `others` are the values by
path of her other rows, those of the store as the file will leave them, and those of earlier lines. The same is held
once more when it is written, by what follows (`center/following.py`): here it is told beforehand, at its cell.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.errors import Invalid
from db.record import Record

Beside = Callable[[Mapping[str, Any], Sequence[Mapping[str, Any]]], dict[str, Invalid]]

BESIDES: dict[type[Record], Beside] = {}


def besides(record: type[Record]) -> Callable[[Beside], Beside]:
    """Write a function into the list; a record has one."""

    def note(function: Beside) -> Beside:
        BESIDES[record] = function
        return function

    return note
