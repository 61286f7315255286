"""Moving in, moving to another door, moving out; and how a door is used.

The days are days as people type them. Without one, moving in has no day (nobody knows it any more), and moving out is
today: a row without its end is somebody who still lives there.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from center.acts import act_label, act_name
from center.commands import command
from center.households.rules import check_residency, is_child
from center.numbers import number
from center.places.numbers import CHILD_AGE
from center.taking import read
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.listing import record_row, title_of
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Door
from db.questions.households import home_of
from db.record import Record, column
from db.tx import Tx
from db.words import Phrase

MOVED_IN, MOVED_OUT = act_label(N_("登记迁入 {name}")), act_label(N_("登记迁出 {name}"))
MOVED, USED = act_label(N_("搬到别处 {name}")), act_label(N_("改入住情况 {door}"))
A_CHILD = act_name(N_("儿童"))


@command(N_("登记迁入"), right="households.edit", name="households.move_in")
def move_in(tx: Tx, person: Any, door: Any, since: Any = "", relation: Any = "") -> int:
    """A registered human (id or name) lives behind a door (id, or its address as written) from a day on."""
    values = _read(tx, {"person": person, "door": door, "since": since, "relation": relation}, ("person", "door"))
    tx.rename(Phrase(MOVED_IN, name=_called(tx, values["person"])))
    return tx.add(Residency, values)


@command(N_("搬到别处"), right="households.edit", name="households.move")
def move(tx: Tx, person: Any, door: Any, on: Any = "", relation: Any = "") -> int:
    """She moves to another door of ours: the home before ends on that day, her address is the new door's."""
    given = {"person": person, "door": door, "since": _day(on) or tx.today.isoformat(), "relation": relation}
    values = _read(tx, given, ("person", "door"), {"since": "on"})
    tx.rename(Phrase(MOVED, name=_called(tx, values["person"])))
    return _move(tx, values)


@command(N_("全家搬到别处"), right="households.edit", name="households.move_together")
def move_together(tx: Tx, ids: Sequence[int], door: Any, on: Any = "") -> list[int]:
    """Several of a household (ids of residencies) move to one door and stay what they are to its head."""
    given = _read(tx, {"door": door, "since": _day(on) or tx.today.isoformat()}, ("door",), {"since": "on"})
    rows = [tx.row(Residency, rid) for rid in ids]
    if len(rows) == 1:
        tx.rename(Phrase(MOVED, name=_called(tx, rows[0]["person"])))
    return [_move(tx, given | {"person": row["person"], "relation": row["relation"]}) for row in rows]


@command(N_("登记迁出"), right="households.edit", name="households.move_out")
def move_out(tx: Tx, ids: Sequence[int], on: Any = "") -> int:
    """They (ids of residencies) live there no more from a day on; returns how many. All of them or none."""
    values = _read(tx, {"until": _day(on) or tx.today.isoformat()}, (), {"until": "on"})
    for rid in ids:
        _end(tx, rid, values["until"])
    if len(ids) == 1:
        tx.rename(Phrase(MOVED_OUT, name=_called(tx, tx.row(Residency, ids[0])["person"])))
    return len(ids)


@command(N_("改入住情况"), right="places.edit", name="households.use")
def use(tx: Tx, doors: Sequence[int], use: Any) -> int:
    """How doors are used (自住, 出租, 空置, 待核实, '' for not known): a fact about the door, of no person."""
    tx.need(Door.use.right)
    values = _read(tx, {"use": use}, (), record=Door)
    if len(doors) == 1:
        tx.rename(Phrase(USED, door=title_of(Door, doors[0])))
    return sum(tx.change(Door, rid, values) for rid in doors)


def called(tx: Tx, rid: int) -> str:
    """What an act is called that writes one residency: after who lives there."""
    return _called(tx, tx.row(Residency, rid)["person"])


def _called(tx: Tx, person: int) -> str:
    """Who an act is called after: a grown-up by name; a child is none, in the history of acts either."""
    row = record_row(Person, person)
    child = is_child(row["birth"], tx.today, int(number(CHILD_AGE, tx.today)))
    return A_CHILD if child else row["name"] or ""


def _move(tx: Tx, values: Mapping[str, Any]) -> int:
    """Close the home she has, if any, and open the other one."""
    name, home = title_of(Person, values["person"]), home_of(values["person"])
    if home is not None and home["door"] == values["door"]:
        raise Problems({"door": Invalid("{name}已经登记住在这一户，不用再搬", name=name)})
    if home is not None:
        _end(tx, home["id"], values["since"])
    rid = tx.add(Residency, values)
    if address := tx.row(Door, values["door"])["name"]:
        tx.change(Person, values["person"], {"address": address})
    return rid


def _end(tx: Tx, rid: int, day: Day) -> None:
    """Close one stay. Raises Problems when it is over already or began later."""
    row = tx.row(Residency, rid)
    name = title_of(Residency, rid)
    if row["until"]:
        raise Problems({"": Invalid("{name}已经登记迁出，不用再登记", name=name)})
    if row["since"] and day.last < row["since"].first:
        raise Problems({"on": Invalid("迁出日期比{name}的迁入日期 {since} 早，请核对", name=name, since=row["since"])})
    tx.change(Residency, rid, {"until": day})


def _day(text: Any) -> str:
    return str(text or "").strip()


def _read(tx: Tx, given: Mapping[str, Any], must: Sequence[str], called: Mapping[str, str] | None = None,
          record: type[Record] = Residency) -> dict[str, Any]:
    """Arguments as the record's values. Raises Problems with all of them at once, under the arguments' own names."""
    values = {path: read(column(record, path), value, tx.today) for path, value in given.items()}
    problems = {path: value for path, value in values.items() if isinstance(value, Invalid)}
    for path in must:
        if values[path] is None:
            problems[path] = Invalid("请填写{label}", label=column(record, path).label)
    good = {path: value for path, value in values.items() if path not in problems}
    if record is Residency:
        problems = check_residency(good, tx.today) | problems
    if problems:
        raise Problems({(called or {}).get(path, path): problem for path, problem in problems.items()})
    return values
