"""The centre's own facts, as they stand on every paper; changed in its form."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from db.listing import Query
from db.models.centre import Centre
from db.record import columns
from views.kit.controls import Button, Label, Panel
from views.pages.flow import scrolled
from views.pages.pen import Pen

if TYPE_CHECKING:
    from views.bench import Bench


class CentrePart(Panel):
    """Facts by section, and the way to the form."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        head = Panel(self)
        head.pack(fill="x", padx=24, pady=(18, 8))
        Label(head, say(N_("中心档案")), 19, bold=True).pack(side="left")
        if bench.desk.may("centre.edit"):
            Button(head, say(N_("修改")), self.edit, icon="pencil", width=84).pack(side="right")
        self.scroller, self.flow = scrolled(self, 24)
        self.scroller.pack(fill="both", expand=True)
        self.flow.write(self._write)

    def changed(self, names: frozenset[str]) -> None:
        """The centre's row changed."""
        if "centres" in names:
            self.flow.redraw()

    def edit(self) -> None:
        """Ctrl+E: its form."""
        ids = self.bench.desk.ids(Query(Centre))
        if self.bench.desk.may("centre.edit"):
            self.bench.go_form(Centre, ids[0] if len(ids) else None)

    def _write(self, pen: Pen) -> None:
        ids = self.bench.desk.ids(Query(Centre))
        pen.text(say(N_("名称、层级、开放时间印在每张报表上，也参加自查计分。")), 13, "ink3")
        pen.space(12)
        if not len(ids):
            pen.text(say(N_("还没有填中心档案，请点“修改”填写")), 14, "ink2")
            return
        texts, section = self.bench.desk.get(Centre, ids[0]).texts, ""
        for at in columns(Centre):
            if at.section != section:
                section = at.section
                pen.space(6)
                pen.rule(edge=False)
                pen.space(12)
                pen.heading(section)
            text = texts.get(at.path, "")
            pen.fact(at.label, text or say(N_("未填")), ink="ink" if text else "ink3")
        pen.space(16)
