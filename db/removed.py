"""What was removed and can still be put back: the newest before-image of each row that is gone."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import peewee

from db.fields import Ref
from db.journal import Act, Audit, Trace
from db.journal_words import unpacked
from db.listing import record_row
from db.models import RECORDS
from db.record import Record, column, record_name, typed_fields
from db.tx import Tx

BY_NAME: dict[str, type[Record]] = {record_name(record): record for record in RECORDS}


class Removed(NamedTuple):
    """One row that is gone: `row` are its values as they were, `undone`: it went by taking back its adding."""

    record: type[Record]
    row: dict[str, Any]
    act: int
    at: datetime
    account: str
    undone: bool

    @property
    def uid(self) -> str:
        """Its outside id in hex, which it gets again."""
        return self.row["uid"].hex()


class Undone(NamedTuple):
    """What went by taking one act back: how many rows of the record it was about, and one of them."""

    one: Removed
    rows: int


def removed(names: Collection[str], since: datetime, limit: int) -> list[Removed]:
    """The newest rows of these records that somebody removed and that were not put back since, newest first."""
    return [*_found(Trace.record.in_(list(names)) & (Act.at >= since) & Act.undoes.is_null(), limit)]


def undone(names: Collection[str], since: datetime, limit: int) -> list[Undone]:
    """The newest acts that were taken back and whose new rows are gone: an import of thousands of rows is one."""
    kinds = (Trace.select(Trace.act, Trace.record, peewee.fn.COUNT(Trace.id), peewee.fn.MIN(Trace.id))
             .join(Act, on=(Act.id == Trace.act))
             .where(Trace.op == "remove", Trace.record.in_(list(names)), Act.at >= since,
                    Act.undoes.is_null(False), ~_put_back())
             .group_by(Trace.act, Trace.record).order_by(peewee.fn.MIN(Trace.id)))
    # taken back last row first: what the act was about goes before the people and branches made for it
    about: dict[int, tuple[int, int]] = {}
    for act, _name, rows, first in kinds.tuples():
        about.setdefault(act, (first, rows))
    newest = sorted(about.values(), reverse=True)[:limit]
    return [Undone(one, rows) for first, rows in newest for one in _found(Trace.id == first)]


def of_undo(act: int) -> list[Removed]:
    """The rows of the record that an undone act was about, as far as they are still gone, in the order they stood."""
    found = [*_found((Trace.act == act) & Act.undoes.is_null(False))]
    return [one for one in found if one.record is found[-1].record]


def of_row(record: type[Record], rid: int) -> Removed | None:
    """The removed row with this inside id; None when it is still there, or its before-image is gone."""
    return next(_found((Trace.record == record_name(record)) & (Trace.rid == rid), 1), None)


class Went:
    """What went in which acts, each act read once: one that removed thousands of rows is restored in one go."""

    def __init__(self) -> None:
        self._acts: dict[int, dict[str, Removed]] = {}
        self._hanging: dict[tuple[int, str, int], list[Removed]] = {}

    def of_uid(self, uid: str) -> Removed | None:
        """The removed row with this outside id in hex; None when it is there, or its before-image is gone."""
        act = (Audit.select(Audit.act).where(Audit.uid == uid, Audit.action == "remove")
               .order_by(Audit.seq.desc()).limit(1).scalar())
        return None if act is None else self._act(act).get(uid)

    def along(self, one: Removed) -> list[Removed]:
        """What went in the same act because it pointed at this row."""
        self._act(one.act)
        return self._hanging.get((one.act, record_name(one.record), one.row["id"]), [])

    def _act(self, act: int) -> dict[str, Removed]:
        if act not in self._acts:
            self._acts[act] = {one.uid: one for one in _found(Trace.act == act)}
            for one in self._acts[act].values():
                for name, field in typed_fields(one.record):
                    if isinstance(field, Ref) and one.row.get(name) is not None:
                        at = act, record_name(field.rel_model), one.row[name]
                        self._hanging.setdefault(at, []).append(one)
        return self._acts[act]


def needs(one: Removed) -> list[tuple[str, type[Record], int]]:
    """(label, record, id) of the rows it points at that are gone too."""
    gone = []
    for name, field in typed_fields(one.record):
        target = one.row.get(name) if isinstance(field, Ref) else None
        if target is not None and not there(field.rel_model, target):
            gone.append((field.label, field.rel_model, target))
    return gone


def there(record: type[Record], rid: int) -> bool:
    """Whether a row stands."""
    return record.select(record.id).where(record.id == rid).scalar() is not None


def title(one: Removed) -> str:
    """What the row was called, masked as in lists; what it is called after may be gone as well."""
    return _text(one.record, one.row, one.record.title[0])


def _text(record: type[Record], row: dict[str, Any], path: str) -> str:
    name, _, rest = path.partition(".")
    field, value = column(record, name).field, row.get(name)
    if not isinstance(field, Ref):
        return field.show(value, True)
    if value is None:
        return ""
    target = record_row(field.rel_model, value) if there(field.rel_model, value) else None
    if target is None:
        before = of_row(field.rel_model, value)
        target = before.row if before else None
    return _text(field.rel_model, target, rest or field.rel_model.title[0]) if target else ""


def put_back(tx: Tx, one: Removed) -> None:
    """The row stands again as it was, under its own ids; see `Tx.restore` for what may refuse it."""
    tx.restore(one.record, one.row)


def _put_back():
    """The row was touched again since it went: it stands, or it went anew."""
    later = Trace.alias()
    return peewee.fn.EXISTS(later.select(later.id).where(
        (later.record == Trace.record) & (later.rid == Trace.rid) & (later.id > Trace.id)))


def _found(condition: Any, limit: int | None = None) -> Iterator[Removed]:
    query = (Trace.select(Trace.record, Trace.rid, Trace.before, Trace.act, Act.at, Act.account, Act.undoes)
             .join(Act, on=(Act.id == Trace.act))
             .where(Trace.op == "remove", condition, ~_put_back())
             .order_by(Trace.id.desc()).limit(limit))
    for name, _rid, before, act, at, account, undoes in query.tuples():
        if name in BY_NAME:
            yield Removed(BY_NAME[name], unpacked(BY_NAME[name], before), act, at, account or "", undoes is not None)
