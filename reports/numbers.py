"""A number on a paper that knows the names behind it."""
from __future__ import annotations

from db.record import Record


class Number(int):
    """An int for every writer; the window opens `record` and `ids` when it is chosen."""

    record: type[Record]
    ids: tuple[int, ...]

    def __new__(cls, value: int, record: type[Record], ids: tuple[int, ...]) -> Number:
        made = super().__new__(cls, value)
        made.record, made.ids = record, ids
        return made
