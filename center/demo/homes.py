"""Who lives behind which door in the demo centre, and the addresses that cannot be read."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from db.days import Day

ODD = ("晨光里3号楼", "东门小卖部楼上", "晨光里3号楼9单元901", "6号楼1单元301")
FIRST_ODD, EVERY = 205, 60
"""Four residents whose address names no single door, far behind those with rare names."""

Row = dict[str, Any]


def misspell(everyone: Sequence[Row]) -> None:
    """Give a few residents an address that has to be settled by hand."""
    for turn, text in enumerate(ODD):
        place = FIRST_ODD + turn * EVERY
        if place < len(everyone):
            everyone[place]["address"] = text


def residencies(chance: Random, everyone: Sequence[Mapping[str, Any]], doors: Sequence[Mapping[str, Any]],
                until: date) -> list[Row]:
    """One row for everybody whose address is a door; the ones of one address are related to the first grown-up.

    Every 37th moved here from another door within the last two years, and has a closed row for that.
    """
    known = {row["name"]: place for place, row in enumerate(doors)}
    rows, closed = [], []
    for address, group in groupby(enumerate(everyone), lambda item: item[1]["address"]):
        if address not in known:
            continue
        together = list(group)
        head = next((row for _place, row in together if row["birth"].first.year <= until.year - 22), None)
        for place, row in together:
            rows.append({"person": place, "door": known[address], "relation": _relation(chance, row, head),
                         "since": Day(str(until.year - chance.randint(2, 14))) if chance.random() < 0.7 else None})
            if len(rows) % 37 == 0:
                moved = until - timedelta(days=chance.randint(20, 600))
                rows[-1]["since"] = Day(moved)
                closed.append({"person": place, "door": (known[address] + 29) % len(doors), "relation": "other",
                               "since": None, "until": Day(moved)})
    return closed + rows


def _relation(chance: Random, row: Mapping[str, Any], head: Mapping[str, Any] | None) -> str | None:
    if head is None or chance.random() < 0.08:
        return None
    if row is head:
        return "head"
    years = row["birth"].first.year - head["birth"].first.year
    if years >= 45:
        return "grandchild"
    if years >= 18:
        return "son" if row["sex"] == "1" else "daughter"
    if years <= -18:
        return "parent"
    return "spouse" if row["sex"] != head["sex"] else "sibling"
