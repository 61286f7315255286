"""The same act on many rows of a record at once: all of them or none, each row checked as when it stands alone."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from center.stopping import Progress, step
from center.words import N_
from db.errors import Denied, Invalid, Missing, Problems
from db.listing import title_of, uids
from db.record import Record, column
from db.tx import Tx
from db.words import Listed, Phrase

EDITED, REMOVED = N_("批量修改{label}"), N_("批量删除{label}")
_WHOLE_LABEL = 4  # of so many columns the undo step says the names


def edit_many(tx: Tx, record: type[Record], rids: Sequence[int], values: Mapping[str, Any], change: Callable,
              progress: Progress | None = None) -> int:
    """Set the same values on many rows; returns how many differ now.

    Raises Problems keyed by the rows' uids (hex) with who and why when any row refuses: then none is changed.
    """
    if len(values) < _WHOLE_LABEL:
        labels = Listed([column(record, path).label for path in values])
        tx.rename(Phrase(N_("批量修改{label} {count} 条：{columns}"), label=record.label, count=len(rids),
                         columns=labels))

    def one(rid: int) -> bool:
        return change(tx, record, rid, None, values)

    return _each(tx, record, rids, one, progress)


def remove_many(tx: Tx, record: type[Record], rids: Sequence[int], remove: Callable,
                progress: Progress | None = None) -> int:
    """Remove many rows; returns how many. Rows that hang on one another go in their own order.

    Raises Denied when nobody says why, and Problems keyed by the rows' uids (hex): then none is removed.
    """
    if len(rids) > 1 and not tx.reason.strip():
        raise Denied("一次删除 {count} 条，请写明原因", count=len(rids))
    if len(rids) == 1:  # one is named, as where it is removed alone
        tx.rename(f"删除{record.label}" if record.quiet else f"删除{record.label} {title_of(record, rids[0])}")
    else:
        tx.rename(Phrase(N_("批量删除{label} {count} 条"), label=record.label, count=len(rids)))
    left = list(rids)
    while True:
        blocked = []
        for place, rid in enumerate(left):
            step(progress, None, len(rids) - len(left) + place, len(rids))
            try:
                remove(tx, record, rid, None)
            except Problems:
                blocked.append(rid)
        if not blocked:
            return len(rids)
        if len(blocked) == len(left):
            return _each(tx, record, blocked, lambda rid: remove(tx, record, rid, None), None)
        left = blocked


def _each(tx: Tx, record: type[Record], rids: Sequence[int], work: Callable[[int], bool],
          progress: Progress | None) -> int:
    names, problems, done = uids(record, rids), {}, 0
    for place, rid in enumerate(rids):
        step(progress, None, place, len(rids))
        try:
            done += bool(work(rid))
        except Problems as refused:
            problems[names[rid].hex()] = Invalid("{name}：{why}", name=title_of(record, rid), why=str(refused))
        except Missing as gone:
            there = rid in names and not tx.sight.shut(record, [rid])
            problems[names[rid].hex() if there else ""] = Invalid("{why}", why=str(gone))
    if problems:
        raise Problems(problems)
    return done
