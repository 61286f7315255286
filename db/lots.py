"""Rows and ids in lots: so many as one question may name, or one statement may write."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

One = TypeVar("One")

MOST = 500
"""Well below the 999 parameters that the oldest engines take."""


def lots(rows: Iterable[One], most: int = MOST) -> Iterator[list[One]]:
    """At most so many at a time, in their order; read only as far as is asked."""
    rows = iter(rows)
    while some := list(islice(rows, most)):
        yield some


def marks(some: list) -> str:
    """The places of one lot's values in a question: `?, ?, ?`."""
    return ", ".join("?" * len(some))
