"""Work that waits for a rest: done a while after the last touch, and now and then while there is none."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable

REST, AT_MOST = 1000, 5.0  # ms without a touch until it is done; s after which it is done anyway


class Rest:
    """Calls `act()` on the window's thread after `touched()`; while `busy()` it waits another rest."""

    def __init__(self, widget: tk.Misc, act: Callable[[], object], busy: Callable[[], bool]) -> None:
        self._widget, self._act, self._busy = widget, act, busy
        self._timer, self._first = "", 0.0

    def touched(self) -> None:
        """Something changed: the rest begins anew."""
        now = time.monotonic()
        if self._timer:
            self._widget.after_cancel(self._timer)
        else:
            self._first = now
        self._timer = self._widget.after(REST if now - self._first < AT_MOST else 1, self._rested)

    def cancel(self) -> None:
        """Do not act; somebody else does it now, or there is nothing left to do."""
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""

    def _rested(self) -> None:
        self._timer = ""
        if self._busy():
            self._timer = self._widget.after(REST, self._rested)
        else:
            self._act()
