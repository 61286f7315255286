"""Tables of a Word paper as XML: python-docx looks through a whole table for every cell."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reports.document import Table, show
from reports.fonts import STYLES

CONTROLS = {code: None for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}      # what XML cannot hold


def _fonts(style: str, size: float) -> str:
    name = STYLES[style].office
    return (f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:hint="eastAsia"/>'
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>')


def cell(text: str, style: str = "song", align: str = "left", *, grey: bool = False, span: int = 1,
          merge: str = "", size: float = 10.5, keep: bool = False, lead: float = 0) -> str:
    """A table cell; `merge` is "restart" or "continue" for cells that hang together downwards, `keep` keeps its row
    on the page of what follows it, `lead` are the points of a line, where they shall not be those of the font."""
    extra = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    extra += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    extra += '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if grey else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line.translate(CONTROLS))}</w:t>'
                           for line in text.split("\n"))
    stay = "<w:keepNext/>" if keep else ""
    stay += f'<w:spacing w:line="{round(lead * 20)}" w:lineRule="exact"/>' if lead else ""
    return (f'<w:tc><w:tcPr>{extra}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr>{stay}<w:jc w:val="{align}"/></w:pPr>'
            f"<w:r>{_fonts(style, size)}{lines}</w:r></w:p></w:tc>")


def row_of(cells: Iterable[str], head: bool = False) -> str:
    """One row of cells; a `head` row comes again on every page."""
    mark = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    return f'<w:tr><w:trPr>{mark}</w:trPr>{"".join(cells)}</w:tr>'


def values_row(table: Table, row: Sequence, style: str, size: float) -> str:
    """One row; a None in a merged column goes on from the cell above."""
    return row_of(cell(show(table.columns[i].kind, row[i]), style, table.columns[i].align, size=size,
                       merge=("continue" if row[i] is None else "restart") if i in table.merge else "")
                  for i in table.shown)


def header_rows(columns: Sequence, grouped: bool, size: float) -> list[str]:
    """The header: one row, or two when columns stand under a group's name."""
    labels = [cell(column.label, "hei", "center", grey=True, size=size) for column in columns]
    if not grouped:
        return [row_of(labels, head=True)]
    upper, lower, place = [], [], 0
    while place < len(columns):
        name, end = columns[place].group, place + 1
        while name and end < len(columns) and columns[end].group == name:
            end += 1
        if name:
            upper.append(cell(name, "hei", "center", grey=True, span=end - place, size=size))
            lower += labels[place:end]
        else:
            upper.append(cell(columns[place].label, "hei", "center", grey=True, merge="restart", size=size))
            lower.append(cell("", grey=True, merge="continue"))
        place = end
    return [row_of(upper, head=True), row_of(lower, head=True)]


def ruled(shares: Sequence[float], width: int, rows: Sequence[str], pitch: float = 0) -> str:
    """A ruled table of `width` twips; with a `pitch` every row is exactly so many points high, without white."""
    from docx.oxml.ns import nsdecls
    widths = [round(width * share / sum(shares)) for share in shares]
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    white = 0 if pitch else 40
    if pitch:
        height = f'<w:trPr><w:trHeight w:val="{round(pitch * 20)}" w:hRule="exact"/>'
        rows = [row.replace("<w:trPr>", height, 1) for row in rows]
    return (f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{white}" w:type="dxa"/>'
            f'<w:left w:w="60" w:type="dxa"/>'
            f'<w:bottom w:w="{white}" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
            f'</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>')
