"""The tree from the street down to the door, read one community at a time: what hangs under a place, and how many.

A building has a compound and a grid, which cross: `way` says along which of the two the tree goes down.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from center.places import names
from center.words import N_
from db.codes import code_list
from db.models.enterprises import Enterprise
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit
from db.questions import places
from db.record import Record
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

COMPOUNDS, GRIDS = "compound", "grid"
RECORDS: dict[str, type[Record]] = {
    "streets": Street, "communities": Community, "compounds": Compound, "grids": Grid, "buildings": Building,
    "units": Unit, "doors": Door, "enterprises": Enterprise,
}
FLOORS_FROM = 24  # more doors than this are gathered by floor
LOOSE, UNGRIDDED = "loose", "ungridded"


@dataclass(frozen=True)
class Node:
    """One place of the tree. `kind` is a record's name, or floors, loose (of no community), ungridded (of no grid).

    `building` and `unit` are what a floor or door is in; `buildings` and `doors` count what hangs below (None: not
    counted); `opens` says that something does.
    """

    kind: str
    id: int
    name: str
    buildings: int | None = None
    doors: int | None = None
    opens: bool = True
    building: int = 0
    unit: int | None = None
    community: int | None = None

    @property
    def key(self) -> tuple:
        """Tells it from every other place."""
        return self.kind, self.id, self.building, self.unit if self.kind == "floors" else None

    @property
    def record(self) -> type[Record] | None:
        """The record of its row; None where it is no row (a floor)."""
        return RECORDS.get(self.kind)


class Stock:
    """What stands in one community (None: what belongs to none): asked at once, then handed out node by node."""

    def __init__(self, community: int | None, day: date) -> None:
        self.community, self.day = community, day
        self.compounds = places.compounds_of(community, day)
        self.grids = places.grids_of(community, day) if community is not None else []
        self.buildings = sorted(places.buildings_of(community, day), key=lambda row: names.natural(row[2] or row[1]))

    @cached_property
    def doors(self) -> dict[int, int]:
        """building → doors."""
        return places.door_counts((row[0] for row in self.buildings), self.day)

    def top(self, way: str) -> list[Node]:
        """The compounds with the buildings of none, or the grids with those of none."""
        if way == GRIDS and self.community is not None:
            found = [self._of("grids", rid, name, 5) for rid, name in self.grids]
            rest = [row for row in self.buildings if row[5] is None]
            if rest and found:
                found.append(self._sum(Node(UNGRIDDED, 0, N_("没有网格的楼"), community=self.community), rest))
            return found or [self._building(row, "") for row in self.buildings]
        found = [self._of("compounds", rid, name, 4) for rid, name in self.compounds]
        return found + [self._building(row, "") for row in self.buildings if row[4] is None]

    def below(self, node: Node) -> list[Node]:
        """The buildings of a compound, of a grid, or of no grid."""
        place = 4 if node.kind == "compounds" else 5
        wanted = None if node.kind == UNGRIDDED else node.id
        cut = node.name if node.kind == "compounds" else ""
        return [self._building(row, cut) for row in self.buildings if row[place] == wanted]

    def rows(self, node: Node) -> list[tuple]:
        """The buildings under a node of this community, as they were asked for; of a building only itself."""
        if node.kind in ("compounds", "grids", UNGRIDDED, "buildings"):
            wanted = {node.id} if node.kind == "buildings" else {one.id for one in self.below(node)}
            return [row for row in self.buildings if row[0] in wanted]
        return self.buildings

    def _of(self, kind: str, rid: int, name: str, place: int) -> Node:
        rows = [row for row in self.buildings if row[place] == rid]
        return self._sum(Node(kind, rid, name, community=self.community), rows)

    def _sum(self, node: Node, rows: list[tuple]) -> Node:
        doors = sum(self.doors.get(row[0], 0) for row in rows)
        return Node(node.kind, node.id, node.name, len(rows), doors, bool(rows), community=node.community)

    def _building(self, row: tuple, compound: str) -> Node:
        doors = self.doors.get(row[0], 0)
        name = names.short(row[1] or "", compound)
        return Node("buildings", row[0], name, None, doors, True, row[0], community=self.community)


class Tree:
    """One reading of the tree. `children(node, way)`; communities are read when they are first opened."""

    def __init__(self, desk: Desk) -> None:
        desk.need("places.read")
        self.desk, self.day = desk, desk.today()
        self._stocks: dict[int | None, Stock] = {}

    def stock(self, community: int | None) -> Stock:
        """One community, read once."""
        if community not in self._stocks:
            self._stocks[community] = Stock(community, self.day)
        return self._stocks[community]

    def roots(self) -> list[Node]:
        """The streets, the communities of none, and what belongs to no community."""
        every = places.communities()
        streets = [Node("streets", rid, name, opens=any(street == rid for _id, _name, street in every))
                   for rid, name in places.streets()]
        found = streets + [_community(rid, name) for rid, name, street in every if street is None]
        rest = self.stock(None)
        if not rest.compounds and not rest.buildings:
            return found
        return [*found, Node(LOOSE, 0, N_("还没有归入社区"))] if found else rest.top(COMPOUNDS)

    def children(self, node: Node, way: str = COMPOUNDS) -> list[Node]:
        """What hangs under a place."""
        kind = node.kind
        if kind == "streets":
            return [_community(rid, name) for rid, name, street in places.communities() if street == node.id]
        if kind in ("communities", LOOSE):
            return self.stock(node.id or None).top(way)
        if kind in ("compounds", "grids", UNGRIDDED):
            return self.stock(node.community).below(node)
        if kind == "buildings":
            return self._in_building(node)
        if kind in ("units", "floors"):
            return self._doors(node.building, node.id if kind == "units" else node.unit, node)
        if kind == "doors" and self.desk.may("enterprises.read"):
            return [Node("enterprises", rid, name, opens=False, building=node.building, community=node.community)
                    for rid, _door, name in places.enterprises_at([node.id], self.day)]
        return []

    def way_to(self, record: type[Record], rid: int, way: str = COMPOUNDS) -> list[Node]:
        """The nodes from the root down to a row; empty when the tree does not show it."""
        over = places.above(record, rid)
        if record is Enterprise or not over and record is not Street:
            return []
        steps = {Street: "streets", Community: "communities"}.get(record)
        wanted = {"streets": over.get("street"), "communities": over.get("community"),
                  "compounds": over.get("compound"), "grids": over.get("grid"), "buildings": over.get("building"),
                  "units": over.get("unit")}
        own = steps or next(kind for kind, one in RECORDS.items() if one is record)
        wanted[own] = rid
        if wanted["communities"] and not wanted["streets"]:
            wanted["streets"] = places.above(Community, wanted["communities"]).get("street")
        return self._down(wanted, own, way)

    def _down(self, wanted: dict[str, int | None], own: str, way: str) -> list[Node]:
        """Step by step: the child that is wanted, else the one through which it must be (a floor, 没有网格的楼)."""
        found: list[Node] = []
        here = self.roots()
        while True:
            step = next((node for node in here if wanted.get(node.kind) == node.id and node.record), None)
            if step is None:
                step = next((node for node in here if node.record is None and self._holds(node, wanted, way)), None)
            if step is None:
                return []
            found.append(step)
            if step.kind == own:
                return found
            here = self.children(step, way)

    def _holds(self, node: Node, wanted: dict[str, int | None], way: str) -> bool:
        if node.kind == LOOSE:
            return not wanted.get("communities")
        return any(wanted.get(one.kind) == one.id for one in self.children(node, way))

    # ---- inside a building
    def _in_building(self, node: Node) -> list[Node]:
        units = sorted(places.units_of(node.id, self.day), key=lambda row: names.natural(row[1]))
        found = [Node("units", rid, names.unit_name("", number), None, doors, doors > 0, node.id, rid, node.community)
                 for rid, number, doors in units]
        return found + self._doors(node.id, None, node)

    def _doors(self, building: int, unit: int | None, above: Node) -> list[Node]:
        rows = places.doors_of(building, unit, self.day)
        rows.sort(key=lambda row: names.walk_key(row[4] or "", row[2], row[1]))
        floors = {row[2] for row in rows} - {None}
        if above.kind == "floors":
            rows = [row for row in rows if row[2] == above.id]
        elif len(floors) > 1 and (len(rows) > FLOORS_FROM or any(row[3] in _rooms() for row in rows)):
            by_floor = [Node("floors", floor, floor_words(floor), None, sum(row[2] == floor for row in rows), True,
                             building, unit, above.community) for floor in sorted(floors)]
            rows = [row for row in rows if row[2] is None]
            return by_floor + self._rooms(rows, building, unit, above.community)
        return self._rooms(rows, building, unit, above.community)

    def _rooms(self, rows: Iterable[tuple], building: int, unit: int | None, community: int | None) -> list[Node]:
        rows = list(rows)
        let = set()
        if any(row[3] in _rooms() or row[3] == "shop" for row in rows) and self.desk.may("enterprises.read"):
            let = {door for _rid, door, _name in places.enterprises_at((row[0] for row in rows), self.day)}
        return [Node("doors", row[0], names.door_name("", row[1], row[4]), opens=row[0] in let, building=building,
                     unit=unit, community=community) for row in rows]


def _rooms() -> tuple[str, ...]:
    """Kinds of doors of floors and rooms, not of units and homes."""
    return code_list("door_kind").flags["rooms"]


def floor_words(floor: int) -> Phrase:
    """12 层, 地下 1 层."""
    return Phrase(N_("地下 {floor} 层"), floor=-floor) if floor < 0 else Phrase(N_("{floor} 层"), floor=floor)


def _community(rid: int, name: str) -> Node:
    return Node("communities", rid, name, community=rid)
