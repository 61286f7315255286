"""What a person at the window does, for tests: waiting, pressing, typing, clicking."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable

import pytest


def wait(window: tk.Misc, condition: Callable[[], object], timeout: float = 30.0) -> None:
    """Pump the window's loop until a condition holds: the only way tests wait."""
    end = time.monotonic() + timeout
    tick = tk.BooleanVar(window)
    while True:
        window.update()
        if condition():
            return
        if time.monotonic() > end:
            pytest.fail("the window did not get there in time")
        # the loop runs on until the next look, so timers and worker threads have their turn
        window.after(4, tick.set, True)
        window.wait_variable(tick)


def press(widget: tk.Misc, sequence: str, **options: object) -> None:
    """A key, as if typed into a widget."""
    widget.focus_force()
    widget.update()
    widget.event_generate(sequence, **options)
    widget.update()


def type_text(widget: tk.Misc, text: str) -> None:
    """Text into an entry, as an input method commits it (no key events)."""
    widget.focus_force()
    widget.update()
    widget.insert("insert", text)
    widget.update()


def click(widget: tk.Misc, x: int | None = None, y: int | None = None) -> None:
    """A click, in the middle unless told. CustomTkinter listens on an inner canvas, on release, after <Enter>."""
    target = getattr(widget, "_canvas", widget)
    x = target.winfo_width() // 2 if x is None else x
    y = target.winfo_height() // 2 if y is None else y
    for sequence in ("<Enter>", "<Motion>", "<Button-1>", "<ButtonRelease-1>"):
        target.event_generate(sequence, x=x, y=y)
    if widget.winfo_exists():
        widget.update()
