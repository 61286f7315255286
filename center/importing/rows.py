"""One data row of a preview, and what may be said about it."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from center.importing.cell import Cell
from db.errors import Invalid

NEW, UPDATE, UNCHANGED, REFUSED_ROW, ASK_ROW, SKIP = "new", "update", "unchanged", "refused", "ask", "skip"
TAKEN = (NEW, UPDATE, UNCHANGED)

TWIN, SAME_PERSON, OTHER_NAME, MISSING, EMPTY_VALUE = "twin", "person", "name", "missing", "value"
"""Why a row is asked: the same ID in two rows; maybe somebody known; another name under her ID; an unknown
record; a value that a person has to fill or leave open."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row's fault beside those of its cells: `path` '' is the whole row; `why` names an asked question."""

    path: str
    level: str
    message: Invalid
    why: str = ""


@dataclass(slots=True)
class PreviewRow:
    """A row of the file: `number` is its row there (1-based), `cells` stand in the order of the imported columns.

    `target` is the id of the record it changes, `person` that of the human it is about; `changes` is what will
    be written, by path; `twin` the index of an earlier row with the same key; `candidates` are (person id,
    words) of people it may be; `told` is what two of its columns say against each other. `state` is
    new, update, unchanged, refused, ask or skip.
    """

    index: int
    number: int
    cells: list[Cell]
    added: dict[str, Cell] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    state: str = NEW
    target: int | None = None
    person: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    candidates: tuple[tuple[int, str], ...] = ()
    twin: int | None = None
    answer: str = ""
    chosen: int | None = None
    told: dict[str, Invalid] = field(default_factory=dict)
