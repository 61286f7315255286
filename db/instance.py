"""One store, one process: the lock that the running program holds on its data folder."""
from __future__ import annotations

import json
import os
from pathlib import Path

from db.errors import Denied, Unreadable
from db.places import LOCK

# Windows forbids reading locked bytes: the lock lies far behind the words that others may read.
_FAR = 1 << 30


class Instance:
    """The held lock. The system frees it when the process ends, however it ends; the file stays and means nothing."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def tell(self, port: int) -> None:
        """Write down this process and the local port on which it can be asked to come to the front (0: none)."""
        words = json.dumps({"pid": os.getpid(), "port": port}).encode()
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, words.ljust(64))

    def release(self) -> None:
        """Give the store free; may be called twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Instance:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def take(folder: Path, port: int = 0) -> Instance:
    """Take the lock of the store in `folder`. Raises Denied when another process (or this one) holds it."""
    path = folder / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise Unreadable("数据文件夹不能写入，请检查权限或另选位置：{folder}", folder=str(folder)) from error
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        raise Denied("这套数据已经打开了（程序编号 {pid}）：一套数据同一时间只给一台电脑的一个程序用。"
                     "请回到已打开的窗口，或先关闭它", pid=holder(folder)[0] or "?") from error
    instance = Instance(handle)
    instance.tell(port)
    return instance


def holder(folder: Path) -> tuple[int, int]:
    """(process, port) written down by the last process that took the lock; (0, 0) when nothing readable stands there.

    It says nothing about whether that process still runs: only `take` knows.
    """
    try:
        words = json.loads((folder / LOCK).read_bytes()[:64])
        return int(words["pid"]), int(words["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
