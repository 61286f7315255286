"""Backups: made whole, checked before they count, and put back only after they opened."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from center.about import VERSION
from center.clock import clock
from center.desk import Desk
from db import backup, chain, instance, places, restoring, rotation
from db.keyring import Keyring
from db.questions.compliance import newest_backup
from db.questions.journal import audit_head, chain_rows, head_in_copy

_listeners: list[Callable[[Desk], object]] = []


def when_made(tell: Callable[[Desk], object]) -> Callable[[], None]:
    """Call `tell(desk)` after each verified backup of the open store, on the thread that made it; returns what ends it.

    Not after the one before a migration or a restore: that is still the store as the program before had it.
    """
    _listeners.append(tell)
    return lambda: _listeners.remove(tell)


def back_up(desk: Desk, target: Path) -> backup.Manifest:
    """Write a verified backup of the open store; needs the right, is audited, and its audit head is remembered."""
    desk.need("backup")
    desk.told("backup", text="备份到 " + target.name)
    manifest = backup.backup(desk.store.path, desk.store.key, desk.store.folder / places.KEYRING, target,
                             made_at=desk.now(), program=VERSION, head_of=head_in_copy)
    desk.keyring.set_head(desk.data_key, *audit_head())
    _made(desk)
    return manifest


def automatic(folder: Path, key: bytes | None, now: datetime, keep: tuple[int, int, int] = rotation.KEEP) -> Path:
    """A backup into the store's own folder, as before a migration; `keep` is days, weeks and months of them."""
    return rotation.automatic(folder, key, now=now, program=VERSION, head_of=head_in_copy, keep=keep)


def of_the_day(desk: Desk) -> Path:
    """The day's own backup, unasked; the audit's head is remembered with the keys."""
    keep = tuple(int(desk.number(f"backup.keep_{span}")) for span in ("daily", "weekly", "monthly"))
    made = automatic(desk.store.folder, desk.store.key, desk.now(), keep)
    if desk.keyring:
        desk.keyring.set_head(desk.data_key, *audit_head())
    _made(desk)
    return made


def _made(desk: Desk) -> None:
    for tell in tuple(_listeners):
        tell(desk)


def restore(path: Path, folder: Path, unlock: Callable[[Keyring], bytes]) -> backup.Manifest:
    """Put a backup in the place of the store in `folder`; a store that stands there is backed up first and kept.

    `unlock(keyring)` gives the data key. Raises what the checks raise; then nothing was touched.
    """
    places.prepare(folder)
    with instance.take(folder):
        manifest = backup.inspect(path)
        restoring.restore(path, folder, unlock, clock())
    return manifest


def check(desk: Desk) -> dict[str, object]:
    """Check the store through and through: the file, the audit chain, the newest automatic backup."""
    desk.need("backup")
    verdict = chain.verify(chain_rows(), desk.store.audit_key, desk.keyring.head(desk.data_key))
    desk.store.close()
    schema = backup.check(desk.store.path, desk.store.key)
    known = last_backup(desk.store.folder)
    tested = backup.verify(desk.store.folder / places.BACKUPS / known[0], desk.store.key).made_at if known else None
    return {
        "schema": schema, "encrypted": desk.store.encrypted,
        "audit_rows": verdict.seq, "audit_whole": verdict.whole,
        "audit_broken_at": verdict.broken, "audit_cut": verdict.cut,
        "backup": known and known[0], "backup_made_at": tested,
    }


def last_backup(folder: Path) -> tuple[str, datetime] | None:
    """(name, when) of the newest automatic backup; its name says when, a copied file's time would not."""
    return max(rotation.dated(folder / places.BACKUPS), key=lambda found: found[1], default=None)


def newest(folder: Path | None) -> datetime | None:
    """When the newest backup was made: one that somebody took away, or the program's own in the store's folder."""
    own = last_backup(folder) if folder else None
    return max((at for at in (newest_backup(), own and own[1]) if at), default=None)
