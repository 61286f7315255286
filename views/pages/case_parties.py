"""Draws the left zone of the case page: parties, who handles the case, what was agreed about the mediation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, spoken
from db.words import Phrase
from views.kit import theme
from views.kit.line_break import break_lines
from views.pages.case_pen import Pen
from views.state.case import Chip
from views.state.case_people import Someone, agreed, parties, workers

if TYPE_CHECKING:
    from views.pages.case import CasePage

EDGE, TEXT, DISC, NAME_STEP = 24, 72, 34, 20  # design px
PARTIES, HANDLING, AGREED = N_("当事人 {count}"), N_("调解员"), N_("约定")
ADD, CHANGE, NOTE, OPEN, WRITE = N_("添加"), N_("修改"), N_("保密笔记"), N_("打开"), N_("写")


def draw(page: CasePage, pen: Pen) -> None:
    """All of it, from the top."""
    people, edit = page.state.once(parties), page.state.may_change and not page.state.covered
    _head(pen, 28, Phrase(PARTIES, count=len(people)), ADD if edit else "", page.add_party, "add-party", "plus")
    y = 60.0
    for nth, one in enumerate(people):
        if nth:
            pen.rule(y - 26, EDGE, pen.width - 20, "line_soft")
        y = _someone(pen, y, one, lambda one=one: page.party_menu(one.id, one.key)) + 45
    y = _section(pen, y - 22 if people else 60)
    _head(pen, y, HANDLING, ADD if edit else "", page.change_worker, "worker", "plus")
    y += 32
    for one in page.state.once(workers):
        y = _someone(pen, y, one, lambda one=one: page.worker_menu(one.id, one.key)) + 34
    y = _section(pen, y - 12)
    _head(pen, y, AGREED, CHANGE if edit else "", page.change_agreed, "agreed", "")
    y += 30
    facts = page.state.once(agreed)
    at = max([TEXT + 20, *(EDGE + pen.wide(label, 13) + 10 for label, _words in facts)])
    for label, words in facts:
        pen.text(EDGE, y, label, 13, "ink3")
        high = pen.lines(at, y, words, pen.width - at - 20, 14, "ink", 3)
        y += max(28, high + 7)
    if page.state.may_edit and not page.state.covered and (told := page.state.note()).hers:
        y = _section(pen, y - 6)
        pen.icon(EDGE, y, "lock", 14, "ink3")
        pen.text(EDGE + 22, y, NOTE, 13, "ink2")
        pen.link(pen.width - 20, y, OPEN if told.there else WRITE, page.open_note, "note")
        y += 24
    pen.to(y)


def _head(pen: Pen, y: float, words: str, act_words: str, act: Callable, key: str, icon: str) -> None:
    pen.text(EDGE, y, words, 13, "ink2")
    if act_words:
        pen.link(pen.width - 20, y, act_words, act, key, icon=icon)


def _section(pen: Pen, y: float) -> float:
    """A rule through the zone; returns the middle of the heading that follows."""
    pen.rule(y)
    return y + 27


def _name(name: str, room: float) -> list[str]:
    """A name on one line, one that has no room on two; what has none there either is cut, its whole a tip."""
    whole = spoken(name)
    first = break_lines(whole, theme.font(15, True).measure, theme.px(room)).split("\n")[0]
    return [first, whole[len(first):].strip()] if first != whole else [first]


def _wide(pen: Pen, chips: list[Chip]) -> float:
    return sum(pen.wide(chip.words, 12) + 26 for chip in chips)


def _someone(pen: Pen, y: float, one: Someone, act: Callable) -> float:
    """A disc, the name with its chips, the lines under it; returns the middle of the last line."""
    room = pen.width - TEXT - 20
    shown = list(one.chips)
    while len(shown) > 1 and _wide(pen, shown) > room:
        shown.remove(next((chip for chip in shown if chip.tone == "grey"), shown[-1]))  # what warns stays longest
    chips = _wide(pen, shown)
    name = _name(one.name, room)
    under = NAME_STEP * (len(name) - 1)
    if chips and (under or pen.wide(one.name, 15, True) + chips > room):
        under += 24  # a long name has its lines for itself
    top, last = y - 14, y + under
    for line in one.lines:
        last += pen.lines(TEXT, last + 21, line, room, 13, "ink2", most=3, step=20)
    last = max(last, y + 12)  # a name alone keeps the room of its disc
    if pen.warm == one.key:
        pen.rect(0, top - 8, pen.width, last + 16, "hover")
    pen.disc(EDGE, y + 3, DISC, "red_soft" if one.red else "rail_selected")
    if one.organisation:
        pen.icon(EDGE + 9, y + 3, "building", 16, "ink2")
    else:
        pen.text(EDGE + DISC / 2, y + 3, one.mark, 15, "accent_ink" if one.red else "ink2", anchor="center")
    for nth, line in enumerate(name):
        at = TEXT + pen.text(TEXT, y + NAME_STEP * nth, line, 15, bold=True, room=room,
                             tip=one.name if nth else "") + 8
    at = TEXT if under else at
    for chip in shown:
        at += pen.chip(at, y + under, chip.words, chip.tone) + 6
    pen.spot(one.key, pen.box(EDGE - 8, top - 4, pen.width - 2 * (EDGE - 8), last - top + 18), act, one.tip)
    pen.to(last + 10)
    return last
