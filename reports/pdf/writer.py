"""Draws a Document as PDF: the same Document gives the same bytes."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from reports.deeds import Entries, Form, Lead, Rules, Signing, Stamp
from reports.document import (
    Chart,
    Document,
    Facts,
    Heading,
    MissingGlyph,
    PageBreak,
    Part,
    Signatures,
    Space,
    Table,
    Text,
    chinese_date,
    tail_of,
    torn_before,
)
from reports.pdf.boxes import draw_form
from reports.pdf.charts import chart_height, draw_chart
from reports.pdf.deeds import (
    beside,
    draw_beside,
    draw_entries,
    draw_head,
    draw_lead,
    draw_rules,
    draw_signing,
    draw_stamp,
    heights,
)
from reports.pdf.face import Faces
from reports.pdf.forms import draw_facts, draw_signatures, signatures_height
from reports.pdf.paragraph import Type, set_paragraph
from reports.pdf.sheet import BODY, DEED, DEED_LEAD, LEAD, PITCH, TITLE, Sheet, mixed
from reports.pdf.tables import AIR, TableDrawing

USUAL, CLOSER, TIGHT = 1.0, 0.92, 0.84     # spacing of papers to sign
PROGRAM = "党群服务中心工作台"
GRID = PITCH - BODY             # the official grid is a little tighter than the type
TITLES = {"text": Type(TITLE, LEAD * 1.15, align="center"), "form": Type(18, 26, align="center")}
PART_TITLES = {"text": Type(18, LEAD, align="center"), "form": Type(18, 26, align="center")}
UNDER = {"text": Type(BODY, LEAD, align="center"), "form": Type(12, 20, align="center")}
COVER_TITLE, COVER_UNDER = Type(28, 42, align="center"), Type(18, 30, align="center")
NOTE = Type(9, 14)
FIRST_NOTICE = Type(12, 20, align="justify")
HEADINGS = {
    "text": {1: ("hei", Type(BODY, LEAD, GRID, 2)), 2: ("kai", Type(BODY, LEAD, GRID, 2)),
             3: ("fang", Type(BODY, LEAD, GRID, 2))},
    "form": {1: ("hei", Type(14, 26)), 2: ("hei", Type(12, 22)), 3: ("kai", Type(12, 20))},
    "deed": {1: ("hei", Type(DEED, DEED_LEAD, 0, 2)), 2: ("kai", Type(DEED, DEED_LEAD, 0, 2)),
             3: ("fang", Type(DEED, DEED_LEAD, 0, 2))},
}


class _Steps:
    """Tells the progress of rows, and stops when asked; both every `EVERY` rows."""

    EVERY = 200

    def __init__(self, total: int, progress: Callable | None, check: Callable[[], None]) -> None:
        self.total, self.done, self.progress, self.check = total, 0, progress, check

    def __call__(self) -> None:
        self.done += 1
        if self.done % self.EVERY == 0:
            self.check()
            if self.progress:
                self.progress(min(self.done, self.total), self.total)


def write_pdf(document: Document, path: Path | BytesIO, *, progress: Callable[[int, int], None] | None = None,
              check: Callable[[], None] = lambda: None, fonts: Path | None = None) -> tuple[MissingGlyph, ...]:
    """Write `path`; returns characters that no font has. `check` is called now and then and may raise to stop."""
    faces = Faces(fonts, document.language)
    sheet = Sheet(_canvas(document, path, faces), faces, document)
    total = sum(block.size() for part in document.parts for block in part.blocks if isinstance(block, Table))
    steps = _Steps(total, progress, check)
    for number, part in enumerate(document.parts):
        check()
        tried = _closest(sheet, path, part, steps, number == 0)
        if tried and len(document.parts) == 1:
            sheet = tried               # what was tried is the paper itself
        else:
            _part(sheet, part, steps, number == 0, tried.scale if tried else USUAL)
    sheet.end()
    sheet.canvas.save()
    if progress:
        progress(total, total)
    return faces.warnings()


def _part(sheet: Sheet, part: Part, steps: _Steps, first: bool, scale: float) -> Sheet:
    """A part drawn on new pages."""
    sheet.scale = scale
    sheet.begin(part.landscape)
    _title(sheet, part, first)
    _blocks(sheet, part, steps)
    return sheet


def _closest(sheet: Sheet, path: Path | BytesIO, part: Part, steps: _Steps, first: bool) -> Sheet | None:
    """How close a paper to sign stands: as usual, unless closer lines save it a page; tried on canvases of its own.

    Returns the one that was chosen, with the part drawn on it; None for other papers, which stand as usual.
    """
    if sheet.document.layout != "deed":
        return None

    def tried(scale: float) -> Sheet:
        spare = Sheet(_canvas(sheet.document, path, sheet.faces), sheet.faces, sheet.document)
        return _part(spare, part, steps, first, scale)

    usual = tried(USUAL)
    if _pages(usual) == (False, 1) or _pages(tight := tried(TIGHT)) >= _pages(usual):
        return usual
    return closer if _pages(closer := tried(CLOSER)) < _pages(usual) else tight


def _pages(sheet: Sheet) -> tuple[bool, int]:
    """Whether names stand on a page without a line of what they sign, and how many pages were drawn."""
    return sheet.alone, sheet.number


def _canvas(document: Document, path: Path | BytesIO, faces: Faces):
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas
    rl_config.useA85 = 0                        # binary streams: an eighth smaller
    first = faces["fang" if document.layout == "text" else "song"]
    target = str(path) if isinstance(path, Path) else path
    canvas = Canvas(target, pageCompression=1, invariant=1, initialFontName=first.main.fontName, lang=document.tag)
    moment = document.made_at
    canvas.setDateFormatter(lambda *_: f"D:{moment:%Y%m%d%H%M%S}+08'00'")
    canvas.setTitle(document.title.replace("\n", ""))
    canvas.setAuthor(document.org)
    canvas.setSubject(" ".join(filter(None, (document.subtitle, document.period, document.notice))) or document.name)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


# -- titles ---------------------------------------------------------------------------------------------


def _title(sheet: Sheet, part: Part, first: bool) -> None:
    document, layout = sheet.document, sheet.document.layout
    title = document.title if first else part.title
    if layout == "deed":
        draw_head(sheet, document, title, first)
        return
    if first and document.cover:
        _cover(sheet)
        return
    if title:
        sheet.mark(title.replace("\n", ""), 0)
        sheet.paragraph(title, "biao", TITLES[layout] if first else PART_TITLES[layout])
    if first:
        _under_title(sheet, part)
    if layout == "form":
        _unit_line(sheet)
    else:
        sheet.snap()
        sheet.y -= LEAD


def _cover(sheet: Sheet) -> None:
    """The title in the upper third in two lines, the notice, the organ and the date at the foot; facts go between."""
    document, area = sheet.document, sheet.area
    sheet.mark(document.title.replace("\n", ""), 0)
    titles = document.title.replace("（", "\n（", 1).replace(" (", "\n(", 1).split("\n")
    notice = _lines(sheet, document.notice, "kai", FIRST_NOTICE) if document.notice else 0
    more = sum(_lines(sheet, line, "biao", COVER_TITLE) for line in titles) - 2
    sheet.y -= max(0.6 * LEAD, 3 * LEAD - max(more, 0) * COVER_TITLE.lead - max(notice - 2, 0) * FIRST_NOTICE.lead)
    for line in titles:
        sheet.paragraph(line, "biao", COVER_TITLE)
    if under := document.subtitle or document.period:
        sheet.y -= 6
        sheet.paragraph(under, "kai", COVER_UNDER)
    sheet.y -= 1.4 * LEAD
    reached, middle = sheet.y, area.left + area.width / 2
    if document.notice:
        sheet.y = area.bottom + max(4.2 * LEAD, 1.5 * LEAD + BODY + 8 + notice * FIRST_NOTICE.lead)
        sheet.paragraph(document.notice, "kai", FIRST_NOTICE)
    sheet.text(middle, area.bottom + 1.5 * LEAD, document.org, "fang", BODY, "center")
    sheet.text(middle, area.bottom + 0.4 * LEAD, chinese_date(document.made_at), "fang", BODY, "center")
    sheet.y = reached


def _lines(sheet: Sheet, text: str, style: str, kind: Type) -> int:
    """How many lines a text takes: translations are longer."""
    return len(set_paragraph([(sheet.faces[style], text)], sheet.area.width, kind).lines)


def _under_title(sheet: Sheet, part: Part) -> None:
    """On the first page: the subtitle or the period, the notice of a text, the first part's own title of a form."""
    document, layout = sheet.document, sheet.document.layout
    if under := document.under:
        sheet.paragraph(under, "kai", UNDER[layout])
    if layout == "text":
        if document.notice:
            sheet.y -= 6
            sheet.paragraph(document.notice, "kai", FIRST_NOTICE)
    elif part.title and part.title not in document.title:
        sheet.paragraph(part.title, "hei", Type(14, 24, align="center"))


