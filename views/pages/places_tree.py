"""The tree of places as one canvas: pooled rows, opened and closed by keys and mouse, the counts at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import spoken
from views.kit import icons, keys, pointer, theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.state.places import Line, PlacesState

EDGE, INDENT, ROW = 16, 18, 32  # design px
ICONS = {"streets": "landmark", "communities": "map-pinned", "compounds": "house", "grids": "grid-2x2",
         "buildings": "building", "units": "layers", "floors": "layers-2", "doors": "door-closed",
         "enterprises": "store", "loose": "map-pin-off", "ungridded": "map-pin-off"}


class PlacesTree(Placed, tk.Canvas):
    """Draws `state.lines`. `on_choose()` after the chosen line changed, `on_open()` on Enter and a double click."""

    def __init__(self, master: tk.Misc, state: PlacesState, on_choose: Callable[[], object],
                 on_open: Callable[[], object]) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=1)
        self.state, self.on_choose, self.on_open = state, on_choose, on_open
        self.first, self.hover, self.keys_here = 0, -1, False
        self._size = (0, 0)
        self._slots: list[_Slot] = []
        self._empty = self.create_text(0, 0, state="hidden", anchor="n", justify="center")
        self.words = ""
        self._bar = OverlayBar(self, self._jump)
        self._listen()
        theme.follow(self, self._recolour)

    def _listen(self) -> None:
        moves = {
            "Down": lambda: self.state.step(1), "Up": lambda: self.state.step(-1),
            "Next": lambda: self.state.step(self.page_rows), "Prior": lambda: self.state.step(-self.page_rows),
            "Home": lambda: self.state.choose(0), "End": lambda: self.state.choose(len(self.state.lines) - 1),
            "Right": self.state.right, "Left": self.state.left,
            "space": lambda: self.state.flip(self.state.place) if self.state.lines else None,
        }
        for name, move in moves.items():
            keys.shortcut(self, name, lambda move=move: self._moved(move))
        for name in ("Return", "KP_Enter"):
            keys.shortcut(self, name, self.on_open)
        self.bind("<Configure>", self._resized)
        self.bind("<Button-1>", self._press)
        self.bind("<Double-Button-1>", self._double)
        pointer.over_rows(self, self._bar, self.place_at, self._warm, self._focus, self.scroll)

    # ---- drawing
    def show(self) -> None:
        """The lines or the chosen one changed: bring it into view and draw."""
        at, seen = self.state.place, self.page_rows
        if at >= 0 and not self.first <= at < self.first + seen:
            near = at in (self.first - 1, self.first + seen)  # one step further, else somewhere else: with its parents
            self.first = max(min(self.first, at), at - seen + 1) if near else at - seen // 3
        self._clamp()
        self.paint()

    def paint(self) -> None:
        """Refill the pooled rows with what is seen now."""
        width, height = self._size
        if height < 2:
            return
        row, used, lines = theme.px(ROW), 0, self.state.lines
        chosen = self.state.place
        for at in range(self.first, min(len(lines), self.first + height // row + 1)):
            if used == len(self._slots):
                self._slots.append(_Slot(self))
            tint = "selected" if at == chosen else "hover" if at == self.hover else ""
            self._slots[used].put(lines[at], (at - self.first) * row, width, tint, at == chosen and self.keys_here,
                                  self.state.words(lines[at].node))
            used += 1
        for slot in self._slots[used:]:
            slot.hide()
        self._say_empty(width, height)
        room = max(1, len(lines) - self.page_rows)
        self._bar.put(self.first / room, min(1.0, self.page_rows / max(1, len(lines))))

    def _say_empty(self, width: int, height: int) -> None:
        state = "hidden" if self.state.lines or not self.words else "normal"
        self.itemconfigure(self._empty, text=self.words, state=state, font=theme.font(14), fill=theme.color("ink3"),
                           width=max(1, width - theme.px(2 * EDGE)))
        self.coords(self._empty, width // 2, height // 3)

    def _recolour(self) -> None:
        self.configure(bg=theme.color("surface"))
        self.paint()

    def _resized(self, event: tk.Event) -> None:
        if (event.width, event.height) != self._size:
            self._size = (event.width, event.height)
            self.show()

    @property
    def page_rows(self) -> int:
        """Lines that are seen at once."""
        return max(1, self._size[1] // theme.px(ROW))

    # ---- keys and mouse
    def _moved(self, move: Callable[[], object]) -> None:
        before = self.state.chosen
        move()
        self.show()
        if self.state.chosen != before:
            self.on_choose()

    def _focus(self, on: bool) -> None:
        self.keys_here = on
        self.paint()

    def scroll(self, rows: int) -> None:
        """By some rows."""
        self.first += rows
        self._clamp()
        self.paint()

    def _jump(self, share: float) -> None:
        self.first = round(share * max(0, len(self.state.lines) - self.page_rows))
        self._clamp()
        self.paint()

    def _clamp(self) -> None:
        self.first = max(0, min(self.first, len(self.state.lines) - self.page_rows))

    def place_at(self, y: int) -> int:
        """The place of the line at a height of the canvas; -1 below the last."""
        at = self.first + y // theme.px(ROW)
        return at if y >= 0 and at < len(self.state.lines) else -1

    def _press(self, event: tk.Event) -> str:
        self.focus_set()
        at = self.place_at(event.y)
        if self._bar.press(event.x, event.y) or at < 0:
            return "break"
        line = self.state.lines[at]
        left = theme.px(EDGE + line.depth * INDENT)
        if line.node.opens and left - theme.px(4) <= event.x < left + theme.px(18):
            self._moved(lambda: self.state.flip(at))
        else:
            self._moved(lambda: self.state.choose(at))
        return "break"

    def _double(self, event: tk.Event) -> str:
        if self.place_at(event.y) >= 0 and not self._bar.near(event.x, event.y):
            self.on_open()
        return "break"

    def _warm(self, at: int) -> None:
        if at != self.hover:
            self.hover = at
            self.paint()


class _Slot:
    """The items of one line; nothing is ever deleted."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self.canvas, self._shown = canvas, True
        self.ground = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.bar = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.arrow, self.icon = canvas.create_image(0, 0), canvas.create_image(0, 0)
        self.name, self.count = canvas.create_text(0, 0, anchor="w"), canvas.create_text(0, 0, anchor="e")
        self.items = (self.ground, self.bar, self.arrow, self.icon, self.name, self.count)

    def hide(self) -> None:
        """Not seen."""
        if self._shown:
            self._shown = False
            for item in self.items:
                self.canvas.itemconfigure(item, state="hidden")

    def put(self, line: Line, top: int, width: int, tint: str, bar: bool, words: str) -> None:
        """A line of the tree; `tint` is the token of its ground ('' for none), `bar` marks where the keys are."""
        canvas, p, node = self.canvas, theme.px, line.node
        self._shown = True
        shown = {self.icon, self.name, self.count} | ({self.ground} if tint else set()) | ({self.bar} if bar else set())
        for item in self.items:
            canvas.itemconfigure(item, state="normal" if item in shown else "hidden")
        high, left = p(ROW), p(EDGE + line.depth * INDENT)
        middle = top + high // 2
        if tint:
            canvas.itemconfigure(self.ground, fill=theme.color(tint))
            canvas.coords(self.ground, 0, top, width, top + high)
        if bar:
            canvas.itemconfigure(self.bar, fill=theme.color("accent"))
            canvas.coords(self.bar, 0, top, p(3), top + high)
        if node.opens:
            sign = "chevron-down" if line.open else "chevron-right"
            canvas.itemconfigure(self.arrow, image=icons.photo(sign, 14, "ink3"), state="normal")
            canvas.coords(self.arrow, left + p(7), middle)
        canvas.itemconfigure(self.icon, image=icons.photo(ICONS[node.kind], 16, "ink2"))
        canvas.coords(self.icon, left + p(28), middle)
        small, plain = theme.font(12), theme.font(14)
        right = width - p(EDGE)
        canvas.itemconfigure(self.count, text=words, font=small, fill=theme.color("ink3"))
        canvas.coords(self.count, right, middle)
        start = left + p(44)
        room = right - small.measure(words) - p(12) - start
        name = Fit(plain).elide(spoken(node.name), max(p(30), room))
        canvas.itemconfigure(self.name, text=name, font=plain, fill=theme.color("ink"))
        canvas.coords(self.name, start, middle)
