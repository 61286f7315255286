"""The drawn rows of a grid: a pool of canvas items that are changed, never thrown away.

One `Slot` is one row on the screen. Its items are made once (rare ones when first needed) and then
only reconfigured; what an item shows is remembered, so an unchanged item costs no call to Tk.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass

from center.words import spoken
from db.words import Listed, Word
from views.kit import shapes, theme
from views.kit.grid_columns import CHECK, NUMBER, Cell, Span
from views.kit.text_fit import Fit

CHIPS = 4


@dataclass
class Look:
    """How all rows of one grid are drawn; made anew after a change of size, scale or mode."""

    spans: list[Span]
    width: int
    wide: bool
    fits: Fits
    ground: str = "surface"
    sideways: bool = False  # frozen columns lie on a cover, under which the others are scrolled

    @property
    def frozen_edge(self) -> int:
        """Right edge of the frozen columns."""
        return max((span.x + span.width for span in self.spans if span.frozen), default=0)


@dataclass
class State:
    """What a row is just now."""

    current: bool = False
    hovered: bool = False
    checked: bool = False
    dim: bool = False
    number: str | Cell = ""
    ring: bool = False


class Fits(dict):
    """The fonts a grid writes in, with their measures; each on demand, for a font's first use costs milliseconds."""

    SIZES = {
        "text": (14, False),
        "title": (14, True),
        "small": (12, False),
        "note": (13, False),
        "wide": (13, False),
        "strong": (13, True),
    }

    def __missing__(self, name: str) -> Fit:
        self[name] = Fit(theme.font(*self.SIZES[name]))
        return self[name]