def _unit_line(sheet: Sheet) -> None:
    """填报单位（盖章）：…  填报日期：…  单位：…"""
    document, area = sheet.document, sheet.area
    y = sheet.y - 14
    left = sheet.text(area.left, y, document.filler_line, "song", 10.5)
    date = document.date_line
    right = sheet.faces["song"].width(document.unit_line, 10.5)
    length = sheet.faces["song"].width(date, 10.5)
    middle = area.left + (area.width - length) / 2
    if middle < area.left + left + 12:
        middle = area.left + left + (area.width - left - right - length) / 2
    sheet.text(middle if document.unit_line else area.left + area.width - length, y, date, "song", 10.5)
    sheet.text(area.left + area.width, y, document.unit_line, "song", 10.5, "right")
    sheet.y -= 20


# -- blocks ---------------------------------------------------------------------------------------------


def _blocks(sheet: Sheet, part: Part, steps: _Steps) -> None:
    tail = tail_of(part.blocks) if sheet.document.layout == "deed" else -1
    end = heights(sheet, part.blocks[tail:]) if tail >= 0 else 0
    torn = torn_before(part.blocks, tail)
    for place, block in enumerate(part.blocks):
        steps.check()
        sheet.tail = end if torn and place == tail - 1 else 0
        if place == tail:
            sheet.alone = sheet.alone or end > sheet.whole
            sheet.need(end if end <= sheet.whole else 0)
        if beside(part.blocks[place - 1] if place else None, block):
            draw_beside(sheet, part.blocks[place - 1], block)
        elif beside(block, next(iter(part.blocks[place + 1:]), None)):
            pass                        # drawn with the seal's place that follows
        elif isinstance(block, Table):
            _table(sheet, block, part.blocks[place + 1:], steps)
        elif isinstance(block, Heading):
            _heading(sheet, block, next(iter(part.blocks[place + 1:]), None))
        elif isinstance(block, Rules):
            draw_rules(sheet, block, part.blocks[place + 1:])
        elif isinstance(block, Signing):
            draw_signing(sheet, block, heights(sheet, part.blocks[place + 1:]))
        else:
            _DRAW[type(block)](sheet, block)


