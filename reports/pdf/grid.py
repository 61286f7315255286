"""Column widths: fitted to the page from the words themselves, in a type size that can still be read."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from reports.document import Table, show
from reports.pdf.breaking import cut
from reports.pdf.face import Face

SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5)
PAD = 3                 # points of white on either side of a cell
SAMPLE = 300            # rows that are looked at
LONGEST = 40_000        # thousandths of the type size: no column is widened for more than forty characters


@dataclass(frozen=True)
class Grid:
    """The type size and the width of every shown column, in points."""
    size: float
    widths: tuple[float, ...]


def fit(table: Table, face: Face, head: Face, measure: float) -> Grid:
    """The largest size in which every number, date and word stays whole and cells wrap with measure."""
    wants, floors, naturals = _demands(table, face, head)
    for size in SIZES:
        white = 2 * PAD + 1
        want = [width * size / 1000 + white for width in wants]
        floor = [width * size / 1000 + white for width in floors]
        over = sum(want) - measure
        if over <= 0:
            lacks = [max(0, natural - wish) * size / 1000 for natural, wish in zip(naturals, wants, strict=True)]
            share = min(1, -over / sum(lacks)) if sum(lacks) else 0      # long words first, then everyone
            want = [width + lack * share for width, lack in zip(want, lacks, strict=True)]
            return Grid(size, tuple(width * measure / sum(want) for width in want))
        give = sum(want) - sum(floor)
        if over <= give * (0.35 if size > 9 else 0.7) or (size == SIZES[-1] and over <= give):
            return Grid(size, tuple(w - (w - f) * over / give for w, f in zip(want, floor, strict=True)))
    return Grid(SIZES[-1], tuple(width * measure / sum(floor) for width in floor))


def _demands(table: Table, face: Face, head: Face) -> tuple[list[float], list[float], list[float]]:
    """For every shown column the width it would like, the least one, and the one without any wrapping.

    All in thousandths of the type size.
    """
    columns = [table.columns[i] for i in table.shown]
    wants = [head.width(column.label, 1000) for column in columns]
    floors = [_least(head, column.label) for column in columns]
    naturals = [0.0] * len(columns)
    rows = list(islice(table.each(), SAMPLE))
    if table.total is not None:
        rows.append(table.total)
    for row in rows:
        for place, (index, column) in enumerate(zip(table.shown, columns, strict=True)):
            text = show(column.kind, row[index])
            cap = max(column.width_chars * 500, wants[place] if len(column.label) < 5 else 4000)
            longest = max(face.width(line, 1000) for line in text.split("\n"))
            naturals[place] = max(naturals[place], min(longest, LONGEST))
            wants[place] = max(wants[place], min(longest, cap))
            floors[place] = max(floors[place], _least(face, text))
    if not rows:
        wants = [max(want, column.width_chars * 500) for want, column in zip(wants, columns, strict=True)]
    return [max(pair) for pair in zip(wants, floors, strict=True)], floors, naturals


def _least(face: Face, text: str) -> float:
    """The widest piece that may not be broken: a number, a date, a name of up to four characters."""
    if len(text) <= 4:
        return face.width(text, 1000)
    widest = max((face.width(piece, 1000) for piece in cut(text)), default=0)
    return max(min(widest, 12000), 3000)
