"""The picture of a building without a screen: where each door stands in pixels, and where the arrow keys lead.

All sizes are device pixels, rounded once; the picture scrolls where a floor would get too low or a door too narrow.
"""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from center.places.building import BuildingFacts, DoorFact
from center.places.plan import Line, plan

HEADS, SUMS, EDGE = 42, 40, 24          # over the doors, under them, at both sides
LABEL, COUNTS = 30, 88                  # the floors at the left, the counts beside them at the right
LOW, HIGH, BARE = 20, 33, 24            # a floor: at least, at most, and below which only the number is drawn
NARROW, WIDE, ROOMY = 44, 150, 62       # a door: at least, at most, and from which units have a corridor
GAP, PAD, BETWEEN, CORRIDOR = 16, 4, 5, 13
WIDEST = 220                            # of what belongs to no unit


@dataclass(frozen=True, slots=True)
class Box:
    """One door. `column` counts through the line from the left, `row` from the top; x and y without scrolling."""

    door: int
    column: int
    row: int
    x: int
    y: int
    w: int
    h: int
    text: str


@dataclass(frozen=True)
class UnitHead:
    """One unit's frame from `top` to `foot`, with a corridor at `middle` (0: none) down to `end`."""

    unit: int | None
    number: str
    x: int
    w: int
    top: int
    foot: int
    middle: int
    end: int


@dataclass(frozen=True)
class Row:
    """One line of doors on the screen; a line that is too long for the width goes on in the next row."""

    floor: int | None
    y: int
    doors: tuple[int, ...]


