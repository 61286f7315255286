"""Setting a centre up and signing in: folder, lock, keyring, store, and then a Desk."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from center import backups
from center.about import VERSION
from center.accounts import keepers
from center.clock import clock
from center.desk import Desk, Who
from center.sealed.recovering import recovered, settle
from db import instance, keyring, places, restoring, sealing
from db.errors import Denied, Invalid, Missing, Problems, UserError
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
    return places.has_centre(folder)


def need_centre(folder: Path) -> None:
    """Raise Missing when there is no centre in this folder."""
    if not exists(folder):
        raise Missing("这个文件夹里还没有中心数据，请先建立本中心，或从备份恢复")


def has_login(folder: Path, login: str) -> bool:
    """Whether the store in this folder has an account of that name; False when there is no readable keyring."""
    try:
        return login in keyring.load(folder).logins
    except UserError:
        return False


def create(folder: Path, centre: dict, login: str, name: str, password: str, *, demo: bool = False,
           clock: Callable[[], datetime] = clock, kdf: dict | None = None) -> Made:
    """Set a centre up: its keyring, its empty store, the centre's row and the first account (head and admin)."""
    _refuse_bad_names(centre, login)
    places.prepare(folder)
    _refuse_a_second(folder)
    lock = instance.take(folder)
    try:
        _refuse_a_second(folder)  # another process may have been quicker
    except Denied:
        lock.release()
        raise
    try:
        ring, data_key, recovery = keyring.create(folder, login, password, kdf=kdf)
        store = Store.create(folder, ring.file_key(data_key), data_key, VERSION)
        desk = Desk(store, Who(login, name, FIRST_ROLES), ring, data_key, clock, _leaving(ring, lock))
        _first_rows(desk, centre, demo)
        settle(desk)
    except BaseException:
        clear(folder)
        lock.release()
        raise
    return Made(desk, recovery)


def _refuse_bad_names(centre: dict, login: str) -> None:
    name = Centre.name.read(centre.get("name") or "")
    found = {"name": Invalid("请填写中心名称") if name is None else name}
    if not login.strip():
        found["login"] = Invalid("请填写登录名")
    problems = {path: problem for path, problem in found.items() if isinstance(problem, Invalid)}
    if problems:
        raise Problems(problems)


def _refuse_a_second(folder: Path) -> None:
    if exists(folder):
        raise Denied("这个文件夹里已经有一套中心数据，请直接打开，或另选一个空文件夹")


def _first_rows(desk: Desk, centre: dict, demo: bool) -> None:
    who, store = desk.who, desk.store
    try:
        with store.writing():
            tx = Tx(store, command="init", label="建立本中心", account=who.login, now=desk.now())
            tx.add(Centre, centre)
            tx.add(Account, {"login": who.login, "name": who.name, "roles": who.roles, "active": True})
            store.set_fact("demo", "yes" if demo else None)
            tx.finish()
        desk.do("settings.load_numbers")
    except BaseException:
        store.close()
        raise


def clear(folder: Path) -> None:
    """Half a centre is worse than none: nobody could open it, and a second try would be refused."""
    for name in (places.STORE, f"{places.STORE}-wal", f"{places.STORE}-shm", places.KEYRING, places.KEYRING_COPY):
        (folder / name).unlink(missing_ok=True)


def sign_in(folder: Path, login: str, password: str, *, clock: Callable[[], datetime] = clock) -> Desk:
    """Open the store with an account. Raises Denied (wrong password, held by another process), Missing, Unreadable."""
    return _open(folder, clock, lambda ring: (login, ring.sign_in(login, password, clock())))


def sign_in_with_recovery(folder: Path, recovery: str, login: str, password: str, *,
                          clock: Callable[[], datetime] = clock) -> Desk:
    """The recovery key gives an account a new password, then opens the store with it.

    What was sealed for the account is given back to it, as far as the recovery key was handed it; audited, and an
    account that opens cases waits for the head's signature. Nobody else has to agree: the sheet opens everything.
    """
    spare: sealing.Pair | None = None

    def unlock(ring: keyring.Keyring) -> tuple[str, bytes]:
        nonlocal spare
        data_key, spare = ring.recover(recovery, clock())
        if login in ring.logins:
            ring.reset_login(data_key, login, password, pair=sealing.new_pair())
        else:
            ring.add_login(data_key, login, password, pair=sealing.new_pair())
        return login, data_key

    desk = _open(folder, clock, unlock)
    keepers.by_sheet(desk)
    if spare is not None:
        recovered(desk, spare)
        spare.wipe()
    return desk


def unlock(desk: Desk, password: str) -> None:
    """Whether the clerk at a locked window is who she says: Denied like signing in, with the same waiting."""
    _must_open(desk, desk.who.login, password)


def lock(desk: Desk) -> None:
    """The window is covered: what opens sealed texts is wiped, until `unlock` or `hand_over` brings somebody's back."""
    if desk.keyring is not None:
        desk.keyring.forget()


def hand_over(desk: Desk, login: str, password: str) -> Desk:
    """Another account at the same window: its Desk on the store that is open. Raises Denied like signing in."""
    _must_open(desk, login.strip(), password)
    other = desk.handed_to(_who(login.strip()))
    settle(other)
    return other


def _must_open(desk: Desk, login: str, password: str) -> None:
    if not login or not password:
        raise Denied("请填写登录名和密码")
    if desk.keyring.sign_in(login, password, clock()) != desk.data_key:
        raise Denied("账号或密码不对，请再输一次")


def _who(login: str) -> Who:
    row = account_of(login)
    if row is None or not row["active"]:
        raise Denied("账号 {login} 已停用，请找系统管理员", login=login)
    return Who(login, row["name"], row["roles"])


def _open(folder: Path, clock: Callable[[], datetime], unlock: Callable) -> Desk:
    need_centre(folder)
    places.prepare(folder)
    lock = instance.take(folder)
    try:
        restoring.finish(folder)
        ring = keyring.load(folder)
        login, data_key = unlock(ring)
        store = Store.open(folder, ring.file_key(data_key), data_key,
                           backup=lambda: _before_migration(folder, ring, data_key), program=VERSION)
        who = _who(login)
    except BaseException:
        lock.release()
        raise
    desk = Desk(store, who, ring, data_key, clock, _leaving(ring, lock))
    settle(desk)
    return desk


def _leaving(ring: keyring.Keyring, lock: instance.Instance) -> Callable[[], None]:
    """What is done when the store is closed: the second keys leave memory, and the folder is free."""
    def leave() -> None:
        ring.forget()
        lock.release()

    return leave


def _before_migration(folder: Path, ring: keyring.Keyring, data_key: bytes) -> None:
    backups.automatic(folder, ring.file_key(data_key), clock())
