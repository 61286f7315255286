"""Ballast: a file of nothing in the data folder, thrown away when the disk is full, so that saving can go on.

On a full disk the engine cannot even delete: without a reserve nobody could tidy up from inside the program.
"""
from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

NAME = "reserve.bin"
MEGABYTES = 20
_BLOCK = bytes(1 << 20)


def keep(folder: Path, free: int, least: int, megabytes: int = MEGABYTES) -> bool | None:
    """Make the reserve while the disk has `least` free MB; throw it away when `free` is no more than its size.

    Returns True when it stands there, False when it has just been thrown away, None when there is none.
    """
    file = folder / NAME
    if file.exists():
        if free >= megabytes:
            return True
        file.unlink()
        return False
    if free < least + megabytes:
        return None
    try:
        # Written out, not only made long: a file with a hole in it holds no room.
        with open(file, "wb") as reserve:
            for _ in range(megabytes):
                reserve.write(_BLOCK)
    except OSError as error:
        with suppress(OSError):
            file.unlink()
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        return None
    return True
