"""Saved views of one list: what is searched, filtered and sorted and which columns, under a name, for one account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from center.listing import Lost, sortable, understood
from center.words import N_, say
from db.errors import Invalid, Problems
from db.record import columns, record_name
from db.words import Listed

if TYPE_CHECKING:
    from views.state.listing import ListState

LONGEST = 30
MOST = 40


class ListViews:
    """The views of one list. `opened` is the name of the one that was opened last, '' for none."""

    def __init__(self, state: ListState) -> None:
        self.state, self.opened = state, ""
        self._front = f"list.{record_name(state.record)}.view."

    def names(self) -> tuple[str, ...]:
        """The names, in the order they were saved."""
        return tuple(key.removeprefix(self._front) for key in self.state.desk.preferences(self._front))

    def save(self, name: str) -> str:
        """Keep the list as it is now under a name; only the opened one is saved over. Raises Problems."""
        name = self._fit(name)
        if name != self.opened:
            self._refuse_a_second(name)
            if len(self.names()) >= MOST:
                raise Problems({"": Invalid("已经存了 {count} 个视图，请先删掉不用的", count=MOST)})
        self.state.desk.prefer(self._front + name, self._data())
        self.opened = name
        return name

    def _refuse_a_second(self, name: str) -> None:
        if name in self.names():
            raise Problems({"": Invalid("已经有一个叫“{name}”的视图，请换个名字", name=name)})

    def _fit(self, name: str) -> str:
        name = " ".join(name.split())
        if not name:
            raise Problems({"": Invalid("请给视图起个名字")})
        if len(name) > LONGEST:
            raise Problems({"": Invalid("名字最多 {count} 个字，请写短一些", count=LONGEST)})
        return name

    def rename(self, old: str, new: str) -> str:
        """Another name for a view; returns it as it was kept. Raises Problems."""
        new = self._fit(new)
        if new != old:
            self._refuse_a_second(new)
            desk = self.state.desk
            desk.prefer(self._front + new, desk.preference(self._front + old))
            desk.prefer(self._front + old, None)
            self.opened = new if self.opened == old else self.opened
        return new

    def remove(self, name: str) -> Any:
        """Forget a view; returns what `put_back` needs."""
        data = self.state.desk.preference(self._front + name)
        self.state.desk.prefer(self._front + name, None)
        self.opened = "" if self.opened == name else self.opened
        return data

    def put_back(self, name: str, data: Any) -> None:
        """A removed view again."""
        self.state.desk.prefer(self._front + name, data)

    def standard(self) -> Callable[[], None] | None:
        """Nothing narrows, the program's own order and columns; what brings the list back, None if nothing changed."""
        state, data, opened, among = self.state, self._data(), self.opened, (self.state.among, self.state.among_label)
        state.clear()
        state.conditions, state.aside = list(state.usual), state.hangs
        state.sort, self.opened = (), ""
        state.columns_.restore()
        if among[0] is None and not opened and data == self._data():
            return None

        def again() -> None:
            self._use(data)
            self.state.only(*among)
            self.opened = opened

        return again

    def _data(self) -> dict[str, Any]:
        state = self.state
        used = {*(one.path for one in state.conditions), *(path for path, _way in state.sort), *state.columns_.paths}
        return {
            "search": state.search,
            "pill": state.pill,
            "filters": [list(one) for one in state.conditions],
            "aside": state.aside,
            "sort": [list(one) for one in state.sort],
            "columns": state.columns_.data(),
            "labels": {at.path: str(at.label) for at in columns(state.record) if at.path in used},
        }

    def open(self, name: str) -> str:
        """Show the list as it was saved; returns the sentence about what of it is gone, or ''."""
        data = self.state.desk.preference(self._front + name)
        if not isinstance(data, dict):
            return say(N_("没有叫“{name}”的视图"), name=name)
        lost = self._use(data)
        self.opened = name
        called = data.get("labels")  # a column that is gone has no other words any more
        called = called if isinstance(called, dict) else {}
        names = list(dict.fromkeys(called.get(one.name, one.name) for one in lost))
        if not names:
            return ""
        return say(N_("视图“{name}”里的{gone}现在没有了，其余的照常打开"), name=name, gone=Listed(names))

    def _use(self, data: dict[str, Any]) -> list[Lost]:
        state, lost = self.state, []
        state.clear()
        state.aside = state.hangs and data.get("aside") is not False
        state.search = str(data.get("search") or "")
        pill = data.get("pill") or ""
        if pill in dict(state.pills()):
            state.pill = pill
        elif pill:
            lost.append(Lost(state.pill_label))
        for one in _items(data.get("filters")):
            condition, gone = understood(state.desk, state.record, one)
            if condition is not None:
                state.ask(condition)
            lost += [gone] if gone else []
        known = {at.path: at for at in columns(state.record)}
        sort = [tuple(one) for one in _items(data.get("sort")) if len(one) == 2]
        good = [one for one in sort if one[0] in known and sortable(state.desk, known[one[0]])]
        state.sort = tuple((path, way) for path, way in good if way in ("asc", "desc"))
        lost += [Lost(known[path].label if path in known else path) for path, way in sort if (path, way) not in good]
        return lost + state.columns_.use(data.get("columns"))


def _items(data: Any) -> list[Sequence[Any]]:
    return [one for one in data if isinstance(one, list | tuple)] if isinstance(data, list) else []
