"""What helps typing into a form: reading a text as saving will, offering what was written, making what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from center.desk import Desk
from center.offering import TELLING, Known, Offer, create, is_offered, may_create, offer, told_apart
from center.seeing import seen
from db.questions.settings import rest_days
from db.record import Record
from views.kit.dates import Left, left
from views.state.counter import Counter

READ = ("date", "moment", "whole", "amount", "percent", "phone", "id_card", "credit_code", "name", "codes")
CHOSEN = "#"  # a chosen record is `#12`, so that a typed “12” still means a name


class FormTyping:
    """For one form of a record. `act(work, done)` does what may be refused, and tells it (`Bench.act`)."""

    def __init__(self, desk: Desk, record: type[Record], act: Callable[..., object]) -> None:
        self.desk, self._act = desk, act
        self._columns = {at.path: at for at in seen(desk, record)}
        self._known: dict[str, Known] = {}

    def forget(self) -> None:
        """The rows changed: what was written before is asked for again."""
        self._known.clear()

    def reader(self, column: Any) -> Callable[[str], Left] | None:
        """The field's own reader, for the kinds that are spelled anew."""
        if column.kind not in READ:
            return None
        field = self._columns[column.path].field
        return lambda text: left(field, text, self.desk.today())

    def suggest(self, column: Any) -> Callable[[str], Sequence[str]] | None:
        """Values of this column, asked of the store when the first key is pressed."""
        at = self._columns[column.path]
        return (lambda text: self._of(column.path).find(text)) if is_offered(at) else None

    def _of(self, path: str) -> Known:
        if path not in self._known:
            self._known[path] = Known(self.desk, self._columns[path])
        return self._known[path]

    def of(self, column: Any) -> str:
        """What a link points at, as people call it; '' for another column."""
        return self._columns[column.path].field.rel_model.label if column.kind == "ref" else ""

    def create(self, column: Any) -> Callable[[str], tuple[str, str] | None] | None:
        """Makes the row that a link should point at, where a name is all it needs."""
        if column.kind != "ref":
            return None
        target = self._columns[column.path].field.rel_model
        return (lambda text: self._make(target, text)) if may_create(self.desk, target) else None

    def _make(self, target: type[Record], text: str) -> tuple[str, str] | None:
        made: list[int] = []
        self._act(lambda: create(self.desk, target, text), made.append)
        return (f"{CHOSEN}{made[0]}", text) if made else None

    def ahead(self, column: Any) -> bool:
        """Whether a date takes days to come."""
        return self._columns[column.path].field.argument == "future"

    def rest(self) -> Mapping[str, str]:
        """Rest days and shifted working days of the store."""
        return rest_days()


def offered(
    desk: Desk, target: type[Record], typed: str, counter: Counter | None = None
) -> list[tuple[str, str, str, str]]:
    """Choices of a link: (`#id`, title, '', what tells namesakes apart), best first; at the counter no whole name."""
    return _choices(target, offer(desk, target, typed, telling=_telling(counter)), counter)


def among(
    desk: Desk, target: type[Record], ids: Sequence[int], counter: Counter | None = None
) -> list[tuple[str, str, str, str]]:
    """These rows as `offered` gives them."""
    return _choices(target, told_apart(desk, target, ids, telling=_telling(counter)), counter)


def _telling(counter: Counter | None) -> Sequence[str]:
    covered = counter is not None and counter.on
    return [name for name in TELLING if name != "address"] if covered else TELLING


def _choices(
    target: type[Record], found: Sequence[Offer], counter: Counter | None
) -> list[tuple[str, str, str, str]]:
    titles = [one.title if counter is None else counter.called(target, one.title) for one in found]
    return [(f"{CHOSEN}{one.id}", title, "", one.detail) for one, title in zip(found, titles, strict=True)]
