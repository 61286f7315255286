"""抄录栏目和顺序: which fields of a case are copied into the superior's system, and in which order it asks for them."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.cases.transcribing import standing_order
from center.words import N_, say
from db.codes import code_list
from views import trouble
from views.kit.controls import Button, Label, Panel
from views.kit.giving_way import GivingWay
from views.pages.ordered import OrderedGrid
from views.pages.settings_head import head_of, keys_of
from views.state.ordered import Ordered

if TYPE_CHECKING:
    from views.bench import Bench

EDIT = "mediation.edit"
ABOUT = N_("照上级系统录入页面的先后排。案件页面的“抄录”按这个顺序列出来。")
HINTS = N_("空格 抄录或不抄录　Alt+↑↓ 移动　Ctrl+P 打印")
STANDS = N_("{at} {who} 改，依据：{source}")
COPIED, LEFT_OUT = N_("抄录"), N_("不抄录")


class TranscriptionPart(Panel):
    """The list; each change is an act of its own that can be taken back."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.may = bench, bench.desk.may(EDIT)
        head = head_of(self, N_("抄录栏目和顺序"), ABOUT)
        if self.may:
            self._buttons(head)
        self.grid_ = OrderedGrid(self, self.save if self.may else None, words=(COPIED, LEFT_OUT))
        self.grid_.grid(row=2, column=0, sticky="nsew")
        self.note = Label(self, "", 13, "ink2", wrap=600)
        self.note.grid(row=3, column=0, sticky="ew", padx=24, pady=(8, 0))
        keys_of(self, 4, HINTS, self.may)
        self.load()

    def _buttons(self, head: Panel) -> None:
        made = [Button(head, say(N_("默认值")), self.usual, icon="rotate-ccw", tip=say(N_("恢复默认值"))),
                Button(head, say(N_("下移")), lambda: self.grid_.move(1), icon="arrow-down", tip=say(N_("下移"))),
                Button(head, say(N_("上移")), lambda: self.grid_.move(-1), icon="arrow-up", tip=say(N_("上移"))),
                Button(head, say(N_("抄录、不抄录")), lambda: self.grid_.flip(), icon="check",
                       tip=say(N_("换抄录、不抄录")))]
        for button in made:
            button.pack(side="right", padx=(8, 0))
        GivingWay(head, *made)

    def load(self) -> None:
        """Read the order again; the cursor stays on its field."""
        chosen, step = standing_order(self.bench.desk)
        code = self.grid_.code if self.grid_.list.names else ""
        self.grid_.put_list(Ordered(code_list("transcription_field").items, chosen), code)
        stands = say(STANDS, at=step.at, who=step.who, source=step.source)
        self.note.put(stands if step.local else step.source)

    def shown(self) -> None:
        """In front again."""
        self.load()

    def changed(self, names: frozenset[str]) -> None:
        """A value of the settings changed."""
        if not names or "official_numbers" in names:
            self.load()

    def save(self) -> None:
        """After each change by hand; what is refused stands as before."""
        fields = list(self.grid_.list.chosen)
        self._do("transcriptions.fields", fields=fields)

    def usual(self) -> None:
        """As the program came with it; Ctrl+Z takes it back."""
        self._do("transcriptions.usual")

    def _do(self, command: str, **given: object) -> None:
        self.bench.act(lambda: self.bench.desk.do(command, **given),
                       lambda changed: (changed and self.bench.told(), self.grid_.focus_set()),
                       lambda error: (self.load(), trouble.show(self.bench.root, error)))
