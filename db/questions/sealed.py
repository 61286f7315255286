"""Questions about sealed texts: whose they are, the public keys, and what belongs to nothing any more."""
from __future__ import annotations

from db.journal import Trace
from db.models import RECORDS
from db.models.sealed import SealedKey, SealedText
from db.record import record_name


def text_of(owner: str, row: str, field: str) -> dict | None:
    """One sealed text as its row stands; None when there is none."""
    query = SealedText.select().where(SealedText.owner == owner, SealedText.owner_uid == row, SealedText.field == field)
    return query.dicts().first()


def texts_of(owner: str, row: str) -> list[dict]:
    """The sealed texts of one row, in the order they came."""
    query = SealedText.select().where(SealedText.owner == owner, SealedText.owner_uid == row)
    return list(query.order_by(SealedText.id).dicts())


def texts_naming(login: str = "") -> list[dict]:
    """Every sealed text that names an account among its grants; all of them for ''."""
    rows = SealedText.select().order_by(SealedText.id).dicts()
    # A quick look by SQL, then a true one by the caller: a login may be part of another.
    return list(rows.where(SealedText.grants.contains(login)) if login else rows)


def any_text() -> bool:
    """Whether anything is sealed in this store."""
    return SealedText.select().exists()


def public_of(login: str) -> bytes | None:
    """The public key of an account; None before it first signed in."""
    found = SealedKey.select(SealedKey.public).where(SealedKey.login == login).scalar()
    return bytes.fromhex(found) if found else None


def keep_public(login: str, public: bytes, at: str) -> None:
    """Write an account's public key, over an older one; inside a write transaction."""
    SealedKey.insert(login=login, public=public.hex(), at=at).on_conflict(
        conflict_target=[SealedKey.login], update={SealedKey.public: public.hex(), SealedKey.at: at}).execute()


def lost() -> list[int]:
    """Ids of the sealed texts whose row is gone for good: no before-image can bring it back."""
    found = []
    for record in RECORDS:
        name = record_name(record)
        rows = list(SealedText.select(SealedText.id, SealedText.owner_uid).where(SealedText.owner == name).tuples())
        for start in range(0, len(rows), 500):
            some = rows[start:start + 500]
            there = record.select(record.uid).where(record.uid.in_([bytes.fromhex(uid) for _id, uid in some]))
            stand = {bytes(uid).hex() for (uid,) in there.tuples()}
            found += [one for one, uid in some if uid not in stand and not _comes_back(name, uid)]
    return found


def _comes_back(owner: str, uid: str) -> bool:
    return Trace.select().where(Trace.record == owner, Trace.op == "remove", Trace.before.contains(uid)).exists()


def drop_lost() -> int:
    """Let them go, inside a write transaction and without a trace; how many."""
    gone = lost()
    for start in range(0, len(gone), 500):
        SealedText.delete().where(SealedText.id.in_(gone[start:start + 500])).execute()
    return len(gone)
