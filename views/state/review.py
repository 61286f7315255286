"""卷宗评查 without a screen: volumes with how far their self-check is, and the items of the chosen one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from center.aside import UNNAMED, aside
from center.desk import Desk
from center.words import N_, say
from db.codes import code_list
from db.listing import Query
from db.models.case_after import VolumeCheck
from db.models.cases import Volume
from db.questions.mediation import checks_counted, checks_of
from views.kit.grid_columns import Column, Row

NOT_BEGUN, UNDER_WAY, MENDING, DONE = N_("未评查"), N_("评查中"), N_("待改正"), N_("已评查")
VOLUMES = (
    Column("number", N_("卷号"), 240, look="title", sortable=False),
    Column("name", N_("卷名"), 240, flex=True, sortable=False), Column("filed_on", N_("立卷日期"), 110, sortable=False),
    Column("state", N_("状态"), 124, look="chips", sortable=False),
    Column("told", N_("评查情况"), 260, flex=True, sortable=False, priority=1),
)
ITEMS = (
    Column("item", N_("评查项目"), 330, look="title", flex=True, sortable=False),
    Column("result", N_("评查结果"), 124, look="chips", sortable=False),
    Column("problem", N_("存在问题"), 200, flex=True, sortable=False),
    Column("by", N_("评查人"), 90, sortable=False, priority=1),
    Column("mended", N_("改正"), 170, sortable=False, priority=2),
)
TONES = {"good": "green", "mend": "red", "none": "grey"}


class ReviewState:
    """Volumes that are open to this account; ids of rows are those of the records."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.volume = desk, 0
        self.load()

    def load(self) -> None:
        """Read volumes and items. Raises Denied."""
        with self.desk.moment():
            self._load()

    def _load(self) -> None:
        ids = list(self.desk.ids(Query(Volume)))
        self.volumes = {row.id: row.texts for row in self.desk.rows(Volume, ids, ["number", "name", "filed_on"])}
        for rid in aside(self.desk, Volume).intersection(self.volumes):
            number, _name, filed_on = self.volumes[rid]
            self.volumes[rid] = (number, say(UNNAMED), filed_on)
        self._counts = checks_counted(ids)
        if self.volume not in self.volumes:
            self.volume = next(iter(self.volumes), 0)
        self.items: list[dict[str, Any]] = checks_of(self.volume) if self.volume else []

    @property
    def may(self) -> bool:
        """Whether this account writes."""
        return self.desk.may("cases.edit")

    # ---- volumes
    def volume_columns(self) -> list[Column]:
        """With the tones of the states."""
        tones = {str(say(NOT_BEGUN)): "grey", str(say(UNDER_WAY)): "amber", str(say(MENDING)): "red",
                 str(say(DONE)): "green"}
        return [replace(one, tones=tones) if one.key == "state" else one for one in VOLUMES]

    def volume_ids(self) -> array:
        """In the order of the list."""
        return array("q", list(self.volumes))

    def fetch_volumes(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        return [Row(rid, self._volume(rid)) for rid in ids if rid in self.volumes]

    def _volume(self, rid: int) -> tuple:
        every, judged, wrong, mended = self._counts.get(rid, (0, 0, 0, 0))
        state = (NOT_BEGUN if not every else UNDER_WAY if judged < every else MENDING if mended < wrong else DONE)
        words = say(N_("评查 {judged} 项，共 {every} 项；要改正 {wrong}，已改正 {mended}"), judged=judged, every=every,
                    wrong=wrong, mended=mended) if every else ""
        return (*self.volumes[rid], (str(say(state)),), words)

    # ---- items
    def item_columns(self) -> list[Column]:
        """With the tones of the results."""
        items = code_list("review_result").items
        tones = {str(say(items[code])): tone for code, tone in TONES.items()}
        return [replace(one, tones=tones) if one.key == "result" else one for one in ITEMS]

    def item_ids(self) -> array:
        """Items of the chosen volume."""
        return array("q", [row["id"] for row in self.items])

    def fetch_items(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        known = {row["id"]: row for row in self.items}
        return [Row(rid, self._item(known[rid])) for rid in ids if rid in known]

    def _item(self, row: Mapping[str, Any]) -> tuple:
        result = say(VolumeCheck._meta.fields["result"].show(row["result"]))
        mended = say(N_("{day} {name}"), day=row["mended_on"], name=row["mended_by"]) if row["mended_on"] else ""
        return (row["item"], (str(result),) if result else (), row["problem"] or "", row["checked_by"] or "", mended)

    def result_of(self, rid: int) -> str:
        """The result's code of an item; '' without one."""
        return next((row["result"] or "" for row in self.items if row["id"] == rid), "")

    # ---- acts
    def begin(self) -> int:
        """Put the items to the chosen volume; how many."""
        made = self.desk.do("volume_checks.begin", volume=self.volume)
        self.load()
        return made

    def add(self, item: str) -> int:
        """An item of one's own on the sheet of the chosen volume; its id. Raises Problems."""
        made = self.desk.do("volume_checks.add", values={"volume": self.volume, "item": item})
        self.load()
        return made

    def reword(self, rid: int, item: str) -> None:
        """Another wording of an item; what was found stays. Raises Problems."""
        self.desk.do("volume_checks.edit", id=rid, values={"item": item})
        self.load()

    def remove(self, rid: int) -> None:
        """An item that this volume has no use for. Raises Problems."""
        self.desk.do("volume_checks.remove", id=rid)
        self.load()

    def item(self, rid: int) -> str:
        """The words of an item."""
        return next((row["item"] for row in self.items if row["id"] == rid), "")

    def judge(self, rid: int, result: str, problem: str = "", by: str = "") -> None:
        """The result of an item, by who is signed in unless somebody else is named. Raises Problems."""
        self.desk.do("volume_checks.judge", check=rid, result=result, problem=problem, by=by or self.desk.who.name)
        self.load()

    def mend(self, rid: int, by: str, on: str = "") -> None:
        """What was wrong is mended. Raises Problems."""
        self.desk.do("volume_checks.mend", check=rid, by=by, on=on or None)
        self.load()

    def uid(self) -> str:
        """The volume's number outside, for its paper."""
        return self.desk.get(Volume, self.volume).uid if self.volume else ""

    @property
    def told(self) -> str:
        """For the status bar."""
        begun = sum(bool(self._counts.get(rid, (0,))[0]) for rid in self.volumes)
        return say(N_("共 {count} 卷，已开始评查 {begun} 卷"), count=len(self.volumes), begun=begun)
