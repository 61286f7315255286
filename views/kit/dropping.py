"""Files dropped on a part of the window. Where the system's library for it is missing, the buttons do the same."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from center.words import N_
from views.kit import theme, toast
from views.kit.surface import Panel

KIND = "DND_Files"
EMPTY = N_("没有收到拖来的文件，请改用按钮选择")


def accept(area: tk.Misc, take: Callable[[list[Path]], object]) -> bool:
    """Call `take(paths)` for files dropped on `area` or anything in it; False where nothing can be dropped."""
    if not _ready(area.winfo_toplevel()):
        return False
    edge = _Edge(area)

    def entered(event: Any) -> str:
        edge.show(True)
        return event.action

    def left(event: Any) -> str:
        edge.show(False)
        return event.action

    def dropped(event: Any) -> str:
        edge.show(False)
        found = paths(area, event.data)
        # not now: the other program waits until this returns
        area.after_idle(lambda: take(found) if found else toast.show(area, EMPTY))
        return event.action

    area.drop_target_register(KIND)
    area.dnd_bind("<<DropEnter>>", entered)
    area.dnd_bind("<<DropLeave>>", left)
    area.dnd_bind("<<Drop>>", dropped)
    return True


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
    """A frame round the area while files are held over it."""

    def __init__(self, area: tk.Misc) -> None:
        self.area, self.sides = area, []

    def show(self, on: bool) -> None:
        """Show or hide it."""
        if on and not self.sides:
            self.sides = [Panel(self.area, "accent") for _side in range(4)]
        wide = max(2, theme.px(2))
        places = ({"x": 0, "y": 0, "relwidth": 1, "height": wide}, {"x": 0, "y": 0, "relheight": 1, "width": wide},
                  {"x": 0, "rely": 1, "y": -wide, "relwidth": 1, "height": wide},
                  {"relx": 1, "x": -wide, "y": 0, "relheight": 1, "width": wide})
        for side, place in zip(self.sides, places, strict=False):
            if on:
                tk.Place.place_configure(side, **place)
                tk.Misc.lift(side)
            else:
                side.place_forget()
