"""Lists: a plain `Query` becomes ids, and ids become rows of texts. The only place that builds list queries."""
from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import peewee

from db import dialect, search
from db.errors import Missing
from db.fields import Ref
from db.filtering import condition
from db.lots import lots, marks
from db.record import Column, Record, column, columns, record_name
from db.searching import humans, matching
from db.store import Store

UNTYPED = ("id", "name_key")  # what a list may be sorted by beside its columns


@dataclass(frozen=True)
class Query:
    """What to list: plain data, so it can be saved, sent and compared.

    `filters`: (path, op, value) with op eq, ne, in, lt, le, gt, ge, has (text or code inside), empty (value
    True or False), any (some of these values, None for empty), between (low and high, None for open), standing (empty,
    or after an ISO day), within (two ISO days of a date, a moment or the birth date of an ID number). All of them hold
    at once.
    `sort`: (path, 'asc' or 'desc'). `among`: only these ids (a number's names). `whole`: long figures that are
    searched for must be a whole number. `besides`: never these ids (closed to who asks, see `db.sight`).
    """

    record: type[Record]
    search: str = ""
    filters: tuple[tuple[str, str, Any], ...] = ()
    sort: tuple[tuple[str, str], ...] = ()
    among: tuple[int, ...] | None = None
    whole: bool = False
    besides: tuple[int, ...] = ()


NAMES = (("name_key", "asc"),)  # the order of people


@dataclass(frozen=True)
class Row:
    """One row to show: its id and the texts of the asked columns."""

    id: int
    texts: tuple[str, ...]


class _Joins:
    """The joined tables of one query, each reached once."""

    def __init__(self, record: type[Record]) -> None:
        self.record, self.aliases = record, {"": record}
        self.query = record.select()

    def field(self, path: str) -> peewee.Field:
        """The SQL column at a path, joining what lies between."""
        owner, _, name = path.rpartition(".")
        if name == "id" and not owner:
            return self.record.id
        return getattr(self._alias(owner), name)

    def _alias(self, owner: str) -> Any:
        if owner not in self.aliases:
            above, _, name = owner.rpartition(".")
            left = self._alias(above)
            target = column(self.record, owner).field.rel_model.alias()
            self.aliases[owner] = target
            self.query = self.query.join_from(left, target, peewee.JOIN.LEFT_OUTER, on=getattr(left, name) == target.id)
        return self.aliases[owner]

    def shown(self, path: str) -> str:
        """The path whose text stands for it: a Ref shows its target's title."""
        target = column(self.record, path).field
        while isinstance(target, Ref):
            inner = target.rel_model.title[0]
            path = f"{path}.{inner}"
            target = column(target.rel_model, inner).field
        return path


def ids(store: Store, query: Query) -> array:
    """The ids the query lists, in its order, as array('q')."""
    if query in (Query(query.record), Query(query.record, whole=True)):
        return array("q", _whole_order(store, query.record))
    if _plain(query):
        return in_order(store, query.record, matching(store, query.record, query.search, whole=query.whole))
    return _ordered(store, query)


def _ordered(store: Store, query: Query) -> array:
    joins, conditions = _asked(store, query)
    order = [_order(joins, path, way) for path, way in query.sort or default_sort(query.record)]
    select = joins.query.select(query.record.id).order_by(*order, query.record.id)
    if conditions:
        select = select.where(*conditions)
    # Straight from the driver's cursor: peewee's row objects made 100,000 ids five times dearer (312 ms to 65 ms).
    return array("q", (row[0] for row in store.database.execute(select)))


def first(store: Store, query: Query, most: int = 60) -> array | None:
    """The first ids of a list whose search finds so much that asking for all takes a moment; else None.

    To paint a page while somebody is still typing; the whole answer is asked for when she rests.
    """
    record = query.record
    if not _plain(query) or humans(record) or default_sort(record) != NAMES:
        return None
    name = record_name(record)
    words = search.wide(store.execute, name, query.search, query.whole)
    if not words:
        return None
    if len(words) == 1:
        return array("q", search.first(store.execute, name, words[0], NAMES[0][0], most))
    return array("q", search.first_of_all(store.execute, name, words, partial(in_order, store, record), most))


