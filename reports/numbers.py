"""A number on a paper that knows the names behind it."""
from __future__ import annotations

from db.record import Record


class Number(int):
    """An int for every writer; the window opens `record` and `ids` when it is chosen. `called` is what the number is
    called in a list without its table; '' leaves that to the words beside it."""

    record: type[Record]
    ids: tuple[int, ...]
    called: str

    def __new__(cls, value: int, record: type[Record], ids: tuple[int, ...], called: str = "") -> Number:
        made = super().__new__(cls, value)
        made.record, made.ids, made.called = record, ids, called
        return made


def hundredths(part: int, whole: int) -> int | None:
    """A share in hundredths of a percent, rounded half up; nothing of nothing is empty."""
    return (part * 20000 + whole) // (2 * whole) if whole else None
