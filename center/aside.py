"""Rows that stand aside in every ordinary list, also of who may open them, until she asks: cases of family violence.

A list leaves them out by a condition that is named and can be taken away; a search finds them by their whole title or
number alone, so that nobody at the desk reads of them who looks for somebody else. How many they are is told to nobody
by the way: a narrowed list would tell of one family.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from center.listing import ANY, Condition, words
from center.seeing import hidden
from center.words import N_
from db import sight
from db.checks import clean
from db.listing import Query, record_rows
from db.record import Record
from db.searching import searched
from db.sight import ASIDE
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

UNNAMED = N_("不列")
"""Stands for its name where a row must be there (a book, a round, a volume to be checked)."""


def aside(desk: Desk, record: type[Record]) -> frozenset[int]:
    """Ids of the rows of a record that stand aside, closed ones among them."""
    return sight.aside(desk.store, record)


def condition(record: type[Record]) -> Condition | None:
    """The condition by which a list of this record leaves them out; None where no column of its own says it."""
    return Condition(record.aside, ANY, (False, None)) if record.aside else None


def told(record: type[Record]) -> Phrase | None:
    """What a list says of them: `涉家暴：否、未填`; None for a record of which nothing stands aside."""
    if record not in ASIDE:
        return None
    of = ASIDE[record][1]
    return words(of, condition(of))


def stand(query: Query) -> bool:
    """Whether rows of its record stand aside here: not when the query asks by the column itself."""
    return query.record in ASIDE and all(path != query.record.aside for path, *_rest in query.filters)


def ordinary(desk: Desk, query: Query) -> Query:
    """A query as nobody asked for them."""
    away = aside(desk, query.record) if stand(query) else ()
    return replace(query, besides=tuple(sorted({*query.besides, *away}))) if away else query


def count(desk: Desk, record: type[Record]) -> int:
    """How many of them this account may open: to be told beside a list that nothing else narrows."""
    return len(aside(desk, record) - hidden(desk, record))


def unasked(desk: Desk, record: type[Record], ids: Iterable[int], text: str) -> frozenset[int]:
    """Those of the ids that stand aside and that a search's text does not name whole, by title or number."""
    away = aside(desk, record).intersection(ids)
    if not away or ASIDE[record][2]:
        return away
    wanted, names = _bare(text), [name for name, _kind in searched(record)]
    return frozenset(rid for rid, row in record_rows(record, sorted(away)).items()
                     if wanted not in {_bare(row[name]) for name in names if row[name]})


def _bare(text: str) -> str:
    """As it is compared: (2026) is （2026）, as in any search."""
    return "".join(clean(text).split()).casefold()
