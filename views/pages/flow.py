"""A column of text on one canvas, scrolled and walked by keys; for the panes beside a list.

`Flow.write(paint)` calls `paint(pen)` now, after a change of width and after a change of mode; what a `Pen` can write
(headings, facts, chips, links) stands in `pen.py`.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import theme, tooltip
from views.kit.scroller import Scroller
from views.kit.surface import Placed, ground_of
from views.pages.pen import Pen


class Flow(Placed, tk.Canvas):
    """The canvas; lives in a Scroller (see `scrolled`). Tab reaches it, ↑↓ walk its links, Enter follows."""

    def __init__(self, master: tk.Misc, pad: int = 22) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=0)
        self.ground, self.pad = ground_of(master), pad
        self._paint: Callable[[Pen], None] = lambda _pen: None
        self._acts: list[tuple[Callable[[], object], tuple[int, int, int, int]]] = []
        self._tips: dict[int, str] = {}
        self._places: dict[int, int] = {}
        self._at, self._over, self._width = -1, -1, 0
        self._ring = 0
        self.outer: Scroller | None = None
        self.bind("<Configure>", self._resized)
        self.bind("<ButtonRelease-1>", lambda _event: self._follow(self._under()))
        self.bind("<Motion>", lambda _event: self._pointed(self._under()))
        self.bind("<Leave>", lambda _event: self._pointed(-1))
        self.bind("<FocusIn>", lambda _event: self._walk_to(0))
        self.bind("<FocusOut>", lambda _event: self._walk_to(-1))
        self.bind("<Down>", lambda _event: self._walk_to(self._at + 1))
        self.bind("<Up>", lambda _event: self._walk_to(self._at - 1))
        for sequence in ("<Return>", "<space>", "<KP_Enter>"):
            self.bind(sequence, lambda _event: self._follow(self._at))
        theme.follow(self, self.redraw)

    def write(self, paint: Callable[[Pen], None]) -> None:
        """Show something else."""
        self._paint = paint
        self.redraw()

    def redraw(self) -> None:
        """Draw the same again."""
        self.delete("all")
        at, self._acts, self._places, self._at = self._at, [], {}, -1
        self._tips.clear()
        tooltip.hide()
        self.configure(bg=theme.color(self.ground))
        if self._width < 2:
            return
        pen = Pen(self, self._width)
        self._paint(pen)
        self._ring = self.create_rectangle(
            0, 0, 0, 0, outline=theme.color("accent_ink"), width=theme.px(1), state="hidden"
        )
        self.configure(height=pen.y, takefocus=1 if self._acts else 0)
        if at >= 0:
            self._walk_to(at)  # the keys stay where they were

    def _resized(self, event: tk.Event) -> None:
        if event.width != self._width:
            self._width = event.width
            self.redraw()

    # ---- links
    def link(self, act: Callable[[], object], box: tuple[int, int, int, int], *items: int, tip: str = "") -> None:
        """Make some items act on a click; a `tip` is shown to the pointer, and to the keys when they come there."""
        place = len(self._acts)
        self._acts.append((act, box))
        self._places |= dict.fromkeys(items, place)  # a binding an item would stay with Tk after the item is gone
        if tip:
            self._tips[place] = tip

    def _under(self) -> int:
        found = self.find_withtag("current")
        return self._places.get(found[0], -1) if found else -1

    def _pointed(self, place: int) -> None:
        if place != self._over:
            self._over = place
            self.configure(cursor="hand2" if place >= 0 else "")
            self.tell(place) if place in self._tips else tooltip.hide()

    def tell(self, place: int) -> None:
        """Show what a link says of itself."""
        left, top, right, bottom = self._acts[place][1]
        tooltip.point(self, self._tips[place], (left, top, right, bottom))

    def links(self) -> int:
        """How many links there are."""
        return len(self._acts)

    def follow(self, place: int) -> None:
        """Click a link."""
        self._follow(place)

    def _follow(self, place: int) -> str:
        if 0 <= place < len(self._acts):
            self._acts[place][0]()
        return "break"

    def _walk_to(self, place: int) -> str:
        self._at = max(-1, min(len(self._acts) - 1, place))
        tooltip.hide()
        if self._at < 0 or not self._ring:
            self.itemconfigure(self._ring, state="hidden")
            return "break"
        left, top, right, bottom = self._acts[self._at][1]
        edge = theme.px(6)
        self.coords(self._ring, left - edge, top - 2, right + edge, bottom + 2)
        self.itemconfigure(self._ring, state="normal")
        self.tag_raise(self._ring)  # links lie on opaque rectangles of their own
        if self.outer is not None:
            self.outer.see_part(self, top, bottom)
        if self._at in self._tips:
            self.tell(self._at)
        return "break"


def scrolled(master: tk.Misc, pad: int = 22) -> tuple[Scroller, Flow]:
    """A Flow in a Scroller: pack the first, write into the second."""
    outer = Scroller(master)
    flow = Flow(outer.inside, pad)
    flow.pack(fill="x", expand=True)
    flow.outer = outer
    return outer, flow
