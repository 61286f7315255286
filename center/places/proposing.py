"""What "12 栋、4 个单元、6 层、每层 2 户" means: a wish becomes a plan of places, with its exceptions. Pure."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from center.places import names
from center.words import N_
from db.codes import code_list
from db.errors import Invalid
from db.words import Phrase

PATTERNS = {"{floor}{door:02}": "501", "{floor:02}{door:02}": "0501", "{floor}{letter}": "5A", "{serial}": "1"}
"""How a room number may be written: the template, and the first door of the fifth floor as an example."""
LIMITS = {"buildings": (1, 300), "step": (1, 10), "units": (0, 30), "floors": (1, 150), "doors": (1, 60),
          "shop_rooms": (0, 200), "basement": (0, 9), "garages": (0, 500)}
LABELS = {"first": N_("起始楼号"), "buildings": N_("栋数"), "step": N_("楼号间隔"), "units": N_("每栋单元"),
          "floors": N_("最高楼层"), "doors": N_("每层户数"), "shop_rooms": N_("商铺间数"), "basement": N_("地下层数"),
          "garages": N_("车库个数")}
DOOR_KINDS = {"homes": "home", "mixed": "home", "bungalow": "home", "selfbuilt": "home", "office": "office",
              "public": "public", "garage": "garage"}
COMPOUND_KINDS = {"bungalow": "bungalows", "selfbuilt": "selfbuilt", "office": "business", "plant": "park"}
OWN = ("units", "floors", "doors", "shops", "shop_rooms", "basement", "garages", "skip_floors")
"""What one building may have otherwise than the others (`Wish.special`)."""
MOST = 100_000  # doors that a plan is made for at all; what one act may make is an official number
STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Wish:
    """What is asked for. `compound`: its id, or the name of a new one; empty for a building with a `name` of its own.

    `floors` is the highest floor, `doors` are those of one floor of one unit; `units` 0: doors hang on the building.
    `through`: numbers run on from unit to unit (1单元 101–102, 2单元 103–104). `special`: building number → what it
    has otherwise. Plain data: `Wish(**dict)` of JSON.
    """

    compound: int | str = ""
    grid: int | str | None = None
    community: int | str | None = None
    name: str = ""
    kind: str = "homes"
    compound_kind: str = ""
    first: str = "1"
    buildings: int = 1
    step: int = 1
    units: int = 4
    floors: int = 6
    doors: int = 2
    pattern: str = "{floor}{door:02}"
    through: bool = False
    skip_floors: tuple[int, ...] = ()
    skip_buildings: tuple[str, ...] = ()
    skip_numbers: tuple[str, ...] = ()
    shops: bool = False
    shop_rooms: int = 0
    basement: int = 0
    garages: int = 0
    special: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class NewPlace:
    """One place to be made. `kind` is compounds, buildings, units or doors; `parent` a key of the plan (#b1) or a
    place that is there (buildings:17); `values` by field name."""

    kind: str
    key: str
    parent: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Places in an order in which each comes after its parent; how many doors are `there` already and left alone.

    `titles`: what parents that are there are called, `homes`: the building of each unit that is there; `problems` by
    the field of the wish.
    """

    places: tuple[NewPlace, ...]
    there: int = 0
    problems: Mapping[str, Invalid] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many places of a kind are new."""
        return sum(one.kind == kind for one in self.places)


@dataclass(frozen=True)
class Known:
    """What is there: the compound (None: a new one), its name and kind, and by number its buildings, units, doors."""

    compound: int | None = None
    name: str = ""
    kind: str = ""
    buildings: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[tuple[int, str], int] = field(default_factory=dict)
    doors: frozenset[tuple[int, int | None, str]] = frozenset()


@dataclass(frozen=True)
class Line:
    """One building of the preview: `key` of the plan, its number and name, new units and doors, first … last number,
    and the exceptions in words."""

    key: str
    number: str
    name: str
    units: int
    doors: int
    span: str
    notes: tuple[Phrase, ...]


def plan_of(wish: Wish, known: Known) -> Plan:
    """The places that the wish asks for and that are not there. With problems there are no places."""
    problems = _problems(wish)
    if problems:
        return Plan((), problems=problems)
    made: list[NewPlace] = []
    titles: dict[str, str] = {}
    homes: dict[str, str] = {}
    parent = f"compounds:{known.compound}" if known.compound else ""
    if not parent and wish.compound:
        parent = "#c"
        kind = wish.compound_kind or COMPOUND_KINDS.get(wish.kind, "estate")
        made.append(NewPlace("compounds", parent, "", {"name": known.name, "kind": kind,
                                                       "community": wish.community}))
    there = 0
    for place, number in enumerate(numbers(wish)):
        own = own_of(wish, number)
        there += _building(own, known, number, f"#b{place + 1}", parent, made, titles, homes)
    return Plan(tuple(made), there, {}, titles, homes)


def numbers(wish: Wish) -> list[str]:
    """The buildings' numbers: 1, 2, 3 …, 1, 3, 5 …, A, B, C … or 12甲, 12乙 …, without those to be left out."""
    if not wish.first:
        return [""]
    found, at = [], names.bare("building", wish.first)
    while len(found) < wish.buildings and at is not None:
        if at not in wish.skip_buildings:
            found.append(at)
        for _time in range(wish.step):
            at = _after(at) if at is not None else None
    return found


def preview(plan: Plan) -> list[Line]:
    """A line a building, in the plan's order."""
    lines: dict[str, list[NewPlace]] = {}
    home, heads = dict(plan.homes), {}
    for one in plan.places:
        if one.kind == "buildings":
            lines[one.key], home[one.key], heads[one.key] = [], one.key, one
        elif one.kind in ("units", "doors"):
            at = home.get(one.parent, one.parent)
            home[one.key] = at
            lines.setdefault(at, []).append(one)
    compound = next((one.values["name"] for one in plan.places if one.kind == "compounds"), "")
    return [_line(key, heads.get(key), parts, plan.titles, compound) for key, parts in lines.items()]


# ---- one building

def own_of(wish: Wish, number: str) -> Wish:
    """The wish as it is for one building, with what that one has otherwise."""
    own = {name: value for name, value in (wish.special.get(number) or {}).items() if name in OWN}
    if "skip_floors" in own:
        own["skip_floors"] = tuple(own["skip_floors"])
    return replace(wish, **own)


def _building(wish: Wish, known: Known, number: str, key: str, parent: str, made: list[NewPlace],
              titles: dict[str, str], homes: dict[str, str]) -> int:
    """Add what is new of one building; returns how many of its doors are there."""
    rid = known.buildings.get(number or wish.name)
    own = f"{key}u"
    name = wish.name or names.building_name(
        known.name, wish.kind if wish.kind in names.OWN_KINDS else known.kind, number)
    if rid is None:
        values = {"name": name, "number": number or None, "kind": wish.kind, "floors": wish.floors,
                  "grid": wish.grid or None}
        made.append(NewPlace("buildings", key, parent, values))
    else:
        key = f"buildings:{rid}"
        titles[key] = name
    units, there = {"": key}, 0
    for unit in range(1, wish.units + 1):
        uid = known.units.get((rid, str(unit))) if rid is not None else None
        units[str(unit)] = f"units:{uid}" if uid is not None else f"{own}{unit}"
        if uid is None:
            made.append(NewPlace("units", units[str(unit)], key, {"number": str(unit)}))
        else:
            homes[units[str(unit)]] = key
    for unit, values in _doors(wish):
        uid = known.units.get((rid, unit)) if unit and rid is not None else None
        if rid is not None and (uid or not unit) and (rid, uid, values["number"]) in known.doors:
            there += 1
        elif values["number"] not in wish.skip_numbers:
            made.append(NewPlace("doors", "", units[unit], values))
    return there


def _doors(wish: Wish) -> Iterator[tuple[str, dict[str, Any]]]:
    """(unit number or '', values) of every door of one building, from the bottom up."""
    kind = DOOR_KINDS.get(wish.kind, "other")
    for room in range(1, wish.garages + 1):
        yield "", {"number": f"车库{room}", "floor": None, "kind": "garage"}
    cellar = "cellar" if kind == "home" else "other"
    units = [str(unit) for unit in range(1, wish.units + 1)] or [""]
    for level in range(wish.basement, 0, -1):
        for unit, _serial, door in _places(wish, units, 0):
            yield unit, {"number": f"B{level}{door:02}", "floor": -level, "kind": cellar}
    floors = [floor for floor in range(1, wish.floors + 1) if floor not in wish.skip_floors]
    if wish.shops and floors:
        for room in range(1, (wish.shop_rooms or wish.doors * len(units)) + 1):
            yield "", {"number": f"{floors[0]}{room:02}", "floor": floors[0], "kind": "shop"}
        floors = floors[1:]
    for place, floor in enumerate(floors):
        for unit, serial, door in _places(wish, units, place):
            number = wish.pattern.format(floor=floor, door=door, serial=serial, letter=_letter(door))
            yield unit, {"number": number, "floor": floor, "kind": kind}


def _places(wish: Wish, units: list[str], storey: int) -> Iterator[tuple[str, int, int]]:
    """(unit, running number in the unit or building, number on the floor) of one floor's doors."""
    for at, unit in enumerate(units):
        for door in range(1, wish.doors + 1):
            if wish.through:
                here = at * wish.doors + door
                yield unit, storey * wish.doors * len(units) + here, here
            else:
                yield unit, storey * wish.doors + door, door


def _letter(door: int) -> str:
    return chr(ord("A") + door - 1) if door <= 26 else str(door)


def _after(number: str) -> str | None:
    """The next number: 3 → 4, A → B, A9 → A10, 12甲 → 12乙; None when nobody knows."""
    if match := re.fullmatch(r"(\D*)(\d+)", number):
        return f"{match[1]}{int(match[2]) + 1}"
    last = number[-1:]
    if last in STEMS[:-1]:
        return number[:-1] + STEMS[STEMS.index(last) + 1]
    return number[:-1] + chr(ord(last) + 1) if "A" <= last < "Z" else None


# ---- what is wrong, and what is said

def _problems(wish: Wish) -> dict[str, Invalid]:
    found: dict[str, Invalid] = {}
    for name, (low, high) in LIMITS.items():
        value = getattr(wish, name)
        if not isinstance(value, int) or not low <= value <= high:
            found[name] = Invalid("{label}请填 {low} 到 {high} 的数", label=LABELS[name], low=low, high=high)
    for number, own in wish.special.items():
        for name, value in own.items():
            low, high = LIMITS.get(name, (0, 0))
            if name in LIMITS and (not isinstance(value, int) or not low <= value <= high):
                found.setdefault("special", Invalid("{number}：{label}请填 {low} 到 {high} 的数", number=number,
                                                    label=LABELS[name], low=low, high=high))
    if wish.kind not in code_list("building_kind").items:
        found["kind"] = Invalid("没有这种楼栋类型，请从下拉里选")
    if wish.pattern not in PATTERNS:
        found["pattern"] = Invalid("没有这种室号写法，请从下拉里选")
    if not wish.compound and not wish.name:
        found["compound"] = Invalid("请选小区，或者写新小区的名称；单独一栋楼宇请写楼宇名称")
    if wish.name and wish.buildings != 1:
        found["name"] = Invalid("写了楼宇名称就一次建一栋，请把栋数改成 1，或者不写楼宇名称")
    if not wish.name and not wish.first:
        found["first"] = Invalid("请填写起始楼号，例如 1 或 A")
    if not found and (many := _estimate(wish)) > MOST:
        found["buildings"] = Invalid("这样约有 {count} 户，一次建不了这么多，请减少栋数", count=f"{many:,}")
    if not found and wish.first and len(numbers(wish)) < wish.buildings:
        found["first"] = Invalid("从“{first}”往下编不出 {count} 个楼号，请改起始楼号或栋数", first=wish.first,
                                 count=wish.buildings)
    return found


def _estimate(wish: Wish) -> int:
    """About how many doors, before any is thought of."""
    def of(one: Wish) -> int:
        return (one.floors + one.basement) * (one.units or 1) * one.doors + one.garages + one.shop_rooms

    return of(wish) * wish.buildings + sum(of(own_of(wish, number)) for number in wish.special)


def _line(key: str, head: NewPlace | None, parts: list[NewPlace], titles: Mapping[str, str], compound: str) -> Line:
    doors = [one for one in parts if one.kind == "doors"]
    values = head.values if head else {}
    name = values.get("name") or titles.get(key) or ""
    rooms = [one.values["number"] for one in doors]
    span = f"{rooms[0]} … {rooms[-1]}" if len(rooms) > 1 else "".join(rooms)
    units = sum(one.kind == "units" for one in parts)
    return Line(key, values.get("number") or "", names.short(name, compound), units, len(doors), span,
                tuple(_notes(head, doors)))


def _notes(head: NewPlace | None, doors: list[NewPlace]) -> Iterator[Phrase]:
    if head is None:
        yield Phrase(N_("楼栋已有，只补缺的"))
    floors = {one.values.get("floor") for one in doors}
    top = max((floor for floor in floors if floor is not None), default=0)
    if gone := [floor for floor in range(1, top) if floor not in floors] if head else []:
        yield Phrase(N_("{floors} 层没有"), floors="、".join(map(str, gone)))
    for kind, words in (("shop", N_("底层 {count} 间商铺")), ("cellar", N_("地下室 {count} 间")),
                        ("garage", N_("车库 {count} 个"))):
        if count := sum(one.values.get("kind") == kind for one in doors):
            yield Phrase(words, count=count)


def wish_of(given: Mapping[str, Any]) -> tuple[Wish, list[str]]:
    """A wish from JSON, and the names in it that are none of a wish."""
    known = {one.name for one in fields(Wish)}
    taken = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if name in known}
    taken |= {name: str(taken[name]) for name in ("first",) if name in taken}
    taken |= {name: tuple(map(str, taken[name])) for name in ("skip_buildings", "skip_numbers") if name in taken}
    return Wish(**taken), sorted(set(given) - known)
