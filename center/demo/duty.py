"""The demo centre's duty persons (三长, 党员中心户, 下沉包保) and what was done for them; a few places lack theirs."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from db.days import Day, years_between

HOME_UNITS = ("示例区档案馆", "示例区图书馆", "示例区统计局", "示例供电所")
TERM = 3 * 365
MEASURES = {"1": 6000, "2": 3000, "3": None, "6": None}
BASIS = "街道三长激励办法"

Row = dict[str, Any]


class Town:
    """The demo's rows that duty persons are chosen from, and who has been chosen."""

    def __init__(self, rows: Mapping[str, list[Row]], taken: Iterable[int], until: date) -> None:
        self.rows, self.until, self.taken = rows, until, set(taken)
        self.party = {row["person"] for row in rows["members"] if row["category"] == "1"}
        self.at_unit: dict[int, list[int]] = {}
        self.at_building: dict[int, list[int]] = {}
        self.door_of: dict[int, int] = {}
        for row in rows["residencies"]:
            if row.get("until") is None and self._able(row["person"]):
                door = rows["doors"][row["door"]]
                self.door_of[row["person"]] = row["door"]
                self.at_building.setdefault(door["building"], []).append(row["person"])
                self.at_unit.setdefault(door["unit"], []).append(row["person"])

    def _able(self, place: int) -> bool:
        person = self.rows["people"][place]
        return bool(person["id_card"]) and 30 <= years_between(person["birth"], self.until) <= 76

    def choose(self, among: Iterable[int]) -> int | None:
        """The first who has no office yet, Party members before others."""
        free = [place for place in among if place not in self.taken]
        chosen = min(free, key=lambda place: place not in self.party, default=None)
        if chosen is not None:
            self.taken.add(chosen)
        return chosen


def terms(chance: Random, rows: Mapping[str, list[Row]], until: date) -> list[Row]:
    """Terms of office: every ninth building and every sixth unit has nobody; three terms end soon, two have ended."""
    town = Town(rows, {row["person"] for row in rows["staff"] if row["post"] != "grid"}, until)
    found = [*_grids(town), *_buildings(town), *_units(town), *_core_households(town), *_cadres(town)]
    for turn, row in enumerate(found):
        _dates(chance, row, turn, town, until)
    return found + _earlier(found, town)


def _grids(town: Town) -> Iterator[Row]:
    workers = [row["person"] for row in town.rows["staff"] if row["post"] == "grid" and not row["left_on"]]
    everybody = sorted(town.door_of)
    for grid in range(len(town.rows["grids"])):
        head = town.choose(everybody)
        yield {"person": head, "role": "grid_head", "grid": grid, "way": "appointed"}
        worker = town.choose([*workers, *everybody]) if grid % 4 != 3 else None
        if worker is not None:
            yield {"person": worker, "role": "grid_worker", "grid": grid, "way": "appointed"}


def _buildings(town: Town) -> Iterator[Row]:
    for building, row in enumerate(town.rows["buildings"]):
        due = building % 9 != 7 and row["kind"] != "office"
        head = town.choose(town.at_building.get(building, ())) if due else None
        if head is not None:
            yield {"person": head, "role": "building_head", "building": building, "way": "elected"}


def _units(town: Town) -> Iterator[Row]:
    for unit in range(len(town.rows["units"])):
        head = town.choose(town.at_unit.get(unit, ())) if unit % 6 != 4 else None
        if head is not None:
            yield {"person": head, "role": "unit_head", "unit": unit,
                   "way": "elected" if unit % 3 else "volunteered"}


def _core_households(town: Town) -> Iterator[Row]:
    for building in town.at_building:
        member = town.choose(place for place in town.at_building[building] if place in town.party)
        if member is not None:
            yield {"person": member, "role": "core_household", "door": town.door_of[member], "way": "volunteered"}


def _cadres(town: Town) -> Iterator[Row]:
    """Those sent down: one for the community, for most compounds, for every tenth building."""
    aims = [{"community": 0}, *({"compound": place} for place in range(len(town.rows["compounds"])) if place % 4 != 1),
            *({"building": place} for place in range(2, len(town.rows["buildings"]), 10))]
    everybody = sorted(town.door_of, reverse=True)
    for turn, aim in enumerate(aims):
        person = town.choose(place for place in everybody if place not in town.party)
        if person is None:
            return
        yield {"person": person, "role": "cadre", "way": "appointed", "home_unit": HOME_UNITS[turn % len(HOME_UNITS)],
               "mode": ("usual", "urgent") if turn % 3 else ("usual",)} | aim


def _dates(chance: Random, row: Row, turn: int, town: Town, until: date) -> None:
    """Begin and end of the term, the day of choosing, the last training."""
    since = until - timedelta(days=chance.randint(60, 900))
    if turn in (3, 9, 17):
        since = until - timedelta(days=TERM - 12 - turn)
    row |= {"since": Day(since), "until": Day(since + timedelta(days=TERM)),
            "chosen_on": Day(since - timedelta(days=chance.randint(1, 20))), "party": row["person"] in town.party}
    if chance.random() < 0.8:
        row["trained_on"] = Day(max(since, until - timedelta(days=chance.randint(20, 300))))


def _earlier(found: Sequence[Row], town: Town) -> list[Row]:
    """Two building heads who had the office before."""
    rows = []
    for row in [one for one in found if one["role"] == "building_head"][:2]:
        person = town.choose(town.at_building[row["building"]])
        if person is not None:
            end = row["since"].first
            rows.append({"person": person, "role": "building_head", "building": row["building"], "way": "elected",
                         "since": Day(end - timedelta(days=TERM)), "until": Day(end),
                         "party": person in town.party, "note": "因搬家卸任"})
    return rows


def incentives(chance: Random, found: Sequence[Row], until: date) -> list[Row]:
    """What the ones in office got: insurance for most (one ends soon), telephone, training, praise for a few."""
    share = {"1": 0.9, "2": 0.7, "3": 0.1, "6": 0.6}
    rows = []
    for term, row in enumerate(found):
        if row["role"] == "cadre" or row["until"].first <= until:
            continue
        for kind, amount in MEASURES.items():
            if chance.random() < share[kind]:
                given = max(row["since"].first, until - timedelta(days=chance.randint(30, 330)))
                rows.append({"term": term, "kind": kind, "given_on": Day(given), "amount": amount, "basis": BASIS,
                             "until": Day(given + timedelta(days=365)) if kind == "1" else None})
    return rows
