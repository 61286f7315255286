"""Draws the head of the case page, and the band over it where there is family violence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.cases.violence import KINDS, duty, victims
from center.words import N_, say
from db.words import Listed, Phrase
from views.kit.line_break import break_lines
from views.pages.case_pen import Pen
from views.speech import short_day
from views.state.case import Chip, code

if TYPE_CHECKING:
    from views.pages.case import CasePage

EDGE, TITLE = 24, 46  # design px
BACK = N_("返回登记簿（Esc）")
UNDECIDED = N_("涉家暴：还没有决定怎样处置")
DECIDED = N_("涉家暴：{way}")
BY = N_("{day} {name}决定")
DECIDE, AGAIN = N_("登记处置"), N_("补充处置")
NO_PUSH = N_("不劝和。没有指定的人决定，不打电话、不通知对方。")
TELL, WITH_LAW = N_("能告知的办法：{ways}"), N_("{words}（{laws}）")
LINE, TOP = 20, 44  # design px


def draw(page: CasePage, pen: Pen) -> None:
    """Back, the title with its chips, and the line under it."""
    pen.icon(EDGE - 4, 33, "chevron-left", 18, "ink2")
    pen.spot("back", pen.box(EDGE - 10, 17, 32, 32), page.leave, say(BACK))
    chips = list(page.state.chips)
    if pen.wide(page.state.title, 17, True) + _wide(pen, chips) + TITLE + 16 > pen.width:
        chips = [one for one in chips if one.tone not in ("grey", "blue")]  # the name before its type and stage
    wide = _wide(pen, chips)
    room = max(120, pen.width - TITLE - wide - 16)
    title = page.state.title
    size = 20 if pen.wide(title, 20, True) <= room else 17
    at = TITLE + pen.text(TITLE, 33, title, size, bold=True, room=room) + 12
    for one in chips:
        if at + pen.wide(one.words, 12) + 34 > pen.width:
            break
        at += pen.chip(at, 34, one.words, one.tone, icon=one.icon) + 8
    at = TITLE
    for nth, words in enumerate(page.state.line):
        shift = 7 if not nth and words.startswith("（") else 0  # a wide bracket begins with air
        if at >= pen.width - 40:
            break
        at += pen.text(at - shift, 63, words, 13, "ink" if not nth else "ink2", room=pen.width - at) + 20 - shift


def _wide(pen: Pen, chips: list[Chip]) -> float:
    return sum(pen.wide(one.words, 12) + (40 if one.icon else 24) for one in chips)


def _said(page: CasePage) -> list[str]:
    """The articles, and what a capable adult may choose from."""
    kinds = dict.fromkeys(kind for _party, kind in victims(page.state.facts)) or KINDS
    found = []
    for kind in kinds:
        one = duty(kind)
        laws = "、".join(f"{law.law}{law.number}" for law in one.articles)
        found.append(say(WITH_LAW, words=say(one.words), laws=laws))
        if one.told:
            found.append(say(Phrase(TELL, ways=Listed(one.told))))
    return found


def violence_high(page: CasePage) -> int:
    """How high the band is, design pixels; 0 without one."""
    facts = page.state.facts
    if facts is None or not facts.row["violence"] or page.state.covered:
        return 0
    if not facts.undecided_violence:
        return TOP
    room = max(300, page.winfo_width() / _scale() - 2 * EDGE - 20)
    return TOP + 8 + LINE * sum(len(_broken(words, room)) for words in _said(page))


def _scale() -> float:
    from views.kit import theme

    return theme.scale()


def _broken(words: str, room: float) -> list[str]:
    from views.kit import theme

    return break_lines(words, theme.font(13).measure, theme.px(room)).split("\n")


def violence(page: CasePage, pen: Pen) -> None:
    """What the law says and who decides; nothing here pushes to be reconciled."""
    facts = page.state.facts
    if facts is None or not facts.row["violence"]:
        return
    row, right = facts.row, pen.width - EDGE
    pen.rect(0, 0, 3, 2000, "red_line")
    pen.icon(EDGE, 22, "shield-alert", 18, "red")
    undecided = facts.undecided_violence
    words = UNDECIDED if undecided else Phrase(DECIDED, way=code("violence_way", row["violence_way"]))
    at = EDGE + 26 + pen.text(EDGE + 26, 22, words, 14, "red", bold=True) + 16
    is_next = page.state.next is not None and page.state.next.step == "violence"
    if page.state.may_edit and not is_next:  # else the button stands below, under the same words
        right -= pen.button(right, 22, DECIDE if undecided else AGAIN, lambda: page.do_step("violence"), "violence",
                            right=True) + 12
    day = short_day(row["violence_on"].first, page.state.desk.today()) if row["violence_on"] else ""
    beside = NO_PUSH if undecided else Phrase(BY, day=day, name=row["violence_by"] or "")
    pen.text(at, 22, beside, 13, "ink2", room=max(0, right - at))
    pen.high = TOP
    if undecided:
        y = TOP + 4.0
        for said in _said(page):
            for line in _broken(said, pen.width - 2 * EDGE - 20):
                pen.text(EDGE + 26, y, line, 13, "ink2")
                y += LINE
        pen.high = y
