"""Setting a centre up and signing in: folder, lock, keyring, store, and then a Desk."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from center import backups
from center.desk import Desk, Who, clock
from db import instance, keyring, places, restoring
from db.errors import Denied, Missing, UserError
from db.models.centre import Centre
from db.models.staff import Account
from db.questions.accounts import account_of
from db.store import Store
from db.tx import Tx

FIRST_ROLES = ("head", "admin")


@dataclass(frozen=True)
class Made:
    """A new centre: its Desk, and the recovery key that is shown once."""

    desk: Desk
    recovery: str


def exists(folder: Path) -> bool:
    """Whether a centre was set up in this folder."""
    return any((folder / name).exists() for name in (places.STORE, places.KEYRING, restoring.PLAN))


def has_login(folder: Path, login: str) -> bool:
    """Whether the store in this folder has an account of that name; False when there is no readable keyring."""
    try:
        return login in keyring.load(folder).logins
    except UserError:
        return False


def create(folder: Path, centre: dict, login: str, name: str, password: str, *, demo: bool = False,
           clock: Callable[[], datetime] = clock, kdf: dict | None = None) -> Made:
    """Set a centre up: its keyring, its empty store, the centre's row and the first account (head and admin)."""
    places.prepare(folder)
    if exists(folder):
        raise Denied("这个文件夹里已经有一套中心数据，请直接打开，或另选一个空文件夹")
    lock = instance.take(folder)
    ring, data_key, recovery = keyring.create(folder, login, password, **({"kdf": kdf} if kdf else {}))
    store = Store.create(folder, ring.file_key(data_key), data_key)
    who = Who(login, name, FIRST_ROLES)
    desk = Desk(store, who, ring, data_key, clock, lock.release)
    with store.writing():
        tx = Tx(store, command="init", label="建立本中心", account=login, now=clock())
        tx.add(Centre, centre)
        tx.add(Account, {"login": login, "name": name, "roles": FIRST_ROLES, "active": True})
        store.set_fact("demo", "yes" if demo else None)
        tx.finish()
    desk.do("settings.load_numbers")
    return Made(desk, recovery)


def sign_in(folder: Path, login: str, password: str, *, clock: Callable[[], datetime] = clock) -> Desk:
    """Open the store with an account. Raises Denied (wrong password, held by another process), Missing, Unreadable."""
    return _open(folder, clock, lambda ring: (login, ring.unlock(login, password, clock())))


def sign_in_with_recovery(folder: Path, recovery: str, login: str, password: str, *,
                          clock: Callable[[], datetime] = clock) -> Desk:
    """The recovery key gives an account a new password, then opens the store with it."""

    def unlock(ring: keyring.Keyring) -> tuple[str, bytes]:
        data_key = ring.unlock_recovery(recovery, clock())
        if login in ring.logins:
            ring.reset_login(data_key, login, password)
        else:
            ring.add_login(data_key, login, password)
        return login, data_key

    return _open(folder, clock, unlock)


def _open(folder: Path, clock: Callable[[], datetime], unlock: Callable) -> Desk:
    if not exists(folder):
        raise Missing("这个文件夹里还没有中心数据，请先建立本中心，或从备份恢复")
    places.prepare(folder)
    lock = instance.take(folder)
    try:
        restoring.finish(folder)
        ring = keyring.load(folder)
        login, data_key = unlock(ring)
        store = Store.open(folder, ring.file_key(data_key), data_key, backup=lambda: _before_migration(folder, ring, data_key))
        row = account_of(login)
        if row is None or not row["active"]:
            raise Denied("账号 {login} 已停用，请找系统管理员", login=login)
    except BaseException:
        lock.release()
        raise
    return Desk(store, Who(login, row["name"], row["roles"]), ring, data_key, clock, lock.release)


def _before_migration(folder: Path, ring: keyring.Keyring, data_key: bytes) -> None:
    backups.automatic(folder, ring.file_key(data_key), clock())
