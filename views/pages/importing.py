"""The import preview: the file's own sheet with every cell judged, corrected in place, then written as one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from center.importing import Table
from center.importing.cell import ASK, CHANGED, REFUSED, WARNING
from center.words import N_, say
from db.errors import UserError
from db.personal import Kept
from db.record import Record
from views import trouble
from views.kit import overlay
from views.kit.controls import Button, Label, Panel
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.jobs import Job
from views.pages import import_failed, import_turn, long_save
from views.pages.file_start import choose_table
from views.pages.import_head import ImportHead
from views.pages.import_kept import ImportKeeping
from views.pages.import_panel import ImportPanel
from views.pages.import_sheet import sheet_of
from views.pages.import_start import ImportStart
from views.pages.mapping import MappingStrip
from views.state import importing
from views.state.importing import ImportState

if TYPE_CHECKING:
    from views.bench import Bench

AT_ONCE = 1500  # rows judged again without a job


class Place(NamedTuple):
    """Where somebody was: the preview in memory (its file may be gone by now), the row of the file, the column."""

    state: ImportState
    number: int | None
    key: str | None


class ImportPage(Panel):
    """`choose()` asks for a file, `read(path)` shows it; nothing is written before `apply()`."""

    hints = N_("回车 改这一格　Ctrl+↓ 下一处　Ctrl+S 导入　导入后可整批撤销")

    def __init__(self, bench: Bench, record: type[Record]) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.record = bench, record
        self.state: ImportState | None = None
        self.grid_: DataGrid | None = None
        self.side, self.keeping = None, ImportKeeping(self)
        self._panel_side = Panel(bench.side, "surface")
        self.panel = ImportPanel(self._panel_side, self)
        self.panel.pack(fill="both", expand=True)
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.empty = ImportStart(self)
        self._show_empty(True)

    # ---- building
    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        Button(head, "", self.leave, rank="quiet", icon="chevron-left", tip=say(N_("返回列表"))).pack(side="left")
        Label(head, say(N_("导入预览")), 22, bold=True).pack(side="left", padx=(4, 0))
        self.name = Label(head, "", 14, "ink3", wrap=600)
        self.name.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.go = Button(head, say(N_("导入")), self.apply, rank="primary", icon="check", width=100)
        self.failed_button = Button(head, say(N_("另存要改的行")), self.ask_failed, icon="file-spreadsheet")
        self.other = Button(head, say(N_("换文件")), self.choose, icon="folder")
        self.drop_button = Button(head, say(N_("放弃")), self.keeping.give_up, rank="quiet",
                                  tip=say(N_("不导入这张表了（可撤销）")))
        GivingWay(head, self.failed_button, self.other)
        self.about = ImportHead(self, self.ask_header)
        self.about.grid(row=1, column=0, sticky="ew")
        self.strip = MappingStrip(self, self)
        self.strip.grid(row=2, column=0, sticky="ew")

    def _show_empty(self, on: bool) -> None:
        for part in (self.about, self.strip):
            (part.grid_remove if on else part.grid)()
        for button in (self.go, self.failed_button, self.other, self.drop_button):
            if on:
                button.pack_forget()
            else:
                button.pack(side="right", padx=(8, 0), before=self.name)  # a long name breaks, they do not
        self.bench.drop_side(self)
        self.side = None if on else self._panel_side
        self.bench.take_side(self)
        if on:
            self.empty.kept.refresh()
            self.empty.grid(row=3, column=0, sticky="nsew")
            if self.grid_ is not None:
                self.grid_.grid_remove()
        else:
            self.empty.grid_remove()

    def _make_grid(self) -> None:
        if self.grid_ is not None:
            self.grid_.destroy()
        self.grid_ = sheet_of(self)
        self.grid_.grid(row=3, column=0, sticky="nsew")
        self.grid_.on_layout = self.strip.follow

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self._say()
        if self.state is None:
            self.empty.kept.refresh()
            self.empty.first.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Without names: what may be seen is another now (at the counter).

        Somebody wrote: the preview is judged against what was there when it was read; writing checks again.
        """
        if self.state is not None and not names:
            self.grid_.refresh()
            self.panel.refresh()

    def keep_place(self) -> Place | None:
        """The file as it was judged and corrected, and the cell she was at; None without a file."""
        return None if self.state is None else Place(self.state, self.grid_.selected, self.grid_.cell_key)

    def come_back(self, place: Place | None) -> None:
        """The same preview; in the meantime another Desk may have come for this account."""
        if place is None:
            return
        place.state.desk = self.bench.desk
        self.show_state(place.state)
        if place.number is not None:
            self.grid_.select_id(place.number, place.key)

    def leave(self) -> None:
        """Back to the list; the preview stays, and is kept as a draft."""
        self.bench.go_list(self.record)

    def keep(self) -> None:
        """Leaving, locking, signing out, closing: what was put right is written at once, and nothing is asked."""
        if self.state is not None:
            self.grid_.editor.commit("")  # also what stands in an open cell
            self.keeping.keep()

    def take_up(self, kept: Kept) -> Job | None:
        """Go on with a table that was not imported."""
        return self.keeping.take_up(kept)

    def put_away(self) -> None:
        """The page without a table."""
        self.state = None
        self.keeping.hold(False)
        self._show_empty(True)
        self.name.put("")
        self.panel.refresh()
        self._say()

    def choose(self) -> None:
        """Ask for a file."""
        if path := choose_table(self.bench.root, say(N_("选择要导入的表格"))):
            self.read(path)

    def read(self, path: Path) -> Job:
        """Read and judge a file in a job, then show it."""
        return self._judge(say(N_("读 {name}"), name=path.name), importing.read, path)

    def take(self, table: Table) -> Job:
        """Judge a table that was pasted, then show it as if it had been a file."""
        return self._judge(say(N_("看粘贴的表格")), importing.judge, table)

    def _judge(self, words: str, work: Callable, what: Path | Table) -> Job:
        desk, record = self.bench.desk, self.record
        self.bench.status.put(words)
        return self.bench.work(words, lambda job: work(desk, record, what, job.progress), self.show_state,
                               lambda error: self._unread(error, what))

    def _unread(self, error: BaseException, what: Path | Table) -> None:
        """Nothing was read: the page as it was, the focus where another file is chosen."""
        self._say()
        (self.empty.first if self.state is None else self.other).focus_set()
        import_failed.tell(self.bench, error, what)

    def show_state(self, state: ImportState) -> None:
        """A preview that was read, or given back."""
        self.keeping.another(state)
        self.state, state.cover.counter = state, self.bench.counter
        self.name.put(state.path.name)
        self._make_grid()
        self._show_empty(False)
        self.grid_.show(state.ids())
        self.refresh()
        self.panel.first()
        self.grid_.focus_set()

    # ---- showing
    def refresh(self) -> None:
        """Everything anew after a correction or an answer; the place in the sheet stays."""
        state = self.state
        counts = state.counts
        self.about.show(state)
        self.go.configure(text=say(N_("导入 {count} 行"), count=f"{state.takes:,}"))
        self.go.enable(bool(state.takes))
        self.failed_button.enable(bool(counts["refused"] or counts["ask"]))
        self.grid_.refresh()
        self.strip.redraw()
        self.panel.refresh()
        self.keeping.touched()
        self._say()

    def _say(self) -> None:
        if self.bench.page is not self:
            return
        if self.state is None:
            self.bench.status.put("")
            return
        state = self.state
        told = [
            say(N_("已改写 {count} 格"), count=state.how_many(CHANGED)),
            say(N_("请看一眼 {count} 格"), count=state.how_many(WARNING)),
            say(N_("请确认 {count} 处"), count=state.how_many(ASK)),
            say(N_("不能导入 {count} 格"), count=state.how_many(REFUSED)),
        ]
        if state.joined:
            told.append(state.joined)
        if state.extra:
            told.append(say(N_("不导入的列：{names}"), names="、".join(state.extra[:4])))
        self.bench.status.put("　".join(told))

    # ---- the sheet and the panel
    def show_cell(self, number: int, at: int) -> None:
        """Bring a cell into view (the panel asks)."""
        self.grid_.select_id(number, str(at) if at >= 0 else None)

    def stands_at(self, number: int, at: int) -> bool:
        """Whether the sheet's cursor is on a cell (`at` -1: anywhere in its row)."""
        grid = self.grid_
        return grid.selected == number and (at < 0 or grid.cell_key == str(at))

    def act(self, work: Callable[[], object]) -> None:
        """Do something to the preview, then show it anew."""
        try:
            work()
        except UserError as error:
            trouble.show(self.bench.root, error)
            return
        self.refresh()

    def map(self, at: int, path: str) -> None:
        """Import a column as another path: everything is read and judged again."""
        self.anew(lambda: self.state.map(at, path))

    def ask_header(self) -> None:
        """Which row of the file is the heading."""

        def answer(text: str) -> None:
            if text.strip().isdigit():
                self.anew(lambda: self.state.set_header(int(text)))

        help = say(N_("就是左边灰色的行号；两行的表头写上面一行。"))
        overlay.ask_text(self.bench.root, say(N_("表头在第几行？")), say(N_("行号")), answer, help=help)

    def anew(self, work: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        """Judge the whole file again, in a job when it is long; then its columns may be others."""

        def done(_none: object = None) -> None:
            self._make_grid()
            self.grid_.show(self.state.ids())
            self.refresh()
            then()

        def refused(error: UserError) -> None:
            trouble.show(self.bench.root, error)
            self.grid_.focus_set()

        if self.state.counts["rows"] <= AT_ONCE:
            self.act(work)
            done()
        else:
            # the rows that are shown are being made anew: nothing is typed into them meanwhile
            long_save.during(self.bench, say(N_("重新核对")), say(N_("正在重新核对，请稍等")), work, done, refused)

    def take_back(self) -> bool:
        """Ctrl+Z while a preview stands: its newest correction. False without one: then an act is meant."""
        return import_turn.turn(self, False)

    def do_again(self) -> bool:
        """Ctrl+Y likewise."""
        return import_turn.turn(self, True)

    # ---- acts
    def ask_failed(self) -> None:
        """Where the workbook of the rows to be mended goes."""
        import_failed.ask(self.bench, self.state)

    def apply(self) -> Job | None:
        """Write what can be taken as one act; a doubted clock is asked about first."""
        if self.state is None or not self.state.takes:
            return None
        if self.bench.doubted(self.apply):
            return None
        state = self.state
        self._hold(True)
        return self.bench.work(
            say(N_("导入{label}"), label=self.record.label),
            lambda job: state.apply(job.progress),
            self._applied,
            self._not_applied,
            lambda: self._hold(False),
        )

    save = apply  # Ctrl+S

    def _hold(self, on: bool) -> None:
        self.keeping.hold(on)
        self.go.enable(not on)

    def _not_applied(self, error: BaseException) -> None:
        self._hold(False)
        trouble.show(self.bench.root, error)

    def _applied(self, numbers: dict[str, int]) -> None:
        left = numbers["refused"] + numbers["ask"]
        state = self.state
        self.put_away()
        self.bench.go_list(self.record)
        words = N_("已导入：新增 {added} 行，更新 {updated} 行")
        self.bench.told(say(words, added=numbers["added"], updated=numbers["updated"]))
        if left:
            import_failed.offer(self.bench, state, left)
