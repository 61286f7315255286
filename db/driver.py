"""The database driver: opens a store file, encrypted where the computer can, always with the same settings."""
from __future__ import annotations

import datetime
import decimal
import sqlite3
from contextlib import ExitStack
from pathlib import Path

from peewee import SqliteDatabase

from db.errors import Missing, Unreadable, UserError

try:
    from sqlcipher3 import dbapi2 as cipher
except ImportError:  # no wheel for this processor (LoongArch): the store runs plain and says so
    cipher = None
else:
    # sqlite3 is taught these by peewee; the encrypted driver has to be taught as well.
    for plain_type in (datetime.date, datetime.datetime, datetime.time, decimal.Decimal):
        cipher.register_adapter(plain_type, str)

ENCRYPTED = cipher is not None
APPLICATION_ID = 0x4451_5A58  # "DQZX" in the file header: this file is ours
KEY_BYTES = 32

# Every error class that either driver raises; `except DRIVER_ERRORS` is right for both.
DRIVER_ERRORS = (sqlite3.Error,) if cipher is None else (sqlite3.Error, cipher.Error)

# WAL + FULL lost nothing in 300 simulated power cuts; NORMAL lost acknowledged rows in half of them.
# The cache of 64 MiB pays back the decryption of warm pages. Temporary tables never touch the disk.
SETTINGS = {
    "busy_timeout": 5000,
    "foreign_keys": "ON",
    "cache_size": -65536,
    "temp_store": "MEMORY",
}
LIVE = {"journal_mode": "WAL", "synchronous": "FULL"}

# Words in the driver's messages and the sentence the clerk reads; first match wins.
SENTENCES = (
    ("not a database", Unreadable("数据文件打不开：钥匙不对，或文件已损坏。请用备份恢复，或联系管理员")),
    ("malformed", Unreadable("数据文件已损坏，请停止录入并用最近的备份恢复")),
    ("is full", UserError("磁盘已满，刚才的内容没有保存。请清理磁盘后再试")),
    ("readonly", UserError("数据文件夹不能写入，刚才的内容没有保存。请检查文件夹权限")),
    ("unable to open", Unreadable("数据文件打不开：文件夹不存在或不能写入，请检查数据文件夹")),
    ("disk i/o", UserError("读写磁盘出错，刚才的内容没有保存。请检查磁盘或 U 盘是否还连着")),
    ("locked", UserError("数据正被另一项工作占用，请稍等片刻再试")),
)


def connect(path: str | Path, key: bytes | None = None, *, check_same_thread: bool = True):
    """Open (or create) the live store at `path` for reading and writing.

    `key`: the 32-byte data key, or None for a plain file. Autocommit: callers write BEGIN IMMEDIATE themselves.
    Raises Unreadable when the key does not fit, the file is no database, or encryption is not available here.
    """
    return _open(str(path), key, {**SETTINGS, **LIVE}, uri=False, check_same_thread=check_same_thread)


def connect_copy(path: str | Path, key: bytes | None = None):
    """Open a finished copy (a backup taken out of its box) for reading only; it leaves no file beside it."""
    return _open(Path(path).absolute().as_uri() + "?mode=ro", key, SETTINGS, uri=True, check_same_thread=True)


def connect_making(path: str | Path, key: bytes | None = None):
    """Open a copy that is being made, to take out what no copy may hold; what is deleted is overwritten."""
    return _open(str(path), key, SETTINGS | {"secure_delete": "ON"}, uri=False, check_same_thread=True)


def _open(path: str, key: bytes | None, settings: dict, **options):
    module = _module(key)
    with ExitStack() as undo:
        try:
            connection = module.connect(path, isolation_level=None, **options)
            undo.callback(connection.close)
            if key is not None:
                # The log level comes first: a wrong key would print to stderr. A raw key costs no derivation.
                connection.execute("PRAGMA cipher_log_level=NONE")
                connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            for name, value in settings.items():
                connection.execute(f"PRAGMA {name}={value}").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the key is only tried on a read
        except DRIVER_ERRORS as error:
            raise sentence(error) or Unreadable("数据文件打不开，请用备份恢复或联系管理员") from error
        undo.pop_all()
    return connection


def _module(key: bytes | None):
    if key is None:
        return sqlite3
    if cipher is None:
        raise Unreadable("这台电脑上没有加密组件，打不开加密的数据。请换一台电脑，或联系管理员")
    if len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes, not {len(key)}")
    return cipher


def must_hold_data(path: str | Path) -> None:
    """Raise Missing or Unreadable for a store file that is not there or is empty.

    The engine takes an empty file for a new database: without this a store cut to nothing would open as a new one.
    """
    file = Path(path)
    if not file.exists():
        raise Missing("这个文件夹里还没有中心数据，请先建立本中心，或从备份恢复")
    if file.stat().st_size == 0:
        raise Unreadable("数据文件是空的，可能已损坏。请用最近的备份恢复")


def sentence(error: BaseException) -> UserError | None:
    """What to tell the clerk about a driver's error, or None when it is our own bug.

    Walks the whole chain: when the disk is full SQLite rolls back by itself and peewee's own ROLLBACK then
    raises "cannot rollback", so that the true cause stands only in `__context__`.
    """
    seen: set[int] = set()
    found = None
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        text = str(error).lower()
        found = next((said for word, said in SENTENCES if word in text), found)
        error = error.__cause__ or error.__context__
    return None if found is None else type(found)(found.message, **found.params)


class StoreDatabase(SqliteDatabase):
    """A peewee database over `connect`; one connection per thread, each keyed and set the same way."""

    def __init__(self, path: str | Path, key: bytes | None = None, **options):
        self.key = key
        super().__init__(str(path), **options)
        module = _module(key)
        self.server_version = tuple(module.sqlite_version_info)

    def _connect(self):
        connection = connect(self.database, self.key, **self.connect_params)
        with ExitStack() as undo:
            undo.callback(connection.close)
            self._add_conn_hooks(connection)
            undo.pop_all()
        return connection
