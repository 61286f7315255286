"""The official numbers: value, source, since when, changed here or not; history beside; a change needs its source."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from center.numbers import names, shipped
from center.numbers import shown as words_of
from center.words import N_, say
from views.kit import overlay, theme, tooltip
from views.kit.controls import Button, ChoiceField, DateField, Label, Panel, TextField
from views.kit.grid import COMPACT_ROW, DataGrid
from views.kit.grid_columns import Column
from views.kit.overlay import Overlay
from views.pages.flow import scrolled
from views.pages.kept_words import KeptWords, note
from views.pages.ordered import OrderedField
from views.pages.pen import Pen
from views.pages.small_form import ends
from views.state.settings import NumbersState, Value
from views.state.sources import source_of

if TYPE_CHECKING:
    from views.bench import Bench


TABLES = {"dossier.required": "dossier_table", "dossier.order": "dossier_table", "transcription.order": "transcription"}
"""Lists that have a part of the settings of their own."""


class NumbersPart(Panel):
    """The table and its pane."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.state = bench, NumbersState(bench.desk)
        self.value: Value | None = None
        self.rowconfigure(1, weight=1)
        self.columnconfigure(0, weight=1)
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 14))
        Label(head, say(N_("口径与标准参数")), 19, bold=True).pack(side="left")
        note = Label(head, say(N_("各地不同，以主管部门正式文件为准")), 13, "ink3", wrap=420)
        note.pack(side="left", padx=(12, 0), pady=(4, 0))
        self.side = Panel(bench.side, "surface")
        if self.state.may_edit:
            self.edit_button = Button(head, say(N_("修改")), self.edit, icon="pencil", width=84)
            self.edit_button.pack(side="right", before=note)
        self.grid_ = DataGrid(
            self,
            [
                Column("name", say(N_("参数")), 190, flex=True, look="title", sortable=False),
                Column("value", say(N_("值")), 110, sortable=False),
                Column("since", say(N_("施行日期")), 100, priority=2, look="dim", sortable=False),
                Column(
                    "marks",
                    say(N_("标记")),
                    150,
                    priority=1,
                    look="chips",
                    sortable=False,
                    tones={say(N_("本地改过")): "blue", say(N_("待核实")): "amber"},
                ),
            ],
            self._fetch,
            on_select=self._selected,
            on_open=lambda _rid: self.edit(),
            row=COMPACT_ROW,
        )
        self.grid_.grid(row=1, column=0, sticky="nsew")
        self.scroller, self.flow = scrolled(self.side)
        self.scroller.pack(fill="both", expand=True)
        self.grid_.show(self.state.ids())
        tooltip.over(self.grid_.body, self._part)

    def _part(self, _x: int, y: int) -> tuple[tooltip.Box, Callable[[], str]] | None:
        """The row under the pointer, and where its number comes from."""
        view = self.grid_.view
        place = view.position_at(y)
        if place is None or self.grid_.ids[place] < 0:
            return None
        slot, value = view.slots[place - view.first], self.state.row(self.grid_.ids[place])
        box = (theme.px(24), slot.y, self.grid_.body.winfo_width(), slot.y + slot.height)
        return box, lambda: source_of(self.bench.desk, value.key)

    def _fetch(self, ids: list[int]) -> list[tuple]:
        return [(rid, self.state.head(-rid) if rid < 0 else self._texts(rid)) for rid in ids]

    def _texts(self, rid: int) -> tuple:
        row = self.state.row(rid)
        return row.name, row.shown, row.since, row.marks

    def changed(self, names: frozenset[str]) -> None:
        """A number changed."""
        if "official_numbers" in names:
            key = self.value.key if self.value else ""
            self.state.load()
            self.grid_.show(self.state.ids())
            rid = self.state.in_force(key).id if key else None
            if rid is not None:
                self.grid_.select_id(rid)
            self.grid_.refresh()
            self._selected(self.grid_.selected)

    def _selected(self, rid: int | None) -> None:
        self.value = self.state.row(rid) if rid is not None and rid >= 0 else None
        self.flow.write(self._write)

    def _write(self, pen: Pen) -> None:
        value = self.value
        if value is None:
            return
        pen.space(20)
        pen.text(value.name, 17, bold=True)
        pen.space(6)
        pen.text(value.shown, 20, bold=True)
        if value.marks:
            pen.space(8)
            pen.chips([(word, "blue" if word == say(N_("本地改过")) else "amber") for word in value.marks])
        pen.space(16)
        pen.rule()
        pen.space(14)
        for label, text in (
            (say(N_("出处")), value.source),
            (say(N_("施行日期")), value.since),
            (say(N_("说明")), value.note),
        ):
            if text:
                pen.fact(label, text)
        changes = self.state.changes(value.key)
        if value.local and self.state.may_edit:
            pen.link(say(N_("恢复默认值")), self.ask_reset)
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("历次取值")))
        for place, one in enumerate(changes):
            what = say(N_("{old} → {new}"), old=one.old, new=one.new) if one.old else one.new
            pen.event(what, self.state.when(one.row), self.state.told(one), one.row.id == value.id,
                      place == len(changes) - 1)
        pen.space(16)

    def _fields(self, master: tk.Misc, value: Value) -> dict[str, Any]:
        """Of the box in which a number is changed: value, source, since."""
        label = f"{say(N_('值'))}（{value.unit}）" if value.unit else say(N_("值"))
        return {
            "value": self._value_field(master, label, value),
            "source": TextField(master, say(N_("依据的文件或谁定的")), required=True),
            "since": DateField(master, say(N_("从哪天起（不填就是今天）")), ahead=True,
                               today=lambda: self.bench.desk.today().isoformat()),
        }

    def _value_field(self, master: tk.Misc, label: str, value: Value) -> TextField | ChoiceField | OrderedField:
        """What may be chosen is chosen by its name, several in a list; a number is typed."""
        known = names(value.key)
        if known and shipped()[value.key]["kind"] == "codes":
            several = OrderedField(master, label, known, required=True)
            several.put(value.value)
            return several
        if known and shipped()[value.key]["kind"] == "choice":
            field = ChoiceField(master, label, list(known.items()), required=True)
            field.put(value.value, known.get(value.value, value.value))
            return field
        typed = TextField(master, label, required=True)
        typed.put(words_of(value.key, value.value))
        return typed

    def ask_reset(self) -> None:
        """Back to the value the program came with; the history keeps what stood."""
        value = self.value
        if value is None or not value.local:
            return
        entry = shipped()[value.key]
        words = say(
            N_("默认值是 {value}，出处：{source}。现在的 {now} 会留在历次取值里。"),
            value=words_of(value.key, str(entry["value"])), source=entry["source"], now=value.shown,
        )

        def answer(key: str) -> None:
            if key == "yes":
                self.bench.act(lambda: self.state.reset(value.key), lambda _none: self.bench.told())

        buttons = [("no", say(N_("不恢复"))), ("yes", say(N_("恢复默认值")))]
        overlay.ask(self.bench.root, say(N_("恢复 {name} 的默认值？"), name=value.name), words, buttons, answer)

    def edit(self) -> None:
        """Change the chosen number: value, source, since when."""
        value = self.value
        if value is None or not self.state.may_edit:
            return
        if (part := TABLES.get(value.key, "")) and self.bench.desk.may("mediation.edit"):
            self.bench.page.pick(part)  # a table of its own, where each line has its word
            return
        box = Overlay(self.bench.root)
        Label(box.inside, say(N_("修改 {name}"), name=value.name), 17, bold=True, wrap=412).pack(
            fill="x", padx=24, pady=(20, 4)
        )
        Label(box.inside, say(N_("原来的值会留在历次取值里。")), 13, "ink2").pack(fill="x", padx=24, pady=(0, 10))
        fields = self._fields(box.inside, value)
        for field in fields.values():
            field.pack(fill="x", padx=24)
        typed = {name: field for name, field in fields.items() if isinstance(field, TextField | DateField)}
        words = KeptWords(self.bench, f"number {value.key}", 0, typed, box)
        note(box.inside, words)
        ends(self.bench, box, fields,
             lambda texts: self.state.change(value.key, texts["value"], texts["source"], texts["since"]),
             lambda: (words.done(), box.close(), self.bench.told()))
        self.box, self.box_fields, self.box_save = box, fields, box.save
        box.open(fields["value"])
        if isinstance(fields["value"], OrderedField):  # as high as the window may be
            tk.Place.place_configure(box, relx=0.5, rely=0.5, anchor="center")
