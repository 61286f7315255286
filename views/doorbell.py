"""A second start brings the first window forward: a bell on this computer only, whose word only its user can read.

The running window listens on 127.0.0.1; port and word stand in a file of the data folder that its owner alone may
read. Nothing is polled. Who rings without the word is not answered.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from db import durable

FILE = "app.window"
HOST, PATIENCE, READING = "127.0.0.1", 2.0, 0.2  # s: until the first window must have answered; to read the word
MOST = 8192
YES = b"here"
_RING = "<<Doorbell>>"


class Answer(NamedTuple):
    """What came of ringing: nobody `there`, or somebody who `came` to the front, or who did not (process `pid`)."""

    there: bool
    came: bool = False
    pid: int = 0


def ring(folder: Path, file: Path | None = None) -> Answer:
    """Ask the window that has this folder to come forward, and to look at a file that was opened."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        port, word, pid = int(told["port"]), str(told["word"]).encode(), int(told["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return Answer(False)
    try:
        with socket.create_connection((HOST, port), PATIENCE) as line:
            line.settimeout(PATIENCE)
            line.sendall(word + (os.fsencode(file.resolve()) if file else b""))
            line.shutdown(socket.SHUT_WR)
            return Answer(True, line.recv(len(YES)) == YES, pid)
    except ConnectionRefusedError:
        return Answer(False)  # it was killed and could not take its file away
    except OSError:
        return Answer(True, False, pid)


class Doorbell:
    """Hung up by the first window: `on_ring(file or None)` in the window's thread when somebody with the word rings."""

    def __init__(self, root: tk.Misc, folder: Path, on_ring: Callable[[Path | None], object]) -> None:
        self._root, self._path, self._file = root, folder / FILE, None
        self._word = os.urandom(16).hex().encode()
        self._line = socket.create_server((HOST, 0), backlog=4)
        self._watched = hasattr(root.tk, "createfilehandler")  # not on Windows
        port = self._line.getsockname()[1]
        told = {"pid": os.getpid(), "port": port, "word": self._word.decode()}
        durable.write(self._path, json.dumps(told).encode(), lasting=False)  # after a power cut nobody is at home
        if self._watched:
            root.tk.createfilehandler(self._line, tk.READABLE, lambda *_: self._answer(self._line.accept()[0], on_ring))
        else:
            self._came = threading.Event()
            root.bind(_RING, lambda _event: (on_ring(self._file), self._came.set()))
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller = self._line.accept()[0]
            except OSError:
                return  # taken down
            self._answer(caller, self._call)

    def _call(self, file: Path | None) -> None:
        """From the thread: wake the window, and wait until it has come forward."""
        self._file = file
        self._came.clear()
        self._root.event_generate(_RING, when="tail")
        if not self._came.wait(PATIENCE):
            raise OSError("the window does not answer")

    def _answer(self, caller: socket.socket, come: Callable[[Path | None], object]) -> None:
        try:
            with caller:
                caller.settimeout(READING)
                said = _all_of(caller)
                word, file = said[: len(self._word)], said[len(self._word) :]
                from hmac import compare_digest  # who starts the program does not wait for it

                if compare_digest(word, self._word):
                    come(Path(os.fsdecode(file)) if file else None)
                    caller.sendall(YES)
        except (OSError, RuntimeError):
            return  # the caller has gone, or this window is going

    def take_down(self) -> None:
        """The window goes."""
        if self._line.fileno() < 0:
            return
        if self._watched:
            self._root.tk.deletefilehandler(self._line)
        self._line.close()
        self._path.unlink(missing_ok=True)


def _all_of(caller: socket.socket) -> bytes:
    """What the caller says until he is silent; no name of a file is longer than this."""
    said = b""
    while len(said) < MOST and (part := caller.recv(MOST)):
        said += part
    return said


def come_forward(root: tk.Misc) -> None:
    """Bring a window to the front, from the task bar too."""
    if root.state() == "iconic":
        root.deiconify()
    root.lift()
    root.attributes("-topmost", True)  # many desktops let nobody pass in front otherwise
    root.after(200, lambda: root.attributes("-topmost", False))
    (root.focus_lastfor() or root).focus_force()  # the caret stays where it was
