"""The building drawn on one canvas: floors and doors, heads over the units, counts beside them; the keys in it.

Items are made once and refilled; another layer or another door changes only what differs. Floors, counts, heads and
sums stay at their edges while the doors scroll under them.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import keys, pointer, shapes, theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.pages.building_doors import CORNER, Doors
from views.pages.building_edges import Edges
from views.state.building import EDGE, Box, Picture
from views.state.one_building import BuildingState


class BuildingCanvas(Placed, tk.Canvas):
    """`show(state)`; `on_select(door)` when the ring goes elsewhere, `on_open(door)` on Enter or a double click."""

    def __init__(
        self, master: tk.Misc, on_select: Callable[[int], object], on_open: Callable[[int], object]
    ) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=1)
        self.on_select, self.on_open = on_select, on_open
        self.state: BuildingState | None = None
        self.picture: Picture | None = None
        self.door: int | None = None
        self.across, self.down = 0, 0  # scrolled by, device px
        self._size, self._aim, self._keys_here, self.edge = (0, 0), None, False, EDGE
        self._ring = self.create_image(0, 0, anchor="nw", state="hidden", tags=("doors",))
        self.edges = Edges(self)
        self.doors = Doors(self, self.edges.lowest, self._ring)
        self._bar = OverlayBar(self, self._jump_down)
        self._bars = (self._bar, OverlayBar(self, self._jump_across, across=True))
        self._listen()
        theme.follow(self, self._recolour)

    def _listen(self) -> None:
        moves = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        for name, (dx, dy) in moves.items():
            keys.shortcut(self, name, lambda dx=dx, dy=dy: self.step(dx, dy))
        keys.shortcut(self, "Home", lambda: self.go_end(False))
        keys.shortcut(self, "End", lambda: self.go_end(True))
        for name in ("Return", "KP_Enter"):
            keys.shortcut(self, name, self.open)
        self.bind("<Configure>", self._resized)
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))
        self.bind("<Button-1>", self._press)
        self.bind("<Double-Button-1>", lambda event: self._point(event) is not None and self.open())
        self.bind("<B1-Motion>", lambda event: any(bar.drag(event.x, event.y) for bar in self._bars))
        self.bind("<ButtonRelease-1>", lambda _event: [bar.release() for bar in self._bars])
        self.bind("<Motion>", self._moved)
        pointer.wheel(self, lambda by: self.scroll(0, by))
        pointer.wheel(self, lambda by: self.scroll(by, 0), held="Shift-")

    # ---- what it shows
    def show(self, state: BuildingState, door: int | None = None) -> None:
        """A building, with the ring on `door`, or where it was, or on the first door."""
        other = self.state is None or self.picture is None or self.picture.building != state.facts.id
        self.state = state
        if other:
            self.across = self.down = 0
        self._lay_out()
        wanted = door if door is not None else self.door
        first = self.picture.boxes[0].door if self.picture.boxes else None
        self.door = wanted if wanted is not None and self.picture.box(wanted) else first
        self.paint()
        self._reveal()
        if self.door is not None:
            self.on_select(self.door)

    def recolour(self) -> None:
        """Another layer over the same doors."""
        if self._size[1] < 2:
            return  # nothing is drawn yet
        self.doors.recolour(self.state.looks())
        self.edges.count()

    def keep_free(self, edge: int) -> None:
        """Leave this much free at the right, design pixels: the handle of the pane may stand there."""
        if edge != self.edge:
            self.edge = edge
            self._again()

    def _again(self) -> None:
        if self.state is not None:
            self._lay_out()
            self.paint()
            self._reveal()

    def _lay_out(self) -> None:
        width, height = self._size
        self.picture = Picture(self.state.facts, max(width, 1), max(height, 1), theme.scale(),
                               self.state.counted is not None, self.edge)
        self._clamp()

    def _clamp(self) -> None:
        width, height = self._size
        self.down = max(0, min(self.down, self.picture.foot - self.picture.bottom(height)))
        self.across = max(0, min(self.across, self.picture.end - (width - self.picture.right)))

    # ---- drawing
    def paint(self) -> None:
        """Put every item to its place and fill it."""
        if self.state is None or self._size[1] < 2:
            return
        self.doors.draw(self.picture, self.state.looks())
        self.edges.draw(self.picture, self.state)
        self._draw_ring()
        self._draw_bars()

    def _draw_ring(self) -> None:
        box = self.picture.box(self.door) if self.door is not None else None
        if box is None:
            self.itemconfigure(self._ring, state="hidden")
            return
        grow = self.picture.px(1)
        line = theme.color("accent" if self._keys_here else "accent_ink")
        image = shapes.pill(box.w + 2 * grow, box.h + 2 * grow, None, line, self.picture.px(CORNER + 1),
                            line_width=self.picture.px(2))
        self.itemconfigure(self._ring, image=image, state="normal")
        self.coords(self._ring, box.x - self.across - grow, box.y - self.down - grow)
        self._bold(box, True)

    def _bold(self, box: Box, on: bool) -> None:
        self.doors.bold(box, on)
        self.edges.mark(box.row if on else None)

    def _draw_bars(self) -> None:
        width, height = self._size
        picture = self.picture
        room, whole = picture.bottom(height) - picture.head, max(1, picture.foot - picture.head)
        self._bars[0].put(self.down / max(1, whole - room), min(1.0, room / whole))
        room, whole = width - picture.right - picture.left, max(1, picture.end - picture.left)
        self._bars[1].put(self.across / max(1, whole - room), min(1.0, room / whole), picture.left)

    def _recolour(self) -> None:
        self.configure(bg=theme.color("surface"))
        self.doors.forget()
        if self.picture is not None:
            self.paint()

    def _resized(self, event: tk.Event) -> None:
        if (event.width, event.height) != self._size:
            self._size = (event.width, event.height)
            self._again()

    # ---- scrolling
    def scroll(self, across: int, down: int) -> None:
        """By so many doors and floors."""
        if self.picture is not None:
            self._scroll_to(self.across + across * self.picture.door, self.down + down * self.picture.row)

    def _scroll_to(self, across: int, down: int) -> None:
        before = self.across, self.down
        self.across, self.down = across, down
        self._clamp()
        dx, dy = before[0] - self.across, before[1] - self.down
        if dx or dy:
            self.move("doors", dx, dy)
            self.doors.moved()
            self.edges.moved()
            self.move("down", 0, dy)
            self.move("across", dx, 0)
            self._draw_bars()

    def _jump_down(self, share: float) -> None:
        picture = self.picture
        self._scroll_to(self.across, round(share * (picture.foot - picture.bottom(self._size[1]))))

    def _jump_across(self, share: float) -> None:
        picture = self.picture
        self._scroll_to(round(share * (picture.end - (self._size[0] - picture.right))), self.down)

    def _reveal(self) -> None:
        """Bring the door with the ring into view."""
        box = self.picture.box(self.door) if self.door is not None else None
        if box is None:
            return
        width, height = self._size
        top, bottom = self.picture.head, self.picture.bottom(height)
        down = min(self.down, box.y - top - self.picture.px(2))
        down = max(down, box.y + box.h + self.picture.px(2) - bottom)
        pad = self.picture.px(6)
        across = max(self.across, box.x + box.w + pad - (width - self.picture.right))
        self._scroll_to(min(across, box.x - self.picture.left - pad), down)

    # ---- keys and mouse
    def select(self, door: int) -> None:
        """Put the ring on a door, in view."""
        if self.picture is None or self.picture.box(door) is None or door == self.door:
            return
        before = self.picture.box(self.door) if self.door is not None else None
        if before is not None:
            self._bold(before, False)
        self.door = door
        self._draw_ring()
        self._reveal()
        self.on_select(door)

    def step(self, dx: int, dy: int) -> None:
        """An arrow key."""
        if self.door is None or self.picture is None:
            return
        if dx:
            self._aim = None
        elif self._aim is None:
            box = self.picture.box(self.door)
            self._aim = box.x + box.w // 2
        aim = self._aim
        self.select(self.picture.step(self.door, dx, dy, aim))
        self._aim = aim

    def go_end(self, last: bool) -> None:
        """Home and End: the first and last door of the floor."""
        self._aim = None
        if self.door is not None:
            self.select(self.picture.ends(self.door, last))

    def open(self) -> None:
        """Enter."""
        if self.door is not None:
            self.on_open(self.door)

    def _point(self, event: tk.Event) -> int | None:
        """The door under the pointer; what stands at the edges covers it."""
        picture, (width, height) = self.picture, self._size
        if picture is None or not (picture.left <= event.x < width - picture.right
                                   and picture.head <= event.y < picture.bottom(height)):
            return None
        return picture.at(event.x + self.across, event.y + self.down)

    def _press(self, event: tk.Event) -> None:
        self.focus_set()
        if any(bar.press(event.x, event.y) for bar in self._bars):
            return
        door = self._point(event)
        if door is not None:
            self._aim = None
            self.select(door)

    def _moved(self, event: tk.Event) -> None:
        for bar in self._bars:
            bar.warm(bar.near(event.x, event.y))
        self.configure(cursor="hand2" if self._point(event) is not None else "")

    def _focus(self, on: bool) -> None:
        self._keys_here = on
        if self.picture is not None:
            self._draw_ring()
