"""Tables as a file reader gives them, for tests of the importer."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sheet:
    """Plain rows under a name; `first_row` is where they begin in the file."""

    rows: list[list[Any]]
    name: str = "花名册.xlsx"
    sheet: str = "花名册"
    first_row: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
