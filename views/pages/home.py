"""今日待办: what is due in one list with filters, the alarm band over it; quick entry, plan and numbers beside it."""

from __future__ import annotations

import time
import tkinter as tk
from typing import TYPE_CHECKING

from center.duties import Duty, Figure, Home, Turn
from center.words import N_, say
from db.models.staff import Shift
from db.record import record_name
from views import errands
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Pills, Rule
from views.pages.home_band import AlarmBand
from views.pages.home_list import DutyList
from views.pages.home_side import HomeSide
from views.state.home import HomeState, Quick, Target, fitting
from views.state.menu import HOME, place_of
from views.state.sources import of_duty

if TYPE_CHECKING:
    from views.bench import Bench

SLOW = 0.15  # s: a reading that took longer is done in a job the next time
REST = 30  # ms: until a page that comes back looks again
SOON = 700  # ms: after a change seen from another page, until the badge is counted again
COUNT_AFTER = 250  # ms: the quiet numbers wait until the page stands
MINUTE = 60_000  # ms: how often midnight is looked for
MORE = "more"
EDGE, HANDLED = 24, 40  # design px free at the right of the rows, alone and beside the handle of the pane
PILL_EDGE, PILL_GAP = 28, 9  # design px around a filter's word, and between it and its count


class HomePage(Panel):
    """The first page. `reload()` reads what is due; the badge on the rail follows."""

    hints = N_("↑↓ 选择　回车 打开　Tab 到筛选和右侧　Ctrl+K 找人、找事")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, HomeState(bench.desk, bench.counter)
        self._slow = self._counted = self._waiting = False
        self._stale = True
        self._asked = self._from = 0
        self._at = ""
        self.rowconfigure(4, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.band = AlarmBand(self, self.open_duty)
        self.list = DutyList(self, self.open_duty, lambda duty: of_duty(bench.desk, duty), self._rests_on)
        self.list.grid(row=4, column=0, sticky="nsew")
        self.side = HomeSide(bench.side, self)
        self._clock = self.after(MINUTE, self._midnight)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        Label(head, say(N_("今日待办")), 22, bold=True).pack(side="left")
        self.day = Label(head, self.state.day, 14, "ink2")
        self.day.pack(side="left", padx=(12, 0), pady=(6, 0))
        Button(head, say(N_("找人、找事")), self.bench.find_anyone, icon="search").pack(side="right")
        room = Panel(self, height=32)
        room.grid(row=1, column=0, sticky="ew", padx=(20, 24), pady=(12, 12))
        self.pills = Pills(room, [], self._picked)
        self.pills.pack(side="left")
        tk.Misc.bind(room, "<Configure>", lambda event: self._resized(event.width))
        Rule(self).grid(row=2, column=0, sticky="ew")

    # ---- coming and going
    def shown(self) -> None:
        """In front. What changed is read first; what nobody tells (a backup, the clock) just after."""
        if self._stale:
            self.reload()
        else:
            self.bench.root.after(REST, self._look_again)
        if getattr(self.bench.root, "kit_overlay", None) is None:
            self.list.focus_set()
        self._say()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote: at once when in front, else after a moment for the badge alone."""
        self._counted, self._stale = False, True
        if self.bench.page is self:
            self.reload()
        elif not self._waiting:
            self._waiting = True
            self.bench.root.after(SOON, self._soon)

    def _look_again(self) -> None:
        if self.winfo_exists() and self.bench.page is self:
            self.reload()

    def _soon(self) -> None:
        self._waiting = False
        if self.winfo_exists() and self.bench.page is not self:
            self.reload()

    def _midnight(self) -> None:
        self._clock = self.after(MINUTE, self._midnight)
        if self.state.old:
            self._counted = False
            self.reload()

    def destroy(self) -> None:
        """Nobody looks for midnight any more."""
        self.after_cancel(self._clock)
        super().destroy()

    def reload(self) -> None:
        """Read what is due, in a job when that takes long."""
        self._asked += 1
        asked, self._stale = self._asked, False
        if self._slow:
            self._quietly(say(N_("看看有什么到期")), lambda _job: self._timed(), lambda found: self._take(asked, found))
        else:
            self._take(asked, self._timed())

    def _timed(self) -> Home:
        began = time.perf_counter()
        found = self.state.load()
        self._slow = time.perf_counter() - began > SLOW
        return found

    def _quietly(self, name: str, work, done) -> None:
        """In a job that nobody needs to wait for: leaving the page or the program asks nothing."""
        errands.run(self.bench, name, work, done).quiet = True

    def _take(self, asked: int, found: Home) -> None:
        if asked != self._asked:
            return
        self.state.take(found)
        self._at = f"{self.bench.desk.now():%H:%M}"
        self.bench.rail.put_badge(HOME, self.state.badge)
        self.day.put(self.state.day)
        if self.band.show(self.state.alarms()):
            self.band.grid(row=3, column=0, sticky="ew")
        else:
            self.band.grid_remove()
        self._fill()
        self.side.show()
        self._say()
        if not self._counted and self.bench.page is self:
            self._counted = True
            self.bench.root.after(COUNT_AFTER, self._count)

    def _fill(self) -> None:
        self._fit_pills(self.pills.master.winfo_width())
        self.list.show(self.state.lines(), self.state.empty())

    def _count(self) -> None:
        if self.winfo_exists():
            self._quietly(say(N_("数一数本月")), lambda _job: self.state.count(), self._take_figures)

    def _take_figures(self, found: tuple[Figure, ...]) -> None:
        self.state.figures = found
        self.side.show()

    def _say(self) -> None:
        if self.bench.page is self:
            at = say(N_("　{clock} 更新"), clock=self._at) if self._at else ""
            self.bench.status.put(self.state.status + at)

    def _rests_on(self, duty: Duty) -> None:
        """The keys are on a duty: the status bar says what its day was counted with."""
        words = of_duty(self.bench.desk, duty).partition("\n\n")[0]
        if words:
            self.bench.status.put("　".join(words.split("\n")[:2]))
        else:
            self._say()

    # ---- away and back
    def keep_place(self) -> tuple[str, int]:
        """The filter, and the row the keys are on."""
        return self.state.pick, self.list.current

    def come_back(self, place: tuple[str, int]) -> None:
        """As it was left."""
        self.state.pick = place[0]
        self.state.take(self.state.home)
        self._fill()
        if place[1] < len(self.list.lines):
            self.list.choose(place[1])

    # ---- filters
    def _resized(self, width: int) -> None:
        edge = HANDLED if self.bench.tight else EDGE
        self.list.keep_free(edge)
        self.band.keep_free(edge)
        self._fit_pills(width)

    def _fit_pills(self, width: int) -> None:
        """As many filters as have room; 更多 turns to the others."""
        choices = self.state.choices()
        if len(choices) < 2 or width < 2:
            self.pills.set_choices([])
            return
        first, rest = choices[0], choices[1:]
        more = (MORE, say(N_("更多")))
        room = width - self._wide(first)
        if self._from >= len(rest):
            self._from = 0
        some = rest[self._from :]
        kept = fitting([self._wide(one) for one in some], room, self._wide(more), self._from > 0)
        whole = self._from == 0 and kept == len(rest)
        self._next = 0 if self._from + kept >= len(rest) else self._from + kept
        self.pills.chosen = self.state.pick
        self.pills.set_choices([first, *some[:kept], *([] if whole else [more])])

    def _wide(self, choice: tuple) -> int:
        words = theme.font(14).measure(choice[1]) + theme.px(PILL_EDGE + 4)
        return words + (theme.font(12).measure(str(choice[2])) + theme.px(PILL_GAP) if len(choice) > 2 else 0)

    def _picked(self, key: str) -> None:
        if key == MORE:
            self._from = self._next
        else:
            self.state.pick = key
        self._fill()

    # ---- opening
    def open_duty(self, duty: Duty) -> None:
        """Enter, a click, or the band's button."""
        self.open(self.state.target(duty))

    def open(self, target: Target) -> None:
        """Go where something leads."""
        bench = self.bench
        if target.draft:
            bench.go_draft(target.draft)
        elif target.page == "settings":
            bench.show("settings").pick(target.part or "look")
        elif target.page == "inspection":
            page = bench.show("inspection")
            if target.period:
                page.at(target.period, target.code)
        elif target.record is None:
            bench.go(target.page)
        elif target.id and not place_of(target.record):
            bench.go_form(target.record, target.id)
        elif target.id:
            bench.open_record(record_name(target.record), target.id)
            bench.page.focus_grid()
        else:
            bench.go_list(target.record).only_these(target.ids, target.label)
            bench.page.focus_grid()

    def open_turn(self, turn: Turn) -> None:
        """A line of today's plan."""
        self.open(Target(record=Shift, id=turn.id))

    def open_backup(self) -> None:
        """The backup line."""
        self.open(Target("settings", part="backup"))

    def enter(self, one: Quick) -> None:
        """Quick entry: the empty form."""
        if one.page:
            self.bench.show(one.page)
        else:
            self.bench.go_form(one.record)

    def quick(self, nth: int) -> None:
        """Alt+1 to Alt+6: the nth line of quick entry."""
        some = self.state.quick()
        if 0 < nth <= len(some):
            self.enter(some[nth - 1])

    def add(self) -> None:
        """Ctrl+N: to quick entry."""
        self.bench.show_side()
        self.side.flow.focus_set()

    def print(self) -> None:
        """Ctrl+P: what is due, as it is seen."""
        from views.pages.printing import offer
        from views.state.printing import today_sheet

        offer(self.bench, today_sheet(self.bench.desk, self.state.seen))

    def find(self) -> None:
        """Ctrl+F."""
        self.bench.find_anyone()
