"""Backups: one checked file that holds the store and its keyring, and the way back from it.

A `.dqbak` is a zip without compression (encrypted bytes do not shrink): store.db, keyring.json, manifest.json.
It is as secret as the store: encrypted where the store is, and opened by the same passwords or recovery key.
"""
from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from db import driver, durable, migrations
from db.errors import Missing, Unreadable, UserError
from db.keyring import Keyring, parse
from db.places import KEYRING
from db.zips import BROKEN_ZIP

FORMAT = 1
END = ".dqbak"
STORE_PART, KEYRING_PART, MANIFEST_PART = "store.db", "keyring.json", "manifest.json"
PARTS = {STORE_PART, KEYRING_PART, MANIFEST_PART}
_BLOCK = 1 << 20
_MOST_MANIFEST = 1 << 20
_TRIES = 3
_NEVER_COPIED = ("unmet",)  # 未遇: a mark of the open list only (`db/unmet.py`)


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself. `counts`: rows of each table; `head`: (seq, hash in hex) of the audit."""

    store: str
    made_at: str
    program: str
    schema: int
    encrypted: bool
    counts: Mapping[str, int]
    sha256: Mapping[str, str]
    head: tuple[int, str] | None = None
    format: int = FORMAT


def backup(store: Path, key: bytes | None, keyring: Path, target: Path, *, made_at: datetime, program: str,
           head_of: Callable[[object], tuple[int, str] | None] | None = None) -> Manifest:
    """Write a verified copy of the store at `store` (open or not) and its `keyring` to the file `target`.

    `key` is what `driver.connect` takes. `head_of(connection)` reads the audit's head out of the copy.
    Raises UserError (disk full, target not writable), Unreadable (the store itself fails its checks); then
    `target` is as it was.
    """
    if not store.exists():
        raise Missing("找不到要备份的数据：{path}。请看看数据文件夹还在不在，硬盘连好没有", path=str(store))
    ring = keyring.read_bytes()
    with _disk_told(target.parent), tempfile.TemporaryDirectory(prefix=".backup-", dir=store.parent) as name:
        folder = Path(name)
        copy = folder / STORE_PART
        with _driver_told():
            counts = _copied(store, key, copy)
        schema = check(copy, key, counts)
        with closing(driver.connect_copy(copy, key)) as connection:
            head = head_of(connection) if head_of else None
        (folder / KEYRING_PART).write_bytes(ring)
        sums = {part: _sha256(folder / part) for part in (STORE_PART, KEYRING_PART)}
        manifest = Manifest((parse(ring) or {}).get("store", ""), made_at.isoformat(timespec="seconds"), program,
                            schema, key is not None, counts, sums, head)
        _pack(folder, manifest, target)
    return manifest


def inspect(path: Path) -> Manifest:
    """Read a backup's manifest and prove that its parts are whole; needs no key.

    Raises Missing, or Unreadable: foreign file, cut or changed, made by a newer program.
    """
    try:
        with _opened(path) as box:
            manifest = _manifest(box, path)
            for name, said in manifest.sha256.items():
                with box.open(name) as part:
                    if _digest(part) != said:
                        raise _damaged(path)
    except BROKEN_ZIP as error:
        raise _damaged(path) from error
    return manifest


def verify(path: Path, key: bytes | None) -> Manifest:
    """`inspect`, then open the copy with its key and check the database itself. Raises Unreadable."""
    manifest = inspect(path)
    with tempfile.TemporaryDirectory(prefix="dqbak-") as folder, _disk_told(Path(folder)), _opened(path) as box:
        _take_out(box, STORE_PART, Path(folder) / STORE_PART)
        check(Path(folder) / STORE_PART, key if manifest.encrypted else None, manifest.counts)
    return manifest


def unpack(path: Path, folder: Path, unlock: Callable[[Keyring], bytes]) -> bytes:
    """Take a backup out into `folder` (which exists, on the disk of the store), checked. Returns the data key.

    `unlock(keyring)` asks for a password or the recovery key *of the backup* and returns the data key; what it
    raises goes through. Used by `db.restoring`, which then puts the parts in place.
    """
    manifest = inspect(path)
    with _disk_told(folder), _opened(path) as box:
        _take_out(box, KEYRING_PART, folder / KEYRING)
        content = parse((folder / KEYRING).read_bytes())
        if content is None:
            raise _damaged(path)
        keyring = Keyring(folder, content)
        data_key = unlock(keyring)
        _take_out(box, STORE_PART, folder / STORE_PART)
        check(folder / STORE_PART, keyring.file_key(data_key), manifest.counts)
    return data_key


def check(path: Path, key: bytes | None, counts: Mapping[str, int] | None = None) -> int:
    """Check a database file through and through; returns its schema version. Raises Unreadable.

    `counts` are those of a backup's manifest; without them the file is the store itself, and the sentence says so.
    """
    with _driver_told(), closing(driver.connect_copy(path, key)) as connection:
        faults = [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        if key is not None:
            faults += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        if faults and counts is None:
            raise Unreadable("数据检查没有通过（{fault}），请停止录入并用最近的备份恢复", fault=faults[0])
        if faults:
            raise Unreadable("备份里的数据检查没有通过（{fault}），请换另一份备份", fault=faults[0])
        if counts is not None and _counts(connection) != dict(counts):
            raise Unreadable("备份里的记录数与清单不符，请换另一份备份")
        return connection.execute("PRAGMA user_version").fetchone()[0]


def _copied(store: Path, key: bytes | None, copy: Path) -> dict[str, int]:
    """VACUUM INTO a quiet moment of the live store; the row counts of that moment."""
    with closing(driver.connect(store, key)) as connection, closing(driver.connect(store, key)) as guard:
        for attempt in range(_TRIES + 1):
            if attempt == _TRIES:  # somebody goes on saving: now she waits until the copy is made
                guard.execute("BEGIN IMMEDIATE")
            before = connection.execute("PRAGMA data_version").fetchone()
            counts = _counts(connection)
            copy.unlink(missing_ok=True)
            connection.execute("VACUUM INTO ?", (str(copy),))
            if connection.execute("PRAGMA data_version").fetchone() == before:
                return _forgotten(copy, key, counts)
    raise Unreadable("备份时数据一直在变动，请稍后再试")


def _forgotten(copy: Path, key: bytes | None, counts: dict[str, int]) -> dict[str, int]:
    """The copy without the marks of open lists, which nobody may find again later; its row counts."""
    held = [name for name in _NEVER_COPIED if name in counts]
    with closing(driver.connect_making(copy, key)) as connection:
        for name in held:
            connection.execute(f'DELETE FROM "{name}"')
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
    return counts | dict.fromkeys(held, 0)


def _counts(connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _pack(folder: Path, manifest: Manifest, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with open(part, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as box:
                box.writestr(MANIFEST_PART, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
                for name in (KEYRING_PART, STORE_PART):
                    box.write(folder / name, name)
            file.flush()
            os.fsync(file.fileno())
        _read_back(part, target.name)
        durable.rename(part, target)
    finally:
        if part.exists():
            part.unlink()


def _read_back(path: Path, name: str) -> None:
    # A worn-out USB stick takes everything and gives back something else.
    try:
        inspect(path)
    except Unreadable as error:
        raise Unreadable("备份写到 {name} 后读回检查没有通过，请换一个 U 盘或文件夹", name=name) from error


def _manifest(box: zipfile.ZipFile, path: Path) -> Manifest:
    if set(box.namelist()) != PARTS:
        raise _foreign(path)
    if any(part.compress_type != zipfile.ZIP_STORED for part in box.infolist()):
        raise _foreign(path)
    if box.getinfo(MANIFEST_PART).file_size > _MOST_MANIFEST:
        raise _foreign(path)
    try:
        said = json.loads(box.read(MANIFEST_PART))
        if said["format"] > FORMAT or said["schema"] > len(migrations.STEPS):
            raise Unreadable("这份备份来自更新版本的程序，请先升级程序：{name}", name=path.name)
        head = said["head"] and tuple(said["head"])
        manifest = Manifest(**{**said, "head": head})
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    if set(manifest.sha256) != {STORE_PART, KEYRING_PART} or not isinstance(manifest.counts, dict):
        raise _damaged(path)
    return manifest


@contextmanager
def _opened(path: Path):
    try:
        with zipfile.ZipFile(path) as box:
            yield box
    except FileNotFoundError as error:
        raise Missing("找不到备份文件：{name}。请看看 U 盘插好没有，再选一次", name=str(path)) from error
    except zipfile.BadZipFile as error:
        raise _damaged(path) if _looks_like_zip(path) else _foreign(path) from error
    except IsADirectoryError as error:
        raise _foreign(path) from error
    except EOFError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> Unreadable:
    return Unreadable("备份文件不完整或已损坏，请换另一份备份：{name}", name=path.name)


def _foreign(path: Path) -> Unreadable:
    return Unreadable("这不是本程序的备份文件：{name}。请选以 .dqbak 结尾的文件", name=path.name)


def _looks_like_zip(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _take_out(box: zipfile.ZipFile, name: str, target: Path) -> None:
    with box.open(name) as part, open(target, "wb") as file:
        shutil.copyfileobj(part, file, _BLOCK)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _disk_told(folder: Path):
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("磁盘空间不够，没有做成，原来的数据不受影响。请清理 {folder} 所在的磁盘后再试",
                            folder=str(folder)) from error
        raise UserError("写不进 {folder}，请检查 U 盘或文件夹权限后再试", folder=str(folder)) from error


@contextmanager
def _driver_told():
    try:
        yield
    except driver.DRIVER_ERRORS as error:
        said = driver.sentence(error)
        if said is None:
            raise
        raise said from error


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return _digest(file)


def _digest(file) -> str:
    found = hashlib.sha256()
    while block := file.read(_BLOCK):
        found.update(block)
    return found.hexdigest()
