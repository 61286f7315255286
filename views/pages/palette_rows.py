"""The lines of the palette on one canvas: items made once and refilled, so nothing flickers while somebody types."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from views.kit import icons, shapes, theme
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.state.choices import Choice
from views.state.palette import Head

ROW, HEAD = 36, 26
ICON, TEXT, EDGE, GAP = 30, 52, 20, 14


class PaletteRows(Placed, tk.Canvas):
    """`show(lines, mark)`; `on_point(place)` under the pointer, `on_choose()` on a click."""

    def __init__(
        self, master: tk.Misc, width: int, on_point: Callable[[int], object], on_choose: Callable[[], object]
    ) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=theme.px(width), height=1, takefocus=0)
        self._wide, self._on_point = theme.px(width), on_point
        self._slots: list[_Slot] = []
        self._tops: list[int] = [0]
        self._lines: Sequence[Head | Choice] = ()
        self._mark = -1
        self._bold, self._plain, self._small = Fit(theme.font(14, True)), Fit(theme.font(13)), Fit(theme.font(12))
        self.bind("<Motion>", self._pointed)
        self.bind("<ButtonRelease-1>", lambda _event: on_choose())
        theme.follow(self, self._paint)

    def keep_high(self, lines: int) -> None:
        """As high as so many rows."""
        tk.Canvas.configure(self, height=theme.px(ROW) * lines)

    def show(self, lines: Sequence[Head | Choice], mark: int) -> None:
        """Other lines."""
        self._lines, self._mark = lines, mark
        self._paint()

    def _paint(self) -> None:
        tk.Canvas.configure(self, bg=theme.color("floating"))
        tops, y = [], 0
        for place, line in enumerate(self._lines):
            if place == len(self._slots):
                self._slots.append(_Slot(self))
            high = theme.px(ROW if isinstance(line, Choice) else HEAD)
            tops.append(y)
            if isinstance(line, Choice):
                self._choice(self._slots[place], line, y, high, place == self._mark)
            else:
                self._head(self._slots[place], line, y, high)
            y += high
        for slot in self._slots[len(self._lines) :]:
            slot.show()
        self._tops = [*tops, y]

    def _head(self, slot: _Slot, line: Head, top: int, high: int) -> None:
        slot.show(slot.label)
        self.itemconfigure(slot.label, text=line.label, font=theme.font(12), fill=theme.color("ink3"))
        self.coords(slot.label, theme.px(EDGE), top + high // 2 + theme.px(2))

    def _choice(self, slot: _Slot, one: Choice, top: int, high: int, on: bool) -> None:
        middle, p = top + high // 2, theme.px
        shown = [slot.icon, slot.label, slot.detail]
        shown += [slot.ground, slot.bar] * on + [slot.cap, slot.keys] * bool(one.keys)
        slot.show(*shown)
        if on:
            self.coords(slot.ground, 0, top, self._wide, top + high)
            self.itemconfigure(slot.ground, fill=theme.color("selected"))
            self.coords(slot.bar, 0, top, p(3), top + high)
            self.itemconfigure(slot.bar, fill=theme.color("accent"))
        self.itemconfigure(slot.icon, image=icons.photo(one.icon, 18, "accent_ink" if on else "ink3"))
        self.coords(slot.icon, p(ICON), middle)
        right = self._keys(slot, one.keys, middle) if one.keys else self._wide - p(EDGE)
        bold = theme.font(14, True)
        label = self._bold.elide(one.label, right - p(TEXT))
        self.itemconfigure(slot.label, text=label, font=bold, fill=theme.color("ink"))
        self.coords(slot.label, p(TEXT), middle)
        left = p(TEXT) + bold.measure(label) + p(GAP)
        detail = self._plain.elide(one.detail, right - left) if right - left > p(40) else ""
        self.itemconfigure(slot.detail, text=detail, font=theme.font(13), fill=theme.color("ink2"))
        self.coords(slot.detail, left, middle)

    def _keys(self, slot: _Slot, keys: str, middle: int) -> int:
        """The cap of a shortcut at the right; returns what is left free of it."""
        font = theme.font(12)
        wide, right = font.measure(keys) + theme.px(14), self._wide - theme.px(EDGE)
        cap = shapes.pill(wide, theme.px(20), theme.color("grey_soft"), radius=theme.px(5))
        self.itemconfigure(slot.cap, image=cap)
        self.coords(slot.cap, right, middle)
        self.itemconfigure(slot.keys, text=keys, font=font, fill=theme.color("ink3"))
        self.coords(slot.keys, right - wide // 2, middle)
        return right - wide - theme.px(GAP)

    def _pointed(self, event: tk.Event) -> None:
        for place, top in enumerate(self._tops[:-1]):
            if top <= event.y < self._tops[place + 1] and isinstance(self._lines[place], Choice):
                self._on_point(place)


class _Slot:
    """The items of one line."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self.canvas = canvas
        self.ground = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.bar = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.icon = canvas.create_image(0, 0)
        self.label = canvas.create_text(0, 0, anchor="w")
        self.detail = canvas.create_text(0, 0, anchor="w")
        self.cap = canvas.create_image(0, 0, anchor="e")
        self.keys = canvas.create_text(0, 0)
        self.items = (self.ground, self.bar, self.icon, self.label, self.detail, self.cap, self.keys)

    def show(self, *items: int) -> None:
        """Only these."""
        for item in self.items:
            self.canvas.itemconfigure(item, state="normal" if item in items else "hidden")
