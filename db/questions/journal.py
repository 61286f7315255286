"""Questions about acts and the audit."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import peewee

from db import dialect
from db.journal import Act, Audit, Trace
from db.lots import lots
from db.models.staff import Account
from db.record import Record, record_name


def newest_act() -> datetime | None:
    """When the newest act was done."""
    # Written out: every act asks it first.
    row = dialect.execute(Act._meta.database, 'SELECT "at" FROM "act" ORDER BY "id" DESC LIMIT 1').fetchone()
    return Act.at.python_value(row[0]) if row else None


def audit_head() -> tuple[int, bytes]:
    """(number, hash) of the newest audit row; (0, b'') when there is none."""
    row = Audit.select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).tuples().first()
    return (row[0], bytes.fromhex(row[1])) if row else (0, b"")


def unsigned() -> list[dict]:
    """Acts done alone that still want the head's signature, oldest first: {act, at, account, label, reason}.

    What was taken back wants none, unless it was done again.
    """
    signed = {int(text) for (text,) in Audit.select(Audit.text).where(Audit.action == "countersigned").tuples()}
    query = (Audit.select(Audit.act, Audit.at, Audit.account, Act.label, Audit.reason, Act.undone_by)
             .join(Act, on=(Act.id == Audit.act)).where(Audit.action == "second_later").order_by(Audit.seq))
    return [row for row in query.dicts() if row["act"] not in signed and _stands(row.pop("undone_by"))]


def _stands(undone_by: int | None) -> bool:
    """Whether an act holds: nothing took it back, or what did (`undone_by`) was taken back itself, by redo."""
    stands = True
    while undone_by:
        stands = not stands
        undone_by = Act.select(Act.undone_by).where(Act.id == undone_by).scalar()
    return stands


def touched_by_others(rows: Mapping[type[Record], Sequence[int]], account: str) -> bool:
    """Whether another account touched one of these rows after the newest undo of an account, and that still holds."""
    since = Act.select(peewee.fn.MAX(Act.id)).where(Act.account == account, Act.undoes.is_null(False)).scalar() or 0
    held = Act.account != account, Act.undone_by.is_null(), Act.undoes.is_null()
    return any(Trace.select(Trace.id).join(Act, on=(Act.id == Trace.act)).where(
        Trace.record == record_name(record), Trace.rid.in_(some), Trace.act > since, *held).exists()
        for record, rids in rows.items() for some in lots(rids))


def newest_traced() -> int | None:
    """The newest act that changed records."""
    return Trace.select(peewee.fn.MAX(Trace.act)).scalar()


def newest_change() -> datetime | None:
    """When records were last changed: the act that a paper's facts are as of."""
    return Act.select(Act.at).where(Act.id == newest_traced()).scalar()


def told_of(uids: Sequence[str], limit: int, offset: int = 0) -> list[dict]:
    """What the audit says of some rows (uids in hex), newest first.

    {seq, at, account, act, action, record, uid, text, reason, label, command, undone_by}; the last three are the act's.
    """
    query = (Audit.select(Audit.seq, Audit.at, Audit.account, Audit.act, Audit.action, Audit.record, Audit.uid,
                          Audit.text, Audit.reason, Act.label, Act.command, Act.undone_by)
             .join(Act, peewee.JOIN.LEFT_OUTER, on=(Act.id == Audit.act)).where(Audit.uid.in_(list(uids)))
             .order_by(Audit.seq.desc()).limit(limit).offset(offset))
    return list(query.dicts())


def images_of(rows: Iterable[tuple[str, int]], acts: Sequence[int]) -> dict[tuple[int, str], tuple[str, str]]:
    """(act, record) → JSON (before, after) of what changed in some rows (record, rid); what was purged is missing."""
    found = {}
    for record, rid in rows:
        for some in lots(acts):
            query = Trace.select(Trace.act, Trace.before, Trace.after).where(
                Trace.record == record, Trace.rid == rid, Trace.op == "change", Trace.act.in_(some))
            found |= {(act, record): (before or "{}", after or "{}") for act, before, after in query.tuples()}
    return found


def names_of_accounts() -> dict[str, str]:
    """What each login is called."""
    # Written out: each reading of a case asks it, and building the query costs ten times the question itself.
    return dict(dialect.execute(Account._meta.database, 'SELECT "login", "name" FROM "accounts"').fetchall())


def chain_rows() -> Iterator[dict]:
    """All audit rows in order, as the chain was made of them."""
    yield from Audit.select().order_by(Audit.seq).dicts().iterator()


def head_in_copy(connection) -> tuple[int, str] | None:
    """(number, hash in hex) of the newest audit row of a copy opened with `driver.connect_copy`."""
    row = connection.execute('SELECT "seq", "hash" FROM "audit" ORDER BY "seq" DESC LIMIT 1').fetchone()
    return tuple(row) if row else None
