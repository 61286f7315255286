"""Papers to sign by hand: entries on lines, rules to write on, places to sign, the circle for a seal."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from center.tongues import CHINESE
from center.words import say
from db.words import Phrase
from reports.deeds import (
    NAMED,
    SEAL_HERE,
    TOGETHER,
    WRITE_DAY,
    Entries,
    Lead,
    Rules,
    Sign,
    Signing,
    Stamp,
    heading_of_names,
)
from reports.document import Document, Heading, Space, Text, tail_of, with_colon
from reports.pdf.paragraph import Paragraph, Type, set_paragraph
from reports.pdf.sheet import DEED, DEED_LEAD, LAST_LINES, MM, Sheet, mixed

TITLE, UNDER = Type(22, 34, align="center"), Type(12, 22, align="right")
RULE = 30                   # points between two lines that are written on by hand
LABEL_FACE, TEXT_FACE = "hei", "fang"
SIGN_LEAD, NAME_LEAD, NAME_WIDTH, LEAST_LINE = 30, 22, 154, 50
HINT = 9
SPACE = 16                  # points of an empty line
SEAL_SIZE = 42 * MM         # the circle of an official seal
LARGE, PAIR = 16, 12
COVER_LINES, SMALL_LEAD = 2, 24      # of a value of a cover, before it is set small; points of its small lines
SMALLER = 0.85              # of its size, down to which a value of a cover shrinks


def typed(sheet: Sheet, indent: float = 0, align: str = "justify") -> Type:
    """How text is set, as close as this paper stands."""
    return Type(DEED, DEED_LEAD * sheet.scale, 0, indent, align)


# -- lines ------------------------------------------------------------------------------------------------


def draw_lead(sheet: Sheet, block: Lead) -> None:
    """A word in 黑体 and the text behind it; one that stands alone stays with what follows."""
    if not block.text:
        sheet.need(3 * DEED_LEAD * sheet.scale)
    done = _led(sheet, block)
    for number in range(len(done.lines)):
        sheet.need(done.type.lead)
        done.draw_line(sheet.canvas, number, sheet.area.left, sheet.y)
        sheet.y -= done.type.lead


def _led(sheet: Sheet, block: Lead) -> Paragraph:
    runs = mixed(sheet, block.label, LABEL_FACE) + (mixed(sheet, f"　{block.text}") if block.text else [])
    return set_paragraph(runs, sheet.area.width, typed(sheet, block.indent))


def draw_entries(sheet: Sheet, block: Entries) -> None:
    """Label, then the value over a line; a long value takes several lines, each of them ruled."""
    size = LARGE if block.large else DEED
    lead = (44 if block.large else 27) * sheet.scale
    left = sheet.area.left + (30 if block.large else 0)
    width = sheet.area.width - (60 if block.large else 0)
    face = sheet.faces[LABEL_FACE]
    widest = max(face.width(label, size) for label, _ in block.pairs)
    room = width - widest - size
    for label, value in block.pairs:
        done = _entry(sheet, value, room - 6, Type(size, lead, align="center" if block.large else "left"))
        each, small = done.type.lead, done.type.size
        for number in range(max(len(done.lines), block.lines)):
            high = lead if number == 0 else each
            sheet.need(high)
            if number == 0:
                _spread(sheet, left, sheet.y - lead + _drop(size), label, widest, size)
            if number < len(done.lines):
                lift = _drop(small) - (each - small) / 2 - small * 0.14     # onto the baseline of the label
                done.draw_line(sheet.canvas, number, left + widest + size + 3, sheet.y + lift - (high - each))
            _line(sheet, left + widest + size, sheet.y - high + 3, room)
            sheet.y -= high
    sheet.y -= 6


def _entry(sheet: Sheet, value: str, room: float, kind: Type) -> Paragraph:
    """A value of a cover is set a little smaller before it breaks: a day with its blanks stays on its line. One that
    is still longer than two lines is set small, in lines that stand closer."""
    length = sheet.faces[TEXT_FACE].width(value, kind.size)
    if kind.size == LARGE and room < length <= room / SMALLER:
        kind = replace(kind, size=kind.size * room / length - 0.01)
    done = set_paragraph(mixed(sheet, value), room, kind)
    if kind.size < LARGE or len(done.lines) <= COVER_LINES:
        return done
    return set_paragraph(mixed(sheet, value), room, replace(kind, size=PAIR, lead=SMALL_LEAD * sheet.scale))


def _drop(size: float) -> float:
    """From the rule up to the baseline of what stands over it."""
    return 3 + size * 0.36


def _spread(sheet: Sheet, x: float, y: float, label: str, width: float, size: float) -> None:
    """A Chinese label as wide as the widest, its characters spread; other languages stand as they are."""
    if sheet.document.language != CHINESE or len(label) < 2:
        sheet.text(x, y, label, LABEL_FACE, size)
        return
    face = sheet.faces[LABEL_FACE]
    step = (width - face.width(label, size)) / (len(label) - 1)
    for sign in label:
        x += sheet.text(x, y, sign, LABEL_FACE, size) + step


def _line(sheet: Sheet, x: float, y: float, width: float) -> None:
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.line(x, y, x + width, y)


def draw_rules(sheet: Sheet, block: Rules, following: Sequence[object]) -> None:
    """Lines to write on: as many as wanted, or as the page holds, with all that follows or with what is not its end."""
    count, tail = block.lines, tail_of(following)
    freely = block.fill and not any(isinstance(one, Signing) and one.long for one in following)
    for after in (following, following[:tail]) if freely else ():
        room = sheet.room - 8 - heights(sheet, after)
        if room >= block.lines * RULE * sheet.scale:
            count = int(room // (RULE * sheet.scale))
            break
    for number in range(count):
        sheet.need(RULE * sheet.scale)
        if number == max(0, count - LAST_LINES):
            sheet.need_end(RULE * sheet.scale * (count - number) + 6)
        sheet.y -= RULE * sheet.scale
        _line(sheet, sheet.area.left, sheet.y + 4, sheet.area.width)
    sheet.y -= 6


# -- signing ----------------------------------------------------------------------------------------------


def draw_signing(sheet: Sheet, block: Signing, after: float = 0) -> None:
    """Name, line, how to sign, day; none is parted from its line. Of very many the last stay with what follows, which
    is `after` points high, and over them on each page stands what they sign."""
    lead = SIGN_LEAD * sheet.scale
    if block.pairs:
        half = sheet.area.width / 2
        for place in range(0, len(block.places), 2):
            sheet.need(lead)
            for nth, one in enumerate(block.places[place:place + 2]):
                _sign(sheet, one, sheet.area.left + nth * half, half - 8, PAIR)
            sheet.y -= lead
        return
    if block.long:
        _head_of_names(sheet)
    for nth, one in enumerate(block.places):
        page = sheet.number
        if block.long and nth == len(block.places) - TOGETHER:      # no seal on a page without names
            sheet.need(sum(_sign_height(sheet, last) for last in block.places[nth:]) + after)
        sheet.need(_sign_height(sheet, one))
        if block.long and sheet.number > page:
            _head_of_names(sheet)
        if _long(sheet, one):
            _name(sheet, _name_lines(sheet, one))
            _sign(sheet, Sign("", "", one.hint, one.day), sheet.area.left + 2 * DEED, sheet.area.width - 2 * DEED)
        else:
            _sign(sheet, one, sheet.area.left, sheet.area.width)
        sheet.y -= lead


def _head_of_names(sheet: Sheet) -> None:
    title = heading_of_names(sheet.document.title, sheet.document.subtitle)
    sheet.paragraph(mixed(sheet, say(title), LABEL_FACE), LABEL_FACE, Type(PAIR, NAME_LEAD))


def _called(one: Sign) -> str:
    if not one.label:
        return ""
    return say(Phrase(NAMED, label=one.label, name=one.name)) if one.name else str(one.label)


def _long(sheet: Sheet, one: Sign) -> bool:
    return sheet.faces[TEXT_FACE].width(with_colon(_called(one)), DEED) > NAME_WIDTH


def _name_lines(sheet: Sheet, one: Sign) -> Paragraph:
    """A name over its line to sign; the whole name of an organisation may take two."""
    face = sheet.faces[TEXT_FACE]
    return set_paragraph([(face, with_colon(_called(one)))], sheet.area.width, Type(DEED, NAME_LEAD * sheet.scale))


def _name(sheet: Sheet, lines: Paragraph) -> None:
    lead = lines.type.lead
    for number in range(len(lines.lines)):
        lines.draw_line(sheet.canvas, number, sheet.area.left, sheet.y - 20 + (lead - DEED) / 2 + DEED * 0.86)
        sheet.y -= lead


def _sign_height(sheet: Sheet, one: Sign) -> float:
    over = _name_lines(sheet, one).height if _long(sheet, one) else 0
    return SIGN_LEAD * sheet.scale + over


def _sign(sheet: Sheet, one: Sign, x: float, width: float, size: float = DEED) -> None:
    """What is left of the width between the name and the hint is the line; a long name is set smaller."""
    y, right, hint = sheet.y - 20, x + width, say(one.hint)
    if one.day:
        right -= sheet.text(right, y, say(WRITE_DAY), TEXT_FACE, 12, "right") + 4
    label = with_colon(_called(one)) if one.label else ""
    length = sheet.faces[TEXT_FACE].width(label, size)
    room = right - x - sheet.faces["song"].width(hint, HINT) - LEAST_LINE
    if length > room:
        size *= max(0.6, room / length)
    x += sheet.text(x, y, label, TEXT_FACE, size) + 2
    right -= sheet.text(right, y, hint, "song", HINT, "right") + 2
    _line(sheet, x, y - 3, max(right - x, 20))


def draw_stamp(sheet: Sheet, block: Stamp) -> None:
    """The organ and its day inside a dashed circle of an official seal's size; or the day alone."""
    right = sheet.area.left + sheet.area.width
    day = block.day or say(WRITE_DAY)
    if block.plain:
        sheet.need(DEED_LEAD)
        sheet.text(right, sheet.y - 19, day, TEXT_FACE, DEED, "right")
        sheet.y -= DEED_LEAD
        return
    sheet.need(stamp_height(block))
    width = sheet.faces[TEXT_FACE].width(block.organ, DEED)
    middle = right - max(SEAL_SIZE, width, sheet.faces[TEXT_FACE].width(day, DEED)) / 2
    top, canvas = sheet.y - 6, sheet.canvas
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeGray(0.6)
    canvas.setDash(3, 3)
    canvas.circle(middle, top - SEAL_SIZE / 2, SEAL_SIZE / 2)
    canvas.setFillGray(0.5)
    sheet.text(middle, top - SEAL_SIZE * 0.3, say(SEAL_HERE), "song", HINT, "center")
    canvas.restoreState()
    sheet.text(middle, top - SEAL_SIZE * 0.53, block.organ, TEXT_FACE, DEED, "center")
    sheet.text(middle, top - SEAL_SIZE * 0.75, day, TEXT_FACE, DEED, "center")
    sheet.y -= SEAL_SIZE + 12


