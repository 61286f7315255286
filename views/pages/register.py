"""导入登记簿: a register of past cases is read, each row judged; what is wrong is typed over, then all is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from views import trouble
from views.kit import choosers, toast
from views.kit.controls import Button, ChoiceField, Label, Panel, Pills, TextField
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.jobs import Job
from views.pages.file_start import FileStart, choose_table
from views.pages.small_form import small_form
from views.state.register import ALL, RegisterState, committee_names, read

if TYPE_CHECKING:
    from views.bench import Bench

WORDS = N_("Excel、WPS 或 CSV 的登记簿都行：有受理日期、申请人、被申请人等列就认得。\n"
           "当事人照登记簿写的导入，不建居民档案；导入的案件标“历史登记”，算进统计，导入后可以整批撤销。")
HINTS = N_("↑↓ 选一行　回车 改这一行　Ctrl+S 导入")


class RegisterPage(Panel):
    """`choose()` asks for a file, `read(path)` shows what it holds, `save()` writes the good rows."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state, self._stale = bench, None, False
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.about = Label(self, "", 14, "ink2", wrap=1000)
        self.pills = Pills(self, [(ALL, "")], self._turn)
        self.grid_ = DataGrid(self, [], self._fetch, on_open=self.mend, empty=N_("这一类没有"))
        self.start = FileStart(self, N_("把登记簿拖到这里，或选择文件"), N_("把登记簿读进来"), WORDS)
        self.start.first.enable(bench.desk.may("cases.import"))
        self._ask_committee()
        self._show_start(True)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 10))
        Button(head, "", self.leave, rank="quiet", icon="chevron-left", tip=say(N_("返回"))).pack(side="left")
        Label(head, N_("导入案件登记簿"), 22, bold=True).pack(side="left", padx=(4, 0))
        self.name = Label(head, "", 14, "ink3", wrap=420)
        self.name.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.go = Button(head, N_("导入"), self.save, rank="primary", icon="check", width=130)
        self.rest = Button(head, N_("存下没导入的行"), self.save_rest, icon="file-spreadsheet")
        self.other = Button(head, N_("换文件"), self.choose, icon="folder")
        GivingWay(head, self.rest, self.other)

    def _ask_committee(self) -> None:
        """Whose register it is, where there are several."""
        names, self.committee = committee_names(), None
        if len(names) > 1:
            self.committee = ChoiceField(self.start.inside, N_("哪个调委会的登记簿"), [(name, name) for name in names])
            self.committee.pack(fill="x", pady=(0, 8), before=self.start.first)

    def _show_start(self, on: bool) -> None:
        self.start.put(on, self.go, self.rest, self.other)

    def _fetch(self, ids: list[int]) -> list:
        return self.state.fetch(ids) if self.state else []

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        if self._stale:
            self._again()
        self._say()
        (self.start.first if self.state is None else self.grid_).focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Cases or old names of types were written (or taken back): what is there already is another now."""
        if self.state is not None and (not names or names & {"cases", "type_names", "committees"}):
            self._stale = True
            if self.bench.page is self:
                self._again()

    def _again(self) -> None:
        self._stale = False
        self.state.look()
        self._fill()

    def leave(self) -> None:
        """Back to the organisations."""
        self.bench.go("mediation")

    def choose(self) -> None:
        """Ask for a file."""
        if path := choose_table(self.bench.root, say(N_("选择登记簿"))):
            self.read(path)

    def read(self, path: Path) -> Job:
        """Read a file in a job, then show what it holds."""
        desk, committee = self.bench.desk, self.committee.get() if self.committee else ""
        return self.bench.work(say(N_("读 {name}"), name=path.name),
                               lambda job: read(desk, path, committee, job.progress), self.show_state,
                               lambda error: trouble.handle(self.bench.root, error))

    def show_state(self, state: RegisterState) -> None:
        """What was read."""
        self.state, self._stale = state, False
        self.name.put(state.path.name)
        self._show_start(False)
        self.grid_.set_columns(state.columns())
        self._fill()
        self.grid_.focus_set()

    # ---- showing
    def _fill(self) -> None:
        state = self.state
        self.about.put(state.about)
        self.pills.chosen = state.show
        self.pills.set_choices(state.pills())
        self.grid_.pages.forget(None)
        self.grid_.show(state.ids(), keep=True)
        self._say()

    def _turn(self, key: str) -> None:
        self.state.show = key
        self._fill()

    def _say(self) -> None:
        if self.state is not None:
            self.go.enable(bool(self.state.count))
            self.go.configure(text=say(N_("导入 {count} 件"), count=f"{self.state.count:,}"))
        if self.bench.page is self:
            self.bench.status.put(self.state.told if self.state else "")

    # ---- acts
    def mend(self, place: int) -> None:
        """Enter: the cells of a row to type over, those that are wrong first."""
        asks = self.state.mends(place) if self.state else []
        if not asks:
            return

        def make(inside: Panel) -> dict[str, Any]:
            fields = {}
            for one in asks:
                field = fields[one.key] = (ChoiceField(inside, one.label, list(one.choices)) if one.choices
                                           else TextField(inside, one.label))
                field.put(one.text)
                field.problem(one.wrong or None)
            return fields

        def done() -> None:
            self._fill()
            self.grid_.focus_set()

        small_form(self.bench, say(N_("改第 {row} 行"), row=self.state.rows[place - 1].line), make,
                   lambda texts: self.state.mend(place, texts), done, go=say(N_("改好")), width=520)

    def save(self) -> Job | None:
        """Ctrl+S: write the good rows, in a job; one undo takes all of them back."""
        state = self.state
        if state is None or not state.count or self.bench.doubted(self.save):
            return None
        return self.bench.work(say(N_("导入登记簿")), lambda job: state.write(job.progress),
                               self._written, lambda error: trouble.handle(self.bench.root, error))

    def _written(self, made: dict[str, int]) -> None:
        if not made["cases"]:  # all were numbered meanwhile: nobody told of a change
            self.state.look()
        self.bench.told(say(N_("已导入 {cases} 件，当事人 {parties} 位"), cases=f"{made['cases']:,}",
                            parties=f"{made['parties']:,}"))
        self._fill()
        self.grid_.focus_set()

    def save_rest(self) -> None:
        """Where the rows that wait go, with their reasons."""
        name = choosers.ask_save(parent=self.bench.root, defaultextension=".xlsx", filetypes=[("Excel", "*.xlsx")],
                                 initialfile=say(N_("登记簿没导入的行.xlsx")))
        if name and not self.bench.doubted(lambda: self.write_rest(Path(name))):
            self.write_rest(Path(name))

    def write_rest(self, target: Path) -> Job:
        """In a job."""
        state = self.state
        return self.bench.work(say(N_("写没导入的行")), lambda _job: state.save_failed(target),
                               lambda _none: toast.show(self.bench.root, say(N_("已存成 {name}"), name=target.name)),
                               lambda error: trouble.handle(self.bench.root, error))
