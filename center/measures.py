"""Measures: one named number, one query, and the names behind it. Lists, Excel and PDF all take it from here."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from center.periods import Period
from center.seeing import hidden
from db.errors import Missing
from db.record import Record
from db.words import Word

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Found:
    """Records of one kind: the names behind a number."""

    record: type[Record]
    ids: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Count:
    """What a measure found: `counted` (the number's names) and, for a share, `base` (all that could be)."""

    counted: Found
    base: Found | None = None
    note: str = ""

    @property
    def value(self) -> int:
        """The number."""
        return len(self.counted)

    @property
    def share(self) -> Fraction | None:
        """counted ÷ base; None without a base or with an empty one."""
        return Fraction(len(self.counted), len(self.base)) if self.base and len(self.base) else None


@dataclass(frozen=True)
class Measure:
    """One named number: `function(desk, period) → Count`."""

    name: str
    label: str
    function: Callable[[Desk, Period], Count]


MEASURES: dict[str, Measure] = {}
FIGURES = "figures"
"""The right to exact figures of what an account may not read: the number, none of the names behind it."""
OWN = "compliance"
"""Its figures stand in the self-check, which is read as a whole by who may read it."""


def measure(name: str, label: str) -> Callable:
    """Write a function into the list of measures."""

    def note(function: Callable[[Desk, Period], Count]) -> Callable:
        if name in MEASURES:
            raise ValueError(f"two measures are called {name}")
        MEASURES[name] = Measure(name, Word(label), function)
        return function

    return note


def counted(desk: Desk, known: Mapping[str, Measure], name: str, period: Period) -> Count:
    """One named number as this account may have it. Raises Missing, and Denied when it is not for this account.

    The names are for who may read the measure's domain and the records that it counts. Who may not, but holds
    `figures`, gets the same number with ids that are nobody's.
    """
    if name not in known:
        raise Missing("没有叫 {name} 的数，请核对名称", name=name)
    domain = name.partition(".")[0]
    named = desk.may(f"{domain}.read")
    if not named:
        desk.need(FIGURES)
    count = known[name].function(desk, period)
    records = [found.record for found in (count.counted, count.base) if found is not None]
    if named and (domain == OWN or all(desk.may(f"{record.domain}.read") for record in records)):
        return _closed(desk, count)
    desk.need(FIGURES)
    return _nameless(count)


def _closed(desk: Desk, count: Count) -> Count:
    """The same numbers; rows that are closed to the account stand in them under ids below zero."""
    shut = {record: hidden(desk, record) for record in {found.record for found in (count.counted, count.base) if found}}
    if not any(shut.values()):
        return count

    def open_(found: Found) -> Found:
        return Found(found.record, tuple(-rid if rid in shut[found.record] else rid for rid in found.ids))

    return Count(open_(count.counted), None if count.base is None else open_(count.base), count.note)


def _nameless(count: Count) -> Count:
    """The same sizes, and the same rows of the base counted, under ids below zero."""
    ids: dict[tuple[type[Record], int], int] = {}

    def hidden(found: Found) -> Found:
        return Found(found.record, tuple(ids.setdefault((found.record, rid), -1 - len(ids)) for rid in found.ids))

    return Count(hidden(count.counted), None if count.base is None else hidden(count.base), count.note)
