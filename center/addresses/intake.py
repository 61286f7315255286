"""按名单建楼: what a list of doors or households names that is not there is offered for creation, nothing is made here.

The list is read as the import of homes reads it. What is ticked becomes a plan for `places.make`; then the same file
goes through the import.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from center.addresses.grammar import Parts, figure, named, plain
from center.addresses.importing import joined
from center.addresses.reading import PARTIAL, UNKNOWN, Places, Reading, places, told
from center.desk import Desk
from center.importing.cell import raw_text
from center.importing.header import find_header
from center.importing.lines import sort_lines
from center.importing.words import import_words
from center.places.names import building_name
from center.places.proposing import NewPlace, Plan
from db.errors import Invalid, Unreadable
from db.listing import record_row
from db.models.households import Residency
from db.models.places import Building, Compound
from db.questions import addresses as asked
from db.questions.places import communities

LANES = ("路", "街", "巷", "里", "胡同", "条", "弄")
_NO_COMPOUND_OF = ("车库", "车位", "地下室")
"""Words in a name that make no compound of it: 晨光花园地下车库12号 is a place to park."""
_NO_COMPOUND = Invalid("没有写小区，不知道建在哪里。请在表里补上小区")
_MANY_COMPOUNDS = Invalid("有几个小区叫这个名字。请在表里写明社区")


@dataclass(frozen=True)
class Proposed:
    """One building that the list names: new itself, or with units and doors that are not there yet.

    `kind` is buildings (new) or doors; `parent` its compound's name ('' for none), `fresh_parent` whether that is new
    too; `units` and `count` are the new units and doors, `numbers` the doors' numbers in the order of the list.
    """

    key: str
    kind: str
    name: str
    parent: str
    units: int
    count: int
    numbers: tuple[str, ...]
    fresh_parent: bool = False


@dataclass(frozen=True)
class Doubt:
    """One row of the file (1-based) from which nothing can be proposed, and why."""

    row: int
    text: str
    reading: Reading
    why: Invalid


@dataclass
class _House:
    """One building while the list is read: the keys of its parent and itself, and what hangs on it."""

    parent: str
    parent_name: str
    place: NewPlace | None
    key: str
    name: str
    units: dict[str, str] = field(default_factory=dict)
    new_units: list[NewPlace] = field(default_factory=list)
    doors: dict[tuple[str, str], NewPlace] = field(default_factory=dict)


class Intake:
    """What a list names: `new` places to be ticked, how many rows are `known` already, and the `doubtful` ones."""

    def __init__(self) -> None:
        self.known = 0
        self.doubtful: list[Doubt] = []
        self.houses: dict[tuple[str, str], _House] = {}
        self.compounds: dict[str, NewPlace] = {}

    @property
    def new(self) -> tuple[Proposed, ...]:
        """The buildings in the order of the list."""
        return tuple(_proposed(house) for house in self.houses.values()
                     if house.place or house.new_units or house.doors)

    def plan(self, chosen: Iterable[str]) -> Plan:
        """The plan of the ticked buildings (keys of `new`) and of the compounds that they need."""
        wanted = set(chosen)
        houses = [house for house in self.houses.values() if house.key in wanted]
        above = {house.parent for house in houses}
        made = [one for one in self.compounds.values() if one.key in above]
        for house in houses:
            made += [house.place] if house.place else []
            made += [*house.new_units, *house.doors.values()]
        return Plan(tuple(made))


def plan_of(desk: Desk, table: Any) -> Intake:
    """Read a list. Raises Denied, Unreadable when it has no address."""
    desk.need("places.edit")
    rows = texts_of(table)
    with desk.moment():
        index = places()
        reader = _Reader(index)
        for (row, text), reading in zip(rows, index.read_all([text for _row, text in rows]), strict=True):
            reader.take(row, text, reading)
    return reader.intake


def texts_of(table: Any) -> list[tuple[int, str]]:
    """(row of the file, address) of the data rows; 同上 is what stands above."""
    table = joined(table)
    header = find_header(table.rows, Residency, table.first_row, table.merged)
    at = next((one.index for one in header.headings if one.path == "door"), None)
    if at is None:
        raise Unreadable("表里没有找到地址。请有“住址”一栏，或者“楼栋”“单元”“室号”几栏")
    found, above = [], ""
    for line in sort_lines(table.rows, header).data:
        text = raw_text(table.rows[line][at]).strip() if at < len(table.rows[line]) else ""
        above = text = above if text.casefold() in import_words().same else text
        if text:
            found.append((line + table.first_row, text))
    return found


class _Reader:
    """Turns readings into proposals, one row after the other."""

    def __init__(self, index: Places) -> None:
        self.index, self.intake = index, Intake()
        every = communities()
        self.community = every[0][0] if len(every) == 1 else None
        self._names: dict[tuple[type, int], dict[str, Any]] = {}

    def take(self, row: int, text: str, reading: Reading) -> None:
        """One row of the list."""
        parts = reading.parts
        if not reading.reason or reading.reason == PARTIAL and not parts.unit and not parts.room:
            self.intake.known += 1
            return
        new_unit = reading.reason == PARTIAL and parts.unit
        if reading.outside or not (reading.reason == UNKNOWN or new_unit) or not _clear(parts):
            self._doubt(row, text, reading)
            return
        house = self._house(parts, reading)
        if isinstance(house, Invalid):
            self.intake.doubtful.append(Doubt(row, text, reading, house))
        else:
            self._fill(house, parts)

    def _doubt(self, row: int, text: str, reading: Reading) -> None:
        name = self._row(Building, reading.building)["name"] if reading.building else ""
        self.intake.doubtful.append(Doubt(row, text, reading, told(reading, name or "")))

    def _house(self, parts: Parts, reading: Reading) -> _House | Invalid:
        """The building of a row, there or to be made."""
        if reading.building:
            return self._standing(reading.building)
        if not parts.house:
            return self._tower(parts)
        above = self._compound(parts)
        if isinstance(above, Invalid):
            return above
        parent, name, kind = above
        house = self.intake.houses.get((parent, parts.house))
        if house is None:
            place = NewPlace("buildings", f"#b{len(self.intake.houses)}", parent, {"number": parts.house})
            house = _House(parent, name, place, place.key, building_name(name, kind, parts.house))
            self.intake.houses[parent, parts.house] = house
        return house

    def _standing(self, building: int) -> _House:
        key = f"buildings:{building}"
        if (key, "") not in self.intake.houses:
            facts = self._row(Building, building)
            compound = facts["compound"] and self._row(Compound, facts["compound"])
            units = {figure(plain(number)): f"units:{rid}"
                     for rid, _building, number in asked.units_of([building], self.index.day)}
            parent = f"compounds:{facts['compound']}" if compound else ""
            self.intake.houses[key, ""] = _House(parent, compound["name"] if compound else "", None, key,
                                                 facts["name"] or "", units)
        return self.intake.houses[key, ""]

    def _tower(self, parts: Parts) -> _House:
        """中信大厦1203: a building with a name of its own and no compound."""
        house = self.intake.houses.get(("", parts.head))
        if house is None:
            place = NewPlace("buildings", f"#b{len(self.intake.houses)}", "", {"name": parts.head})
            house = self.intake.houses["", parts.head] = _House("", "", place, place.key, parts.head)
        return house

    def _compound(self, parts: Parts) -> tuple[str, str, str | None] | Invalid:
        """(key, name, kind) of the compound that a row names, there or to be made."""
        if not parts.head:
            return _NO_COMPOUND
        there = self.index.compounds(parts)
        if len(there) > 1:
            return _MANY_COMPOUNDS
        if there:
            facts = self._row(Compound, there[0])
            return f"compounds:{there[0]}", facts["name"], facts["kind"]
        name = named(parts.head)
        if name not in self.intake.compounds:
            lane = parts.word == "号" and name.endswith(LANES)
            values = {"name": name, "kind": "lane" if lane else "estate", "community": self.community}
            self.intake.compounds[name] = NewPlace("compounds", f"#c{len(self.intake.compounds)}", "", values)
        made = self.intake.compounds[name]
        return made.key, name, made.values["kind"]

    def _fill(self, house: _House, parts: Parts) -> None:
        """Unit and door of a row."""
        unit, above = figure(parts.unit), house.key
        if unit and house.place is None and not house.units and unit == "1":
            unit = ""  # a house that stands without units
        if unit:
            if unit not in house.units:
                key = f"{house.key}u{unit}" if house.key.startswith("#") else f"#{house.key}u{unit}"
                house.units[unit] = key
                house.new_units.append(NewPlace("units", key, house.key, {"number": unit}))
            above = house.units[unit]
        if parts.room and (unit, parts.room) not in house.doors:
            values: dict[str, Any] = {"number": parts.room}
            if parts.floor is not None:
                values["floor"] = parts.floor
            if parts.zone:
                values["zone"] = parts.zone
            house.doors[unit, parts.room] = NewPlace("doors", f"{above}d{parts.room}", above, values)

    def _row(self, record: type, rid: int) -> dict[str, Any]:
        if (record, rid) not in self._names:
            self._names[record, rid] = record_row(record, rid)
        return self._names[record, rid]


def _proposed(house: _House) -> Proposed:
    numbers = tuple(one.values["number"] for one in house.doors.values())
    return Proposed(house.key, "buildings" if house.place else "doors", house.name, house.parent_name,
                    len(house.new_units), len(numbers), numbers, house.parent.startswith("#"))


def _clear(parts: Parts) -> bool:
    """Whether a place can be made of it: a house, or a tower by its name with a room."""
    if any(word in parts.head for word in _NO_COMPOUND_OF):
        return False
    return bool(not parts.fault and (parts.house or (len(parts.head) > 2 and parts.room)))


def rows_of(doubtful: Sequence[Doubt]) -> list[tuple[int, str, str]]:
    """(row, text, why) to be shown."""
    return [(one.row, one.text, str(one.why)) for one in doubtful]
