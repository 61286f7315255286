"""Draws the head of a dossier's page and its contents at the right: sections with pages, what lacks, the copies."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say, spoken
from views.kit import keys, theme
from views.kit.line_break import break_lines
from views.pages.case_pen import Pen
from views.pages.case_zone import Zone
from views.state.dossier import LACK_PRINTS, Row
from views.state.dossier_copies import TITLE

if TYPE_CHECKING:
    from views.pages.dossier import DossierPage

EDGE, NUMBER, NAME = 20, 46, 72  # design px from the left: the mark, the number, the name
ROW, DETAIL, LINE = 31, 30, 18
SHORT, LOW = 700, (28, 27)  # a zone lower than this: rows closer
HEAD = N_("卷内目录")
PAGES = N_("页号")
BACK = N_("返回案件（Esc）")
COPY, COPY_WORDS, MAKE = N_("另存"), N_("匿名副本，培训用"), N_("生成")
MARKS = {"green": ("check", "green"), "red": ("circle-alert", "red"), "amber": ("circle-alert", "amber"),
         "none": ("minus", "ink3")}
INSET = 46


class Contents(Zone):
    """The contents as the keys walk them: from section to section, the page follows; Enter does what its button does,
    while a click only shows the section."""

    def __init__(self, master: tk.Misc, page: DossierPage, draw: Callable[[Pen], object]) -> None:
        self._page, self._clicked = page, False
        super().__init__(master, draw, page.fits)

    def _listen(self) -> None:
        super()._listen()
        for name, by in (("Prior", -1), ("Next", 1)):  # they turn the paper's pages, the wheel scrolls the contents
            self.unbind(f"<{name}>")
            keys.shortcut(self, name, lambda by=by: self._page.view.turn(by))

    def step(self, by: int) -> None:
        """To the section before or after."""
        self._page.walk(by)

    def press(self) -> None:
        """Enter or a click."""
        if self._clicked or not self.key.startswith("row:"):
            super().press()
        else:
            self._page.press()

    def mark(self, part: str) -> None:
        """The section in front."""
        self.key = f"row:{part}"
        self.refresh()
        self._reveal()

    def _released(self, event: tk.Event) -> None:
        self._clicked = True
        super()._released(event)
        self._clicked = False


def head(page: DossierPage, pen: Pen) -> None:
    """Back, the title with the case's name and its chips, the line under it."""
    state = page.state
    pen.icon(20, 33, "chevron-left", 18, "ink2")
    pen.spot("back", pen.box(14, 17, 32, 32), page.leave, say(BACK))
    at = INSET + pen.text(INSET, 33, TITLE, 20, bold=True) + 10
    chips = sum(pen.wide(words, 12) + 42 for words in state.chips)
    room = pen.width - at - chips - 12
    if room >= pen.wide(state.name, 15) or room > 160:  # else it is read over the page
        at += pen.text(at, 35, state.name, 15, "ink2", room=room) + 10
    for words in state.chips:
        if at + pen.wide(words, 12) + 34 > pen.width:
            break
        at += pen.chip(at, 34, words, "violet", icon="lock") + 8
    at = INSET
    for nth, words in enumerate(state.line):
        shift = 7 if not nth and words.startswith("（") else 0  # a wide bracket begins with air
        if nth and at + pen.wide(words, 13) > pen.width:
            break
        at += pen.text(at - shift, 63, words, 13, "ink" if not nth else "ink2", room=pen.width - at) + 20 - shift


