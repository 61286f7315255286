"""A list of any record: what is searched, filtered and sorted, and the pages of texts to draw."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from center import aside, catalog
from center.desk import Desk
from center.importing.knowing import ELSEWHERE
from center.listing import ANY, SPAN, STANDING, Condition, filters, words
from center.words import N_, say
from db.fields import NO, YES
from db.listing import Query
from db.record import Column, Record, column, columns, record_name
from db.words import Phrase
from views.state.list_columns import ListColumns
from views.state.list_views import ListViews
from views.state.shown import PILLS, Shown

PILL_LIMIT = 5  # values beside 全部 that fit on a 1366-px screen
PEOPLE = ("people", "members", "staff", "supervisors")
AMONG = "among"  # the key of the token that says whose names are listed
ASIDE = "aside"  # of the token that says that what hangs on rows to be seen by few stands aside with them


Cover = Callable[[type[Record], int, Sequence[str], Sequence[str]], tuple[str, ...]]


class ListState:
    """One list. Change `search`, `pick`, `ask`, `drop` or `sort`, then ask `ids()` again."""

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        self.desk, self.record, self.name, self.label = desk, record, record_name(record), record.label
        self.columns_ = ListColumns(desk, record)
        self.search, self.pill = "", ""
        self.sort: tuple[tuple[str, str], ...] = ()
        self.conditions: list[Condition] = list(self.usual)
        self.among: tuple[int, ...] | None = None
        self.among_label = ""
        self.aside = self.hangs
        self.total = 0
        self.cover: Cover = lambda _record, _rid, _paths, texts: tuple(texts)  # what may be seen at the counter
        self.views = ListViews(self)

    @property
    def usual(self) -> tuple[Condition, ...]:
        """What a list begins with: places that are gone and rows to be seen by few stand aside until somebody asks."""
        if condition := aside.condition(self.record):
            return (condition,)
        there = any(one.path == "valid_to" for one in columns(self.record))
        return (Condition("valid_to", SPAN, STANDING),) if there else ()

    @property
    def hangs(self) -> bool:
        """Whether rows stand aside of which no column of this list tells."""
        return aside.condition(self.record) is None and aside.told(self.record) is not None

    # ---- asking
    @property
    def columns(self) -> tuple[Shown, ...]:
        """The columns to show, in order; what is sorted by does not leave a narrow window."""
        keys = {path for path, _way in self.sort}
        return tuple(replace(one, priority=0) if one.path in keys else one for one in self.columns_.visible)

    @property
    def query(self) -> Query:
        """What is listed now."""
        return self.without("")

    def without(self, path: str) -> Query:
        """What would be listed without the condition on a column: what its values are counted among."""
        asked = [one for one in self.conditions if one.path != path]
        if self.pill and self._pill_path != path:
            asked.append(self._pill_condition)
        query = Query(self.record, search=self.search, filters=filters(asked, self.desk.today()), sort=self.sort,
                      among=self.among)
        return aside.ordinary(self.desk, query) if self.aside else query

    def ids(self) -> array:
        """The ids of the list as it is asked now; `total` counts them."""
        found = self.desk.ids(self.query)
        self.total = len(found)
        return found

    def first_ids(self) -> array | None:
        """Enough rows of a very wide search to paint a page; None when `ids` answers at once."""
        return self.desk.first_ids(self.query)

    def fetch(self, ids: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
        """Masked texts of some rows, as a grid reads them."""
        rows = self.desk.rows(self.record, ids, [at.path for at in self.columns])
        paths = [at.path for at in self.columns]
        return [(row.id, self.cover(self.record, row.id, paths, row.texts)) for row in rows]

    def raw(self, rid: int, path: str) -> Any:
        """The stored value of one cell, to narrow by it."""
        return self.desk.get(self.record, rid).values.get(path)

    def order(self, path: str, way: str) -> None:
        """Sort by one column, 'asc' or 'desc'."""
        self.sort = ((path, way),)

    # ---- narrowing
    @property
    def _pill_path(self) -> str:
        return PILLS.get(self.name, "")

    @property
    def pill_label(self) -> str:
        """What the pills choose between."""
        return column(self.record, self._pill_path).label if self._pill_path else ""

    @property
    def _pill_condition(self) -> Condition:
        at = column(self.record, self._pill_path)
        return Condition(at.path, ANY, (self.pill == "是" if at.kind == "yes" else self.pill,))

    def pills(self) -> tuple[tuple[str, str], ...]:
        """(value, name) of the filter pills, 全部 first; only 全部 when the record has no such column."""
        if not self._pill_path:
            return ()
        at = column(self.record, self._pill_path)
        return (("", say(N_("全部"))), *_choices(at)[:PILL_LIMIT])

    def ask(self, condition: Condition) -> None:
        """Narrow by a condition; it takes the place of an older one on the same column."""
        places = [place for place, one in enumerate(self.conditions) if one.path == condition.path]
        if places:
            self.conditions[places[0]] = condition
        else:
            self.conditions.append(condition)

    def narrow(self, path: str, value: Any) -> None:
        """Only the rows with one value in a column to be ticked."""
        self.ask(Condition(path, ANY, (value,)))

    def drop(self, path: str) -> None:
        """Take the condition on a column away; AMONG takes away that only a number's names are listed, ASIDE that
        some stand aside."""
        if path == AMONG:
            self.only(None)
            self._stand_aside()
        self.aside = self.aside and path != ASIDE
        self.conditions = [one for one in self.conditions if one.path != path]

    def condition(self, path: str) -> Condition | None:
        """The condition on a column."""
        return next((one for one in self.conditions if one.path == path), None)

    def only(self, ids: Sequence[int] | None, label: str = "") -> None:
        """List only these (a number's names), under a label; None lists all again."""
        self.among, self.among_label = (None if ids is None else tuple(ids)), label
        if ids is not None:  # all that a number counted
            self.conditions = [one for one in self.conditions if one not in self.usual]
            self.aside = False

    def clear(self, whole: bool = True) -> None:
        """Take away everything that hides rows; `whole` False: what stands aside until somebody asks stays so."""
        self.only(None)
        self.aside = False
        self.search, self.pill, self.conditions = "", "", []
        if not whole:
            self._stand_aside()

    def _stand_aside(self) -> None:
        self.aside = self.hangs
        if condition := aside.condition(self.record):
            self.ask(condition)

    @property
    def narrowed_at_all(self) -> bool:
        """Whether anything hides rows."""
        asked = any(one not in self.usual for one in self.conditions)
        return bool(self.search.strip() or self.pill or asked or self.among is not None)

    # ---- words
    def tokens(self) -> list[tuple[str, str]]:
        """(path, words) of each condition, first that only a number's names are listed."""
        return [(path, say(text)) for path, text in self._tokens()]

    def _tokens(self) -> list[tuple[str, Phrase]]:
        first = [(AMONG, Phrase(N_("只看：{label}"), label=self.among_label))] if self.among is not None else []
        first += [(ASIDE, aside.told(self.record))] if self.aside else []
        return first + [(one.path, words(self.record, one)) for one in self.conditions]

    def told(self) -> list[Phrase]:
        """Everything that hides rows, in the Chinese words of the paper."""
        found = [text for _path, text in self._tokens()]
        if self.pill:
            found.insert(0, words(self.record, self._pill_condition))
        if self.search.strip():
            found.append(Phrase(N_("查找：{text}"), text=self.search.strip()))
        return found

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
        if not self.may_edit:
            return say(N_("还没有{label}"), label=self.label)
        if not self.may_import:
            return say(N_("还没有{label}\n按 Ctrl+N 新增"), label=self.label)
        return say(N_("还没有{label}\n按 Ctrl+N 新增，或点“导入”把现有的表格读进来"), label=self.label)

    @property
    def may_edit(self) -> bool:
        """Whether this account may add and change rows here; what only other acts write (a queue) is changed there."""
        return self.desk.may(f"{self.record.domain}.edit") and catalog.typed_in(self.record)

    @property
    def may_import(self) -> bool:
        """Whether this account may import rows here."""
        return self.may_edit and self.desk.may("import") and self.record not in ELSEWHERE


def _choices(at: Column) -> tuple[tuple[str, str], ...]:
    if at.kind == "yes":
        return ((YES, YES), (NO, NO))
    return tuple(at.field.codes.items.items())
