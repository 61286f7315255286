"""Draws the right zone of the case page: periods, what is missing, the papers that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_
from db.words import Phrase
from views.pages.case_pen import Pen
from views.state.case_due import AGREED_BEFORE, Due, Lack, dues, kept, lacks

if TYPE_CHECKING:
    from views.pages.case import CasePage

EDGE, LEAST = 20, 110  # design px; least room of words between a chip and a button
DUES, LACKS, PAPERS = N_("到期"), N_("缺材料 {count}"), N_("已有文书 {count} 份")
NONE_LACKS, NO_PAPERS = N_("缺材料：没有"), N_("已有文书：还没有")
EXTEND, FILL, NOTE_DOWN, DOSSIER = N_("办理延长"), N_("补上"), N_("登记"), N_("卷宗")
FACTS_ONLY = N_("这里只列事实和条文，怎么办由调解员定。")
WORDS = dict.fromkeys(("sign", "accept", "consent", "recusal"), NOTE_DOWN)


def draw(page: CasePage, pen: Pen) -> None:
    """All of it."""
    pen.text(EDGE, 28, DUES, 13, "ink2")
    y = 60.0
    for nth, one in enumerate(page.state.once(dues)):
        if nth:
            pen.rule(y - 23, EDGE, pen.width - EDGE, "line_soft")
        y = _due(page, pen, y, one)
    y = _lacks(page, pen, y - 20)
    y = _papers(page, pen, y)
    room = pen.width - 2 * EDGE
    more = pen.height_of(FACTS_ONLY, room, 12, step=18) - 18  # in other languages it takes a second line
    foot = max(y + 24, page.side_high - 24 - more)
    pen.lines(EDGE, foot, FACTS_ONLY, room, 12, "ink3", step=18)
    pen.to(foot + more + 16)


def _due(page: CasePage, pen: Pen, y: float, one: Due) -> float:
    """A period; returns the middle of the next one."""
    right, first = pen.width - EDGE, y
    chip = pen.chip(right, y, one.chip.words, one.chip.tone, right=True)
    if one.share is None:  # in other languages a label is longer than its line
        y += pen.lines(EDGE, y, one.label, right - EDGE - chip - 8, 14, most=2, step=20) - 20
    else:
        pen.text(EDGE, y, one.label, 14, bold=True, room=right - EDGE - chip - 8)
        tone = {"red": "red_line", "amber": "amber"}.get(one.chip.tone, "grey_line")
        pen.rect(EDGE, y + 19, right, y + 23, "line")
        pen.rect(EDGE, y + 19, EDGE + max(2, (right - EDGE) * one.share), y + 23, tone)
        y += 14
    if one.left or one.right:
        y = _ends(pen, y + 23, one, right)
    if one.step == "extend" and page.state.may_edit:
        y += 32
        at = EDGE + pen.button(EDGE, y, EXTEND, lambda: page.do_step("extend"), "extend") + 10
        if at + pen.wide(AGREED_BEFORE, 13) > right:
            at, y = EDGE, y + 28
        y += pen.lines(at, y, AGREED_BEFORE, right - at, 13, "ink2", most=2, step=19) - 13
    elif one.step and page.state.may_edit:
        box = pen.box(EDGE - 8, first - 14, right - EDGE + 16, y - first + 28)
        pen.spot(one.key, box, lambda: page.do_step(one.step))
    return y + 43


def _ends(pen: Pen, y: float, one: Due, right: float) -> float:
    """The two ends of a period on one line; in a narrow zone under one another, the beginning first."""
    wide = pen.wide(one.right, 13) if one.right else 0
    apart = bool(wide) and pen.wide(one.left, 13) > right - EDGE - wide - 10
    if wide:
        pen.text(EDGE, y, one.left, 13, "ink2", room=right - EDGE - (0 if apart else wide) - 8)
    else:  # what is to be paid stands last and is not cut
        y += pen.lines(EDGE, y, one.left, right - EDGE, 13, "ink2", most=2, step=19) - 19
    if apart:
        y += 20
        pen.text(EDGE, y, one.right, 13, "ink2")
    elif wide:
        pen.text(right, y, one.right, 13, "ink2", anchor="e")
    return y


def _lacks(page: CasePage, pen: Pen, y: float) -> float:
    found = page.state.once(lacks)
    pen.rule(y)
    y += 29
    if not found:
        pen.text(EDGE, y, NONE_LACKS, 13, "ink2")
        return y + 26
    pen.text(EDGE, y, Phrase(LACKS, count=len(found)), 13, "ink2")
    y += 32
    for nth, one in enumerate(found):
        if nth:
            pen.rule(y - 24, EDGE, pen.width - EDGE, "line_soft")
        y = _lack(page, pen, y, one)
    return y - 20


def _lack(page: CasePage, pen: Pen, y: float, one: Lack) -> float:
    right, wide = pen.width - EDGE, 0.0
    if page.state.may_change:
        words = WORDS.get(one.act, FILL)
        wide = pen.button(right, y + 6, words, lambda: page.fill_lack(one), f"lack:{one.key}", right=True) + 8
    at = EDGE + pen.chip(EDGE, y, one.chip.words, one.chip.tone) + 8
    if right - wide - at < LEAST:  # chip and button are wide in other languages: the words stand under them
        at, wide, y = EDGE, 0.0, y + 32
    low = y + pen.lines(at, y, one.title, right - wide - at, 14, most=3, step=19)
    if one.detail:
        low += pen.lines(at, low, one.detail, right - wide - at, 12, "ink2", most=6, step=17) + 2
        return low + 20
    return low + 27


def _papers(page: CasePage, pen: Pen, y: float) -> float:
    found = page.state.once(kept)
    pen.rule(y)
    y += 29
    count = len(page.state.facts.papers)
    pen.text(EDGE, y, Phrase(PAPERS, count=count) if count else NO_PAPERS, 13, "ink2")
    pen.link(pen.width - EDGE, y, DOSSIER, page.dossier, "dossier", after="chevron-right")
    y += 31
    for one in found:
        day = pen.text(pen.width - EDGE, y, one.day, 13, "ink2", anchor="e") if one.day else 0
        pen.icon(EDGE, y, "file-text", 16, "ink2")
        more = pen.lines(EDGE + 24, y, one.words, pen.width - 2 * EDGE - 32 - day, 14, most=2, step=20) - 20
        box = pen.box(EDGE - 6, y - 14, pen.width - 2 * EDGE + 12, 28 + more)
        pen.spot(f"paper:{one.kind}", box, lambda one=one: page.open_paper(one))
        y += 30 + more
    return y