def _heading(sheet: Sheet, block: Heading, following: object) -> None:
    """A heading stays with the beginning of what follows it."""
    style, kind = HEADINGS[sheet.document.layout][block.level]
    kind = replace(kind, lead=kind.lead * sheet.scale)
    begins = chart_height(following) if isinstance(following, Chart) else kind.lead * 1.5
    begins = 4 * kind.lead if isinstance(following, Table) else begins
    sheet.need(kind.lead + begins + 6)
    if sheet.document.layout == "form" and not sheet.untouched:
        sheet.y -= 6
    sheet.mark(block.text, block.level)
    sheet.paragraph(block.text, style, kind)


def _text(sheet: Sheet, block: Text) -> None:
    official = sheet.document.layout == "text"
    indent = 2 if block.align == "justify" else 0
    deed = sheet.document.layout == "deed"
    if deed and block.style == "body":
        kind = Type(DEED, DEED_LEAD * sheet.scale, 0, indent, block.align)
    elif block.style == "note":
        kind = Type(12 if official else 9, LEAD * 0.75 if official else 14, 0, indent, block.align)
    elif official:
        kind = Type(BODY, LEAD, GRID, indent, block.align)
    else:
        kind = Type(12, 20, 0, indent, block.align)
    for paragraph in block.text.split("\n"):
        sheet.paragraph(mixed(sheet, paragraph) if deed else paragraph, "fang" if official else "song", kind)
    if block.style == "note":
        sheet.snap()


def _table(sheet: Sheet, block: Table, following: Sequence[object], steps: _Steps) -> None:
    """A table; when it is to be signed its last rows stay with the signatures, and with notes before these."""
    note = NOTE.lead * 2 if block.note else 0
    notes = list(takewhile(lambda one: isinstance(one, Text) and one.style == "note", following))
    signed = following[len(notes)] if len(notes) < len(following) else None
    tail = 0
    if isinstance(signed, Signatures):
        tail = signatures_height(sheet, signed) + LEAD + note + 2 * NOTE.lead * len(notes)
    within = min(block.within, sheet.room - _under(sheet, following, steps)) if block.within else 0
    TableDrawing(sheet, block, steps, tail, within).draw()
    if block.note:
        sheet.y -= 3
        sheet.paragraph(block.note, "song", NOTE)
    sheet.y -= 6
    sheet.snap()


def _under(sheet: Sheet, following: Sequence[object], steps: _Steps) -> float:
    """About what stands under a table that shall leave it room on the same page, in points."""
    height = 12.0
    for one in following:
        if isinstance(one, Table):
            drawing = TableDrawing(sheet, one, steps)
            rows = one.size() + (one.total is not None)
            high = drawing.header_height + rows * (drawing.size + 2 * AIR)
            height += min(high, one.within or high) + (NOTE.lead * 2 if one.note else 0) + 16
        elif isinstance(one, Signatures):
            height += signatures_height(sheet, one) + 6
        elif isinstance(one, Text):
            height += 2 * NOTE.lead
    return height


def _chart(sheet: Sheet, block: Chart) -> None:
    draw_chart(sheet, block)
    sheet.snap()


def _facts(sheet: Sheet, block: Facts) -> None:
    draw_facts(sheet, block, roomy=sheet.document.cover and sheet.number == 1 and not sheet.document.translated)
    sheet.y -= 8
    sheet.snap()


def _space(sheet: Sheet, block: Space) -> None:
    sheet.y -= block.lines * (LEAD if sheet.document.layout == "text" else 16 * sheet.scale)


def _page_break(sheet: Sheet, _: PageBreak) -> None:
    if not sheet.untouched:
        sheet.next()


_DRAW = {Text: _text, Chart: _chart, Facts: _facts, Signatures: draw_signatures, Space: _space,
         PageBreak: _page_break, Entries: draw_entries, Lead: draw_lead, Form: draw_form, Stamp: draw_stamp}
