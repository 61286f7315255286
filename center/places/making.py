"""Making many places at once: what a wish finds already there, and the one command that makes a plan."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from center.commands import command
from center.numbers import number as official
from center.places import codes, names
from center.places.following import Codes
from center.places.numbers import MAKE_MOST
from center.places.proposing import Known, Line, NewPlace, Plan, Wish, numbers, plan_of, preview, wish_of
from center.stopping import Progress, step
from center.words import N_
from db.errors import Denied, Invalid, Missing, Problems
from db.listing import id_of_uid, lookup
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.questions import places
from db.record import Record, record_name
from db.tx import Tx
from db.words import Phrase

__all__ = ["Known", "Line", "NewPlace", "Plan", "Wish", "known_of", "make", "plan_of", "preview", "settled"]

MADE = N_("建了 {buildings} 栋楼、{units} 个单元、{doors} 户；原来就有 {there} 户")
KINDS = {record_name(one): one for one in (Compound, Building, Unit, Door)}


def settled(wish: Wish) -> Wish:
    """The same wish with names and uids of what is there as ids. Raises Problems at the field of a wrong name.

    A compound that is not there stays a name: a new one. Its community is the only one there is, unless one is said.
    """
    taken: dict[str, Any] = {}
    for name, record in (("grid", Grid), ("community", Community)):
        taken[name] = _id(name, record, getattr(wish, name))
    if isinstance(wish.compound, str) and wish.compound.strip():
        text = wish.compound.strip()
        found = places.known_compounds(text)
        if len(found) > 1 and taken["community"]:
            found = [one for one in found if one[1] == taken["community"]]
        if len(found) > 1:
            raise Problems({"compound": Invalid("有 {count} 个小区叫“{text}”，请写明社区", count=len(found),
                                                text=text)})
        uid = _by_uid(Compound, text)
        taken["compound"] = found[0][0] if found else uid if uid is not None else text
    if taken["community"] is None and taken["grid"]:
        taken["community"] = next((row["community"] for row in places.grid_rows([taken["grid"]])), None)
    if taken["community"] is None:
        every = places.communities()
        taken["community"] = every[0][0] if len(every) == 1 else None
    return replace(wish, **taken)


def known_of(wish: Wish) -> Known:
    """What is there of a settled wish: its compound, and the buildings, units and doors it would make."""
    if isinstance(wish.compound, int):
        [row] = places.compound_rows([wish.compound]) or [None]
        if row is None:
            raise Missing("所选的小区已经不在了，请重新选择")
        compound, name, kind = row["id"], row["name"], row["kind"] or ""
    else:
        compound, name, kind = None, wish.compound, wish.compound_kind
    found = {}
    if compound is not None or wish.name:
        rows = places.known_buildings(compound, [wish.name])
        found = {number or title: rid for rid, number, title in rows}
    wanted = set(numbers(wish)) | {wish.name}
    here = [rid for number, rid in found.items() if number in wanted]
    units = {(building, number): rid for rid, building, number in places.known_units(here)}
    doors = frozenset((building, unit, number) for _rid, building, unit, number, zone in places.known_doors(here)
                      if not zone)
    return Known(compound, name, kind, found, units, doors)


@command(N_("批量建楼"), right="places.edit", name="places.make")
def make(tx: Tx, plan: Plan | Mapping[str, Any] | None = None, wish: Wish | Mapping[str, Any] | None = None,
         progress: Progress | None = None) -> dict[str, Any]:
    """Make a plan's places, or those that a wish asks for; what is there is left alone. One act.

    Returns how many of each kind were made, and `there` doors that stood already. Raises Problems at the wish's
    fields, Denied when it is more than `place.make_most` doors.
    """
    if wish is not None:
        asked = settled(_wish(wish))
        whole = plan_of(asked, known_of(asked))
    else:
        whole = _plan(plan or {})
    if whole.problems:
        raise Problems(whole.problems)
    most, doors = int(official(MAKE_MOST, tx.today)), whole.count("doors")
    if doors > most:
        raise Denied("一次最多建 {most} 户，这次有 {count} 户；请分几次建，或者在设置里改“一次最多批量建多少户”",
                     most=most, count=doors)
    counts = _Maker(tx, whole, progress).make()
    tx.rename(Phrase(N_("批量建楼：{buildings} 栋 {units} 单元 {doors} 户"), buildings=counts["buildings"],
                     units=counts["units"], doors=counts["doors"]))
    there = whole.there + doors - counts["doors"]
    return counts | {"there": there, "words": Phrase(MADE, **counts, there=there)}


class _Maker:
    """Writes one plan, kind after kind: each has the ids, names and codes of those above it."""

    def __init__(self, tx: Tx, plan: Plan, progress: Progress | None) -> None:
        self.tx, self.plan, self.progress, self.codes = tx, plan, progress, Codes()
        self.at: dict[str, dict[str, Any]] = {}  # key → id, name, code and what is asked of a parent
        self.done = 0

    def make(self) -> dict[str, int]:
        self._meet()
        steps = (("compounds", self._compound), ("buildings", self._building), ("units", self._unit),
                 ("doors", self._door))
        return {kind: self._kind(kind, work) for kind, work in steps}

    def _meet(self) -> None:
        """The places that are there and that others hang on."""
        wanted: dict[str, list[int]] = {}
        for one in self.plan.places:
            kind, colon, rid = one.parent.partition(":")
            if colon:
                wanted.setdefault(kind, []).append(int(rid))
        rows_of = {"compounds": places.compound_rows, "buildings": places.building_rows, "units": places.unit_rows}
        for kind, ids in wanted.items():
            rows = {row["id"]: row for row in rows_of[kind](set(ids))}
            if len(rows) < len(set(ids)):
                raise Missing("计划里的{label}已经不在了，请重新预览", label=KINDS[kind].label)
            self.at |= {f"{kind}:{rid}": row for rid, row in rows.items()}

    def _kind(self, kind: str, work: Any) -> int:
        asked = [one for one in self.plan.places if one.kind == kind]
        there, first = self._there(kind, asked), {}
        fresh: list[tuple[NewPlace, dict[str, Any]]] = []
        again: list[tuple[str, str]] = []
        for one in asked:
            values = work(one, self.at.get(one.parent, {}))
            same = _same(kind, values)
            if same in there:
                rid, name, code = there[same]
                self.at[one.key] = values | {"id": rid, "name": name or values["name"], "code": code}
            elif same in first:  # the plan names it twice
                again.append((one.key, first[same]))
            else:
                first[same] = one.key
                fresh.append((one, values))
        ids = self.tx.add_many(KINDS[kind], [self._coded(kind, values) for _one, values in fresh])
        for rid, (one, values) in zip(ids, fresh, strict=True):
            self.at[one.key] = values | {"id": rid}
        self.at |= {key: self.at[other] for key, other in again}
        self.done += len(asked)
        step(self.progress, None, self.done, len(self.plan.places))
        return len(ids)

    def _there(self, kind: str, asked: Sequence[NewPlace]) -> dict[tuple, tuple[int, str | None, str | None]]:
        """(what tells a place from another) → (id, name, code) of those that stand already."""
        above = {self.at[one.parent]["id"] for one in asked if one.parent in self.at}
        if kind == "compounds":
            rows = [(rid, {"name": one.values["name"], "community": community})
                    for one in asked for rid, community, _kind in places.known_compounds(one.values["name"])]
        elif kind == "buildings":
            rows = [(rid, {"compound": compound, "number": number, "name": name}) for compound in above or ()
                    for rid, number, name in places.known_buildings(compound)]
            loose = [one.values.get("name") or "" for one in asked if not one.parent]
            rows += [(rid, {"compound": None, "number": None, "name": name})
                     for rid, _number, name in places.known_buildings(None, loose)]
        elif kind == "units":
            rows = [(rid, {"building": building, "number": number})
                    for rid, building, number in places.known_units(above)]
        else:
            buildings = {self.at[one.parent].get("building") or self.at[one.parent]["id"] for one in asked}
            rows = [(rid, {"building": building, "unit": unit, "number": number, "zone": zone})
                    for rid, building, unit, number, zone in places.known_doors(buildings)]
        facts = _facts(kind, [rid for rid, _values in rows])
        return {_same(kind, values): facts[rid] for rid, values in rows}

    def _coded(self, kind: str, values: dict[str, Any]) -> dict[str, Any]:
        """Codes only for what is really made: a number is never given out for nothing."""
        if values.get("code") is None:
            values["code"] = self._code(kind, values)
        return {name: value for name, value in values.items() if name not in ("community_", "above_code")}

    def _code(self, kind: str, values: Mapping[str, Any]) -> str | None:
        if kind == "compounds":
            return self.codes.under(Compound, codes.COMPOUND, values.get("community"))
        if kind == "buildings":
            return self.codes.under(Building, codes.BUILDING, values["community_"])
        if kind == "units":
            return self.codes.of(Unit, codes.UNIT, values["above_code"], values["number"])
        return self.codes.room(values["above_code"], values["number"], values.get("zone"))

    # ---- values of one place
    def _compound(self, one: NewPlace, _above: Mapping[str, Any]) -> dict[str, Any]:
        return {"name": one.values["name"], "kind": one.values.get("kind"),
                "community": one.values.get("community")} | dict(one.values)

    def _building(self, one: NewPlace, above: Mapping[str, Any]) -> dict[str, Any]:
        number, kind = one.values.get("number") or None, one.values.get("kind")
        own = kind if kind in names.OWN_KINDS else above.get("kind")
        name = one.values.get("name") or (names.building_name(above.get("name") or "", own, number) if number else "")
        if not name:
            raise Problems({"name": Invalid("有一栋楼没有楼号也没有名称，请核对后再建")})
        community = above.get("community") or self._community_of_grid(one.values.get("grid"))
        return dict(one.values) | {"name": name, "number": number, "compound": above.get("id"),
                                   "community_": community}

    def _unit(self, one: NewPlace, above: Mapping[str, Any]) -> dict[str, Any]:
        number = one.values["number"]
        return dict(one.values) | {"name": names.unit_name(above["name"], number), "building": above["id"],
                                   "above_code": above["code"]}

    def _door(self, one: NewPlace, above: Mapping[str, Any]) -> dict[str, Any]:
        number, zone = one.values["number"], one.values.get("zone")
        in_unit = "building" in above  # a unit knows its building, a building is one
        return {"floor": names.floor_of(number)} | dict(one.values) | {
            "name": names.door_name(above["name"], number, zone), "above_code": above["code"], "zone": zone,
            "building": above["building"] if in_unit else above["id"], "unit": above["id"] if in_unit else None}

    def _community_of_grid(self, grid: int | None) -> int | None:
        return next((row["community"] for row in places.grid_rows([grid])), None) if grid else None


def _same(kind: str, values: Mapping[str, Any]) -> tuple:
    """What tells a place of a kind from another."""
    if kind == "compounds":
        return values["name"], values.get("community")
    if kind == "buildings":
        number = values.get("number")
        return (values["compound"], number, None if number and values["compound"] else values["name"])
    if kind == "units":
        return values["building"], values["number"]
    return values["building"], values["unit"], values["number"], values.get("zone") or None


def _facts(kind: str, ids: Sequence[int]) -> dict[int, tuple[int, str | None, str | None]]:
    rows_of = {"compounds": places.compound_rows, "buildings": places.building_rows, "units": places.unit_rows}
    if kind == "doors":
        return {rid: (rid, None, None) for rid in ids}
    return {row["id"]: (row["id"], row["name"], row["code"]) for row in rows_of[kind](ids)}


def _wish(wish: Wish | Mapping[str, Any]) -> Wish:
    if isinstance(wish, Wish):
        return wish
    taken, unknown = wish_of(wish)
    if unknown:
        raise Invalid("批量建楼没有这些参数：{names}。请核对写法，改正后再做", names="、".join(unknown))
    return taken


def _plan(plan: Plan | Mapping[str, Any]) -> Plan:
    if isinstance(plan, Plan):
        return plan
    if not plan.get("places"):
        raise Invalid("请给出要建的内容：wish（怎么建）或者 plan（建哪些）")
    made = tuple(NewPlace(one.get("kind", ""), one.get("key", ""), one.get("parent", ""), one.get("values") or {})
                 for one in plan["places"])
    keys: set[str] = set()
    for nth, one in enumerate(made, start=1):
        if not _whole(one, keys):
            raise Invalid("批量建楼没有这些参数：{names}。请核对写法，改正后再做", names=f"places[{nth}]")
        keys |= {one.key} - {""}
    return Plan(made)


def _whole(one: NewPlace, keys: Collection[str]) -> bool:
    """Whether a place that came as plain data says what it is and hangs on one before it, or on one that is there."""
    kind, _colon, rid = one.parent.partition(":")
    hangs = one.parent in keys or (kind in KINDS and kind != "doors" and rid.isdecimal())
    if one.kind in ("units", "doors"):
        return hangs and bool(one.values.get("number"))
    return one.kind in KINDS and (hangs or not one.parent) and (one.kind != "compounds" or bool(one.values.get("name")))


def _id(name: str, record: type[Record], value: int | str | None) -> int | None:
    if value is None or value == "" or isinstance(value, int):
        return value or None
    found = lookup(record, value)
    uid = _by_uid(record, value)
    if uid is not None:
        return uid
    if len(found) != 1:
        raise Problems({name: Invalid("没有叫“{text}”的{label}，请先登记或从下拉里选", text=value, label=record.label)})
    return found[0]


def _by_uid(record: type[Record], text: str) -> int | None:
    try:
        return id_of_uid(record, bytes.fromhex(text))
    except ValueError:
        return None