def _plain(query: Query) -> bool:
    """Whether a search is all that is asked, in the order a list has by itself."""
    narrowed = query.filters or query.sort or query.besides or query.among is not None
    return bool(query.search.strip()) and not narrowed


def in_order(store: Store, record: type[Record], found: Iterable[int]) -> array:
    """Some ids in the list's own order. An id that is not listed is left out."""
    order, ranks = _whole(store, record)
    places = sorted(ranks[rid] for rid in found if rid < len(ranks) and ranks[rid] >= 0)
    return array("q", [order[place] for place in places])


def _whole_order(store: Store, record: type[Record]) -> array:
    """All ids in the list's own order, kept until the next act: a search then only leaves some of them out."""
    return _whole(store, record)[0]


def _whole(store: Store, record: type[Record]) -> tuple[array, array]:
    """All ids in the list's own order, and the place of each id in it (-1 where there is none)."""
    if dialect.acting(store.database):
        return _with_ranks(_ordered(store, Query(record)))  # an act under way: what it does next must not be missed
    stamp = store.execute('SELECT max("id") FROM "act"').fetchone()[0]
    known = store.orders.get(record)
    if known is None or known[0] != stamp:
        known = store.orders[record] = (stamp, _with_ranks(_ordered(store, Query(record))))
    return known[1]


def _with_ranks(order: array) -> tuple[array, array]:
    ranks = array("q", [-1]) * (max(order, default=-1) + 1)
    for place, rid in enumerate(order):
        ranks[rid] = place
    return order, ranks


def _asked(store: Store, query: Query) -> tuple[_Joins, list[Any]]:
    joins = _Joins(query.record)
    conditions = [condition(joins, part) for part in query.filters]
    if query.search.strip():
        conditions.append(among_ids(query.record, matching(store, query.record, query.search, whole=query.whole)))
    if query.among is not None:
        conditions.append(among_ids(query.record, query.among))
    if query.besides:
        conditions.append(~among_ids(query.record, query.besides))
    return joins, conditions


