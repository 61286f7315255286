"""The few words in which the engines differ. Nothing outside `db/` may know which one is below."""
from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

import peewee

_ONE_WRITER = 0x4451_5A58  # the number of the advisory lock: any, as long as no other program of the server has it
_moment = threading.local()  # `of`: the database that this thread only reads just now
_TOGETHER = 500  # rows that go to a server in one message


def is_sqlite(database: peewee.Database) -> bool:
    """True for the embedded engine, plain or encrypted."""
    return isinstance(_real(database), peewee.SqliteDatabase)


def _real(database: peewee.Database) -> peewee.Database:
    return database.obj if isinstance(database, peewee.DatabaseProxy) else database


@contextmanager
def writing(database: peewee.Database) -> Iterator[None]:
    """A write transaction; one writer at a time, so that the audit is one chain and an id is free until it is used.

    SQLite takes the write lock first: one that reads before it writes fails at once else.
    """
    with database.atomic(*(("IMMEDIATE",) if is_sqlite(database) else ())):
        if not is_sqlite(database):
            execute(database, "SELECT pg_advisory_xact_lock(?)", (_ONE_WRITER,))
        yield


@contextmanager
def reading(database: peewee.Database) -> Iterator[None]:
    """A read transaction: every question inside is answered as of its first one, whoever writes meanwhile."""
    with database.atomic():
        if not is_sqlite(database):
            execute(database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _moment.of = _real(database)
        try:
            yield
        finally:
            _moment.of = None


def only_reads(database: peewee.Database) -> bool:
    """Whether this thread is inside `reading`."""
    return getattr(_moment, "of", None) is _real(database)


def acting(database: peewee.Database) -> bool:
    """Whether an act is under way in this thread: what it does next must not be missed, so no answer is kept."""
    return database.in_transaction() and not only_reads(database)


def refusable(database: peewee.Database) -> AbstractContextManager:
    """Around one statement that a UNIQUE rule or a link may refuse, inside a transaction that goes on afterwards.

    PostgreSQL ends a transaction at its first error, unless the statement had a savepoint of its own.
    """
    return nullcontext() if is_sqlite(database) else database.atomic()


def mark(database: peewee.Database) -> str:
    """The placeholder of a parameter."""
    return "?" if is_sqlite(database) else "%s"


def execute_many(database: peewee.Database, sql: str, rows: Iterable[Sequence]) -> None:
    """One statement for many rows, on the open transaction's connection; `?` marks parameters.

    Errors are peewee's, whichever driver raised them.
    """
    cursor = database.connection().cursor()
    with peewee.__exception_wrapper__:
        if is_sqlite(database):
            cursor.executemany(sql, rows)
        else:  # psycopg2's own executemany waits for the server's answer after every row
            from psycopg2.extras import execute_batch

            execute_batch(cursor, sql.replace("?", "%s"), rows, page_size=_TOGETHER)
    cursor.close()


def execute(database: peewee.Database, sql: str, parameters: Sequence = ()):
    """One statement; `?` marks parameters. Returns the cursor."""
    return database.execute_sql(sql if is_sqlite(database) else sql.replace("?", "%s"), tuple(parameters))


def next_id(database: peewee.Database, table: str) -> int:
    """The first id that no row of a table has, or ever had: a removed row may come back under its own.

    Call inside a write transaction only.
    """
    used = ("SELECT seq FROM sqlite_sequence WHERE name = ?" if is_sqlite(database) else
            f'SELECT CASE WHEN is_called THEN last_value END FROM "{table}_id_seq" WHERE ? IS NOT NULL')
    highest = execute(database, f'SELECT max(id), ({used}) FROM "{table}"', (table,)).fetchone()
    return max(number or 0 for number in highest) + 1


def keep_sequence(database: peewee.Database, table: str) -> None:
    """After rows were written with ids of our own: PostgreSQL's sequence has to be told."""
    if not is_sqlite(database):
        execute(database, f"""SELECT setval('"{table}_id_seq"', (SELECT max(id) FROM "{table}"))""")


def count_anew(database: peewee.Database, table: str) -> None:
    """The next id of a table follows the highest that is there: what went leaves no trace in the engine's count.

    Only for a table whose rows never come back under their ids. Inside a write transaction.
    """
    if is_sqlite(database):
        execute(database, f'UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM "{table}") '
                          "WHERE name = ?", (table,))
    else:
        sequence = f"""'"{table}_id_seq"'"""
        execute(database, f'SELECT setval({sequence}, coalesce(max(id), 1), max(id) IS NOT NULL) FROM "{table}"')


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


def in_hex(database: peewee.Database, field: peewee.Field) -> peewee.Function:
    """The bytes of a column as SQL that gives them in small hex letters, as uids are written outside."""
    return peewee.fn.LOWER(peewee.fn.HEX(field)) if is_sqlite(database) else peewee.fn.ENCODE(field, "hex")
