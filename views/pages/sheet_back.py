"""楼栋长填报表: which sheets are out; handing one out; taking one back cell by cell: sent, now, returned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views import system, trouble
from views.kit import choosers, dropping, overlay, toast
from views.kit.controls import Button, Label, Panel
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.jobs import Job
from views.state.sheet_back import BACK, OUT, SheetBackState

if TYPE_CHECKING:
    from center.places.sheets import Returned
    from views.bench import Bench

EXCEL = [("Excel", "*.xlsx")]
HINTS_OUT = N_("↑↓ 选择　回车 收回这一份")
HINTS_BACK = N_("↑↓ 选择　空格 取这一格　Ctrl+A 全部勾选（两边都改过的不算）　Ctrl+S 收回")


class SheetBackPage(Panel):
    """Two grids in one place: the sheets that are out, and the cells of one that came back."""

    hints = HINTS_OUT

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, SheetBackState(bench.desk)
        self.rowconfigure(2, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.out = DataGrid(self, list(OUT), self.state.fetch_out, on_open=lambda _one: self.choose(),
                            empty=say(N_("还没有发出过。点“发出一份”，选一栋楼，存成表格文件交给楼栋长")))
        self.back = DataGrid(self, list(BACK), self.state.fetch, checks=True, on_check=self._checked,
                             on_select=lambda _one: self._tell(), on_open=lambda _one: self.back.toggle_current(),
                             empty=say(N_("交回来的没有和这里不一样的。点“收回”，这一份就结了")))
        dropping.accept(self, lambda paths: self.open(paths[0]))
        self._front()

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 6))
        self.go = Button(head, say(N_("收回")), self.save, rank="primary", icon="check")
        self.offers = Button(head, say(N_("能取的都取")), self.take_offers, icon="list-checks")
        self.aside = Button(head, say(N_("返回")), self.put_away, rank="quiet", icon="arrow-left")
        self.take = Button(head, say(N_("收回一份")), self.choose, rank="primary", icon="upload")
        self.send_button = Button(head, say(N_("发出一份")), self.ask_building, icon="download")
        out = (self.take, self.send_button) if self.state.may_edit else ()
        self.buttons = {"back": (self.go, self.offers, self.aside), "out": out}
        Label(head, say(N_("楼栋长填报表")), 22, bold=True).pack(side="left")
        GivingWay(head, self.offers, self.aside, self.send_button)
        self.about = Label(self, "", 14, "ink2")
        self.about.grid(row=1, column=0, sticky="w", padx=24, pady=(0, 12))

    # ---- which of the two
    @property
    def grid_(self) -> DataGrid:
        """The grid in front."""
        return self.out if self.state.comparison is None else self.back

    def _front(self) -> None:
        """What is out, or the one that came back."""
        back = self.state.comparison is not None
        for grid, front in ((self.back, back), (self.out, not back)):
            grid.grid(row=2, column=0, sticky="nsew") if front else grid.grid_remove()
        for name, buttons in self.buttons.items():
            for button in buttons:
                button.pack_forget()
                if (name == "back") == back:
                    button.pack(side="right", padx=(8, 0))
        self.hints = HINTS_BACK if back else HINTS_OUT
        if self.bench.page is self:
            self.bench.status.hints(say(self.hints))

    def shown(self) -> None:
        """In front: read again."""
        self.reload()
        self.focus_grid()

    def focus_grid(self) -> None:
        """The rows take the keys."""
        self.grid_.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote: what is in front reads again; a door may have become a conflict."""
        if self.bench.page is self and (not names or names & {"sent_sheets", "doors", "buildings"}):
            self.reload()

    def reload(self) -> None:
        """Read what is out; a sheet that is open is laid beside it again."""
        ids = self.state.load()
        self.out.pages.forget(None)
        self.out.show(ids)
        if self.state.comparison is not None:
            if self.state.again():
                self._show()
            else:
                self._front()
        self._tell()

    def _show(self) -> None:
        """The cells of what came back."""
        self.back.pages.forget(None)
        self.back.show(self.state.ids())
        self.back.checked = self.state.chosen
        self.back.refresh()

    def _tell(self) -> None:
        state = self.state
        self.about.put(state.about or say(N_("发给楼栋长填，交回来一格一格看过再取，不会自己改")))
        if self.bench.page is self:
            one = self.back.selected if state.comparison else None
            self.bench.status.put(state.whole(one) or state.told)

    # ---- handing out
    def ask_building(self) -> None:
        """Which building's sheet."""
        help = say(N_("写楼名或地址，例如 晨光花园3号楼"))
        overlay.ask_text(self.bench.root, say(N_("发出哪一栋楼的表？")), say(N_("楼栋")), self._named, help=help)

    def _named(self, text: str) -> None:
        self.bench.act(lambda: self.state.building_named(text), self.send)

    def send(self, building: int) -> None:
        """Ask where the sheet goes, and hand it out."""
        name = choosers.ask_save(parent=self.bench.root, defaultextension=".xlsx", filetypes=EXCEL,
                                 initialfile=self.state.file_name(building))
        if name:
            self.write(building, Path(name))

    def write(self, building: int, target: Path) -> Job | None:
        """In a job: what goes out is noted, so the clock is asked first."""
        if self.bench.doubted(lambda: self.write(building, target)):
            return None

        def done(_none: None) -> None:
            self.reload()
            toast.show(self.bench.root, say(N_("已存成 {name}"), name=target.name), say(N_("打开")),
                       lambda: system.open_file(target))

        return self.bench.work(say(N_("写楼栋长填报表")), lambda _job: self.state.send(building, target), done)

    # ---- taking back
    def choose(self) -> None:
        """Which file came back."""
        if not self.state.may_edit:
            return
        name = choosers.ask_open(parent=self.bench.root, title=say(N_("选择交回来的表")), filetypes=EXCEL)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> Job:
        """Read a file that came back in a job, and lay it beside what is here."""
        def work(_job: Job) -> Returned:
            from reports.building_sheet import read_back

            return read_back(path)

        return self.bench.work(say(N_("读 {name}"), name=path.name), work, self.compare, self._refused)

    def compare(self, back: Returned) -> None:
        """Lay it beside what is here; refused whole, the page stays as it was."""
        try:
            self.state.open(back)
        except UserError as error:
            self._refused(error)
            return
        self._front()
        self._show()
        self._tell()
        self.focus_grid()

    def _refused(self, error: BaseException) -> None:
        trouble.handle(self.bench.root, error)

    def _checked(self, ids: set[int]) -> None:
        kept = self.state.choose(ids)
        if kept != ids:
            self.back.checked = kept
        self._chosen()

    def take_offers(self) -> None:
        """Everything that only the building's head changed."""
        self.back.checked = self.state.all_offers()
        self._chosen()

    def _chosen(self) -> None:
        self.back.refresh()
        self.back.view.draw_head()
        self._tell()

    def save(self) -> None:
        """Ctrl+S: take what is chosen. With nothing chosen it is asked first, for the sheet is closed by it."""
        if self.state.comparison is None:
            return
        if self.state.cells and not self.state.chosen:
            words = say(N_("一格都没有取。收回以后这一份就结了，交回来的内容不会写进来。"))
            overlay.ask(self.bench.root, say(N_("不取也收回吗？")), words,
                        [("yes", say(N_("收回"))), ("no", say(N_("再看看")))],
                        lambda key: self._take() if key == "yes" else None, escape="no")
        else:
            self._take()

    def _take(self) -> None:
        self.bench.act(self.state.take, self._taken)

    def _taken(self, doors: int) -> None:
        self._front()
        self.reload()
        self.focus_grid()
        self.bench.told(say(N_("已收回，改了 {count} 户"), count=doors) if doors else "")

    def put_away(self) -> None:
        """Back to what is out; the file can be opened again."""
        self.state.close()
        self._front()
        self._tell()
        self.focus_grid()
