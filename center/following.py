"""What follows from what was written: a building's doors are renamed with it, an address leads to a home.

A domain says `@follows(Building)` over a function `(tx, rows)`; the Desk calls it after the command and inside its
act, whichever way the rows came (form, import, command line, demo). So it is undone with the act, and it is not called
by undo and redo, which put its own rows back too.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping

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


def follow(tx: Tx) -> None:
    """Call what follows. A function that writes another record is followed only by those that stand after it."""
    for record, function in FOLLOWS:
        if record._meta.table_name in tx.changed:
            rows = tx.touched(record)
            if rows:
                function(tx, rows)
