"""Blocks to sign by hand in Word: lines to write on are underlined or ruled, so that people go on typing there."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from center.words import say
from db.words import Phrase
from reports.deeds import (
    NAMED,
    SEAL_HERE,
    SHARES,
    TOGETHER,
    WRITE_DAY,
    Cell,
    Entries,
    Form,
    Group,
    Lead,
    Rules,
    Sign,
    Signing,
    Stamp,
    end_of_names,
    heading_of_names,
)
from reports.document import with_colon
from reports.word.cells import cell, row_of, ruled
from reports.word.page import add_child, add_run

if TYPE_CHECKING:
    from reports.word.writer import _Body

SIZE, LEAD, SMALL, CELL = 14, 25, 9, 12
SMALL_LEAD = 16
RULE_LEAD, SIGN_LEAD = 30, 30
PAIR, LEAST = 12, 40        # type of names beside one another; points of the shortest line to sign on
ROOMY, CLOSER = 40, 0.7    # a cell higher than this has room to spare: Word's own lines are higher than the PDF's
LARGE, COVER_LINES = 16, 2  # type of a cover; lines of it that a value takes before it is set small
LONG_CELL = 9
SIDE = 1.6                  # shares of the narrow cell at the left of a group
TWIPS = 20
SEAL = 119                  # points: 42 mm
UNDER_SEAL = 14
LINE = 1.4                  # of the type in a cell: fonts of different computers are of different height
LABEL, BLANK = 8, 5         # shares of a row of very many names: who (an agent on one line), the line, how and when
VML = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")


def lead(body: _Body, block: Lead) -> None:
    """A word in 黑体 and the text behind it."""
    paragraph = body.line(block.label, "hei", SIZE, "left" if not block.text else "justify", lead=LEAD)
    if block.text:
        add_run(paragraph, f"　{block.text}", "fang", SIZE)
    else:
        paragraph.paragraph_format.keep_with_next = True


def entries(body: _Body, block: Entries) -> None:
    """Label and value in two columns; only the value's cell has a line under it."""
    size = LARGE if block.large else SIZE
    widest = max(len(label) for label, _ in block.pairs)
    share = max(3, widest * size * TWIPS * 1.15 / body.width * 24)
    room = body.width / TWIPS * (24 - share) / 24 - 6
    sizes = [PAIR if block.large and _em(value) * size > COVER_LINES * room else size for _, value in block.pairs]
    rows = "".join(row_of([_bare(label, "hei", size, line=False), _bare(value, "fang", small, line=True)])
                   for (label, value), small in zip(block.pairs, sizes, strict=True))
    table = ruled([share, 24 - share], body.width, [rows])
    body.append(_high(_frameless(table), 40 if block.large else 24))


def _em(text: str) -> float:
    """How many Chinese characters are as wide."""
    return sum(1 if ord(sign) > 255 else 0.5 for sign in text)


def _bare(text: str, style: str, size: float, line: bool, keep: bool = False) -> str:
    """A cell without a frame; `line` rules its lower edge."""
    made = cell(text, style, size=size, keep=keep, lead=size * LINE)
    under = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    border = f"<w:tcBorders>{under}</w:tcBorders>" if line else ""
    return made.replace('<w:tcPr>', f"<w:tcPr>{border}", 1).replace('w:val="center"/></w:tcPr>',
                                                                   'w:val="bottom"/></w:tcPr>', 1)


def _high(table: str, points: float) -> str:
    """Rows at least so high."""
    return table.replace("<w:trPr>", f'<w:trPr><w:trHeight w:val="{round(points * TWIPS)}" w:hRule="atLeast"/>')


def rules(body: _Body, block: Rules) -> None:
    """Empty paragraphs, each with a line under it; how many fill a page only Word knows, so it is the least number."""
    for _ in range(block.lines):
        paragraph = body.line("", "fang", SIZE, lead=RULE_LEAD)
        borders = add_child(paragraph._p.get_or_add_pPr(), "w:pBdr")
        for side in ("bottom", "between"):
            add_child(borders, f"w:{side}", w__val="single", w__sz="4", w__space="1", w__color="000000")


