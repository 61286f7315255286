"""What a zone of the case page is drawn with: a pen that collects texts, chips, rules and buttons in design pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from center.words import spoken
from views.kit import icons, shapes, theme
from views.kit.text_fit import Fit

Act = Callable[[], object]


class Box(NamedTuple):
    """A rectangle in device pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Spot(NamedTuple):
    """Something that the keys reach: `act()` on Enter or a click, `tip` where the pointer or the keys rest."""

    key: str
    box: Box
    act: Act | None
    tip: str = ""


class Fits:
    """The measured fonts of a window."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], Fit] = {}

    def of(self, size: int, bold: bool = False) -> Fit:
        """The widths of one font."""
        if (size, bold) not in self._known:
            self._known[size, bold] = Fit(theme.font(size, bold))
        return self._known[size, bold]


class Pen:
    """Draws from top to bottom; everything in design pixels, from the zone's left upper corner.

    `width` is the zone's, `warm` the key of what the pointer is over. After drawing, `high` is how far down it went.
    """

    def __init__(self, width: float, fits: Fits, warm: str = "") -> None:
        self.width, self.fits, self.warm, self.high = width, fits, warm, 0.0
        self.rects: list[tuple[tuple[int, int, int, int], str]] = []
        self.images: list[tuple[tuple[int, int], object, str]] = []
        self.texts: list[tuple[tuple[int, int], str, object, str, str]] = []
        self.spots: list[Spot] = []
        self.tips: list[Spot] = []

    def to(self, y: float) -> None:
        """Something stands down to here."""
        self.high = max(self.high, y)

    # ---- words
    def wide(self, words: str, size: int = 14, bold: bool = False) -> float:
        """How wide words are."""
        return self.fits.of(size, bold).width(words) / theme.scale()

    def text(self, x: float, y: float, words: str, size: int = 14, ink: str = "ink", *, bold: bool = False,
             anchor: str = "w", room: float = 0, tip: str = "") -> float:
        """One line, its middle at `y`; cut to `room` with the whole as a tip. Returns its width."""
        fit = self.fits.of(size, bold)
        whole = spoken(words)
        shown = fit.elide(whole, theme.px(room)) if room else whole
        self.texts.append(((theme.px(x), theme.px(y)), shown, theme.font(size, bold), theme.color(ink), anchor))
        wide = fit.width(shown) / theme.scale()
        if shown != whole or tip:
            left = x - (wide if anchor == "e" else wide / 2 if anchor == "center" else 0)
            self.tips.append(Spot("", self.box(left, y - 11, wide, 22), None, tip or whole))
        self.to(y + size)
        return wide

    def lines(self, x: float, y: float, words: str, room: float, size: int = 14, ink: str = "ink", most: int = 9,
              step: float = 21) -> float:
        """Words over several lines; returns the height they took."""
        broken = _broken(words, room, size)
        for nth, line in enumerate(broken[:most]):
            last = nth == most - 1 and len(broken) > most
            self.text(x, y + nth * step, line + ("…" if last else ""), size, ink, tip=spoken(words) if last else "")
        return min(len(broken), most) * step

    def height_of(self, words: str, room: float, size: int = 14, step: float = 21) -> float:
        """The height that `lines` takes for all of the words."""
        return len(_broken(words, room, size)) * step

    def chip(self, x: float, y: float, words: str, tone: str = "grey", right: bool = False, icon: str = "") -> float:
        """A small pill with a word, from `x` on (`right`: up to it). Returns its width."""
        wide = self.wide(words, 12) + 18 + (16 if icon else 0)
        left = x - wide if right else x
        image = shapes.pill(theme.px(wide), theme.px(22), theme.color(f"{tone}_soft"))
        self.images.append(((theme.px(left), theme.px(y - 11)), image, "nw"))
        if icon:
            self.icon(left + 8, y, icon, 13, tone)
        self.text(left + wide / 2 + (8 if icon else 0), y, words, 12, tone, anchor="center")
        return wide

    # ---- shapes
    def rect(self, left: float, top: float, right: float, bottom: float, tone: str) -> None:
        """A filled rectangle; at least one device pixel."""
        x, y = theme.px(left), theme.px(top)
        self.rects.append(((x, y, max(x + 1, theme.px(right)), max(y + 1, theme.px(bottom))), theme.color(tone)))
        self.to(bottom)

    def rule(self, y: float, left: float = 0, right: float | None = None, tone: str = "line") -> None:
        """A thin line across, from `left` to `right` (the zone's width)."""
        x, at = theme.px(left), theme.px(y)
        end = theme.px(self.width if right is None else right)
        self.rects.append(((x, at, end, at + 1), theme.color(tone)))
        self.to(y + 1)

    def icon(self, x: float, y: float, name: str, size: int = 16, ink: str = "ink2") -> None:
        """An icon, its left edge at `x` and its middle at `y`."""
        self.images.append(((theme.px(x), theme.px(y)), icons.photo(name, size, ink), "w"))

    def disc(self, x: float, y: float, size: int, tone: str, line: str = "") -> None:
        """A filled circle (or with a `line` of another tone), its left edge at `x`, its middle at `y`."""
        device = theme.px(size)
        image = shapes.pill(device, device, theme.color(tone), theme.color(line) if line else None,
                            line_width=theme.px(1.2))
        self.images.append(((theme.px(x), theme.px(y)), image, "w"))

    # ---- what the keys reach
    def box(self, x: float, y: float, wide: float, high: float) -> Box:
        """A rectangle in device pixels."""
        return Box(theme.px(x), theme.px(y), theme.px(x + wide), theme.px(y + high))

    def spot(self, key: str, box: Box, act: Act | None, tip: str = "") -> None:
        """The keys and the pointer reach this."""
        self.spots.append(Spot(key, box, act, tip))

    def button(self, x: float, y: float, words: str, act: Act, key: str, *, icon: str = "", after: str = "",
               rank: str = "secondary", high: float = 30, right: bool = False, tip: str = "") -> float:
        """A button, its middle at `y`; `after` is an icon behind the words. Returns its width."""
        small = 13 if high < 32 else 14
        wide = self.wide(words, small) + (24 if high < 32 else 32) + (22 if icon else 0) + (20 if after else 0)
        left = x - wide if right else x
        primary, warm = rank == "primary", self.warm == key
        fill = ("accent_hover" if warm else "accent") if primary else "hover" if warm else "surface"
        image = shapes.pill(theme.px(wide), theme.px(high), theme.color(fill),
                            None if primary else theme.color("line_strong"), theme.px(7))
        self.images.append(((theme.px(left), theme.px(y - high / 2)), image, "nw"))
        ink, at = "on_accent" if primary else "ink", left + (12 if high < 32 else 16)
        if icon:
            self.icon(at, y, icon, 16, "on_accent" if primary else "ink2")
            at += 22
        at += self.text(at, y, words, small, ink)
        if after:
            self.icon(at + 8, y, after, 14, "ink2")
        self.spot(key, self.box(left, y - high / 2, wide, high), act, tip)
        self.to(y + high / 2)
        return wide

    def link(self, x: float, y: float, words: str, act: Act, key: str, *, icon: str = "", after: str = "",
             tip: str = "") -> None:
        """A word that acts, its right edge at `x`."""
        wide = self.wide(words, 13) + (20 if icon else 0) + (18 if after else 0)
        ink = "accent_ink" if self.warm == key else "ink2"
        left = x - wide
        if icon:
            self.icon(left, y, icon, 15, ink)
        self.text(left + (20 if icon else 0), y, words, 13, ink)
        if after:
            self.icon(x - 15, y, after, 15, ink)
        self.spot(key, self.box(left - 6, y - 12, wide + 12, 24), act, tip)


def _broken(words: str, room: float, size: int) -> list[str]:
    from views.kit.line_break import break_lines

    return break_lines(spoken(words), theme.font(size).measure, theme.px(room)).split("\n")
