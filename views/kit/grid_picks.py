"""Which rows of a grid are checked: by id, so that sorting and reloading change nothing. Knows no screen."""

from __future__ import annotations

from collections.abc import Sequence


class Picks:
    """The checked ids, and from where Shift reaches. Negative ids are group heads and are never checked."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.origin: tuple[int, frozenset[int] | None] = (0, None)
        self._countable = 0

    def use(self, ids: Sequence[int]) -> None:
        """Other rows are listed: what is not among them is no longer checked."""
        self._countable = sum(one >= 0 for one in ids) if len(ids) and min(ids) < 0 else len(ids)
        if self.ids:
            self.ids &= set(ids)
        self.start(0)

    def start(self, position: int) -> None:
        """Shift reaches from here on: what is checked now stays checked."""
        self.origin = (position, None)

    def toggle(self, one: int, position: int) -> None:
        """Check or uncheck one row; Shift then reaches from it."""
        self.ids = self.ids ^ {one}
        self.start(position)

    def reach(self, ids: Sequence[int], position: int) -> None:
        """Check everything from where Shift started to here; going back gives rows free again."""
        anchor, before = self.origin
        if before is None:  # copied only now: every arrow key starts anew, and all may be checked
            before = frozenset(self.ids)
            self.origin = (anchor, before)
        low, high = sorted((anchor, position))
        self.ids = set(before) | {one for one in ids[low : high + 1] if one >= 0}

    @property
    def all(self) -> bool:
        """Whether every row is checked."""
        return bool(self.ids) and len(self.ids) == self._countable

    def flip_all(self, ids: Sequence[int]) -> None:
        """Check all, or none if all are checked."""
        self.ids = set() if self.all else {one for one in ids if one >= 0}
        self.start(self.origin[0])

    def clear(self) -> bool:
        """Check none; False when none was."""
        had = bool(self.ids)
        self.ids = set()
        self.start(self.origin[0])
        return had
