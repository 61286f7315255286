"""Where a list goes: the places one chooses, ranges as a clerk types them, and the order one walks. Pure."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from center.places.names import natural, walk_key
from db.errors import Invalid

LONGEST = 200  # numbers of one range
_RANGE = re.compile(r"(-?\d+)\s*[-~—–至到]\s*(-?\d+)")
_PARTING = re.compile(r"[-—/#号楼栋幢座单元门室户\s]+")
_TAIL = re.compile(r"(号楼|号院|栋|幢|座|楼|单元|门|层|#|号)$")


@dataclass(frozen=True)
class Choice:
    """What a list goes to: any of the places, of them only the houses, units, floors, kinds and uses that are named."""

    communities: tuple[int, ...] = ()
    grids: tuple[int, ...] = ()
    compounds: tuple[int, ...] = ()
    buildings: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    houses: tuple[str, ...] = ()
    unit_numbers: tuple[str, ...] = ()
    floors: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    use: tuple[str, ...] = ()

    @property
    def nowhere(self) -> bool:
        """Whether no place was chosen."""
        return not (self.communities or self.grids or self.compounds or self.buildings or self.units)


def numbers(text: str) -> tuple[str, ...] | Invalid:
    """`1-3、5、东` → 1 2 3 5 东: numbers of houses, units or floors, the words behind them left out."""
    found: list[str] = []
    for part in re.split(r"[、,，;；\s]+", unicodedata.normalize("NFKC", text).strip()):
        bare = re.sub(_TAIL, "", part)
        match = _RANGE.fullmatch(re.sub(r"(号楼|号院|栋|幢|单元|层|楼|号)", "", part))
        if match:
            low, high = int(match[1]), int(match[2])
            if high < low or high - low >= LONGEST:
                return Invalid("“{text}”看不懂，范围请写成 1-6，几个用顿号隔开", text=part)
            found += [str(number) for number in range(low, high + 1)]
        elif bare:
            found.append(bare.upper())
    return tuple(dict.fromkeys(found))


def floors(text: str) -> tuple[int, ...] | Invalid:
    """The same of floors; below ground with a minus."""
    found = numbers(re.sub(r"负|地下", "-", text))
    if isinstance(found, Invalid):
        return found
    if strange := next((one for one in found if not re.fullmatch(r"-?\d+", one)), ""):
        return Invalid("楼层“{text}”看不懂，请写成 1-6 或 3、5，地下写负数", text=strange)
    return tuple(int(one) for one in found)


def walk(rows: Iterable[Mapping[str, Any]], down: bool | None = None) -> list[int]:
    """Ids of doors in walking order: building after building, unit after unit.

    `down` begins at the top floor; None does so where there is a lift. Rows as `db.questions.visits.doors_of` gives.
    """
    return [row["id"] for row in sorted(rows, key=lambda row: _step(row, down))]


def _step(row: Mapping[str, Any], down: bool | None) -> tuple:
    lift = bool(row["elevators"]) if down is None else down
    return (natural(row["compound"]), natural(row["house"]), natural(row["building_name"]), row["building"],
            walk_key(row["unit"] or "", row["floor"], row["number"] or "", down=lift), row["id"])


def next_named(stops: Sequence[Mapping[str, Any]], text: str, after: int = -1) -> int | None:
    """The place in `stops` of the next door called so behind `after`, else of the first: 501, 2-501, 3-2-501."""
    wanted = [part for part in _PARTING.split(unicodedata.normalize("NFKC", text).upper()) if part]
    if not wanted:
        return None
    order = [*range(after + 1, len(stops)), *range(0, after + 1)]
    for place in order:
        row = stops[place]
        name = [part for part in (row["house"], row["unit"], row["number"]) if part]
        if [part.upper() for part in name[-len(wanted):]] == wanted or wanted == [row["house"], row["number"]]:
            return place
    return None
