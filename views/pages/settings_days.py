"""Rest days: what each year has and from which notice; the notice pasted, a table imported, or the days one by one."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Problems
from db.models.settings import RestDay
from db.questions.settings import rest_days
from db.record import record_name
from db.words import Listed
from views.kit.controls import Button, Label, LongField, Panel
from views.kit.overlay import Overlay
from views.pages.flow import scrolled
from views.pages.kept_words import KeptWords
from views.pages.pen import Pen
from views.pages.small_form import ends
from views.state.rest_days import Year, notice_words, rest_years

if TYPE_CHECKING:
    from views.bench import Bench

HELP = N_("从中国政府网打开当年的“部分节假日安排的通知”，连标题一起复制，贴在这里。已经有的日子不动。")


class RestDaysPart(Panel):
    """The years, newest first."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        may = bench.desk.may("settings.edit")
        head = Panel(self)
        head.pack(fill="x", padx=24, pady=(18, 8))
        Label(head, say(N_("休息日与调班")), 19, bold=True).pack(side="left")
        row = Panel(self)
        row.pack(fill="x", padx=24, pady=(0, 8))
        if may:
            Button(row, say(N_("贴国务院通知")), self.add, rank="primary", icon="plus").pack(side="left", padx=(0, 8))
        Button(row, say(N_("打开名单")), lambda: bench.go_list(RestDay), icon="calendar").pack(side="left")
        if may and bench.desk.may("import"):
            table = Button(row, say(N_("导入表格")), self.import_table, icon="file-spreadsheet")
            table.pack(side="left", padx=(8, 0))
        self.scroller, self.flow = scrolled(self, 24)
        self.scroller.pack(fill="both", expand=True)
        self.flow.write(self._write)

    def changed(self, names: frozenset[str]) -> None:
        """A day changed."""
        if record_name(RestDay) in names:
            self.flow.redraw()

    def _write(self, pen: Pen) -> None:
        words = N_("按工作日算的期限跳过这些日子，司法确认的最后一天遇到它们顺延。没有填的年份只把周六、周日当休息日。")
        pen.text(say(words), 13, "ink3")
        pen.space(12)
        for year in rest_years(self.bench.desk):
            pen.rule(edge=False)
            pen.space(14)
            self._year(pen, year)

    def _year(self, pen: Pen, year: Year) -> None:
        pen.text(say(N_("{year} 年"), year=year.year), 15, bold=True)
        pen.space(6)
        if not year.rest and not year.work:
            pen.text(say(N_("还没有填，等通知出来后贴进来")), 14, "ink3")
        else:
            pen.fact(say(N_("放假")), say(N_("{count} 天　{names}"), count=year.rest, names=Listed(year.names)))
            pen.fact(say(N_("调休上班")), say(N_("{count} 天"), count=year.work))
            pen.fact(say(N_("出处")), "；".join(year.sources) or say(N_("未填")))
        pen.space(14)

    # ---- acts
    def import_table(self) -> None:
        """A table of days, through the preview."""
        self.bench.show(f"import:{record_name(RestDay)}")

    def add(self) -> None:
        """Ctrl+N: paste the notice; what is read from it is said before it is written."""
        if not self.bench.desk.may("settings.edit"):
            return
        box = Overlay(self.bench.root, width=620)
        Label(box.inside, say(N_("贴国务院通知")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 4))
        Label(box.inside, say(HELP), 13, "ink2", wrap=572).pack(fill="x", padx=24, pady=(0, 10))
        field = LongField(box.inside, say(N_("通知全文")), lines=10)
        field.pack(fill="x", padx=24)
        words = KeptWords(self.bench, "notice", 0, {"text": field}, box)
        said = Label(box.inside, "", 13, "ink2", wrap=572)
        said.pack(fill="x", padx=24)

        def look() -> None:
            text = field.get()
            if not text.strip():
                said.put("")
                return
            try:
                said.put(notice_words(text, rest_days()))
            except Problems as problems:
                said.put(say(problems.fields["text"]))

        field.on_change = lambda: (look(), words.typed())
        look()
        ends(self.bench, box, {"text": field},
             lambda texts: self.bench.desk.do("settings.add_rest_days", text=texts["text"]),
             lambda: (words.done(), box.close(), self.bench.told()), say(N_("写入")))
        self.box, self.box_field, self.box_said, self.box_save = box, field, said, box.save
        box.open(field)
