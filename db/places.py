"""The data folder: what stands where in it, and whether a store may live there at all."""
from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PureWindowsPath

from db.errors import Denied, Unreadable, UserError

STORE = "center.db"
KEYRING = "keyring.json"
KEYRING_COPY = "keyring.bak"
LOCK = "app.lock"
BACKUPS = "backups"
SWAP = "restore.json"  # stands in the folder while a restored store is put in place

LEAST_FREE_MB = 500  # default of the setting "warn below"
REMOTE_DRIVE = 4  # DRIVE_REMOTE, Win32 GetDriveTypeW
REMOTE_TYPES = re.compile(
    r"(?:cifs|smb3?|smbfs|nfs\d?|9p|afs|afpfs|webdav|davfs2?|ncpfs|ceph|glusterfs|lustre|beegfs|vboxsf|vmhgfs|prl_fs"
    r"|fuse\.(?:sshfs|rclone|s3fs|davfs2?|gvfsd-fuse|smbnetfs|curlftpfs|glusterfs|ceph|vmhgfs-fuse))"
)


def has_centre(folder: Path) -> bool:
    """Whether a centre was set up in this folder."""
    return any((folder / name).exists() for name in (STORE, KEYRING, SWAP))


def prepare(folder: Path) -> None:
    """Make sure a store can live in `folder`: make it, refuse remote places, try out a write and a database.

    Raises Denied (network place) or Unreadable (cannot be made or written), each with the sentence to show.
    """
    _refuse_remote(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreadable("建不了数据文件夹，请另选一个能写入的位置：{folder}", folder=str(folder)) from error
    _refuse_remote(folder)  # what did not exist a moment ago may have been made behind a link
    _try_out(folder)


def _refuse_remote(folder: Path) -> None:
    if is_remote(folder):
        raise Denied("数据不能放在网络盘或共享文件夹里：一套数据只给一台电脑用。请选本机硬盘上的文件夹：{folder}",
                     folder=str(folder))


def _try_out(folder: Path) -> None:
    # Some disks (CIFS, ntfs3) answer "wal" and fail at the first write: a throw-away database finds out.
    import sqlite3

    probe = folder / f".probe-{os.urandom(16).hex()}.db"
    try:
        with closing(sqlite3.connect(probe, isolation_level=None)) as connection:
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            connection.execute("CREATE TABLE probe (x)")
            connection.execute("INSERT INTO probe VALUES (1)")
        if mode != "wal":
            raise Unreadable("这个位置不适合放数据，请选本机硬盘上的文件夹：{folder}", folder=str(folder))
    except (OSError, sqlite3.Error) as error:
        raise Unreadable("数据文件夹不能写入，请检查权限或另选位置：{folder}", folder=str(folder)) from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            _forget(Path(f"{probe}{end}"))


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the folder refuses writing: the caller is saying so already
        return


def free_megabytes(folder: Path) -> int:
    """Free space of the disk under `folder` (or under its nearest parent that exists), in MB of 10^6 bytes."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free // 1_000_000


def space_warning(free: int, least: int = LEAST_FREE_MB) -> UserError | None:
    """The sentence to show when `free` MB are too few; None when there is room."""
    if free >= least:
        return None
    return UserError("磁盘只剩 {free} MB（少于 {least} MB），请尽快清理，否则可能无法保存", free=free, least=least)


def is_remote(folder: Path) -> bool:
    """True when `folder` lies on another computer (share, network drive, remote mount)."""
    if os.name == "nt":
        return is_remote_on_windows(str(folder.absolute()), _drive_type)
    if sys.platform.startswith("linux"):
        return REMOTE_TYPES.fullmatch(mount_type(os.path.realpath(folder), _mounts())) is not None
    return False


def is_remote_on_windows(path: str, drive_type: Callable[[str], int]) -> bool:
    """`path` is absolute; `drive_type` answers like GetDriveTypeW for a root such as `Z:\\`."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    plain = plain.removeprefix("\\\\?\\")
    if plain.startswith("\\\\"):
        return True
    return drive_type(PureWindowsPath(plain).anchor) == REMOTE_DRIVE


def mount_type(path: str, mounts: str) -> str:
    """The file system type under the absolute `path`, read from the text of /proc/mounts; '' when none fits."""
    best, found = -1, ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), words[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:  # a later mount on the same point hides the earlier one
            best, found = len(point), words[2]
    return found


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # a sandbox without /proc: nothing to go by
        return ""


def _drive_type(root: str) -> int:
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(root)
