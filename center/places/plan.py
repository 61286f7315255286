"""How a building's doors stand to one another: blocks (units), lines (floors), and the column that each door takes.

Picture and paper draw the same plan. Doors of one floor whose numbers end alike stand above one another; a public room
spans what is free of its floor; shops and garages that belong to no unit stand side by side over the whole width.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from center.places.building import BuildingFacts, DoorFact
from center.places.names import natural

PUBLIC = "public"
_LEADING = re.compile(r"[Bb负地下-]*")


@dataclass(frozen=True)
class Block:
    """One unit (None: a building without units), its number, and how many columns its doors take."""

    unit: int | None
    number: str
    columns: int


@dataclass(frozen=True)
class Cell:
    """One door's place in a line: the block, the column in it, over how many columns it goes."""

    door: DoorFact
    block: int
    column: int
    span: int = 1


@dataclass(frozen=True)
class Line:
    """One row of doors from the top down. `wide` ones belong to no unit and share the whole width."""

    floor: int | None
    cells: tuple[Cell, ...] = ()
    wide: tuple[DoorFact, ...] = ()

    @property
    def doors(self) -> tuple[DoorFact, ...]:
        """Its doors from left to right."""
        return tuple(cell.door for cell in self.cells) or self.wide


@dataclass(frozen=True)
class Plan:
    """Blocks from left to right, lines from the top down; doors without a floor stand last."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]


def plan(facts: BuildingFacts) -> Plan:
    """The plan of a building."""
    units = facts.units or ((None, ""),)
    blocks, cells = [], []
    loose = [one for one in facts.doors if facts.units and one.unit is None]
    for place, (unit, number) in enumerate(units):
        columns, found, rest = _arranged(place, [one for one in facts.doors if one.unit == unit])
        blocks.append(Block(unit, number, columns))
        cells += found
        loose += rest
    floors = sorted({one.floor for one in facts.doors}, key=lambda floor: (floor is None, -(floor or 0)))
    inside: dict[int | None, list[Cell]] = {}
    for cell in cells:
        inside.setdefault(cell.door.floor, []).append(cell)
    lines: list[Line] = []
    for floor in floors:
        beside = tuple(one for one in loose if one.floor == floor)
        lines += [Line(floor, tuple(inside[floor]))] if floor in inside else []
        lines += [Line(floor, wide=beside)] if beside else []
    return Plan(tuple(blocks), tuple(lines))


def _arranged(block: int, doors: Sequence[DoorFact]) -> tuple[int, list[Cell], list[DoorFact]]:
    """(number of columns, the cells, doors for which no column is free) of one unit's doors."""
    keys = {one.id: _ending(one.zone, one.number, one.floor) for one in doors}
    order = sorted({key for key in keys.values() if key}, key=lambda key: (natural(key[0]), natural(key[1])))
    column = {key: place for place, key in enumerate(order)}
    cells: dict[tuple[int | None, int], Cell] = {}
    odd = []
    for one in doors:
        at = (one.floor, column.get(keys[one.id], -1))
        if at[1] < 0 or at in cells:
            odd.append(one)
        else:
            cells[at] = Cell(one, block, at[1])
    rest = []
    for one in odd:
        free = next((place for place in range(len(order)) if (one.floor, place) not in cells), None)
        if free is None or one.floor is None:
            rest.append(one)
        else:
            cells[one.floor, free] = Cell(one, block, free)
    return len(order), _spread(list(cells.values()), len(order)), rest


def _spread(cells: list[Cell], columns: int) -> list[Cell]:
    """Public rooms go on over what is free to their right."""
    taken = {(cell.door.floor, cell.column) for cell in cells}

    def wide(cell: Cell) -> Cell:
        end = cell.column + 1
        while end < columns and (cell.door.floor, end) not in taken:
            end += 1
        return replace(cell, span=end - cell.column)

    return [wide(cell) if cell.door.kind == PUBLIC else cell for cell in cells]


@lru_cache(4096)  # the doors of most buildings have the same numbers
def _ending(zone: str, number: str, floor: int | None) -> tuple[str, str] | None:
    """The zone, and what stands in a number behind its floor (501 → 01); None when it does not begin with its floor."""
    if floor is None:
        return None
    digits = _LEADING.sub("", number, count=1).lstrip("0")
    above = str(abs(floor))
    rest = digits[len(above):].lstrip("-") if digits.startswith(above) else ""
    return (zone, rest) if rest[:1].isdigit() else None
