"""The gaps page without a screen: the five levels, what is missing where, and which form fills a gap."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from center.compliance.scoring import show_percent
from center.cover.chain import CHAIN, ROLES, SHORT, Coverage, Gap, Level, coverage
from center.cover.incentives import Measure, matrix
from center.desk import Desk
from center.measures import Count
from center.words import N_, say, spoken
from db.codes import code_list
from db.models.cover import DutyTerm
from db.models.places import Building, Community, Compound, Street
from db.questions.places import communities
from db.record import Record
from db.words import Phrase
from views.kit.grid_columns import Column, Row
from views.state.typing import CHOSEN

EVERY, MEASURES = "", "measures"
PLACES = (
    Column("area", N_("社区"), 130, priority=2, sortable=False),
    Column("estate", N_("小区或网格"), 180, look="title", sortable=False),
    Column("house", N_("楼栋"), 140, sortable=False),
    Column("unit", N_("单元"), 100, sortable=False),
    Column("lacks", N_("缺什么"), 200, flex=True, sortable=False),
)
DONE = (
    Column("measure", N_("激励措施"), 220, look="title", flex=True, sortable=False),
    Column("have", N_("已落实"), 120, "e", sortable=False),
    Column("lack", N_("还没有"), 120, "e", sortable=False),
)
FIELD = {"grid_head": "grid", "grid_worker": "grid", "building_head": "building", "unit_head": "unit",
         "cadre": "compound"}
LINKS = {Street: "organisation", Community: "organisation", Compound: "organisation", Building: "group"}


@dataclass(frozen=True)
class Filling:
    """The form that fills a gap: a new row with texts (`texts`, `labels` by path), or row `id`, at field `path`."""

    record: type[Record]
    id: int | None = None
    path: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


class GapsState:
    """One community at a time (None: the whole store); `load` reads, which takes long only for a whole street."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.community: int | None = None
        self.refresh()
        self.kind = EVERY
        self.found: Coverage | None = None
        self.measures: tuple[Measure, ...] = ()
        self._shown: tuple[Gap, ...] = ()

    def refresh(self) -> None:
        """The communities that there are now."""
        self.areas = [(rid, name) for rid, name, _street in communities()]
        if self.community not in [rid for rid, _name in self.areas]:
            self.community = self.areas[0][0] if self.areas else None

    def load(self, community: int | None) -> tuple[Coverage, tuple[Measure, ...]]:
        """What is covered and what was done for whom, for `take`. Raises Denied."""
        self.desk.need("cover.read")
        day = self.desk.today()
        with self.desk.moment():
            return coverage(community, day), matrix(community, day)

    def take(self, loaded: tuple[Coverage, tuple[Measure, ...]]) -> None:
        """Show what was loaded; the kind that was chosen stays."""
        self.found, self.measures = loaded
        if self.kind not in [key for key, *_rest in self.kinds]:
            self.kind = EVERY

    # ---- words
    @property
    def levels(self) -> tuple[Level, ...]:
        """The five levels, the highest first."""
        return self.found.levels if self.found else ()

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """(key, word, how many) of the pills: those of the roles and the chain make up 全部. A level that was chosen in
        the chain stands behind them as a part (其中)."""
        if self.found is None:
            return [(EVERY, N_("全部"), 0)]
        some = [(kind, SHORT[kind], len(self.found.of(kind))) for kind in ROLES]
        level = next((one for one in self.levels if one.name == self.kind), None)
        chosen = [(level.name, Phrase(N_("其中 {level}"), level=level.label), len(level.gaps))] if level else []
        chain = (CHAIN, N_("五级链条"), len(self.found.of(CHAIN)))
        pills = [(EVERY, N_("全部"), len(self.found.gaps)), *some, chain, *chosen]
        return [*pills, (MEASURES, N_("激励措施"), len(self.measures))]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Of the list: places, or measures."""
        return DONE if self.kind == MEASURES else PLACES

    @property
    def empty(self) -> str:
        """What an empty list says."""
        if self.found is not None and not any(len(level.base) for level in self.levels):
            return say(N_("还没有楼栋。先在“楼栋房屋”里建楼，这里就会列出哪里缺人"))
        return say(N_("这一类没有空缺"))

    @property
    def count(self) -> str:
        """For the status bar."""
        if self.kind == MEASURES:
            return say(N_("按现在在任的三长、网格员和党员中心户核对，包保干部不算"))
        return say(N_("共 {count} 处空缺"), count=f"{len(self._shown):,}")

    @property
    def area(self) -> str:
        """The community's name; '' for all."""
        return dict(self.areas).get(self.community, "")

    # ---- the list
    def ids(self) -> array:
        """A row's id is its place, since a gap is no record."""
        self._shown = self.found.of(self.kind) if self.found and self.kind != MEASURES else ()
        size = len(self.measures) if self.kind == MEASURES else len(self._shown)
        return array("q", range(1, size + 1))

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        if self.kind == MEASURES:
            return [Row(one, self._measure(self.measures[one - 1])) for one in ids if one <= len(self.measures)]
        return [Row(one, (*self._shown[one - 1].where, spoken(self._shown[one - 1].words)))
                for one in ids if one <= len(self._shown)]

    def _measure(self, one: Measure) -> tuple[str, str, str]:
        return spoken(one.label), f"{len(one.have):,}", f"{len(one.lack):,}"

    def measure(self, place: int) -> Measure:
        """The measure of a row."""
        return self.measures[place - 1]

    def filling(self, place: int) -> Filling:
        """What fills the gap of a row: a new duty person at that place, or the place's own Party organisation."""
        gap = self._shown[place - 1]
        if gap.kind == "core_household":
            return _term("core_household")
        if gap.kind in FIELD:
            path, title = FIELD[gap.kind], self._called(gap)
            return _term(gap.kind, {path: f"{CHOSEN}{gap.id}"}, {path: title})
        return Filling(gap.record, gap.id, LINKS[gap.record])

    def _called(self, gap: Gap) -> str:
        return self.desk.rows(gap.record, [gap.id], ["name"])[0].texts[0]

    def may_fill(self, place: int) -> bool:
        """Whether this account may write what fills it."""
        return self.desk.may(f"{self.filling(place).record.domain}.edit")


def _term(role: str, texts: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None) -> Filling:
    words = {"role": code_list("duty_role").items.get(role, role)}
    return Filling(DutyTerm, None, "person.name", {"role": role, **(texts or {})}, words | dict(labels or {}))


def percent(level: Level) -> str:
    """`92.3%` as the self-check writes it; a dash where there is nothing to cover."""
    share = Count(level.counted, level.base).share
    return "—" if share is None else show_percent(share * 100)
