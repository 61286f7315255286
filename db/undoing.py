"""Taking an act back: its before-images are put back as a new, audited act, if nobody changed the rows since."""
from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import groupby

from db.errors import Conflict, Missing
from db.journal import Act, Trace
from db.models import RECORDS
from db.record import Record, record_name
from db.tx import Tx, unpacked

LOT = 500
BY_NAME: dict[str, type[Record]] = {record_name(record): record for record in RECORDS}


def last_act(account: str, never: Collection[str] = ()) -> dict | None:
    """The newest act of this account that can be taken back: {id, label, at, command}; None if there is none.

    `never` names commands that are not taken back.
    """
    touched = Trace.select(Trace.act).distinct()
    return Act.select(Act.id, Act.label, Act.at, Act.command).where(
        Act.account == account, Act.undone_by.is_null(), Act.undoes.is_null(), Act.id.in_(touched),
        Act.command.not_in(list(never)),
    ).order_by(Act.id.desc()).dicts().first()


def undo(tx: Tx, act: int, told: Callable[[int, int], object] = lambda _done, _total: None) -> None:
    """Put back everything one act did, newest first. Raises Conflict naming the row that was changed since.

    `told(done, total)` hears how far it is; what it raises (a person stops) goes through and rolls all back.
    """
    found = Act.select().where(Act.id == act).first()
    if found is None or found.undone_by:
        raise Missing("这一步已经撤销过了")
    _check_untouched(act)
    traces = Trace.select().where(Trace.act == act).order_by(Trace.id.desc()).iterator()
    done, total = 0, Trace.select().where(Trace.act == act).count()
    for (name, op), lot in groupby(traces, key=lambda trace: (trace.record, trace.op)):
        if op == "add":  # an import's rows go in lots: one by one 20,000 of them take a quarter of a minute
            rids = [trace.rid for trace in lot]
            for start in range(0, len(rids), LOT):
                tx.remove_many(BY_NAME[name], rids[start:start + LOT])
                told(done + min(start + LOT, len(rids)), total)
            done += len(rids)
        else:
            for trace in lot:
                _take_back(tx, BY_NAME[name], trace)
                done += 1
                told(done, total)
    Act.update(undone_by=tx.act).where(Act.id == act).execute()


def _check_untouched(act: int) -> None:
    """Refuse when a later act, itself not taken back, touched one of the same rows."""
    mine, later, other = Trace.alias(), Trace.alias(), Act.alias()
    touched = (later.select(later.record).join(mine, on=((mine.record == later.record) & (mine.rid == later.rid)))
               .switch(later).join(other, on=(other.id == later.act))
               .where(mine.act == act, later.act > act, other.undone_by.is_null(), other.undoes.is_null()))
    clash = touched.tuples().first()
    if clash:
        label = BY_NAME[clash[0]].label
        raise Conflict("这一步之后又有人改过其中的{label}，不能整步撤销；请打开那一条单独改", label=label)


def _take_back(tx: Tx, record: type[Record], trace: Trace) -> None:
    if trace.op == "remove":
        tx.restore(record, unpacked(record, trace.before))
    else:
        tx.change(record, trace.rid, unpacked(record, trace.before))


def purgeable(before: datetime) -> bool:
    """Whether there are before-images older than a moment."""
    oldest = Trace.select(Act.at).join(Act, on=(Act.id == Trace.act)).order_by(Trace.id).limit(1).scalar()
    return oldest is not None and oldest < before


def purge(before: datetime) -> int:
    """Drop before-images older than a moment (retention setting); acts and audit stay. Returns rows dropped."""
    old = Act.select(Act.id).where(Act.at < before)
    return Trace.delete().where(Trace.act.in_(old)).execute()
