"""Chosen places become doors or enterprises in walking order: for the command, for its preview and the command line."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.naming import named, several
from center.visits.planning import Choice, floors, numbers, walk
from db.codes import code_list
from db.errors import Invalid, Missing, Problems
from db.listing import id_of_uid, lookup
from db.models.places import Building, Community, Compound, Grid, Unit
from db.questions import visits
from db.questions.visits import keep_known
from db.record import Record

PLACES: dict[str, type[Record]] = {
    "communities": Community, "grids": Grid, "compounds": Compound, "buildings": Building, "units": Unit,
}
RANGES = {"houses": numbers, "unit_numbers": numbers, "floors": floors}
CODES = {"kinds": "door_kind", "use": "door_use"}
_UID = 32


def planned(places: Mapping[str, Any], today: date, enterprises: bool = False) -> list[int]:
    """Ids of the doors (or enterprises) of the places as they stand today, in walking order.

    `places`: lists of ids or names under `communities grids compounds buildings units`; `houses`, `unit_numbers` and
    `floors` keep only those (`1-6、8`); `kinds` and `use` are codes or their names; `down` true begins at the top.
    Raises Problems at each of them, Invalid when no place was chosen.
    """
    one = choice(places)
    if one.nowhere:
        raise Invalid("请先选地方：社区、网格、小区、楼栋或单元")
    chosen = visits.buildings_of(today, one.communities, one.grids, one.compounds, one.buildings, one.houses)
    if enterprises:
        return walk(visits.enterprises_of(today, chosen, one.floors), places.get("down"))
    found = visits.doors_of(today, chosen, one.units, floors=one.floors, kinds=one.kinds, use=one.use,
                            attended=not one.kinds, numbers=one.unit_numbers)
    return walk(found, places.get("down"))


def choice(places: Mapping[str, Any]) -> Choice:
    """Typed places as a Choice. Raises Problems keyed by the name of what cannot be read, Invalid for one unknown."""
    known = {*PLACES, *RANGES, *CODES, "down"}
    if strange := next((name for name in places if name not in known), ""):
        raise Invalid("“{name}”不是选地方的办法，可以用 {known}", name=strange, known="、".join(sorted(known)))
    found: dict[str, Any] = {}
    for name, given in places.items():
        several = given if isinstance(given, (list, tuple)) else [given]
        if name in PLACES:
            found[name] = tuple(read_ids(PLACES[name], several, name))
        elif name in RANGES:
            found[name] = RANGES[name]("、".join(map(str, several)))
        elif name in CODES:
            found[name] = tuple(read_code(CODES[name], one) for one in several)
    wrong = {name: part for name, value in found.items() for part in ((value,) if isinstance(value, Invalid) else value)
             if isinstance(part, Invalid)}
    if wrong:
        raise Problems(wrong)
    return Choice(**found)


def read_ids(record: type[Record], given: Sequence[int | str], path: str = "") -> list[int]:
    """Ids of rows that are given as ids, as uids or by name. Raises Problems at `path`."""
    found = [one if isinstance(one, int) else _named(record, one.strip(), path) for one in given]
    if set(found) - keep_known(record, found):
        raise Missing("这条{label}已经不在了，请重新选一下", label=record.label)
    return found


def _named(record: type[Record], text: str, path: str) -> int:
    if len(text) == _UID and not set(text.lower()) - set("0123456789abcdef"):
        rid = id_of_uid(record, bytes.fromhex(text))
        found = [] if rid is None else [rid]
    else:
        found = list(lookup(record, text) or named(record, text))
    if len(found) == 1:
        return found[0]
    told = several(record, text, found)
    if not found:
        told = Invalid("没有叫“{text}”的{label}，请核对名称", text=text, label=record.label)
    raise Problems({path: told})


def read_code(name: str, text: str) -> str | Invalid:
    """A code given as such or by its name."""
    known = code_list(name)
    code = known.code_of(text)
    return code if code is not None else Invalid("{label}里没有“{text}”，可以写：{names}", label=known.name, text=text,
                                                 names="、".join(known.items.values()))
