"""A building's sheet: handed out to its head, compared on its way back, taken back cell by cell.

The cells that are asked for go out empty: how a door is used never stands on paper by door. What the program held then
is kept with the number, so three things can be laid beside one another: sent, now, returned.
Its locked columns have a digest; a sheet whose rows or locked cells do not fit it is refused whole.
"""
from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.acts import act_label
from center.commands import command
from center.importing.foreign import Foreign
from center.places.names import walk_key
from center.words import N_
from db.days import Day
from db.errors import Invalid, Missing, Problems
from db.models.places import Building, Door, SentSheet
from db.questions.sheets import doors_by_uid, sent_sheets, sheet_of, sheet_rows
from db.record import column
from db.tx import Tx
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

SENT, BACK = act_label(N_("发出楼栋长填报表 {name}")), act_label(N_("收回楼栋长填报表 {name}"))
ASKED = ("use", "reported", "note")  # what a building's head fills in, in the sheet's order
SAME, TAKEN, OFFER, CONFLICT, UNREAD = "same", "taken", "offer", "conflict", "unread"
NOT_OURS = "这不是本软件发出的楼栋长填报表，不能收回。请选发出去的那一份，不要另建新表，也不要另存成别的格式"
UNKNOWN = "没有编号 {token} 的发出记录，不能收回：可能是别的中心发出的，或发出那一步已经撤销。请另发一张再填"
DONE = "编号 {token} 的表已经在 {day} 收回过了。要再收一次，请先撤销那次收回"
ALTERED = "表里的行或锁住的列改动过，不能收回。请用原表重填"
GONE = "这一户已经不在了，收不回来。如果还在，请先在最近删除里还原"


@dataclass(frozen=True)
class SheetRow:
    """One door as it stands in the sheet; `locked` are the texts of its locked cells after the uid."""

    uid: str
    locked: tuple[str, str, str]
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Returned:
    """A workbook that came back: its number ('' when it is none of ours), and its rows as texts: the uid, the three
    locked cells, the cells that were asked for. A row that somebody added has no uid."""

    token: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Cell3:
    """One cell three times; `sent` is what stood here when the sheet went out. `state`: same (came back empty: nothing
    was reported), taken (it stands so already), offer (it differs, and here nothing changed since), conflict (it
    differs, and here it was changed meanwhile), unread (cannot be taken: `problem` says why)."""

    uid: str
    door: int | None
    place: str
    path: str
    sent: Any
    now: Any
    back: Any
    state: str
    problem: Invalid | None = None


@dataclass(frozen=True)
class Sent:
    """A sheet that was handed out: its number, whose it is and when it went; `taken_on` None while it is out."""

    token: str
    building: int
    place: str
    sent_on: Day | None
    taken_on: Day | None


@dataclass(frozen=True)
class Comparison:
    """A returned sheet laid beside what is here. With `refused` nothing of it can be taken."""

    token: str = ""
    building: int | None = None
    sent_on: Day | None = None
    cells: tuple[Cell3, ...] = ()
    refused: Invalid | None = None

    def of(self, *states: str) -> tuple[Cell3, ...]:
        """The cells in these states."""
        return tuple(cell for cell in self.cells if cell.state in states)


def sent(desk: Desk) -> list[Sent]:
    """Every sheet that was handed out, newest first."""
    desk.need("places.read")
    names = ("token", "building", "place", "sent_on", "taken_on")
    return [Sent(*(row[name] for name in names)) for row in sent_sheets()]


def rows_of(building: int, day: date) -> list[SheetRow]:
    """The doors of a building in walking order. A part of a tower (A区) stands before its room's number."""
    found = sorted(sheet_rows(building, day), key=lambda row: walk_key(
        row["unit_number"] or "", row["floor"], (row["zone"] or "") + row["number"]))
    return [SheetRow(bytes(row["uid"]).hex(), _locked(row), tuple(row[name] for name in ASKED)) for row in found]


def _locked(row: Mapping[str, Any]) -> tuple[str, str, str]:
    floor = "" if row["floor"] is None else str(row["floor"])
    return row["unit_number"] or "", (row["zone"] or "") + row["number"], floor


def locked_digest(rows: Iterable[Sequence[str]]) -> str:
    """SHA-256 over (uid, unit, number, floor) of all rows, whatever their order."""
    texts = sorted("\x1f".join(text.strip() for text in row[:4]) for row in rows)
    return hashlib.sha256("\x1e".join(texts).encode()).hexdigest()


