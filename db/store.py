"""The open store: one database file of one centre, its key, and the few statements the parts below share."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from db import chain, dialect, driver, migrations, places
from db.driver import StoreDatabase
from db.errors import UserError
from db.journal import Fact
from db.record import database as proxy

FILE = places.STORE


class Store:
    """An open store. `key` is the 32-byte data key, None for a plain file; `encrypted` is what the pages show."""

    def __init__(self, database: peewee.Database, key: bytes | None = None, folder: Path | None = None,
                 data_key: bytes | None = None) -> None:
        self.database, self.key, self.folder = database, key, folder
        # A plain store has a data key in its keyring too: the file lies open, but the chain cannot be forged.
        self.audit_key = chain.audit_key(data_key or key or bytes(32))
        self.orders: dict[Any, Any] = {}  # of `db.listing`: a list's ids in its own order, as of an act
        proxy.initialize(database)

    @classmethod
    def create(cls, folder: Path, key: bytes | None, data_key: bytes | None = None, program: str = "") -> Store:
        """Make an empty store with all tables in an existing folder; `program` is this program's version."""
        (folder / FILE).touch(mode=0o600)  # people's data: readable by its owner only
        store = cls(StoreDatabase(folder / FILE, key), key, folder, data_key)
        try:
            store.database.connect(reuse_if_open=True)
            migrations.create(store.database, program)
        except peewee.PeeweeException as error:
            store.close()
            raise driver.sentence(error) or error from error
        return store

    @classmethod
    def open(cls, folder: Path, key: bytes | None, data_key: bytes | None = None, backup: Any = None,
             program: str = "") -> Store:
        """Open an existing store and bring it to the newest form; `backup()` is called before a migration.

        Raises Missing when there is none, Unreadable when the key does not fit or the file is damaged.
        """
        driver.must_hold_data(folder / FILE)
        store = cls(StoreDatabase(folder / FILE, key), key, folder, data_key)
        try:
            store.database.connect(reuse_if_open=True)
            migrations.migrate(store.database, backup, program)
        except peewee.PeeweeException as error:
            store.close()
            raise driver.sentence(error) or error from error
        except UserError:
            store.close()
            raise
        return store

    @classmethod
    def over(cls, database: peewee.Database, key: bytes | None = None) -> Store:
        """A store in any database that peewee opens (a server's, for one), brought to the newest form.

        It has no folder: locks, backups and the keyring are matters of the file. `key` seals the audit chain only.
        """
        store = cls(database, key)
        database.connect(reuse_if_open=True)
        migrations.migrate(database, None)
        return store

    @property
    def encrypted(self) -> bool:
        """False shows 未加密 in red on every page."""
        return self.key is not None

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / FILE

    def close(self) -> None:
        """Close this thread's connection; a last checkpoint folds the write-ahead log in."""
        if not self.database.is_closed():
            self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction. What the disk refuses (full, read-only, gone) comes back as the clerk's sentence."""
        if dialect.only_reads(self.database):
            raise RuntimeError("reading never writes: this act began inside a moment")
        try:
            with dialect.writing(self.database):
                yield
        except peewee.PeeweeException as error:
            raise driver.sentence(error) or error from error

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Whatever is read inside is of one moment, whoever writes meanwhile in another thread or program.

        For what asks several questions that must agree (a paper, a table of sums, a preview). It only reads.
        """
        if self.database.in_transaction():  # an act, or a moment around this one
            yield
            return
        with dialect.reading(self.database):
            yield

    def execute(self, sql: str, parameters: Sequence = ()) -> Any:
        """One statement with `?` parameters, for the modules of db/ that write SQL."""
        return dialect.execute(self.database, sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence]) -> None:
        """One statement for many rows."""
        dialect.execute_many(self.database, sql, rows)

    def fact(self, key: str) -> str | None:
        """A fact about the store itself, such as `demo`."""
        return Fact.select(Fact.value).where(Fact.key == key).scalar()

    def set_fact(self, key: str, value: str | None) -> None:
        """Write a fact; inside a transaction."""
        Fact.insert(key=key, value=value).on_conflict(conflict_target=[Fact.key], update={Fact.value: value}).execute()
