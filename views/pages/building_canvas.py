"""The building drawn on one canvas: floors and doors, heads over the units, counts beside them; the keys in it.

Items are made once and refilled; another layer or another door changes only what differs. Floors, counts, heads and
sums stay at their edges while the doors scroll under them.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from PIL import ImageTk

from views.kit import keys, shapes, theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.pages.building_edges import Edges
from views.state.building import EDGE, Box, Picture
from views.state.one_building import BuildingState

TONES = {  # of a door: its ground, its border, its ink
    "grey": ("grey_soft", None, "ink2"),
    "blue": ("blue_soft", None, "blue"),
    "amber": ("amber_soft", None, "amber"),
    "green": ("green_soft", None, "green"),
    "red": ("red_soft", None, "red"),
    "violet": ("violet_soft", None, "violet"),
    "alarm": ("accent", None, "on_accent"),
    "hollow": ("surface", "line_strong", "ink3"),
    "empty": ("surface", "line", "ink3"),
}
CORNER, INSIDE, WHEEL = 5, 8, 3  # design px, design px, floors


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
        self._slots: list[tuple[int, int, int]] = []
        self._frames: list[tuple[int, int]] = []
        self._used: dict[int, int] = {}
        self._looks: dict[int, tuple[str, str]] = {}
        self._fits: dict[int, Fit] = {}
        self._places: dict[int, tuple] = {}  # of the doors as they are drawn, by their slots
        self._drawn: dict[int, tuple] = {}
        self._grounds: dict[tuple[str, int, int], tuple[ImageTk.PhotoImage, str]] = {}
        self._fitted: dict[tuple[str, str, int, bool], tuple[str, str]] = {}
        self._inside, self._shown, self._tags = 0, 0, ("doors",)
        self._ring = self.create_image(0, 0, anchor="nw", state="hidden", tags=("doors",))
        self.edges = Edges(self)
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
        if self.tk.call("tk", "windowingsystem") == "x11":
            for button, by in ((4, -WHEEL), (5, WHEEL)):
                self.bind(f"<Button-{button}>", lambda _event, by=by: self.scroll(0, by))
                self.bind(f"<Shift-Button-{button}>", lambda _event, by=by: self.scroll(by, 0))
        else:
            self.bind("<MouseWheel>", lambda event: self.scroll(0, -WHEEL if event.delta > 0 else WHEEL))
            self.bind("<Shift-MouseWheel>", lambda event: self.scroll(-WHEEL if event.delta > 0 else WHEEL, 0))

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
        self._looks = self.state.looks()
        for nth, box in enumerate(self.picture.boxes):
            self._colour(nth, box)
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
        picture, self._looks = self.picture, self.state.looks()
        self._room_for(len(picture.boxes), len(picture.heads))
        self._used = {box.door: nth for nth, box in enumerate(picture.boxes)}
        number, word = theme.font(12 if picture.bare else 13).name, theme.font(12).name
        self._inside, self._tags = picture.px(INSIDE), ("doors", "side") if picture.rolls else ("doors",)
        for nth, box in enumerate(picture.boxes):
            self._put(nth, box, number, word)
        for nth in range(len(picture.boxes), self._shown):
            self._hide(nth)
        self._shown = len(picture.boxes)
        self._draw_frames()
        self.edges.draw(picture, self.state)
        self._draw_ring()
        self._draw_bars()

    def _room_for(self, doors: int, units: int) -> None:
        """Items for so many doors and units; they stand under the edges and the ring."""
        more = doors > len(self._slots) or units > len(self._frames)
        call, name = self.tk.call, self._w
        for _nth in range(units - len(self._frames)):
            self._frames.append(tuple(self.create_line(0, 0, 0, 0, tags=("doors", "frame")) for _part in range(2)))
        for _nth in range(doors - len(self._slots)):
            self._slots.append((
                int(call(name, "create", "image", 0, 0, "-anchor", "nw", "-tags", "doors")),
                int(call(name, "create", "text", 0, 0, "-anchor", "w", "-tags", "doors")),
                int(call(name, "create", "text", 0, 0, "-anchor", "e", "-tags", "doors"))))
        if more:
            self.tag_lower("doors", self.edges.lowest)
            self.tag_lower("frame")
            self.tag_raise(self._ring, self._slots[-1][-1] if self._slots else "frame")

    def _put(self, nth: int, box: Box, number: str, word: str) -> None:
        slot, call, name = self._slots[nth], self.tk.call, self._w
        tags = self._tags
        place = (box.x - self.across, box.y - self.down, box.w, box.h, number, word, tags)
        if self._places.get(nth) != place:  # the next building often stands as this one
            self._places[nth] = place
            inside, middle = self._inside, place[1] + box.h // 2
            call(name, "coords", slot[0], place[0], place[1])
            call(name, "coords", slot[1], place[0] + inside, middle)
            call(name, "coords", slot[2], place[0] + box.w - inside, middle)
            call(name, "itemconfigure", slot[1], "-font", number, "-state", "normal", "-tags", tags)
            call(name, "itemconfigure", slot[2], "-font", word, "-state", "normal", "-tags", tags)
        self._colour(nth, box)

    def _colour(self, nth: int, box: Box) -> None:
        """The ground, number and word of a door; only what differs from what is drawn is told to Tk."""
        tone, word = self._looks.get(box.door, ("empty", ""))
        key = (tone, box.w, box.h)
        image, ink = self._grounds.get(key) or self._ground(key)
        look = (image, ink, *self._words(box, str(word)))
        before, slot, call, name = self._drawn.get(nth), self._slots[nth], self.tk.call, self._w
        if look == before:
            return
        self._drawn[nth] = look
        if before is None or before[0] is not image:
            call(name, "itemconfigure", slot[0], "-image", image, "-state", "normal")
        call(name, "itemconfigure", slot[1], "-text", look[2], "-fill", ink)
        if before is None or before[3] or look[3]:
            call(name, "itemconfigure", slot[2], "-text", look[3], "-fill", ink)

    def _ground(self, key: tuple[str, int, int]) -> tuple[ImageTk.PhotoImage, str]:
        """The pill of a tone in one size, and its ink."""
        ground, line, ink = TONES.get(key[0], TONES["grey"])
        image = shapes.pill(key[1], key[2], theme.color(ground), theme.color(line) if line else None,
                            self.picture.px(CORNER), ground=theme.color("surface"))
        self._grounds[key] = image, theme.color(ink)
        return self._grounds[key]

    def _hide(self, nth: int) -> None:
        self._places.pop(nth, None)
        self._drawn.pop(nth, None)
        for item in self._slots[nth]:
            self.itemconfigure(item, state="hidden")

    def _words(self, box: Box, word: str) -> tuple[str, str]:
        """The number, and the word when both have room; asked once for every such door."""
        key = (box.text, word, box.w, self.picture.bare)
        found = self._fitted.get(key)
        if found is None:
            found = self._fitted[key] = self._fit_words(box, word)
        return found

    def _fit_words(self, box: Box, word: str) -> tuple[str, str]:
        numbers, room = self._fit(13), box.w - 2 * self.picture.px(INSIDE)
        wide = numbers.width("0") * len(box.text) if box.text.isdigit() else numbers.width(box.text)
        if wide > room:
            return numbers.elide(box.text, room + self.picture.px(INSIDE)), ""
        if self.picture.bare or wide + self._fit(12).width(word) + self.picture.px(5) > room:
            word = ""
        return box.text, word

    def _fit(self, size: int) -> Fit:
        font = theme.font(size)
        found = self._fits.get(size)
        if found is None or found.font is not font:
            found = self._fits[size] = Fit(font)
        return found

    def _draw_frames(self) -> None:
        picture, dx, dy = self.picture, self.across, self.down
        for nth, (frame, stairs) in enumerate(self._frames):
            if nth >= len(picture.heads):
                for item in (frame, stairs):
                    self.itemconfigure(item, state="hidden")
                continue
            head = picture.heads[nth]
            left, right, top, foot = head.x - dx, head.x + head.w - dx, head.top - dy, head.foot - dy
            self.coords(frame, left, foot, left, top, right, top, right, foot)
            self.itemconfigure(frame, fill=theme.color("line_strong"), state="normal")
            self.itemconfigure(stairs, fill=theme.color("line"), state="normal" if head.middle else "hidden")
            if head.middle:
                self.coords(stairs, *self._stairs(head.middle - dx, head.top - dy, head.end - dy))

    def _stairs(self, x: int, top: int, end: int) -> list[int]:
        """A line down the middle with a landing to both doors on every floor."""
        arm, half, points = self.picture.px(4), self.picture.row // 2, [x, top]
        for y in range(top + half, end, self.picture.row):
            points += [x, y, x - arm, y, x + arm, y, x, y]
        return [*points, x, end]

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
        nth = self._used[box.door]
        self.itemconfigure(self._slots[nth][1], font=theme.font(12 if self.picture.bare else 13, on))
        self.itemconfigure(self._slots[nth][2], font=theme.font(12, on))
        self._places.pop(nth, None)
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
        for kept in (self._grounds, self._drawn, self._fitted):
            kept.clear()
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
            self._places.clear()
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
