"""One building as facts: its head, its doors, whose duty it is, who is counted behind which door; for page and papers.

Three questions make the facts: the building, its doors, its duty terms. Layers are asked by themselves.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center.places.layers import Layer, Mark
from center.places.names import natural, short, walk_key
from db.codes import inhabited
from db.errors import Missing
from db.models.places import Door
from db.questions import building as ask
from db.questions.households import counts_by_door

if TYPE_CHECKING:
    from center.desk import Desk

COVER, LIVED = "cover.read", "households.read"


@dataclass(frozen=True)
class DoorFact:
    """One door: `unit` is an id, `kind` and `use` are codes, '' where nothing is known
    or this account may not know it."""

    id: int
    number: str
    unit: int | None
    floor: int | None
    kind: str = ""
    use: str = ""
    zone: str = ""

    @property
    def home(self) -> bool:
        """Whether people live behind doors of its kind."""
        return inhabited("door_kind", self.kind)


@dataclass(frozen=True)
class DutyFact:
    """One person with a duty here: `role` is a code, `unit` the unit she is head of, `tail` the end of her phone."""

    role: str
    name: str
    unit: int | None = None
    tail: str = ""
    door: str = ""
    floor: int | None = None
    mode: tuple[str, ...] = ()


@dataclass(frozen=True)
class BuildingFacts:
    """A building. `short` is its name without the compound's; `units` are (id, number) in order; `floors` the floors
    that have doors, lowest first; `head` the other facts of its sheet by field name; `duty_seen` whether this account
    may know whose duty it is (else `duty` is empty and nothing is a gap)."""

    id: int
    uid: str
    name: str
    short: str
    compound: str
    grid: str
    floors: tuple[int, ...]
    units: tuple[tuple[int, str], ...]
    doors: tuple[DoorFact, ...]
    duty: tuple[DutyFact, ...]
    duty_seen: bool
    head: Mapping[str, Any]

    def of(self, role: str, unit: int | None = None) -> tuple[DutyFact, ...]:
        """Those of a role, of a unit where one is named."""
        return tuple(one for one in self.duty if one.role == role and (unit is None or one.unit == unit))


def facts(desk: Desk, building: int) -> BuildingFacts:
    """The building as it stands today. Raises Denied, Missing."""
    desk.need("places.read")
    day, row = desk.today(), ask.building_row(building)
    if row is None:
        raise Missing("这栋楼不在了，可能刚被删除，请回到列表重新选")
    rows = sorted(ask.door_rows(building, day), key=lambda one: walk_key(one[3] or "", one[4], one[1]))
    units = {one[2]: one[3] for one in rows if one[2] is not None}
    used, seen = desk.may(Door.use.right), desk.may(COVER)
    doors = tuple(DoorFact(rid, text, unit, floor, kind or "", use or "" if used else "", zone or "")
                  for rid, text, unit, _number, floor, zone, kind, use in rows)
    if not desk.may("members.read"):
        row["secretary"] = None
    name, compound = row["name"] or "", row["compound"] or ""
    return BuildingFacts(
        building, row["uid"].hex(), name, short(name, compound) or name, compound, row["grid"] or "",
        tuple(sorted({one.floor for one in doors if one.floor is not None})), tuple(units.items()), doors,
        tuple(_duty(one) for one in ask.duty_rows(building, row["grid_id"], row["compound_id"], day)) if seen else (),
        seen, row)


def _duty(row: Mapping[str, Any]) -> DutyFact:
    phone = re.sub(r"\D", "", row["phone"] or "")
    return DutyFact(row["role"], row["name"], row["unit"], phone[-4:] if len(phone) > 6 else "", row["door"] or "",
                    row["floor"], tuple(row["mode"] or ()))


def marks(desk: Desk, given: BuildingFacts, layer: Layer) -> Mapping[int, Mark]:
    """What a layer says of its doors; nothing for an account that may not see the layer."""
    if not desk.may(layer.right):
        return {}
    return layer.function(desk, given.id, tuple(one.id for one in given.doors))


def lived(desk: Desk, building: int) -> Mapping[int, int] | None:
    """How many people live behind each door; None for an account that may not know."""
    return counts_by_door(building, desk.today()) if desk.may(LIVED) else None


def neighbours(desk: Desk, building: int) -> tuple[int, ...]:
    """The buildings of its compound in order of their numbers, itself among them."""
    rows = ask.beside(building, desk.today())
    return tuple(row[0] for row in sorted(rows, key=lambda row: (natural(row[1] or row[2] or ""), row[0])))
