"""抄录到上级系统: beside a case its fields in the order of that system; one key copies each, one ticks it as typed."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from center.cases.facts import facts
from center.cases.showing import SECONDS, value
from center.cases.transcribing import Line, lines
from center.cases.violence import needs_decision
from center.tongues import CHINESE
from center.words import N_, say
from db.models.cases import CaseParty
from db.questions.mediation import transcribed
from views.kit import clipboard, keys, theme, toast
from views.kit.controls import Button, Label, Panel, Rule, TextField, submit_on_enter
from views.kit.grid import COMPACT_ROW, DataGrid
from views.kit.grid_columns import Cell, Column, Row
from views.kit.overlay import ask_text
from views.languages import current

if TYPE_CHECKING:
    from views.bench import Bench

WIDE = 470  # design px
LABEL, FOREIGN = 120, 180  # design px: width of a field's name; where it is translated
COLUMNS = [
    Column("done", N_("已录入"), 64, "center", sortable=False), Column("label", N_("栏目"), LABEL, sortable=False),
    Column("text", N_("内容"), 220, look="title", flex=True, sortable=False),
]
HOW = N_("回车 复制这一栏　空格 勾选已录入　Esc 收起")
SHORT = 60


def _columns() -> list[Column]:
    return COLUMNS if current() == CHINESE else [
        replace(one, width=FOREIGN) if one.key == "label" else one for one in COLUMNS]


class TranscribePane(Panel):
    """`show(case)` lists a case's fields; `closed()` is called when it is put away."""

    def __init__(self, master: Panel, bench: Bench) -> None:
        super().__init__(master, "surface")
        self.bench, self.case, self.closed = bench, 0, lambda: None
        self.lines: tuple[Line, ...] = ()
        self._forget = ""
        self.columnconfigure(1, weight=1)
        self.rowconfigure(2, weight=1)
        Rule(self, upright=True).grid(row=0, column=0, rowspan=5, sticky="ns")
        head = Panel(self)
        head.grid(row=0, column=1, sticky="ew", padx=(16, 10), pady=(16, 2))
        Label(head, say(N_("抄录到上级系统")), 17, bold=True).pack(side="left")
        Button(head, "", self.put_away, rank="quiet", icon="x", tip=say(N_("收起"))).pack(side="right")
        if bench.desk.may("mediation.edit"):
            Button(head, "", lambda: bench.show("settings").pick("transcription"), rank="quiet", icon="settings",
                   tip=say(N_("栏目和顺序"))).pack(side="right")
        self.about = Label(self, "", 13, "ink2", wrap=WIDE - 40)
        self.about.grid(row=1, column=1, sticky="ew", padx=16, pady=(0, 8))
        self.grid_ = DataGrid(self, _columns(), self._fetch, on_open=self.copy, row=COMPACT_ROW)
        self.grid_.grid(row=2, column=1, sticky="nsew")
        tk.Misc.bind(self.grid_.body, "<space>", self._space)  # instead of the grid's own: nothing is checked here
        keys.shortcut(self.grid_.body, "Escape", self.put_away)
        self.number = TextField(self, N_("上级系统编号"))
        self.number.grid(row=3, column=1, sticky="ew", padx=16, pady=(10, 0))
        submit_on_enter(self.number, self.keep_number)
        Label(self, HOW, 12, "ink3").grid(row=4, column=1, sticky="w", padx=16, pady=(0, 14))

    def show(self, case: int) -> None:
        """A case's fields; the first one not yet typed is chosen. Raises Denied, Missing."""
        self.case = case
        self._load()
        self.grid_.select_id(next((place for place, one in enumerate(self.lines, 1) if not one.done), 1))
        self.grid_.focus_set()

    def _load(self) -> None:
        self.lines = lines(self.bench.desk, self.case)
        row = transcribed(self.case)
        done = sum(one.done for one in self.lines)
        words = say(N_("已录入 {done} 栏，共 {all} 栏"), done=done, all=len(self.lines))
        if row and row["done_on"]:
            words = say(N_("{day} 由 {name} 录完"), day=row["done_on"], name=row["by"] or "")
        self.about.put(words)
        self.number.put(row["number"] or "" if row else "")
        self.grid_.pages.forget(None)
        self.grid_.show(array("q", range(1, len(self.lines) + 1)), keep=True)

    def _fetch(self, ids: Iterable[int]) -> list[Row]:
        return [Row(place, self._texts(self.lines[place - 1])) for place in ids if place <= len(self.lines)]

    def _texts(self, one: Line) -> tuple:
        text = " ".join(one.text.split())
        return (Cell("√" if one.done else "", "green", tint=False), say(one.label),
                text if len(text) <= SHORT else text[:SHORT - 1] + "…")

    # ---- acts
    def copy(self, place: int) -> None:
        """Enter: the whole text goes to be pasted; a party's number is asked for and written down, and goes again."""
        one = self.lines[place - 1]
        if not one.parties:
            self._copied(one, one.text)
            return
        told = facts(self.bench.desk, self.case)
        if any(needs_decision(told, told.party(party)) for party in one.parties):
            ask_text(self.bench.root, say(N_("联系、通知对方要有人决定")), say(N_("决定人")),
                     lambda by: self._copy_secret(one, by))
        else:
            self._copy_secret(one)

    def _copy_secret(self, one: Line, by: str = "") -> None:
        desk = self.bench.desk
        self.bench.act(lambda: "、".join(value(desk, CaseParty, party, one.path, by) for party in one.parties),
                       lambda text: self._copied(one, text, secret=True))

    def _copied(self, one: Line, text: str, secret: bool = False) -> None:
        if not text:
            toast.show(self.bench.root, say(N_("{label}是空的，没有复制"), label=say(one.label)))
            return
        clipboard.put(self, text)
        if secret:
            if self._forget:
                self.after_cancel(self._forget)
            self._forget = self.after(SECONDS * 1000, self._let_go)
        toast.show(self.bench.root, say(N_("已复制{label}"), label=say(one.label)))

    def _let_go(self) -> None:
        self._forget = ""
        clipboard.forget(self)

    def _space(self, _event: tk.Event) -> str:
        self.tick()
        return "break"

    def tick(self) -> None:
        """Space: typed there (or not), and on to the next."""
        place = self.grid_.selected
        if place is None:
            return
        one = self.lines[place - 1]
        self.bench.act(lambda: self.bench.desk.do("transcriptions.tick", case=self.case, field=one.field,
                                                  on=not one.done), lambda _changed: self._ticked(place, not one.done))

    def _ticked(self, place: int, on: bool) -> None:
        self._load()
        self.grid_.select_id(min(place + on, len(self.lines)))
        self.grid_.focus_set()

    def keep_number(self) -> None:
        """Enter in the field: the number that the other system gave."""
        text = self.number.get()
        self.bench.act(lambda: self.bench.desk.do("transcriptions.number", case=self.case, number=text),
                       lambda _changed: self.grid_.focus_set())

    def put_away(self) -> None:
        """Esc."""
        self.place_forget()
        self.closed()

    def destroy(self) -> None:
        """No timer left behind; what was copied of a party goes with the pane."""
        if self._forget:
            self.after_cancel(self._forget)
            self._let_go()
        super().destroy()


def beside(page: Panel, bench: Bench, case: int) -> TranscribePane:
    """Lay the pane over the right side of a page for a case; made once for a page."""
    pane = getattr(page, "transcribing", None)
    if pane is None:
        pane = page.transcribing = TranscribePane(page, bench)
        pane.closed = getattr(page, "focus_grid", page.focus_set)
        tk.Misc.bind(page, "<Configure>", lambda event: event.widget is page and _fit(pane), add="+")
        tk.Misc.bind(page, "<Unmap>", lambda event: event.widget is page and pane.place_forget(), add="+")
    pane.place(relx=1.0, rely=0.0, anchor="ne", relheight=1.0, width=theme.px(WIDE))
    _fit(pane)
    pane.lift()
    pane.show(case)
    return pane


def _fit(pane: TranscribePane) -> None:
    """No wider than the page it lies on; a page that has no width yet tells it soon."""
    wide = pane.master.winfo_width()
    if pane.winfo_manager() and wide > 1:
        pane.place_configure(width=min(theme.px(WIDE), wide))
