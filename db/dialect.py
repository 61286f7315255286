"""The few words in which the engines differ. Nothing outside `db/` may know which one is below."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

import peewee


def is_sqlite(database: peewee.Database) -> bool:
    """True for the embedded engine, plain or encrypted."""
    return isinstance(_real(database), peewee.SqliteDatabase)


def _real(database: peewee.Database) -> peewee.Database:
    return database.obj if isinstance(database, peewee.DatabaseProxy) else database


def writing(database: peewee.Database) -> AbstractContextManager:
    """A write transaction. SQLite takes the write lock first: one that reads before it writes fails at once else."""
    return database.atomic("IMMEDIATE") if is_sqlite(database) else database.atomic()


def mark(database: peewee.Database) -> str:
    """The placeholder of a parameter."""
    return "?" if is_sqlite(database) else "%s"


def execute_many(database: peewee.Database, sql: str, rows: Iterable[Sequence]) -> None:
    """One statement for many rows, on the open transaction's connection; `?` marks parameters."""
    cursor = database.connection().cursor()
    cursor.executemany(sql if is_sqlite(database) else sql.replace("?", "%s"), rows)
    cursor.close()


def execute(database: peewee.Database, sql: str, parameters: Sequence = ()):
    """One statement; `?` marks parameters. Returns the cursor."""
    return database.execute_sql(sql if is_sqlite(database) else sql.replace("?", "%s"), tuple(parameters))


def next_id(database: peewee.Database, table: str) -> int:
    """The first free integer id of a table. Call inside a write transaction only."""
    return (execute(database, f'SELECT max(id) FROM "{table}"').fetchone()[0] or 0) + 1


def keep_sequence(database: peewee.Database, table: str) -> None:
    """After rows were written with ids of our own: PostgreSQL's sequence has to be told."""
    if not is_sqlite(database):
        execute(database, f"""SELECT setval(pg_get_serial_sequence('"{table}"', 'id'), (SELECT max(id) FROM "{table}"))""")


def unique_columns(error: Exception) -> tuple[str, ...]:
    """The columns of the UNIQUE rule that an IntegrityError names; empty when it is another kind of refusal."""
    text = str(error)
    if "UNIQUE constraint failed:" in text:
        names = text.split("UNIQUE constraint failed:", 1)[1]
        return tuple(name.strip().rsplit(".", 1)[-1] for name in names.split(","))
    if "unique constraint" in text and "Key (" in text:
        names = text.split("Key (", 1)[1].split(")", 1)[0]
        return tuple(name.strip().strip('"') for name in names.split(","))
    return ()
