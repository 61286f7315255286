"""Names, codes, floors and terms that follow when a place is written, by whatever way it was.

A name that somebody typed stays; one that was put together of the names above changes with them. A code is proposed
where it is empty and the code above it is known, and is never changed by itself: other papers may hold it.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from center.following import carries, follows
from center.places import codes, names
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.models.places import Building, BuildingTerm, Community, Compound, Door, Grid, Unit
from db.questions import places
from db.record import Record
from db.tx import Tx

Rows = Mapping[int, frozenset[str]]
NOT_ITS_UNIT = N_("所选单元不在所选楼栋里，请重新选")


class Codes:
    """Gives out codes in one act: what is used under a place is asked once."""

    def __init__(self) -> None:
        self._communities = {rid: codes.of_community(code) for rid, code in places.community_codes().items()}
        self._used: dict[tuple[str, str], set[str]] = {}

    def of(self, record: type[Record], letter: str, above: str | None, number: str = "") -> str | None:
        """The next code of a record under the code of the place above; None without one."""
        if not above:
            return None
        key = (letter, above)
        if key not in self._used:
            self._used[key] = places.codes_beginning(record, f"{above}{letter}")
        code = codes.following(above, letter, self._used[key], number)
        if code is not None:
            self._used[key].add(code)
        return code

    def under(self, record: type[Record], letter: str, community: int | None) -> str | None:
        """The next code of a record in a community."""
        return self.of(record, letter, self._communities.get(community, ""))

    def room(self, above: str | None, number: str, zone: str | None) -> str | None:
        """The code of a door, unless another one has it."""
        code = codes.room(above, number, zone)
        if code is None:
            return None
        key = (codes.ROOM, above)
        if key not in self._used:
            self._used[key] = places.codes_beginning(Door, f"{above}{codes.ROOM}")
        if code in self._used[key]:
            return None
        self._used[key].add(code)
        return code


@follows(Community)
def communities(_tx: Tx, rows: Rows) -> None:
    """Two communities of one name that belong to no street would be taken for one another."""
    _once(Community, "street", rows)


@follows(Grid)
def grids(tx: Tx, rows: Rows) -> None:
    """A grid gets its code."""
    giver = Codes()
    for row in places.grid_rows(rows):
        if not row["code"] and (code := giver.under(Grid, codes.GRID, row["community"])):
            tx.change(Grid, row["id"], {"code": code})


@follows(Compound)
def compounds(tx: Tx, rows: Rows) -> None:
    """A compound gets its code, and its buildings are renamed with it."""
    _once(Compound, "community", rows)
    giver, was = Codes(), tx.was(Compound)
    for row in places.compound_rows(rows):
        if not row["code"] and (code := giver.under(Compound, codes.COMPOUND, row["community"])):
            tx.change(Compound, row["id"], {"code": code})
        before = was.get(row["id"], {})
        if not before.keys() & {"name", "kind"}:
            continue
        old = row | before
        tx.change_many(Building, {
            one["id"]: {"name": _built(row["name"], row["kind"], one["kind"], one["number"])}
            for one in places.building_rows(compound=row["id"])
            if one["number"] and one["name"] in (
                None, _built(old["name"], old["kind"], one["kind"], one["number"]))})


@carries(Compound, "name", "kind")
def doors_of(compound: int) -> int:
    """Every door has the name of its compound in its own."""
    return places.doors_under(compound)


@follows(Building)
def buildings(tx: Tx, rows: Rows) -> None:
    """A building gets its name, its code and the term of its grid and compound; what hangs on it is renamed.

    The doors of a unit follow with the unit, in `units`.
    """
    giver, was, facts, fresh = Codes(), tx.was(Building), places.building_rows(rows), {}
    olds = {row["id"]: row for row in places.compound_rows(
        {before["compound"] for before in was.values() if before.get("compound")})}
    for row in facts:
        values = {}
        if (name := _name_of(row, was.get(row["id"], {}), olds)) != row["name"]:
            values["name"] = row["name"] = name
        if not row["code"]:
            values["code"] = giver.under(Building, codes.BUILDING, row["community"])
        fresh[row["id"]] = values
    tx.change_many(Building, fresh)
    _once(Building, "compound", rows)
    _unnumbered_once(facts)
    _terms(tx, facts)
    renamed = [rid for rid, before in tx.was(Building).items() if rid in rows and "name" in before]
    _rename_units(tx, places.unit_rows(buildings=renamed))
    _rename_doors(tx, places.door_rows(buildings=renamed))


@follows(Unit)
def units(tx: Tx, rows: Rows) -> None:
    """A unit gets its name and code; its doors are renamed with it, and go to its building."""
    giver, facts = Codes(), places.unit_rows(rows)
    _rename_units(tx, facts)
    tx.change_many(Unit, {row["id"]: {"code": giver.of(Unit, codes.UNIT, row["building_code"], row["number"])}
                          for row in facts if not row["code"]})
    moved = [rid for rid in rows if rows[rid] & {"number", "building", "name"} and rid in tx.was(Unit)]
    doors = places.door_rows(units=moved)
    tx.change_many(Door, {door["id"]: {"building": door["unit_building"]} for door in doors})
    _rename_doors(tx, doors)


@follows(Door)
def doors(tx: Tx, rows: Rows) -> None:
    """A door gets its name, floor and code; its unit must be of its building, and it stands there once."""
    facts, was, giver, fresh = places.door_rows(rows), tx.was(Door), Codes(), {}
    if any(row["unit"] is not None and row["unit_building"] != row["building"] for row in facts):
        raise Problems({"unit": Invalid(NOT_ITS_UNIT)})
    _doors_once(facts)
    for row in facts:
        values = {"name": _door_name(row)}
        old = was.get(row["id"], {})
        told = names.floor_of(old.get("number") or row["number"])
        if row["floor"] is None or ("number" in old and "floor" not in old and row["floor"] == told):
            values["floor"] = names.floor_of(row["number"])
        if not row["code"] and (above := row["unit_code"] if row["unit"] else row["building_code"]):
            values["code"] = giver.room(above, row["number"], row["zone"])
        if any(row[key] != value for key, value in values.items()):
            fresh[row["id"]] = values
    tx.change_many(Door, fresh)


# ---- names

def _built(compound: str | None, kind: str | None, own_kind: str | None, number: str) -> str:
    return names.building_name(compound or "", own_kind if own_kind in names.OWN_KINDS else kind, number)


def _name_of(row: Mapping[str, Any], before: Mapping[str, Any], olds: Mapping[int, Mapping[str, Any]]) -> str | None:
    """What a building is called now: as typed, or put together of its compound and number."""
    if not row["number"]:
        return row["name"]
    fresh = _built(row["compound_name"], row["compound_kind"], row["kind"], row["number"])
    if not row["name"]:
        return fresh
    if "name" in before or not before.keys() & {"number", "compound", "kind"}:
        return row["name"]
    old = row | {key: value for key, value in before.items() if key in ("number", "kind")}
    above = olds.get(before["compound"], {}) if "compound" in before else {
        "name": row["compound_name"], "kind": row["compound_kind"]}
    if not old["number"]:
        return row["name"]
    was = _built(above.get("name"), above.get("kind"), old["kind"], old["number"])
    return fresh if row["name"] == was else row["name"]


def _door_name(row: Mapping[str, Any]) -> str:
    return names.door_name(row["unit_name"] or row["building_name"] or "", row["number"], row["zone"])


def _rename_units(tx: Tx, rows: Iterable[dict[str, Any]]) -> None:
    found = {row["id"]: (names.unit_name(row["building_name"] or "", row["number"]), row["name"]) for row in rows}
    tx.change_many(Unit, {rid: {"name": name} for rid, (name, old) in found.items() if name != old})


def _rename_doors(tx: Tx, rows: Iterable[dict[str, Any]]) -> None:
    """Asked after their units were renamed: their names are put together of what stands above them now."""
    found = {row["id"]: (_door_name(row), row["name"]) for row in rows}
    tx.change_many(Door, {rid: {"name": name} for rid, (name, old) in found.items() if name != old})


# ---- once, and since when

def _once(record: type[Record], above: str, rows: Rows) -> None:
    """Among rows without a place above, SQL holds no name apart from another."""
    for name, ids in places.twice(record, above).items():
        if any(rid in rows for rid in ids):
            raise Problems({"name": _there_already(record, name)})


def _there_already(record: type[Record], name: str) -> Invalid:
    return Invalid("已有一条{label}叫“{name}”，请查找后修改那一条，或者写明它在哪里", label=record.label, name=name)


def _unnumbered_once(facts: Iterable[Mapping[str, Any]]) -> None:
    """Nor does it tell apart the buildings of one compound that have no number: their names do."""
    mine = {row["id"]: row["compound"] for row in facts if row["compound"] and not row["number"]}
    seen: dict[tuple[int, str], int] = {}
    for rid, compound, name in places.unnumbered(set(mine.values())):
        first = seen.setdefault((compound, name), rid)
        if first != rid and (first in mine or rid in mine):
            raise Problems({"name": _there_already(Building, name)})


def _doors_once(facts: Iterable[Mapping[str, Any]]) -> None:
    ids = {row["id"] for row in facts}
    for two in places.doors_twice({row["building"] for row in facts if row["unit"] is None}):
        if ids & {two["first"], two["last"]}:
            raise Problems({"number": Invalid("这栋楼里已有 {number} 室，请查找后修改那一条，不要重复登记",
                                              number=two["number"])})


def _terms(tx: Tx, facts: Iterable[Mapping[str, Any]]) -> None:
    """Close the running term of a building that went to another grid or compound, and begin the next one."""
    facts = list(facts)
    terms, today = places.open_terms(row["id"] for row in facts), Day(tx.today)
    fresh = []
    for row in facts:
        term, now = terms.get(row["id"]), {"grid": row["grid"], "compound": row["compound"]}
        if term is None:
            if any(now.values()):
                fresh.append({"building": row["id"], "since": row["valid_from"], **now})
        elif any(term[key] != value for key, value in now.items()):
            if term["since"] == today:
                tx.change(BuildingTerm, term["id"], now)
            else:
                tx.change(BuildingTerm, term["id"], {"until": today})
                fresh.append({"building": row["id"], "since": today, **now})
    tx.add_many(BuildingTerm, fresh)
