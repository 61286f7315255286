"""What is offered while one types: rows that a text finds, best first, and values that were written before."""
from __future__ import annotations

from collections.abc import Collection

import peewee

from db import search
from db.listing import Query, among_ids, ids
from db.record import Record, record_name
from db.searching import humans, matching, searched
from db.store import Store

WIDER = 4  # so many times as many people are found as rows are wanted: not every person is a member


def offered(store: Store, record: type[Record], text: str, limit: int, whole: bool = False) -> list[int]:
    """Ids of up to `limit` rows that the text finds (pinyin and initials too), best first; without one the newest."""
    if not text.strip():
        return [rid for (rid,) in record.select(record.id).order_by(record.id.desc()).limit(limit).tuples()]
    human = humans(record)
    if human is None and not searched(record):
        return list(ids(store, Query(record, filters=((record.title[0], "has", text.strip()),))))[:limit]
    hits, _more = search.find(store.execute, text, limit, [record_name(record)], whole)
    found = [rid for _name, rid in hits]
    if human is not None and len(found) < limit:
        found += [rid for rid in _through(store, record, human, text, limit, whole) if rid not in set(found)]
    return found[:limit]


def _through(store: Store, record: type[Record], human: tuple[str, type[Record]], text: str, limit: int,
             whole: bool) -> list[int]:
    """Rows whose human the text finds, in the order of the humans."""
    owner, target = getattr(record, human[0]), record_name(human[1])
    hits, more = search.find(store.execute, text, WIDER * limit, [target], whole)
    rank = {rid: place for place, (_name, rid) in enumerate(hits)}
    rows = record.select(record.id, owner).where(owner.in_(list(rank))).tuples() if rank else ()
    found = [rid for rid, person in sorted(rows, key=lambda row: rank[row[1]])]
    return found if len(found) >= limit or not more else matching(store, record, text, limit, whole)


def values_of(record: type[Record], name: str, limit: int, besides: Collection[int] = ()) -> list[str]:
    """What was written in a text column so far, the most frequent first; not in the rows `besides`."""
    field = record._meta.fields[name]
    many = peewee.fn.COUNT(record.id)
    query = record.select(field).where(field.is_null(False), field != "").group_by(field)
    if besides:
        query = query.where(~among_ids(record, besides))
    return [value for (value,) in query.order_by(many.desc(), field).limit(limit).tuples()]
