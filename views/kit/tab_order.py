"""Where Tab goes next: controls in reading order as they stand on the screen, whatever order they were made in."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import NamedTuple


class _Spot(NamedTuple):
    widget: tk.Misc
    left: int
    top: int
    high: int


def stops(area: tk.Misc) -> list[tk.Misc]:
    """Every control in an area that takes the keys, in reading order: line by line within each part of the page."""
    found: list[tk.Misc] = []
    _collect(area, found)
    return found


def after(area: tk.Misc, widget: tk.Misc, by: int) -> tk.Misc | None:
    """The stop after (1) or before (-1) a widget, going round; None when there is none.

    From a widget that is no stop itself, the first (or the last).
    """
    order = stops(area)
    if not order:
        return None
    if widget not in order:
        return order[0 if by > 0 else -1]
    return order[(order.index(widget) + by) % len(order)]


def _collect(widget: tk.Misc, found: list[tk.Misc]) -> None:
    if widget.winfo_toplevel() is widget and isinstance(widget, tk.Toplevel):
        return  # a tip, not a part of this window
    if _takes_keys(widget):
        found.append(widget)
        return
    shown = [child for child in widget.winfo_children() if child.winfo_ismapped() and child.winfo_height() > 1]
    for child in in_reading_order(shown):
        _collect(child, found)


def _takes_keys(widget: tk.Misc) -> bool:
    """As Tk decides it: mapped, enabled, and wanting the keys."""
    return bool(widget.tk.getboolean(widget.tk.call("::tk::FocusOK", str(widget))))


def in_reading_order(widgets: Sequence[tk.Misc]) -> list[tk.Misc]:
    """Siblings by lines from the top, each from the left; two stand in one line when one's middle lies in the other."""
    spots = [_Spot(one, one.winfo_rootx(), one.winfo_rooty(), one.winfo_height()) for one in widgets]
    lines: list[list[_Spot]] = []
    for spot in sorted(spots, key=lambda one: (one.top, one.left)):
        if lines and _beside(lines[-1][0], spot):
            lines[-1].append(spot)
        else:
            lines.append([spot])
    return [spot.widget for line in lines for spot in sorted(line, key=lambda one: one.left)]


def _beside(first: _Spot, other: _Spot) -> bool:
    middle, its = first.top + first.high // 2, other.top + other.high // 2
    return first.top <= its < first.top + first.high or other.top <= middle < other.top + other.high