def form(body: _Body, block: Form) -> None:
    """One table: a column at every edge that some row has, cells span them."""
    rows = [(group, nth, row, _edges(group, row)) for group in block.groups for nth, row in enumerate(group.rows)]
    edges = sorted({edge for *_, ends in rows for edge in ends})
    shares = [after - before for before, after in zip([0, *edges], edges, strict=False)]
    body.append(ruled(shares, body.width, [_row(group, nth, row, ends, edges) for group, nth, row, ends in rows]))


def _row(group: Group, nth: int, row: tuple[Cell, ...], ends: list[float], edges: list[float]) -> str:
    """One row; the label of its group is one cell over all its rows."""
    cells, at, ends = [], 0.0, list(ends)
    keep = bool(group.label) and nth + 1 < len(group.rows)      # the boxes of one person are not torn
    if group.label:
        at = ends.pop(0)
        cells.append(cell(group.label, "hei", "center", merge="continue" if nth else "restart", size=10.5,
                          keep=keep, lead=10.5 * LINE, span=sum(edge <= at for edge in edges)))
    for one, end in zip(row, ends, strict=True):
        centred = one.label or (len(row) > 2 and one.share < LONG_CELL)
        size = 10.5 if len(row) > 6 else 11 if one.label else CELL
        cells.append(cell(one.text, "hei" if one.label else "fang", "center" if centred else "left",
                          keep=keep, span=sum(at < edge <= end for edge in edges), size=size, lead=size * LINE))
        at = end
    return _high(row_of(cells, head=group.head), group.high * (CLOSER if group.high > ROOMY else 1))


def _edges(group: Group, row: tuple[Cell, ...]) -> list[float]:
    """Where the cells of a row end, as parts of the form's width."""
    side = SIDE / SHARES if group.label else 0
    total, at, found = sum(one.share for one in row), 0, [side] if side else []
    for one in row:
        at += one.share
        found.append(round(side + (1 - side) * at / total, 3))
    return found


def signing(body: _Body, block: Signing) -> None:
    """Names with an underlined blank; two beside one another where they come in pairs."""
    if block.long or body.many and not block.pairs and len(block.places) > TOGETHER:
        _many(body, block)
        return
    if not block.pairs:
        for one in block.places:
            _sign_line(body, [one])
        return
    for place in range(0, len(block.places), 2):
        both = block.places[place:place + 2]
        roomy = all(_room(body, one, len(both), PAIR) >= LEAST for one in both)
        for line in [both] if roomy else [[one] for one in both]:
            _sign_line(body, line)