def default_sort(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Names by pinyin, dated records newest first, others in the order entered."""
    for at in columns(record):
        if at.kind == "name":
            owner = at.owner + "." if at.owner else ""
            return ((f"{owner}name_key", "asc"),) if "name_key" in at.record._meta.fields else ((at.path, "asc"),)
        if at.kind == "date" and at.required:
            return ((at.path, "desc"),)
    return (("id", "asc"),)


def _order(joins: _Joins, path: str, way: str) -> Any:
    if path.rpartition(".")[2] not in UNTYPED:
        at = column(joins.record, path)
        if at.kind == "name" and "name_key" in at.record._meta.fields:
            path = path.rpartition(".")[0] + "." + "name_key" if at.owner else "name_key"
        else:
            path = joins.shown(path)
            if path.rpartition(".")[2] == "name" and "name_key" in column(joins.record, path).record._meta.fields:
                path = path[:-4] + "name_key"
    field = joins.field(path)
    return field.desc(nulls="LAST") if way == "desc" else field.asc(nulls="FIRST")


def among_ids(record: type[Record], chosen: Iterable[int]) -> Any:
    """The condition that a row is one of these."""
    # Values inlined by the engine's own list: thousands of ids would pass the limit of parameters.
    text = ",".join(str(int(rid)) for rid in chosen)
    return record.id.in_(peewee.SQL(f"({text})")) if text else peewee.SQL("1 = 0")


def tally(store: Store, query: Query, path: str) -> dict[Any, int]:
    """How often each value of one column stands among what the query lists, the most frequent first.

    A Codes column counts each of its codes; None counts the empty ones.
    """
    joins, conditions = _asked(store, query)
    field, many = joins.field(path), peewee.fn.COUNT(query.record.id)
    select = joins.query.select(field, many).group_by(field).order_by(many.desc())
    found: dict[Any, int] = {}
    for value, count in (select.where(*conditions) if conditions else select).tuples():
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts or (None,):
            key = None if part == "" else part
            found[key] = found.get(key, 0) + count
    return found


def values(record: type[Record], chosen: Sequence[int], paths: Sequence[str]) -> dict[int, tuple]:
    """Raw values of some columns by id: (value, …); a Ref comes as its target's title value."""
    found: dict[int, tuple] = {}
    for start in range(0, len(chosen), 5000):
        joins = _Joins(record)
        fields = [joins.field(joins.shown(path)) for path in paths]
        select = joins.query.select(record.id, *fields).where(among_ids(record, chosen[start:start + 5000]))
        for rid, *row in select.tuples().iterator():
            found[rid] = tuple(row)
    return found


def rows(record: type[Record], chosen: Sequence[int], paths: Sequence[str] = (), masked: bool = True) -> list[Row]:
    """Rows of texts in the order of `chosen`; ids that are gone are left out."""
    asked = [column(record, path) for path in paths] or list(columns(record))
    show = [_shower(at, masked) for at in asked]
    found = values(record, chosen, [at.path for at in asked])
    return [
        Row(rid, tuple(one(value) for one, value in zip(show, found[rid], strict=True)))
        for rid in chosen if rid in found
    ]


def _shower(at: Column, masked: bool) -> Any:
    field = at.field
    while isinstance(field, Ref):
        field = column(field.rel_model, field.rel_model.title[0]).field
    known: dict[Any, str] = {}

    def show(value: Any) -> str:
        # Codes and branches repeat: showing each different value once makes big lists cheap.
        text = known.get(value)
        if text is None:
            text = field.show(value, masked)
            if len(known) < 4096:
                known[value] = text
        return text

    return show


def record_row(record: type[Record], rid: int) -> dict[str, Any]:
    """One row's own values by field name (a Ref as its id), with id, uid and revision. Raises Missing."""
    return record_rows(record, [rid])[rid]


def record_rows(record: type[Record], rids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Like `record_row` for many rows: id → values, in the order of `rids`. Raises Missing when one is gone."""
    sql, fields = _row_question(record)
    found: dict[int, dict[str, Any]] = {}
    for some in lots(rids):
        rows = {}
        for values in dialect.execute(record._meta.database, f"{sql} ({marks(some)})", some).fetchall():
            row = {field.name: field.python_value(value) for field, value in zip(fields, values, strict=True)}
            row["uid"] = bytes(row["uid"])
            rows[row["id"]] = row
        if any(rid not in rows for rid in some):
            raise Missing("这条{label}已经不在了，可能被别人删除；请在名单里再找一下", label=record.label)
        found |= {rid: rows[rid] for rid in some}
    return found


@cache
def _row_question(record: type[Record]) -> tuple[str, tuple[peewee.Field, ...]]:
    # Written once: a save reads its rows three times, and building the query costs ten times the question itself.
    fields = tuple(record._meta.sorted_fields)
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    return f'SELECT {names} FROM "{record_name(record)}" WHERE "id" IN', fields


def id_of_uid(record: type[Record], uid: bytes) -> int | None:
    """The inside id of an outside one."""
    return record.select(record.id).where(record.uid == uid).scalar()


def title_of(record: type[Record], rid: int) -> str:
    """What a row is called: the text of its title path."""
    found = values(record, [rid], [record.title[0]]).get(rid)
    at = column(record, record.title[0])
    return _shower(at, True)(found[0]) if found else ""


def lookup(record: type[Record], text: str, limit: int = 20) -> list[int]:
    """Ids whose title is exactly `text`."""
    joins = _Joins(record)
    field = joins.field(joins.shown(record.title[0]))
    return [rid for (rid,) in joins.query.select(record.id).where(field == text).limit(limit).tuples()]


def uids(record: type[Record], chosen: Sequence[int]) -> dict[int, bytes]:
    """Outside ids by inside id."""
    query = record.select(record.id, record.uid).where(among_ids(record, chosen))
    return {rid: bytes(uid) for rid, uid in query.tuples()}
