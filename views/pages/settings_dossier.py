"""卷宗文书：必须与按需: each paper of a dossier in its order; space says whether 归档 waits for it, Alt+↑↓ moves it."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from center.cases.compulsory import EDIT, LAST, LOCAL, MUST, WHERE_NEEDED, Line, lines, moved
from center.words import N_, say, spoken
from views.kit import overlay
from views.kit.controls import Button, DateField, Label, Panel, TextField
from views.kit.giving_way import GivingWay
from views.kit.grid import COMPACT_ROW, DataGrid
from views.kit.grid_columns import Column, Row
from views.kit.overlay import Overlay
from views.pages.settings_head import head_of, keys_of
from views.pages.small_form import ends

if TYPE_CHECKING:
    from views.bench import Bench

ABOUT = N_("必须的不齐，不能归档；打印不受限制。以当地司法所口径为准。")
HINTS = N_("空格 换必须、按需　Alt+↑↓ 移动　回车 写明依据再换　Ctrl+P 打印")
SHIPPED, COMING = N_("默认值"), N_("{day} 起改为{need}")
BY, SET = N_("{at} {who}"), N_("{who}于 {at} 定，依据：{source}")
ORDERED = N_("次序由{who}于 {at} 改，依据：{source}")
RECORDS = frozenset(("official_numbers",))


class DossierTablePart(Panel):
    """The table; under it what is to be known about the paper under the cursor."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.lines, self.may = bench, (), bench.desk.may(EDIT)
        head = head_of(self, N_("卷宗文书：必须与按需"), ABOUT)
        if self.may:
            self._buttons(head)
        tones = {say(MUST): "red", say(WHERE_NEEDED): "grey"}
        self.grid_ = DataGrid(
            self,
            [
                Column("place", "", 40, "e", look="dim", sortable=False),
                Column("label", say(N_("卷宗文书")), 190, flex=True, look="title", sortable=False),
                Column("need", say(N_("归档时")), 96, look="chips", sortable=False, tones=tones),
                Column("usual", say(N_("默认")), 70, look="dim", sortable=False, priority=3),
                Column("source", say(N_("依据的文件")), 190, flex=True, sortable=False, priority=1),
                Column("by", say(N_("谁、什么时候定的")), 190, look="dim", sortable=False, priority=2),
            ],
            self._fetch,
            on_select=lambda _place: self._told(),
            on_open=lambda _place: self.edit(),
            row=COMPACT_ROW,
        )
        self.grid_.grid(row=2, column=0, sticky="nsew")
        self._keys()
        self.note = Label(self, "", 13, "ink2", wrap=600)
        self.note.grid(row=3, column=0, sticky="ew", padx=24, pady=(8, 0))
        keys_of(self, 4, HINTS, self.may)
        self.load()

    def _buttons(self, head: Panel) -> None:
        made = [Button(head, say(N_("默认值")), self.ask_usual, icon="rotate-ccw", tip=say(N_("恢复默认值"))),
                Button(head, say(N_("下移")), lambda: self.move(1), icon="arrow-down", tip=say(N_("下移"))),
                Button(head, say(N_("上移")), lambda: self.move(-1), icon="arrow-up", tip=say(N_("上移"))),
                Button(head, say(N_("必须、按需")), self.flip, icon="check", tip=say(N_("换必须、按需")))]
        for button in made:
            button.pack(side="right", padx=(8, 0))
        GivingWay(head, *made)

    def _keys(self) -> None:
        acts = {"<space>": self.flip, "<Alt-Up>": lambda: self.move(-1), "<Alt-Down>": lambda: self.move(1)}
        for sequence, act in acts.items():  # in the place of what the grid does with these keys elsewhere
            tk.Misc.bind(self.grid_.body, sequence, lambda _event, act=act: (act(), "break")[1])

    # ---- showing
    def load(self) -> None:
        """Read the table again; the cursor stays on its paper."""
        part = self.line.part if self.line else ""
        self.lines = lines(self.bench.desk)
        self.grid_.pages.forget(None)
        self.grid_.show(array("q", range(1, len(self.lines) + 1)))
        if part:
            self.grid_.select_id(next(one.place for one in self.lines if one.part == part))
        self._told()

    def shown(self) -> None:
        """In front again."""
        self.load()

    def changed(self, names: frozenset[str]) -> None:
        """A value of the settings changed."""
        if not names or names & RECORDS:
            self.load()

    @property
    def line(self) -> Line | None:
        """The paper under the cursor."""
        place = self.grid_.selected
        return self.lines[place - 1] if place is not None and place <= len(self.lines) else None

    def _fetch(self, places: Iterable[int]) -> list[Row]:
        return [Row(place, self._texts(self.lines[place - 1])) for place in places]

    def _texts(self, one: Line) -> tuple:
        by = say(BY, at=one.step.at, who=one.step.who) if one.step.who else ""
        return (str(one.place), spoken(one.label), (say(one.need),), say(one.usually),
                one.step.source if one.step.who else say(SHIPPED), by)

    def _told(self) -> None:
        one, order = self.line, moved(self.bench.desk)
        if one is None:
            return
        said = [spoken(one.papers), say(one.told) if one.told else ""]
        if one.coming:
            said.append(say(COMING, day=one.coming, need=WHERE_NEEDED if one.required else MUST))
        said.append(say(SET, who=one.step.who, at=one.step.at, source=one.step.source) if one.step.who
                    else one.step.source)
        if order:
            said.append(say(ORDERED, who=order.who, at=order.at, source=order.source))
        self.note.put("　".join(text for text in said if text))

    # ---- acts
    def flip(self) -> None:
        """Space: the other way, on the office's own word."""
        one = self.line
        if one is not None and self.may:
            self._do("dossier.need", part=one.part, need=not one.required)

    def move(self, by: int) -> None:
        """Alt+Up, Alt+Down."""
        one = self.line
        if one is not None and self.may and one.part != LAST and 1 <= one.place + by < len(self.lines):
            self._do("dossier.place", part=one.part, to=one.place + by)

    def _do(self, command: str, **given: object) -> None:
        self.bench.act(lambda: self.bench.desk.do(command, **given),
                       lambda changed: (changed and self.bench.told(), self.grid_.focus_set()))

    def edit(self) -> None:
        """Enter: the other way, with the paper it rests on and the day it counts from."""
        one = self.line
        if one is None or not self.may:
            return
        other = WHERE_NEEDED if one.required else MUST
        box = Overlay(self.bench.root)
        title = say(N_("“{paper}”改为{need}"), paper=one.label, need=other)
        Label(box.inside, title, 17, bold=True, wrap=412).pack(fill="x", padx=24, pady=(20, 8))
        fields = {
            "source": TextField(box.inside, say(N_("依据的文件或谁定的")), required=True),
            "effective_from": DateField(box.inside, say(N_("从哪天起（不填就是今天）")),
                                        today=lambda: self.bench.desk.today().isoformat(), ahead=True),
        }
        for field in fields.values():
            field.pack(fill="x", padx=24)
        fields["source"].put(say(LOCAL))
        desk = self.bench.desk
        ends(self.bench, box, fields,
             lambda texts: desk.do("dossier.need", reason=texts["source"], part=one.part, need=other, **texts),
             lambda: (box.close(), self.bench.told()))
        self.box, self.box_fields = box, fields
        box.open(fields["source"])

    def ask_usual(self) -> None:
        """The table as the program came with it."""
        def answer(key: str) -> None:
            if key == "yes":
                self._do("dossier.usual")

        buttons = [("no", say(N_("不恢复"))), ("yes", say(N_("恢复默认值")))]
        overlay.ask(self.bench.root, say(N_("恢复卷宗文书的默认值？")),
                    say(N_("必须、按需和次序都回到默认，现在的会留在历次取值里。")), buttons, answer)
