"""The pane beside the statistics: the chosen number in words, its cases, how many are not in one's sight."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import icons, shapes, theme
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.text_fit import Fit
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.state.case_statistics import MOST, Chosen, Line

if TYPE_CHECKING:
    from views.pages.case_statistics import StatisticsPage

PAUSE = 60  # ms after a key until the pane follows the ring
PAD, HIGH = 20, 63


class StatisticsSide(Panel):
    """`soon()` after the ring has moved."""

    def __init__(self, master: tk.Misc, page: StatisticsPage) -> None:
        super().__init__(master, "surface")
        self.page, self._timer, self.chosen = page, "", Chosen("", "", "")
        self.foot = Panel(self)
        Rule(self.foot).pack(fill="x")
        self.sums = Label(self.foot, "", 13, "ink2", wrap=300)
        self.sums.pack(fill="x", padx=PAD, pady=(12, 8))
        self.open_button = Button(self.foot, "", page.open_cases)
        self.open_button.pack(fill="x", padx=PAD, pady=(0, 16))
        self.scroller, self.flow = scrolled(self, PAD)
        self.scroller.pack(fill="both", expand=True)

    def soon(self) -> None:
        """Follow the ring when it rests."""
        self.rest()
        self._timer = self.after(PAUSE, self.show)

    def rest(self) -> None:
        """Wait no more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def show(self) -> None:
        """The chosen number of now."""
        self._timer = ""
        if self.page.state.found is None:
            return
        self.chosen = self.page.state.chosen()
        self.flow.write(self._write)
        self._foot()

    def _foot(self) -> None:
        count, typed = len(self.chosen.ids), self.page.state.typed
        words = say(N_("在登记簿中打开 {count} 件"), count=count) if count else ""
        if typed and self.page.bench.desk.may("mediation.edit"):
            words = say(N_("填报或修改"))
        self.sums.put(self.chosen.sums)
        self.open_button.configure(text=words)
        if words:
            self.foot.pack(side="bottom", fill="x", before=self.scroller)
        else:
            self.foot.pack_forget()

    def _write(self, pen: Pen) -> None:
        one = self.chosen
        pen.space(22)
        pen.text(one.above, 13, "ink3")
        pen.space(6)
        pen.text(one.title, 17, bold=True)
        if one.compared:
            pen.space(4)
            pen.text(one.compared, 13, "ink2")
        pen.space(14)
        pen.rule()
        for line in one.lines:
            self._line(pen, line)
        if len(one.ids) > MOST:
            pen.space(12)
            pen.text(say(N_("这里列前 {most} 件，其余的在登记簿里看"), most=MOST), 13, "ink3")
        if one.more:
            self._more(pen, one.more)
        for note in one.note:
            pen.space(12)
            pen.text(note, 13, "ink2")
        pen.space(14)

    def _line(self, pen: Pen, line: Line) -> None:
        """Name and result, number, day and who presides."""
        canvas, top = pen.canvas, pen.y
        font, small = theme.font(12), theme.px(HIGH)
        wide, high = font.measure(line.state) + theme.px(18), theme.px(22)
        chip = shapes.pill(wide, high, theme.color(f"{line.tone}_soft"))
        canvas.create_image(pen.right - wide, top + theme.px(9), anchor="nw", image=chip)
        canvas.create_text(pen.right - wide // 2, top + theme.px(9) + high // 2, text=line.state, font=font,
                           fill=theme.color(line.tone))
        room = pen.right - wide - theme.px(10) - pen.left
        name = Fit(theme.font(14, True)).elide(line.name, room)
        canvas.create_text(pen.left, top + theme.px(10), anchor="nw", text=name, font=theme.font(14, True),
                           fill=theme.color("ink"))
        under = Fit(theme.font(13)).elide(line.under, pen.right - pen.left)
        canvas.create_text(pen.left, top + theme.px(32), anchor="nw", text=under, font=theme.font(13),
                           fill=theme.color("ink2"))
        pen.y = top + small
        pen.area(top, lambda: self.page.open_case(line.id))
        pen.rule()

    def _more(self, pen: Pen, more: int) -> None:
        """How many are closed to her: a number, nothing else."""
        top = pen.y
        pen.space(12)
        pen.canvas.create_image(pen.left, top + theme.px(22), anchor="w", image=icons.photo("lock", 18, "ink3"))
        pen.text(say(N_("另有 {count} 件不在您的查阅范围"), count=more), 14, "ink2", indent=30)
        pen.text(say(N_("只有经办人和主任能打开")), 12, "ink3", indent=30)
        pen.space(10)
        pen.rule()
