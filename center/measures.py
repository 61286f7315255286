"""Measures: one named number, one query, and the names behind it. Lists, Excel and PDF all take it from here."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from center.periods import Period
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


def measure(name: str, label: str) -> Callable:
    """Write a function into the list of measures."""

    def note(function: Callable[[Desk, Period], Count]) -> Callable:
        if name in MEASURES:
            raise ValueError(f"two measures are called {name}")
        MEASURES[name] = Measure(name, Word(label), function)
        return function

    return note
