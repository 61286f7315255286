"""The program's own log: types and places of errors, never a message, a name or a number of a person."""
from __future__ import annotations

import logging
import os
import secrets
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from views.folders import TREE, default_folder

_log = logging.getLogger(__name__)


def log_file() -> Path:
    """Where the log stands."""
    return default_folder() / "logs" / "program.log"


class _WhenNeeded(RotatingFileHandler):
    """Makes its folder and file with the first line: looking for a store must not make a folder."""

    def _open(self) -> TextIO:
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            return super()._open()
        except OSError:  # a folder that cannot be written must not stop the work: the line is lost
            return open(os.devnull, "a", encoding="utf-8")


def keep_log() -> None:
    """Write warnings and errors to the log file, from the first one on."""
    handler = _WhenNeeded(log_file(), maxBytes=1 << 20, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def places_of(error: BaseException) -> str:
    """Type and places of an error and of its causes; no message, for it may quote what was typed."""
    lines, told = [], set()
    while error is not None and id(error) not in told:  # causes may go round in a circle
        told.add(id(error))
        lines.append(type(error).__name__)
        for frame in traceback.extract_tb(error.__traceback__):
            path = Path(frame.filename)
            ours = path.is_relative_to(TREE)  # a frozen program knows its own files from the top of the tree only
            name = path.relative_to(TREE) if ours else path.name if path.is_absolute() else path
            lines.append(f"  {name}:{frame.lineno} {frame.name}")
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def incident(error: BaseException) -> str:
    """Log a bug of ours; returns the number to tell."""
    number = secrets.token_hex(3).upper()
    _log.error("incident %s\n%s", number, places_of(error))
    return number
