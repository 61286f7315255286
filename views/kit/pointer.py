"""The pointer over a canvas that scrolls: the wheel, the bar at its edge, the row under it, keys that come and go."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit.overlay_bar import OverlayBar

WHEEL = 3  # rows


def wheel(canvas: tk.Canvas, act: Callable[[int], object], step: int = WHEEL, held: str = "") -> None:
    """`act(step)` down and `act(-step)` up for each notch; `held`: only while that key is down (`Shift-`)."""
    if canvas.tk.call("tk", "windowingsystem") == "x11":
        for button, by in ((4, -step), (5, step)):
            canvas.bind(f"<{held}Button-{button}>", lambda _event, by=by: act(by))
    else:
        canvas.bind(f"<{held}MouseWheel>", lambda event: act(-step if event.delta > 0 else step))


def over_rows(canvas: tk.Canvas, bar: OverlayBar, place_at: Callable[[int], int], warm: Callable[[int], object],
              focus: Callable[[bool], object], scroll: Callable[[int], object]) -> None:
    """What all lists on a canvas do alike; a press on a row is their own. `warm(place)`: -1 where there is none."""

    def point(x: int, y: int) -> None:
        near = y >= 0 and bar.near(x, y)
        bar.warm(near)
        warm(-1 if near else place_at(y))

    canvas.bind("<FocusIn>", lambda _event: focus(True))
    canvas.bind("<FocusOut>", lambda _event: focus(False))
    canvas.bind("<B1-Motion>", lambda event: bar.drag(event.x, event.y))
    canvas.bind("<ButtonRelease-1>", lambda _event: bar.release())
    canvas.bind("<Motion>", lambda event: point(event.x, event.y))
    canvas.bind("<Leave>", lambda _event: point(-1, -1))
    wheel(canvas, scroll)
