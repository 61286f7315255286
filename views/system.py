"""Handing a file to the system: its viewer opens it, and prints it from there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from db.errors import Missing


def open_file(path: Path) -> None:
    """Open a file with the program the system has for it. Raises Missing with where the file is when there is none."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        raise Missing("这台电脑没有能打开它的程序，文件在这里：{path}", path=str(path))
    subprocess.Popen([program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
