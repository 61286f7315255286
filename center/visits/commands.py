"""Commands of a work list: make it, go to more places, done, one visit without a list, close.

未遇 is no command: see `center/visits/unmet.py`.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.commands import command
from center.editing import add_row
from center.numbers import number
from center.places.numbers import MAKE_MOST
from center.visits.choosing import planned, read_code, read_ids
from center.words import N_
from db.codes import code_list
from db.days import Day
from db.errors import Denied, Invalid, Missing, Problems
from db.listing import record_row, title_of
from db.models.places import Door
from db.models.staff import Staff
from db.models.visits import VisitList, VisitStop
from db.questions.visits import all_stops, lists_named, open_stops, there_already
from db.record import Record
from db.tx import Tx
from db.unmet import let_go, unmark
from db.words import Phrase

LOOSE = "零星{purpose}{year}年{month}月"
"""How the list of a month's visits without a list is called: a name in the store, not a text of the window."""


@command(N_("新建上门清单"), right="visits.edit")
def make(tx: Tx, name: str, purpose: str, places: Mapping[str, Any], due_on: str = "", keeper: int | str | None = None,
         about: str = "", enterprises: bool = False) -> int:
    """A list with its stops in walking order; returns its id. `places` as `center.visits.choosing.choice` reads it.

    With `enterprises` it goes to the enterprises of these places. Raises Problems, Invalid.
    """
    who = read_ids(Staff, [keeper])[0] if keeper else None
    due = VisitList.due_on.read(due_on, tx.today) if due_on else None
    values = {"name": name.strip(), "purpose": read_code("visit_purpose", purpose), "opened_on": Day(tx.today),
              "due_on": due, "keeper": who, "about": about.strip() or None}
    rid = add_row(tx, VisitList, {path: value for path, value in values.items() if value not in (None, "")})
    let_go(rid)  # an id may have been another list's that was taken back
    count = _add_stops(tx, rid, places, enterprises)
    tx.rename(Phrase(N_("新建上门清单 {name}：{count} 户"), name=name.strip(), count=count))
    return rid


@command(N_("清单加地方"), right="visits.edit")
def extend(tx: Tx, list: int, places: Mapping[str, Any], enterprises: bool = False) -> int:
    """More places behind the last stop (numbers on printed sheets stay true); returns how many stops were added."""
    row = _open(list)
    count = _add_stops(tx, list, places, enterprises)
    tx.rename(Phrase(N_("清单 {name} 加了 {count} 户"), name=row["name"], count=count))
    return count


def _add_stops(tx: Tx, list_id: int, places: Mapping[str, Any], enterprises: bool) -> int:
    if places.get("use"):
        tx.need(Door.use.right)  # the list would tell which doors are empty
    doors, firms, last = there_already(list_id)
    have, name = (firms, "enterprise") if enterprises else (doors, "door")
    ids = [rid for rid in planned(places, tx.today, enterprises) if rid not in have]
    if not ids:
        if enterprises:
            raise Invalid("这些地方没有可以上门的企业，或者已经在清单里，请另选")
        raise Invalid("这些地方没有可以上门的户室，或者已经在清单里，请另选")
    if len(ids) > (most := int(number(MAKE_MOST, tx.today))):
        raise Denied("选了 {count} 户，一次最多 {most} 户，请分几张清单", count=len(ids), most=most)
    rows = [{"list": list_id, "place": last + nth, name: rid} for nth, rid in enumerate(ids, start=1)]
    unmark(tx.add_many(VisitStop, rows))
    return len(ids)


@command(N_("登记已办"), right="visits.edit")
def done(tx: Tx, list: int, stops: Sequence[int | str], note: str | None = None, on: str = "") -> int:
    """These stops of a list were done (a day as typed, else today); returns how many differ now.

    `note` None leaves what stands there. They are not 未遇 any more. Raises Problems, Denied, Missing.
    """
    row, chosen = _open(list), read_ids(VisitStop, stops)
    day, told = _day(on, tx.today, row["opened_on"]), _note(note, tx.today)
    changed = 0
    for stop in chosen:
        before = record_row(VisitStop, stop)
        if before["list"] != list:
            raise Missing("这一户不在清单“{name}”里，请重新打开清单", name=row["name"])
        values = {} if before["done_on"] and not on else {"done_on": day}
        changed += tx.change(VisitStop, stop, values | ({} if note is None else {"note": told}))
    unmark(chosen)
    if len(chosen) == 1:
        tx.rename(Phrase(N_("已办：{name}"), name=_called(chosen[0])))
    else:
        tx.rename(Phrase(N_("清单 {name} 登记已办 {count} 户"), name=row["name"], count=len(chosen)))
    return changed