def stamp_height(block: Stamp) -> float:
    """In points."""
    return DEED_LEAD if block.plain else SEAL_SIZE + 12


# -- the page ---------------------------------------------------------------------------------------------


def draw_head(sheet: Sheet, document: Document, title: str, first: bool) -> None:
    """The title, its number under it at the right; on a cover the organ stands over a large title."""
    if first and document.cover:
        sheet.mark(title, 0)
        sheet.y -= 70 * sheet.scale
        sheet.paragraph(document.org, "biao", Type(22, 36, align="center"))
        sheet.y -= 26
        sheet.paragraph(title, "biao", Type(36, 54, align="center"))
        sheet.y -= 56 * sheet.scale
        return
    if not title:
        return
    sheet.mark(title, 0)
    sheet.paragraph(title, "biao", TITLE)
    if document.subtitle:
        sheet.paragraph(document.subtitle, TEXT_FACE, UNDER)
    sheet.y -= 6


def beside(block: object, following: object) -> bool:
    """Whether a seal's place stands at the right of names in pairs, which then stand under one another."""
    return isinstance(block, Signing) and block.pairs and isinstance(following, Stamp) and not following.plain


def draw_beside(sheet: Sheet, block: Signing, seal: Stamp) -> None:
    """Names at the left, the seal's place at their right."""
    high = _beside_height(sheet, block, seal)
    sheet.need(high)
    top, lead = sheet.y, SIGN_LEAD * sheet.scale
    for one in block.places:
        _sign(sheet, one, sheet.area.left, sheet.area.width / 2 - 8, PAIR)
        sheet.y -= lead
    sheet.y = top
    draw_stamp(sheet, seal)
    sheet.y = top - high


