"""One zone of the case page: a canvas whose items are made once and refilled, scrolled, and walked by the keys."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import keys, pointer, shapes, theme, tooltip
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.pages.case_pen import Box, Fits, Pen, Spot

NOTCH = 48  # design px a notch of the wheel
PAD = 2  # design px between a thing and the ring around it


class Zone(Placed, tk.Canvas):
    """`draw(pen)` says what stands in it, each time anew; only what differs is changed on the screen.

    Arrows walk over what acts, Enter presses it. `key` is the spot the keys are on; it stays while it is there.
    """

    def __init__(self, master: tk.Misc, draw: Callable[[Pen], object], fits: Fits, ground: str = "surface") -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=1)
        self.draw, self.fits, self.ground = draw, fits, ground
        self.key, self.top, self.high = "", 0, 0
        self.before: Callable[[], bool] = lambda: False
        self.spots: list[Spot] = []
        self._tips: list[Spot] = []
        self._warm, self._here, self._size = "", False, (0, 0)
        self._pools: dict[str, list[int]] = {"rect": [], "img": [], "txt": []}
        self._held: dict[int, tuple] = {}
        self._marks = tuple(self.create_line(0, 0, 0, 0, state="hidden", tags=(kind,)) for kind in ("img", "txt"))
        self._ring = self.create_image(0, 0, anchor="nw", state="hidden")
        self._bar = OverlayBar(self, self._jump)
        self._listen()
        theme.follow(self, self._recolour)

    def _listen(self) -> None:
        for name, by in (("Up", -1), ("Left", -1), ("Down", 1), ("Right", 1)):
            keys.shortcut(self, name, lambda by=by: self.step(by))
        for name in ("Return", "KP_Enter", "space"):
            keys.shortcut(self, name, self.press)
        keys.shortcut(self, "Prior", lambda: self.scroll_by(-self._size[1] * 3 // 4))
        keys.shortcut(self, "Next", lambda: self.scroll_by(self._size[1] * 3 // 4))
        self.bind("<Configure>", self._resized)
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))
        self.bind("<Button-1>", self._pressed)
        self.bind("<B1-Motion>", lambda event: self._bar.drag(event.x, event.y))
        self.bind("<ButtonRelease-1>", self._released)
        self.bind("<Motion>", lambda event: self._moved(event.x, event.y))
        self.bind("<Leave>", lambda _event: self._moved(-1, -1))
        pointer.wheel(self, lambda by: self.scroll_by(by * theme.px(NOTCH)), 1)
        tooltip.over(self, self._part)

    # ---- drawing
    def refresh(self) -> None:
        """Draw it as things stand now."""
        if self._size[0] < 2:
            return
        pen = Pen(self._size[0] / theme.scale(), self.fits, self._warm)
        self.draw(pen)
        self.spots, self._tips, self.high = pen.spots, pen.tips, theme.px(pen.high)
        self.top = max(0, min(self.top, self.high - self._size[1]))
        self._put(pen)
        if self.key not in [spot.key for spot in self.spots]:
            self.key = self.spots[0].key if self.spots else ""
        self._draw_ring()
        self._bar.put(self.top / max(1, self.high - self._size[1]), min(1.0, self._size[1] / max(1, self.high)))

    def _put(self, pen: Pen) -> None:
        down = self.top
        self._fill("rect", len(pen.rects), lambda nth: (
            [pen.rects[nth][0][0], pen.rects[nth][0][1] - down, pen.rects[nth][0][2], pen.rects[nth][0][3] - down],
            {"fill": pen.rects[nth][1]}))
        self._fill("img", len(pen.images), lambda nth: (
            [pen.images[nth][0][0], pen.images[nth][0][1] - down],
            {"image": pen.images[nth][1], "anchor": pen.images[nth][2]}))
        self._fill("txt", len(pen.texts), lambda nth: (
            [pen.texts[nth][0][0], pen.texts[nth][0][1] - down],
            dict(zip(("text", "font", "fill", "anchor"), pen.texts[nth][1:], strict=True))))

    def _fill(self, kind: str, count: int, give: Callable[[int], tuple[list[int], dict]]) -> None:
        """Rectangles lie lowest, texts on top; what is not needed is hidden, never deleted."""
        pool = self._pools[kind]
        while len(pool) < count:
            pool.append(self._make(kind))
        for nth, item in enumerate(pool):
            where, how = give(nth) if nth < count else ([], {"state": "hidden"})
            now = (tuple(where), *how.items())
            if self._held.get(item) == now:
                continue
            self._held[item] = now
            if nth < count:
                self.coords(item, *where)
                self.itemconfigure(item, state="normal", **how)
            else:
                self.itemconfigure(item, state="hidden")

    def _make(self, kind: str) -> int:
        if kind == "rect":
            item = self.create_rectangle(0, 0, 0, 0, width=0)
            self.tag_lower(item, self._marks[0])
        elif kind == "img":
            item = self.create_image(0, 0)
            self.tag_lower(item, self._marks[1])
        else:
            item = self.create_text(0, 0)
            self.tag_lower(item, self._ring)
        return item

    def _draw_ring(self) -> None:
        spot = self._at_key()
        if spot is None or not self._here:
            self.itemconfigure(self._ring, state="hidden")
            return
        grow, box = theme.px(PAD), spot.box
        image = shapes.pill(box.right - box.left + 2 * grow, box.bottom - box.top + 2 * grow, None,
                            theme.color("accent_ink"), theme.px(8), theme.px(2))
        self.itemconfigure(self._ring, image=image, state="normal")
        self.coords(self._ring, box.left - grow, box.top - grow - self.top)

    def _recolour(self) -> None:
        self.configure(bg=theme.color(self.ground))
        self.refresh()

    def _resized(self, event: tk.Event) -> None:
        if (event.width, event.height) != self._size:
            self._size = (event.width, event.height)
            self.refresh()

    # ---- scrolling
    def scroll_by(self, pixels: int) -> None:
        """Up or down, device pixels."""
        before = self.top
        self.top = max(0, min(self.top + pixels, self.high - self._size[1]))
        if self.top != before:
            self.refresh()

    def show(self, top: float, bottom: float) -> None:
        """Bring a part into view, design pixels."""
        upper, lower = theme.px(top), theme.px(bottom)
        wanted = min(upper, max(self.top, lower - self._size[1]))
        self.scroll_by(wanted - self.top)

    def _jump(self, share: float) -> None:
        self.scroll_by(round(share * max(0, self.high - self._size[1])) - self.top)

    # ---- keys and pointer
    def _at_key(self) -> Spot | None:
        return next((spot for spot in self.spots if spot.key == self.key), None)

    def step(self, by: int) -> None:
        """To what acts before or after."""
        known = [spot.key for spot in self.spots]
        if known:
            place = known.index(self.key) if self.key in known else 0
            self.key = known[max(0, min(len(known) - 1, place + by))]
            self._reveal()

    def go_to(self, key: str) -> None:
        """Put the keys on something, and give them to this zone."""
        self.key = key
        self.focus_set()
        self._reveal()

    def _reveal(self) -> None:
        spot, pad = self._at_key(), theme.px(12)
        if spot is not None:
            wanted = min(spot.box.top - pad, max(self.top, spot.box.bottom + pad - self._size[1]))
            self.scroll_by(wanted - self.top)
        self._draw_ring()

    def press(self) -> None:
        """Enter; `before()` may take it."""
        spot = self._at_key()
        if not self.before() and spot is not None and spot.act is not None:
            spot.act()

    def corner(self, key: str) -> tuple[int, int]:
        """The lower left corner of a spot on the screen, to open a menu at it."""
        spot = next((one for one in self.spots if one.key == key), None)
        box = spot.box if spot is not None else Box(0, 0, 0, 0)
        return self.winfo_rootx() + box.left, self.winfo_rooty() + box.bottom - self.top + theme.px(4)

    def _point(self, x: int, y: int) -> Spot | None:
        inner = [spot for spot in self.spots if spot.box.holds(x, y + self.top)]
        return min(inner, key=lambda spot: spot.box.bottom - spot.box.top, default=None)

    def _focus(self, on: bool) -> None:
        self._here = on
        self._draw_ring()

    def _pressed(self, event: tk.Event) -> None:
        self.focus_set()
        if not self._bar.press(event.x, event.y) and (spot := self._point(event.x, event.y)) is not None:
            self.key = spot.key
            self._draw_ring()

    def _released(self, event: tk.Event) -> None:
        held = self._bar._grip is not None
        self._bar.release()
        spot = self._point(event.x, event.y)
        if not held and spot is not None and spot.key == self.key:
            self.press()

    def _moved(self, x: int, y: int) -> None:
        self._bar.warm(y >= 0 and self._bar.near(x, y))
        spot = self._point(x, y) if y >= 0 else None
        warm = spot.key if spot is not None else ""
        if warm != self._warm:
            self._warm = warm
            self.configure(cursor="hand2" if warm else "")
            self.refresh()

    def _part(self, x: int, y: int) -> tuple[tooltip.Box, Callable[[], str]] | None:
        found = [one for one in (*self._tips, *self.spots) if one.tip and one.box.holds(x, y + self.top)]
        if not found:
            return None
        box = found[0].box
        return (box.left, box.top - self.top, box.right, box.bottom - self.top), lambda: found[0].tip
