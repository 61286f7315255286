"""文书文字: the fixed texts of case papers; at the right the chosen one, its source and how it came to be."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from center.cases.fixed_texts import EDIT, LOCAL, Fixed, fixed_texts, history
from center.words import N_, say, spoken
from db.words import Listed
from views.kit import overlay
from views.kit.controls import Button, Label, LongField, Panel, TextField
from views.kit.grid import COMPACT_ROW, DataGrid
from views.kit.grid_columns import Column, Row
from views.kit.overlay import Overlay
from views.pages.flow import scrolled
from views.pages.kept_words import KeptWords, note
from views.pages.pen import Pen
from views.pages.settings_head import head_of, keys_of
from views.pages.small_form import ends

if TYPE_CHECKING:
    from views.bench import Bench

ABOUT = N_("按当地司法所的表样改。新做的文书用新的，已签的不变。")
HINTS = N_("回车 修改　Ctrl+P 打印")
LOCALLY = N_("本地改过")
SEVERAL = N_("一行一条。")
GAPS = N_("【】里的由程序填：{names}。")
BY = N_("{at} {who} 改，依据：{source}")


class CaseTextsPart(Panel):
    """The list by paper, and the pane beside it."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.may = bench, bench.desk.may(EDIT)
        self.texts: tuple[Fixed, ...] = ()
        self.heads: list[str] = []
        head = head_of(self, N_("文书文字"), ABOUT, 460)
        if self.may:
            self.edit_button = Button(head, say(N_("修改")), self.edit, icon="pencil", width=84)
            self.edit_button.pack(side="right")
        self.side = Panel(bench.side, "surface")
        self.grid_ = DataGrid(
            self,
            [
                Column("name", say(N_("文字")), 150, look="title", sortable=False),
                Column("text", say(N_("内容")), 220, flex=True, sortable=False),
                Column("mark", "", 96, look="chips", sortable=False, priority=1, tones={say(LOCALLY): "blue"}),
            ],
            self._fetch, on_select=lambda _place: self.flow.write(self._write), on_open=lambda _place: self.edit(),
            row=COMPACT_ROW)
        self.grid_.grid(row=2, column=0, sticky="nsew")
        keys_of(self, 3, HINTS, self.may)
        self.scroller, self.flow = scrolled(self.side)
        self.scroller.pack(fill="both", expand=True)
        self.load()

    # ---- showing
    def load(self) -> None:
        """Read the texts again; the cursor stays."""
        self.texts = fixed_texts(self.bench.desk)
        self.heads, ids = [], []
        for place, one in enumerate(self.texts, start=1):
            if str(one.paper) not in self.heads:
                self.heads.append(str(one.paper))
                ids.append(-len(self.heads))
            ids.append(place)
        self.grid_.pages.forget(None)
        self.grid_.show(array("q", ids))
        self.flow.write(self._write)

    def shown(self) -> None:
        """In front again."""
        self.load()

    def changed(self, names: frozenset[str]) -> None:
        """A value of the settings changed."""
        if not names or "official_numbers" in names:
            self.load()

    @property
    def text(self) -> Fixed | None:
        """The one under the cursor."""
        place = self.grid_.selected
        return self.texts[place - 1] if place is not None else None

    def _fetch(self, ids: Iterable[int]) -> list[Row]:
        return [Row(one, ("", say(self._paper(one)), "", "") if one < 0 else self._texts(self.texts[one - 1]))
                for one in ids]

    def _paper(self, nth: int) -> str:
        return next(one.paper for one in self.texts if str(one.paper) == self.heads[-nth - 1])

    def _texts(self, one: Fixed) -> tuple:
        return say(one.name), " ".join(one.value.split()), (say(LOCALLY),) if one.local else ()

    def _write(self, pen: Pen) -> None:
        one = self.text
        if one is None:
            return
        pen.space(20)
        pen.text(spoken(one.label), 17, bold=True)
        pen.space(10)
        for line in one.value.splitlines():
            pen.text(line, 14)
            pen.space(4)
        pen.space(10)
        pen.rule()
        pen.space(14)
        if said := self._how(one):
            pen.fact(say(N_("说明")), said)
        pen.fact(say(N_("出处")), one.step.source)
        if one.local and self.may:
            pen.link(say(N_("恢复默认值")), self.ask_usual)
        steps = history(self.bench.desk, one.key)
        if len(steps) > 1:
            pen.rule()
            pen.space(14)
            pen.heading(say(N_("历次文字")))
            for place, step in enumerate(steps):
                told = say(BY, at=step.at, who=step.who, source=step.source) if step.who else step.source
                pen.event(" ".join(step.value.split()), "", told, not place, place == len(steps) - 1)
        pen.space(16)

    def _how(self, one: Fixed) -> str:
        gaps = say(GAPS, names=Listed([f"【{say(gap)}】" for gap in one.gaps])) if one.gaps else ""
        return (say(SEVERAL) if one.several else "") + gaps

    # ---- acts
    def edit(self) -> None:
        """Enter, Ctrl+E: word the chosen text otherwise."""
        one = self.text
        if one is None or not self.may:
            return
        box = Overlay(self.bench.root, width=620)
        Label(box.inside, spoken(one.label), 17, bold=True, wrap=572).pack(fill="x", padx=24, pady=(20, 4))
        about = say(ABOUT) + self._how(one)
        Label(box.inside, about, 13, "ink2", wrap=572).pack(fill="x", padx=24, pady=(0, 10))
        fields = {"text": LongField(box.inside, say(N_("文字")), lines=6, required=True),
                  "source": TextField(box.inside, say(N_("依据的文件或谁定的")), required=True)}
        for field in fields.values():
            field.pack(fill="x", padx=24)
        fields["text"].put(one.value)
        fields["source"].put(say(LOCAL))
        words = KeptWords(self.bench, f"case_text {one.key}", 0, fields, box)
        note(box.inside, words)
        desk = self.bench.desk
        ends(self.bench, box, fields,
             lambda texts: desk.do("case_texts.edit", reason=texts["source"], key=one.key, **texts),
             lambda: (words.done(), box.close(), self.bench.told()))
        self.box, self.box_fields = box, fields
        box.open(fields["text"])

    def ask_usual(self) -> None:
        """Back to the words the program came with."""
        one = self.text

        def answer(key: str) -> None:
            if key == "yes":
                self.bench.act(lambda: self.bench.desk.do("case_texts.usual", key=one.key),
                               lambda changed: changed and self.bench.told())

        buttons = [("no", say(N_("不恢复"))), ("yes", say(N_("恢复默认值")))]
        overlay.ask(self.bench.root, say(N_("恢复“{label}”的默认文字？"), label=one.label), one.usual, buttons, answer)
