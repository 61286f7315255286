"""What a grid's columns are, and where they stand: pure arithmetic, tested without a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

NUMBER, CHECK = "#", "✓"
EDGE = 16  # design px: a text column starts 8 further in, at the page's left edge of 24


class Cell(NamedTuple):
    """A cell that says more than its text. Plain strings serve for all the others."""

    text: str
    tone: str = ""  # one of theme.TONES: ink, and ground if `tint`
    was: str = ""  # what the file said: drawn as 原文 → 新值 while it fits
    tint: bool = True
    strong: bool = False


class Row(NamedTuple):
    """One row as the grid reads it; anything whose [0] is the id and [1] the texts will do."""

    id: int
    texts: Sequence[str | Cell | tuple[str, ...]]


@dataclass
class Column:
    """One column. `look`: text, title (bold), strong (bold figures), dim, chips or link.

    `priority` 0 always stays; of the others the highest leaves first when the window is narrow.
    `tones` gives chips their tone (grey if absent). `width` in design pixels, changed by dragging.
    """

    key: str
    label: str
    width: int
    align: str = "w"
    priority: int = 0
    look: str = "text"
    flex: bool = False
    sortable: bool = True
    editable: bool = False
    tones: Mapping[str, str] = field(default_factory=dict)


class Span(NamedTuple):
    """Where a column stands: `index` into a row's texts (-1 for numbers and checks), device pixels."""

    column: Column
    index: int
    x: int
    width: int
    frozen: bool


def lay_out(
    columns: Sequence[Column],
    width: int,
    scale: float,
    *,
    numbers: int = 0,
    checks: bool = False,
    wide: bool = False,
    frozen: int = 0,
    whole: bool = False,
) -> list[Span]:
    """Place the columns in `width` device pixels.

    Narrow lists drop columns by priority and give the rest to flexible ones; a `wide` grid, and a list that is
    laid out `whole`, keep all of them and are scrolled sideways. `numbers` is the width of the number column (0: none).
    """
    kept = list(enumerate(columns))
    lead = _leading(numbers, checks, wide)
    used = sum(_device(column.width, scale) for column in lead)
    edge = 0 if wide else _device(EDGE, scale) - (_device(6, scale) if checks else 0)
    room = width - used - edge - (0 if wide else _device(EDGE, scale))
    if not wide and not whole:
        kept = _drop(kept, room, scale)
    widths = [_device(column.width, scale) for _, column in kept]
    if not wide and not whole:
        _stretch(kept, widths, room)
    spans, x = [], edge
    for column in lead:
        spans.append(Span(column, -1, x, _device(column.width, scale), True))
        x += spans[-1].width
    for place, ((index, column), size) in enumerate(zip(kept, widths, strict=True)):
        spans.append(Span(column, index, x, size, place < frozen))
        x += size
    return spans


def _leading(numbers: int, checks: bool, wide: bool) -> list[Column]:
    lead = []
    if numbers:
        lead.append(Column(NUMBER, "", numbers, align="center", sortable=False))
    if checks:
        lead.append(Column(CHECK, "", 40 if wide else 44, align="center", sortable=False))
    return lead


def _drop(kept: list[tuple[int, Column]], room: int, scale: float) -> list[tuple[int, Column]]:
    while sum(_device(column.width, scale) for _, column in kept) > room:
        loose = [item for item in kept if item[1].priority]
        if not loose:
            break
        kept = [item for item in kept if item is not max(loose, key=lambda item: item[1].priority)]
    return kept


def _stretch(kept: list[tuple[int, Column]], widths: list[int], room: int) -> None:
    flexible = [place for place, (_, column) in enumerate(kept) if column.flex]
    spare = room - sum(widths)
    if not flexible:
        return
    if spare < 0:
        # nothing more to drop: flexible columns give way down to half their width
        for place in flexible:
            widths[place] = max(widths[place] // 2, widths[place] + spare // len(flexible))
        return
    for place in flexible:
        widths[place] += spare // len(flexible)


def _device(value: float, scale: float) -> int:
    return round(value * scale)
