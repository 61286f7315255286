"""Which rows stay closed to an account, though it may read their record: the one place below every door.

A domain says `@rows_of(Record)` over a function `(viewer) → a question for the ids that stay closed to her`, or
`closed_with(Record, "case")`: closed with the row that a Ref leads to. Lists, counts by value, search, links, forms,
timelines, attachments, 最近删除 and acts all ask here, through the Desk (`Desk.closed`) or the act (`Tx.see`).
Numbers of statistics are counted over all rows; their names are closed like any list.

Beside that, rows stand aside (`stands_aside`) in every ordinary list, also of who may open them, until she asks.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

import peewee

from db import dialect
from db.errors import Missing
from db.record import Record, typed_fields
from db.store import Store


class Viewer(NamedTuple):
    """Who looks: the login, and whether she holds a right."""

    login: str
    may: Callable[[str], bool]


Rule = Callable[[Viewer], "peewee.Select | None"]
SIGHT: dict[type[Record], Rule] = {}
Few = Callable[[], "peewee.Select"]
ASIDE: dict[type[Record], tuple[Few, type[Record], bool]] = {}
"""Record → the question for its rows that stand aside; whose 是/否 column says so; whether it hangs on such a row."""
_BY_OWNERS: set[type[Record]] = set()
"""Records whose rule looks at the rows first (`closed_with_owner`): its question is another one each time."""
NOTHING: frozenset[int] = frozenset()


def rows_of(record: type[Record]) -> Callable[[Rule], Rule]:
    """Write a function into the list: ids that stay closed to the viewer, or None when all are open to her."""
    def note(rule: Rule) -> Rule:
        SIGHT[record] = rule
        return rule

    return note


def closed_with(record: type[Record], name: str) -> None:
    """The rows of a record are closed with the row that their Ref `name` leads to; without one they are open."""
    field = record._meta.fields[name]

    def rule(viewer: Viewer) -> peewee.Select | None:
        above = SIGHT[field.rel_model](viewer)
        return None if above is None else record.select(record.id).where(field.in_(above))

    SIGHT[record] = rule
    if (target := record._meta.fields[name].rel_model) in ASIDE:
        few, of, _hangs = ASIDE[target]
        ASIDE[record] = (lambda: record.select(record.id).where(field.in_(few())), of, True)


def stands_aside(record: type[Record], of: type[Record]) -> Callable[[Few], Few]:
    """Over a question for the ids of rows that an ordinary list leaves out, as the `aside` column of `of` says."""
    def note(few: Few) -> Few:
        ASIDE[record] = (few, of, False)
        return few

    return note


def aside(store: Store, record: type[Record]) -> frozenset[int]:
    """Ids of a record that stand aside; kept until the next act."""
    if record not in ASIDE:
        return NOTHING
    if dialect.acting(store.database):
        return _few(record)
    stamp = store.execute('SELECT max("id") FROM "act"').fetchone()[0]
    known = store.orders.get(("aside", record))
    if known is None or known[0] != stamp:
        known = store.orders[("aside", record)] = (stamp, _few(record))
    return known[1]


def _few(record: type[Record]) -> frozenset[int]:
    return frozenset(rid for (rid,) in ASIDE[record][0]().tuples().iterator())


def closed_with_owner(record: type[Record]) -> None:
    """Rows that belong to a row of any record by its name and uid in hex (`owner`, `owner_uid`) are closed with it.

    What belongs to a guarded record is closed as a whole to who may not read that record.
    """
    def rule(viewer: Viewer) -> peewee.Select | None:
        closed_ = []
        for above in _owners(record, SIGHT):
            shut = SIGHT[above](viewer) if viewer.may(f"{above.domain}.read") else above.select(above.id)
            if shut is not None:
                closed_.append(_belongs(record, above, shut))
        return record.select(record.id).where(reduce(or_, closed_)) if closed_ else None

    SIGHT[record] = rule
    _BY_OWNERS.add(record)


def aside_with_owner(record: type[Record], of: type[Record]) -> None:
    """The same rows stand aside with the row that they belong to, as the `aside` column of `of` says."""
    def few() -> peewee.Select:
        found = [_belongs(record, above, ASIDE[above][0]()) for above in _owners(record, ASIDE) if above is not record]
        return record.select(record.id).where(reduce(or_, found) if found else record.id.is_null())

    ASIDE[record] = (few, of, True)


def _owners(record: type[Record], known: Iterable[type[Record]]) -> list[type[Record]]:
    """Those of the known records to which a row belongs now."""
    owners = {name for (name,) in record.select(record.owner).distinct().tuples()}
    return [one for one in known if one._meta.table_name in owners]


def _belongs(record: type[Record], above: type[Record], some: peewee.Select) -> peewee.Expression:
    """The condition that a row belongs to one of these of `above`."""
    uids = above.select(dialect.in_hex(record._meta.database, above.uid)).where(above.id.in_(some))
    return (record.owner == above._meta.table_name) & record.owner_uid.in_(uids)


def guarded(record: type[Record]) -> bool:
    """Whether rows of this record may be closed to somebody who may read the record."""
    return record in SIGHT


def closed(store: Store, viewer: Viewer, record: type[Record]) -> frozenset[int]:
    """Ids of a record that stay closed to the viewer; kept until the next act."""
    if record not in SIGHT:
        return NOTHING
    if dialect.acting(store.database):
        return _asked(viewer, record)  # an act under way may just be closing one
    stamp = store.execute('SELECT max("id") FROM "act"').fetchone()[0]
    key = ("closed", record, viewer.login, tuple(map(viewer.may, RIGHTS)))
    known = store.orders.get(key)
    if known is None or known[0] != stamp:
        known = store.orders[key] = (stamp, _asked(viewer, record))
    return known[1]


RIGHTS = ("cases.read", "cases.chair")
"""What the rules ask a viewer for: two accounts of one login with other roles must not share an answer."""


def _asked(viewer: Viewer, record: type[Record]) -> frozenset[int]:
    if record in _BY_OWNERS:
        asked = SIGHT[record](viewer)
        return NOTHING if asked is None else frozenset(rid for (rid,) in asked.tuples().iterator())
    database = record._meta.database
    question = _question(record, viewer.login, tuple(map(viewer.may, RIGHTS)), dialect.is_sqlite(database))
    return frozenset(rid for (rid,) in database.execute_sql(*question).fetchall()) if question else NOTHING


@lru_cache(maxsize=512)
def _question(record: type[Record], login: str, held: tuple[bool, ...],
              _engine: bool) -> tuple[str, list[Any]] | None:
    """What a rule asks, in SQL: every act asks it, and writing it costs more than asking. A rule knows of its viewer
    the login and `RIGHTS`, nothing else."""
    asked = SIGHT[record](Viewer(login, dict(zip(RIGHTS, held, strict=True)).__getitem__))
    return None if asked is None else asked.sql()


class Sight:
    """What one act may touch. `viewer` None: what the program does by itself sees all."""

    def __init__(self, store: Store, viewer: Viewer | None) -> None:
        self._store, self._viewer = store, viewer
        self._closed: dict[type[Record], frozenset[int]] = {}  # as it was when the act first asked

    def shut(self, record: type[Record], rids: Iterable[int]) -> bool:
        """Whether one of the rows is closed to who acts."""
        if self._viewer is None or record not in SIGHT:
            return False
        if record not in self._closed:
            self._closed[record] = closed(self._store, self._viewer, record)
        return not self._closed[record].isdisjoint(rids)

    def see(self, record: type[Record], rids: Iterable[int]) -> None:
        """Raise Missing when one of the rows is closed to who acts: as if it were not there."""
        if self.shut(record, rids):
            raise gone(record)

    def links(self, record: type[Record], row: Mapping[str, Any]) -> None:
        """Raise Missing when a written link leads to a closed row."""
        for name, target in _links(record):
            if target in SIGHT and row.get(name) is not None:
                self.see(target, [row[name]])


def gone(record: type[Record]) -> Missing:
    """What is said of a row that is not there, or that is closed: the two cannot be told apart."""
    return Missing("这条{label}已经不在了，可能被别人删除；请在名单里再找一下", label=record.label)


@cache
def _links(record: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    return tuple((name, field.rel_model) for name, field in typed_fields(record) if field.kind == "ref")
