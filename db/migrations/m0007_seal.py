"""Sealed texts and the public keys of those who may unwrap them."""
from __future__ import annotations

import peewee

from db.migrations.tables import create_record_table, create_table

TEXTS = {
    "owner": "text", "owner_uid": "text", "field": "text", "box": "text required", "grants": "text required",
    "spare": "text",
}
KEYS = {"login": "text primary required", "public": "text required", "at": "text required"}


def run(database: peewee.Database) -> None:
    """Make the two tables; the keys come with the next sign-ins."""
    create_record_table(database, "sealed_texts", TEXTS, [("owner", "owner_uid", "field")])
    create_table(database, "sealed_keys", KEYS)
