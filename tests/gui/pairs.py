"""All pairs: few combinations in which every value of every factor meets every value of every other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any


def all_pairs(factors: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """The combinations, greedily chosen, always the same ones; {name: value} each."""
    names = list(factors)
    open_pairs = {
        (one, value, other, second): None
        for one, other in combinations(names, 2) for value in factors[one] for second in factors[other]
    }
    chosen = []
    while open_pairs:
        one, value, other, second = next(iter(open_pairs))
        made = {one: value, other: second}
        for name in names:
            if name not in made:
                made[name] = max(factors[name], key=lambda item, name=name: _gain(open_pairs, names, made, name, item))
        for pair in _pairs(names, made):
            open_pairs.pop(pair, None)
        chosen.append({name: made[name] for name in names})
    return chosen


def _gain(open_pairs: dict, names: list[str], made: dict, name: str, item: Any) -> int:
    return sum(pair in open_pairs for pair in _pairs(names, {**made, name: item}) if name in (pair[0], pair[2]))


def _pairs(names: list[str], made: Mapping[str, Any]) -> list[tuple]:
    there = [name for name in names if name in made]
    return [(one, made[one], other, made[other]) for one, other in combinations(there, 2)]
