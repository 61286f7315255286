"""Files dropped on a part of the window. Where the system's library for it is missing, the buttons do the same."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from center.words import N_
from views.kit import cover, theme, toast
from views.kit.surface import Panel

KIND = "DND_Files"
REFUSED = "refuse_drop"
Box = tuple[int, int, int, int]  # left, top, width, height in device px of the area
EMPTY = N_("没有收到拖来的文件，请改用按钮选择")


def accept(area: tk.Misc, take: Callable[..., object], part: Callable[[int, int], Box | None] | None = None) -> bool:
    """Call `take(paths)` for files dropped on `area` or anything in it; False where nothing can be dropped.

    With `part(x, y)`, the box of what lies under a point of the area (None: all of it), that is framed, and it is
    `take(paths, x, y)`. Under a cover (locked, blanked) or a question nothing is taken: nobody sees where it went.
    """
    if not _ready(area.winfo_toplevel()):
        return False
    place = _Landing(area, take, part)
    area.drop_target_register(KIND)
    for sequence, act in (("<<DropEnter>>", place.held), ("<<DropPosition>>", place.held),
                          ("<<DropLeave>>", place.left), ("<<Drop>>", place.dropped)):
        if part or sequence != "<<DropPosition>>":
            area.dnd_bind(sequence, act)
    return True


class _Landing:
    """What an area answers while files are held over it, and when they fall."""

    def __init__(
        self, area: tk.Misc, take: Callable[..., object], part: Callable[[int, int], Box | None] | None
    ) -> None:
        self.area, self.take, self.part, self.edge = area, take, part, _Edge(area)

    def held(self, event: Any) -> str:
        """Over the area: what would get them is framed."""
        if _covered(self.area):
            self.edge.show(None)
            return REFUSED
        self.edge.show(_box(self.area, self.part, *_point(self.area, event)))
        return event.action

    def left(self, event: Any) -> str:
        """Away again."""
        self.edge.show(None)
        return event.action

    def dropped(self, event: Any) -> str:
        """Taken a moment later: the other program waits until this returns."""
        self.edge.show(None)
        if _covered(self.area):
            return REFUSED
        found, point = paths(self.area, event.data), _point(self.area, event)
        self.area.after_idle(lambda: _take(self.area, self.take, found, point if self.part else ()))
        return event.action


def _point(area: tk.Misc, event: Any) -> tuple[int, int]:
    return event.x_root - area.winfo_rootx(), event.y_root - area.winfo_rooty()


def _box(area: tk.Misc, part: Callable[[int, int], Box | None] | None, x: int, y: int) -> Box:
    return (part and part(x, y)) or (0, 0, area.winfo_width(), area.winfo_height())


def _covered(area: tk.Misc) -> bool:
    root = area.winfo_toplevel()
    return cover.of(root) is not None or getattr(root, "kit_overlay", None) is not None


def _take(area: tk.Misc, take: Callable[..., object], found: list[Path], point: tuple[int, ...]) -> None:
    if _covered(area):
        return  # locked in this very moment: the files stand where they stood
    if found:
        take(found, *point)
    else:
        toast.show(area, EMPTY)


def paths(widget: tk.Misc, data: str) -> list[Path]:
    """The files that were dropped: plain paths, or addresses that begin with file:."""
    found = []
    for word in widget.tk.splitlist(data):
        text = str(word)
        found.append(Path(unquote(urlparse(text).path)) if text.startswith("file:") else Path(text))
    return found


def _ready(root: tk.Misc) -> bool:
    """Load the library once for a window."""
    known = getattr(root, "kit_drops", None)
    if known is None:
        try:
            from tkinterdnd2 import TkinterDnD

            TkinterDnD._require(root)  # its only other way is a root window of its own class
            known = True
        except (ImportError, RuntimeError, tk.TclError):
            known = False
        root.kit_drops = known
    return known


class _Edge:
    """A frame round the area, or a part of it, while files are held over it."""

    def __init__(self, area: tk.Misc) -> None:
        self.area, self.sides, self._at = area, [], None

    def show(self, box: Box | None) -> None:
        """Frame this box; None takes the frame away."""
        if box == self._at:
            return
        self._at = box
        if box is None:
            for side in self.sides:
                side.place_forget()
            return
        if not self.sides:
            self.sides = [Panel(self.area, "accent") for _side in range(4)]
        x, y, width, height = box
        wide = max(2, theme.px(2))
        places = ((x, y, width, wide), (x, y, wide, height), (x, y + height - wide, width, wide),
                  (x + width - wide, y, wide, height))
        for side, (left, top, across, down) in zip(self.sides, places, strict=True):
            tk.Place.place_configure(side, x=left, y=top, width=across, height=down)
            tk.Misc.lift(side)
