"""Adding and removing one place by hand: its name stands at once, and what only belongs to a building goes with it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.editing import RULES, add_row
from center.places import names
from db.errors import Invalid
from db.models.places import BuildingTerm, SentSheet
from db.questions import places
from db.record import Record
from db.tx import Tx


def add_building(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A building: named after its compound and number unless somebody named it."""
    whole = RULES[record].complete(dict(values))
    compound, number, kind = (_said(whole, path) for path in ("compound", "number", "kind"))
    [above] = places.compound_rows([compound]) if compound else [None]
    if above and number and not whole.get("name"):
        kind = kind if kind in names.OWN_KINDS else above["kind"]
        whole["name"] = names.building_name(above["name"] or "", kind, number)
    return add_row(tx, record, whole)


def add_unit(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A unit: named after its building and number."""
    whole = RULES[record].complete(dict(values))
    building, number = _said(whole, "building"), _said(whole, "number")
    for row in places.building_rows([building]) if building and number else []:
        whole["name"] = names.unit_name(row["name"] or "", number)
    return add_row(tx, record, whole)


def add_door(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A door: of its unit's building when only the unit was said, and named after them."""
    whole = RULES[record].complete(dict(values))
    [unit] = places.unit_rows([_said(whole, "unit")]) if _said(whole, "unit") else [None]
    if unit and whole.get("building") is None:
        whole["building"] = unit["building"]
    [building] = places.building_rows([_said(whole, "building")]) if _said(whole, "building") else [None]
    if (above := unit or building) and (number := _said(whole, "number")):
        whole["name"] = names.door_name(above["name"] or "", number, _said(whole, "zone"))
    return add_row(tx, record, whole)


def _said(values: Mapping[str, Any], path: str) -> Any:
    """A value that could be read; None for one that could not, which `add_row` tells at its field."""
    value = values.get(path)
    return None if isinstance(value, Invalid) else value


def remove_building(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """A building goes with the terms and sheets that are only about it; its units and doors keep it."""
    for own in (BuildingTerm, SentSheet):
        tx.remove_many(own, places.ids_about(own, rid))
    tx.remove(record, rid, revision)
