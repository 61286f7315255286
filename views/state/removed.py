"""最近删除 without a screen: which removed rows are listed, in which words, and putting some of them back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from center import removed
from center.desk import Desk
from center.drafts import moment
from center.removed import Line
from center.words import N_, say, spoken
from db.errors import Missing
from db.record import Record
from views.kit.grid_columns import Column, Row

COLUMNS = (
    Column("what", N_("种类"), 130, sortable=False),
    Column("title", N_("名称"), 260, look="title", flex=True, sortable=False),
    Column("at", N_("什么时候"), 150, sortable=False),
    Column("who", N_("谁"), 120, sortable=False),
    Column("how", N_("原因"), 150, priority=1, sortable=False),
)


class RemovedState:
    """`load` reads; a row's id is its place, since what is gone has no id."""

    def __init__(self, desk: Desk, called: Callable[[type[Record], str], str] = lambda _record, text: text) -> None:
        self.desk, self.called = desk, called  # what a row is called, as it may be seen at the counter
        self.lines: list[Line] = []

    def load(self) -> array:
        """The ids to show, newest first."""
        self.lines = removed.lines(self.desk)
        return array("q", range(1, len(self.lines) + 1))

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        return [Row(one, self._texts(self.lines[one - 1])) for one in ids if one <= len(self.lines)]

    def _texts(self, line: Line) -> tuple[str, ...]:
        how = say(N_("撤销了新增")) if line.undone else say(N_("删除"))
        title = self.called(line.record, line.title) if line.title else say(N_("（未填）"))
        if line.rows > 1:
            title = say(N_("{name} 等 {count} 条"), name=title, count=f"{line.rows:,}")
        return spoken(line.what), title, moment(line.at, self.desk.today()), line.who, how

    @property
    def empty(self) -> str:
        """What the page says when nothing was removed."""
        return say(N_("最近 {days} 天没有删除过什么"), days=removed.days(self.desk))

    @property
    def about(self) -> str:
        """How long it is kept."""
        return say(N_("删除后保留 {days} 天，随时可以恢复"), days=removed.days(self.desk))

    @property
    def count(self) -> str:
        """`共 12 条`."""
        return say(N_("共 {total} 条"), total=f"{len(self.lines):,}")

    def restore(self, ids: Iterable[int]) -> int:
        """Put these rows back in one act; how many rows stand again (what belongs to them comes along)."""
        chosen = [self.lines[one - 1] for one in sorted(ids)]
        if not chosen:
            raise Missing("请先选要恢复的记录")
        rows = [line.uid for line in chosen if line.rows == 1]
        return self.desk.do("restore_removed", rows=rows, acts=[line.act for line in chosen if line.rows > 1])
