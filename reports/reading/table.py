"""What a read workbook is once it has become plain values, and the limits under which it is read."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from db.errors import Invalid

Cell = str | int | float | bool | datetime | date | None


@dataclass(frozen=True)
class Limits:
    """How much a file may ask of this computer. Bytes, seconds and counts."""

    rows: int = 100_000
    columns: int = 512
    cells: int = 12_000_000
    blank_rows: int = 2_000
    file_bytes: int = 200 << 20
    unpacked_bytes: int = 400 << 20
    ratio: int = 250
    parts: int = 5_000
    memory_bytes: int = 1536 << 20
    seconds: float = 180.0


@dataclass
class RawTable:
    """One sheet as plain values.

    `rows[0]` is row `first_row` (1-based) of the file and starts at column A; blank rows in between are `[]`,
    trailing empty cells are cut. A number in the file is an `int` or `float` here, a text is a `str`: an
    ID number that Excel stored as a number can be told from one stored as text. `merged` holds
    `(top, left, bottom, right)`, 1-based file coordinates; the value of a range merged over several
    rows is repeated downwards in its first column, never sideways. `kind` is the content found:
    `xlsx`, `xls`, `et`, `xlsb`, `ods`, `csv` or `html`.
    """

    kind: str
    name: str
    sheets: list[str]
    sheet: str
    rows: list[list[Cell]]
    first_row: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    warnings: list[Invalid] = field(default_factory=list)
