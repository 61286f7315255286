"""How cells look: official fonts by name (Excel takes 宋体 where one is missing), thin black lines, no colours."""
from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from reports.fonts import STYLES

FORMATS = {"text": "@", "whole": "0", "number": "General", "points": "0.0", "amount": "#,##0.00", "percent": "0.00%",
           "date": "yyyy-mm-dd"}
_LINE = Side(style="thin", color="FF000000")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
LIGHT = PatternFill("solid", fgColor="FFF2F2F2")
STRIPE = PatternFill("solid", fgColor="FFF8F8F8")


def font(style: str, size: float, color: str = "FF000000") -> Font:
    """An official font by style name (fang hei kai biao song)."""
    return Font(name=STYLES[style].office, size=size, color=color)


FORMULA = frozenset("=+-@")     # signs with which a typed text would become a formula
FONTS = {"title": font("biao", 18), "part": font("hei", 14), "under": font("kai", 12), "line": font("song", 10.5),
         "head": font("hei", 10.5), "required": font("hei", 10.5, "FF9C0006"), "body": font("song", 10.5),
         "total": font("hei", 10.5), "small": font("song", 9), "text": font("fang", 12), "level1": font("hei", 12),
         "level2": font("kai", 12), "level3": font("fang", 12)}


def alignment(horizontal: str, wrap: bool = True, indent: int = 0) -> Alignment:
    """In the middle of the row's height."""
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)


def dress(cell: Cell, face: str, align: str = "left", *, box: bool = False, fill: PatternFill | None = None,
          number_format: str = "") -> Cell:
    """Set all of a cell's looks."""
    cell.font, cell.alignment = FONTS[face], alignment(align)
    if box:
        cell.border = BOX
    if fill is not None:
        cell.fill = fill
    if number_format:
        cell.number_format = number_format
    return cell


def body_styles(sheet, columns, face: str = "body", fill: PatternFill | None = None) -> list[tuple[int, int]]:
    """For every column the style numbers of a plain cell and of one whose text begins with a formula sign.

    The second carries `quotePrefix`: the text stays text when somebody edits the cell in Excel.
    """
    found, guarded = [], any(column.locked for column in columns)
    for column in columns:
        pair = []
        for quoted in (False, True):        # two cells: openpyxl keeps a style by reference until it saves
            cell = dress(Cell(sheet, row=1, column=1), face, column.align, box=True, fill=fill,
                         number_format=FORMATS[column.kind])
            cell.quotePrefix = quoted
            if guarded and not column.locked:
                cell.protection = Protection(locked=False)
            pair.append(cell.style_id)
        found.append((pair[0], pair[1]))
    return found


def put(cell: Cell, text: str) -> Cell:
    """Set a text that stays text, whatever it begins with."""
    cell.value = text
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in FORMULA
    return cell
