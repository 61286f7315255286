"""Questions about attachments: whose they are, their bytes, and what nothing refers to any more."""
from __future__ import annotations

from collections.abc import Sequence

import peewee

from db.journal import Blob, Trace
from db.lots import lots
from db.models import RECORDS
from db.models.attachments import Attachment
from db.record import record_name


def of_row(owner: str, uid: str) -> list[dict]:
    """The attachments of one row, oldest first: {id, uid (hex), name, size, added_on, note, sha256, revision}."""
    return of_rows(owner, [uid])


def of_rows(owner: str, uids: Sequence[str]) -> list[dict]:
    """The same of several rows (as many as SQL takes in one question), each with its `owner_uid`."""
    query = Attachment.select().where(Attachment.owner == owner, Attachment.owner_uid.in_(uids)).order_by(Attachment.id)
    return [{"id": row.id, "uid": bytes(row.uid).hex(), "name": row.name, "size": row.size, "added_on": row.added_on,
             "note": row.note, "sha256": row.sha256, "revision": row.revision, "owner_uid": row.owner_uid}
            for row in query]


def count_of(owner: str, uid: str) -> int:
    """How many attachments a row has."""
    return Attachment.select().where(Attachment.owner == owner, Attachment.owner_uid == uid).count()


def data_of(sha256: str) -> bytes | None:
    """The bytes of a file; None when the store does not have them."""
    found = Blob.select(Blob.data).where(Blob.sha256 == sha256).scalar()
    return None if found is None else bytes(found)


def drop_lost() -> int:
    """Let attachments go whose row is gone, and so is the history that could bring it back; how many.

    Inside a write transaction, and without a trace: an undo must not bring back what belongs to nothing.
    """
    gone = lost()
    for some in lots(gone):
        Attachment.delete().where(Attachment.id.in_(some)).execute()
    return len(gone)


def lost() -> list[int]:
    """Ids of the attachments whose row is gone for good."""
    found = []
    for record in RECORDS:
        name = record_name(record)
        mine = Attachment.select(Attachment.id, Attachment.owner_uid).where(Attachment.owner == name)
        for some in lots(list(mine.tuples())):
            there = record.select(record.uid).where(record.uid.in_([bytes.fromhex(uid) for _aid, uid in some]))
            stand = {bytes(uid).hex() for (uid,) in there.tuples()}
            found += [aid for aid, uid in some if uid not in stand and not _comes_back(name, uid)]
    return found


def _comes_back(owner: str, uid: str) -> bool:
    return Trace.select().where(Trace.record == owner, Trace.op == "remove", Trace.before.contains(uid)).exists()


def sweepable() -> bool:
    """Whether there are attachments whose row is gone for good, or bytes that nothing refers to."""
    return bool(lost() or unused())


def unused() -> list[str]:
    """SHA-256 of the bytes that no attachment and no kept before-image of one refers to."""
    there = Attachment.select().where(Attachment.sha256 == Blob.sha256)
    query = Blob.select(Blob.sha256).where(~peewee.fn.EXISTS(there))
    return [sha256 for (sha256,) in query.tuples() if not _in_history(sha256)]


def _in_history(sha256: str) -> bool:
    history = Trace.select().where(Trace.record == record_name(Attachment), Trace.before.contains(sha256))
    return history.exists()


def drop_unused() -> int:
    """Let those bytes go, inside a write transaction; how many files."""
    gone = unused()
    for some in lots(gone):
        Blob.delete().where(Blob.sha256.in_(some)).execute()
    return len(gone)
