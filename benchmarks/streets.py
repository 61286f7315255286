"""An invented street down to the door, written by plain SQL: communities of 8,000 doors and 20,000 residents each.

A community has 6 compounds, 12 grids and 44 buildings: 28 towers of 4 units × 34 floors × 2 doors (272, the largest
that must be drawn) and 16 low houses of 2 units × 6 floors × 2 doors. Three of four buildings and units have a head.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

COMPOUNDS, GRIDS, TOWERS, HOUSES = 6, 12, 28, 16
TOWER, HOUSE, ACROSS = (4, 34), (2, 6), 2  # (units, floors), doors on a floor of a unit
DOORS = (TOWERS * TOWER[0] * TOWER[1] + HOUSES * HOUSE[0] * HOUSE[1]) * ACROSS
PEOPLE = 20_000
MEMBERS, VOICES = 20, 800  # one member in so many residents; one open report in so many doors
ESTATES = ("幸福里", "锦绣家园", "翠湖苑", "桂花园", "明珠苑", "丽景园")
FIRST, SECOND = "东西南北中", "安康宁泰和兴旺福禄寿"
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗", "国建明志德文永华荣平秀英玉珍淑芳素梅霞莲"
MOVED, TERM = "2016-08", "2026-01-01"

Row = tuple[Any, ...]


class Street:
    """Rows of every table for so many communities; ids count from 1 in each."""

    def __init__(self, communities: int) -> None:
        self.communities = communities
        self.chance = random.Random(4)
        self.tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self.names: list[str] = []  # of the doors
        self.spelled: list[tuple[str, str, str, str]] = []  # compound, building, unit, room of the first community
        self._put("streets", "青石街道", "990101001")
        for nth in range(communities):
            self._community(nth)

    def _put(self, table: str, *values: Any) -> int:
        rows = self.tables[table]
        rows.append((len(rows) + 1, *values))
        return len(rows)

    def _community(self, nth: int) -> None:
        area, code = FIRST[nth // 10 % 5] + SECOND[nth % 10], f"990101001{nth + 1:03d}"
        community = self._put("communities", f"{area}社区", 1, code)
        grids = [self._put("grids", f"第{n + 1}网格", community, f"{code}G{n + 1:03d}") for n in range(GRIDS)]
        compounds = [self._put("compounds", area + name, "estate", community, f"{code}C{n + 1:03d}")
                     for n, name in enumerate(ESTATES)]
        before = len(self.tables["doors"])
        for n in range(TOWERS + HOUSES):
            place = n % COMPOUNDS
            self._building(area + ESTATES[place], compounds[place], grids[n % GRIDS], n // COMPOUNDS + 1,
                           f"{code}B{n + 1:05d}", TOWER if n < TOWERS else HOUSE, nth == 0)
        for grid in grids:
            self._head("grid_head", grid=grid)
        self._people(before, len(self.tables["doors"]))

    def _building(self, area: str, compound: int, grid: int, number: int, code: str, size: tuple[int, int],
                  first: bool) -> None:
        units, floors = size
        name = f"{area}{number}号楼"
        building = self._put("buildings", name, str(number), compound, grid, code, "homes", floors)
        if building % 4:
            self._head("building_head", building=building)
        for nth in range(1, units + 1):
            unit = self._put("units", f"{name}{nth}单元", building, str(nth), f"{code}U{nth:02d}")
            if unit % 4:
                self._head("unit_head", unit=unit)
            for floor in range(1, floors + 1):
                for place in range(1, ACROSS + 1):
                    room = f"{floor}{place:02d}"
                    door = len(self.names) + 1
                    self._put("doors", f"{name}{nth}单元{room}", building, unit, room, floor, "home",
                              ("own", "own", "rented", "vacant", None)[door % 5], f"{code}U{nth:02d}R{room}")
                    self.names.append(f"{name}{nth}单元{room}")
                    if first:
                        self.spelled.append((area, str(number), str(nth), room))

    def _head(self, role: str, grid: int | None = None, building: int | None = None, unit: int | None = None) -> None:
        person = self._put("people", self._name(), "1", "1960-01-01", None)
        self._put("duty_terms", person, role, grid, building, unit, TERM)

    def _people(self, before: int, after: int) -> None:
        """20,000 of them, two or three behind each door."""
        for nth in range(PEOPLE):
            door = before + nth % (after - before) + 1
            born = f"{self.chance.randint(1935, 2024)}-{self.chance.randint(1, 12):02d}-15"
            person = self._put("people", self._name(), "12"[nth % 2], born, self.names[door - 1])
            self._put("residencies", person, door, "head" if nth < after - before else "other", MOVED)
            if nth % MEMBERS == 0:
                self._put("members", person, "1", 1)
        for door in range(before + 1, after + 1, VOICES):
            self._put("voices", "visit", "2026-11-16", "楼道灯不亮", None, door)

    def _name(self) -> str:
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN) + self.chance.choice(GIVEN)

    def addresses(self, count: int) -> list[str]:
        """So many addresses of the first community as people write them; some lead to no door."""
        full = str.maketrans("0123456789-", "０１２３４５６７８９－")
        texts = []
        for nth in range(count):
            area, house, unit, room = self.chance.choice(self.spelled)
            ways = (f"{area}{house}号楼{unit}单元{room}室", f"{area}{house}-{unit}-{room}",
                    f"{area}{house}#{unit}-{room}", f"{area}{house}幢{unit}单元 {room}户",
                    f"{area}{house}栋{unit}门{room}".translate(full),
                    f"青石街道{area}{house}-{unit}-{room}", f"{area}{house}号楼", "隔壁老王家")
            texts.append(ways[nth % (len(ways) if nth % 50 == 0 else len(ways) - 2)])
        return texts


COLUMNS = {
    "streets": ("name", "code"), "communities": ("name", "street_id", "code"),
    "grids": ("name", "community_id", "code"), "compounds": ("name", "kind", "community_id", "code"),
    "buildings": ("name", "number", "compound_id", "grid_id", "code", "kind", "floors"),
    "units": ("name", "building_id", "number", "code"),
    "doors": ("name", "building_id", "unit_id", "number", "floor", "kind", "use", "code"),
    "people": ("name", "sex", "birth", "address"), "residencies": ("person_id", "door_id", "relation", "since"),
    "duty_terms": ("person_id", "role", "grid_id", "building_id", "unit_id", "since"),
    "members": ("person_id", "category", "branch_id"),
    "voices": ("source", "received_on", "matter", "building_id", "door_id"),
}


def fill(store: Any, street: Street) -> None:
    """Write all of it in one transaction, without journal and search: what is measured asks neither."""
    with store.writing():
        store.execute('INSERT INTO "branches" ("id", "uid", "revision", "name") VALUES (1, ?, 1, ?)',
                      (bytes(16), "第一党支部"))
        for nth, (table, names) in enumerate(COLUMNS.items(), start=1):
            marks = ", ".join("?" * (len(names) + 3))
            columns = ", ".join(f'"{name}"' for name in ("uid", "revision", "id", *names))
            store.execute_many(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
                               _with_uids(nth, street.tables[table]))
        store.execute("ANALYZE")


def _with_uids(table: int, rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield (table << 64 | row[0]).to_bytes(16, "big"), 1, *row
