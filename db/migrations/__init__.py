"""The line of steps that bring a store to its newest form; `STEPS` is written out, the version is its length.

A step that has landed is never edited: it holds its own frozen copy of the tables.
"""
from __future__ import annotations

from collections.abc import Callable

import peewee

from db import dialect, driver, search
from db.errors import Unreadable
from db.migrations import (
    m0001_foundation,
    m0002_day_at_the_keyboard,
    m0003_sheets_of_drafts,
    m0004_buildings,
    m0005_services,
    m0006_mediation,
    m0007_seal,
)

STEPS: tuple[Callable[[peewee.Database], None], ...] = (
    m0001_foundation.run, m0002_day_at_the_keyboard.run, m0003_sheets_of_drafts.run, m0004_buildings.run,
    m0005_services.run, m0006_mediation.run, m0007_seal.run,
)

PROGRAM = "app_version"
"""The fact that names the program which brought the store to its form."""
_KEEP = ('INSERT INTO "fact" ("key", "value") VALUES (?, ?) '
         'ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"')


def version(database: peewee.Database) -> int:
    """The version of the open store: 0 is empty."""
    if dialect.is_sqlite(database):
        return dialect.execute(database, "PRAGMA user_version").fetchone()[0]
    if not database.table_exists("schema_version"):
        return 0
    return dialect.execute(database, "SELECT version FROM schema_version").fetchone()[0]


def _set_version(database: peewee.Database, number: int) -> None:
    if dialect.is_sqlite(database):
        dialect.execute(database, f"PRAGMA user_version = {number:d}")
        return
    dialect.execute(database, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)")
    dialect.execute(database, "DELETE FROM schema_version")
    dialect.execute(database, "INSERT INTO schema_version VALUES (?)", (number,))


def create(database: peewee.Database, program: str = "") -> None:
    """Bring an empty database to the newest form."""
    if dialect.is_sqlite(database):
        dialect.execute(database, f"PRAGMA application_id = {driver.APPLICATION_ID:d}")
    migrate(database, None, program)


def migrate(database: peewee.Database, backup: Callable[[], object] | None, program: str = "") -> int:
    """Run the steps that are still to do, each in one transaction; returns how many.

    Raises Unreadable for a store of a newer program. `backup` is called first when there is something to lose.
    `program` is this program's version: kept, so that an older one can say which to install.
    """
    now = version(database)
    if now > len(STEPS):
        raise _too_new(database, now)
    if now == len(STEPS):
        return 0
    if now and backup:
        backup()
    for number, step in enumerate(STEPS[now:], start=now + 1):
        with dialect.writing(database):
            step(database)
            _set_version(database, number)
            if program and number == len(STEPS):
                dialect.execute(database, _KEEP, (PROGRAM, program))
    return len(STEPS) - now


def _too_new(database: peewee.Database, there: int) -> Unreadable:
    row = dialect.execute(database, 'SELECT "value" FROM "fact" WHERE "key" = ?', (PROGRAM,)).fetchone()
    if row and row[0]:
        return Unreadable("这份数据由较新版本的程序打开过，请安装 {program} 或更新的版本再打开；数据没有改动。"
                          "一定要用现在这个版本的，请维护人员恢复升级前的备份，后来登记的要补",
                          program=row[0])
    return Unreadable("这份数据是较新版本的程序建立的（数据版本 {there}，本程序只认到 {here}），请安装新版本后再打开",
                      there=there, here=len(STEPS))


__all__ = ["STEPS", "create", "migrate", "search", "version"]
