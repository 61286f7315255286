"""What never prints by door: how a door is used, and how many were reported to live there. Counts do.

These columns are in no paper, workbook or copy of rows (a workbook without them comes back as it went: what it does not
hold stays). A list narrowed by them would say of each of its doors what they say, so it is refused; one sorted by them
goes out in the order of the doors.
"""
from __future__ import annotations

from collections.abc import Sequence

from center.desk import Desk
from center.words import N_
from db.errors import Invalid
from db.listing import Query
from db.models.places import Door
from db.record import Column, Record, column, columns

OFF_PAPER = frozenset({(Door, "use"), (Door, "reported")})
NOT_BY_DOOR = N_("入住情况和报来人数不逐户印，也不逐户导出，总数见楼栋档案。")


def off_paper(at: Column) -> bool:
    """Whether a column is never printed row by row."""
    return (at.record, at.path.rpartition(".")[2]) in OFF_PAPER


def no_list_by_use(told: Sequence[str]) -> None:
    """Look at the words that tell what narrowed a list of doors. Raises Invalid."""
    marks = {at.label for at in columns(Door) if off_paper(at)} | set(Door.use.codes.items.values())
    if any(mark in text for text in told for mark in marks):
        raise Invalid("按入住情况或报来人数挑出来的门牌不印、不导出、不复制，请看楼栋档案里的总数，或先取消这个筛选")


def in_order(desk: Desk, record: type[Record], ids: Sequence[int], sort: Sequence[tuple[str, str]]) -> list[int]:
    """Rows of a list sorted so, as they may go out: their order must not tell what their columns do not."""
    if any(off_paper(column(record, path)) for path, _way in sort):
        return list(desk.ids(Query(record, among=tuple(ids))))
    return list(ids)
