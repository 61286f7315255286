"""The demo centre's compounds: how many buildings each has and of which shape, and which doors are taken.

A building's shape is (units, floors, doors of a floor). The small centre has the first two compounds only.
"""
from __future__ import annotations

from typing import NamedTuple

SMALL = 6  # buildings of a compound in the small centre


class Estate(NamedTuple):
    """One compound: `buildings` in the large centre, all of one shape."""

    name: str
    buildings: int
    units: int
    floors: int
    doors: int
    built: int


ESTATES = (
    Estate("晨光里", 30, 4, 6, 2, 1996), Estate("翠湖苑", 20, 2, 18, 2, 2011), Estate("锦绣家园", 11, 1, 34, 4, 2018),
    Estate("文华苑", 22, 3, 11, 2, 2006), Estate("和平里", 24, 5, 6, 2, 1988), Estate("桂花园", 10, 2, 26, 3, 2015),
)


class Place(NamedTuple):
    """A home: the place of its estate, and its numbers."""

    estate: int
    building: int
    unit: int
    floor: int
    door: int

    @property
    def number(self) -> str:
        """The number on the door: 501."""
        return f"{self.floor}{self.door:02d}"


def buildings_of(estate: Estate, full: bool) -> int:
    """How many buildings it has in a centre of that size."""
    return estate.buildings if full else SMALL


def homes(estate: int, full: bool) -> list[Place]:
    """Every home of a compound, building by building."""
    one = ESTATES[estate]
    return [Place(estate, building, unit, floor, door) for building in range(1, buildings_of(one, full) + 1)
            for unit in range(1, one.units + 1) for floor in range(1, one.floors + 1)
            for door in range(1, one.doors + 1)]


class Town:
    """Hands out homes: each to one household, until a compound is full."""

    def __init__(self, full: bool) -> None:
        self._homes = [homes(estate, full) for estate in range(len(ESTATES))]
        self._taken = [bytearray(len(some)) for some in self._homes]

    def home(self, estate: int, wish: int) -> str:
        """The address of the home at that place of the compound, or of the next free one behind it."""
        some, taken = self._homes[estate], self._taken[estate]
        place = wish % len(some)
        free = taken.find(0, place)
        free = taken.find(0) if free < 0 else free
        place = place if free < 0 else free
        taken[place] = 1
        return address(some[place])


def address(at: Place) -> str:
    """As a clerk writes it: 晨光里3号楼2单元501."""
    return f"{ESTATES[at.estate].name}{at.building}号楼{at.unit}单元{at.number}"
