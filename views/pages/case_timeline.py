"""Draws the middle zone of the case page: what was done, the tinted band of the next step, the usual steps after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from center.words import N_, spoken
from db.words import Phrase
from views.kit.line_break import break_lines
from views.pages.case_pen import Pen
from views.state.case_told import Done, Next, ahead, done, next_of

if TYPE_CHECKING:
    from views.pages.case import CasePage

EDGE, LINE, TEXT, DOT = 24, 31, 52, 11  # design px: left edge, the line's middle, the text, a dot
STEP, SHORT, AHEAD, DOUBT = 57, 31, 31, 20
HEAD, HINT, LATE = N_("办理经过"), N_("条文均指人民调解法"), N_("补记")
NOTE = N_("补充记载")
NEXT, KEY, PRINT, OTHER = N_("下一步：{step}"), "Ctrl+Enter", N_("打印{paper}"), N_("其他走向")
FILED, PAPER = N_("已归档，文书固定"), N_("打印文书")


def draw(page: CasePage, pen: Pen) -> None:
    """All of it; where the window is low, what was done takes one line each."""
    lines, following, band = (page.state.once(make) for make in (done, ahead, next_of))
    _head(page, pen)
    rest = (_height(pen, band) if band else 0) + 20 + AHEAD * len(following)
    folded = _folded(lines, page.middle_high - 60 - rest)
    y = 60.0
    for nth, one in enumerate(lines):
        y = _done(page, pen, y, one, nth < folded)
    page.band_at = (y - 28, y - 28)
    if band is not None:
        top = y - (10 if lines and lines[-1].detail and folded < len(lines) else 13)
        y = _band(page, pen, top, band) + 25
        page.band_at = (top, y - 25)
    for title, number, words, tip in following:
        _ahead(pen, y, title, number, words, tip)
        y += AHEAD
    _line(pen, lines, 60, y - AHEAD if following else y - 25)
    pen.to(y)


def _folded(lines: Sequence[Done], room: float) -> int:
    """How many of the oldest take one line, so that the next step and what follows it are seen."""
    highs = [STEP if one.detail else 36 for one in lines]
    folded = 0
    while folded < len(lines) and sum(highs[folded:]) + SHORT * folded > room:
        folded += 1
    return folded


def _head(page: CasePage, pen: Pen) -> None:
    wide = pen.text(EDGE, 28, HEAD, 13, "ink2")
    if pen.width > 420:
        pen.text(EDGE + wide + 16, 28, HINT, 12, "ink3")
    if page.state.may_change and not page.state.covered:
        pen.link(pen.width - EDGE, 28, NOTE, lambda: page.do_step("note"), "note", icon="plus")


def _line(pen: Pen, lines: tuple, top: float, bottom: float) -> None:
    """The line under the dots; it runs through the band."""
    if lines or bottom > top:
        pen.rects.append(((*pen.box(LINE - 0.5, top, 1, max(1.0, bottom - top)),), _tone("line_strong")))


def _tone(token: str) -> str:
    from views.kit import theme

    return theme.color(token)


def _done(page: CasePage, pen: Pen, y: float, one: Done, low: bool) -> float:
    """A step that was done: its title with the article, the day, and in a line what came of it."""
    if pen.warm == one.key:
        pen.rect(0, y - 18, pen.width, y + (14 if low or not one.detail else 36), "hover")
    pen.disc(LINE - DOT / 2, y, DOT, "ink3")
    days = pen.wide(one.days, 13)
    right = pen.width - EDGE
    pen.text(right, y, one.days, 13, "ink2", anchor="e")
    at = TEXT + pen.text(TEXT, y, one.title, 14, bold=True, room=right - TEXT - days - 12) + 8
    if one.law and at + pen.wide(one.law, 12) < right - days - 12 and not low:
        at += pen.text(at, y, one.law, 12, "ink3", tip=one.tip) + 8
    if one.late:
        at += pen.chip(at, y, LATE, "amber") + 8
    key, act = one.key, lambda: page.step_menu(one)
    if low:
        pen.text(at, y, one.detail, 13, "ink2", room=max(0, right - days - 16 - at))
        pen.spot(key, pen.box(TEXT - 8, y - 14, right - TEXT + 16, 28), act)
        return y + SHORT
    if one.detail:
        pen.text(TEXT, y + 21, one.detail, 13, "ink2", room=right - TEXT)
    pen.spot(key, pen.box(TEXT - 8, y - 15, right - TEXT + 16, 48 if one.detail else 30), act)
    return y + (STEP if one.detail else 36)


# ---- the band
def _height(pen: Pen, band: Next) -> float:
    below = 16 if _hint_below(pen, band) else 0
    doubts = sum(4 + DOUBT * len(lines) for lines in _doubts(pen, band))
    return 106 + below + (62 if band.signs else 0) + _more_signs(pen, band) + doubts


def _doubts(pen: Pen, band: Next) -> list[list[str]]:
    """The sentences to look at before the step, each broken into its lines: none of them is cut."""
    from views.kit import theme

    room = theme.px(pen.width - EDGE - TEXT - 20)
    return [break_lines(spoken(one), theme.font(13).measure, room).split("\n") for one in band.doubts]


def _title(band: Next) -> str:
    return FILED if band.step == "reopen" else Phrase(NEXT, step=band.title)  # nobody is led on to a correction


def _hint_below(pen: Pen, band: Next) -> bool:
    """Whether the hint takes a line of its own: beside title and article there is no room for it."""
    used = pen.wide(_title(band), 15, True) + pen.wide(band.law, 12) + 24
    return bool(band.hint) and TEXT + used + pen.wide(band.hint, 13) > pen.width - EDGE


def _band(page: CasePage, pen: Pen, top: float, band: Next) -> float:
    """The next step: what it asks for, who has signed, its button and the paper; returns its lower edge."""
    bottom, right = top + _height(pen, band), pen.width - EDGE
    pen.rect(0, top, pen.width, bottom, "selected")
    pen.rect(0, top, 3, bottom, "accent")
    y = top + 26
    pen.disc(LINE - DOT / 2, y, DOT, "accent")
    at = TEXT + pen.text(TEXT, y, _title(band), 15, bold=True, room=right - TEXT) + 8
    pen.text(at, y, band.law, 12, "ink3", room=max(1, right - at), tip=band.tip)
    if _hint_below(pen, band):
        pen.text(TEXT, y + 23, band.hint, 13, "ink2", room=right - TEXT)
        y += 38
    else:
        pen.text(right, y, band.hint, 13, "ink2", anchor="e")
        y += 22
    for lines in _doubts(pen, band):
        pen.icon(TEXT, y + 11, "circle-alert", 14, "amber")
        for nth, line in enumerate(lines):
            pen.text(TEXT + 20, y + 11 + DOUBT * nth, line, 13, "amber")
        y += 4 + DOUBT * len(lines)
    y = _signs(page, pen, y, band) if band.signs else y
    pen.rule(y, TEXT, right)
    _acts(page, pen, y + 31, band)
    return bottom


def _columns(pen: Pen, band: Next) -> int:
    """So many stand beside one another that the names are read whole; a very long one is cut."""
    widest = max(pen.wide(one.name, 13) for one in band.signs) + 13
    return max(1, int((pen.width - EDGE - TEXT) // min(220, max(94, widest))))


def _more_signs(pen: Pen, band: Next) -> float:
    return 46 * ((len(band.signs) - 1) // _columns(pen, band)) if band.signs else 0


def _signs(page: CasePage, pen: Pen, y: float, band: Next) -> float:
    """Who signs, in columns; a press notes one signature."""
    right, columns = pen.width - EDGE, _columns(pen, band)
    wide = (right - TEXT) / columns
    pen.rule(y, TEXT, right)
    for nth, one in enumerate(band.signs):
        x, top = TEXT + wide * (nth % columns), y + 18 + 46 * (nth // columns)
        pen.text(x, top, one.name, 13, room=wide - 12)
        tone = "green" if one.on else "amber"
        pen.icon(x, top + 20, "check" if one.on else "circle-dashed", 14, tone)
        pen.text(x + 18, top + 20, one.on or one.state, 13, tone)
        if not one.on and page.state.may_edit:
            act = lambda one=one: page.sign_one(one)  # noqa: E731
            pen.spot(f"sign:{one.party}:{one.worker}", pen.box(x - 4, top - 12, wide - 6, 44), act)
    return y + 18 + 46 * ((len(band.signs) - 1) // columns) + 38


def _acts(page: CasePage, pen: Pen, y: float, band: Next) -> None:
    rank = "secondary" if band.step == "reopen" else "primary"
    at = TEXT + pen.button(TEXT, y, band.word, page.next_step, "next", icon="pen-line", rank=rank, high=34) + 8
    if pen.width > 480:
        at += pen.text(at, y, KEY, 13, "ink3") + 24
    if band.paper and pen.width > 400:
        words = Phrase(PRINT, paper=page.paper_words(band.paper))
        if at + pen.wide(words) + 54 >= pen.width - 140:
            words = PAPER
        if at + pen.wide(words) + 54 < pen.width - 140:
            at += pen.button(at, y, words, lambda: page.print_paper(band.paper), "print", icon="printer", high=34) + 8
    if len(page.state.edges) > 1:
        pen.button(at, y, OTHER, page.other_steps, "other", after="chevron-down", high=34)


def _ahead(pen: Pen, y: float, title: str, number: str, words: str, tip: str) -> None:
    """A step that usually follows: one line, nothing to press."""
    right = pen.width - EDGE
    pen.disc(LINE - DOT / 2, y, DOT, "surface", "line_strong")
    at = TEXT + pen.text(TEXT, y, title, 14, "ink2") + 8
    if number:
        at += pen.text(at, y, number, 12, "ink3", tip=tip) + 16
    if words:
        pen.text(right, y, words, 13, "ink2", anchor="e", room=max(0, right - at))
