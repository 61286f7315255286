"""The import page's drafts: a table that is being put right is kept while it grows, and given back; nothing is asked.

One that was left stands on the empty page in one line, 上次没导入完的表.
"""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from center import drafts
from center.words import N_, say
from db.errors import Missing, UserError
from db.personal import Kept
from views import trouble
from views.kit import choosers, overlay, toast
from views.kit.controls import Button, Label, Panel
from views.kit.jobs import Job
from views.kit.resting import Rest
from views.state import import_draft
from views.state.importing import ImportState

if TYPE_CHECKING:
    from views.pages.importing import ImportPage

MOST = 5  # lines on the empty page; today's page has them all


class ImportKeeping:
    """Made once for a page; `touched()` after every change of its preview."""

    def __init__(self, page: ImportPage) -> None:
        self.page, self.bench = page, page.bench
        self._rest, self._held = Rest(page, self.keep, lambda: self.bench.jobs.busy), False
        tk.Misc.bind(page, "<Unmap>", self._left, add="+")

    def touched(self) -> None:
        """It is written when she rests."""
        self._rest.touched()

    def hold(self, on: bool) -> None:
        """While the table is being imported, which ends its draft: it is written before, and then no more."""
        if on:
            self.keep()
        self._rest.cancel()
        self._held = on

    def _left(self, event: tk.Event) -> None:
        if event.widget is self.page:
            self.page.keep()

    def keep(self) -> None:
        """Write what was put right so far at once."""
        self._rest.cancel()
        state, page = self.page.state, self.page
        if state is None or self._held or self.bench.desk.closed or state.desk is not self.bench.desk:
            return
        try:
            state.draft.keep((page.grid_.selected, page.grid_.cell_key))
        except UserError as error:
            toast.show(self.bench.root, say(N_("没导入完的表没有存上：{why}"), why=say(error)), about="sheet")

    def another(self, new: ImportState) -> None:
        """Another table is shown: the one before stays as a draft, unless only its file is needed to read it again."""
        old = self.page.state
        if old is None or old is new or old.draft.number and old.draft.number == new.draft.number:
            return
        if old.draft.places or not old.draft.file:
            self.keep()
        else:
            self._rest.cancel()
            old.draft.drop()

    def take_up(self, kept: Kept, file: Path | None = None) -> Job | None:
        """Go on with a draft; a very large one asks for its file again."""
        state = self.page.state
        if state is not None and state.draft.number == kept.id:
            return None
        desk, record = self.bench.desk, self.page.record

        def done(state: ImportState) -> None:
            self.page.show_state(state)
            number, key = kept.beside["place"]
            if number is not None:
                self.page.grid_.select_id(number, key)

        def failed(error: BaseException) -> None:
            if isinstance(error, Missing):
                self._ask_file(kept, error)
            else:
                trouble.handle(self.bench.root, error)

        words = say(N_("读 {name}"), name=kept.title)
        return self.bench.work(
            words, lambda job: import_draft.take_up(desk, record, kept, job.progress, file), done, failed)

    def _ask_file(self, kept: Kept, why: UserError) -> None:
        def answer(key: str) -> None:
            name = choosers.ask_open(parent=self.bench.root, title=say(N_("再选一次这个文件"))) if key == "file" else ""
            if name:
                self.take_up(kept, Path(name))

        buttons = [("later", say(N_("以后再说"))), ("file", say(N_("选择文件")))]
        overlay.ask(self.bench.root, say(N_("请再选一次原来的文件")), say(why), buttons, answer)

    def give_up(self) -> None:
        """放弃: the table of the page; the note gives it back."""
        state = self.page.state
        if state is not None:
            self.keep()
            sheet, kept = self.bench.desk.sheet(state.draft.number), state.draft.drop()
            self.page.put_away()
            self._told(kept, sheet)

    def drop(self, kept: Kept) -> None:
        """放弃 on the empty page."""
        sheet = self.bench.desk.sheet(kept.id)
        self.bench.desk.drop_draft(kept.id)
        self.page.empty.kept.refresh()
        self._told(kept, sheet)

    def _told(self, kept: Kept | None, sheet: bytes | None) -> None:
        if kept is None:
            return

        def again() -> None:
            number = self.bench.desk.keep_draft(kept._replace(id=0), sheet)
            self.bench.go_draft(number)

        name = self.bench.counter.draft(kept)
        toast.show(self.bench.root, say(N_("已放弃没导入完的表：{name}"), name=name), N_("撤销"), again)


class KeptSheets(Panel):
    """On the empty page: 上次没导入完的表, each with 接着改 and 放弃; nothing at all without one."""

    def __init__(self, master: tk.Misc, page: ImportPage) -> None:
        super().__init__(master)
        self.page, self.bench = page, page.bench
        self.rows = Panel(self)
        self.buttons: list[Button] = []

    def refresh(self) -> None:
        """Ask for them again."""
        self.rows.destroy()
        self.rows, self.buttons = Panel(self), []
        found = drafts.of_import(self.bench.desk, self.page.record)[:MOST]
        for one in found:
            self._line(one)
        if found:
            self.rows.pack(pady=(0, 28))
            self.pack(before=self.master.winfo_children()[0])
        else:
            self.pack_forget()

    def _line(self, one: Kept) -> None:
        row = Panel(self.rows)
        row.pack(fill="x", pady=3)
        when, count = drafts.when(one, self.bench.desk.today()), import_draft.places_of(one)
        words = Panel(row)
        words.pack(side="left", fill="x")
        Label(words, say(N_("上次没导入完的表：{name}"), name=one.title), 14, wrap=420).pack(anchor="w")
        Label(words, say(N_("{when}，改过 {count} 处"), when=when, count=count), 12, "ink3").pack(anchor="w")
        Button(row, N_("放弃"), lambda: self.page.keeping.drop(one), rank="quiet", height=30).pack(side="right")
        go = Button(row, N_("接着改"), lambda: self.page.keeping.take_up(one), height=30)
        go.pack(side="right", padx=(16, 6))
        self.buttons.append(go)
