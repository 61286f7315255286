"""Which columns one account sees in one list, in which order and how wide; kept as her preference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from center.desk import Desk
from center.listing import Lost, sortable
from db.record import Record, columns, record_name
from views.state.shown import Shown, every, shown

NARROWEST, WIDEST, STEP = 40, 800, 16  # design px


class ListColumns:
    """The columns of a list. What is changed here is kept by `keep`; the first column, the row's name, always stays."""

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        self.desk, self.record = desk, record
        self.key = f"list.{record_name(record)}.columns"
        self.every: dict[str, Shown] = {
            one.path: replace(one, sortable=sortable(desk, one.column)) for one in every(record)
            if desk.may(one.column.right)
        }
        self.standard = [one.path for one in shown(record) if one.path in self.every]
        self.title = self.standard[0]
        self.restore()
        self.use(desk.preference(self.key))

    @property
    def chosen(self) -> bool:
        """Whether she chose herself which columns there are; only ordering and widening them is no choice."""
        return bool(self.pinned) or set(self.paths) != set(self.standard)

    @property
    def visible(self) -> tuple[Shown, ...]:
        """The columns to show. What she chose herself is all there: what has no room is scrolled to, never left out."""
        found, chosen = [], self.chosen
        for path in self.paths:
            one = self.every[path]
            if chosen:
                one = replace(one, priority=0)
            if path in self.widths:
                one = replace(one, width=self.widths[path], flex=False)
            found.append(one)
        return tuple(found)

    @property
    def hidden(self) -> tuple[Shown, ...]:
        """The columns that could be shown too, in the order of the paper."""
        return tuple(one for path, one in self.every.items() if path not in self.paths)

    def name(self, path: str) -> str:
        """What a column is called."""
        return self.every[path].label

    # ---- changing
    def flip(self, path: str) -> bool:
        """Show or hide a column; False for the row's name, which stays."""
        if path == self.title:
            return False
        self.own = True
        if path in self.paths:
            self.paths.remove(path)
            self.pinned.discard(path)
        else:
            self.paths.append(path)
            self.pinned.add(path)
        return True

    def move(self, path: str, by: int) -> bool:
        """Move a shown column left (-1) or right (1); False at the end."""
        if path not in self.paths or not 0 <= self.paths.index(path) + by < len(self.paths):
            return False
        place = self.paths.index(path)
        self.own = True
        self.paths.insert(place + by, self.paths.pop(place))
        return True

    def put_before(self, path: str, other: str) -> None:
        """Move a shown column before another one; '' for the end."""
        self.own = True
        self.paths.remove(path)
        self.paths.insert(self.paths.index(other) if other in self.paths else len(self.paths), path)

    def set_width(self, path: str, width: int) -> None:
        """Make a column this wide, design pixels."""
        self.widths[path] = max(NARROWEST, min(WIDEST, width))

    def widen(self, path: str, steps: int) -> None:
        """Wider or narrower by some steps."""
        now = self.widths.get(path, self.every[path].width)
        self.set_width(path, now + steps * STEP)

    def restore(self) -> None:
        """As the program has it."""
        self.paths, self.own = list(self.standard), False
        self.widths: dict[str, int] = {}
        self.pinned: set[str] = set()

    # ---- keeping
    def data(self) -> dict[str, Any] | None:
        """As JSON; None when nothing was changed."""
        if not self.own and not self.widths:
            return None
        return {"paths": list(self.paths) if self.own else None, "widths": dict(self.widths),
                "pinned": sorted(self.pinned)}

    def use(self, data: Any) -> list[Lost]:
        """Take kept columns; returns those that are no more. Anything unusable is as if nothing had been kept."""
        self.restore()
        if not isinstance(data, dict):
            return []
        widths = data.get("widths")
        if isinstance(widths, dict):
            self.widths = {path: int(wide) for path, wide in widths.items()
                           if path in self.every and isinstance(wide, int | float)}
        paths = data.get("paths")
        if not isinstance(paths, list) or not paths:
            return []
        kept = [path for path in dict.fromkeys(paths) if path in self.every]
        self.own, self.paths = True, kept if self.title in kept else [self.title, *kept]
        pinned = data.get("pinned")
        self.pinned = {path for path in pinned if path in self.paths} if isinstance(pinned, list) else set()
        known = {at.path for at in columns(self.record)}
        return [Lost(str(path)) for path in paths if path not in self.every and path not in known]

    def keep(self) -> None:
        """Keep them for this account. Raises the store's refusals."""
        self.desk.prefer(self.key, self.data())
