"""Which rows of a record a text may mean beyond their exact name: a door is known by any usual spelling of its address.

A domain says `@names(Door)` over a function `(text) → ids`. Asked wherever a clerk, a file or the command line names
another record and no title is exactly so.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence

from db.record import Record

Names = Callable[[str], Sequence[int]]

NAMES: dict[type[Record], Names] = {}


def names(record: type[Record]) -> Callable[[Names], Names]:
    """Write a function into the list."""

    def note(function: Names) -> Names:
        NAMES[record] = function
        return function

    return note


def named(record: type[Record], text: str) -> Sequence[int]:
    """Ids of the rows that the text may mean; empty when nobody knows."""
    return NAMES[record](text) if record in NAMES else ()
