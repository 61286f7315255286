"""How close the lines of a Word paper to sign stand: as usual, unless closer lines save it a page, as in the PDF.

Word alone breaks pages; what it will do is reckoned from the exact heights that lines and rows were given.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SCALES = (1.0, 0.92, 0.84, 0.8)
POINT = 20                  # twips
ROW_LINE, ROW_WHITE = 1.45, 4   # of its size, a line of a cell; points of white over and under a cell's text
RULED = 1.5                 # points that the line under a paragraph takes
FRAME = 0.5                 # points of a line between rows
NARROW = 0.56               # of its size, the width of a letter or figure
LAST_LINES = 2              # of a paragraph that stand over the names
SPARE = 18                  # points that a page should have left: fonts differ a little


@dataclass(frozen=True)
class Run:
    """Lines that stand on one page or may be parted: how high one is, how many, whether the last stays with what
    follows, whether all of them do, and whether they may be set closer."""
    high: float
    lines: int
    keep: bool
    loose: bool = True


def settle(elements: Sequence[Any], width: float, depth: float, firm: Sequence[Any] = (),
           before: Any = None) -> bool:
    """Set the lines of these elements of the body as close as saves a page.

    `width` and `depth` of the type area in points; `firm` are paragraphs that keep their lines (a seal's).
    False where what must stay together is longer than a page, or where names would stand on a page without the last
    lines of the paragraph `before` them.
    """
    runs = [run for one in elements for run in _runs(one, width, not any(one is kept for kept in firm))]
    counts = {one: pages(runs, depth, one) for one in SCALES}
    good = [one for one in SCALES if counts[one] == min(counts.values())]
    scale = next((one for one in good if _whole(runs, depth, one)), good[0])
    if scale != 1.0:
        for one in elements:
            if not any(one is kept for kept in firm):
                _closer(one, scale)
    at = next((nth for nth, one in enumerate(elements) if one is before), None)
    if at is not None:      # elements are paragraphs here or tables of several rows before it: count their runs
        place = sum(len(_runs(one, width, True)) for one in elements[:at])
        found = _flow(runs, depth, scale)
        if found[place][1] != found[place + 1][0]:
            return False
    return _whole(runs, depth, scale)


def pages(runs: Sequence[Run], depth: float, scale: float) -> int:
    """How many pages runs take."""
    return max((last for _, _, last in _flow(runs, depth, scale)), default=1)


def _flow(runs: Sequence[Run], depth: float, scale: float) -> list[tuple[int, int, int]]:
    """Of each run the pages of its first line, of the last lines that stay together, and of its last: those that stay
    with the next go over together, as long as a page holds them."""
    count, left, found = 1, depth - SPARE, []
    for chain in _chains(runs):
        high = _together(chain, scale)
        if high > left and high <= depth - SPARE and (len(chain) > 1 or chain[0].lines == 1):
            count, left = count + 1, depth - SPARE
        for run in chain:
            each = run.high * (scale if run.loose else 1)
            at = []
            for _ in range(run.lines):
                if each > left:
                    count, left = count + 1, depth - SPARE
                left -= each
                at.append(count)
            found.append((at[0], at[-LAST_LINES] if len(at) >= LAST_LINES else at[0], count))
    return found


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    found: list[list[Run]] = [[]]
    for run in runs:
        found[-1].append(run)
        if not run.keep:
            found.append([])
    return [one for one in found if one]


def _whole(runs: Sequence[Run], depth: float, scale: float) -> bool:
    """Whether all that must stay together fits on a page."""
    return all(_together(chain, scale) <= depth - SPARE for chain in _chains(runs))


def _together(chain: Sequence[Run], scale: float) -> float:
    """How high is what must stand on one page: of the last only its first lines."""
    lines = [*(run.lines for run in chain[:-1]), min(chain[-1].lines, LAST_LINES)]
    return sum(run.high * count * (scale if run.loose else 1) for run, count in zip(chain, lines, strict=True))


def _runs(element: Any, width: float, loose: bool) -> list[Run]:
    from docx.oxml.ns import qn
    if element.tag == qn("w:p"):
        return [_paragraph(element, width, loose)]
    if element.tag == qn("w:tbl"):
        return _table(element)
    return []


def _paragraph(element: Any, width: float, loose: bool) -> Run:
    from docx.oxml.ns import qn
    form = element.pPr
    spacing = form.find(qn("w:spacing")) if form is not None else None
    lead = int(spacing.get(qn("w:line"), 0)) / POINT if spacing is not None else 0
    indent = form.find(qn("w:ind")) if form is not None else None
    first = int(indent.get(qn("w:firstLine"), 0)) / POINT if indent is not None else 0
    lead += RULED if form is not None and form.find(qn("w:pBdr")) is not None else 0
    return Run(lead, -(-int(_wide(element) + first) // int(width)) or 1, _kept(element), loose)


def _kept(element: Any) -> bool:
    from docx.oxml.ns import qn
    return element.pPr is not None and element.pPr.find(qn("w:keepNext")) is not None


def _wide(element: Any) -> float:
    """Points that the text of a paragraph takes on one line."""
    from docx.oxml.ns import qn
    total = 0.0
    for run in element.iter(qn("w:r")):
        size = run.find(f".//{qn('w:sz')}")
        points = int(size.get(qn("w:val"))) / 2 if size is not None else 14
        total += sum(points if ord(sign) > 0x2E7F else points * NARROW
                     for text in run.iter(qn("w:t")) for sign in text.text or "")
    return total


def _table(element: Any) -> list[Run]:
    """Its rows, each as high as its highest cell."""
    from docx.oxml.ns import qn
    widths = [int(one.get(qn("w:w"))) / POINT for one in element.iter(qn("w:gridCol"))]
    found = []
    for row in element.iter(qn("w:tr")):
        least = row.find(f".//{qn('w:trHeight')}")
        high = int(least.get(qn("w:val"))) / POINT if least is not None else 0.0
        at, text, keep = 0, 0.0, False
        for cell in row.iter(qn("w:tc")):
            span = cell.find(f".//{qn('w:gridSpan')}")
            end = at + (int(span.get(qn("w:val"))) if span is not None else 1)
            text = max(text, _cell(cell, sum(widths[at:end]) - 6))
            keep = keep or any(_kept(one) for one in cell.iter(qn("w:p")))
            at = end
        found.append(Run(max(high, text + ROW_WHITE) + FRAME, 1, keep, loose=text + ROW_WHITE <= high * SCALES[-1]))
    return found


def _cell(cell: Any, width: float) -> float:
    """How high its text is; a cell that goes on from the one above has none."""
    from docx.oxml.ns import qn
    size = cell.find(f".//{qn('w:sz')}")
    points = int(size.get(qn("w:val"))) / 2 if size is not None else 12
    lines = 0
    for paragraph in cell.iter(qn("w:p")):
        texts = [text.text or "" for text in paragraph.iter(qn("w:t"))] or [""]
        for text in texts:
            wide = sum(points if ord(sign) > 0x2E7F else points * NARROW for sign in text)
            lines += max(1, -(-int(wide) // max(int(width), 1)))
    if cell.find(f".//{qn('w:vMerge')}") is not None:
        return 0.0
    exact = cell.find(f".//{qn('w:spacing')}")
    return lines * (int(exact.get(qn("w:line"))) / POINT if exact is not None else points * ROW_LINE)


def _closer(element: Any, scale: float) -> None:
    """Exact lines and least heights of rows, so much lower."""
    from docx.oxml.ns import qn
    if element.tag == qn("w:p"):
        spacing = element.pPr.find(qn("w:spacing")) if element.pPr is not None else None
        if spacing is not None and spacing.get(qn("w:lineRule")) == "exact":
            spacing.set(qn("w:line"), str(round(int(spacing.get(qn("w:line"))) * scale)))
    for height in element.iter(qn("w:trHeight")):
        height.set(qn("w:val"), str(round(int(height.get(qn("w:val"))) * scale)))