class Slot:
    """One row of items at one place on the canvas."""

    def __init__(self, canvas: tk.Canvas, look: Look, tag: str):
        self.canvas, self.look, self.tag = canvas, look, tag
        self._call, self._path = canvas.tk.call, str(canvas)
        self.y, self.height = 0, 0
        self._last: dict[int, tuple] = {}
        self._rare: dict[tuple, int] = {}
        self.ground = canvas.create_rectangle(0, 0, 0, 0, width=0, tags=tag)
        self._texts: dict[int, int] = {}
        self._cover = 0
        for span in look.spans:
            if not span.frozen:
                self._make(span)
        if look.sideways:
            self._cover = canvas.create_rectangle(0, 0, 0, 0, width=0, tags=tag)
        for span in look.spans:
            if span.frozen:
                self._make(span)
        self.line = canvas.create_rectangle(0, 0, 0, 0, width=0, tags=tag)
        self.bar = canvas.create_rectangle(0, 0, 0, 0, width=0, tags=tag)

    # ---- items
    def _tags(self, span: Span) -> tuple[str, ...]:
        return (self.tag,) if span.frozen else (self.tag, "side")

    def _make(self, span: Span) -> None:
        tags, place = self._tags(span), self._place(span)
        if span.column.key == CHECK:
            self._texts[place] = self.canvas.create_image(span.x + span.width // 2, 0, tags=tags)
            return
        x, anchor = _anchor(span)
        font = self._fit(span).font
        self._texts[place] = self.canvas.create_text(x, 0, anchor=anchor, font=font, tags=tags)

    def _place(self, span: Span) -> int:
        return self.look.spans.index(span)

    def _fit(self, span: Span) -> Fit:
        if span.column.key == NUMBER:
            return self.look.fits["small"]
        if self.look.wide:
            return self.look.fits["wide"]
        return self.look.fits["title" if span.column.look in ("title", "strong") else "text"]

    def _set(self, item: int, **options) -> None:
        now = tuple(options.values())
        if self._last.get(item) == now:
            return
        self._last[item] = now
        # straight to Tcl: Canvas.itemconfigure costs as much again, and this runs 200 times a scroll step
        words = [word for name, value in options.items() for word in (f"-{name}", value)]
        self._call(self._path, "itemconfigure", item, *words)

    def _extra(self, kind: str, place: int, nth: int, side: bool, above: int) -> int:
        """An item that few cells need, made when first asked for, just above another one."""
        key = (kind, place, nth)
        if key not in self._rare:
            tags = (self.tag, "side") if side else (self.tag,)
            middle = self.y + self.height // 2
            if kind == "image":
                item = self.canvas.create_image(0, middle, anchor="w", tags=tags)
            elif kind == "box":
                item = self.canvas.create_rectangle(0, 0, 0, 0, width=0, tags=tags)
            elif kind == "dots":
                item = self.canvas.create_line(0, 0, 0, 0, dash=(1, 2), tags=tags)
            else:
                item = self.canvas.create_text(0, middle, anchor="w", tags=tags)
            self.canvas.tag_raise(item, above)
            self._rare[key] = item
        return self._rare[key]

    def _hide_rare(self, used: set[tuple]) -> None:
        for key, item in self._rare.items():
            if key not in used:
                if key[0] == "image":
                    self._set(item, image="")
                elif key[0] in ("box", "dots"):
                    self._set(item, state="hidden")
                else:
                    self._set(item, text="", fill="")

    # ---- place
    def put_at(self, y: int, height: int, shift: int) -> None:
        """Move the row; `shift` is how far the columns are scrolled sideways."""
        if (y, height) == (self.y, self.height):
            return
        middle = (y + height // 2) - (self.y + self.height // 2)
        self.canvas.move(self.tag, 0, middle)
        self.y, self.height = y, height
        look, bottom, coords = self.look, y + height, self.canvas.coords
        coords(self.ground, 0, y, look.width, bottom)
        left = 0 if look.wide else theme.px(24)
        coords(self.line, left, bottom - 1, look.width, bottom)
        coords(self.bar, 0, y, theme.px(3), bottom - 1)
        if self._cover:
            coords(self._cover, 0, y, look.frozen_edge, bottom - 1)
        for (kind, place, _), item in self._rare.items():
            if kind == "box":
                self._fill_box(item, look.spans[place], shift)

    def _fill_box(self, item: int, span: Span, shift: int) -> None:
        x = span.x - (0 if span.frozen else shift)
        self.canvas.coords(item, x, self.y, x + span.width - (1 if self.look.wide else 0), self.y + self.height - 1)

    # ---- paint
    def clear(self) -> None:
        """Show nothing (below the last row)."""
        ground = theme.color(self.look.ground)
        for item in (self.ground, self.line, self.bar, self._cover):
            if item:
                self._set(item, fill=ground)
        self._blank_cells()
        self._hide_rare(set())

    def _blank_cells(self) -> None:
        for place, item in self._texts.items():
            if self.look.spans[place].column.key == CHECK:
                self._set(item, image="")
            else:
                self._set(item, text="", fill="", font=self._fit(self.look.spans[place]).font)

    def paint(self, texts: Sequence, state: State, shift: int) -> None:
        """Show one row."""
        token = "selected" if state.current else "hover" if state.hovered or state.checked else self.look.ground
        ground = theme.color(token)
        self._set(self.ground, fill=ground)
        if self._cover:
            plain = self.look.wide and not state.current
            self._set(self._cover, fill=theme.color(self.look.ground if plain else token))
        self._set(self.line, fill=theme.color("line" if self.look.wide else "line_soft"))
        self._set(self.bar, fill=theme.color("accent") if state.current else "")
        used: set[tuple] = set()
        for place, item in self._texts.items():
            span = self.look.spans[place]
            if span.column.key == CHECK:
                self._set(item, image=shapes.checkbox(state.checked, token))
            elif span.column.key == NUMBER:
                self._cell(place, span, item, state.number or "", True, shift, used)
            elif span.column.look == "chips":
                self._set(item, text="", fill="", font=self._fit(span).font)
                self._chips(place, span, texts[span.index] if span.index < len(texts) else "", shift, used)
            else:
                value = texts[span.index] if span.index < len(texts) else ""
                self._cell(place, span, item, value, state.dim, shift, used)
        self._hide_rare(used)

    def _cell(self, place: int, span: Span, item: int, value, dim: bool, shift: int, used: set) -> None:
        cell = value if isinstance(value, Cell) else None
        text = spoken(cell.text if cell else value)
        fit = self._fit(span)
        if cell and cell.strong:
            fit = self.look.fits["strong" if self.look.wide else "title"]
        room = span.width - theme.px(16)
        ink = self._ink(span, cell, dim)
        if cell and cell.tone and cell.tint:
            key = ("box", place, 0)
            box = self._extra(*key, not span.frozen, self.ground if not span.frozen else self._cover or self.ground)
            used.add(key)
            self._fill_box(box, span, shift)
            self._set(box, state="normal", fill=theme.color(f"{cell.tone}_soft"))
        if cell and cell.was and self._two_tone(place, span, item, cell, fit, ink, shift, used):
            return
        self._set(item, text=fit.elide(text, room), fill=ink, font=fit.font)
        if span.column.look == "link" and text:
            self._dots(place, span, item, shift, used)

    def _ink(self, span: Span, cell: Cell | None, dim: bool) -> str:
        if cell and cell.tone:
            return theme.color(cell.tone)
        if dim or span.column.look == "dim":
            return theme.color("ink3")
        return theme.color("ink" if self.look.wide or span.column.look in ("title", "strong", "link") else "ink2")

    def _two_tone(self, place, span, item, cell, fit, ink, shift, used) -> bool:
        """原文 → 新值; False if both do not fit (then the new value stands alone)."""
        before = f"{cell.was} → "
        if fit.width(before + cell.text) > span.width - theme.px(16):
            return False
        key = ("text", place, 0)
        extra = self._extra(*key, not span.frozen, item)
        used.add(key)
        x = span.x + theme.px(8) - (0 if span.frozen else shift)
        self._set(item, text=before, fill=theme.color("ink2"), font=fit.font)
        self._set(extra, text=cell.text, fill=ink, font=fit.font)
        self.canvas.coords(extra, x + fit.width(before), self.y + self.height // 2)
        return True

    def _dots(self, place, span, item, shift, used) -> None:
        key = ("dots", place, 0)
        line = self._extra(*key, not span.frozen, item)
        used.add(key)
        left, _, right, bottom = self.canvas.bbox(item)
        self.canvas.coords(line, left, bottom, right, bottom)
        self._set(line, state="normal", fill=theme.color("ink3"))

    def _chips(self, place: int, span: Span, value, shift: int, used: set) -> None:
        names = value if isinstance(value, tuple) and not isinstance(value, Cell) else _split(value)
        small, item = self.look.fits["small"], self._texts[place]
        x = span.x + theme.px(8) - (0 if span.frozen else shift)
        end = x + span.width - theme.px(12)
        for nth, name in enumerate(names[:CHIPS]):
            tone = span.column.tones.get(name, "grey")
            name = spoken(name)
            if not nth:  # a long word in another language: cut rather than gone
                name = small.elide(name, end - x - theme.px(16))
            wide = small.width(name) + theme.px(16)
            if x + wide > end:
                break
            for kind in ("image", "text"):
                used.add((kind, place, nth))
            image = self._extra("image", place, nth, not span.frozen, item)
            text = self._extra("text", place, nth, not span.frozen, image)
            self._set(image, image=shapes.pill(wide, theme.px(22), theme.color(f"{tone}_soft")))
            self._set(text, text=name, fill=theme.color(tone), font=small.font)
            middle = self.y + self.height // 2
            self.canvas.coords(image, x, middle)
            self.canvas.coords(text, x + theme.px(8), middle)
            x += wide + theme.px(6)

    def paint_group(self, texts: Sequence[str]) -> None:
        """Show a group head: code, title, note, and a figure at the right edge."""
        code, title, note, right = map(spoken, (*texts, "", "", "", "")[:4])
        self._blank_cells()
        sunken = theme.color("sunken")
        self._set(self.ground, fill=sunken)
        if self._cover:
            self._set(self._cover, fill=sunken)
        self._set(self.line, fill=theme.color("line"))
        self._set(self.bar, fill="")
        fits, middle, used = self.look.fits, self.y + self.height // 2, set()
        spans = [span for span in self.look.spans if span.index >= 0]
        first = spans[0].x + theme.px(8)
        second = spans[1].x + theme.px(8) if len(spans) > 1 and code else first
        x_note = second + fits["title"].width(title) + theme.px(8)
        x_right = self.look.width - theme.px(24) - fits["note"].width(right)
        parts = (
            (code, first, "title", "ink"),
            (title, second, "title", "ink"),
            (note, x_note, "note", "ink2"),
            (right, x_right, "note", "ink2"),
        )
        for nth, (text, x, font, ink) in enumerate(parts):
            key = ("text", -1, nth)
            item = self._extra(*key, False, self._cover or self.ground)
            used.add(key)
            self.canvas.coords(item, x, middle)
            self._set(item, text=text, fill=theme.color(ink), font=fits[font].font)
        self._hide_rare(used)


def _split(value: str) -> tuple[str, ...]:
    text = value.text if isinstance(value, Cell) else value
    if isinstance(text, Word):
        return text.parts if isinstance(text, Listed) else (text,)
    return tuple(part for part in text.replace("|", "、").split("、") if part)


def _anchor(span: Span) -> tuple[int, str]:
    pad = theme.px(8)
    if span.column.align == "e":
        return span.x + span.width - pad, "e"
    if span.column.align == "center":
        return span.x + span.width // 2, "center"
    return span.x + pad, "w"
