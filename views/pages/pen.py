"""The pen that writes down a `Flow`: paragraphs, headings, facts, chips, links, points of a time line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from center.words import spoken
from views.kit import icons, shapes, theme
from views.kit.text_fit import Fit
from views.pages.breaking import broken

if TYPE_CHECKING:
    from views.pages.flow import Flow

LABEL = 104  # design px: width of the label column


class Pen:
    """Writes downwards. Sizes are design pixels; `y` is where it stands, in device pixels."""

    def __init__(self, canvas: Flow, width: int) -> None:
        self.canvas, self.width = canvas, width
        self.left, self.right = theme.px(canvas.pad), width - theme.px(canvas.pad)
        self.y = 0

    # ---- paper
    def space(self, size: int) -> None:
        """Move down."""
        self.y += theme.px(size)

    def rule(self, edge: bool = True) -> None:
        """A line from edge to edge (or from margin to margin)."""
        left, right = (0, self.width) if edge else (self.left, self.right)
        self.canvas.create_rectangle(left, self.y, right, self.y + 1, fill=theme.color("line"), width=0)
        self.y += 1

    def band(self, top: int, token: str = "sunken", bar: bool = False) -> None:
        """Colour everything from device height `top` down to here, under what was written."""
        band = self.canvas.create_rectangle(0, top, self.width, self.y, fill=theme.color(token), width=0)
        self.canvas.tag_lower(band)
        if bar:
            self.canvas.create_rectangle(0, top, theme.px(3), self.y, fill=theme.color("accent"), width=0)

    # ---- words
    def text(
        self, words: str, size: int = 14, ink: str = "ink", bold: bool = False, indent: int = 0, right: int = 0
    ) -> int:
        """A paragraph, wrapped at the right margin; returns the item."""
        x, face = self.left + theme.px(indent), theme.font(size, bold)
        lines = broken(spoken(words), max(1, self.right - x - theme.px(right)), Fit(face).width)
        item = self.canvas.create_text(x, self.y, anchor="nw", text=lines, font=face, fill=theme.color(ink))
        self.y = self.canvas.bbox(item)[3]
        return item

    def heading(self, words: str, note: str = "") -> None:
        """A small heading with a note at the right."""
        self.canvas.create_text(
            self.left, self.y, anchor="nw", text=spoken(words), font=theme.font(13), fill=theme.color("ink3")
        )
        if note:
            self.canvas.create_text(
                self.right, self.y + theme.px(2), anchor="ne", text=note, font=theme.font(12), fill=theme.color("ink3")
            )
        self.space(24)

    def fact(
        self,
        label: str,
        value: str,
        act: Callable[[], object] | None = None,
        word: str = "",
        ink: str = "ink",
        strong: bool = False,
    ) -> None:
        """A label, a value that wraps, and perhaps a word at the right that acts."""
        label, value, word = spoken(label), spoken(value), spoken(word)
        top, room = self.y, self.right - self.left - theme.px(LABEL)
        font = theme.font(13)
        if word:
            room -= font.measure(word) + theme.px(10)
        shown = broken(label, theme.px(LABEL - 8), Fit(font).width)  # never cut: two lines where one is too short
        named = self.canvas.create_text(
            self.left, top + theme.px(1), anchor="nw", text=shown, font=font, fill=theme.color("ink3")
        )
        x, font = self.left + theme.px(LABEL), theme.font(14, strong)
        if strong and font.measure(value) > room:
            font = theme.font(14)  # a number is read and copied in one line
        ink = theme.color(ink)
        item = self.canvas.create_text(x, top, anchor="nw", text=value, width=max(1, room), font=font, fill=ink)
        bottom = max(self.canvas.bbox(item)[3], self.canvas.bbox(named)[3])
        if word and act:
            self._word(word, self.right, top, act, anchor="ne")
        self.y = max(bottom, top + theme.px(21)) + theme.px(9)

    def pair(
        self, left: str, right: str, act: Callable[[], object] | None = None, dot: str = "", ink: str = "ink"
    ) -> None:
        """A line with a word at each end; with `act` the right one is a link, `dot` is a colour token before it."""
        left, right = spoken(left), spoken(right)
        x = self.left
        if dot:
            middle = self.y + theme.px(10)
            self.canvas.create_image(x, middle, anchor="w", image=shapes.disc(8, dot))
            x += theme.px(16)
        font, ink = theme.font(14), theme.color(ink)
        words = broken(left, self.right - x - font.measure(right) - theme.px(12), Fit(font).width)
        self.canvas.create_text(x, self.y, anchor="nw", text=words, font=font, fill=ink)
        if act:
            self._word(right, self.right, self.y, act, anchor="ne", size=14, ink="ink", dotted=True)
        else:
            self.canvas.create_text(self.right, self.y, anchor="ne", text=right, font=font, fill=ink)
        self.y += theme.px(29) + font.metrics("linespace") * words.count("\n")

    def source(self, name: str, value: str, words: str) -> None:
        """An official number: name, value at the right; `words` say where it comes from, to pointer and keys."""
        top = self.y
        self.pair(name, value)
        box = (self.left, top, self.right, self.y - theme.px(8))
        items = self.canvas.find_enclosed(self.left - 2, top - 2, self.right + 2, self.y)
        line = self.canvas.create_line(
            self.left, box[3], self.right, box[3], dash=(1, 2), fill=theme.color("line_strong")
        )
        place = self.canvas.links()
        self.canvas.link(lambda: self.canvas.tell(place), box, *items, line, tip=words)

    def link(self, words: str, act: Callable[[], object], size: int = 13) -> None:
        """A line that acts."""
        self._word(words, self.left, self.y, act, anchor="nw", size=size)
        self.space(size + 12)

    def words(self, words: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Small words in a row that act."""
        x = self.left
        for word, act in words:
            self._word(word, x, self.y, act, anchor="nw", size=12, ink="ink2")
            x += theme.font(12).measure(spoken(word)) + theme.px(14)
        self.space(19)

    def entry(self, words: str, word: str, act: Callable[[], object]) -> None:
        """A wrapped line with a word at the right that acts."""
        word = spoken(word)
        top, room = self.y, round(theme.font(13).measure(word) / theme.scale()) + 14
        self.text(words, 13, "ink", right=room)
        bottom = self.y
        self._word(word, self.right, top, act, anchor="ne")
        self.y = bottom + theme.px(9)

    def chips(self, words: Sequence[tuple[str, str]]) -> None:
        """Pills of (word, tone), wrapped."""
        font, high, x = theme.font(12), theme.px(22), self.left
        for word, tone in [(spoken(word), tone) for word, tone in words]:
            wide = font.measure(word) + theme.px(18)
            if x + wide > self.right and x > self.left:
                x, self.y = self.left, self.y + high + theme.px(6)
            self.canvas.create_image(x, self.y, anchor="nw", image=shapes.pill(wide, high, theme.color(f"{tone}_soft")))
            self.canvas.create_text(x + wide // 2, self.y + high // 2, text=word, font=font, fill=theme.color(tone))
            x += wide + theme.px(6)
        self.y += high

    def event(self, what: str, when: str, detail: str, first: bool, last: bool) -> None:
        """One point of a time line; a long `what` goes on below."""
        x, middle = self.left + theme.px(5), self.y + theme.px(10)
        tone = "red_line" if first else "line_strong"
        top, left = self.y, self.left + theme.px(21)
        beside = Fit(theme.font(12)).width(when) + theme.px(12) if when else 0
        lines = broken(spoken(what), max(1, self.right - left - beside), Fit(theme.font(14)).width)
        told = self.canvas.create_text(
            left, top, anchor="nw", text=lines, font=theme.font(14), fill=theme.color("ink")
        )
        self.canvas.create_text(
            self.right, top + theme.px(2), anchor="ne", text=when, font=theme.font(12), fill=theme.color("ink3")
        )
        self.y = max(top + theme.px(22), self.canvas.bbox(told)[3] + theme.px(3))
        if detail:
            self.text(detail, 12, "ink2", indent=21)
        self.space(12)
        if not last:
            line = self.canvas.create_rectangle(
                x, middle, x + 1, self.y + theme.px(10), fill=theme.color("line"), width=0
            )
            self.canvas.tag_lower(line)
        if first:
            self.canvas.create_image(x + 1, middle, image=shapes.disc(9, tone))
        else:
            side = theme.px(9)
            ring = shapes.pill(side, side, theme.color(self.canvas.ground), theme.color(tone))
            self.canvas.create_image(x + 1, middle, image=ring)

    def disc(self, words: str, title: str, subtitle: str) -> None:
        """The round mark of a person with her name beside it."""
        size, top = theme.px(52), self.y
        self.canvas.create_image(self.left, top, anchor="nw", image=shapes.disc(52, "accent_soft"))
        self.canvas.create_text(
            self.left + size // 2, top + size // 2, text=words, font=theme.font(20), fill=theme.color("accent_ink")
        )
        x = self.left + size + theme.px(14)
        name = Fit(theme.font(19, True)).elide(spoken(title), self.right - x)
        self.canvas.create_text(
            x, top + theme.px(2), anchor="nw", text=name, font=theme.font(19, True), fill=theme.color("ink")
        )
        note = Fit(theme.font(13)).elide(spoken(subtitle), self.right - x)
        self.canvas.create_text(
            x, top + theme.px(31), anchor="nw", text=note, font=theme.font(13), fill=theme.color("ink3")
        )
        self.y = top + size

    def problem(self, address: str, tone: str, title: str, who: str, words: str) -> None:
        """A chip with a cell's address, a title, a name at the right, a sentence under them."""
        font, top = theme.font(12, True), self.y
        wide, high = font.measure(address) + theme.px(14), theme.px(22)
        pill = shapes.pill(wide, high, theme.color(f"{tone}_soft"), radius=theme.px(5))
        self.canvas.create_image(self.left, top, anchor="nw", image=pill)
        self.canvas.create_text(self.left + wide // 2, top + high // 2, text=address, font=font, fill=theme.color(tone))
        x = self.left + max(wide, theme.px(36)) + theme.px(10)
        name = self.canvas.create_text(
            self.right, top + theme.px(2), anchor="ne", text=who, font=theme.font(13), fill=theme.color("ink3")
        )
        room = self.canvas.bbox(name)[0] - x - theme.px(8)
        shown = Fit(theme.font(14, True)).elide(spoken(title), room)
        self.canvas.create_text(x, top, anchor="nw", text=shown, font=theme.font(14, True), fill=theme.color("ink"))
        self.y = top + theme.px(24)
        indent = round((x - self.left) / theme.scale())
        self.text(words, 13, "ink2", indent=indent)

    def division(self, above: str, below: str, share: str, ink: str = "ink") -> None:
        """A large `24 ÷ 28 = 85.7%`; without `below` only the number."""
        x, font, bold = self.left, theme.font(20), theme.font(20, True)
        parts = [
            (above, font, "ink"),
            ("÷", font, "ink3"),
            (below, font, "ink"),
            ("=", font, "ink3"),
            (share, bold, ink),
        ]
        for word, face, tone in parts if below else [(above, bold, ink)]:
            self.canvas.create_text(x, self.y, anchor="nw", text=word, font=face, fill=theme.color(tone))
            x += face.measure(word) + theme.px(12)
        self.y += font.metrics("linespace")

    def area(self, top: int, act: Callable[[], object], tip: str = "") -> None:
        """Everything from device height `top` down to here acts."""
        cover = self.canvas.create_rectangle(0, top, self.width, self.y, fill=theme.color(self.canvas.ground), width=0)
        self.canvas.tag_lower(cover)
        inside = self.canvas.find_enclosed(-1, top - 1, self.width + 1, self.y + 1)
        self.canvas.link(act, (self.left, top + 4, self.right, self.y - 4), cover, *inside, tip=tip)

    def middle(self, words: str) -> None:
        """A quiet sentence in the middle."""
        item = self.canvas.create_text(
            self.width // 2,
            self.y,
            anchor="n",
            text=spoken(words),
            font=theme.font(13),
            fill=theme.color("ink3"),
            width=self.right - self.left,
            justify="center",
        )
        self.y = self.canvas.bbox(item)[3]

    def icon(self, name: str, ink: str = "ink3") -> None:
        """An icon in the middle of the line, for empty panes."""
        self.canvas.create_image(self.width // 2, self.y, image=icons.photo(name, 32, ink))
        self.space(30)

    def _word(
        self,
        word: str,
        x: int,
        y: int,
        act: Callable[[], object],
        anchor: str,
        size: int = 13,
        ink: str = "accent_ink",
        dotted: bool = False,
    ) -> None:
        word = spoken(word)
        item = self.canvas.create_text(x, y, anchor=anchor, text=word, font=theme.font(size), fill=theme.color(ink))
        box = self.canvas.bbox(item)
        items = [item]
        if dotted:
            items.append(self.canvas.create_line(box[0], box[3], box[2], box[3], dash=(1, 2), fill=theme.color("ink3")))
        self.canvas.link(act, box, *items)
