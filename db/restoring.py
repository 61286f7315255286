"""Putting a backup in place of the store: all of it or nothing, and the replaced store is kept."""
from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db import backup, durable
from db.errors import Unreadable
from db.keyring import Keyring
from db.places import KEYRING, KEYRING_COPY, STORE, SWAP

INCOMING = ".incoming"
_LOGS = ("-wal", "-shm")


def restore(path: Path, folder: Path, unlock: Callable[[Keyring], bytes], now: datetime) -> bytes:
    """Restore the backup at `path` into `folder` (made when absent); returns the data key.

    The caller holds the folder's lock and has closed the store. `unlock(keyring)` asks for a password or the
    recovery key of the backup. The old files stay as `<name>.replaced-<time>`. Raises what `backup.inspect`,
    `unlock` and the checks raise; until the checks are done nothing in the folder was touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as name:
        taken = Path(name)
        data_key = backup.unpack(path, taken, unlock)
        os.replace(taken / KEYRING, folder / (KEYRING + INCOMING))
        os.replace(taken / backup.STORE_PART, folder / (STORE + INCOMING))
    durable.sync_folder(folder)
    durable.write(folder / SWAP, json.dumps({"stamp": f"{now:%Y%m%d-%H%M%S}"}).encode())
    finish(folder)
    return data_key


def finish(folder: Path) -> bool:
    """Finish a swap that a power cut interrupted; False when there was none. Call before opening the store.

    Half-made copies of an interrupted backup or restore are swept away. The caller holds the folder's lock.
    """
    for left in (*folder.glob(".backup-*"), *folder.glob(".restore-*")):
        shutil.rmtree(left, ignore_errors=True)
    plan = folder / SWAP
    if not plan.exists():
        for name in (STORE, KEYRING):  # left behind by a cut before the plan was written: they count for nothing
            (folder / (name + INCOMING)).unlink(missing_ok=True)
        return False
    try:
        stamp = json.loads(plan.read_bytes())["stamp"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("上次恢复没有做完，请重新从备份恢复一次") from error
    if (folder / (STORE + INCOMING)).exists():
        for log in _LOGS:  # an old log beside the new store would be played into it
            _set_aside(folder / (STORE + log), folder / f"{STORE}.replaced-{stamp}{log}")
        _swap(folder, STORE, stamp)
    if (folder / (KEYRING + INCOMING)).exists():
        _set_aside(folder / KEYRING_COPY, folder / f"{KEYRING_COPY}.replaced-{stamp}")
        _swap(folder, KEYRING, stamp)
    plan.unlink()
    durable.sync_folder(folder)
    return True


def _swap(folder: Path, name: str, stamp: str) -> None:
    _set_aside(folder / name, folder / f"{name}.replaced-{stamp}")
    durable.rename(folder / (name + INCOMING), folder / name)


def _set_aside(path: Path, target: Path) -> None:
    if path.exists():
        durable.rename(path, target)
