"""What a draft of an import keeps beside its words: the rows that were read from the file."""
from __future__ import annotations

import peewee

from db.migrations.tables import create_table

SHEET = {"draft": "integer primary required", "data": "bytes required"}


def run(database: peewee.Database) -> None:
    """Make the table."""
    create_table(database, "draft_sheet", SHEET)
