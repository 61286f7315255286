"""Handing a file to the system: its viewer opens it, and prints it from there; secret papers lie in private folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from center.words import N_
from db.errors import Missing

_NO_VIEWER = N_("这台电脑没有能打开它的程序，请换一台电脑打开。文件在这里：{path}")
_PRIVATE = "dangqun-key-"  # then the process that made it
_MEMORY = Path("/dev/shm")  # never written to a disk
_made: set[Path] = set()


def open_file(path: Path) -> subprocess.Popen | None:
    """Open a file with the program the system has for it. Raises Missing with where the file is when there is none.

    Returns what looks for that program, where it is a process: it ends with other than 0 when it found none.
    """
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError as error:
            raise Missing(_NO_VIEWER, path=str(path)) from error
        return None
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        raise Missing(_NO_VIEWER, path=str(path))
    return subprocess.Popen(
        [program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def private_folder() -> Path:
    """A new folder only this user can read, in memory where the system has that; take it away with `remove`."""
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix=f"{_PRIVATE}{os.getpid()}-", dir=where))  # mode 0700
    _made.add(folder)
    return folder


def remove(folder: Path) -> None:
    """Take a private folder away with what lies in it; nothing happens when it is gone. A file in use stays for now."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        _made.discard(folder)


def remove_all() -> None:
    """Take away every private folder this process made."""
    for folder in tuple(_made):
        remove(folder)


def sweep() -> None:
    """Take away what a program that was killed left behind: nobody else knows of these folders."""
    for where in (_MEMORY, Path(tempfile.gettempdir())):
        for folder in where.glob(f"{_PRIVATE}*"):
            if not _alive(folder.name.removeprefix(_PRIVATE).partition("-")[0]):
                shutil.rmtree(folder, ignore_errors=True)


def _alive(process: str) -> bool:
    """Whether the process still runs; on Windows only this one is known (asking another there would end it)."""
    if not process.isdecimal() or int(process) == os.getpid() or sys.platform == "win32":
        return process == str(os.getpid())
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