@command(N_("发出楼栋长填报表"), right="places.edit")
def send_sheet(tx: Tx, building: int) -> dict[str, str]:
    """Note what stands here as the empty sheet of a building goes out; returns its number as `sheet`."""
    tx.need(Door.use.right)
    name, rows = tx.row(Building, building)["name"] or "", rows_of(building, tx.today)
    if not rows:
        raise Missing("{name}还没有登记户室，没有可填的表。请先批量建楼或登记户室", name=name)
    token = f"{tx.today:%Y%m%d}-{secrets.token_hex(3)}"
    cells = json.dumps({row.uid: row.values for row in rows}, ensure_ascii=False)
    digest = locked_digest((row.uid, *row.locked) for row in rows)
    tx.add(SentSheet, {"building": building, "token": token, "digest": digest, "cells": cells,
                       "sent_on": Day(tx.today)})
    tx.rename(Phrase(SENT, name=name))
    return {"sheet": token}


def compare(desk: Desk, back: Returned) -> Comparison:
    """Lay a returned sheet beside what was sent and what is here; reads only."""
    desk.need("places.edit")
    desk.need(Door.use.right)
    sheet = sheet_of(back.token) if back.token else None
    if sheet is None:
        told = Invalid(UNKNOWN, token=back.token) if back.token else Invalid(NOT_OURS)
        return Comparison(back.token, refused=told)
    about = Comparison(back.token, sheet["building"], sheet["sent_on"])
    if sheet["taken_on"]:
        return _refused(about, Invalid(DONE, token=back.token, day=sheet["taken_on"]))
    if locked_digest(back.rows) != sheet["digest"]:
        return _refused(about, Invalid(ALTERED))
    sent, here = json.loads(sheet["cells"]), doors_by_uid(sheet["building"], (row[0] for row in back.rows))
    foreign = Foreign(column(Door, "use"))
    cells = tuple(_cell(row, path, text, sent[row[0]][place], here.get(row[0]), foreign) for row in back.rows
                  for place, (path, text) in enumerate(zip(ASKED, row[4:], strict=True)))
    return Comparison(about.token, about.building, about.sent_on, cells)


def _refused(about: Comparison, why: Invalid) -> Comparison:
    return Comparison(about.token, about.building, about.sent_on, refused=why)


def _cell(row: Sequence[str], path: str, text: str, sent: Any, here: Mapping[str, Any] | None,
          foreign: Foreign) -> Cell3:
    back = column(Door, path).field.read(foreign.chinese(text) if path == "use" else text)
    if here is None:
        place, lost = "-".join(filter(None, row[1:3])), Invalid(GONE)
        return Cell3(row[0], None, place, path, sent, None, text, SAME if back is None else UNREAD, lost)
    now = here[path]
    if isinstance(back, Invalid):
        return Cell3(row[0], here["id"], here["name"] or "", path, sent, now, text, UNREAD, back)
    state = SAME if back is None else TAKEN if back == now else OFFER if now == sent else CONFLICT
    return Cell3(row[0], here["id"], here["name"] or "", path, sent, now, back, state)


@command(N_("收回楼栋长填报表"), right="places.edit")
def take_sheet(tx: Tx, sheet: str, cells: list) -> int:
    """Take the chosen cells [uid, path, text] of a returned sheet and close it; how many doors changed. One act."""
    tx.need(Door.use.right)
    row = sheet_of(sheet)
    if row is None:
        raise Missing(UNKNOWN, token=sheet)
    if row["taken_on"]:
        raise Invalid(DONE, token=sheet, day=row["taken_on"])
    values = _values(cells)
    here = doors_by_uid(row["building"], values)
    if lost := [uid for uid in values if uid not in here]:
        raise Missing("有 {count} 户已经不在这栋楼里，请重新打开收回的表再选", count=len(lost))
    changed = sum(tx.change(Door, here[uid]["id"], some) for uid, some in values.items())
    tx.change(SentSheet, row["id"], {"taken_on": Day(tx.today)})
    tx.rename(Phrase(BACK, name=tx.row(Building, row["building"])["name"] or ""))
    return changed


def _values(cells: list) -> dict[str, dict[str, Any]]:
    """What to write by the door's uid. Raises Problems for a column that is not asked for or a text that is unread."""
    found: dict[str, dict[str, Any]] = {}
    for uid, path, text in cells:
        if path not in ASKED:
            raise Problems({path: Invalid("楼栋长填报表只收入住情况、报来人数和说明，其他栏目请在户室里改")})
        value = column(Door, path).field.read("" if text is None else str(text))
        if isinstance(value, Invalid):
            raise Problems({path: value})
        found.setdefault(uid, {})[path] = value
    return found
