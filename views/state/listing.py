"""A list of any record: what is searched, filtered and sorted, and the pages of texts to draw."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from center.desk import Desk
from center.words import N_, say
from db.listing import Query
from db.record import Column, Record, column, columns, record_name
from views.state.shown import PILLS, Shown, shown

PILL_LIMIT = 5  # values beside 全部 that fit on a 1366-px screen
PEOPLE = ("people", "members", "staff", "supervisors")


@dataclass(frozen=True)
class Filter:
    """A column one may filter by: values as (value, name)."""

    path: str
    label: str
    choices: tuple[tuple[str, str], ...]


class ListState:
    """One list. Change `search`, `pick`, `narrow` or `order`, then ask `ids()` again."""

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        self.desk, self.record, self.name, self.label = desk, record, record_name(record), record.label
        self.columns: tuple[Shown, ...] = shown(record)
        self.search, self.sort, self.pill = "", (), ""
        self.narrowed: dict[str, str] = {}
        self.among: tuple[int, ...] | None = None
        self.among_label = ""
        self.total = 0

    # ---- asking
    @property
    def query(self) -> Query:
        """What is listed now."""
        filters = [*self.narrowed.items()]
        if self.pill:
            filters.append((self._pill_path, self.pill))
        asked = tuple(_condition(column(self.record, path), value) for path, value in filters)
        return Query(self.record, search=self.search, filters=asked, sort=self.sort, among=self.among)

    def ids(self) -> array:
        """The ids of the list as it is asked now; `total` counts them."""
        found = self.desk.ids(self.query)
        self.total = len(found)
        return found

    def fetch(self, ids: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
        """Masked texts of some rows, as a grid reads them."""
        rows = self.desk.rows(self.record, ids, [at.path for at in self.columns])
        return [(row.id, row.texts) for row in rows]

    def order(self, path: str, way: str) -> None:
        """Sort by a column, 'asc' or 'desc'."""
        self.sort = ((path, way),)

    # ---- narrowing
    @property
    def _pill_path(self) -> str:
        return PILLS.get(self.name, "")

    def pills(self) -> tuple[tuple[str, str], ...]:
        """(value, name) of the filter pills, 全部 first; only 全部 when the record has no such column."""
        if not self._pill_path:
            return ()
        at = column(self.record, self._pill_path)
        return (("", say(N_("全部"))), *_choices(at)[:PILL_LIMIT])

    def filters(self) -> tuple[Filter, ...]:
        """Every code or yes-no column."""
        kinds = [at for at in columns(self.record) if at.kind in ("code", "yes", "codes")]
        return tuple(Filter(at.path, at.label, _choices(at)) for at in kinds)

    def narrow(self, path: str, value: str) -> None:
        """Filter by a column; an empty value takes the filter away."""
        if value:
            self.narrowed[path] = value
        else:
            self.narrowed.pop(path, None)

    def only(self, ids: Sequence[int] | None, label: str = "") -> None:
        """List only these (a number's names), under a label; None lists all again."""
        self.among, self.among_label = (None if ids is None else tuple(ids)), label

    @property
    def narrowed_at_all(self) -> bool:
        """Whether anything hides rows."""
        return bool(self.search.strip() or self.pill or self.narrowed or self.among is not None)

    # ---- words
    @property
    def count(self) -> str:
        """`1,284 人` beside the title."""
        unit = N_("人") if self.name in PEOPLE else N_("条")
        return f"{self.total:,} {say(unit)}"

    @property
    def empty(self) -> str:
        """What an empty list says, and what to do."""
        if self.narrowed_at_all:
            return say(N_("没有符合条件的{label}\n按 Esc 清空查找，或点“全部”"), label=self.label)
        return say(N_("还没有{label}\n按 Ctrl+N 新增，或点“导入”把现有的表格读进来"), label=self.label)

    @property
    def may_edit(self) -> bool:
        """Whether this account may add and change rows here."""
        return self.desk.may(f"{self.record.domain}.edit")

    @property
    def may_import(self) -> bool:
        """Whether this account may import rows here."""
        return self.may_edit and self.desk.may("import")


def _choices(at: Column) -> tuple[tuple[str, str], ...]:
    if at.kind == "yes":
        return (("是", "是"), ("否", "否"))
    return tuple(at.field.codes.items.items())


def _condition(at: Column, value: str) -> tuple[str, str, Any]:
    if at.kind == "yes":
        return at.path, "eq", value == "是"
    return at.path, "has" if at.kind == "codes" else "eq", value
