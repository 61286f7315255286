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
    """A form as far as it was typed: `rid` and `revision` are the row it changes (none: a new one).

    `texts` is JSON of the typed texts by path, just as typed; `title` is what a list of drafts calls it.
    """

    id = peewee.AutoField()
    account = peewee.TextField(index=True)
    record = peewee.TextField()
    rid = peewee.IntegerField(null=True)
    revision = peewee.IntegerField(null=True)
    title = peewee.TextField(null=True)
    texts = peewee.TextField()
    at = Moment("时间")

    class Meta:
        table_name = "draft"


PERSONAL = (Preference, Draft)


class Kept(NamedTuple):
    """One draft, read."""

    id: int
    record: str
    rid: int | None
    revision: int | None
    title: str
    texts: dict[str, str]
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
    return [
        Kept(row.id, row.record, row.rid, row.revision, row.title or "", json.loads(row.texts), row.at) for row in rows
    ]


def keep_draft(
    account: str,
    draft: int | None,
    record: str,
    rid: int | None,
    revision: int | None,
    title: str,
    texts: dict[str, str],
    now: datetime,
) -> int:
    """Write a draft, anew or over the one with this id; returns its id. Inside a write transaction."""
    fields = {
        "record": record,
        "rid": rid,
        "revision": revision,
        "title": title or None,
        "texts": json.dumps(texts, ensure_ascii=False),
        "at": now,
    }
    if draft is not None and Draft.update(**fields).where(Draft.id == draft, Draft.account == account).execute():
        return draft
    return Draft.insert(account=account, **fields).execute()


def drop_draft(account: str, draft: int) -> None:
    """Forget a draft of this account; inside a write transaction."""
    Draft.delete().where(Draft.id == draft, Draft.account == account).execute()


def drop_old_drafts(before: datetime) -> int:
    """Forget the drafts of all accounts that nobody touched since a moment; returns how many."""
    return Draft.delete().where(Draft.at < before).execute()
