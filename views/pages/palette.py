"""The palette over any page (Ctrl+K): type, ↑↓, Enter opens or does it, Ctrl+Enter opens the form of a record."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center import catalog
from center.words import N_, say
from db.record import record_name
from views.kit import keys, theme
from views.kit.entry import Entry
from views.kit.overlay import Overlay
from views.kit.surface import Label, Panel
from views.pages.palette_rows import HEAD, ROW, PaletteRows
from views.state.choices import Choice
from views.state.palette import PaletteState

if TYPE_CHECKING:
    from views.bench import Bench

WIDTH, AROUND, HEADS, MOST = 640, 120, 3, 14  # design px; what stands around the rows; heads and rows at most
TOP = 0.06


class Palette:
    """Opens at once; closes on Escape or when something is chosen. `part` shows only that part of the commands."""

    def __init__(self, bench: Bench, part: str = "") -> None:
        room = bench.root.winfo_height() * (1 - 2 * TOP) / theme.scale() - AROUND - HEADS * HEAD
        self.bench, self._waiting = bench, ""
        self.state = PaletteState(bench.desk, max(5, min(MOST, int(room // ROW))), part, bench.counter.hit)
        self.box = Overlay(bench.root, width=WIDTH, on_away=self._gone)
        head = Panel(self.box.inside)
        head.pack(fill="x", padx=16, pady=(16, 8))
        hint = say(N_("找命令")) if part else say(N_("找人、找页面、找命令"))
        self.entry = Entry(head, hint=hint, on_change=self._typed)
        self.entry.pack(fill="x")
        self.rows = PaletteRows(self.box.inside, WIDTH, self._pointed, self.choose)
        self.rows.pack(fill="x")
        self.note = Label(self.box.inside, "", 12, "ink3", wrap=WIDTH - 40)
        self.note.pack(fill="x", padx=20, pady=(8, 14))
        inner = self.entry.inner
        for name, act in (
            ("Down", lambda: self._step(1)),
            ("Up", lambda: self._step(-1)),
            ("Return", self.choose),
            ("KP_Enter", self.choose),
            ("Control-Return", lambda: self.choose(form=True)),
            ("Control-KP_Enter", lambda: self.choose(form=True)),
        ):
            keys.shortcut(inner, name, act)
        self.look()
        # as high as it may ever become, at once: a box that grows and shrinks with each key flickers
        self.rows.keep_high(len(self.state.lines) if part else self.state.rows + HEADS)
        self.box.open(self.entry)
        tk.Place.place_configure(self.box, relx=0.5, rely=TOP, anchor="n")

    # ---- looking
    def _typed(self, _text: str) -> None:
        # once for all keys that are waiting: who types fast sees the answer to the last one
        if not self._waiting:
            self._waiting = self.bench.root.after_idle(self.look)

    def look(self) -> None:
        """Search for what stands in the box."""
        if self._waiting:
            self.bench.root.after_cancel(self._waiting)
            self._waiting = ""
        self.state.look(self.entry.text())
        self._draw()

    def _draw(self) -> None:
        self.rows.show(self.state.lines, self.state.mark)
        self.note.put(self.state.note)

    def _step(self, by: int) -> None:
        self._now()
        self.state.step(by)
        self._draw()

    def _pointed(self, place: int) -> None:
        if place != self.state.mark and isinstance(self.state.lines[place], Choice):
            self.state.mark = place
            self._draw()

    def _now(self) -> None:
        if self._waiting:
            self.look()

    # ---- choosing
    def choose(self, form: bool = False) -> None:
        """Enter (with Ctrl: the form of a record): close, and do the marked choice."""
        self._now()
        one = self.state.marked
        if one is None:
            return
        self.box.close()
        act(self.bench, one, form)
        if self.bench.winfo_exists():
            self.state.keep(one)

    def _gone(self) -> None:
        # by the window: the box is destroyed by now, and the name of its timer may be another widget's command
        if self._waiting:
            self.bench.root.after_cancel(self._waiting)
            self._waiting = ""


def act(bench: Bench, one: Choice, form: bool = False) -> None:
    """Do what a choice stands for."""
    verb, _, what = one.key.partition(":")
    _ACTS[verb](bench, what, one, form)


def _record(bench: Bench, what: str, one: Choice, form: bool) -> None:
    record = catalog.record(what.partition(":")[0])
    if form and bench.desk.may(f"{record.domain}.edit"):
        bench.go_form(record, one.rid)
    else:
        bench.open_record(record_name(record), one.rid)


def _settings(bench: Bench, what: str, _one: Choice, _form: bool) -> None:
    bench.show("settings").pick(what)


def _paper(bench: Bench, what: str, _one: Choice, _form: bool) -> None:
    bench.show("papers").pick(what)


def _import(bench: Bench, what: str, _one: Choice, _form: bool) -> None:
    bench.show(f"import:{what}").choose()


_ACTS = {
    "record": _record,
    "go": lambda bench, what, _one, _form: bench.go(what),
    "show": lambda bench, what, _one, _form: bench.show(what),
    "list": lambda bench, what, _one, _form: bench.go_list(catalog.record(what)),
    "add": lambda bench, what, _one, _form: bench.go_form(catalog.record(what)),
    "import": _import,
    "paper": _paper,
    "settings": _settings,
    "do": lambda bench, what, _one, _form: getattr(bench, what)(),
}