def draw(page: DossierPage, pen: Pen) -> None:
    """The contents, what stands before 归档, the copy for teaching."""
    pen.text(EDGE, 28, HEAD, 13, "ink2")
    pen.text(pen.width - EDGE, 28, PAGES, 13, "ink2", anchor="e")
    low = page.side_high < SHORT
    y = 54.0 if low else 60.0
    for row in page.state.rows:
        y = _row(page, pen, y, row)
    y += -6 if low else 4
    pen.rule(y)
    y += 20 if low else 26
    y += pen.lines(EDGE, y, page.state.standing, pen.width - 2 * EDGE, 14)
    y += pen.lines(EDGE, y + 2, LACK_PRINTS, pen.width - 2 * EDGE, 12, "ink2", step=18) + 10
    if page.may_hand_out:
        foot = max(y - 4 if low else y + 6, page.side_high - (44 if low else 52))
        pen.rule(foot)
        foot += 22 if low else 27
        pen.text(EDGE, foot, COPY, 13, "ink2")
        room = pen.width - EDGE - pen.wide(MAKE, 13) - 12 - (EDGE + 48)
        pen.text(EDGE + 48, foot, COPY_WORDS, 14, room=room)
        pen.link(pen.width - EDGE, foot, MAKE, page.ask_copy, "copy")
        y = foot + (14 if low else 24)
    pen.to(y)


def _row(page: DossierPage, pen: Pen, y: float, row: Row) -> float:
    """One section; returns the middle of the next one."""
    here, right = row.part == page.part, pen.width - EDGE
    step, under = LOW if page.side_high < SHORT else (ROW, DETAIL)
    wide = pen.wide(row.button, 13) + 32 if row.button and row.detail else 0
    tall = pen.wide(row.pages, 13) + (pen.wide(row.button, 13) + 20 if row.button and not row.detail else 0)
    names = _broken(row.name, right - NAME - tall - 10, 3, 14)
    lines = _broken(row.detail, right - NAME - wide, 6, 12) if row.detail else []
    high = step + LINE * (len(names) - 1) + (max(under if wide else 0, LINE * len(lines) + 4) if lines else 0)
    top = y - step / 2
    _ground(pen, top, high, here, row.part)
    icon, ink = MARKS[row.tone]
    pen.icon(EDGE, y, icon, 16, ink)
    pen.text(NUMBER, y, str(row.nth), 13, "ink2")
    pen.spot(f"row:{row.part}", pen.box(4, top + 1, pen.width - 8, high - 2), lambda: page.pick(row.part))
    if row.pages:
        pen.text(right, y, row.pages, 13, "ink2" if row.tone != "none" else "ink3", anchor="e")
    if row.button and not row.detail:
        pen.link(right - pen.wide(row.pages, 13) - 14, y, row.button, lambda: page.fill(row), f"fill:{row.part}")
    for nth, line in enumerate(names):
        pen.text(NAME, y + LINE * nth, line, 14, "ink" if row.tone != "none" else "ink3",
                 bold=row.tone == "red" or here, room=right - NAME - tall - 6)
    below = y + LINE * (len(names) - 1) + step / 2
    shade = {"red": "red", "amber": "amber"}.get(row.tone, "ink2")
    for nth, line in enumerate(lines):
        pen.text(NAME, below + 7 + LINE * nth, line, 12, shade, tip=spoken(row.detail) if line[-1:] == "…" else "")
    if row.button and row.detail:
        pen.button(right, below + 9, row.button, lambda: page.fill(row), f"fill:{row.part}", right=True, high=26)
    return y + high


def _ground(pen: Pen, top: float, high: float, here: bool, part: str) -> None:
    """The section in front is tinted, the one under the pointer a little."""
    if here:
        pen.rect(0, top, pen.width, top + high, "accent_soft")
        pen.rect(0, top, 3, top + high, "accent")
    elif pen.warm == f"row:{part}":
        pen.rect(0, top, pen.width, top + high, "hover")


def _broken(words: str, room: float, most: int, size: int) -> list[str]:
    """At most so many lines; a bold name is a little wider than it is measured here."""
    font = theme.font(size, size == 14)
    found = break_lines(spoken(words), font.measure, theme.px(max(40, room))).split("\n")
    return found if len(found) <= most else [*found[:most - 1], found[most - 1] + "…"]