class Picture:
    """The doors of a building in a space of `width` × `height`; `counted` keeps room for counts at the right.

    `edge` is what stays free there, design pixels: the handle of the pane may stand on it.
    """

    def __init__(self, facts: BuildingFacts, width: int, height: int, scale: float, counted: bool = True,
                 edge: int = EDGE) -> None:
        self.building, self.scale, self.width, self.height = facts.id, scale, width, height
        self._plan = plan(facts)
        px = self.px
        self.left, self.head = px(EDGE + LABEL), px(HEADS)
        self.edge = px(edge)
        self.right = self.edge + (px(COUNTS) if counted else 0)
        self.boxes: tuple[Box, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._columns()
        lines = self._lines()
        room = height - self.head - px(SUMS)
        self.row = min(px(HIGH), max(px(LOW), room // max(1, len(lines))))
        self.bare = self.row < px(BARE)
        self._by_row: list[list[Box]] = []
        self._place(lines)
        self.floors = tuple(row.floor for row in self.rows)
        self.foot = self.head + self.row * len(self.rows)
        self.heads = self._heads(lines)
        self._where = {box.door: box for box in self.boxes}

    def px(self, value: float) -> int:
        """Design pixels to device pixels."""
        return round(value * self.scale)

    def bottom(self, height: int) -> int:
        """Where the doors end on the screen, in a canvas of that height: at the foot, or where the sums begin."""
        return min(self.foot, max(self.head + self.row, height - self.px(SUMS)))

    @property
    def rolls(self) -> bool:
        """Whether some doors are seen only after scrolling."""
        return self.foot > self.bottom(self.height) or self.end > self.width - self.right

    # ---- across
    def _columns(self) -> None:
        """The width of a door and the left edge of every block."""
        px, blocks = self.px, self._plan.blocks
        count = sum(block.columns for block in blocks)
        room = self.width - self.left - self.right - px(GAP) * (len(blocks) - 1)
        for corridor in (CORRIDOR, BETWEEN):
            self._corridor = px(corridor)
            spare = sum(self._spare(block.columns) for block in blocks)
            self.door = (room - spare) // count if count else px(ROOMY)
            if self.door >= px(ROOMY):
                break
        self.door = min(px(WIDE), max(px(NARROW), self.door))
        self._lefts, self._edges, x = [], [], self.left
        for block in blocks:
            self._lefts.append(x)
            self._edges.append([self._left_of(x, block.columns, column) for column in range(block.columns)])
            x += self._wide(block.columns) + px(GAP)
        self.end = max(x - px(GAP), self.left)
        if not count:  # only doors without columns: as wide as there is room
            self.end = max(self.end, self.width - self.right)

    def _spare(self, columns: int) -> int:
        """What a block needs beside its doors."""
        inner = (columns - 1) * self.px(BETWEEN) if columns else 0
        return 2 * self.px(PAD) + inner + (self._corridor - self.px(BETWEEN) if self._halved(columns) else 0)

    def _wide(self, columns: int) -> int:
        return columns * self.door + self._spare(columns) if columns else 0

    @staticmethod
    def _halved(columns: int) -> bool:
        """Whether a corridor goes through the middle."""
        return columns in (2, 4)

    def _left_of(self, x: int, columns: int, column: int) -> int:
        """The left edge of a column of a block that begins at x."""
        x += self.px(PAD) + column * (self.door + self.px(BETWEEN))
        return x + (self._corridor - self.px(BETWEEN) if self._halved(columns) and column >= columns // 2 else 0)

    # ---- down
    def _lines(self) -> list[Line]:
        """The plan's lines; what stands side by side is broken where it would get too narrow."""
        step = self.px(NARROW + 12) + self.px(BETWEEN)
        most = max(1, (self.end - self.left + self.px(BETWEEN)) // step)
        found = []
        for line in self._plan.lines:
            pieces = range(0, len(line.wide), most)
            found += [Line(line.floor, wide=line.wide[at:at + most]) for at in pieces] if line.wide else [line]
        return found

    def _place(self, lines: list[Line]) -> None:
        rows, edges, gap = [], self._edges, self.px(2)
        high = self.row - 2 * gap
        for row, line in enumerate(lines):
            top = self.head + row * self.row
            across = self._side_by_side(line.wide) if line.wide else [
                (cell.door, edges[cell.block][cell.column], edges[cell.block][cell.column + cell.span - 1] + self.door)
                for cell in line.cells]
            across.sort(key=lambda one: one[1])
            self._by_row.append([Box(door.id, column, row, x, top + gap, end - x, high, door.number)
                                 for column, (door, x, end) in enumerate(across)])
            rows.append(Row(line.floor, top, tuple(door.id for door, _x, _end in across)))
        self.rows, self.boxes = tuple(rows), tuple(box for line in self._by_row for box in line)

    def _side_by_side(self, doors: tuple[DoorFact, ...]) -> list[tuple[DoorFact, int, int]]:
        """(door, left, right) of doors that share the whole width evenly."""
        pad, between = self.px(PAD), self.px(BETWEEN)
        room = self.end - self.left - 2 * pad + between
        step = min(room / len(doors), self.px(WIDEST) + between)
        edges = [self.left + pad + round(nth * step) for nth in range(len(doors) + 1)]
        return [(door, edges[nth], edges[nth + 1] - between) for nth, door in enumerate(doors)]

    def _heads(self, lines: list[Line]) -> tuple[UnitHead, ...]:
        inside: dict[int, list[int]] = {}
        for row, line in enumerate(lines):
            for block in {cell.block for cell in line.cells}:
                inside.setdefault(block, []).append(row)
        return tuple(self._unit_head(nth, rows) for nth, rows in sorted(inside.items()))

    def _unit_head(self, nth: int, inside: list[int]) -> UnitHead:
        block, x, middle = self._plan.blocks[nth], self._lefts[nth], 0
        if self._halved(block.columns) and self._corridor > self.px(BETWEEN):
            middle = self._edges[nth][block.columns // 2] - (self._corridor + 1) // 2
        last = next((row for row in reversed(inside) if not self._crossed(row, middle)), inside[0])
        top, foot, end = (self.head + row * self.row for row in (inside[0], max(inside) + 1, last + 1))
        return UnitHead(block.unit, block.number, x, self._wide(block.columns), top, foot, middle, end)

    def _crossed(self, row: int, x: int) -> bool:
        return any(box.x < x < box.x + box.w for box in self._by_row[row])

    # ---- pointing and walking
    def box(self, door: int) -> Box | None:
        """Where a door stands; None when it has no place here."""
        return self._where.get(door)

    def at(self, x: int, y: int) -> int | None:
        """The door at a point, without scrolling."""
        row = (y - self.head) // self.row
        if not 0 <= row < len(self.rows) or y < self.head:
            return None
        line = self._by_row[row]
        place = bisect_right([box.x for box in line], x) - 1
        found = line[place] if place >= 0 else None
        return found.door if found and x < found.x + found.w and found.y <= y < found.y + found.h else None

    def step(self, door: int, dx: int, dy: int, aim: int | None = None) -> int:
        """The nearest door in that direction, over gaps and units; the same one at the edge.

        `aim` is the x that a walk up or down keeps to, past a door that is wider.
        """
        here = self._where.get(door)
        if here is None:
            return self.boxes[0].door if self.boxes else door
        if dx:
            line = self._by_row[here.row]
            place = max(0, min(len(line) - 1, line.index(here) + dx))
            return line[place].door
        row = max(0, min(len(self.rows) - 1, here.row + dy))
        middle = here.x + here.w // 2 if aim is None else aim
        return min(self._by_row[row], key=lambda box: (_away(box, middle), box.x)).door

    def ends(self, door: int, last: bool) -> int:
        """The first or last door of its floor."""
        here = self._where.get(door)
        return self._by_row[here.row][-1 if last else 0].door if here else door


def _away(box: Box, x: int) -> int:
    """How far a point lies outside a door, across."""
    return max(box.x - x, 0, x - (box.x + box.w))
