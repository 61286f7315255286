"""What stands at the edges of a building's picture: floors, counts, heads of units, sums; doors scroll under it."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import shapes, theme
from views.kit.text_fit import Fit

if TYPE_CHECKING:
    from views.state.building import Picture, Row, UnitHead
    from views.state.one_building import BuildingState

FIRST = 42  # design px before the second count ends: where the first does
UNDER = 20  # design px under the foot: the middle of the sums


class Edges:
    """Items on the canvas: pooled rows of (floor, count, people) and heads of (name, chip, head, sums)."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self.canvas = canvas
        self.picture: Picture | None = None
        self.state: BuildingState | None = None
        self._marked: int | None = None
        self._places: dict[int, tuple] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self._fits: dict[tuple[int, bool], Fit] = {}
        self._grounded: tuple = ()
        self._tags: tuple[str, ...] = ("down", "row")
        self._rows: list[tuple[int, int, int]] = []
        self._heads: list[tuple[int, int, int, int]] = []
        cover = {"width": 0, "tags": "cover"}
        self._sides = tuple(canvas.create_rectangle(0, 0, 0, 0, **cover) for _nth in range(2))
        self.lowest = self._sides[0]
        self._row_top = canvas.create_line(0, 0, 0, 0, state="hidden")  # heads and sums go over the floors from here
        self._ends = tuple(canvas.create_rectangle(0, 0, 0, 0, **cover) for _nth in range(2))
        self._foot = canvas.create_line(0, 0, 0, 0)
        self._corner_top = canvas.create_line(0, 0, 0, 0, state="hidden")  # the corners go over all
        self._corners = tuple(canvas.create_rectangle(0, 0, 0, 0, **cover) for _nth in range(4))
        self._words = tuple(canvas.create_text(0, 0, anchor="e") for _nth in range(5))

    def draw(self, picture: Picture, state: BuildingState) -> None:
        """Everything at the edges, for this picture."""
        self.picture, self.state = picture, state
        self._room_for(len(picture.rows), len(picture.heads))
        self._tags = ("down", "row", "side") if picture.rolls else ("down", "row")
        self._ground()
        canvas = self.canvas
        for slot, row in zip(self._rows, picture.rows, strict=False):
            self._put_row(slot, row)
        for slot in self._rows[len(picture.rows):]:
            self._places.pop(slot[0], None)
            for item in slot:
                canvas.itemconfigure(item, state="hidden")
        for slot, head in zip(self._heads, picture.heads, strict=False):
            self._put_head(slot, head)
        for slot in self._heads[len(picture.heads):]:
            self._places.pop(slot[0], None)
            for item in slot:
                canvas.itemconfigure(item, state="hidden")
        self.count()

    def _room_for(self, rows: int, heads: int) -> None:
        canvas, more = self.canvas, rows > len(self._rows) or heads > len(self._heads)
        for _nth in range(rows - len(self._rows)):
            self._rows.append(tuple(canvas.create_text(0, 0, anchor="e", tags=("down", "row")) for _part in range(3)))
        for _nth in range(heads - len(self._heads)):
            self._heads.append((canvas.create_text(0, 0, anchor="w", tags=("across", "head")),
                                canvas.create_image(0, 0, anchor="e", tags=("across", "head")),
                                canvas.create_text(0, 0, anchor="e", tags=("across", "head")),
                                canvas.create_text(0, 0, anchor="w", tags=("across", "head"))))
        if more:
            if self._rows:
                canvas.tag_lower("row", self._row_top)
            if self._heads:
                canvas.tag_lower("head", self._corner_top)

    def _ground(self) -> None:
        """What covers the doors that have scrolled away, and the line under the building."""
        canvas, picture = self.canvas, self.picture
        wide, high = picture.width, picture.height
        left, right, head, foot = picture.left - 1, wide - picture.right + 1, picture.head, picture.bottom(high)
        end, surface, line = min(picture.end, wide - picture.right), theme.color("surface"), theme.color("ink2")
        ground = (wide, high, left, right, head, foot, end, surface, line, bool(picture.rows))
        if ground == self._grounded:
            return  # the next building often stands as this one
        self._grounded = ground
        for item, box in zip((*self._sides, *self._ends, *self._corners), (
            (0, 0, left, high), (right, 0, wide, high), (0, 0, wide, head), (0, foot, wide, high),
            (0, 0, left, head), (right, 0, wide, head), (0, foot + 2, left, high), (right, foot + 2, wide, high),
        ), strict=True):
            canvas.coords(item, *box)
            canvas.itemconfigure(item, fill=surface)
        canvas.coords(self._foot, picture.left, foot, end, foot)
        canvas.itemconfigure(self._foot, fill=line, width=picture.px(2),
                             state="normal" if picture.rows else "hidden")

    def _put_row(self, slot: tuple[int, int, int], row: Row) -> None:
        call, name = self.canvas.tk.call, self.canvas._w
        y, font = row.y + self.picture.row // 2 - self.canvas.down, theme.font(12).name
        place = (y, font, self._tags, *self._across())
        if self._places.get(slot[0]) != place:  # the next building often stands as this one
            self._places[slot[0]] = place
            for item, x in zip(slot, place[3:], strict=True):
                call(name, "coords", item, x, y)
                call(name, "itemconfigure", item, "-font", font, "-state", "normal", "-tags", self._tags)
        self._write(slot[0], "" if row.floor is None else str(row.floor), theme.color("ink3"))

    def _write(self, item: int, text: str, fill: str) -> None:
        """A text of a row, told to Tk only when it differs."""
        if self._texts.get(item) != (text, fill):
            self._texts[item] = (text, fill)
            self.canvas.tk.call(self.canvas._w, "itemconfigure", item, "-text", text, "-fill", fill)

    def moved(self) -> None:
        """The canvas has scrolled: what stands where is known no more."""
        self._places.clear()

    def _across(self) -> tuple[int, int, int]:
        """Where floors, counts and people end."""
        picture = self.picture
        end = picture.width - picture.edge
        return (picture.left - picture.px(10), end - picture.px(FIRST), end)

    def _put_head(self, slot: tuple[int, int, int, int], head: UnitHead) -> None:
        canvas, picture = self.canvas, self.picture
        name, chip, words, sums = slot
        x, y, end = head.x - canvas.across, picture.head // 2, head.x + head.w - canvas.across
        bold, fit = theme.font(14, True), self._fit(14, True)
        title = say(N_("{number}单元"), number=head.number) if head.number else ""
        title = fit.elide(title, head.w)
        told_ways, gap = self.state.unit_head(head.unit)
        font, of_head = theme.font(12 if gap else 13), self._fit(12 if gap else 13)
        room = head.w - fit.width(title) - picture.px(30 if gap else 12)
        told = next((one for one in map(say, told_ways) if of_head.width(one) <= room), "")
        ink = theme.color("ink")
        place = (x, y, end, picture.bottom(picture.height), picture.rolls, title, told, gap, ink, bold.name)
        if self._places.get(name) == place:  # the next building often stands as this one
            return
        self._places[name] = place
        canvas.coords(name, x + picture.px(2), y)
        canvas.itemconfigure(name, text=title, font=bold, fill=ink, state="normal")
        for item in slot:  # a unit may have scrolled to the side
            canvas.itemconfigure(item, tags=("across", "head", "side") if picture.rolls else ("across", "head"))
        wide = of_head.width(told) + picture.px(18)
        canvas.coords(words, end - (picture.px(9) if gap else picture.px(2)), y)
        canvas.itemconfigure(words, text=told, font=font, fill=theme.color("amber" if gap else "ink2"), state="normal")
        canvas.coords(chip, end, y)
        if gap and told:
            pill = shapes.pill(wide, picture.px(22), theme.color("amber_soft"), ground=theme.color("surface"))
            canvas.itemconfigure(chip, image=pill, state="normal")
        else:
            canvas.itemconfigure(chip, state="hidden")
        canvas.coords(sums, x + picture.px(2), picture.bottom(picture.height) + picture.px(UNDER))
        canvas.itemconfigure(sums, font=theme.font(12), fill=theme.color("ink2"), state="normal")

    def count(self) -> None:
        """The counts of the layer that is seen now."""
        canvas, picture, state = self.canvas, self.picture, self.state
        labels = state.counted
        every: list[int] = [0, 0]
        some, none = theme.color("ink2"), theme.color("ink3")
        for slot, row in zip(self._rows, picture.rows, strict=False):
            counts = state.counts(row.doors) if labels else (0, 0)
            for nth, count in enumerate(counts):
                every[nth] += count
                text = (str(count) if count else "–") if labels and labels[nth] else ""
                self._write(slot[1 + nth], text, some if count else none)
        fit = self._fit(12)
        for slot, head in zip(self._heads, picture.heads, strict=False):
            told = [str(say(one)) for one in state.sums(head.unit)]
            chosen = next((one for one in told if fit.width(one) <= head.w), fit.elide(told[-1], head.w))
            canvas.itemconfigure(slot[3], text=chosen)
        self._corner_words(labels, every)
        marked, self._marked = self._marked, None
        self.mark(marked)

    def _corner_words(self, labels: tuple[str, str] | None, every: list[int]) -> None:
        canvas, picture = self.canvas, self.picture
        floors, first, second = self._across()
        top, under = picture.head // 2, picture.bottom(picture.height) + picture.px(UNDER)
        labels = labels or ("", "")
        sums = [str(one) if label else "" for one, label in zip(every, labels, strict=True)]
        shown = [(floors, top, N_("层") if picture.rows else "", "ink3", False),
                 (first, top, labels[0], "ink3", False), (second, top, labels[1], "ink3", False),
                 (first, under, sums[0], "ink2", True), (second, under, sums[1], "ink2", True)]
        for item, (x, y, words, tone, bold) in zip(self._words, shown, strict=True):
            canvas.coords(item, x, y)
            font = theme.font(12, bold)
            text = self._fit(12, bold).elide(words, picture.px(40))
            canvas.itemconfigure(item, text=text, font=font, fill=theme.color(tone))

    def _fit(self, size: int, bold: bool = False) -> Fit:
        """Measuring in a font, remembered; another scale has another font."""
        font = theme.font(size, bold)
        found = self._fits.get((size, bold))
        if found is None or found.font is not font:
            found = self._fits[size, bold] = Fit(font)
        return found

    def mark(self, row: int | None) -> None:
        """The floor and its counts beside the ring stand out."""
        if row == self._marked:
            return
        before, self._marked = self._marked, row
        for place, bold in ((before, False), (row, True)):
            if place is not None and place < len(self._rows):
                slot = self._rows[place]
                for item in slot:
                    self.canvas.itemconfigure(item, font=theme.font(12, bold))
                self._places.pop(slot[0], None)
                self._write(slot[0], self._texts.get(slot[0], ("", ""))[0], theme.color("ink" if bold else "ink3"))
