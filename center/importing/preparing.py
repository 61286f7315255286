"""What is done to somebody else's table before it is judged: columns 楼栋, 单元, 室号 become one address.

A domain says `@prepares(Residency)` over a function `(table) → table`. Rows keep their order and number; columns may be
added at the right end. What was put together of which columns is told by `joined` (`Joined`), so that a problem is
named at a cell that the file really has.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.record import Record

Prepare = Callable[[Any], Any]

PREPARES: dict[type[Record], list[Prepare]] = {}


@dataclass(frozen=True)
class Joined:
    """Columns of the file (0-based) that were read together as one.

    `names` are their headings, of several rows the lowest. `into` heads what was made of them, `made` is its column
    (-1: they stand where they stood). `whole` says by row (0-based) and column what a cell means that is empty or says
    同上.
    """

    columns: tuple[int, ...]
    names: tuple[str, ...]
    into: str
    made: int = -1
    whole: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


def prepares(*records: type[Record]) -> Callable[[Prepare], Prepare]:
    """Write a function into the list of these records."""

    def note(function: Prepare) -> Prepare:
        for record in records:
            PREPARES.setdefault(record, []).append(function)
        return function

    return note


def prepared(record: type[Record], table: Any) -> Any:
    """The table as it is to be judged; `as_read` gives back the file's own."""
    made = table
    for function in PREPARES.get(record, ()):
        made = function(made)
    if made is not table:
        made.read = as_read(table)
    return made


def as_read(table: Any) -> Any:
    """The table as its file has it."""
    return getattr(table, "read", table)


def joined_of(table: Any) -> Joined | None:
    """What was put together in a prepared table; None when nothing was."""
    return getattr(table, "joined", None)
