"""One cell of the preview: what stands in the file, what it will be, and what is to be said about it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.errors import Invalid

OK, CHANGED, WARNING, ASK, REFUSED = "ok", "changed", "warning", "ask", "refused"
RANK = {OK: 0, CHANGED: 1, WARNING: 2, ASK: 3, REFUSED: 4}
EXACT = 10**15
"""Excel keeps 15 digits of a number; whatever is longer has lost its end."""

Raw = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the preview shows it.

    `raw` is the file's text, `text` what it will be, `value` what is stored (None for empty). `message` says why
    and what to do. `spare` is a second phone number; `masked` marks a number with stars; `same` says 同上;
    `missing` is the name of a record that is not there yet; `among` are the ids of several of one name.
    """

    state: str
    raw: str = ""
    text: str = ""
    value: Any = None
    message: Invalid | None = None
    spare: str = ""
    masked: bool = False
    same: bool = False
    missing: str = ""
    among: tuple[int, ...] = ()


EMPTY = Cell(OK)


def raw_text(raw: Raw) -> str:
    """The value as a person would read it in the file."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%d %H:%M" if raw.hour or raw.minute else "%Y-%m-%d")
    if isinstance(raw, date):
        return raw.isoformat()
    if abs(raw) >= EXACT:
        return f"{raw:.5E}"
    return str(int(raw)) if float(raw).is_integer() else repr(round(raw, 6))
