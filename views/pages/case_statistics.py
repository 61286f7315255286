"""人民调解案件情况统计表 on the screen: each number opens its cases at the right; printing, exporting."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from center.cases.posted import small
from center.tongues import CHINESE
from center.words import N_, say
from db.errors import UserError
from db.models.cases import Case
from db.models.mediation import TypedFigure
from views import system, trouble
from views.kit import choosers, keys, overlay, theme, toast
from views.kit.controls import Button, ChoiceField, Label, Panel, Rule
from views.kit.giving_way import GivingWay
from views.kit.jobs import Job
from views.kit.pills import Pills
from views.kit.scroller import Scroller
from views.languages import current
from views.pages.case_statistics_side import StatisticsSide
from views.pages.case_statistics_tables import StatisticsTables
from views.pages.paper_frame import paper_frame
from views.pages.period_bar import PeriodBar
from views.state.case_statistics import BASES, UNTOLD, VIEWS, StatisticsState, basis_note
from views.state.papers import FORMATS, PapersState

if TYPE_CHECKING:
    from views.bench import Bench

LISTED, FOREIGN = 204, 234  # design px: width of the list of papers; where it is translated
ROOM = 700  # design px: less than this, and the list stands aside
NAME = "case_statistics"
EVERY = "all"


class StatisticsPage(Panel):
    """The table of the period that was looked at last; `open(period)` shows another one."""

    hints = N_("←↑↓→ 选数　回车 看案件　PgUp PgDn 换时段　Ctrl+P 打印")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, StatisticsState(bench.desk, bench.counter)
        self._asked, self._stale = 0, True
        self.list, self.right = paper_frame(self, PapersState(bench.desk).listed(), self._picked,
                                            LISTED if current() == CHINESE else FOREIGN)
        self.list.choose(NAME)
        self._aside = [one for one in self.grid_slaves(row=0) if one is not self.right]
        tk.Misc.bind(self, "<Configure>", self._fit_list, add="+")
        self.right.rowconfigure(3, weight=1)
        self._head()
        self._tools()
        Rule(self.right).grid(row=2, column=0, sticky="ew")
        self.scroller = Scroller(self.right)
        self.scroller.grid(row=3, column=0, sticky="nsew")
        self.tables = StatisticsTables(self.scroller.inside, self._selected, self.open_cases)
        self.tables.pack(fill="x", expand=True)
        self.tables.outer = self.scroller
        keys.shortcut(self.tables, "Prior", lambda: self._step(-1))
        keys.shortcut(self.tables, "Next", lambda: self._step(1))
        self.side = Panel(bench.side, "surface")
        self.pane = StatisticsSide(self.side, self)
        self.pane.pack(fill="both", expand=True)

    # ---- building
    def _fit_list(self, event: tk.Event) -> None:
        """The list of papers stands aside where the table needs all the room; the report centre has it too."""
        if event.widget is self:
            for part in self._aside:
                (part.grid if event.width >= theme.px(ROOM) else part.grid_remove)()

    def _picked(self, name: str) -> None:
        """Another paper of the report centre is shown there."""
        if name != NAME:
            self.bench.show("papers").pick(name)

    def _head(self) -> None:
        head = Panel(self.right)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        self.title = Label(head, say(N_("人民调解案件情况统计表")), 19, bold=True)
        self.title.pack(side="left")
        self.export_button = self.print_button = None
        if self.bench.desk.may("export"):
            self.export_button = Button(head, say(N_("导出表格")), self.ask_export, rank="primary", icon="download")
            self.export_button.pack(side="right", padx=(8, 0))
            self.print_button = Button(head, say(N_("打印")), self.print, icon="printer", width=84)
            self.print_button.pack(side="right", padx=(8, 0))
            GivingWay(head, self.print_button, self.export_button)

    def _tools(self) -> None:
        """The period, basis and view; the last two under it where there is too little room."""
        tools = Panel(self.right)
        tools.grid(row=1, column=0, sticky="ew", padx=24, pady=12)
        tools.columnconfigure(0, weight=1)
        times = Panel(tools)
        times.grid(row=0, column=0, sticky="ew")
        self.period = PeriodBar(times, self._kind, self._step)
        self.ways = Panel(tools)
        self.bases = Pills(self.ways, [(key, say(words)) for key, words in BASES.items()], self._basis,
                           chosen=self.state.basis)
        self.bases.pack(side="left", anchor="n")
        self.views = Pills(self.ways, [(key, say(words)) for key, words in VIEWS.items()], self._view,
                           chosen="folded" if self.state.folded else "full")
        self.views.pack(side="left", anchor="n", padx=(8, 0))
        self.offices = None
        if len(self.state.offices()) > 1:
            some = [(str(rid), name) for rid, name in self.state.offices().items()]
            self.offices = ChoiceField(self.ways, "", [(EVERY, say(N_("全部调委会"))), *some], on_change=self._office)
            self.offices.put(EVERY)
            self.offices.pack(side="left", anchor="n", padx=(12, 0))
        self.ways.grid(row=1, column=0, sticky="w", pady=(8, 0))

        def fit(_event: tk.Event) -> None:
            wanted = self.period.winfo_reqwidth() + self.ways.winfo_reqwidth()
            beside = wanted + 24 < tools.winfo_width()
            self.ways.grid(row=0 if beside else 1, column=1 if beside else 0, sticky="e" if beside else "w",
                           pady=0 if beside else (8, 0))

        tk.Misc.bind(tools, "<Configure>", fit, add="+")

    # ---- coming and going
    def shown(self) -> None:
        """In front: read when something was written meanwhile."""
        self.list.choose(NAME)
        if self._stale:
            self.load()
        self._say()

    def changed(self, _names: frozenset[str]) -> None:
        """Somebody wrote, or the public counter was switched."""
        self._stale = True
        if self.bench.page is self:
            self.load()

    def keep_place(self) -> tuple[str, str]:
        """The kind of period, and the period."""
        return self.state.kind, self.state.period.text

    def come_back(self, place: tuple[str, str]) -> None:
        """As it was left."""
        from center.periods import period

        self.state.kind, self.state.period = place[0], period(place[1])
        self.load()

    def focus_grid(self) -> None:
        """Into the tables."""
        self.tables.focus_set()

    def load(self) -> None:
        """Read what is asked for in a job, and show it."""
        self._stale = False
        self._asked += 1
        asked = self._asked
        self.period.show(self.state.kind)
        self.period.told(say(self.state.period.label), True)
        self.bench.work(say(N_("统计案件")), lambda _job: self.state.load(), lambda loaded: self._take(asked, loaded),
                        self._failed)

    def _failed(self, error: BaseException) -> None:
        trouble.show(self.bench.root, error)

    def _take(self, asked: int, loaded: tuple) -> None:
        if asked != self._asked or not self.winfo_exists():
            return
        self.state.take(loaded)
        notes = [(say(basis_note(self.state.found, small(self.bench.desk))), "ink3")]
        notes += [(say(UNTOLD), "ink3")] if self.state.found.untold else []
        notes += [(say(N_("请看：{matter}"), matter=say(words)), "amber") for words in self.state.found.wrong]
        self.tables.show(self.state, notes)
        self._say()

    def _say(self) -> None:
        if self.bench.page is self and self.state.found is not None and self.state.found.checks:
            self.bench.status.put(say(self.state.found.checks[0]))

    # ---- choosing
    def _kind(self, kind: str) -> None:
        self.state.use_kind(kind)
        self.load()

    def _step(self, by: int) -> None:
        self.state.step(by)
        self.load()

    def _basis(self, basis: str) -> None:
        self.state.basis = basis
        self.load()

    def _view(self, view: str) -> None:
        self.state.folded = view == "folded"
        self.load()

    def _office(self, *_given: object) -> None:
        text = self.offices.get()
        chosen = int(text) if text.isdigit() else None
        if (text == EVERY or text.isdigit()) and chosen != self.state.committee:
            self.state.committee = chosen
            self.after_idle(self.load)

    def _selected(self) -> None:
        self.pane.soon()

    # ---- opening
    def open_cases(self) -> None:
        """Enter: the register with the cases behind the number; of a typed number its form."""
        if self.state.found is None:
            return
        if self.state.typed:
            self.open_typed()
            return
        chosen = self.state.chosen()
        if chosen.ids:
            page = self.bench.go_list(Case)
            page.only_these(chosen.ids, self.state.named())
            page.focus_grid()
        else:
            self.bench.status.put(chosen.note[0] if chosen.note else say(N_("这个数后面没有您能看的案件")))

    def open_case(self, rid: int) -> None:
        """One case of the pane."""
        self.bench.show("case").open(rid, back="case_statistics")

    def open_typed(self) -> None:
        """The form of a typed figure, for the month that is looked at; the list where it is there already."""
        if not self.bench.desk.may("mediation.edit"):
            self.bench.status.put(say(N_("预防工作由调委会填报")))
            return
        head = self.state.head
        if head.now.given or self.state.kind != "month":
            self.bench.go_list(TypedFigure)
            return
        form = self.bench.go_form(TypedFigure, back="case_statistics").form
        form.put_over(self.state.typing())
        form.go_to("cases")

    # ---- handing out
    def print(self) -> None:
        """Ctrl+P: the official table."""
        from reports.papers import params
        from views.pages.printing import offer
        from views.state.printing import paper_sheet

        if self.bench.desk.may("export"):
            given = params(self.bench.desk, self.state.period.text, settings=self.state.settings())
            offer(self.bench, paper_sheet(self.bench.desk, NAME, given, file=self.file_name("pdf")[:-4]))

    def file_name(self, kind: str) -> str:
        """A name to offer."""
        return f"{say(N_('人民调解案件情况统计表'))}_{self.state.period.text}.{kind}"

    def ask_export(self) -> None:
        """Which format, where to."""
        overlay.ask(self.bench.root, say(N_("存成哪一种？")), "", [(kind, FORMATS[kind]) for kind in FORMATS],
                    self._choose)

    def _choose(self, kind: str) -> None:
        name = choosers.ask_save(parent=self.bench.root, defaultextension=f".{kind}",
                                 filetypes=[(FORMATS[kind], f"*.{kind}")], initialfile=self.file_name(kind))
        if name:
            self.export(Path(name))

    def export(self, target: Path) -> Job | None:
        """Write the paper in a job; a doubted clock is asked about first, for handing out is written down."""
        from reports.papers import hand_out, params

        if self.bench.doubted(lambda: self.export(target)):
            return None
        desk = self.bench.desk
        try:
            given = params(desk, self.state.period.text, settings=self.state.settings())
        except UserError as error:
            trouble.show(self.bench.root, error)
            return None

        def done(_missing: object) -> None:
            toast.show(self.bench.root, say(N_("已存成 {name}"), name=target.name), say(N_("打开")),
                       lambda: system.open_file(target))

        return self.bench.work(say(N_("导出{label}"), label=say(N_("人民调解案件情况统计表"))),
                               lambda job: hand_out(desk, NAME, given, target, progress=job.progress), done,
                               self._failed)

    def destroy(self) -> None:
        """No timer outlives the page."""
        self.pane.rest()
        super().destroy()