@command(N_("改回未办"), right="visits.edit")
def not_done(tx: Tx, list: int, stops: Sequence[int | str]) -> int:
    """These stops were not done after all; their notes go. Returns how many differ now."""
    row, chosen = _open(list), read_ids(VisitStop, stops)
    if len(chosen) == 1:
        tx.rename(Phrase(N_("改回未办：{name}"), name=_called(chosen[0])))
    else:
        tx.rename(Phrase(N_("清单 {name} 改回未办 {count} 户"), name=row["name"], count=len(chosen)))
    found = [stop for stop in chosen if record_row(VisitStop, stop)["list"] == list]
    return sum(tx.change(VisitStop, stop, {"done_on": None, "note": None}) for stop in found)


@command(N_("登记一次上门"), right="visits.edit")
def note(tx: Tx, door: int, purpose: str = "visit", note: str = "", on: str = "") -> int:
    """One visit without a list: it stands in the month's list of such visits. Returns the stop's id."""
    code, day = read_code("visit_purpose", purpose), _day(on, tx.today, None)
    if isinstance(code, Invalid):
        raise Problems({"purpose": code})
    [house] = read_ids(Door, [door])
    told = _note(note, tx.today)
    rid = _loose_list(tx, code, day, house)
    stop = tx.add(VisitStop, {"list": rid, "place": there_already(rid)[2] + 1, "door": house, "done_on": day,
                              "note": told})
    unmark([stop])
    tx.rename(Phrase(N_("{what}：{name}"), what=code_list("visit_purpose").items[code], name=title_of(Door, house)))
    return stop


def _loose_list(tx: Tx, code: str, day: Day, door: int) -> int:
    """The list of a month's single visits in which this door does not stand yet; closed from its first day on."""
    purpose = str(code_list("visit_purpose").items[code])
    name = LOOSE.format(purpose=purpose, year=day.first.year, month=day.first.month)
    known = lists_named(name, code)
    for rid in known:
        row = record_row(VisitList, rid)
        if row["closed_on"] and door not in there_already(rid)[0]:  # an open one of that name is somebody's round
            first, last = min(row["opened_on"], day), max(row["closed_on"], day)
            tx.change(VisitList, rid, {"opened_on": first, "closed_on": last})
            return rid
    name += f"（{len(known) + 1}）" if known else ""
    return tx.add(VisitList, {"name": name, "purpose": code, "opened_on": day, "closed_on": day})


@command(N_("结束上门清单"), right="visits.edit")
def close(tx: Tx, id: int) -> int:
    """Close a list: what was done stays, the rest goes with all marks. Returns how many stops were not done."""
    row, left = _open(id), len(open_stops(id))
    tx.rename(Phrase(N_("结束上门清单 {name}"), name=row["name"]))
    tx.change(VisitList, id, {"closed_on": Day(tx.today)})
    return left


def remove_list(tx: Tx, record: type[Record], rid: int, revision: int | None) -> None:
    """Remove a list with its stops and marks."""
    tx.remove_many(VisitStop, all_stops(rid))
    let_go(rid)
    tx.remove(record, rid, revision)


def _open(rid: int) -> dict[str, Any]:
    row = record_row(VisitList, rid)
    if row["closed_on"]:
        raise Denied("清单“{name}”已经结束，不能再改，请另建一张", name=row["name"])
    return row


def _day(text: str, today: date, opened: Day | None) -> Day:
    """The day as typed, else today. Raises Problems at `on`."""
    day = VisitStop.done_on.read(text, today) if text else Day(today)
    if not isinstance(day, Invalid) and opened and day.last < opened.first:
        day = Invalid("完成日期比清单的开始日期早，请核对")
    if isinstance(day, Invalid):
        raise Problems({"on": day})
    return day


def _note(text: str | None, today: date) -> str | None:
    told = VisitStop.note.read(text or "", today)
    if isinstance(told, Invalid):
        raise Problems({"note": told})
    return told or None


def _called(stop: int) -> str:
    row = record_row(VisitStop, stop)
    target = VisitStop._meta.fields["door" if row["door"] else "enterprise"].rel_model
    return title_of(target, row["door"] or row["enterprise"])
