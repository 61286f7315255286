"""An enterprise's stays follow from its own row, so that a month of last year can still be counted.

The row says how it stands now; when its building changes, the old stay is closed and a new one begins.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.following import follows
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.models.enterprises import Enterprise, Tenancy
from db.models.places import Building
from db.questions.enterprises import STAY, name_of, room_of, staying, stays_of
from db.tx import Tx

TELLING = frozenset(("building", "door", *STAY))
OUT, IN = "out", "in"
STAYING = N_("{building}还有 {count} 家企业在驻，请先登记迁出，再填拆除日期")


@follows(Enterprise)
def keep_stays(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Of each enterprise written: its building from its room, then its stays. Writes only what differs."""
    for rid, written in rows.items():
        if written & TELLING:
            _room(tx, rid, written)
            _stays(tx, rid)


@follows(Building)
def nobody_left_in_tower(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """A building does not end while enterprises are there; raises Problems."""
    for rid in [rid for rid, names in rows.items() if "valid_to" in names]:
        row = tx.row(Building, rid)
        if row["valid_to"] and row["valid_to"].first <= tx.today and (count := staying(rid)):
            raise Problems({"valid_to": Invalid(STAYING, building=row["name"] or row["number"] or "", count=count)})


def remove_enterprise(tx: Tx, record: type[Enterprise], rid: int, revision: int | None) -> None:
    """An enterprise goes with its stays."""
    tx.remove_many(Tenancy, [stay["id"] for stay in stays_of(rid)])
    tx.remove(record, rid, revision)


def _room(tx: Tx, rid: int, written: frozenset[str]) -> None:
    """The room decides the building, unless only the building was written: then it is in another room now."""
    row = tx.row(Enterprise, rid)
    there, number = room_of(row["door"]) if row["door"] else (None, "")
    if "door" in written and number and (not row["room"] or "room" not in written):
        tx.change(Enterprise, rid, {"room": number})
    if there is None or there == row["building"]:
        return
    if row["building"] is None or "building" not in written:
        tx.change(Enterprise, rid, {"building": there})
    elif "door" not in written:
        tx.change(Enterprise, rid, {"door": None, "room": None})
    else:
        raise Problems({"door": elsewhere(row["name"], there, row["building"])})


def elsewhere(name: str, there: int, here: int) -> Invalid:
    """The sentence about a room that is in another building than the one that is said."""
    return Invalid("“{name}”的房间在{there}，和所在楼宇{here}不一样，请核对这两格", name=name,
                   there=name_of(Building, there), here=name_of(Building, here))


def _stays(tx: Tx, rid: int) -> None:
    row, stays = tx.row(Enterprise, rid), stays_of(rid)
    facts = {name: row[name] for name in STAY}
    newest = stays[-1] if stays else None
    if row["building"] is None:
        if newest and not newest["left_on"]:  # the building was taken out: it is no longer there
            _end(tx, newest, row["left"] or OUT, row["left_on"] or Day(tx.today))
    elif newest is None:
        _begin(tx, rid, row["building"], facts)
    elif newest["building"] != row["building"] and newest["left_on"] is None:
        _move(tx, rid, row, newest)
    elif newest["left_on"] and _after(row["came_on"], newest):
        _begin(tx, rid, row["building"], facts)
    else:  # the same stay, better known
        tx.change(Tenancy, newest["id"], {"building": row["building"], **facts})


def _move(tx: Tx, rid: int, row: Mapping[str, Any], old: Mapping[str, Any]) -> None:
    """From one of our buildings to another: on the day that was written, else today."""
    day = row["came_on"]
    if day is None or day == old["came_on"]:
        day = Day(tx.today)
        tx.change(Enterprise, rid, {"came": IN, "came_on": day})
    _end(tx, old, OUT, max(day, old["came_on"] or day))
    _begin(tx, rid, row["building"], {name: tx.row(Enterprise, rid)[name] for name in STAY})


def _after(day: Day | None, old: Mapping[str, Any]) -> bool:
    """Whether a coming is another one than that of a stay that has ended."""
    return day is not None and day != old["came_on"] and day.last >= old["left_on"].first


def _begin(tx: Tx, rid: int, building: int, facts: Mapping[str, Any]) -> None:
    tx.add(Tenancy, {"enterprise": rid, "building": building, **facts})


def _end(tx: Tx, stay: Mapping[str, Any], way: str, day: Day) -> None:
    tx.change(Tenancy, stay["id"], {"left": way, "left_on": day})
