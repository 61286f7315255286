"""Tables whose address stands in several columns; addresses as names of doors, units and buildings.

A list of doors or households gives 小区, 楼栋, 单元 and 室号 in columns of their own, some of them merged, empty or
同上 downwards. They become one address at the right end of the table, which the preview then reads like any other.
"""
from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from center.addresses.grammar import plain
from center.addresses.reading import UNREAD, places, told
from center.importing.cell import raw_text
from center.importing.header import UID, Header, find_header
from center.importing.lines import sort_lines
from center.importing.preparing import Joined, prepares
from center.importing.words import bare, import_words
from center.naming import names, whys
from center.words import N_
from db.errors import Invalid, Unreadable
from db.models.cover import DutyTerm
from db.models.households import Residency
from db.models.members import Member
from db.models.people import Person
from db.models.places import Building, Door, Unit
from db.questions import addresses as asked
from db.record import Record, columns

WORDS = ("小区", "楼栋", "单元", "室号")
"""The four columns, as `templates/import/synonyms.toml` groups their usual names."""

_NUMBER = re.compile(r"[甲乙丙丁]?\d{1,4}[A-Z甲乙丙丁]?|[A-Z]\d{0,3}|[东南西北中]")
Four = list[str]


@names(Door)
def doors(text: str) -> Sequence[int]:
    """The doors that an address may mean."""
    reading = places().read(text)
    return (reading.door,) if reading.door else reading.among


@whys(Door)
def no_door(text: str) -> Invalid | None:
    """Why an address leads to no door: at its field in a form, in its cell of an import."""
    reading = places().read(text)
    if not reading.reason or reading.among or (reading.reason == UNREAD and not reading.parts.fault):
        return None
    return told(reading, asked.names_of(Building, [reading.building])[reading.building] if reading.building else "")


@names(Building)
def buildings(text: str) -> Sequence[int]:
    """The buildings that a text may mean (3号楼, 晨光花园三栋)."""
    return places().buildings(text)


@names(Unit)
def units(text: str) -> Sequence[int]:
    """The units that a text may mean (3号楼2单元)."""
    return places().units(text)


def prepare(record: type[Record], label: str) -> None:
    """Let tables of this record have their address in several columns; `label` heads the one that is added."""

    @prepares(record)
    def join(table: Any) -> Any:
        return joined(table, record, label)


def joined(table: Any, record: type[Record] = Residency, label: str = "住处") -> Any:
    """The table with one more column, the address, if it has 室号 or 楼栋 and no address of its own; else itself."""
    header = find_header(table.rows, record, table.first_row, table.merged)
    places_at = _columns(header, table.rows)
    if not ("室号" in places_at or "楼栋" in places_at) or _has_address(header, record, places_at):
        return table
    width = max(len(row) for row in table.rows)
    rows: list[list[Any]] = [list(row) for row in table.rows]
    _put(rows[header.bottom], width, label)
    above: Four = ["", "", "", ""]
    whole, lines = {}, sort_lines(table.rows, header).data
    runs = _units_run_down([_four(rows[at], places_at) for at in lines])
    for at in lines:
        above = _filled(_four(rows[at], places_at), above, runs)
        whole[at] = _whole(above, places_at)
        _put(rows[at], width, address(*above))
    made = copy.copy(table)
    made.rows, made.joined = rows, _joined(header, table.rows, places_at, label, width, whole)
    return made


def address(compound: str, building: str, unit: str, room: str) -> str | None:
    """One address of four cells, whatever of 号楼 and 单元 is left out in them."""
    if building and _NUMBER.fullmatch(plain(building)):
        building += "号楼"
    if unit and _NUMBER.fullmatch(plain(unit)):
        unit += "单元"
    if building and unit.startswith(building):  # our own lists: the whole name of the unit
        building = ""
    if compound and (building or unit).startswith(compound):
        compound = ""
    return "".join((compound, building, unit, room)) or None


