"""The pane beside a building's picture: one door, who lives there, its facts and days; moving in and out, a visit."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Missing
from db.models.households import Residency
from db.models.places import Door
from views.kit import icons, shapes, theme
from views.kit.controls import Button, Panel, Rule
from views.kit.focus import focused
from views.kit.giving_way import GivingWay
from views.kit.menu import Item, Menu
from views.kit.text_fit import Fit
from views.pages.breaking import broken
from views.pages.flow import Flow, scrolled
from views.pages.pen import Pen
from views.pages.timeline import write_timeline
from views.state.household import HouseholdState, Line
from views.state.timeline import Timeline
from views.state.typing import CHOSEN

if TYPE_CHECKING:
    from views.bench import Bench

FACE, ROW = 32, 42  # design px: the round mark of a resident, her line


class HouseholdPane(Panel):
    """`show(door)` fills it; None empties it. `changed()` after records changed."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master, "surface")
        self.bench = bench
        self.door: int | None = None
        self.state: HouseholdState | None = None
        self.timeline: Timeline | None = None
        self._below = 0  # device px of the flow, under the words that act
        self.top = Flow(self)
        self.top.pack(fill="x")
        self._actions = Panel(self)
        what = N_("打开住户") if bench.desk.may("households.read") else N_("打开户室")
        self.open_button = Button(self._actions, say(what), self.open_list, icon="door-open")
        self.note_button = Button(self._actions, say(N_("登记走访")), self.note, icon="clipboard-check")
        self.paper_button = Button(self._actions, "", self.print_paper, icon="printer", tip=say(N_("打印这一份")))
        GivingWay(self._actions, self.open_button, self.note_button)
        self._rule = Rule(self)
        self.scroller, self.flow = scrolled(self)
        self.scroller.pack(fill="both", expand=True)
        self._empty()

    # ---- filling
    def show(self, door: int | None) -> None:
        """Fill it with a door's household; None or a door that is gone empties it."""
        if door is None:
            self._empty()
            return
        try:
            state = HouseholdState(self.bench.desk, self.bench.counter, door)
        except Missing:
            self._empty()
            return
        self.state, self.door, self.timeline = state, door, state.timeline()
        self._lay_actions(state)
        self.top.write(self._write_top)
        self.flow.write(self._write)

    def changed(self) -> None:
        """Ask again: something was written, or the public counter was switched."""
        self.show(self.door)

    def uncover(self) -> bool:
        """Enter at a public counter shows names and address first; False when they are shown already."""
        if self.door is None or not self.bench.counter.uncover(Door, self.door):
            return False
        self.changed()
        return True

    def has_keys(self) -> bool:
        """Whether the keys are in the pane."""
        return str(focused(self) or "").startswith(f"{self}.")

    def _empty(self) -> None:
        self.door = self.state = self.timeline = None
        self._actions.pack_forget()
        self._rule.pack_forget()
        self.top.write(lambda pen: pen.space(1))
        self.flow.write(_nothing)

    def _lay_actions(self, state: HouseholdState) -> None:
        for button in (self.open_button, self.note_button, self.paper_button):
            button.pack_forget()
        self.open_button.pack(side="left", fill="x", expand=True)
        if state.may_note:
            self.note_button.pack(side="left", fill="x", expand=True, padx=(8, 0))
        if self.bench.desk.may("export"):
            self.paper_button.pack(side="right", padx=(8, 0))
        self._actions.pack(fill="x", padx=22, pady=(14, 16), before=self.scroller)
        self._rule.pack(fill="x", before=self.scroller)

    # ---- drawing
    def _write_top(self, pen: Pen) -> None:
        pen.space(20)
        top, half = pen.y, theme.px(26)
        pen.disc("", self.state.title, self.state.subtitle)
        pen.canvas.create_image(pen.left + half, top + half, image=icons.photo("house", 22, "accent_ink"))

    def _write(self, pen: Pen) -> None:
        state = self.state
        pen.space(16)
        if state.house is not None:
            self._write_people(pen)
            pen.rule()
            pen.space(14)
        pen.heading(say(N_("户室情况")))
        for fact in state.facts:
            pen.fact(fact.label, fact.text, ink="amber" if fact.odd else "ink")
        if self.timeline is not None:  # not at a public counter: names stand in it
            write_timeline(pen, self.timeline, self.bench.open_record, self._turn)
        pen.space(20)

    def _write_people(self, pen: Pen) -> None:
        state = self.state
        pen.heading(say(N_("现住人员")))
        for line in state.lines:
            self._resident(pen, line)
        if state.unnamed:
            pen.text(state.unnamed, 14)
            pen.space(8)
        if state.children:
            pen.pair(state.children, say(N_("只计人数")), ink="ink2")
        if state.covered:
            pen.text(say(N_("临柜模式，按回车显示住户")), 14, "ink3")
            pen.space(8)
        elif not state.house.count:
            pen.text(say(N_("没有登记居住的人")), 14, "ink3")
            pen.space(8)
        acts = []
        if state.may_move:
            acts.append((N_("登记迁入"), self.move_in))
            if state.house.count:
                acts.append((N_("登记迁出、搬家"), self.move_out))
        if state.may_use:
            acts.append((N_("改入住情况"), self.use))
        if acts:
            self._write_acts(pen, acts)

    def _write_acts(self, pen: Pen, acts: list[tuple[str, Callable[[], object]]]) -> None:
        """In a row where they have room, else one under the other: a translation may be long."""
        pen.space(4)
        font, gap = theme.font(12), theme.px(14)
        if sum(font.measure(say(word)) + gap for word, _act in acts) - gap <= pen.right - pen.left:
            pen.words(acts)
        else:
            for word, act in acts:
                pen.link(word, act, 12)
        self._below = pen.y
        pen.space(10)

    def _resident(self, pen: Pen, line: Line) -> None:
        canvas, top, p = pen.canvas, pen.y, theme.px
        middle, x, bold, small = top + p(FACE) // 2, pen.left + p(FACE + 12), theme.font(14, True), theme.font(12)
        canvas.create_image(pen.left, top, anchor="nw", image=shapes.disc(FACE, "rail_selected"))
        canvas.create_text(pen.left + p(FACE) // 2, middle, text=line.name[:1], font=theme.font(14),
                           fill=theme.color("ink2"))
        edge = self._chip(pen, top + p(8), *line.chip) if line.chip else pen.right
        name = Fit(bold).elide(line.name, edge - x)
        canvas.create_text(x, top - p(2), anchor="nw", text=name, font=bold, fill=theme.color("ink"))
        detail = broken(say(line.detail), max(1, pen.right - x), Fit(small).width)
        canvas.create_text(x, top + p(17), anchor="nw", text=detail, font=small, fill=theme.color("ink3"))
        pen.y = top + p(ROW) + small.metrics("linespace") * detail.count("\n")
        if not self.state.covered:
            pen.area(top - p(4), lambda: self.bench.open_record("residencies", line.id))

    def _chip(self, pen: Pen, middle: int, word: str, tone: str) -> int:
        """A pill at the right end; returns where the room before it ends."""
        word, font = say(word), theme.font(12)
        wide = font.measure(word) + theme.px(18)
        pill = shapes.pill(wide, theme.px(22), theme.color(f"{tone}_soft"))
        pen.canvas.create_image(pen.right - wide, middle, anchor="w", image=pill)
        pen.canvas.create_text(pen.right - wide // 2, middle, text=word, font=font, fill=theme.color(tone))
        return pen.right - wide - theme.px(8)

    def _turn(self, leaf: Callable[[], None]) -> None:
        leaf()
        self.flow.redraw()

    # ---- acts
    def open_list(self) -> None:
        """打开住户: its people in their list, the children among them; of an empty door the door's own row."""
        if self.state is None or self.uncover():
            return
        rows = self.state.rows() if self.state.house is not None else ()
        if rows:
            self.bench.go_list(Residency).only_these(rows, self.state.label())
        else:
            self.bench.open_record("doors", self.door)

    def move_in(self) -> None:
        """The form of a new resident, with this door in it."""
        page = self.bench.go_form(Residency)
        page.form.put_over({"door": f"{CHOSEN}{self.door}"}, {"door": self.state.label()})

    def move_out(self) -> None:
        """Who moves, when, and where to."""
        from views.pages.household_boxes import ask_move

        ask_move(self.bench, self.state, self._done)

    def note(self) -> None:
        """A visit at this door, without a list."""
        from views.pages.household_boxes import ask_visit

        if self.state is not None and self.state.may_note:
            ask_visit(self.bench, self.state, self._done)

    def use(self) -> None:
        """How the door is used: chosen from a menu."""
        state = self.state
        items = [Item(say(name), lambda code=code: self._use(code), mark=now) for code, name, now in state.uses()]
        items += [None, Item(say(N_("清空")), lambda: self._use(""))]
        Menu(self.bench.root, items, (self.flow.winfo_rootx() + theme.px(22), self.flow.winfo_rooty() + self._below))

    def _use(self, code: str) -> None:
        self.bench.act(lambda: self.state.use(code), lambda _none: self._done())

    def _done(self) -> None:
        self.bench.told()
        self.changed()

    def print_paper(self) -> None:
        """The door's record on one page: looked at, then printed."""
        if self.state is not None:
            from views.pages.printing import offer

            offer(self.bench, self.state.sheet())


def _nothing(pen: Pen) -> None:
    pen.space(120)
    pen.icon("house")
    pen.middle(say(N_("选一户，这里看住户")))
    pen.space(40)
