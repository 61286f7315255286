"""One work list in walking order: printed, then entered again in the same order with one key a door."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from db.models.visits import VisitList
from views import trouble
from views.kit import keys, overlay, theme
from views.kit.controls import Button, Label, Panel, Rule, SearchBox
from views.kit.giving_way import GivingWay
from views.kit.grid import COMPACT_ROW, DataGrid
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.state.printing import paper_sheet
from views.state.visit_places import PlacesState
from views.state.visiting import VisitingState, columns

if TYPE_CHECKING:
    from views.bench import Bench

REST = 400  # ms after the last key until the pane counts again
EMPTY, NONE = N_("还没有选地方，按 Ctrl+N 选"), N_("请从上门清单里打开一张")


class VisitPage(Panel):
    """Enter = done and on, minus = 未遇 and on, plus = a note, Backspace = not entered; figures jump to a door.

    X and N do what minus and plus do, where no input method takes the letters.
    """

    hints = N_("回车 已办　减号 未遇　加号 写说明　退格 改回　数字 跳到门牌　Ctrl+N 加地方　Ctrl+P 打印")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, VisitingState(bench.desk)
        self._stale, self._own, self._timer = True, False, ""
        self._from: int | None = None  # where she was when she began to type a door
        self.side = Panel(bench.side, "surface")
        scroller, self.flow = scrolled(self.side)
        scroller.pack(fill="both", expand=True)
        self.rowconfigure(2, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        Rule(self).grid(row=1, column=0, sticky="ew")
        self.grid_ = DataGrid(self, columns(), self.state.fetch, on_open=self.done, row=COMPACT_ROW,
                              empty=say(NONE))
        self.grid_.grid(row=2, column=0, sticky="nsew")
        body = self.grid_.body
        body.bind("<Key>", self._typed, add="+")
        acts = {"minus": self.not_met, "KP_Subtract": self.not_met, "plus": self.note, "KP_Add": self.note,
                "BackSpace": self.clear, "Escape": lambda: self.bench.go_list(VisitList)}
        for name, act in acts.items():
            keys.shortcut(body, name, act)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 12))
        Button(head, "", lambda: self.bench.go_list(VisitList), rank="quiet", icon="chevron-left", height=30,
               tip=say(N_("回到上门清单"))).pack(side="left", padx=(0, 6))
        self.title = Label(head, "", 22, bold=True)
        self.title.pack(side="left")
        self.progress = Label(head, "", 14, "ink2")
        self.progress.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.print_button = Button(head, say(N_("打印")), self.print, rank="primary", icon="printer")
        self.print_button.pack(side="right")
        self.close_button = Button(head, say(N_("结束清单")), self.close, icon="circle-check-big")
        self.close_button.pack(side="right", padx=(0, 8))
        self.add_button = Button(head, say(N_("加地方")), self.add, icon="map-pin-plus")
        self.add_button.pack(side="right", padx=(0, 8))
        self.box = SearchBox(head, say(N_("跳到门牌")), self._jump, on_down=self.focus_grid, keys="", width=150)
        self.box.pack(side="right", padx=(0, 8))
        for name in ("Return", "KP_Enter"):
            self.box.entry.inner.bind(f"<{name}>", lambda _event: self._arrived())
        GivingWay(head, self.add_button, self.close_button, self.print_button)

    # ---- coming and going
    def open(self, rid: int) -> None:
        """Show a list; one without places asks for them at once."""
        self.state.list, self._stale = rid, False
        self._load(keep=False)
        if (first := self.state.first) is not None:
            self.grid_.select_id(first)
        self.focus_grid()
        if self.state.may and not self.state.stops:
            self.add()

    def shown(self) -> None:
        """In front: the list that was open, else the one made last."""
        if not self.state.list:
            self.state.list = self.state.newest()
        if self._stale:
            self._load()
        self._say()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote; what was done here with a key is shown already."""
        if self._own or (names and not names & {"visit_lists", "visit_stops", "doors", "duty_terms"}):
            return
        self._stale = True
        if self.bench.page is self:
            self._load()

    def keep_place(self) -> tuple[int, int | None]:
        """The list and the stop."""
        return self.state.list, self.grid_.selected

    def come_back(self, place: tuple[int, int | None]) -> None:
        """As it was left."""
        self.state.list = place[0]
        self._load(keep=False)
        if place[1] is not None:
            self.grid_.select_id(place[1])

    def _load(self, keep: bool = True) -> None:
        self._stale = False
        try:
            ids = self.state.load()
        except UserError as gone:  # the list was removed meanwhile
            self.state.list = 0
            ids = self.state.load()
            trouble.show(self.bench.root, gone)
        self.grid_.set_empty(say(EMPTY if self.state.list else NONE))
        self.grid_.pages.forget(None)
        self.grid_.show(ids, keep=keep)
        self.title.put(self.state.short_title)
        for button in (self.add_button, self.close_button):
            button.enable(self.state.may)
        self.print_button.enable(bool(self.state.stops))
        self._say()
        self._tell_side()

    def _say(self) -> None:
        self.progress.put(self.state.progress if self.state.stops else "")
        if self.bench.page is self:
            closed = say(N_("清单已经结束，只能看")) if self.state.closed else ""
            self.bench.status.put(closed or say(N_("未遇只记在这张清单里，结束后不留")))

    # ---- one key a door
    def _typed(self, event: tk.Event) -> str | None:
        text = keys.typed_text(event)
        if text in tuple("xX－"):
            self.not_met()
        elif text in tuple("nN＋"):
            self.note()
        elif text.isdigit():
            self._from = self.grid_.selected
            self.box.entry.put(text)
            self.box.entry.focus_set()
            self.box.entry.inner.icursor("end")
            self._jump(text)
        else:
            return None
        return "break"

    def done(self, rid: int) -> None:
        """Enter: done, and on to the next one that waits."""
        self._do(lambda: self.state.done(rid), rid)

    def not_met(self) -> None:
        """X: nobody was met, and on."""
        rid = self.grid_.selected
        if rid is not None:
            self._do(lambda: self.state.not_met(rid), rid)

    def clear(self) -> None:
        """Backspace: neither; stays where it is."""
        rid = self.grid_.selected
        if rid is not None:
            self._do(lambda: self.state.clear(rid), rid, on=False)

    def note(self) -> None:
        """N: done with a note."""
        rid = self.grid_.selected
        if rid is None or not self.state.may:
            return
        overlay.ask_text(
            self.bench.root, self.state.called(rid), say(N_("说明")), lambda text: self._noted(rid, text),
            text=self.state.stop(rid)["note"] or "", help=say(N_("只写与这次上门有关的事实；写了就是已办")),
        )

    def _noted(self, rid: int, text: str) -> None:
        self._do(lambda: self.state.done(rid, text), rid)
        self.focus_grid()

    def _do(self, work, rid: int, on: bool = True) -> None:
        """Write first, then move: what stands on the screen is in the store."""
        self._own = True
        try:
            self.bench.act(work, lambda _result: self._written(rid, on))
        finally:
            self._own = False

    def _written(self, rid: int, on: bool) -> None:
        self.grid_.refresh([rid, self.state.read_again(rid)])
        following = self.state.next(rid) if on else None
        if following is not None:
            self.grid_.select_id(following)
        self._say()
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(REST, self._tell_side)

    def _jump(self, text: str) -> None:
        found = self.state.jump(text, self._from) if text.strip() else None
        if found is not None:
            self.grid_.select_id(found)

    def _arrived(self) -> str:
        self._jump(self.box.entry.text())
        self.focus_grid()
        return "break"

    # ---- acts
    def focus_grid(self) -> None:
        """Into the rows."""
        if self.box.entry.text():
            self.box.entry.put("")
        self.grid_.focus_set()

    def find(self) -> None:
        """Ctrl+F: jump to a door."""
        self._from = self.grid_.selected
        self.box.entry.focus_set()

    def add(self) -> None:
        """Ctrl+N: more places."""
        if self.state.may:
            from views.pages.visit_places import PlacesBox

            PlacesBox(self.bench, PlacesState(self.bench.desk, self.state.list), lambda _count: None)

    def close(self) -> None:
        """Close the list; what was not done is asked about first."""
        if not self.state.may:
            return
        words = say(N_("已办的留在各户的记录里；没有办的 {left} 户和全部未遇标记删掉，不留。"), left=self.state.left)
        buttons = [("no", say(N_("再看看"))), ("yes", say(N_("结束清单")))]
        overlay.ask(self.bench.root, say(N_("结束这张清单？")), words, buttons, self._close)

    def _close(self, key: str) -> None:
        if key == "yes":
            self.bench.act(self.state.close, lambda _left: self.bench.told())

    def print(self) -> None:
        """Ctrl+P: the sheet to walk with."""
        if not self.state.stops:
            return
        from reports.papers import params
        from views.pages.printing import offer

        desk = self.bench.desk
        given = params(desk, settings={"id": self.state.uid()})
        offer(self.bench, paper_sheet(desk, "visit_list", given, file=self.state.title))

    # ---- the pane
    def _tell_side(self) -> None:
        self._timer = ""
        self.flow.write(self._write_side)

    def _write_side(self, pen: Pen) -> None:
        pen.space(20)
        for label, text in self.state.facts:
            pen.fact(label, text)
        heads = self.state.heads()
        if not heads:
            return
        pen.space(8)
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("各人负责的部分")), say(N_("按地方排")))
        for one in heads:
            pen.pair(one.place, f"{len(one.counted)} / {len(one.base)}")
            pen.y -= theme.px(8)
            pen.text(say(N_("{role}　{name}"), role=one.role, name=self.bench.counter.person(one.name)), 12, "ink3")
            pen.space(10)

    def destroy(self) -> None:
        """Nothing is told afterwards."""
        if self._timer:
            self.after_cancel(self._timer)
        super().destroy()
