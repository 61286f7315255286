"""A program that the .deb installed: it leaves word of its first verified backup, and knows what is kept beside it.

An upgrade keeps the program before it; the package lets it go when this word is there (packaging/dist/debian/prune).
A person cannot delete root's files, so the package makes a folder that everybody may write in.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from center.about import VERSION
from views.folders import NAME

if TYPE_CHECKING:
    from center.desk import Desk

_log = logging.getLogger(__name__)


def home(executable: str | Path = sys.executable) -> Path | None:
    """The folder that the package fills; None for sources, for a folder that was copied, and for a kept program."""
    folder = Path(executable).resolve().parent
    installed = getattr(sys, "frozen", False) and (folder.parent.name, folder.name) == (NAME, VERSION)
    return folder.parent if installed and folder.parent.parent.name == "opt" else None


def watch() -> None:
    """From now on, leave word of the first verified backup; nothing happens where no package asks for it."""
    found = home()
    place = found and found.parent.parent / "var" / "lib" / NAME / "backed-up"
    if place and place.is_dir():
        from center import backups

        backups.when_made(partial(leave_word, place))


def leave_word(place: Path, desk: Desk) -> None:
    """Leave version and time, nothing else, once. The demo centre does not count; a failure stops no backup."""
    if desk.demo:
        return
    try:
        with (place / VERSION).open("x", encoding="utf-8") as word:
            word.write(f"{VERSION}\n{desk.now().isoformat(timespec='seconds')}\n")
    except FileExistsError:  # somebody else was first
        return
    except OSError as error:  # the older program then stays longer, which harms nobody
        _log.warning("no word of the backup left: %s", type(error).__name__)


def kept(executable: str | Path = sys.executable) -> list[str]:
    """The versions kept beside this one, the one before it first."""
    found = home(executable)
    folders = (found / "kept").glob("*/") if found else ()
    return [one.name for one in sorted(folders, key=lambda one: one.stat().st_mtime, reverse=True)]
