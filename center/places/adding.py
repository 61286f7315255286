"""Adding and removing one place by hand: its name stands at once, and what only belongs to a building goes with it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.editing import RULES, add_row
from center.places import names
from db.models.places import BuildingTerm, SentSheet
from db.questions import places
from db.record import Record
from db.tx import Tx


def add_building(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A building: named after its compound and number unless somebody named it."""
    whole = RULES[record].complete(dict(values))
    [above] = places.compound_rows([whole["compound"]]) if whole.get("compound") else [None]
    if above and whole.get("number") and not whole.get("name"):
        kind = whole["kind"] if whole.get("kind") in names.OWN_KINDS else above["kind"]
        whole["name"] = names.building_name(above["name"] or "", kind, whole["number"])
    return add_row(tx, record, whole)


def add_unit(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A unit: named after its building and number."""
    whole = RULES[record].complete(dict(values))
    above = places.building_rows([whole["building"]]) if whole.get("building") and whole.get("number") else []
    for row in above:
        whole["name"] = names.unit_name(row["name"] or "", whole["number"])
    return add_row(tx, record, whole)


def add_door(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A door: of its unit's building when only the unit was said, and named after them."""
    whole = RULES[record].complete(dict(values))
    [unit] = places.unit_rows([whole["unit"]]) if whole.get("unit") else [None]
    if unit and whole.get("building") is None:
        whole["building"] = unit["building"]
    [building] = places.building_rows([whole["building"]]) if whole.get("building") else [None]
    if (above := unit or building) and whole.get("number"):
        whole["name"] = names.door_name(above["name"] or "", whole["number"], whole.get("zone"))
    return add_row(tx, record, whole)


def remove_building(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """A building goes with the terms and sheets that are only about it; its units and doors keep it."""
    for own in (BuildingTerm, SentSheet):
        tx.remove_many(own, places.ids_about(own, rid))
    tx.remove(record, rid, revision)
