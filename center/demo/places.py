"""Invented places of the demo centre, from the addresses of its residents down to the door."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NAMES = ("streets", "communities", "grids", "compounds", "buildings", "units", "doors")


def tree(_everyone: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows by record name, each Ref the place of a row that comes before."""
    return {name: [] for name in NAMES}
