"""Layers of the building's picture: each colours doors by one fact, for those who may see it.

A domain declares `@layer(...)` in `center/<domain>/layers.py`, found by its name, so the meals of today add themselves.
A layer that an account may not see is not there: no pill, no count, no colour. On paper no layer prints by door.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from center import catalog
from db.words import Word

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Kind:
    """One state of a layer: its word in the legend, and a tone of the theme (grey, blue, amber, green, red, hollow)."""

    key: str
    label: Word
    tone: str


@dataclass(frozen=True)
class Mark:
    """What a layer says of one door: the key of its kind, and a short word drawn at its right (3 人)."""

    kind: str
    word: str = ""


Marks = Callable[["Desk", int, Sequence[int]], Mapping[int, Mark]]
"""(desk, building id, ids of its doors) → marks by door; a door that is left out is empty in this layer."""


@dataclass(frozen=True)
class Layer:
    """One layer. In a `sparse` one most doors are empty and get a border only."""

    key: str
    label: Word
    right: str
    kinds: tuple[Kind, ...]
    function: Marks
    order: int
    sparse: bool


LAYERS: dict[str, Layer] = {}


def layer(key: str, label: Word, kinds: Sequence[Kind], *, right: str, order: int, sparse: bool = True) -> Callable:
    """Write a function into the list of layers; `right` is what an account must hold to see it."""

    def note(function: Marks) -> Marks:
        if key in LAYERS:
            raise ValueError(f"two layers are called {key}")
        LAYERS[key] = Layer(key, label, right, tuple(kinds), function, order, sparse)
        return function

    return note


@cache
def declared() -> tuple[Layer, ...]:
    """Every layer in the order of its pills."""
    catalog.load()
    for domain in catalog.DOMAINS:
        if find_spec(f"center.{domain}.layers"):
            import_module(f"center.{domain}.layers")
    return tuple(sorted(LAYERS.values(), key=lambda one: one.order))


def seen(may: Callable[[str], bool]) -> tuple[Layer, ...]:
    """Those that an account may see."""
    return tuple(one for one in declared() if may(one.right))
