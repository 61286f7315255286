"""How long nobody has touched the window; nothing is polled: one timer sleeps until the limit could be reached."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

TOUCHES = ("<KeyPress>", "<ButtonPress>", "<MouseWheel>", "<Motion>")
SOONEST = 1000  # ms


class Idle:
    """`watch(minutes)` calls `on_idle` once the window was left alone so long; 0 never. `touch()` begins anew."""

    def __init__(self, root: tk.Misc, on_idle: Callable[[], object]) -> None:
        self._root, self._on_idle, self._limit, self._timer = root, on_idle, 0, ""
        # In Tcl alone: a Python callback for each step of the mouse would cost more than all the rest.
        self._name = "::kit_touched"
        for sequence in TOUCHES:
            root.tk.call("bind", "all", sequence, f"+set {self._name} [clock milliseconds]")
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._root.tk.eval(f"set {self._name} [clock milliseconds]")

    def watch(self, minutes: float) -> None:
        """Begin to wait, or with another limit; 0 ends it."""
        self.stop()
        self._limit = round(minutes * 60_000)
        if self._limit:
            self._wait(self._limit)

    def stop(self) -> None:
        """Wait no more."""
        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""

    def left(self) -> int:
        """Milliseconds that nobody touched the window."""
        quiet = int(self._root.tk.eval(f"expr {{[clock milliseconds] - ${self._name}}}"))
        # keys that a list or a field keeps for itself are not seen here, but the system knows of them
        system = int(self._root.tk.call("tk", "inactive"))
        return min(quiet, system) if system >= 0 and self._root.focus_displayof() is not None else quiet

    def _wait(self, wait: int) -> None:
        self._timer = self._root.after(max(SOONEST, wait), self._look)

    def _look(self) -> None:
        self._timer = ""
        left = self.left()
        if left >= self._limit:
            self._on_idle()
        else:
            self._wait(self._limit - left)
