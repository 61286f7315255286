"""What places are called, the floor a room number tells, and the order one walks them in. Pure.

晨光花园 + 3 → 晨光花园3号楼 → 2单元 → 501. The same names stand on every list, paper and picture.
"""
from __future__ import annotations

import re
import unicodedata

from db.chinese_figures import counted

LETTERED = "座"
_HOUSES = ("lane", "bungalows", "selfbuilt", "bungalow")  # a door number of a street, or one of a patch of houses
OWN_KINDS = ("bungalow", "selfbuilt", "garage")
"""Kinds of a building that say more of its name than the kind of its compound."""
_TAILS = {"building": ("号楼", "号院", "栋", "幢", "座", "楼", "#", "号"), "unit": ("单元", "门"),
          "door": ("号房", "室", "户", "号")}
_ORDER = {sign: value for value, sign in enumerate("甲乙丙丁戊己庚辛壬癸")} | {
    sign: value for value, sign in enumerate("东中西南北")}
_PARTS = re.compile(r"(\d+)|(\D+)")
_BEFORE_UNIT = re.compile(r"^.*(?:号楼|号院|栋|幢|座)")
_BELOW = re.compile(r"(?:负|地下|-)(\d)(?:层|楼)?-?(\d{2})?|B(\d)(?:层|楼)?-?(\d{2})", re.I)


def building_name(compound: str, kind: str | None, number: str) -> str:
    """晨光花园3号楼, 解放路12号, 中信大厦A座; `kind` of the compound, or of the building where that says more."""
    if number[:1].isalpha() and number[:1].isascii():
        return f"{compound}{number}{LETTERED}"
    if kind == "garage":
        return f"{compound}{number}号车库"
    return f"{compound}{number}号" if kind in _HOUSES else f"{compound}{number}号楼"


def unit_name(building: str, number: str) -> str:
    """晨光花园3号楼2单元."""
    return f"{building}{number}单元"


def door_name(above: str, number: str, zone: str | None = None) -> str:
    """晨光花园3号楼2单元501; `above` is its unit or building, `zone` a part of a commercial building (A区).

    Behind the number of a lane the room says that it is one: 解放路12号1室.
    """
    room = "室" if above.endswith("号") and number.isdigit() and not zone else ""
    return f"{above}{zone or ''}{number}{room}"


def short(building: str, compound: str) -> str:
    """What a building is called where its compound is known: 3号楼."""
    return building[len(compound):] if compound and building.startswith(compound) else building


def bare(what: str, text: str) -> str:
    """Only the number of what a clerk typed: 三号楼 → 3, ２单元 → 2, 501室 → 501. `what`: building, unit or door."""
    kept = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    for tail in _TAILS[what]:
        if kept.endswith(tail) and len(kept) > len(tail):
            kept = kept[:-len(tail)]
            break
    if what == "unit":  # written with its building before it, as in many lists
        kept = _BEFORE_UNIT.sub("", kept) or kept
    return counted(kept) if what != "door" else kept


def floor_of(number: str) -> int | None:
    """The floor that a room number tells: 501 → 5, 1203A → 12, B1-02 and 负101 → -1; None when it tells none."""
    text = unicodedata.normalize("NFKC", number).strip().upper()
    if match := _BELOW.fullmatch(text):
        return -int(match[1] or match[3])
    if match := re.fullmatch(r"(\d{1,3})F-?\d{1,3}", text):
        return int(match[1])
    if match := re.fullmatch(r"(\d{1,3}?)(\d{2})[A-Z]?", text):
        return int(match[1])
    return None


def natural(text: str | None) -> tuple:
    """A key under which 2 stands before 10, 甲 before 乙 and 东 before 西; without a number first."""
    parts = []
    for digits, rest in _PARTS.findall(text or ""):
        parts.append((0, int(digits), "") if digits else (1, _ORDER.get(rest[:1], 99), rest))
    return tuple(parts)


def walk_key(unit: str, floor: int | None, number: str, *, down: bool = False) -> tuple:
    """The order of a building's doors: by unit, by floor from the lowest (`down`: from the top, as one takes the
    lift up), by number. Doors of an unknown floor come last in their unit."""
    level = (1, 0) if floor is None else (0, -floor if down else floor)
    return natural(unit), level, natural(number)
