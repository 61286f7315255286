"""排查 without a screen: the rounds with their days, what the chosen one found, and making a finding a case."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from center.aside import UNNAMED, aside
from center.desk import Desk
from center.seeing import hidden
from center.words import N_, say
from db.models.case_after import ScreeningFinding
from db.questions.mediation import committees, findings_of, rounds_between
from views.kit.grid_columns import Cell, Column, Row

BACK, AHEAD = 120, 370  # days that the rounds are shown for
LATE, OPEN, DONE = N_("已过期"), N_("待排查"), N_("已完成")
ROUNDS = (
    Column("name", N_("排查名称"), 260, look="title", flex=True, sortable=False),
    Column("committee", N_("调委会"), 220, sortable=False, priority=2),
    Column("due_on", N_("应完成日期"), 110, sortable=False), Column("done_on", N_("完成日期"), 110, sortable=False),
    Column("state", N_("状态"), 90, look="chips", sortable=False), Column("found", N_("发现"), 60, "e", sortable=False),
)
FOUND = (
    Column("found_on", N_("发现日期"), 110, sortable=False),
    Column("matter", N_("纠纷事项"), 280, look="title", flex=True, sortable=False),
    Column("parties", N_("涉及的当事人"), 160, sortable=False), Column("type", N_("纠纷类型"), 120, sortable=False),
    Column("handling", N_("怎样处理"), 110, sortable=False), Column("case", N_("立的案件"), 180, sortable=False),
)
NAMING = ("matter", "parties", "case")
"""What tells whom a dispute is about."""


class ScreeningState:
    """Rounds of the last months and the coming year; ids of rows are those of the records."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.round = desk, 0
        self.load()

    def load(self) -> None:
        """Read the rounds and what they found, without what is closed to this account. Raises Denied."""
        self.desk.need("cases.read")
        today = self.desk.today()
        self._names = {one["id"]: one["name"] for one in committees()}
        self.rounds = rounds_between(today - timedelta(days=BACK), today + timedelta(days=AHEAD))
        shut = hidden(self.desk, ScreeningFinding)
        found = findings_of([one["id"] for one in self.rounds])
        self.found = [row for row in found if row["id"] not in shut]
        if self.round not in [one["id"] for one in self.rounds]:
            self.round = self._first()

    def _first(self) -> int:
        """The round that is due next, or is late."""
        waiting = [one["id"] for one in self.rounds if one["done_on"] is None]
        return waiting[0] if waiting else self.rounds[-1]["id"] if self.rounds else 0

    @property
    def may(self) -> bool:
        """Whether this account writes."""
        return self.desk.may("cases.edit")

    # ---- rounds
    def columns(self) -> list[Column]:
        """Of the rounds, with the tones of their states."""
        tones = {str(say(LATE)): "red", str(say(OPEN)): "amber", str(say(DONE)): "green"}
        return [replace(one, tones=tones) if one.key == "state" else one for one in ROUNDS]

    def round_ids(self) -> array:
        """Ids of the rounds by day."""
        return array("q", [one["id"] for one in self.rounds])

    def fetch_rounds(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        known = {one["id"]: one for one in self.rounds}
        return [Row(rid, self._round(known[rid])) for rid in ids if rid in known]

    def _round(self, one: Mapping[str, Any]) -> tuple:
        late = one["done_on"] is None and one["due_on"].last < self.desk.today()
        state = DONE if one["done_on"] else LATE if late else OPEN
        count = sum(row["screening"] == one["id"] for row in self.found)
        return (one["name"], self._names.get(one["committee"], ""), str(one["due_on"]), str(one["done_on"] or ""),
                (str(say(state)),), str(count) if count else "")

    # ---- what a round found
    def found_ids(self) -> array:
        """Ids of what the chosen round found."""
        return array("q", [row["id"] for row in self.found if row["screening"] == self.round])

    def fetch_found(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts; a case that was made of one stands behind it."""
        known = {row["id"]: row for row in self.found}
        shown = {row.id: row.texts for row in self.desk.rows(ScreeningFinding, list(ids), [one.key for one in FOUND])}
        for rid in aside(self.desk, ScreeningFinding).intersection(shown):
            shown[rid] = tuple(say(UNNAMED) if one.key in NAMING and text else text
                               for one, text in zip(FOUND, shown[rid], strict=True))
        return [Row(rid, tuple(Cell(text, "blue") if one.key == "case" and text else text
                               for one, text in zip(FOUND, shown[rid], strict=True)))
                for rid in ids if rid in known and rid in shown]

    def round_of(self, finding: int) -> int | None:
        """The round that found it, as the store says now; None when it is not shown here."""
        self.load()
        return next((row["screening"] for row in self.found if row["id"] == finding), None)

    def case_of(self, finding: int) -> int | None:
        """The case that a finding was made into."""
        return next((row["case"] for row in self.found if row["id"] == finding), None)

    # ---- acts
    def committees(self) -> list[tuple[str, str]]:
        """Whose rounds may be planned."""
        return [(str(rid), name) for rid, name in self._names.items()]

    @property
    def usual_committee(self) -> str:
        """Whose rounds are planned unless another is chosen: that of the chosen round, else the first one."""
        chosen = next((one["committee"] for one in self.rounds if one["id"] == self.round), None)
        return str(chosen or next(iter(self._names), ""))

    def next_day(self, committee: str = "") -> date:
        """When a further round of a committee (of the usual one) is due: its rhythm goes on after its last one."""
        whose, today = committee or self.usual_committee, self.desk.today()
        planned = [one["due_on"].last for one in self.rounds if str(one["committee"]) == whose]
        after = max(planned, default=today) + timedelta(days=int(self.desk.number("screening.every_days")))
        return max(after, today) if planned else today

    def plan(self, texts: Mapping[str, str]) -> int:
        """Plan rounds; how many. Raises Problems."""
        committee = texts.get("committee") or self.usual_committee
        made = self.desk.do("screenings.plan", committee=int(committee) if str(committee).isdigit() else committee,
                            first=texts["first"], until=texts["until"], area=texts.get("area", ""))
        self.load()
        return made

    def finish(self, on: str = "") -> None:
        """The chosen round was done. Raises Problems."""
        self.desk.do("screenings.finish", screening=self.round, on=on or None)

    def open_case(self, finding: int) -> int:
        """The case of a finding, made if there is none; its id. Raises Problems."""
        return self.case_of(finding) or self.desk.do("screening_findings.open_case", finding=finding)

    @property
    def told(self) -> str:
        """For the status bar."""
        waiting = [one for one in self.rounds if one["done_on"] is None]
        late = sum(one["due_on"].last < self.desk.today() for one in waiting)
        return say(N_("共 {count} 次排查，待排查 {waiting} 次，已过期 {late} 次"), count=len(self.rounds),
                   waiting=len(waiting), late=late)
