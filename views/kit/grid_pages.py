"""Rows fetched by page and kept for a while: the grid holds ids, never all the rows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from views.kit.grid_columns import Row

PAGE = 32  # about a screen and a half: a search paints one screen at each key
KEPT = 32


class Pages:
    """A window on rows by position. `fetch(list of ids)` gives rows of (id, texts), in any order."""

    def __init__(self, fetch: Callable[[list[int]], Iterable[Row]]):
        self._fetch = fetch
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def use(self, ids: Sequence[int]) -> None:
        """Look at other ids; nothing is fetched yet."""
        self._ids = ids
        self._pages.clear()

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Drop the pages these ids are on (all of them if None): their rows changed."""
        if ids is None:
            self._pages.clear()
            return
        gone = set(ids)
        for number in [n for n, rows in self._pages.items() if any(row[0] in gone for row in rows)]:
            del self._pages[number]

    def row(self, position: int) -> Row:
        """The row at a position, fetching its page if needed. A row deleted meanwhile has no texts."""
        number = position // PAGE
        rows = self._pages.get(number)
        if rows is None:
            wanted = list(self._ids[number * PAGE : (number + 1) * PAGE])
            found = {row[0]: row for row in self._fetch(wanted)}
            rows = self._pages[number] = [found.get(one) or Row(one, ()) for one in wanted]
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return rows[position % PAGE]
