"""The doors of a building's picture as canvas items: made once, refilled; only what differs is told to Tk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PIL import ImageTk

from center.words import spoken
from views.kit import shapes, theme
from views.kit.text_fit import Fit
from views.state.building import Box, Picture

if TYPE_CHECKING:
    from views.pages.building_canvas import BuildingCanvas

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
CORNER, INSIDE = 5, 8  # design px


class Doors:
    """Of each door a pill, its number and a word, of each unit a frame and a corridor; under the item `below`."""

    def __init__(self, canvas: BuildingCanvas, below: int, ring: int) -> None:
        self.canvas, self._below, self._ring = canvas, below, ring
        self.picture: Picture | None = None
        self.used: dict[int, int] = {}  # door → slot
        self._slots: list[tuple[int, int, int]] = []
        self._frames: list[tuple[int, int]] = []
        self._looks: Mapping[int, tuple[str, str]] = {}
        self._fits: dict[int, Fit] = {}
        self._places: dict[int, tuple] = {}  # of the doors as they are drawn, by their slots
        self._drawn: dict[int, tuple] = {}
        self._grounds: dict[tuple[str, int, int], tuple[ImageTk.PhotoImage, str]] = {}
        self._fitted: dict[tuple[str, str, int, bool], tuple[str, str]] = {}
        self._inside, self._shown, self._tags = 0, 0, ("doors",)

    def draw(self, picture: Picture, looks: Mapping[int, tuple[str, str]]) -> None:
        """Put every door to its place and fill it; `looks` are (tone, word) by door."""
        self.picture, self._looks = picture, looks
        self._room_for(len(picture.boxes), len(picture.heads))
        self.used = {box.door: nth for nth, box in enumerate(picture.boxes)}
        number, word = theme.font(12 if picture.bare else 13).name, theme.font(12).name
        self._inside, self._tags = picture.px(INSIDE), ("doors", "side") if picture.rolls else ("doors",)
        for nth, box in enumerate(picture.boxes):
            self._put(nth, box, number, word)
        for nth in range(len(picture.boxes), self._shown):
            self._hide(nth)
        self._shown = len(picture.boxes)
        self._draw_frames()

    def recolour(self, looks: Mapping[int, tuple[str, str]]) -> None:
        """Other tones and words of the same doors."""
        self._looks = looks
        for nth, box in enumerate(self.picture.boxes):
            self._colour(nth, box)

    def bold(self, box: Box, on: bool) -> None:
        """The door with the ring stands out."""
        nth = self.used[box.door]
        self.canvas.itemconfigure(self._slots[nth][1], font=theme.font(12 if self.picture.bare else 13, on))
        self.canvas.itemconfigure(self._slots[nth][2], font=theme.font(12, on))
        self._places.pop(nth, None)

    def word_of(self, door: int) -> str:
        """The word that is drawn at a door's right."""
        return self._drawn[self.used[door]][3]

    def moved(self) -> None:
        """The canvas has scrolled: what stands where is known no more."""
        self._places.clear()

    def forget(self) -> None:
        """Light or dark: nothing is as it was drawn."""
        for kept in (self._grounds, self._drawn, self._fitted):
            kept.clear()

    def _room_for(self, doors: int, units: int) -> None:
        """Items for so many doors and units; they stand under the edges and the ring."""
        more = doors > len(self._slots) or units > len(self._frames)
        canvas = self.canvas
        call, name = canvas.tk.call, canvas._w
        for _nth in range(units - len(self._frames)):
            self._frames.append(tuple(canvas.create_line(0, 0, 0, 0, tags=("doors", "frame")) for _part in range(2)))
        for _nth in range(doors - len(self._slots)):
            self._slots.append((
                int(call(name, "create", "image", 0, 0, "-anchor", "nw", "-tags", "doors")),
                int(call(name, "create", "text", 0, 0, "-anchor", "w", "-tags", "doors")),
                int(call(name, "create", "text", 0, 0, "-anchor", "e", "-tags", "doors"))))
        if more:
            canvas.tag_lower("doors", self._below)
            canvas.tag_lower("frame")
            canvas.tag_raise(self._ring, self._slots[-1][-1] if self._slots else "frame")

    def _put(self, nth: int, box: Box, number: str, word: str) -> None:
        slot, call, name = self._slots[nth], self.canvas.tk.call, self.canvas._w
        tags, canvas = self._tags, self.canvas
        place = (box.x - canvas.across, box.y - canvas.down, box.w, box.h, number, word, tags)
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
        look = (image, ink, *self._words(box, word if type(word) is str else str(spoken(word))))
        before, slot, call, name = self._drawn.get(nth), self._slots[nth], self.canvas.tk.call, self.canvas._w
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
            self.canvas.itemconfigure(item, state="hidden")

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
        canvas, picture = self.canvas, self.picture
        dx, dy = canvas.across, canvas.down
        for nth, (frame, stairs) in enumerate(self._frames):
            if nth >= len(picture.heads):
                for item in (frame, stairs):
                    self.canvas.itemconfigure(item, state="hidden")
                continue
            head = picture.heads[nth]
            left, right, top, foot = head.x - dx, head.x + head.w - dx, head.top - dy, head.foot - dy
            self.canvas.coords(frame, left, foot, left, top, right, top, right, foot)
            self.canvas.itemconfigure(frame, fill=theme.color("line_strong"), state="normal")
            self.canvas.itemconfigure(stairs, fill=theme.color("line"), state="normal" if head.middle else "hidden")
            if head.middle:
                self.canvas.coords(stairs, *self._stairs(head.middle - dx, head.top - dy, head.end - dy))

    def _stairs(self, x: int, top: int, end: int) -> list[int]:
        """A line down the middle with a landing to both doors on every floor."""
        arm, half, points = self.picture.px(4), self.picture.row // 2, [x, top]
        for y in range(top + half, end, self.picture.row):
            points += [x, y, x - arm, y, x + arm, y, x, y]
        return [*points, x, end]