def _beside_height(sheet: Sheet, block: Signing, seal: Stamp) -> float:
    return max(SIGN_LEAD * sheet.scale * len(block.places), stamp_height(seal))


def heights(sheet: Sheet, blocks: Sequence[object]) -> float:
    """How high blocks are together that must stay with what stands before them, in points: of very many names the
    first."""
    total, place = 0.0, 0
    while place < len(blocks):
        block, following = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Signing) and block.long:      # the others may go over the page
            return total + NAME_LEAD + sum(_sign_height(sheet, one) for one in block.places[:TOGETHER])
        both = beside(block, following)
        total += _beside_height(sheet, block, following) if both else _height(sheet, block)
        place += 1 + both
    return total


def _height(sheet: Sheet, block: object) -> float:
    if isinstance(block, Signing):
        if block.pairs:
            return SIGN_LEAD * sheet.scale * -(-len(block.places) // 2)
        return sum(_sign_height(sheet, one) for one in block.places)
    if isinstance(block, Stamp):
        return stamp_height(block)
    if isinstance(block, Rules):
        return block.lines * RULE * sheet.scale + 6
    if isinstance(block, Space):
        return block.lines * SPACE * sheet.scale
    if isinstance(block, Lead):
        return _led(sheet, block).height
    if isinstance(block, Heading):
        return DEED_LEAD * sheet.scale
    if isinstance(block, Text):
        kind = Type(HINT, 14) if block.style == "note" else typed(sheet, 2)
        return sum(set_paragraph(mixed(sheet, line), sheet.area.width, kind).height for line in block.text.split("\n"))
    return 0
