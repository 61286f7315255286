"""Taking an act back: its before-images are put back as a new, audited act, if nobody changed the rows since.

Doing it again is the same with the act that took it back. An act that was done again stands as the new act (`redo`);
so one line of acts tells what undo and redo have before them, also after the program was closed.
"""
from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

import peewee

from db.errors import Conflict, Missing
from db.journal import Act, Trace
from db.journal_words import unpacked
from db.lots import lots
from db.models import RECORDS
from db.record import Record, record_name
from db.tx import Tx

REDO = "redo"
BY_NAME: dict[str, type[Record]] = {record_name(record): record for record in RECORDS}


class Step(NamedTuple):
    """One act that can be taken back, or an undo that can itself be: `label` is what the deed is called."""

    act: int
    label: str
    at: datetime
    rows: int


def last_act(account: str, never: Collection[str] = ()) -> Step | None:
    """The newest act of this account, if it can be taken back; None if there is none.

    `never` names commands that are not taken back, and nothing before them is: it would come as a surprise.
    """
    row = Act.select(Act.id, Act.label, Act.at, Act.command).where(
        Act.account == account, Act.undone_by.is_null(), Act.undoes.is_null(), _touched(),
    ).order_by(Act.id.desc()).tuples().first()
    return Step(*row[:3], _rows(row[0])) if row and row[3] not in never else None


def last_undone(account: str) -> Step | None:
    """The newest undo of this account that nothing new was done after; `act` is the undo. None if there is none."""
    newest = Act.select(Act.id).where(
        Act.account == account, Act.undoes.is_null(), Act.command != REDO, _touched(),
    ).order_by(Act.id.desc()).limit(1).scalar() or 0
    row = Act.select(Act.id, Act.at, Act.undoes).where(
        Act.account == account, Act.undoes.is_null(False), Act.undone_by.is_null(), _touched(),
        Act.id > newest,
    ).order_by(Act.id.desc()).tuples().first()
    if row is None:
        return None
    act, at, deed = row
    return Step(act, Act.select(Act.label).where(Act.id == deed).scalar(), at, _rows(act))


def _touched():
    """The act changed something: it has before-images."""
    return peewee.fn.EXISTS(Trace.select(Trace.id).where(Trace.act == Act.id))


def _rows(act: int) -> int:
    return Trace.select().where(Trace.act == act).count()


def undo(tx: Tx, act: int, told: Callable[[int, int], object] = lambda _done, _total: None) -> None:
    """Put back everything one act did, newest first. Raises Conflict naming the row that was changed since.

    `told(done, total)` hears how far it is; what it raises (a person stops) goes through and rolls all back.
    """
    found = Act.select().where(Act.id == act).first()
    if found is None or found.undone_by:
        raise Missing("这一步已经撤销过了，不用再撤销")
    if label := _touched_since(act):
        raise Conflict("这一步之后又有人改过其中的{label}，不能整步撤销；请打开那一条单独改", label=label)
    _put_back(tx, act, told)


def redo(tx: Tx, act: int, told: Callable[[int, int], object] = lambda _done, _total: None) -> None:
    """Do again what the undo `act` took back. Raises Conflict like `undo`."""
    found = Act.select().where(Act.id == act).first()
    if found is None or found.undone_by:
        raise Missing("这一步已经重做过了，不用再重做")
    # Her own redone acts of the same rows are the steps before this one, not somebody's change.
    if label := _touched_since(act, (Act.command != REDO) | (Act.account != tx.account)):
        raise Conflict("撤销之后又有人改过其中的{label}，不能重做；请打开那一条单独改", label=label)
    _put_back(tx, act, told)


def _put_back(tx: Tx, act: int, told: Callable[[int, int], object]) -> None:
    traces = Trace.select().where(Trace.act == act).order_by(Trace.id.desc()).iterator()
    done, total = 0, _rows(act)
    for (name, op), lot in groupby(traces, key=lambda trace: (trace.record, trace.op)):
        for some in lots(lot):  # an import's rows go in lots: one by one 20,000 of them take a minute
            _take_back(tx, BY_NAME[name], op, some)
            done += len(some)
            told(done, total)
    Act.update(undone_by=tx.act).where(Act.id == act).execute()


def _touched_since(act: int, only=None) -> str:
    """The label of a record of which a later act, itself not taken back, touched a same row; '' when none did.

    `only`: which of the later acts count.
    """
    mine, later = Trace.alias(), Trace.alias()
    touched = (later.select(later.record).join(mine, on=((mine.record == later.record) & (mine.rid == later.rid)))
               .switch(later).join(Act, on=(Act.id == later.act))
               .where(mine.act == act, later.act > act, Act.undone_by.is_null(), Act.undoes.is_null()))
    clash = (touched.where(only) if only is not None else touched).tuples().first()
    return BY_NAME[clash[0]].label if clash else ""


def _take_back(tx: Tx, record: type[Record], op: str, some: list[Trace]) -> None:
    if op == "add":
        tx.remove_many(record, [trace.rid for trace in some])
        return
    rows = [unpacked(record, trace.before) for trace in some]
    if op == "remove":
        tx.restore_many(record, rows) if len(rows) > 1 else tx.restore(record, rows[0])
        return
    changes = {trace.rid: row for trace, row in zip(some, rows, strict=True)}
    if len(changes) == len(some):
        tx.change_many(record, changes)
        return
    for trace, row in zip(some, rows, strict=True):  # one that was changed twice goes back the same way
        tx.change(record, trace.rid, row)


def stood(tx: Tx, record: type[Record]) -> dict[int, dict[str, Any] | None]:
    """Rows of a record that an act wrote so far, as they stood before it: id → the values it changed, all of those it
    removed; None for a row that was not there."""
    found: dict[int, dict[str, Any] | None] = {}
    for trace in tx.traces:
        if trace["record"] != record_name(record):
            continue
        if trace["op"] == "add":
            found.setdefault(trace["rid"], None)
        elif (later := found.get(trace["rid"], {})) is not None:
            found[trace["rid"]] = unpacked(record, trace["before"]) | later
    return found


def purgeable(before: datetime) -> bool:
    """Whether there are before-images older than a moment."""
    oldest = Trace.select(Act.at).join(Act, on=(Act.id == Trace.act)).order_by(Trace.id).limit(1).scalar()
    return oldest is not None and oldest < before


def purge(before: datetime) -> int:
    """Drop before-images older than a moment (retention setting); acts and audit stay. Returns rows dropped."""
    old = Act.select(Act.id).where(Act.at < before)
    return Trace.delete().where(Trace.act.in_(old)).execute()
