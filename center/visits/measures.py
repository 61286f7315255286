"""Coverage of visits: which doors were come to in a period, and of each duty person's doors. In the order of places.

What is not covered is simply a door without a visit in that time: nobody is ranked, and 未遇 is counted nowhere.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center.compliance.evidence import Asking, as_of
from center.measures import Count, Found, measure
from center.periods import Period
from center.places.names import natural, unit_name
from center.words import N_
from db.codes import code_list
from db.models.places import Door
from db.models.visits import VisitStop
from db.questions.cover import terms_at
from db.questions.visits import done_between, doors_at, stops_of
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

ROLES = ("grid_head", "grid_worker", "building_head", "unit_head", "floor_head")
"""Duty persons that have doors, from above."""


@dataclass(frozen=True)
class Head:
    """One duty person's part: `place` is what it is called, `counted` what was done there and `base` all of it."""

    term: int
    role: str
    name: str
    place: str
    counted: Found
    base: Found

    @property
    def left(self) -> Found:
        """What was not done."""
        done = set(self.counted.ids)
        return Found(self.base.record, tuple(rid for rid in self.base.ids if rid not in done))


@measure("visits.done", N_("上门户数"))
def visits_done(_asking: Asking, period: Period) -> Count:
    """Doors that were come to in the period, each once."""
    rows = done_between(period.start, period.end)
    return Count(Found(Door, tuple(dict.fromkeys(row["door"] for row in rows if row["door"]))))


@measure("visits.coverage", N_("上门覆盖"))
def coverage(asking: Asking, period: Period) -> Count:
    """Doors that were come to in the period, of all that one may come to at its end."""
    every = [row[0] for row in doors_at(as_of(asking, period))]
    seen = {row["door"] for row in done_between(period.start, period.end)}
    return Count(Found(Door, tuple(rid for rid in every if rid in seen)), Found(Door, tuple(every)))


def by_head(desk: Desk, period: Period) -> tuple[Head, ...]:
    """Of each duty person's doors, those that were come to in the period; in the order of places, never by value."""
    desk.need("visits.read")
    day = desk.as_of(period)
    seen = {row["door"] for row in done_between(period.start, period.end)}
    return _parts(terms_at(day, roles=ROLES), doors_at(day), seen, Door)


def of_list(desk: Desk, list_id: int) -> tuple[Head, ...]:
    """The same of one list: of each duty person's stops on it, those that are done. Who has none is left out."""
    desk.need("visits.read")
    stops, heads = [row for row in stops_of(list_id) if row["building"]], terms_at(desk.today(), roles=ROLES)
    rows = [(row["id"], row["building"], row["unit_id"], row["floor"], row["grid"]) for row in stops]
    done = {row["id"] for row in stops if row["done_on"]}
    return tuple(one for one in _parts(heads, rows, done, VisitStop) if len(one.base))


def _parts(heads: Sequence[Mapping[str, Any]], rows: Iterable[tuple], done: set[int], record: type) -> tuple[Head, ...]:
    """`rows` are (id, building, unit, floor, grid)."""
    found: dict[tuple, list[int]] = defaultdict(list)
    for rid, building, unit, floor, grid in rows:
        for key in (("grid", grid), ("building", building), ("unit", unit), ("floor", building, unit, floor),
                    ("floor", building, None, floor)):
            found[key].append(rid)
    labels = code_list("duty_role").items
    made = []
    for head in sorted(heads, key=_order):
        ids = tuple(dict.fromkeys(found.get(_key(head), ())))
        counted = tuple(rid for rid in ids if rid in done)
        made.append(Head(head["id"], labels.get(head["role"], head["role"]), head["name"], _place(head),
                         Found(record, counted), Found(record, ids)))
    return tuple(made)


def _key(head: Mapping[str, Any]) -> tuple:
    if head["role"].startswith("grid"):
        return "grid", head["grid"]
    if head["role"] == "floor_head":
        return "floor", head["at_building"], head["unit"], head["floor"]
    return ("unit", head["unit"]) if head["role"] == "unit_head" else ("building", head["building"])


def _order(head: Mapping[str, Any]) -> tuple:
    """Grids, then building after building: its head, its units, its floors."""
    grid = head["role"].startswith("grid")
    return (not grid, natural(head["net"] if grid else head["estate"]), natural(head["house_number"]),
            natural(head["house"]), natural(head["unit_number"]), head["floor"] or 0, ROLES.index(head["role"]),
            head["id"])


def _place(head: Mapping[str, Any]) -> str:
    if head["role"].startswith("grid"):
        return head["net"] or ""
    house = head["house"] or ""
    if head["role"] == "floor_head" and head["floor"] is not None:
        words = N_("{place}{floor}层")
        return Phrase(words, place=unit_name(house, head["unit_number"]) if head["unit_number"] else house,
                      floor=head["floor"])
    return unit_name(house, head["unit_number"]) if head["unit_number"] else house
