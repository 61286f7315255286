"""One cell and one thing to settle of an import preview, as the page draws them; levels and their tints."""

from __future__ import annotations

from dataclasses import dataclass

from center.importing.cell import ASK, CHANGED, OK, REFUSED, WARNING
from center.words import N_
from db.errors import Invalid

LEVELS = (REFUSED, ASK, WARNING, CHANGED)
LEVEL_WORDS = {REFUSED: N_("要改"), ASK: N_("确认"), WARNING: N_("提醒"), CHANGED: N_("改写")}
TONES = {OK: "", CHANGED: "blue", WARNING: "amber", ASK: "amber", REFUSED: "red"}


@dataclass(frozen=True)
class Shown:
    """One cell to draw: `tone` blue, amber, red or ''; `was` is the file's own text when it was rewritten."""

    text: str
    tone: str = ""
    was: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Problem:
    """One thing to settle. `number` is the row in the file, `at` the column there (-1: none), `why` what is asked.

    What the file has no column for stands at the row's name. `named`: `who` is a name and no words of ours.
    """

    index: int
    number: int
    at: int
    path: str
    level: str
    address: str
    label: str
    words: str
    who: str
    why: str = ""
    missing: str = ""
    message: Invalid | None = None
    named: bool = False
