"""Gaps: the chain of five levels with its coverage, and every place without its duty person or organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.cover.incentives import Measure
from center.measures import Found
from center.words import N_, say, spoken
from db.errors import UserError
from db.record import record_name
from views import trouble
from views.kit.controls import Button, ChoiceField, Label, Panel, Rule
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.pills import Pills
from views.pages.gaps_chain import Chain, KindBar
from views.pages.page_head import page_head
from views.state.gaps import MEASURES, PLACES, GapsState

if TYPE_CHECKING:
    from views.bench import Bench

FEW = 3  # communities that stand as pills; more are chosen from a list


class GapsPage(Panel):
    """`open(community)` shows one community (0: the one shown last)."""

    hints = N_("↑↓ 选一处　回车 去补上　Ctrl+P 打印清单")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, GapsState(bench.desk)
        self._stale, self._asked, self._laid = True, 0, PLACES
        self.rowconfigure(4, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.chain = Chain(self, self._open_found, self._pick)
        self.chain.grid(row=1, column=0, sticky="ew", padx=24, pady=(14, 12))
        Rule(self).grid(row=2, column=0, sticky="ew")
        self.kinds = KindBar(self, self._pick)
        self.kinds.grid(row=3, column=0, sticky="ew", padx=14, pady=(10, 6))
        self.grid_ = DataGrid(self, list(PLACES), self.state.fetch, on_open=self.fill, empty=self.state.empty)
        self.grid_.grid(row=4, column=0, sticky="nsew")

    def _head(self) -> None:
        head = page_head(self, say(N_("空缺与五级链条")), 0)
        self.areas = Panel(head)
        self.areas.pack(side="left", padx=(14, 0), pady=(4, 0))
        self._area: Pills | ChoiceField | None = None
        buttons = []
        if self.bench.desk.may("export"):
            for words, name in ((N_("打印空缺清单"), "gaps_sheet"), (N_("打印覆盖表"), "chain_cover")):
                button = Button(head, say(words), lambda name=name: self._paper(name), icon="printer")
                button.pack(side="right", padx=(8, 0))
                buttons.append(button)
        GivingWay(head, *buttons)

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        if self._stale:
            self.load()
        self._say()

    def open(self, community: int | None = None) -> None:
        """Another community."""
        if community and community != self.state.community:
            self.state.community = community
            self.load()

    def changed(self, names: frozenset[str]) -> None:
        """Places, terms or measures were written."""
        self._stale = True
        if self.bench.page is self:
            self.load()

    def keep_place(self) -> tuple[int | None, str]:
        """The community and the kind."""
        return self.state.community, self.state.kind

    def come_back(self, place: tuple[int | None, str]) -> None:
        """As it was left."""
        self.state.kind = place[1]
        self.open(place[0])
        self._fill()

    def load(self) -> None:
        """Read one community at once, the whole street in a job."""
        self._stale = False
        self.state.refresh()
        self._draw_areas()
        self._asked += 1
        asked, community = self._asked, self.state.community
        if community is not None or len(self.state.areas) <= 1:
            self._take(asked, self.state.load(community))
            return
        self.bench.work(say(N_("核对空缺")), lambda _job: self.state.load(community),
                        lambda loaded: self._take(asked, loaded), self._failed)

    def _failed(self, error: BaseException) -> None:
        trouble.show(self.bench.root, error)

    def _take(self, asked: int, loaded: tuple) -> None:
        if asked == self._asked and self.winfo_exists():
            self.state.take(loaded)
            self._fill()

    def _draw_areas(self) -> None:
        """One community has its name only; a few are pills, many a list."""
        areas = [(str(rid), name) for rid, name in self.state.areas]
        if self._area is not None:
            self._area.destroy()
            self._area = None
        if len(areas) == 1:
            self._area = Label(self.areas, areas[0][1], 14, "ink3")
        elif 1 < len(areas) <= FEW:
            choices = [*areas, ("0", say(N_("全部社区")))]
            self._area = Pills(self.areas, choices, self._to_area, chosen=str(self.state.community or 0))
        elif areas:
            self._area = ChoiceField(self.areas, "", [*areas, ("0", say(N_("全部社区")))], on_change=self._typed_area)
            self._area.put(str(self.state.community or 0))
        if self._area is not None:
            self._area.pack(side="left")

    def _typed_area(self, *_given: object) -> None:
        text = self._area.get()
        if text.isdigit() and int(text) != (self.state.community or 0):
            self._to_area(text)

    def _to_area(self, key: str) -> None:
        self.state.community = int(key) or None
        self._stale = True
        self.after_idle(self.load)

    # ---- what it shows
    def _fill(self) -> None:
        self.chain.show(self.state.levels, self.state.kind)
        self.kinds.show(self.state.kinds, self.state.kind)
        self.grid_.set_empty(self.state.empty)
        if self._laid is not self.state.columns:
            self._laid = self.state.columns
            self.grid_.set_columns(list(self._laid))
        self.grid_.pages.forget(None)
        self.grid_.show(self.state.ids(), keep=True)
        self._say()

    def _say(self) -> None:
        if self.bench.page is self and self.state.found is not None:
            self.bench.status.put(self.state.count)

    def _pick(self, kind: str) -> None:
        """A pill, or the gaps of a level."""
        self.state.kind = kind
        self._fill()
        self.focus_grid()

    def focus_grid(self) -> None:
        """Into the list."""
        self.grid_.focus_set()

    # ---- opening
    def fill(self, place: int) -> None:
        """Enter: the form that fills the gap; of a measure those who lack it."""
        if self.state.kind == MEASURES:
            measure: Measure = self.state.measure(place)
            words = say(N_("{measure} 还没有"), measure=spoken(measure.label))
            self._open_found(measure.lack, words)
            return
        filling = self.state.filling(place)
        if not self.state.may_fill(place):
            if filling.id is not None:
                self.bench.open_record(record_name(filling.record), filling.id)
            else:
                self.bench.status.put(say(N_("您的角色不能登记三长，请党务专干来补")))
            return
        form = self.bench.go_form(filling.record, filling.id).form
        form.put_over(filling.texts, filling.labels)
        form.go_to(filling.path)

    def _open_found(self, found: Found, words: str) -> None:
        page = self.bench.go_list(found.record)
        page.only_these(found.ids, words)
        page.focus_grid()

    def print(self) -> None:
        """Ctrl+P: the list of gaps as it is seen."""
        self._paper("gaps_sheet")

    def _paper(self, name: str) -> None:
        from reports import papers
        from views.pages.printing import offer
        from views.state.printing import Sheet

        desk, state = self.bench.desk, self.state
        settings = {"community": state.area} if state.area else {}
        if name == "gaps_sheet" and state.kind != MEASURES and state.kind:
            settings["kind"] = state.kind
        try:
            given = papers.params(desk, settings=settings)
        except UserError as error:
            trouble.show(self.bench.root, error)
            return
        one = papers.paper_of(name)
        offer(self.bench, Sheet(desk, one.label, lambda: papers.make(desk, name, given)))
