"""按名单建楼: a list of doors or households is read, what is not there yet is ticked and made; then it is imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.models.addresses import UnreadAddress
from views import trouble
from views.kit.controls import Button, Label, Panel, Pills
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.jobs import Job
from views.pages.file_start import FileStart, choose_table
from views.state.intake import DOUBT_COLUMNS, NEW, NEW_COLUMNS, IntakeState, read

if TYPE_CHECKING:
    from views.bench import Bench

WORDS = N_("户室名单、住户名单都行：有“住址”一栏，或者小区、楼栋、单元、室号几栏。\n"
           "已经登记的不动；没有的列出来，勾选了才建，建完可以整批撤销。")


class IntakePage(Panel):
    """`choose()` asks for a file, `take(table, path)` shows one that is read already; `make()` makes what is ticked."""

    hints = N_("空格 勾选　Ctrl+A 全选　Ctrl+S 建勾选的")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state, self.record = bench, None, "residencies"
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.about = Label(self, "", 14, "ink2", wrap=900)
        self.pills = Pills(self, [(NEW, "")], self._turn)
        self.grid_ = DataGrid(self, self._columns(), self._fetch, checks=True, on_check=lambda _ids: self._say(),
                              on_open=lambda _one: self.grid_.toggle_current(), empty=N_("没有要建的"))
        self.start = FileStart(self, N_("把名单拖到这里，或选择文件"), N_("把名单读进来"), WORDS)
        self._show_start(True)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 10))
        Button(head, "", self.leave, rank="quiet", icon="chevron-left", tip=say(N_("返回楼栋房屋"))).pack(side="left")
        Label(head, N_("按名单建楼"), 22, bold=True).pack(side="left", padx=(4, 0))
        self.name = Label(head, "", 14, "ink3", wrap=500)
        self.name.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.go = Button(head, N_("建勾选的"), self.make, rank="primary", icon="check", width=150)
        self.then = Button(head, N_("接着导入住户"), self.go_on, icon="users",
                           tip=say(N_("楼建好以后，用同一份名单登记住户")))
        self.other = Button(head, N_("换文件"), self.choose, icon="folder")
        GivingWay(head, self.then, self.other)

    def _show_start(self, on: bool) -> None:
        self.start.put(on, self.go, self.then, self.other)

    def _columns(self) -> list:
        if self.state is None or self.state.show == NEW:
            tones = self.state.tones() if self.state else {}
            return [replace(one, tones=tones) if one.key == "state" else one for one in NEW_COLUMNS]
        return list(DOUBT_COLUMNS)

    def _fetch(self, ids: list[int]) -> list:
        return self.state.fetch(ids) if self.state else []

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self._say()
        (self.start.first if self.state is None else self.grid_).focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote places: what the list names that is not there is another now."""
        if self.state is not None and names & {"compounds", "buildings", "units", "doors", "address_rulings"}:
            self.state.look()
            self._fill()

    def leave(self) -> None:
        """Back to the places."""
        self.bench.go("places")

    def choose(self) -> None:
        """Ask for a file."""
        if path := choose_table(self.bench.root, say(N_("选择名单"))):
            self.read(path)

    def read(self, path: Path) -> Job:
        """Read a file in a job, then show what it names."""
        desk = self.bench.desk
        return self.bench.work(say(N_("读 {name}"), name=path.name), lambda job: read(desk, path, job.progress),
                               self.show_state, lambda error: trouble.handle(self.bench.root, error))

    def take(self, table: Any, path: Path, record: str = "residencies") -> Job:
        """A table that is read already: the import of a record found doors that are not there."""
        desk, self.record = self.bench.desk, record
        return self.bench.work(say(N_("读 {name}"), name=path.name), lambda _job: IntakeState(desk, table, path),
                               self.show_state, lambda error: trouble.handle(self.bench.root, error))

    def show_state(self, state: IntakeState) -> None:
        """What was read: all that can be made is ticked."""
        self.state = state
        state.cover = lambda text: self.bench.counter.called(UnreadAddress, text)
        self.name.put(state.path.name)
        self._show_start(False)
        self._fill(tick=True)
        self.grid_.focus_set()

    # ---- showing
    def _fill(self, tick: bool = False) -> None:
        state = self.state
        self.about.put(state.about())
        self.pills.chosen = state.show
        self.pills.set_choices(state.pills())
        self.grid_.checked = set()
        self.grid_.set_columns(self._columns())
        self.grid_.pages.forget(None)
        self.grid_.show(state.ids(), keep=False)
        if state.show == NEW and tick:
            self.grid_.checked = set(state.ids())
            self.grid_.refresh()
        self._say()

    def _turn(self, key: str) -> None:
        self.state.show = key
        self._fill(tick=key == NEW)

    def _ticked(self) -> set[int]:
        return set(self.grid_.checked) if self.state is not None and self.state.show == NEW else set()

    def _say(self) -> None:
        if self.state is None:
            if self.bench.page is self:
                self.bench.status.put("")
            return
        ticked = self._ticked()
        buildings, doors = self.state.chosen(ticked)
        self.go.enable(bool(ticked))
        self.go.configure(text=say(N_("建 {count} 户"), count=f"{doors:,}") if doors else say(N_("建勾选的")))
        if self.bench.page is self:
            words = N_("已勾选 {lines} 行：新建 {buildings} 栋、{doors} 户")
            self.bench.status.put(say(words, lines=len(ticked), buildings=buildings, doors=f"{doors:,}"))

    # ---- acts
    def save(self) -> None:
        """Ctrl+S."""
        self.make()

    def make(self) -> Job | None:
        """Make what is ticked, in a job; one undo takes all of it back."""
        ticked = sorted(self._ticked())
        if not ticked or self.bench.doubted(self.make):
            return None
        state = self.state
        return self.bench.work(say(N_("建楼")), lambda job: state.make(ticked, job.progress), self._made,
                               lambda error: trouble.handle(self.bench.root, error))

    def _made(self, counts: dict[str, Any]) -> None:
        self.bench.told(say(N_("建了 {buildings} 栋楼、{units} 个单元、{doors} 户"), buildings=counts["buildings"],
                            units=counts["units"], doors=f"{counts['doors']:,}"))
        self._fill()
        self.grid_.focus_set()

    def go_on(self) -> None:
        """The same list into the import: of homes, or where it came from."""
        if self.state is not None:
            self.bench.show(f"import:{self.record}").take(self.state.table)
