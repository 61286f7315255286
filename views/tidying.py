"""Python's garbage is collected on the window's thread only: a Tk variable that dies in a job calls Tk from there."""

from __future__ import annotations

import gc
import tkinter as tk

OFTEN, WHOLE = 1500, 40  # ms between two quick sweeps; every so many of them is a whole one
FEW = 300  # things made since the last sweep


def later() -> None:
    """While the program starts nothing becomes garbage: looking for it made the start a fifteenth longer."""
    gc.disable()


def on_this_thread(root: tk.Misc) -> None:
    """Sweep by the window's own timer instead of whenever some thread allocates."""
    gc.disable()
    swept = {"times": 0}

    def sweep() -> None:
        if gc.get_count()[0] > FEW:  # nobody there, nothing made: nothing to sweep
            swept["times"] += 1
            gc.collect(2 if swept["times"] % WHOLE == 0 else 1)
        root.after(OFTEN, sweep)

    root.after(OFTEN, sweep)


def stop() -> None:
    """The window is gone: as usual again, after what it left has been swept away here."""
    gc.collect()
    gc.enable()