def _sign_line(body: _Body, places: Any) -> None:
    paragraph = _kept_line(body)
    size = SIZE if len(places) == 1 and places[0].day else PAIR
    for one in places:
        name = with_colon(_called(one)) if one.label else ""
        hint, day = say(one.hint), say(WRITE_DAY) if one.day else ""
        left = _room(body, one, len(places), size)
        add_run(paragraph, name, "fang", size)
        if left < LEAST:                            # a long name has its blank on the next line
            paragraph = _kept_line(body)
            left += len(name) * size
        add_run(paragraph, "　" * max(2, int(min(left, 200) // size)), "fang", size).underline = True
        add_run(paragraph, hint, "song", SMALL)
        add_run(paragraph, day if one.day else "　", "fang", 12)


def _many(body: _Body, block: Signing) -> None:
    """So many names that they may go over pages: rows under a head that comes again and says what is signed."""
    title = heading_of_names(body.document.title, body.document.subtitle)
    rows = [row_of([cell(say(title), "hei", size=PAIR, span=3, keep=True, lead=PAIR * LINE)], head=True)]
    for nth, one in enumerate(block.places):
        keep = nth < TOGETHER or nth >= len(block.places) - TOGETHER
        how = f"{say(one.hint)}{say(WRITE_DAY)}" if one.day else say(one.hint)
        rows.append(row_of([_bare(with_colon(_called(one)), "fang", PAIR, line=False, keep=keep),
                            _bare("", "fang", PAIR, line=True, keep=keep),
                            _bare(how, "song", SMALL, line=False, keep=keep)]))
    table = ruled([LABEL, BLANK, SHARES - LABEL - BLANK], body.width, rows)
    body.append_close(_high(_frameless(table), SIGN_LEAD))
    said = end_of_names(body.document.title, body.document.subtitle, len(block.places))
    for paragraph in (body.word.paragraphs[-1], body.line(say(said), "song", SMALL, lead=SMALL_LEAD)):
        paragraph.paragraph_format.keep_with_next = True


def _frameless(table: str) -> str:
    start, end = table.index("<w:tblBorders>"), table.index("</w:tblBorders>")
    return table[:start] + "<w:tblBorders>" + table[end:]


def _kept_line(body: _Body) -> Any:
    """A line that stays with the next: no seal without the names that it stands for."""
    paragraph = body.line("", "fang", SIZE, lead=SIGN_LEAD)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _room(body: _Body, one: Sign, beside: int, size: float) -> float:
    """Points that are left to sign on, when so many stand beside one another."""
    name = with_colon(_called(one)) if one.label else ""
    day = say(WRITE_DAY) if one.day else ""
    return body.width / TWIPS / beside - len(name) * size - len(say(one.hint)) * SMALL - len(day) * PAIR - 10


def _called(one: Sign) -> str:
    return say(Phrase(NAMED, label=one.label, name=one.name)) if one.name else str(one.label)


def stamp(body: _Body, block: Stamp) -> None:
    """The organ and its day at the right, a dashed circle behind them."""
    from docx.shared import Pt
    day = block.day or say(WRITE_DAY)
    if block.plain:
        body.line(day, "fang", SIZE, "right", lead=LEAD)
        return
    first = body.line("", "fang", SIZE, "right", lead=LEAD)
    first.paragraph_format.keep_with_next = True
    _circle(first, len(block.organ) * SIZE)
    body.firm.append(first._p)
    for text in (say(SEAL_HERE), "", block.organ, day):
        paragraph = body.line(text, "song" if text == say(SEAL_HERE) else "fang",
                              SMALL if text == say(SEAL_HERE) else SIZE, "right", lead=16 if not text else LEAD)
        paragraph.paragraph_format.keep_with_next = True
        body.firm.append(paragraph._p)
        spare = max(0, (len(block.organ) - _wide(text)) / 2) if text else 0
        paragraph.paragraph_format.right_indent = Pt(spare * SIZE)
    paragraph.paragraph_format.space_after = Pt(UNDER_SEAL)   # white, which begins no page of its own
    paragraph.paragraph_format.keep_with_next = None        # a receipt under the seal may go on over the page


def _wide(text: str) -> float:
    """Characters of 14 points that a text takes."""
    return sum(1 if ord(sign) > 255 else 0.5 for sign in text) * (SMALL / SIZE if text == say(SEAL_HERE) else 1)


def _circle(paragraph, organ: float) -> None:
    """A VML ellipse that floats behind the text: Word, WPS and LibreOffice draw it."""
    from docx.oxml import parse_xml
    vml, office = VML
    right = max(0, (organ - SEAL) / 2)
    paragraph.add_run()._r.append(parse_xml(
        f'<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="{vml}" '
        f'xmlns:o="{office}"><v:oval style="position:absolute;margin-left:{-right:.0f}pt;margin-top:4pt;width:{SEAL}pt;'
        f'height:{SEAL}pt;z-index:-1;mso-position-horizontal:right;mso-position-horizontal-relative:margin" '
        f'filled="f" strokecolor="#999999" strokeweight=".6pt"><v:stroke dashstyle="dash"/></v:oval></w:pict>'))


def head(body: _Body, title: str, first: bool) -> None:
    """The title, its number under it at the right; on a cover the organ stands over a large title."""
    document = body.document
    if first and document.cover:
        for _ in range(3):
            body.line("", "fang", SIZE, lead=LEAD)
        body.line(document.org, "biao", 22, "center", lead=50)
        body.line(title, "biao", 36, "center", lead=70)
        body.line("", "fang", SIZE, lead=60)
        return
    if title:
        body.line(title, "biao", 22, "center", lead=38, outline=1)
    if document.subtitle and title:
        body.line(document.subtitle, "fang", 12, "right", lead=24)
    elif title:
        body.line("", "fang", 12, lead=8)


ADD = {Lead: lead, Entries: entries, Rules: rules, Form: form, Signing: signing, Stamp: stamp}
