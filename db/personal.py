"""What belongs to one account and is no record: her preferences and her half-typed forms. No act, no audit, no undo."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

import peewee

from db.fields import Moment
from db.journal import Table


class Preference(Table):
    """One small choice of one account: a list's columns, a saved view, whether the tour was seen. `value` is JSON."""

    id = peewee.AutoField()
    account = peewee.TextField()
    key = peewee.TextField()
    value = peewee.TextField()

    class Meta:
        table_name = "preference"
        indexes = ((("account", "key"), True),)


class Draft(Table):
    """A form as far as it was typed: `rid` is the row it changes (none: a new one); one per row and account.

    `texts` is JSON of the typed texts by path, just as typed; `title` is what a list of drafts calls it; `beside` is
    JSON of what else gives the form back: how the row was when she began, what a choice is called, where she was.
    """

    id = peewee.AutoField()
    account = peewee.TextField()
    record = peewee.TextField()
    rid = peewee.IntegerField(null=True)
    title = peewee.TextField(null=True)
    texts = peewee.TextField()
    beside = peewee.TextField(null=True)
    at = Moment("时间")

    class Meta:
        table_name = "draft"
        indexes = ((("account", "record", "rid"), True),)


class DraftSheet(Table):
    """The rows of a table that is being imported, packed; apart from its draft, of which lists ask often."""

    draft = peewee.IntegerField(primary_key=True)
    data = peewee.BlobField()

    class Meta:
        table_name = "draft_sheet"


PERSONAL = (Preference, Draft, DraftSheet)


class Kept(NamedTuple):
    """One draft, read."""

    id: int
    record: str
    rid: int | None
    title: str
    texts: dict[str, str]
    beside: dict[str, Any]
    at: datetime


def preference(account: str, key: str) -> Any:
    """The value that an account gave a key; None when it gave none."""
    found = Preference.select(Preference.value).where(Preference.account == account, Preference.key == key).scalar()
    return None if found is None else json.loads(found)


def preferences(account: str, prefix: str) -> dict[str, Any]:
    """All choices of an account whose key begins with a prefix, by key."""
    rows = Preference.select().where(Preference.account == account, Preference.key.startswith(prefix))
    return {row.key: json.loads(row.value) for row in rows.order_by(Preference.id)}


def prefer(account: str, key: str, value: Any) -> None:
    """Write a choice (JSON-able), None forgets it; inside a write transaction."""
    if value is None:
        Preference.delete().where(Preference.account == account, Preference.key == key).execute()
        return
    text = json.dumps(value, ensure_ascii=False)
    Preference.insert(account=account, key=key, value=text).on_conflict(
        conflict_target=[Preference.account, Preference.key], update={Preference.value: text}
    ).execute()


def drafts(account: str) -> list[Kept]:
    """The drafts of an account, newest first."""
    rows = Draft.select().where(Draft.account == account).order_by(Draft.at.desc(), Draft.id.desc())
    return [_kept(row) for row in rows]


def draft(account: str, number: int) -> Kept | None:
    """One draft of an account."""
    row = Draft.select().where(Draft.id == number, Draft.account == account).first()
    return _kept(row) if row else None


def draft_of_row(account: str, record: str, rid: int) -> Kept | None:
    """The draft of an account that changes this row."""
    row = Draft.select().where(Draft.account == account, Draft.record == record, Draft.rid == rid).first()
    return _kept(row) if row else None


def _kept(row: Draft) -> Kept:
    texts, beside = json.loads(row.texts), json.loads(row.beside or "{}")
    return Kept(row.id, row.record, row.rid, row.title or "", texts, beside, row.at)


def keep_draft(account: str, one: Kept) -> int:
    """Write a draft, over the one with its id or of its row, else anew (id 0); returns its id. In a transaction."""
    fields = {
        "record": one.record,
        "rid": one.rid,
        "title": one.title or None,
        "texts": json.dumps(one.texts, ensure_ascii=False),
        "beside": json.dumps(one.beside, ensure_ascii=False),
        "at": one.at,
    }
    mine = Draft.account == account
    which = Draft.id == one.id
    if one.rid is not None:
        which = (Draft.record == one.record) & (Draft.rid == one.rid)
    known = Draft.select(Draft.id).where(mine, which).scalar()
    if known is None:
        return Draft.insert(account=account, **fields).execute()
    Draft.update(**fields).where(Draft.id == known).execute()
    return known


def drop_draft(account: str, number: int) -> None:
    """Forget a draft of this account; inside a write transaction."""
    if Draft.delete().where(Draft.id == number, Draft.account == account).execute():
        DraftSheet.delete().where(DraftSheet.draft == number).execute()


def keep_sheet(number: int, data: bytes) -> None:
    """Keep the packed rows of a draft that has just been kept; in the same transaction."""
    DraftSheet.delete().where(DraftSheet.draft == number).execute()
    DraftSheet.insert(draft=number, data=data).execute()


def sheet(account: str, number: int) -> bytes | None:
    """The packed rows of a draft of this account; None when it has none."""
    mine = Draft.select(Draft.id).where(Draft.id == number, Draft.account == account)
    found = DraftSheet.select(DraftSheet.data).where(DraftSheet.draft.in_(mine)).scalar()
    return None if found is None else bytes(found)


def drafts_before(before: datetime) -> bool:
    """Whether anybody has a draft that was not touched since a moment."""
    return Draft.select(Draft.id).where(Draft.at < before).limit(1).scalar() is not None


def drop_old_drafts(before: datetime) -> int:
    """Forget the drafts of all accounts that nobody touched since a moment; returns how many."""
    old = Draft.select(Draft.id).where(Draft.at < before)
    DraftSheet.delete().where(DraftSheet.draft.in_(old)).execute()
    return Draft.delete().where(Draft.at < before).execute()