def _columns(header: Header, rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Which of the four stand in which column (0-based), be it under a heading of several, such as 房屋地址."""
    groups = {word: set(import_words().names.get(word, ())) | {word} for word in map(bare, WORDS)}
    found: dict[str, int] = {}
    for heading in header.headings:
        for said in (bare(heading.text), *_lowest(header, rows, heading.index)):
            word = next((word for word, group in groups.items() if word not in found and said in group
                         and not any(said == other and other != word for other in groups)), None)
            if said and word:
                found[word] = heading.index
                break
    return found


def _lowest(header: Header, rows: Sequence[Sequence[Any]], at: int) -> list[str]:
    """The lowest written heading of a column whose heading is several rows high."""
    cells = [rows[line][at] for line in range(header.bottom, header.top, -1) if at < len(rows[line])]
    return [bare(str(cell)) for cell in cells if cell is not None][:1]


def _joined(header: Header, rows: Sequence[Sequence[Any]], at_of: dict[str, int], into: str, made: int,
            whole: dict[int, dict[int, str]]) -> Joined:
    columns = tuple(sorted(at_of.values()))
    names = tuple((_lowest(header, rows, at) or [header.headings[at].text])[0] for at in columns)
    return Joined(columns, names, into, made, whole)


def _has_address(header: Header, record: type[Record], known: dict[str, int]) -> bool:
    """Whether another column already is the address."""
    paths = {at.path for at in columns(record) if at.name in ("address", "door")}
    return any(one.path in paths and one.index not in known.values() for one in header.headings)


def _four(row: Sequence[Any], known: dict[str, int]) -> Four:
    texts = []
    for word in WORDS:
        at = known.get(word, -1)
        text = raw_text(row[at]).strip() if 0 <= at < len(row) else ""
        texts.append("" if text.casefold() in import_words().empty else text)
    return texts


def _units_run_down(fours: Sequence[Four]) -> bool:
    """Whether an empty 单元 beside a 楼栋 that is written again means the unit above, as in lists that write it once.

    Where most rows have a unit, one without is a door of the building itself: a shop, a gatehouse.
    """
    same, unit, building, empty, written = import_words().same, "", "", 0, 0
    for _compound, house, one, _room in fours:
        if house and house.casefold() not in same and house != building:
            building, unit = house, ""
        if one:
            unit, written = one, written + 1
        elif unit and house and house.casefold() not in same:
            empty += 1
    return empty * 2 > written


def _filled(four: Four, above: Four, runs: bool) -> Four:
    """同上 takes what stands above. So does an empty cell, as long as nothing to its left begins anew.

    A row without any of them is of the household above; 室号 alone is another door of the same unit. `runs`: an empty
    单元 is the one above even where 楼栋 is written again.
    """
    same = import_words().same
    anew, found = False, []
    for place, text in enumerate(four):
        if text.casefold() in same:
            text = above[place]
        elif text:
            anew = anew or (place < len(four) - 1 and (text != above[place] or (place == 1 and not runs)))
        elif not anew and (place < len(four) - 1 or not any(four)):
            text = above[place]
        found.append(text)
    return found


def _whole(filled: Four, at_of: dict[str, int]) -> dict[int, str]:
    """By column what the four cells of a row mean."""
    return {at_of[word]: text for word, text in zip(WORDS, filled, strict=True) if word in at_of}


def _as_far(filled: Four, four: Four) -> Four:
    """Only as far down as the row itself goes: a building's head has no unit, whatever stands above."""
    last = max((place for place, text in enumerate(four) if text), default=-1)
    return [text if place <= last else "" for place, text in enumerate(filled)]


def _put(row: list[Any], at: int, value: Any) -> None:
    row += [None] * (at - len(row))
    row.append(value)


for _record, _label in ((Residency, "住处"), (Person, "家庭住址"), (Member, "家庭住址")):
    prepare(_record, _label)


WHOLE = N_("“{heading}”一栏写的是整条地址，户室的表要分成“楼栋”“单元”“室号”几栏。"
           "整条地址的名单请用“按名单建楼”，没登记的楼和户会列出来，勾选了才建")


class WholeAddresses(Unreadable):
    """A table of doors that names them by whole addresses: it is no list of doors yet, and goes through 按名单建楼."""


@prepares(Door)
def apart(table: Any) -> Any:
    """The table itself. Raises WholeAddresses where one column holds the whole address and none says a part of it."""
    header = find_header(table.rows, Door, table.first_row, table.merged)
    parts = {one.path for one in header.headings} & {"building", "unit", "number", "code", UID}
    if parts or _columns(header, table.rows):
        return table
    homes = find_header(table.rows, Residency, table.first_row, table.merged)
    whole = next((one.text for one in homes.headings if one.path == "door"), "")
    if whole:
        raise WholeAddresses(WHOLE, heading=whole)
    return table


@prepares(Door, Unit, DutyTerm)
def qualified(table: Any) -> Any:
    """The table with whole names in 楼栋 and 单元: 2单元 alone, beside 3号楼 and 晨光花园, says too little."""
    header = find_header(table.rows, Door, table.first_row, table.merged)
    at_of = _columns(header, table.rows)
    if "楼栋" not in at_of:
        return table
    rows: list[list[Any]] = [list(row) for row in table.rows]
    above: Four = ["", "", "", ""]
    meant, lines = {}, sort_lines(table.rows, header).data
    runs = _units_run_down([_four(rows[at], at_of) for at in lines])
    for at in lines:
        four = _four(rows[at], at_of)
        above = _filled(four, above, runs)
        meant[at] = _whole(_as_far(above, four), at_of)
        compound, building, unit, _room = _as_far(above, four)
        whole = {"楼栋": address(compound, building, "", ""), "单元": unit and address(compound, building, unit, "")}
        for word, text in whole.items():
            if text and at_of.get(word, len(rows[at])) < len(rows[at]):
                rows[at][at_of[word]] = text
    made = copy.copy(table)
    house = header.headings[at_of["楼栋"]].text
    made.rows, made.joined = rows, _joined(header, table.rows, at_of, house, -1, meant)
    return made
