"""What tells one row of a record from another beside its unique columns, and what a row of a file comes to.

A place is known by its number and what it stands in, as a clerk writes them, whatever SQL can hold: `@known_by(Door)`
over a function `(values, stored) → keys`. Each key begins with the path at which a second row of it is told: `number`
is proof that another place is meant, `name` may be a new name. `stored`: the values are those of a row of the store,
which may be known by more than a file must say.

`@narrows(DutyTerm)` over `(values) → (values, problems by path)` drops what a file says twice, such as the compound of
a building, and tells where both do not fit.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.errors import Invalid
from db.record import Record

Key = tuple[Any, ...]
Keys = Callable[[Mapping[str, Any], bool], Sequence[Key]]
Narrow = Callable[[dict[str, Any]], tuple[dict[str, Any], dict[str, Invalid]]]

KNOWN_BY: dict[type[Record], Keys] = {}
ELSEWHERE: dict[type[Record], str] = {}
"""Records that no table writes, since steps write them: the sentence that says what to do instead."""
NARROWS: dict[type[Record], Narrow] = {}


def not_by_table(record: type[Record], why: str) -> None:
    """No table is imported as this record; `why` is a template that says where it is written."""
    ELSEWHERE[record] = why


def known_by(record: type[Record]) -> Callable[[Keys], Keys]:
    """Write a function into the list."""

    def note(function: Keys) -> Keys:
        KNOWN_BY[record] = function
        return function

    return note


def narrows(record: type[Record]) -> Callable[[Narrow], Narrow]:
    """Write a function into the list."""

    def note(function: Narrow) -> Narrow:
        NARROWS[record] = function
        return function

    return note
