"""Preferences and drafts of an account, and attachments of any row."""
from __future__ import annotations

import peewee

from db import dialect
from db.migrations.tables import create_record_table, create_table

ATTACHMENTS = {
    "name": "text", "owner": "text", "owner_uid": "text", "kind": "text", "sha256": "text", "size": "integer",
    "added_on": "text", "note": "text",
}
PREFERENCE = {"id": "serial", "account": "text required", "key": "text required", "value": "text required"}
DRAFT = {
    "id": "serial", "account": "text required", "record": "text required", "rid": "integer", "title": "text",
    "texts": "text required", "beside": "text", "at": "text required",
}


def run(database: peewee.Database) -> None:
    """Make the three tables."""
    create_record_table(database, "attachments", ATTACHMENTS)
    dialect.execute(database, 'CREATE INDEX "attachments_owner_row" ON "attachments" ("owner", "owner_uid")')
    dialect.execute(database, 'CREATE INDEX "attachments_sha256" ON "attachments" ("sha256")')
    dialect.execute(database, 'CREATE INDEX IF NOT EXISTS "audit_uid" ON "audit" ("uid")')
    create_table(database, "preference", PREFERENCE, [("account", "key")])
    create_table(database, "draft", DRAFT, [("account", "record", "rid")])
