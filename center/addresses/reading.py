"""Which door an address means. Names, numbers and rulings of the store are kept in an index; doors are asked in bulk.

Nothing is learned by reading: what a spelling means beyond the grammar is said by people (`AddressRuling`).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from center.addresses.grammar import UNDER_FLOOR, UNIT_UNDER_FLOOR, Parts, figure, named, parse, plain, spelled
from db.errors import Invalid
from db.questions import addresses as asked
from db.questions.journal import newest_act

UNREAD, UNKNOWN, PARTIAL, SEVERAL, DIFFERS = "unread", "unknown", "partial", "several", "differs"
"""Codes of the list `address_reason`; '' is an address that leads to one door."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a text. `reason` '' means `door` is set; `several` names the doors in `among`.

    `building` is the one it leads to even when the door is not found; `buildings` are those of its number.
    """

    parts: Parts
    reason: str = ""
    door: int | None = None
    building: int | None = None
    among: tuple[int, ...] = ()
    buildings: tuple[int, ...] = ()
    outside: bool = False


class _Try(NamedTuple):
    """One way to take the parts: in these buildings, of this unit ('' for any), one of these numbers (() for none)."""

    buildings: tuple[int, ...]
    unit: str = ""
    rooms: tuple[str, ...] = ()
    strict: bool = False  # taken only if a door is found


_MOST = 60    # buildings that are looked through for one address; beyond it a compound must be named
_KEEP = 3000  # buildings whose doors are remembered between two acts
_ALIASES = re.compile(r"[、,，;；/\s]+")
_COMMUNITY = re.compile(r"(.+?)(?:社区居委会|居委会|社区)")
_STREET = re.compile(r"(.+?)(?:街道办事处|街道|镇|乡)")
_SPLIT = re.compile(r"\d{1,2}-\d\d")
_NUMBERED = re.compile(r"(?:号楼|号院|栋|幢|座|#|楼|号)$")


class Places:
    """The index of a store's compounds, buildings and rulings, as of one act. Reading asks it for doors only."""

    def __init__(self, day: str) -> None:
        self.day = day
        self._doors: dict[int, dict[str, list[tuple]]] = {}
        self._compounds: dict[str, list[int]] = {}
        self._above: dict[int, tuple[str, str]] = {}
        self._numbers: dict[tuple[int, str], list[int]] = {}
        self._anywhere: dict[str, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        self._houses: dict[str, list[int]] = {}
        self._rulings: dict[str, tuple[int | None, int | None, bool]] = {}

    @classmethod
    def load(cls, today: date | None = None) -> Places:
        """Read the names. `today`: places that are gone by then are not found (None: the day of the newest act)."""
        newest = newest_act()
        day = today or (newest.date() if newest else date.max)
        index = cls(day.isoformat())
        names = index._read_compounds()
        index._read_buildings(names)
        for text, door, building, outside in asked.rulings(index.day):
            for key in {text.strip(), spelled(parse(text))}:
                index._rulings[key] = (door, building, bool(outside))
        return index

    def _read_compounds(self) -> dict[int, str]:
        names = {}
        for rid, name, aliases, community, street in asked.compound_rows(self.day):
            names[rid] = name or ""
            self._above[rid] = (_bare(_COMMUNITY, community), _bare(_STREET, street))
            for word in (name, *_ALIASES.split(aliases or "")):
                key = named(plain(word or ""))
                if key and rid not in self._compounds.setdefault(key, []):
                    self._compounds[key].append(rid)
        return names

    def _read_buildings(self, compounds: dict[int, str]) -> None:
        for rid, name, number, compound in asked.building_rows(self.day):
            if number:
                key = figure(number) if number.isdigit() and number.isascii() else _house(number)
                self._anywhere.setdefault(key, []).append(rid)
                if compound is not None:
                    self._numbers.setdefault((compound, key), []).append(rid)
            if compound is not None:
                self._inside.setdefault(compound, []).append(rid)
            above = compounds.get(compound)
            if name and not (number and above and name.startswith(above)):  # else its number leads to it
                self._houses.setdefault(plain(name), []).append(rid)

    # ---- reading -------------------------------------------------------------------------------------------

    def read(self, text: str, within: int | None = None) -> Reading:
        """One address; `within` is the compound that is meant when the text names none."""
        return self.read_all([text], within)[0]

    def read_all(self, texts: Sequence[str], within: int | None = None) -> list[Reading]:
        """Many addresses, each different text once; their doors are asked together."""
        known: dict[str, Reading] = {}
        open_: dict[str, tuple[Parts, list[_Try]]] = {}
        wanted: set[int] = set()
        for text in dict.fromkeys(texts):
            parts = parse(text)
            ruled = self._ruled(text, parts)
            if ruled is not None:
                known[text] = ruled
                continue
            tries = self._tries(parts, within)
            open_[text] = (parts, tries)
            wanted.update(building for one in tries if len(one.buildings) <= _MOST for building in one.buildings)
        doors = self._load(wanted)
        for text, (parts, tries) in open_.items():
            known[text] = _decided(parts, tries, doors)
        return [known[text] for text in texts]

    def buildings(self, text: str) -> tuple[int, ...]:
        """Buildings that a text names, when it names nothing smaller."""
        parts = parse(text)
        ruled = self._rulings.get(spelled(parts))
        if ruled and ruled[1] and not ruled[0]:
            return (ruled[1],)
        if parts.unit or parts.room or parts.floor is not None or parts.fault:
            return ()
        tries = self._tries(parts, None)
        return tries[0].buildings if tries else ()

    def units(self, text: str) -> tuple[int, ...]:
        """Units that a text names (3号楼2单元), when it names no door."""
        parts = parse(text)
        tries = self._tries(parts, None) if parts.unit and not parts.room and not parts.fault else []
        buildings = [building for one in tries if one.unit for building in one.buildings]
        rows = asked.units_of(buildings[:_MOST], self.day)
        return tuple(rid for rid, _building, number in rows if figure(plain(number or "")) == figure(parts.unit))

    def compounds(self, parts: Parts) -> tuple[int, ...]:
        """The compounds whose name or alias stands at the end of what the text says before the house."""
        return tuple(self._scope(parts.above + parts.head))

    def forget_doors(self) -> None:
        """Ask for doors again: an act has been done, though no name was changed by it."""
        self._doors = {}

    def _ruled(self, text: str, parts: Parts) -> Reading | None:
        found = self._rulings and (self._rulings.get(text.strip()) or self._rulings.get(spelled(parts)))
        if not found:
            return None
        door, building, outside = found
        if outside:
            return Reading(parts, UNKNOWN, outside=True)
        return Reading(parts, "" if door else PARTIAL, door, building)

    # ---- which buildings -----------------------------------------------------------------------------------

    def _tries(self, parts: Parts, within: int | None) -> list[_Try]:
        """The ways to take the parts, the likeliest first."""
        if parts.fault:
            return []
        whole = parts.above + parts.head
        tries = self._with_house(parts, whole, within) if parts.house else self._without(parts, whole, within)
        return [one for one in tries if one.buildings]

    def _with_house(self, parts: Parts, whole: str, within: int | None) -> list[_Try]:
        rooms, unit = _rooms(parts), figure(parts.unit)
        at = self._numbered(whole, parts.house, within)
        tries = []
        if parts.word == "-" and unit and not rooms:  # 12-3 may be a house and its room
            tries.append(_Try(at, rooms=(parts.unit, unit), strict=True))
        if not at:
            at = self._called(f"{whole}{parts.house}{parts.word}")
        tries.append(_Try(at, unit, rooms))
        if parts.word in ("号院", "号") and whole:
            tries += self._yard(parts, whole, unit, rooms)
        if parts.room.startswith("附") and not unit:  # 12号附1 may be a house
            tries.append(_Try(self._numbered(whole, f"{parts.house}{parts.room}", within)))
        if parts.word == "-":  # 中信大厦B1-02
            tries.append(_Try(self._called(whole), rooms=(f"{parts.house}-{parts.unit or parts.room}",)))
        return tries

    def _yard(self, parts: Parts, whole: str, unit: str, rooms: tuple[str, ...]) -> list[_Try]:
        """解放路12号院3-501: the courtyard is a compound, and what looked like a unit is its house."""
        found = self._scope(f"{whole}{parts.house}{parts.word}")
        houses = [at for compound in found for at in self._numbers.get((compound, unit or figure(parts.room)), ())]
        return [_Try(tuple(houses), rooms=rooms if unit else ())]

    def _without(self, parts: Parts, whole: str, within: int | None) -> list[_Try]:
        rooms, unit = _rooms(parts), figure(parts.unit)
        tries = [_Try(self._called(whole), unit, rooms)] if whole else []
        if parts.floor is not None and parts.floor > 0:  # 3楼301 may be the third house
            tries.append(_Try(self._numbered(whole, str(parts.floor), within), unit, rooms))
        if not parts.names_place:
            return tries
        compounds = self._scope(whole) if whole else [within] if within else []
        inside = [at for compound in compounds for at in self._inside.get(compound, ())]
        if rooms and 0 < len(inside) <= _MOST:
            tries.append(_Try(tuple(inside), unit, rooms))
        return tries

    def _numbered(self, whole: str, house: str, within: int | None) -> tuple[int, ...]:
        """Buildings of a number: in the compound that is named, else in `within`, else anywhere."""
        if not whole:
            if within is not None:
                return tuple(self._numbers.get((within, house), ()))
            return tuple(self._anywhere.get(house, ()))
        found = self._scope(whole)
        if found:
            return tuple(at for compound in found for at in self._numbers.get((compound, house), ()))
        if _COMMUNITY.fullmatch(whole):  # only the community is named: 晨光社区3-2-501
            inside = [rid for rid in self._above if self._lies(rid, whole)]
            return tuple(at for compound in inside for at in self._numbers.get((compound, house), ()))
        return ()

    def _scope(self, whole: str) -> list[int]:
        """Compounds by the longest name that ends the text; what stands before it must not name another community."""
        text = named(whole)
        for start in range(len(text)):
            found = self._compounds.get(text[start:])
            if found:
                return [rid for rid in found if self._lies(rid, text[:start])]
        return []

    def _lies(self, compound: int, before: str) -> bool:
        community, street = self._above[compound]
        for form, name in ((_COMMUNITY, community), (_STREET, street)):
            said = form.match(before) if name else None
            if said:
                return said[1].endswith(name)
        return True

    def _called(self, whole: str) -> tuple[int, ...]:
        """Buildings by the longest name that ends the text (中信大厦)."""
        for start in range(len(whole)):
            found = self._houses.get(whole[start:])
            if found:
                return tuple(found)
        return ()

    def _load(self, buildings: set[int]) -> dict[int, dict[str, list[tuple]]]:
        """Doors by building and number: [(id, unit, floor, zone), …]."""
        doors = self._doors
        if len(doors) > _KEEP:
            doors = self._doors = {}
        new: dict[int, dict[str, list[tuple]]] = {one: {} for one in buildings if one not in doors}
        for rid, building, unit, number, floor, zone in asked.doors_of(new, self.day):
            key = number if number.isdigit() and number.isascii() else plain(number)
            unit = figure(unit if unit is None or unit.isascii() and unit.isdigit() else plain(unit)) if unit else ""
            new[building].setdefault(key, []).append((rid, unit, floor, (zone or "").removesuffix("区")))
        doors.update(new)  # whole: a job and the window read with one index, and half a building has no doors
        return doors


def _bare(form: re.Pattern, name: str | None) -> str:
    found = form.fullmatch(name or "")
    return plain(found[1] if found else name or "")


def _house(number: str) -> str:
    text = plain(number).replace("号附", "附")
    return figure(_NUMBERED.sub("", text) or text)


# ---- which door ---------------------------------------------------------------------------------------------


def _rooms(parts: Parts) -> tuple[str, ...]:
    """The ways the number of a door may stand in the store, the most exact first."""
    room, floor, tail = parts.room, parts.floor, parts.tail
    if not room:
        return ()
    found = [room + tail, room + tail.removesuffix("户"), room] if tail else [room]
    if len(room) > 3 and room[0] == "0":
        found.append(room.lstrip("0"))
    if _SPLIT.fullmatch(room):  # 5-01
        found.append(room.replace("-", ""))
    if floor is not None and len(room) <= 2:
        deep = -floor
        found = [f"{floor}{room}", f"{floor}-{room}"] if floor > 0 else [
            f"B{deep}-{room}", f"B{deep}{room}", f"负{deep}-{room}", f"负{deep}{room}", f"-{deep}{room}"]
        found.append(room)
    return tuple(found)


def _decided(parts: Parts, tries: Sequence[_Try], doors: dict) -> Reading:
    """The first way that leads to a door; else how far the likeliest one leads."""
    for one in tries:
        found = _fitting(parts, one, doors) if len(one.buildings) <= _MOST else ()
        if found:
            return _among(parts, found)
    rest = [one for one in tries if not one.strict]
    if not rest:
        known = parts.names_place and not parts.fault
        return Reading(parts, UNKNOWN if known else UNREAD)
    first = rest[0]
    building = first.buildings[0] if len(first.buildings) == 1 else None
    if first.rooms and len(first.buildings) <= _MOST:
        return Reading(parts, UNKNOWN, building=building, buildings=first.buildings)
    return Reading(parts, PARTIAL if building else SEVERAL, building=building, buildings=first.buildings)


def _among(parts: Parts, found: list[tuple[int, int]]) -> Reading:
    buildings = tuple(dict.fromkeys(building for _door, building in found))
    building = buildings[0] if len(buildings) == 1 else None
    if len(found) == 1:
        return Reading(parts, "", found[0][0], building, (), buildings)
    return Reading(parts, SEVERAL, None, building, tuple(door for door, _building in found), buildings)


def _fitting(parts: Parts, one: _Try, doors: dict) -> list[tuple[int, int]]:
    """(door, building) of the doors that fit a try."""
    found: list[tuple[int, int]] = []
    for building in one.buildings:
        rows = doors[building]
        if one.rooms:
            fitting = next((fit for room in one.rooms if (fit := _of_room(parts, one, rows.get(room, ())))), ())
        elif parts.floor is not None and parts.house:
            fitting = [row for some in rows.values() for row in some if row[2] == parts.floor and _unit(one, row)]
        else:  # 解放路12号 with one door only
            single = [row for some in rows.values() for row in some] if parts.word == "号" and not one.unit else ()
            fitting = single if len(single) == 1 else ()
        found += [(row[0], building) for row in fitting]
    return found


def _of_room(parts: Parts, one: _Try, rows: Iterable[tuple]) -> list[tuple]:
    short = parts.floor is not None and len(parts.room) <= 2
    return [row for row in rows if _unit(one, row) and (not parts.zone or not row[3] or row[3] == parts.zone)
            and (not short or row[2] in (None, parts.floor))]


def _unit(one: _Try, row: tuple) -> bool:
    """A house without units has one: 1单元 and none at all are the same there."""
    return not one.unit or one.unit == row[1] or (not row[1] and one.unit == "1")


# ---- in words -----------------------------------------------------------------------------------------------


def told(reading: Reading, building: str = "") -> Invalid:
    """Why an address leads to no single door, and what to do; `building` is the name of the one it leads to."""
    parts = reading.parts
    if parts.fault == UNDER_FLOOR:
        return UNIT_UNDER_FLOOR
    if reading.reason == UNREAD:
        return Invalid("看不懂这个地址。请照“小区、楼号、单元、室号”的顺序写，例如 晨光花园3号楼2单元501")
    if reading.reason == PARTIAL:
        return Invalid("只认到{building}。请把单元和室号写全", building=building)
    if reading.reason == SEVERAL:
        count = len(reading.among or reading.buildings)
        return Invalid("有 {count} 处都可能是。请写上小区名，或从中选一处", count=count)
    if building:
        return Invalid("{building}里没有这个室号。请核对，或先登记这一户", building=building)
    return Invalid("没有登记过这个小区或楼栋。请核对写法，或先登记")


# ---- the index of the open store ----------------------------------------------------------------------------

_kept: tuple[Any, int, bool, tuple, Places] | None = None


def places() -> Places:
    """The index of the open store. Kept while no name, building or ruling is changed; doors are asked again per act."""
    global _kept
    database, act, inside = asked.stamp()
    kept = _kept
    if kept and kept[:3] == (database, act, False) and not inside:
        return kept[4]
    content = asked.content()
    newest = newest_act()
    content = (*content, newest.date().isoformat() if newest else "")
    if kept and kept[0] is database and kept[3] == content:
        index = kept[4]
        index.forget_doors()
    else:
        index = Places.load()
    _kept = (database, act, inside, content, index)
    return index
