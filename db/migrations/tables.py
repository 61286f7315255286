"""Frozen table descriptions for migrations: plain words turned into SQL of either engine.

`people = {"name": "text", "phone": "text index", "branch_id": "ref branches"}`; every record table also gets
`id`, `uid` and `revision`. Kinds: text, integer, big, yes, bytes; then `unique`, `index`, or `ref TABLE`.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import peewee

from db import dialect

_SQLITE = {"text": "TEXT", "integer": "INTEGER", "big": "INTEGER", "yes": "INTEGER", "bytes": "BLOB",
           # AUTOINCREMENT: an id is never used twice, because undo and history name a row by it.
           "serial": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"}
# Collation "C" orders by code point, as SQLite does: others look past the dash, and 2026-06 would stand among the days.
_POSTGRES = {"text": 'TEXT COLLATE "C"', "integer": "INTEGER", "big": "BIGINT", "yes": "BOOLEAN", "bytes": "BYTEA",
             "serial": "SERIAL NOT NULL PRIMARY KEY"}


def create_record_table(database: peewee.Database, name: str, columns: Mapping[str, str],
                        unique_together: Sequence[tuple[str, ...]] = ()) -> None:
    """A record's table with its id, uid and revision."""
    whole = {"id": "serial", "uid": "bytes unique required", "revision": "integer required", **columns}
    create_table(database, name, whole, unique_together)


def create_table(database: peewee.Database, name: str, columns: Mapping[str, str],
                 unique_together: Sequence[tuple[str, ...]] = ()) -> None:
    """A table and its indexes."""
    kinds = _SQLITE if dialect.is_sqlite(database) else _POSTGRES
    lines, indexes = [], []
    for column, words in columns.items():
        kind, *rest = words.split()
        line = f'"{column}" ' + ("INTEGER" if kind == "ref" else kinds[kind])
        if kind == "ref":
            line += f' REFERENCES "{rest.pop(0)}" ("id") ON DELETE RESTRICT'
            indexes.append((column, False))
        line += " PRIMARY KEY" if "primary" in rest else ""
        line += " NOT NULL" if "required" in rest else ""
        if "unique" in rest or "index" in rest:
            indexes = [entry for entry in indexes if entry[0] != column] + [(column, "unique" in rest)]
        lines.append(line)
    dialect.execute(database, f'CREATE TABLE "{name}" ({", ".join(lines)})')
    together = [(tuple(group), True) for group in unique_together]
    for fields, unique in [((column,), unique) for column, unique in indexes] + together:
        words = ", ".join(f'"{field}"' for field in fields)
        how = "UNIQUE INDEX" if unique else "INDEX"
        dialect.execute(database, f'CREATE {how} "{name}_{"_".join(fields)}" ON "{name}" ({words})')
