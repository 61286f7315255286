"""Column widths: fitted to the page from the words themselves, in a type size that can still be read."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from reports.document import Table, show
from reports.pdf.breaking import cut
from reports.pdf.face import Face

# (type size, lines a cell may take), from the best look to the last resort
LOOKS = ((10.5, 1), (10.5, 2), (10, 2), (9.5, 2), (9, 2), (8.5, 2), (8.5, 3), (8, 3), (7.5, 3), (7, 3), (7.5, 4),
         (7, 4), (7, 6), (7, 9), (6.5, 9), (6, 9))
PAD, TIGHT = 3, 2       # points of white on either side of a cell, and in type of less than 8 points
SAMPLE = 300            # rows that are looked at
EM = 1000               # widths are in thousandths of the type size
PROSE = 24 * EM         # a longer text is prose: it may take more lines than the rest


@dataclass(frozen=True)
class Grid:
    """The type size and the width of every shown column, in points."""
    size: float
    widths: tuple[float, ...]
    pad: float = PAD


@dataclass
class _Demand:
    """What a column needs: its widest text, and its widest piece that may not be broken."""
    natural: float
    least: float

    def width(self, lines: int) -> float:
        """Enough for the text in so many lines; a line rarely fills to its last half character."""
        text = min(self.natural, PROSE)
        least = 0.75 * PROSE if self.natural > 2 * PROSE else self.least        # long prose makes every row high
        return max(least, text if lines == 1 else min(text, text / lines + 0.7 * EM))


def fit(table: Table, face: Face, head: Face, measure: float) -> Grid:
    """The best look in which numbers, dates and names stay whole and the table is as wide as the page."""
    demands = _demands(table, face, head)
    size, widths, pad = LOOKS[-1][0], [], TIGHT
    for size, lines in LOOKS:
        pad = PAD if size >= 8 else TIGHT
        white = 2 * pad + 1
        widths = [demand.width(lines) * size / EM + white for demand in demands]
        if sum(widths) <= measure:
            widths = _spread(widths, [demand.natural * size / EM + white for demand in demands], measure)
            break
    total = sum(widths) or 1
    return Grid(size, tuple(width * measure / total for width in widths), pad)


def _spread(widths: list[float], naturals: list[float], measure: float) -> list[float]:
    """Give what is left first to the columns that still wrap."""
    lacks = [max(0.0, natural - width) for natural, width in zip(naturals, widths, strict=True)]
    share = min(1, (measure - sum(widths)) / sum(lacks)) if sum(lacks) else 0
    return [width + lack * share for width, lack in zip(widths, lacks, strict=True)]


def _demands(table: Table, face: Face, head: Face) -> list[_Demand]:
    """Of every shown column."""
    columns = [table.columns[i] for i in table.shown]
    demands = [_of_label(head, column.label) for column in columns]
    rows = list(islice(table.each(), SAMPLE))
    for row in rows if table.total is None else [*rows, table.total]:
        ink = head if row is table.total else face
        for demand, index, column in zip(demands, table.shown, columns, strict=True):
            text = show(column.kind, row[index])
            if text:
                demand.natural = max(demand.natural, max(ink.width(line, EM) for line in text.split("\n")))
                demand.least = max(demand.least, _least(ink, text))
    if not rows:                        # to be filled in by hand
        for demand, column in zip(demands, columns, strict=True):
            demand.natural = max(demand.natural, column.width_chars * EM / 2)
    return demands


def _of_label(head: Face, label: str) -> _Demand:
    """A header of up to four characters stands on one line, a longer one on two."""
    width = head.width(label, EM)
    return _Demand(width if len(label) <= 4 else width / 2 + EM, _least(head, label))


def _least(face: Face, text: str) -> float:
    """The widest piece that may not be broken: a number, a date, a name of up to four characters."""
    if len(text) <= 4:
        return face.width(text, EM)
    widest = max((face.width(piece, EM) for piece in cut(text)), default=0)
    return max(min(widest, 12 * EM), 3 * EM)
