"""Invented places of the demo centre: one street and community, its grids and compounds, down to the door.

Every row is complete (names, codes, floors), so nothing has to follow when it is stored. A building's grid and compound
cross: the grids are cut across the row of buildings.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from center.demo.town import ESTATES, Estate, buildings_of
from db.days import Day

NAMES = ("streets", "communities", "grids", "compounds", "buildings", "units", "doors")
STREET, COMMUNITY = "990101001", "990101001001"
BUSINESS = "晨光商务区"
TOWERS = (("晨光大厦", 12, 4, 2014), ("翠湖国际中心", 20, 6, 2019))
SMALL_TOWERS = (TOWERS[0], ("翠湖国际中心", 6, 4, 2019))     # two, so that they can be laid side by side
FACILITIES = ("快递柜、晾晒区", "充电桩、快递柜", "非机动车棚", None)

Row = dict[str, Any]


def tree(full: bool, chance: Random, everyone: Sequence[Mapping[str, Any]],
         groups: Sequence[Mapping[str, Any]]) -> dict[str, list[Row]]:
    """Rows by record name, each Ref the place of a row that comes before. `groups` are the organisations."""
    organisations = {row["name"]: place for place, row in enumerate(groups)}
    estates = ESTATES if full else ESTATES[:2]
    compounds = [_compound(place, one, organisations) for place, one in enumerate(estates)]
    compounds.append({"name": BUSINESS, "kind": "business", "community": 0,
                      "code": f"{COMMUNITY}C{len(estates) + 1:03d}",
                      "organisation": organisations.get("中共晨光社区物业服务企业联合支部委员会"),
                      "property": "示例商务物业公司", "property_phone": "0900-8000300"})
    built = _Builder(chance, {row["address"] for row in everyone})
    for place, one in enumerate(estates):
        for number in range(1, buildings_of(one, full) + 1):
            built.homes(place, one, number, organisations)
    for tower in TOWERS if full else SMALL_TOWERS:
        built.tower(len(estates), *tower)
    grids = _share_out(built.buildings, 12 if full else 5)
    return {
        "streets": [{"name": "示例街道", "code": STREET, "organisation": organisations["中共示例街道工作委员会"]}],
        "communities": [{"name": "晨光社区", "street": 0, "code": COMMUNITY, "organisation": 0}],
        "grids": grids, "compounds": compounds, "buildings": built.buildings, "units": built.units,
        "doors": built.doors,
    }


def _compound(place: int, one: Estate, organisations: Mapping[str, int]) -> Row:
    branch = organisations.get(f"中共晨光社区{one.name}小区支部委员会")
    if branch is None and place == 0:
        branch = organisations["中共晨光社区第一支部委员会"]
    return {"name": one.name, "aliases": f"{one.name}小区", "kind": "estate", "community": 0,
            "code": f"{COMMUNITY}C{place + 1:03d}", "organisation": branch, "property": "示例物业服务公司",
            "property_phone": "0900-8000200", "committee": place % 2 == 0}


def _share_out(buildings: list[Row], count: int) -> list[Row]:
    """Grids of about as many buildings each; writes their place into the buildings."""
    for place, row in enumerate(buildings):
        row["grid"] = (place + 1) * count // (len(buildings) + 1)
    return [{"name": f"第{number}网格", "community": 0, "code": f"{COMMUNITY}G{number:03d}", "kind": "basic",
             "valid_from": Day("2020-01-01")} for number in range(1, count + 1)]


class _Builder:
    """Collects buildings with their units and doors."""

    def __init__(self, chance: Random, lived: set[str]) -> None:
        self.chance, self.lived = chance, lived
        self.buildings: list[Row] = []
        self.units: list[Row] = []
        self.doors: list[Row] = []

    def homes(self, compound: int, one: Estate, number: int, organisations: Mapping[str, int]) -> None:
        """A house of homes; the first of the first compound has shops below, the first of the second garages."""
        name = f"{one.name}{number}号楼"
        building = self._building({
            "name": name, "number": str(number), "compound": compound, "kind": "homes", "built": one.built,
            "floors": one.floors, "elevators": one.units if one.floors > 7 else 0,
            "group": organisations.get(f"中共晨光社区{name}党小组"), "facilities": self.chance.choice(FACILITIES),
            "fire_points": "每层一具灭火器"})
        for unit in range(1, one.units + 1):
            self._unit(building, name, unit, one)
        word = {0: "商铺", 1: "车库"}.get(compound) if number == 1 else None
        for turn in range(1, 5 if word else 1):
            self._door(building, None, name, f"{word}{turn}", None, 1 if word == "商铺" else -1,
                       "shop" if word == "商铺" else "garage")
        if word == "商铺":
            self.buildings[building]["kind"] = "mixed"

    def tower(self, compound: int, name: str, floors: int, rooms: int, built: int) -> None:
        """A commercial building: rooms and no units."""
        building = self._building({"name": name, "compound": compound, "kind": "office", "built": built,
                                   "floors": floors, "elevators": 4, "fire_points": "一层消防控制室"})
        for floor in range(1, floors + 1):
            for room in range(1, rooms + 1):
                self._door(building, None, name, f"{floor}{room:02d}", None, floor, "office")

    def _building(self, row: Row) -> int:
        self.buildings.append(row | {"code": f"{COMMUNITY}B{len(self.buildings) + 1:05d}"})
        return len(self.buildings) - 1

    def _unit(self, building: int, above: str, number: int, one: Estate) -> None:
        name = f"{above}{number}单元"
        self.units.append({"name": name, "building": building, "number": str(number),
                           "code": f"{self.buildings[building]['code']}U{number:02d}"})
        for floor in range(1, one.floors + 1):
            for door in range(1, one.doors + 1):
                self._door(building, len(self.units) - 1, name, f"{floor}{door:02d}", None, floor, "home")

    def _door(self, building: int, unit: int | None, above: str, number: str, zone: str | None, floor: int,
              kind: str) -> None:
        above_code = self.buildings[building]["code"] if unit is None else self.units[unit]["code"]
        code = f"{above_code}R{number}" if number.isascii() else None
        name = above + number
        self.doors.append({"name": name, "building": building, "unit": unit, "number": number, "floor": floor,
                           "zone": zone, "kind": kind, "code": code,
                           "use": self._use(name in self.lived) if kind == "home" else None})

    def _use(self, lived: bool) -> str | None:
        """What the building heads reported: mostly what the homes look like, a few not yet known."""
        if lived:
            return self.chance.choices(("own", "rented", None), (62, 14, 24))[0]
        return self.chance.choices(("vacant", "unsure", None), (40, 6, 54))[0]
