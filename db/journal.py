"""The tables that are not records: acts, before-images, the audit, attachments and the store's own facts."""
from __future__ import annotations

import peewee

from db.fields import Moment
from db.record import database


class Table(peewee.Model):
    """A table of ours that no clerk edits."""

    class Meta:
        database = database
        legacy_table_names = False


class Act(Table):
    """One command that was done: one undo step with a human name."""

    id = peewee.AutoField()
    at = Moment("时间")
    account = peewee.TextField(null=True)
    command = peewee.TextField()
    label = peewee.TextField()
    reason = peewee.TextField(null=True)
    undoes = peewee.IntegerField(null=True)
    undone_by = peewee.IntegerField(null=True, index=True)

    class Meta:
        table_name = "act"


class Trace(Table):
    """Before-image of one touched row, inside the encrypted file, for undo and the history.

    `op` is add, change or remove; `before` and `after` are JSON of database values (`after` only of changed
    fields); `revision` is the row's revision after the act (0 when it is gone).
    """

    id = peewee.AutoField()
    act = peewee.IntegerField(index=True)
    record = peewee.TextField()
    rid = peewee.IntegerField()
    op = peewee.TextField()
    before = peewee.TextField(null=True)
    after = peewee.TextField(null=True)
    revision = peewee.IntegerField()

    class Meta:
        table_name = "trace"
        indexes = ((("record", "rid"), False),)


class Audit(Table):
    """Who did what when: masked values and a keyed digest of the true ones, chained so that edits show."""

    seq = peewee.AutoField()
    at = peewee.TextField()
    account = peewee.TextField(null=True)
    act = peewee.IntegerField(null=True)
    action = peewee.TextField()
    record = peewee.TextField(null=True)
    uid = peewee.TextField(null=True, index=True)
    text = peewee.TextField(null=True)
    reason = peewee.TextField(null=True)
    digest = peewee.TextField(null=True)
    hash = peewee.TextField()

    class Meta:
        table_name = "audit"


class Fact(Table):
    """One fact about the store itself: its id, whether it is the demo, the newest act's time."""

    key = peewee.TextField(primary_key=True)
    value = peewee.TextField(null=True)

    class Meta:
        table_name = "fact"


class Blob(Table):
    """The bytes of an attachment, once however often it is attached."""

    sha256 = peewee.TextField(primary_key=True)
    data = peewee.BlobField()

    class Meta:
        table_name = "blob"


JOURNAL = (Act, Trace, Audit, Fact, Blob)
