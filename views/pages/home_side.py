"""The pane beside 今日待办: quick entry, today's plan, quiet numbers with their curve, and the backup line."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.duties import Figure, Turn
from center.words import N_, say, spoken
from views.kit import icons, shapes, theme
from views.kit.charts import Sparkline
from views.kit.surface import Panel, Rule
from views.kit.text_fit import Fit
from views.pages.flow import Flow, scrolled
from views.pages.pen import Pen
from views.state.home import Quick, backup_words, before_words
from views.state.sources import source_of

if TYPE_CHECKING:
    from views.pages.home import HomePage

PAD = 20
LOW = 820  # design px of the pane, below which its rows come closer
SPARK = 72


class HomeSide(Panel):
    """`show()` draws what the page's state holds now."""

    def __init__(self, master: tk.Misc, page: HomePage) -> None:
        super().__init__(master, "surface")
        self.page, self.low, self._drawn = page, False, None
        self.foot = Panel(self)
        self.foot.pack(side="bottom", fill="x")
        Rule(self.foot).pack(fill="x")
        self.backup = Flow(self.foot, PAD)
        self.backup.pack(fill="x")
        self.scroller, self.flow = scrolled(self, PAD)
        self.scroller.pack(fill="both", expand=True)
        self._lines: dict[str, Sparkline] = {}
        tk.Misc.bind(self, "<Configure>", self._resized, add="+")
        self.flow.write(self._write)

    def show(self) -> None:
        """Draw again, if anything of it changed."""
        home, figures = self.page.state.home, self.page.state.figures
        counter = self.page.state.counter.on
        drawn = (home and (home.day, home.plan, home.backup, home.urgent), figures, counter)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.flow.redraw()
        if home is None or any(duty.kind == "backup" for duty in home.urgent):
            self.foot.pack_forget()  # the band above the list says it
            return
        self.foot.pack(side="bottom", fill="x", before=self.scroller)
        self.backup.write(self._write_backup)

    def _resized(self, event: tk.Event) -> None:
        low = event.height < theme.px(LOW)
        if event.widget is self and low != self.low:
            self.low = low
            self.flow.redraw()

    # ---- drawing
    def _write(self, pen: Pen) -> None:
        state = self.page.state
        pen.space(14 if self.low else 22)
        quick = state.quick()
        if quick:
            pen.heading(say(N_("快速登记")))
            for one in quick:
                self._quick(pen, one)
            self._part(pen)
        if state.home is not None and state.home.plan:
            pen.heading(say(N_("今天安排")))
            for turn in state.home.plan:
                self._turn(pen, turn)
            self._part(pen)
        if state.figures:
            pen.heading(say(N_("本月到今天")), say(N_("折线为前 12 个月")))
            for nth, figure in enumerate(state.figures):
                self._figure(pen, figure, nth == len(state.figures) - 1)
        pen.space(12)

    def _part(self, pen: Pen) -> None:
        pen.space(6 if self.low else 12)
        pen.rule()
        pen.space(12 if self.low else 20)

    def _quick(self, pen: Pen, one: Quick) -> None:
        canvas, top, high = pen.canvas, pen.y, theme.px(30 if self.low else 36)
        middle = top + high // 2
        canvas.create_image(pen.left, middle, anchor="w", image=icons.photo(one.icon, 18, "ink2"))
        self._words(pen, pen.left + theme.px(30), middle, one.label)
        font = theme.font(12)
        wide, tall = font.measure(one.keys) + theme.px(14), theme.px(20)
        cap = shapes.pill(wide, tall, theme.color("grey_soft"), radius=theme.px(5))
        canvas.create_image(pen.right, middle, anchor="e", image=cap)
        canvas.create_text(pen.right - wide // 2, middle, text=one.keys, font=font, fill=theme.color("ink3"))
        pen.y += high
        pen.area(top, lambda: self.page.enter(one))

    def _turn(self, pen: Pen, turn: Turn) -> None:
        top, high = pen.y, theme.px(26 if self.low else 28)
        slots = [Fit(theme.font(14)).width(one.slot) for one in self.page.state.home.plan]
        middle, x = top + high // 2, pen.left + max(theme.px(50), max(slots) + theme.px(12))
        self._words(pen, pen.left, middle, turn.slot, "ink2")
        end = self._words(pen, pen.right, middle, turn.regime, "ink3", 12, "e") if turn.regime else pen.right
        person = self.page.state.counter.person(turn.person) + (say(N_("（我）")) if turn.mine else "")
        room = end - x - theme.px(8)
        self._words(pen, x, middle, Fit(theme.font(14)).elide(person, room), "ink")
        pen.y += high
        pen.area(top, lambda: self.page.open_turn(turn))

    def _figure(self, pen: Pen, figure: Figure, last: bool) -> None:
        canvas, top, high = pen.canvas, pen.y, theme.px(38 if self.low else 44)
        first, second = top + theme.px(11 if self.low else 13), top + theme.px(28 if self.low else 32)
        middle = top + high // 2
        x = self._words(pen, pen.right, middle + theme.px(2), say(figure.unit), "ink3", 12, "e")
        self._words(pen, x - theme.px(5), middle, f"{figure.value:,}", "ink", 19, "e", bold=True)
        if not theme.slow():
            canvas.create_window(pen.left + theme.px(124), middle, anchor="w", window=self._spark(figure))
        room = theme.px(116)
        label = say(figure.label)
        size = 14 if Fit(theme.font(14)).width(label) <= room else 12  # a translation may be longer
        self._words(pen, pen.left, first, Fit(theme.font(size)).elide(label, room), size=size)
        self._words(pen, pen.left, second, Fit(theme.font(12)).elide(before_words(figure), room), "ink3", 12)
        pen.y += high
        pen.area(top, lambda: self.page.open(self.page.state.names(figure)))
        if not last:
            canvas.create_rectangle(pen.left, pen.y - 1, pen.right, pen.y, fill=theme.color("line_soft"), width=0)

    def _spark(self, figure: Figure) -> Sparkline:
        """One small canvas for each number, kept: the text around it is drawn anew."""
        spark = self._lines.get(figure.name)
        if spark is None:
            spark = self._lines[figure.name] = Sparkline(self.flow, figure.before, SPARK)
        elif spark.values != list(figure.before):
            spark.put(figure.before)
        spark.bind("<ButtonRelease-1>", lambda _event: self.page.open(self.page.state.names(figure)))
        spark.configure(cursor="hand2")
        return spark

    def _write_backup(self, pen: Pen) -> None:
        home, canvas = self.page.state.home, pen.canvas
        title, when = backup_words(home.backup, home.day)
        top, x = pen.y, pen.left + theme.px(30)
        middle = top + theme.px(22)
        old = home.backup.old
        icon = icons.photo("shield-alert" if old else "shield-check", 18, "amber" if old else "green")
        canvas.create_image(pen.left, middle, anchor="w", image=icon)
        self._words(pen, x, middle, title)
        self._words(pen, x, top + theme.px(42), Fit(theme.font(12)).elide(when, pen.right - x), "ink3", 12)
        pen.y = top + theme.px(58)
        if self.page.bench.desk.may("backup"):
            pen.area(top, self.page.open_backup, source_of(self.page.bench.desk, "backup.max_age_days"))

    def _words(
        self,
        pen: Pen,
        x: int,
        y: int,
        words: str,
        ink: str = "ink",
        size: int = 14,
        anchor: str = "w",
        bold: bool = False,
    ) -> int:
        """A text; returns its left edge."""
        font, words = theme.font(size, bold), spoken(words)
        pen.canvas.create_text(x, y, anchor=anchor, text=words, font=font, fill=theme.color(ink))
        return x - font.measure(words) if anchor == "e" else x
