"""A screen of our own for pictures: an Xvfb that lives as long as it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

WAIT = 10  # seconds for Xvfb to come up and to go
NO_XVFB = "没有画面：这台电脑没有屏幕，也没有 Xvfb（sudo apt-get install xvfb）"


def can_make() -> bool:
    """Whether Xvfb is installed."""
    return shutil.which("Xvfb") is not None


@contextmanager
def own_screen(width: int = 1440, height: int = 900) -> Iterator[str]:
    """Start Xvfb on a free number and point DISPLAY at it; yields the display. OSError when it does not come up."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    before = os.environ.get("DISPLAY")
    try:
        display = f":{_number(read)}"
        os.environ["DISPLAY"] = display
        yield display
    finally:
        os.environ.pop("DISPLAY", None)
        if before is not None:
            os.environ["DISPLAY"] = before
        server.terminate()
        server.wait(WAIT)


def _number(pipe: int) -> str:
    with os.fdopen(pipe) as told:
        number = told.readline().strip()
    if not number:
        raise OSError("Xvfb did not start")
    return number
