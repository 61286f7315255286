"""The import page before a file is read: choose one, or take a blank workbook along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.words import N_, say
from db.record import record_name
from views import system
from views.kit import choosers, dropping, toast
from views.kit.controls import Button, Label, Panel
from views.kit.jobs import Job
from views.pages.import_kept import KeptSheets

if TYPE_CHECKING:
    from views.pages.importing import ImportPage

WORDS = N_(
    "Excel、WPS 或 CSV 都行，标题、合并格、合计行会自己认出来。\n"
    "先看预览，一格一格标明要改什么，确认后才写入，导入后还能整批撤销。"
)


class ImportStart(Panel):
    """Two buttons in the middle, over them `kept`: what was not finished. A file may be dropped on the whole page."""

    def __init__(self, page: ImportPage) -> None:
        super().__init__(page)
        self.page, self.bench, self.record = page, page.bench, page.record
        drops = dropping.accept(page, self.dropped)
        title = N_("把现有的表格拖到这里，或选择文件") if drops else N_("把现有的表格读进来")
        inside = Panel(self)
        inside.place(relx=0.5, rely=0.4, anchor="center")
        Label(inside, say(title), 17, bold=True, align="center").pack()
        self.kept = KeptSheets(inside, page)
        Label(inside, say(WORDS), 14, "ink2", wrap=520, align="center").pack(pady=(10, 18))
        row = Panel(inside)
        row.pack()
        self.first = Button(row, say(N_("选择文件")), page.choose, rank="primary", icon="folder", height=38)
        self.first.pack(side="left")
        blank = Button(row, say(N_("要一张空表")), self.ask_blank, icon="file-spreadsheet", height=38)
        blank.pack(side="left", padx=(8, 0))

    def dropped(self, paths: list[Path]) -> None:
        """Files were dropped on the page: the first is read; what is no table says so in a sentence."""
        if len(paths) > 1:
            toast.show(self.bench.root, say(N_("一次读一个文件，先读“{name}”"), name=paths[0].name))
        self.page.read(paths[0])

    def ask_blank(self) -> None:
        """Where the blank workbook goes."""
        name = choosers.ask_save(
            parent=self.bench.root,
            defaultextension=".xlsx",
            filetypes=[("Excel", "*.xlsx")],
            initialfile=f"{self.record.label}登记空表.xlsx",
        )
        if name:
            self.save_blank(Path(name))

    def save_blank(self, target: Path) -> Job | None:
        """Write the blank workbook with its drop-downs in a job; handing out is written down, so the clock is asked."""
        if self.bench.doubted(lambda: self.save_blank(target)):
            return None
        desk, name = self.bench.desk, f"blank_{record_name(self.record)}"

        def work(_job: Job) -> None:
            from reports.papers import hand_out, params

            hand_out(desk, name, params(desk), target)

        def done(_none: None) -> None:
            words = say(N_("已存成 {name}"), name=target.name)
            toast.show(self.bench.root, words, say(N_("打开")), lambda: system.open_file(target))

        return self.bench.work(say(N_("写空表")), work, done)
