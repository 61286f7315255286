"""按名单建楼 without a screen: what a list names that is not there, ticked by building; rows that say too little."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from center.addresses import intake
from center.desk import Desk
from center.words import N_, say
from views.kit.grid_columns import Cell, Column, Row

NEW, DOUBT = "new", "doubt"
NEW_COLUMNS = (
    Column("parent", N_("小区"), 180, sortable=False),
    Column("name", N_("楼栋"), 230, look="title", flex=True, sortable=False),
    Column("state", N_("现在"), 110, look="chips", tones={}, sortable=False),
    Column("units", N_("新建单元"), 90, align="e", sortable=False),
    Column("doors", N_("新建户"), 90, align="e", sortable=False),
    Column("numbers", N_("室号"), 300, flex=True, priority=1, sortable=False),
)
DOUBT_COLUMNS = (
    Column("row", N_("行"), 70, align="e", sortable=False),
    Column("text", N_("地址原文"), 220, look="title", flex=True, sortable=False),
    Column("why", N_("为什么"), 520, flex=True, sortable=False),
)
SHOWN = 6  # room numbers told in a line


class IntakeState:
    """One list. Made by `read` (slow: in a job). A grid row's id is its place, from 1."""

    def __init__(self, desk: Desk, table: Any, path: Path, cover: Callable[[str], str] = str) -> None:
        self.desk, self.table, self.path, self.cover = desk, table, path, cover
        self.show = NEW
        self.look()

    def look(self) -> None:
        """Read the list again: something was made."""
        self.intake = intake.plan_of(self.desk, self.table)
        self.new, self.doubtful = self.intake.new, self.intake.doubtful

    def ids(self) -> array:
        """The ids of what is shown."""
        return array("q", range(1, len(self.new if self.show == NEW else self.doubtful) + 1))

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        lines = self.new if self.show == NEW else self.doubtful
        line = self._new if self.show == NEW else self._doubt
        return [Row(one, line(lines[one - 1])) for one in ids if one <= len(lines)]

    def _new(self, one: intake.Proposed) -> tuple:
        word = say(N_("要新建")) if one.kind == "buildings" else say(N_("已有楼"))
        parent = Cell(one.parent, "violet", tint=False) if one.fresh_parent else one.parent
        return (parent, one.name, (word,), f"{one.units:,}" if one.units else "",
                f"{one.count:,}" if one.count else "", _some(one.numbers))

    def _doubt(self, one: intake.Doubt) -> tuple:
        return str(one.row), self.cover(one.text), say(one.why)

    def tones(self) -> dict[str, str]:
        """The tones of the chips."""
        return {str(say(N_("要新建"))): "violet", str(say(N_("已有楼"))): "grey"}

    def pills(self) -> list[tuple[str, str, str]]:
        """What may be shown, with counts."""
        new, doubtful = f"{len(self.new):,}", f"{len(self.doubtful):,}"
        return [(NEW, say(N_("可以建的")), new), (DOUBT, say(N_("说不清的")), doubtful)]

    def about(self) -> str:
        """What was found in the list."""
        return say(N_("名单里 {known} 行的地址已经有了；{new} 栋楼里有没登记的单元和户；{doubtful} 行说不清"),
                   known=f"{self.intake.known:,}", new=f"{len(self.new):,}", doubtful=f"{len(self.doubtful):,}")

    def chosen(self, ticked: Iterable[int]) -> tuple[int, int]:
        """(buildings, doors) that would be made of the ticked lines."""
        lines = [self.new[one - 1] for one in ticked if one <= len(self.new)]
        return sum(one.kind == "buildings" for one in lines), sum(one.count for one in lines)

    def make(self, ticked: Iterable[int], progress: Callable[[int, int], Any] | None = None) -> dict[str, Any]:
        """Make what is ticked, in one act."""
        plan = self.intake.plan(self.new[one - 1].key for one in ticked)
        return self.desk.do("places.make", plan=plan, progress=progress)


def read(desk: Desk, path: Path, progress: Callable[[int, int], Any]) -> IntakeState:
    """Read a file. Raises Unreadable, Denied. `cover(text)` of it is an address as it may be seen at the counter."""
    from reports.reading import read_table

    return IntakeState(desk, read_table(path, progress=progress), path)


def _some(numbers: tuple[str, ...]) -> str:
    more = "……" if len(numbers) > SHOWN else ""
    return "、".join(numbers[:SHOWN]) + more
