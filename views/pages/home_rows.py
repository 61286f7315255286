"""The rows of the duty list: canvas items made once and refilled; see DutyList."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass

from center.words import spoken
from views.kit import icons, shapes, theme
from views.kit.text_fit import Fit
from views.state.home import Head, Line

EDGE, ICON, TITLE = 24, 28, 220
LEFT, DAY, PERSON = 116, 84, 64
GAP = 16
SLIM, SLIMMEST = 720, 600  # design px of the list, below which the title shrinks and the person drops out


@dataclass
class Columns:
    """Where things stand in a row, device pixels from the left; `person` is 0 when there is no room for it."""

    width: int
    title: int
    detail: int
    person: int
    day: int
    right: int

    @property
    def room(self) -> int:
        """For the detail."""
        return max(0, (self.person or self.day) - self.detail - theme.px(GAP))


def columns(width: int, edge: int = EDGE) -> Columns:
    """The columns of a list as wide as this, device pixels; `edge` is what stays free at the right, design pixels."""
    p, right = theme.px, width - theme.px(edge)
    title = p(EDGE + ICON)
    slim = width < p(SLIM)
    detail = title + p(170 if slim else TITLE)
    day = right - p(LEFT + DAY)
    return Columns(width, title, detail, 0 if width < p(SLIMMEST) else day - p(PERSON), day, right)


class Fits:
    """The fonts of a row, measured."""

    def __init__(self) -> None:
        self.bold, self.plain, self.small = Fit(theme.font(14, True)), Fit(theme.font(14)), Fit(theme.font(12))


class Slot:
    """The items of one line. `put` fills and places it, `hide` takes it away; nothing is ever deleted."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self.canvas, self._shown = canvas, True
        make = canvas.create_text
        self.ground = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.line = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.bar = canvas.create_rectangle(0, 0, 0, 0, width=0)
        self.icon = canvas.create_image(0, 0)
        self.title = make(0, 0, anchor="w")
        self.detail = make(0, 0, anchor="w", font=theme.font(14))
        self.person = make(0, 0, anchor="w", font=theme.font(14))
        self.day = make(0, 0, anchor="w", font=theme.font(14))
        self.pill = canvas.create_image(0, 0, anchor="e")
        self.left = make(0, 0, font=theme.font(12))
        self.items = (
            self.ground,
            self.line,
            self.bar,
            self.icon,
            self.title,
            self.detail,
            self.person,
            self.day,
            self.pill,
            self.left,
        )

    def hide(self) -> None:
        """Not seen."""
        if self._shown:
            self._shown = False
            for item in self.items:
                self.canvas.itemconfigure(item, state="hidden")

    def _show(self, *items: int) -> None:
        self._shown = True
        for item in self.items:
            self.canvas.itemconfigure(item, state="normal" if item in items else "hidden")

    def put_head(self, head: Head, at: Columns, top: int, high: int, fits: Fits) -> None:
        """A group's heading."""
        canvas, middle, x = self.canvas, top + high - theme.px(16), theme.px(EDGE)
        self._show(self.title, self.detail)
        font = theme.font(13, True)
        canvas.itemconfigure(self.title, text=head.words, font=font, fill=theme.color("ink"))
        canvas.coords(self.title, x, middle)
        canvas.itemconfigure(self.detail, text=f"{head.count:,}", font=theme.font(13), fill=theme.color("ink3"))
        canvas.coords(self.detail, x + font.measure(head.words) + theme.px(8), middle)

    def put(self, line: Line, at: Columns, top: int, high: int, fits: Fits, tint: str, bar: bool) -> None:
        """A duty; `tint` is the token of its ground ('' for none), `bar` the red mark of the row the keys are on."""
        canvas, middle = self.canvas, top + high // 2
        shown = [self.line, self.icon, self.title, self.detail, self.day]
        shown += [self.ground] * bool(tint) + [self.bar] * bar
        shown += [self.person] * bool(at.person) + [self.pill, self.left] * bool(line.left)
        self._show(*shown)
        if tint:
            canvas.itemconfigure(self.ground, fill=theme.color(tint))
            canvas.coords(self.ground, 0, top, at.width, top + high)
        if bar:
            canvas.itemconfigure(self.bar, fill=theme.color("accent"))
            canvas.coords(self.bar, 0, top, theme.px(3), top + high)
        canvas.itemconfigure(self.line, fill=theme.color("line_soft"))
        canvas.coords(self.line, at.title, top + high - 1, at.width, top + high)
        canvas.itemconfigure(self.icon, image=icons.photo(line.icon, 18, "ink2"))
        canvas.coords(self.icon, theme.px(EDGE + 9), middle)
        room = at.detail - at.title - theme.px(GAP)
        self._text(self.title, at.title, middle, fits.bold.elide(line.title, room), "ink", True)
        self._text(self.detail, at.detail, middle, fits.plain.elide(line.detail, at.room), "ink2")
        if at.person:
            self._text(self.person, at.person, middle, fits.plain.elide(line.person, theme.px(PERSON - 8)), "ink2")
        self._text(self.day, at.day, middle, line.day, "ink2")
        if line.left:
            self._pill(line, at.right, middle, fits)

    def _text(self, item: int, x: int, y: int, words: str, ink: str, bold: bool = False) -> None:
        self.canvas.itemconfigure(item, text=spoken(words), font=theme.font(14, bold), fill=theme.color(ink))
        self.canvas.coords(item, x, y)

    def _pill(self, line: Line, right: int, middle: int, fits: Fits) -> None:
        wide, high = fits.small.width(line.left) + theme.px(18), theme.px(22)
        image = shapes.pill(wide, high, theme.color(f"{line.tone}_soft"))
        self.canvas.itemconfigure(self.pill, image=image)
        self.canvas.coords(self.pill, right, middle)
        self.canvas.itemconfigure(self.left, text=line.left, fill=theme.color(line.tone))
        self.canvas.coords(self.left, right - wide // 2, middle)
