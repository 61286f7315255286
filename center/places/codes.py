"""Codes that the program proposes for places, from the community's 12-digit statistical code down. Pure.

网格 = 社区 12 位 + G + 3 位；小区 = C + 3；楼栋 = B + 5；单元 = 楼栋 + U + 2；户室 = 单元（楼栋）+ R + 室号. A code is
only proposed where the code above it is known; a clerk may type another one, and no two are the same.
"""
from __future__ import annotations

import re
from collections.abc import Collection

GRID, COMPOUND, BUILDING, UNIT, ROOM = "G", "C", "B", "U", "R"
WIDTHS = {GRID: 3, COMPOUND: 3, BUILDING: 5, UNIT: 2}
_COMMUNITY = re.compile(r"\d{12}")
_NUMBER = re.compile(r"[0-9A-Z-]+")


def of_community(code: str | None) -> str:
    """The community's code when it is one that others can begin with, else ''."""
    return code if code and _COMMUNITY.fullmatch(code) else ""


def following(above: str | None, letter: str, used: Collection[str], number: str = "") -> str | None:
    """The next code under `above`: of a unit its own number where that is free, else one more than the highest used.

    None when nothing is known above, or all numbers are used up.
    """
    if not above:
        return None
    width, first = WIDTHS[letter], f"{above}{letter}"
    if letter == UNIT and number.isascii() and number.isdigit() and 0 < int(number) < 10 ** width:
        own = f"{first}{int(number):0{width}}"
        if own not in used:
            return own
    tails = (code[len(first):] for code in used if code.startswith(first))
    highest = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    return f"{first}{highest + 1:0{width}}" if highest + 1 < 10 ** width else None


def room(above: str | None, number: str, zone: str | None = None) -> str | None:
    """The code of a door under its unit or building; None when its number is not of digits and letters."""
    text = f"{zone or ''}{number}".upper()
    return f"{above}{ROOM}{text}" if above and _NUMBER.fullmatch(text) else None
