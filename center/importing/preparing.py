"""What is done to somebody else's table before it is judged: columns 楼栋, 单元, 室号 become one address.

A domain says `@prepares(Residency)` over a function `(table) → table`. Rows keep their order and number; columns may be
added at the right end.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.record import Record

Prepare = Callable[[Any], Any]

PREPARES: dict[type[Record], list[Prepare]] = {}


def prepares(*records: type[Record]) -> Callable[[Prepare], Prepare]:
    """Write a function into the list of these records."""

    def note(function: Prepare) -> Prepare:
        for record in records:
            PREPARES.setdefault(record, []).append(function)
        return function

    return note


def prepared(record: type[Record], table: Any) -> Any:
    """The table as it is to be judged."""
    for function in PREPARES.get(record, ()):
        table = function(table)
    return table
