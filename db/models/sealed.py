"""Sealed texts: what only named logins can unwrap, of any row. Everything in these tables is cipher text."""
from __future__ import annotations

import peewee

from db.fields import Text
from db.journal import Table
from db.record import Record


class SealedText(Record):
    """One sealed text: `owner` is the record's English name, `owner_uid` its row's uid in hex, `field` what it is.

    `box` is the text under its content key; `grants` JSON {login: {"public", "box"}}, that key for each account ({}:
    named, and it had no key yet); `spare` JSON {"public", "box"}, that key for the recovery key, or None.
    """

    label = "保密内容"
    domain = "sealed"
    listed = False
    title = ("field",)
    sheet = ("owner", "field")

    owner = Text("所属记录", required=True)
    owner_uid = Text("所属编号", required=True)
    field = Text("内容名", required=True)
    box = peewee.TextField()
    grants = peewee.TextField()
    spare = peewee.TextField(null=True)

    class Meta:
        table_name = "sealed_texts"
        indexes = ((("owner", "owner_uid", "field"), True),)


class SealedKey(Table):
    """The public key of one account, or of the recovery key; hex. No act writes it: it comes with signing in."""

    login = peewee.TextField(primary_key=True)
    public = peewee.TextField()
    at = peewee.TextField()

    class Meta:
        table_name = "sealed_keys"
