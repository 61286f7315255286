"""Ruled facts and the places to sign."""
from __future__ import annotations

from center.words import say
from reports.document import NO_DAY, SEAL, Facts, Signatures, chinese_date, sealed, with_colon
from reports.pdf.paragraph import Paragraph, Type, set_paragraph
from reports.pdf.sheet import BODY, LEAD, PITCH, Sheet

CELL = Type(size=10.5, lead=14)
LABEL = Type(size=10.5, lead=14, align="center")
PAD, AIR, ROOMY = 4, 4, 7       # points of white beside and over a cell's text; on a cover
SIGN_LEAD = 26          # points between two lines that are signed by hand
A_ROW = 4               # names to sign beside one another


def draw_facts(sheet: Sheet, facts: Facts, roomy: bool = False) -> None:
    """Rows of label and value, `columns` pairs beside one another; the last value takes what is left."""
    pairs = [facts.pairs[i:i + facts.columns] for i in range(0, len(facts.pairs), facts.columns)]
    label = _label_width(sheet, facts)
    value = sheet.area.width / facts.columns - label
    for row in pairs:
        cells = []
        for place, (name, text) in enumerate(row):
            last = place == len(row) - 1
            room = value + (facts.columns - len(row)) * (label + value) if last else value
            cells.append((label, set_paragraph([(sheet.faces["hei"], name)], label - 2 * PAD, LABEL), True))
            cells.append((room, set_paragraph([(sheet.faces["song"], text)], room - 2 * PAD, CELL), False))
        _row(sheet, cells, ROOMY if roomy else AIR)


def _label_width(sheet: Sheet, facts: Facts) -> float:
    widest = max((sheet.faces["hei"].width(name, CELL.size) for name, _ in facts.pairs), default=0)
    return min(widest + 2 * PAD + 2, sheet.area.width / facts.columns * 0.45)


def _row(sheet: Sheet, cells: list[tuple[float, Paragraph, bool]], air: float) -> None:
    height = max(text.height for _, text, _ in cells) + 2 * air
    sheet.need(height)
    canvas, x = sheet.canvas, sheet.area.left
    canvas.setLineWidth(0.5)
    for width, text, is_label in cells:
        canvas.setFillGray(0.95)
        canvas.rect(x, sheet.y - height, width, height, stroke=1, fill=int(is_label))
        top = sheet.y - (height - text.height) / 2
        for number in range(len(text.lines)):
            text.draw_line(canvas, number, x + PAD, top - number * CELL.lead)
        x += width
    sheet.y -= height


def _rows(block: Signatures) -> list[tuple[str, ...]]:
    return [block.labels[i:i + A_ROW] for i in range(0, len(block.labels), A_ROW)]


def _closing(sheet: Sheet, block: Signatures) -> float:
    """Points under the names: the organ, the date, the place of the seal."""
    official = sheet.document.layout == "text"
    if block.seal:
        return 3.3 * LEAD if official else 84
    return (2 * LEAD if official else 30) * block.date_line


def signatures_height(sheet: Sheet, block: Signatures) -> float:
    """All of it, in points."""
    return len(_rows(block)) * SIGN_LEAD + _closing(sheet, block)


def draw_signatures(sheet: Sheet, block: Signatures) -> None:
    """Names to sign, then the organ, the date and a blank place for the seal; all on one page."""
    official = sheet.document.layout == "text"
    rows, closing = _rows(block), _closing(sheet, block)
    sheet.need(signatures_height(sheet, block))
    size = 14 if official else 10.5
    for row in rows:
        step = sheet.area.width / max(len(row), 2)
        for place, label in enumerate(row):
            text = with_colon(label)
            sheet.text(sheet.area.left + place * step, sheet.y - 18, text, "fang" if official else "song", size)
        sheet.y -= SIGN_LEAD
    if official:
        _official_close(sheet, block)
    else:
        _form_close(sheet, block)
    sheet.y -= closing


def _official_close(sheet: Sheet, block: Signatures) -> None:
    """成文日期 four characters from the right, the organ centred on it (GB/T 9704 7.3.5), free for the seal."""
    fang, right = sheet.faces["fang"], sheet.area.left + sheet.area.width
    date = chinese_date(sheet.document.made_at)
    organ = sealed(sheet.document.org) if block.seal else sheet.document.org
    centre = right - 4 * PITCH - fang.width(date, BODY) / 2
    centre = min(centre, right - fang.width(organ, BODY) / 2)
    y = sheet.y - (2 if block.seal else 1) * LEAD + 8
    sheet.text(centre, y, organ, "fang", BODY, "center")
    if block.date_line:
        sheet.text(centre, y - LEAD, date, "fang", BODY, "center")


def _form_close(sheet: Sheet, block: Signatures) -> None:
    """（盖章） and an empty date, to be stamped and dated by hand."""
    right = sheet.area.left + sheet.area.width
    y = sheet.y - (54 if block.seal else 20)
    if block.seal:
        sheet.text(right - 70, y, say(SEAL), "song", 10.5, "center")
    if block.date_line:
        sheet.text(right - 70, y - (20 if block.seal else 0), say(NO_DAY), "song", 10.5, "center")
