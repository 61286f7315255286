"""The frozen program as a person has it: its command line, and its window worked by xdotool under Xvfb."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

PICTURES = Path(__file__).resolve().parents[2] / "out" / "dist-test"
LONGEST = 20.0  # seconds any single step may take on a busy machine


class Program:
    """One installed program, one person's home, one store."""

    def __init__(self, launch: Path, home: Path) -> None:
        self.launch, self.store = launch, home / "store"
        home.mkdir(parents=True, exist_ok=True)
        # As bare as a desktop may be: no language, no input method, nothing of this test's Python.
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(home), "DISPLAY": os.environ.get("DISPLAY", ""), "LC_ALL": "C",
        }

    def say(self, *words: object, code: int = 0, **environment: str) -> dict:
        """A command of the command line; its one JSON object."""
        command = [str(self.launch), "--data", str(self.store), "--json", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment | environment, capture_output=True, text=True, encoding="utf-8",
            cwd=self.environment["HOME"], timeout=LONGEST * 2, check=False,
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)

    @contextmanager
    def window(self, *words: object) -> Iterator[subprocess.Popen]:
        """The real window, visible and holding the keyboard; ended afterwards if nobody closed it."""
        command = [str(self.launch), "--data", str(self.store), *map(str, words)]
        running = subprocess.Popen(command, env=self.environment, cwd=self.environment["HOME"])
        try:
            found = hand("search", "--sync", "--onlyvisible", "--class", "Dangqun").split()
            hand("windowfocus", "--sync", found[-1])
            yield running
        finally:
            running.terminate()
            running.wait(LONGEST)


def hand(*words: object) -> str:
    """What xdotool does with mouse and keyboard; what it says."""
    done = subprocess.run(
        ["xdotool", *map(str, words)], env=os.environ | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
        timeout=LONGEST, check=True,
    )
    return done.stdout


def write(text: str) -> None:
    """Type a text. A character without a key of its own borrows one, and is lost on a program too busy to look in time.

    So for such a text the screen must stand still first, and each character gets its while.
    """
    if text.isascii():
        hand("type", "--delay", "50", "--", text)
    else:
        still(f"a still screen to type {text} on")
        hand("type", "--delay", "250", "--", text)


def still(what: str) -> Image.Image:
    """Wait until the screen stands still but for a caret, for some looks in a row; that screen."""
    seen = [ImageGrab.grab()]

    def calm() -> bool:
        now = ImageGrab.grab()
        if changed(seen[-1], now) >= 0.0005:
            seen.clear()
        seen.append(now)
        return len(seen) > 3

    until(calm, what)
    return seen[-1]


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something holds, looking ten times a second."""
    end, clock = time.monotonic() + LONGEST, threading.Event()
    while not true():
        if time.monotonic() > end:
            keep(ImageGrab.grab(), "failed")
            raise AssertionError(f"{what}: not within {LONGEST:.0f} seconds; out/dist-test/failed.png shows the screen")
        clock.wait(0.1)


def keep(screen: Image.Image, name: str) -> None:
    """A picture of the screen for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    screen.save(PICTURES / f"{name}.png")


@contextmanager
def new_page(what: str, share: float = 0.025) -> Iterator[None]:
    """Within it keys are pressed; after it waits until that share of the screen looks different.

    A page is some 4 % of ink; a button that greys out, a toast or a caret is less than 2.
    """
    before = ImageGrab.grab()
    yield
    until(lambda: changed(before, ImageGrab.grab()) > share, what)


def painted(what: str) -> None:
    """Wait until the screen shows a page: an empty Xvfb is black all over."""
    until(lambda: len(ImageGrab.grab().resize((200, 120)).getcolors(30_000)) > 20, what)


def changed(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels in which two pictures of the screen differ, 0 to 1."""
    counts = ImageChops.difference(one.convert("L"), other.convert("L")).point(lambda v: 255 * (v > 24)).histogram()
    return counts[255] / sum(counts)
