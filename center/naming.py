"""Which rows of a record a text may mean beyond their exact name: a door is known by any usual spelling of its address.

A domain says `@names(Door)` over a function `(text) → ids`. Asked wherever a clerk, a file or the command line names
another record and no title is exactly so.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence

from db.errors import Invalid
from db.record import Record

Names = Callable[[str], Sequence[int]]
Why = Callable[[str], Invalid | None]

NAMES: dict[type[Record], Names] = {}
WHYS: dict[type[Record], Why] = {}


def names(record: type[Record]) -> Callable[[Names], Names]:
    """Write a function into the list."""

    def note(function: Names) -> Names:
        NAMES[record] = function
        return function

    return note


def whys(record: type[Record]) -> Callable[[Why], Why]:
    """Write a function into the list: `(text) → Invalid` says what is wrong with a text that means no row."""

    def note(function: Why) -> Why:
        WHYS[record] = function
        return function

    return note


def why(record: type[Record], text: str) -> Invalid | None:
    """The sentence about a text that means no row; None when there is none but the usual."""
    return WHYS[record](text) if record in WHYS else None


def named(record: type[Record], text: str) -> Sequence[int]:
    """Ids of the rows that the text may mean; empty when nobody knows."""
    return NAMES[record](text) if record in NAMES else ()
