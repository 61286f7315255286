"""未遇: that nobody opened when somebody came. It belongs to the list alone and is no act.

No record, no trace, no audit, no search: nobody may ever find by a door how often it stayed closed. The marks of a
list go when it closes, and all marks after a few months.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import peewee

from db import dialect
from db.journal import Table


class Unmet(Table):
    """One stop of an open list at which nobody was met; `day` is ISO text."""

    id = peewee.AutoField()
    list = peewee.IntegerField(index=True)
    stop = peewee.IntegerField(unique=True)
    day = peewee.TextField()

    class Meta:
        table_name = "unmet"


def unmet(list_id: int) -> set[int]:
    """Ids of the stops of a list that are marked."""
    return {stop for (stop,) in Unmet.select(Unmet.stop).where(Unmet.list == list_id).tuples()}


def mark(list_id: int, stop: int, day: date) -> None:
    """Mark a stop; once however often. Inside `store.writing()`."""
    Unmet.insert(list=list_id, stop=stop, day=day.isoformat()).on_conflict_ignore().execute()


def unmark(stops: Iterable[int]) -> None:
    """Take marks away: of stops that were done after all, or that are gone. Inside `store.writing()`."""
    if given := list(stops):
        Unmet.delete().where(Unmet.stop.in_(given)).execute()
        _count_anew()


def let_go(list_id: int) -> int:
    """All marks of a list that closes; how many went. Inside `store.writing()`."""
    went = Unmet.delete().where(Unmet.list == list_id).execute()
    _count_anew()
    return went


def let_old_go(before: date) -> int:
    """All marks made before a day; how many went. Inside `store.writing()`."""
    went = Unmet.delete().where(Unmet.day < before.isoformat()).execute()
    _count_anew()
    return went


def _count_anew() -> None:
    """The engine remembers the highest id it ever gave: that too would tell how many marks there have been."""
    dialect.count_anew(Unmet._meta.database, Unmet._meta.table_name)
