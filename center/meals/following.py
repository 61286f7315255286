"""What must hold among a diner's rows: no two pauses at once, no category twice at once."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from center.following import follows
from center.meals.rules import family
from center.words import N_
from db.days import Day, show_day
from db.errors import Invalid, Problems
from db.listing import title_of
from db.models.meals import MealCategory, MealDiner, MealPause
from db.questions.meals import spans
from db.record import Record
from db.tx import Tx
from db.words import Word

PAUSED = N_("{name}从{day}起已经登记了暂停，两次暂停不能重叠，请改那一条")
COUNTED = N_("{name}从{day}起已经登记了“{category}”，时间重叠，请先给那一条填终止日期")


@follows(MealPause)
def one_pause(_tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Refuse a pause within a pause; raises Problems, so that nothing of the act is kept."""
    twice = _overlap(MealPause, rows, lambda row: row["diner"])
    if twice:
        raise Problems({"since": Invalid(PAUSED, **_who(twice))})


@follows(MealCategory)
def one_category(_tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Refuse the same category twice at a time, and two degrees of one thing; raises Problems."""
    twice = _overlap(MealCategory, rows, lambda row: (row["diner"], family(row["category"])))
    if twice:
        name = MealCategory._meta.fields["category"].show(twice["category"])
        raise Problems({"category": Invalid(COUNTED, category=Word(name), **_who(twice))})


def _who(row: Mapping[str, Any]) -> dict[str, str]:
    return {"name": title_of(MealDiner, row["diner"]), "day": show_day(row["since"])}


def _overlap(record: type[Record], rows: Mapping[int, frozenset[str]], key: Callable) -> dict[str, Any] | None:
    """The other row of the first of `rows` that shares a day with one of the same key; None when all stand apart."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in spans(record, list(rows)):
        groups.setdefault(key(row), []).append(row)
    for together in groups.values():
        for at, row in enumerate(together):
            for other in together[at + 1:]:
                if _share(row, other):
                    return other if row["id"] in rows and other["id"] not in rows else row
    return None


def _share(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return _before(one["since"], other["until"]) and _before(other["since"], one["until"])


def _before(since: Day, until: Day | None) -> bool:
    return until is None or since.first < until.first
