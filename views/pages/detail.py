"""The pane beside a list: one row's name, chips, facts (masked), what was done to it; edit, look, delete."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center import catalog
from center.words import N_, say
from db.errors import Missing, UserError
from db.record import Record, record_name
from db.words import Listed
from views import trouble
from views.kit import dropping
from views.kit.controls import Button, Panel, Rule
from views.kit.focus import focused
from views.pages.attaching import Attaching
from views.pages.correcting import FACTS, ask_building
from views.pages.flow import Flow, scrolled
from views.pages.pen import Pen
from views.pages.reason import ask_reason
from views.pages.timeline import write_timeline
from views.state.detail import DetailState, Fact
from views.state.timeline import Timeline

if TYPE_CHECKING:
    from views.bench import Bench

OPEN_FOR = 30  # seconds a revealed number stays readable
REST = 60  # ms after which files and timeline of a row are read
LOOK = N_("查看号码")


class DetailPane(Panel):
    """`show(id)` fills it; `on_edit(id)` is asked by its button."""

    def __init__(self, master: tk.Misc, bench: Bench, record: type[Record], on_edit: Callable[[int], object]) -> None:
        super().__init__(master, "surface")
        self.bench, self.record, self._on_edit = bench, record, on_edit
        self.state: DetailState | None = None
        self.rid: int | None = None
        self.revealed: dict[str, str] = {}
        self._timer, self._left, self._coming = "", 0, ""
        self.timeline: Timeline | None = None
        self.files = Attaching(bench, self._changed)
        self.top = Flow(self)
        self.top.pack(fill="x")
        self._actions = Panel(self)
        self._buttons()
        self._rule = Rule(self)
        self.scroller, self.flow = scrolled(self)
        self.scroller.pack(fill="both", expand=True)
        if bench.desk.may(f"{record.domain}.edit"):
            dropping.accept(self, self.files.add)
        self._empty()

    def _buttons(self) -> None:
        may = self.bench.desk.may
        self.edit_button = self.look_button = self.remove_button = None
        if may(f"{self.record.domain}.edit") and catalog.typed_in(self.record):
            self.edit_button = Button(self._actions, say(N_("修改")), lambda: self._on_edit(self.rid), icon="pencil")
            self.edit_button.pack(side="left", fill="x", expand=True)
            self.remove_button = Button(self._actions, "", self.remove, icon="trash-2", tip=say(N_("删除（可撤销）")))
            self.remove_button.pack(side="right", padx=(8, 0))
        self.paper_button = Button(self._actions, "", self.print_paper, icon="printer", tip=say(N_("打印这一份")))
        if may("reveal"):
            self.look_button = Button(self._actions, say(LOOK), self._flip, icon="eye")
            self.look_button.pack(side="left", fill="x", expand=True, padx=(8 if self.edit_button else 0, 0))

    def _empty(self) -> None:
        self._not_now()
        self.rid, self.state = None, None
        self._actions.pack_forget()
        self._rule.pack_forget()
        self.top.write(lambda pen: pen.space(1))
        self.flow.write(_nothing)

    def show(self, rid: int | None) -> None:
        """Fill the pane with a row; None or a row that is gone empties it."""
        if rid != self.rid:
            self._stop_timer()
            self.revealed = {}
        if rid is None:
            self._empty()
            return
        try:
            self.state = DetailState(self.bench.desk, self.record, rid)
            self.state.at_counter(self.bench.counter)
        except Missing:
            self._empty()
            return
        fresh = rid != self.rid
        if self.rid is None:
            self._actions.pack(fill="x", padx=22, pady=(14, 16), before=self.scroller)
            self._rule.pack(fill="x", before=self.scroller)
        self.rid = rid
        if self.bench.desk.may("export"):
            self.paper_button.pack(side="right", padx=(8, 0))
        if self.look_button:
            self.look_button.enable(bool(self.state.hidden))
        self.top.write(self._write_top)
        self._soon(fresh)
        self.flow.write(self._write)

    # ---- drawing
    def _write_top(self, pen: Pen) -> None:
        state = self.state
        pen.space(20)
        pen.disc(state.title[:1], state.title, state.subtitle)
        if state.chips:
            pen.space(12)
            pen.chips(state.chips)

    def _write(self, pen: Pen) -> None:
        state = self.state
        pen.space(16)
        for place, (name, facts) in enumerate(state.sections()):
            if place:
                pen.space(2)
                pen.rule()
                pen.space(14)
            pen.heading(say(name))
            for fact in facts:
                self._fact(pen, fact)
        if state.gaps:
            shown = say(Listed(state.gaps[:6])) + ("……" if len(state.gaps) > 6 else "")
            pen.text(say(N_("未填 {count} 项：{names}"), count=len(state.gaps), names=shown), 12, "ink3")
            pen.space(12)
        if self.timeline is not None:  # not at a public counter: names stand in both
            self._related(pen)
            self.files.write(pen)
            write_timeline(pen, self.timeline, self.bench.open_record, self._turn)
        pen.space(20)

    def _fact(self, pen: Pen, fact: Fact) -> None:
        open_text = self.revealed.get(fact.path)
        may = self.bench.desk.may("reveal")
        if open_text is not None:
            pen.fact(fact.label, open_text, self.cover, say(N_("盖上")), strong=True)
        elif fact.hidden and may:
            pen.fact(fact.label, fact.text, lambda: self.reveal(fact), say(N_("查看")))
        elif (record_name(self.record), fact.path) in FACTS and self.edit_button:
            pen.fact(fact.label, fact.text, self._correct, say(N_("更正")))
        else:
            pen.fact(fact.label, fact.text)

    def _correct(self) -> None:
        ask_building(self.bench, self.rid, self.state.title, lambda: self.show(self.rid))

    def _related(self, pen: Pen) -> None:
        found = self.state.related()
        if not found:
            return
        pen.space(2)
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("同一个人还登记在")))
        for name, rid, label in found:
            pen.link(label, lambda name=name, rid=rid: self.bench.open_record(name, rid))
        pen.space(2)

    def _rest(self) -> None:
        """Files and timeline are read again: after an act, and when another row is shown."""
        open_ = not self.bench.counter.covers(self.record, self.rid)
        self.files.state = self.state.attachments() if open_ else None
        self.timeline = self.state.timeline() if open_ else None

    def _soon(self, fresh: bool) -> None:
        """Who walks through the rows waits for no history: it comes when she stops."""
        self._not_now()
        if fresh:
            self.files.state = self.timeline = None
            self._coming = self.after(REST, self._changed)
        else:
            self._rest()

    def _not_now(self) -> None:
        if self._coming:
            self.after_cancel(self._coming)
            self._coming = ""

    def _changed(self) -> None:
        self._not_now()
        if self.state is not None:
            try:
                self._rest()
            except Missing:  # just removed, and the list has not heard it yet
                self._empty()
                return
            self.flow.redraw()

    def _turn(self, leaf: Callable[[], None]) -> None:
        leaf()
        self.flow.redraw()

    # ---- acts
    def reveal(self, fact: Fact) -> None:
        """Ask why, then show one full value for a while."""
        self._ask_reason(fact.label, [fact])

    def _flip(self) -> None:
        if not self.cover():
            self.reveal_all()

    def reveal_all(self) -> None:
        """Ask why, then show every full value for a while."""
        if self.state and self.state.hidden:
            self._ask_reason(say(Listed(fact.label for fact in self.state.hidden)), list(self.state.hidden))

    def _ask_reason(self, label: str, facts: list[Fact]) -> None:
        title = say(N_("查看{label}"), label=label)
        help = say(N_("请写明为什么要看完整内容，会记入操作日志；看过 30 秒自动盖上，按 Esc 马上盖上。"))
        ask_reason(self.bench, title, help, lambda reason: self._reveal(facts, reason))

    def _reveal(self, facts: list[Fact], reason: str) -> None:
        def look() -> dict[str, str]:
            return {fact.path: self.state.reveal(fact.path, reason) for fact in facts}

        def shown(texts: dict[str, str]) -> None:
            self.revealed |= texts
            self._stop_timer()
            self._left = OPEN_FOR
            self._changed()
            self._count()

        self.bench.act(look, shown)

    def _count(self) -> None:
        """Every second the button says how long the numbers still stand."""
        if self._left <= 0:
            self.cover()
            return
        self.look_button.configure(text=say(N_("盖上 {seconds} 秒"), seconds=self._left))
        self._left -= 1
        self._timer = self.after(1000, self._count)

    def cover(self) -> bool:
        """Mask what was revealed; False when nothing was. Escape, the button, another row, or time does it."""
        self._stop_timer()
        if not self.revealed:
            return False
        self.revealed = {}
        self.flow.redraw()
        return True

    def _stop_timer(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
            self.look_button.configure(text=say(LOOK))

    def has_keys(self) -> bool:
        """Whether the keys are in the pane."""
        return str(focused(self) or "").startswith(f"{self}.")

    def print_paper(self) -> None:
        """Its own paper, else the row on one page: looked at, then printed."""
        if self.state is not None:
            from views.pages.printing import offer

            offer(self.bench, self.state.sheet())

    def remove(self) -> None:
        """Delete at once; the note offers to take it back."""
        state = self.state
        if state is None:
            return
        try:
            self.bench.act(state.remove, lambda _none: self.bench.told())
        except UserError as error:
            trouble.show(self.bench.root, error)

    def destroy(self) -> None:
        """No timer outlives the pane."""
        for timer in (self._timer, self._coming):
            if timer:
                self.after_cancel(timer)
        super().destroy()


def _nothing(pen: Pen) -> None:
    pen.space(120)
    pen.icon("info")
    pen.middle(say(N_("选一条，这里看详情")))
    pen.space(40)
