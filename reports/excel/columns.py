"""Column widths of a worksheet in characters, from the tables that stand in it."""
from __future__ import annotations

from itertools import islice

from openpyxl.utils import get_column_letter

from reports.document import Part, Table, show, width_of

PLAIN_COLUMNS, PLAIN_WIDTH = 8, 11.0        # a sheet without tables
SAMPLE = 300
SHRINK = 0.25                               # how much wider than the page a table may be before it wraps more
ENOUGH = {False: 84.0, True: 128.0}         # characters of 10.5 pt on A4 upright and on its side


def column_widths(part: Part) -> list[float]:
    """The width of every column; hidden ones too."""
    tables = [block for block in part.blocks if isinstance(block, Table) and block.columns]
    if not tables:
        return [PLAIN_WIDTH] * PLAIN_COLUMNS
    widths: list[float] = []
    leasts: list[float] = []
    for table in tables:
        for place, (width, least) in enumerate(_table_widths(table)):
            if place == len(widths):
                widths.append(width)
                leasts.append(least)
            widths[place], leasts[place] = max(widths[place], width), max(leasts[place], least)
    seen = [i for i in range(len(widths)) if not _hidden(tables, i)]
    spare = ENOUGH[part.landscape] - sum(widths[i] for i in seen)
    if spare > 0 and seen:                  # a narrow table is spread, else print would blow its type up
        total = sum(widths[i] for i in seen)
        for i in seen:
            widths[i] += spare * widths[i] / total
    over = -spare - ENOUGH[part.landscape] * SHRINK
    give = sum(widths[i] - leasts[i] for i in seen)
    if over > 0 and give:                   # a wide one wraps its long words, else print would be too small to read
        for i in seen:
            widths[i] -= min(over / give, 1) * (widths[i] - leasts[i])
    return widths


def _table_widths(table: Table) -> list[tuple[float, float]]:
    """Of every column the width it would like, and the least one that keeps names, dates and numbers whole."""
    widths = []
    asked = any(column.locked for column in table.columns)
    rows = list(islice(table.each(), SAMPLE)) + ([table.total] if table.total is not None else [])
    for place, column in enumerate(table.columns):
        texts = [show(column.kind, row[place]) for row in rows]
        longest = max(map(width_of, texts), default=column.width_chars)
        if asked and not column.locked:     # there must be room for what is yet to be typed
            longest = max(longest, column.width_chars)
        head = width_of(column.label)
        head = head if head <= 10 else (head + 1) // 2 + 1
        body = min(longest, max(column.width_chars, 6) * 1.35)
        short = 18 if column.kind == "text" and longest <= 20 else 0     # an ID number stands on one line
        whole = max((width_of(text) for text in texts if len(text) <= 4 or text.isascii()), default=4)
        wanted = max(head, body, min(longest, short), 4) + 2
        widths.append((wanted, min(wanted, max(whole + 2, 10, wanted * 0.55))))
    return widths


def _hidden(tables: list[Table], place: int) -> bool:
    return any(place < len(table.columns) and table.columns[place].hidden for table in tables)


def set_columns(sheet, part: Part, widths: list[float]) -> None:
    """Widths and hidden columns of the worksheet."""
    tables = [block for block in part.blocks if isinstance(block, Table)]
    for place, width in enumerate(widths):
        column = sheet.column_dimensions[get_column_letter(place + 1)]
        column.width = round(width, 2)
        column.hidden = _hidden(tables, place)
