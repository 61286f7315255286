"""Where a duty person or a Party organisation is missing, and the chain of five levels with what covers each.

街道党工委—社区党组织—小区党支部—楼栋党小组—党员中心户 (Harbin's five levels). Every number opens the places behind it.
A building counts when people live in it, a compound when it is no business area.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from center.measures import Found
from center.places.names import natural, short, unit_name
from center.words import N_
from db.models.places import Building, Community, Compound, Grid, Street, Unit
from db.questions.cover import Holders, Scope, holders, scope
from db.record import Record
from db.words import Word

ROLES = {"grid_head": N_("没有网格长"), "grid_worker": N_("没有专职网格员"), "building_head": N_("没有楼栋长"),
         "unit_head": N_("没有单元长"), "cadre": N_("没有包保干部")}
SHORT = {"grid_head": N_("网格长"), "grid_worker": N_("专职网格员"), "building_head": N_("楼栋长"),
         "unit_head": N_("单元长"), "cadre": N_("包保干部")}
CHAIN = "chain"
LINKS = {"street": "organisation", "community": "organisation", "compound": "organisation", "building": "group"}


@dataclass(frozen=True)
class Level:
    """One level of the chain: the places that should have it, those that do, and those that do not."""

    name: str
    label: Word
    counted: Found
    base: Found
    gaps: Found
    lacks: Word


@dataclass(frozen=True)
class Gap:
    """One place without something: `kind` a role or a level, `where` community, compound or grid, building, unit."""

    kind: str
    record: type[Record]
    id: int
    where: tuple[str, str, str, str]
    words: Word


@dataclass(frozen=True)
class Coverage:
    """One community (or the whole store) on a day."""

    levels: tuple[Level, ...]
    roles: Mapping[str, tuple[Found, Found]]
    gaps: tuple[Gap, ...]

    def of(self, kind: str) -> tuple[Gap, ...]:
        """The gaps of one kind; '' all, `CHAIN` those of the five levels together."""
        some = {level.name for level in self.levels} if kind == CHAIN else {kind}
        return tuple(gap for gap in self.gaps if gap.kind in some) if kind else self.gaps


def coverage(community: int | None, day: date) -> Coverage:
    """All gaps of a community (None: the store) on a day, in the order of places."""
    places = scope(community, day)
    held = holders(places, day)
    names = _Names(places)
    levels = _levels(places, held, names)
    roles, gaps = {}, []
    for kind, record, rows, have in _offices(places, held):
        order = sorted(rows, key=lambda rid, record=record: names.key(record, rid))
        roles[kind] = Found(record, tuple(rid for rid in order if rid in have)), Found(record, tuple(order))
        gaps += [Gap(kind, record, rid, names.spot(record, rid), ROLES[kind]) for rid in order if rid not in have]
    for level in levels:
        gaps += [Gap(level.name, level.gaps.record, rid, names.spot(level.gaps.record, rid), level.lacks)
                 for rid in level.gaps.ids]
    return Coverage(levels, roles, tuple(gaps))


def _offices(places: Scope, held: Holders) -> Iterable[tuple[str, type[Record], Mapping[int, Any], set[int]]]:
    """(role, record of its places, the places, those that have somebody)."""
    for kind, record, rows in (("grid_head", Grid, places.grids), ("grid_worker", Grid, places.grids),
                               ("building_head", Building, places.buildings), ("unit_head", Unit, places.units)):
        yield kind, record, rows, set(held.roles.get(kind, ()))
    yield "cadre", Compound, places.compounds, _covered(places, held)


def _covered(places: Scope, held: Holders) -> set[int]:
    """Compounds with a cadre of their own, or of one of their buildings or units."""
    found = {rid for name, rid in held.cadres if name == "compound"}
    buildings = {rid for name, rid in held.cadres if name == "building"}
    buildings |= {places.units[rid]["building"] for name, rid in held.cadres if name == "unit"}
    return found | {places.buildings[rid]["compound"] for rid in buildings}


def _levels(places: Scope, held: Holders, names: _Names) -> tuple[Level, ...]:
    core = set(held.roles.get("core_household", ()))
    told = (("street", N_("街道党工委"), Street, places.streets, N_("没有登记党工委")),
            ("community", N_("社区党组织"), Community, places.communities, N_("没有登记社区党组织")),
            ("compound", N_("小区党支部"), Compound, places.compounds, N_("没有小区党支部")),
            ("building", N_("楼栋党小组"), Building, places.buildings, N_("没有楼栋党小组")),
            ("core_household", N_("党员中心户"), Building, places.buildings, N_("没有党员中心户")))
    levels = []
    for name, label, record, rows, lacks in told:
        order = sorted(rows, key=lambda rid, record=record: names.key(record, rid))
        have = {rid for rid in order if (rid in core if name == "core_household" else rows[rid][LINKS[name]])}
        levels.append(Level(name, label, Found(record, tuple(rid for rid in order if rid in have)),
                            Found(record, tuple(order)), Found(record, tuple(rid for rid in order if rid not in have)),
                            lacks))
    return tuple(levels)


class _Names:
    """What places are called, each in its own column, and the order one reads them in."""

    def __init__(self, places: Scope) -> None:
        self.places = places

    def spot(self, record: type[Record], rid: int) -> tuple[str, str, str, str]:
        """(community, compound or grid, building, unit); '' where it does not apply."""
        if record is Street:
            return self.places.streets[rid]["name"], "", "", ""
        if record is Community:
            return self.places.communities[rid]["name"], "", "", ""
        if record is Building or record is Unit:
            unit = self.places.units[rid] if record is Unit else None
            row = self.places.buildings[unit["building"] if unit else rid]
            estate = row["estate"] or ""
            return (self._area(row["community"]), estate or row["net"] or "", short(row["name"] or "", estate),
                    unit_name("", unit["number"]) if unit else "")
        row = (self.places.grids if record is Grid else self.places.compounds)[rid]
        return self._area(row["community"]), row["name"], "", ""

    def _area(self, community: int | None) -> str:
        return self.places.communities.get(community, {}).get("name", "")

    def key(self, record: type[Record], rid: int) -> tuple:
        """Communities in order, then names as one counts them."""
        return tuple(natural(part) for part in self.spot(record, rid))
