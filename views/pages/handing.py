"""Handing a list out: as Excel or PDF, masked unless a reason is given; or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center import aside
from center.tongues import CHINESE, LANGUAGES
from center.words import N_, say
from db.models.places import Door
from db.words import Phrase
from reports.by_door import in_order, no_list_by_use
from views import system
from views.kit import choosers, toast
from views.kit.controls import Button, Label, Panel, Pills, TextField
from views.kit.jobs import Job
from views.kit.overlay import Overlay
from views.state import exporting
from views.state.printing import list_sheet

if TYPE_CHECKING:
    from views.bench import Bench
    from views.pages.lists import ListPage

KINDS = {"xlsx": N_("Excel 表格"), "pdf": N_("PDF 文件")}


SEEN, EVERY = "seen", "every"


class Handing:
    """Export and print of one list as it is seen: the checked rows, else all that are listed; the columns shown."""

    def __init__(self, bench: Bench, page: ListPage) -> None:
        self.bench, self.page, self.state = bench, page, page.state

    def ids(self) -> list[int]:
        """The checked rows in list order; all listed ones when none is checked. Raises Invalid (reports.by_door)."""
        state = self.state
        if state.record is Door:  # also where every column is asked for, and no word on the paper says what narrowed it
            no_list_by_use(state.told())
        ids = self.page.chosen() if self.page.grid_.checked else state.ids()
        return in_order(self.bench.desk, state.record, ids, state.sort)

    def told(self) -> list[str]:
        """What narrows the list, for the paper; that rows were picked by hand is said too."""
        picked = [Phrase(N_("只含勾选的"))] if self.page.grid_.checked else []
        return [*self.state.told(), *picked]

    def ask(self) -> None:
        """How to export: the kind, and whether numbers stand in full (with a reason)."""
        ids = self.ids()
        if not ids:
            toast.show(self.bench.root, say(N_("没有可以导出的内容")))
            return
        box = Overlay(self.bench.root)
        Label(
            box.inside, say(N_("导出 {count} 条{label}"), count=f"{len(ids):,}", label=self.state.label), 17, bold=True
        ).pack(fill="x", padx=24, pady=(20, 8))
        words = say(N_("身份证号、电话、住址默认遮盖。要完整号码，请写明用途，会记入操作日志。"))
        Label(box.inside, words, 14, "ink2", wrap=412).pack(fill="x", padx=24, pady=(0, 10))
        columns = Pills(box.inside, [(SEEN, say(N_("看到的列"))), (EVERY, say(N_("全部列")))], lambda _key: None)
        columns.pack(anchor="w", padx=18, pady=(0, 10))
        Label(box.inside, say(N_("纸上的语言")), 13, "ink2").pack(fill="x", padx=24, pady=(0, 4))
        language = Pills(box.inside, list(LANGUAGES), lambda _key: None, chosen=CHINESE)
        language.pack(anchor="w", padx=18, pady=(0, 10))
        reason = TextField(box.inside, say(N_("用途（不写就遮盖）")))
        reason.pack(fill="x", padx=24)
        row = Panel(box.inside)
        row.pack(fill="x", padx=24, pady=(2, 20))

        def go(kind: str) -> None:
            why, every, code = reason.get(), columns.chosen == EVERY, language.chosen
            box.close()
            self._choose(ids, kind, why, every, code)

        first = Button(row, "Excel", lambda: go("xlsx"), rank="primary", icon="file-spreadsheet")
        first.pack(side="right", padx=(8, 0))
        Button(row, "PDF", lambda: go("pdf"), icon="file-text").pack(side="right", padx=(8, 0))
        Button(row, say(N_("取消")), box.close).pack(side="right")
        box.open(first)

    def _choose(self, ids: list[int], kind: str, reason: str, every: bool, language: str) -> None:
        name = choosers.ask_save(
            parent=self.bench.root,
            title=say(N_("保存到")),
            defaultextension=f".{kind}",
            filetypes=[(say(KINDS[kind]), f"*.{kind}")],
            initialfile=exporting.file_name(self.bench.desk, self.state, kind),
        )
        if name:
            self.export(ids, Path(name), reason, every=every, language=language)

    def export(
        self, ids: list[int], target: Path, reason: str = "", then=None, every: bool = False, language: str = ""
    ) -> Job:
        """Write the rows to a file in a job: the columns on the screen, or `every` one of the record."""
        desk, record = self.bench.desk, self.state.record
        paths = () if every else self.page.seen_paths()
        told = () if every and aside.told(record) is None else self.told()  # such a list says what it leaves out

        def work(job: Job):
            return exporting.write(desk, record, ids, target, reason, job.progress, paths, told, language)

        def done(_missing) -> None:
            toast.show(
                self.bench.root,
                say(N_("已导出 {name}"), name=target.name),
                say(N_("打开")),
                lambda: system.open_file(target),
            )
            if then:
                then(target)

        return self.bench.work(say(N_("导出{label}"), label=self.state.label), work, done)

    def print(self) -> None:
        """What is listed, masked, as pages to look at and to print."""
        from views.pages.printing import offer

        desk, record = self.bench.desk, self.state.record
        offer(self.bench, list_sheet(desk, record, self.ids(), self.page.seen_paths(), self.told()))
