"""What a person did to a preview: kept before she changes it, so that it can be put back."""
from __future__ import annotations

from dataclasses import dataclass

from center.importing.header import Header


@dataclass(frozen=True)
class ByHand:
    """Only what is about to change, by the row of the file: never the rows themselves, of which there may be 50,000.

    `cells` maps (row of the file, path) to the typed text, None where the file's own stands; `answers` a row of the
    file to (answer, person), ("", None) where it was not answered.
    """

    cells: dict[tuple[int, str], str | None]
    answers: dict[int, tuple[str, int | None]]
    allowed: frozenset[tuple[str, str]]
    create_missing: bool
    maps: dict[int, str]
    header: Header
