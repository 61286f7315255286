"""What follows from what was written: a building's doors are renamed with it, an address leads to a home.

A domain says `@follows(Building)` over a function `(tx, rows)`; the Desk calls it after the command and inside its
act, whichever way the rows came (form, import, command line, demo). So it is undone with the act, and it is not called
by undo and redo, which put its own rows back too.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from db.record import Record
from db.tx import Tx

Follow = Callable[[Tx, Mapping[int, frozenset[str]]], None]
"""`rows`: id → names of the fields that were written (all of them for a new row)."""

FOLLOWS: list[tuple[type[Record], Follow]] = []


def follows(record: type[Record]) -> Callable[[Follow], Follow]:
    """Write a function into the list. They run in the order of the list, each once an act."""

    def note(function: Follow) -> Follow:
        FOLLOWS.append((record, function))
        return function

    return note


CARRIES: dict[type[Record], tuple[frozenset[str], Callable[[int], int]]] = {}


def carries(record: type[Record], *names: str) -> Callable[[Callable[[int], int]], Callable[[int], int]]:
    """Over a function row → how many rows are written anew when one of these fields of it is changed."""

    def note(function: Callable[[int], int]) -> Callable[[int], int]:
        CARRIES[record] = frozenset(names), function
        return function

    return note


def carried(record: type[Record], rid: int, names: Iterable[str]) -> int:
    """How many rows follow a change of these fields, as far as a domain has told: whether it takes a moment."""
    told, count = CARRIES.get(record, (frozenset(), int))
    return count(rid) if told & set(names) else 0


LEAVES: list[tuple[type[Record], Callable[[Tx], object]]] = []


def leaves(record: type[Record]) -> Callable[[Callable[[Tx], object]], Callable[[Tx], object]]:
    """Over a function that lets go what is no act of rows that are gone, or refuses to: undo and redo call it."""

    def note(function: Callable[[Tx], object]) -> Callable[[Tx], object]:
        LEAVES.append((record, function))
        return function

    return note


def leave(tx: Tx) -> None:
    """Call what goes with the rows of an undo or of a redo."""
    for record, function in LEAVES:
        if record._meta.table_name in tx.changed:
            function(tx)


def follow(tx: Tx) -> None:
    """Call what follows. A function that writes another record is followed only by those that stand after it."""
    for record, function in FOLLOWS:
        if record._meta.table_name in tx.changed:
            rows = tx.touched(record)
            if rows:
                function(tx, rows)
