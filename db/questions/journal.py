"""Questions about acts and the audit."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import peewee

from db.journal import Act, Audit, Trace


def newest_act() -> datetime | None:
    """When the newest act was done."""
    return Act.select(Act.at).order_by(Act.id.desc()).limit(1).scalar()


def audit_head() -> tuple[int, bytes]:
    """(number, hash) of the newest audit row; (0, b'') when there is none."""
    row = Audit.select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).tuples().first()
    return (row[0], bytes.fromhex(row[1])) if row else (0, b"")


def newest_change() -> datetime | None:
    """When records were last changed: the act that a paper's facts are as of."""
    newest = Trace.select(peewee.fn.MAX(Trace.act)).scalar()
    return Act.select(Act.at).where(Act.id == newest).scalar()


def history_of(record: str, rid: int, limit: int = 20) -> list[dict]:
    """The newest acts on one row: {act, at, account, label, reason, op, after}; `after` is JSON of changed fields."""
    query = (Trace.select(Trace.act, Act.at, Act.account, Act.label, Act.reason, Trace.op, Trace.after)
             .join(Act, on=(Act.id == Trace.act)).where(Trace.record == record, Trace.rid == rid)
             .order_by(Trace.id.desc()).limit(limit))
    return list(query.dicts())


def chain_rows() -> Iterator[dict]:
    """All audit rows in order, as the chain was made of them."""
    yield from Audit.select().order_by(Audit.seq).dicts().iterator()


def head_in_copy(connection) -> tuple[int, str] | None:
    """(number, hash in hex) of the newest audit row of a copy opened with `driver.connect_copy`."""
    row = connection.execute('SELECT "seq", "hash" FROM "audit" ORDER BY "seq" DESC LIMIT 1').fetchone()
    return tuple(row) if row else None
