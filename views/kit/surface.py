"""Panels, labels and rules: plain Tk (20 times cheaper than CustomTkinter's), in the theme's colours.

Their geometry methods take design pixels, as CustomTkinter's do, so both kinds mix freely.
"""

from __future__ import annotations

import tkinter as tk

from center.words import spoken
from views.kit import icons, shapes, theme
from views.kit.line_break import break_lines

SLACK = 6  # px that a line may stay shorter than its place
_SIZES = ("padx", "pady", "ipadx", "ipady", "x", "y", "width", "height")


def _scaled(options: dict) -> dict:
    return {name: _device(value) if name in _SIZES else value for name, value in options.items()}


def _device(value):
    if isinstance(value, tuple):
        return tuple(theme.px(part) for part in value)
    return theme.px(value) if isinstance(value, (int, float)) else value


class Placed:
    """Geometry in design pixels, for widgets of plain Tk."""

    def pack(self, **options):
        """As Tk's, in design pixels."""
        tk.Pack.pack_configure(self, **_scaled(options))

    def grid(self, **options):
        """As Tk's, in design pixels."""
        tk.Grid.grid_configure(self, **_scaled(options))

    def place(self, **options):
        """As Tk's, in design pixels."""
        tk.Place.place_configure(self, **_scaled(options))


class Panel(Placed, tk.Frame):
    """A rectangle of one ground; `width`/`height` in design pixels fix its size. `ground` is a token."""

    def __init__(self, master: tk.Misc, ground: str | None = None, width: int = 0, height: int = 0):
        tk.Frame.__init__(self, master, bd=0, highlightthickness=0, width=theme.px(width), height=theme.px(height))
        self.ground = ground or ground_of(master)
        if width or height:
            self.pack_propagate(False)
            self.grid_propagate(False)
        theme.follow(self, self._paint)

    def set_ground(self, token: str) -> None:
        """Another ground (its labels follow by themselves only if they are told: see Label.on)."""
        self.ground = token
        self._paint()

    def _paint(self) -> None:
        # past the instance: CustomTkinter hangs a hook on a frame's configure that outlives its children
        tk.Frame.configure(self, bg=theme.color(self.ground))


class Label(Placed, tk.Label):
    """A text. `ink` is a token, `size` in design pixels; `wrap` breaks lines at that width (design px)."""

    def __init__(
        self,
        master: tk.Misc,
        text: str = "",
        size: int = 14,
        ink: str = "ink",
        bold: bool = False,
        *,
        wrap: int = 0,
        icon: str = "",
        icon_size: int = 18,
        ground: str | None = None,
        align: str = "w",
        cursor: str = "",
    ):
        tk.Label.__init__(
            self,
            master,
            font=theme.font(size, bold),
            bd=0,
            padx=0,
            pady=0,
            highlightthickness=0,
            anchor=align,
            cursor=cursor,
            justify={"w": "left", "e": "right", "center": "center"}[align],
        )
        self._font, self._wrap, self.text = theme.font(size, bold), theme.px(wrap), ""
        self._room, self._heeds = self._wrap, False
        self._heed()
        self.put(text)
        self.ink, self.ground, self.icon, self._icon_size = ink, ground or ground_of(master), icon, icon_size
        theme.follow(self, self._paint)

    def put(self, text: str) -> None:
        """Show another text; one of ours in the chosen language."""
        text = spoken(text)
        if self.text != text:
            self.text = text
            self._break()
            if self._wrap and 1 < self.winfo_width() < self.winfo_reqwidth():
                # the place may grow with the text; where it does not, the lines break at it
                self.winfo_toplevel().after_idle(lambda: self.winfo_exists() and self._squeezed(self.winfo_width()))

    def wrap_at(self, width: int) -> None:
        """Break lines at another width, design pixels; 0 for one line."""
        if theme.px(width) != self._wrap:
            self._wrap = self._room = theme.px(width)
            self._heed()
            self._break()

    def _heed(self) -> None:
        if self._wrap and not self._heeds:
            self._heeds = True
            tk.Misc.bind(self, "<Configure>", lambda event: self._squeezed(event.width), add="+")

    def _squeezed(self, width: int) -> None:
        """There is less room than it was made for, or more again: the lines break there."""
        over, room = self.winfo_reqwidth() - width, min(width, self._wrap)
        if width > 1 and over > 0 and self._room <= width:
            self._room -= over  # Tk sets a line of two scripts a little wider than it measures it
            self._break()
        elif width > 1 and (over > 0 or self._room < room - SLACK):
            self._room = room
            self._break()

    def _break(self) -> None:
        lines = break_lines(self.text, self._font.measure, self._room) if self._wrap else self.text
        tk.Label.configure(self, text=lines)

    def on(self, ground: str, ink: str | None = None) -> None:
        """Stand on another ground, perhaps in another ink."""
        self.ground, self.ink = ground, ink or self.ink
        self._paint()

    def _paint(self) -> None:
        options = {"bg": theme.color(self.ground), "fg": theme.color(self.ink)}
        if self.icon:
            options["image"] = icons.photo(self.icon, self._icon_size, self.ink)
            options["compound"] = "left"
        tk.Label.configure(self, **options)


class Rule(Placed, tk.Frame):
    """A one-pixel line, lying or `upright`."""

    def __init__(self, master: tk.Misc, upright: bool = False, tone: str = "line"):
        size = {"width": 1} if upright else {"height": 1}
        tk.Frame.__init__(self, master, bd=0, highlightthickness=0, **size)
        theme.follow(self, lambda: tk.Frame.configure(self, bg=theme.color(tone)))


class Chip(Placed, tk.Label):
    """A small pill with a word: a state, a tag. `tone` is one of theme.TONES."""

    def __init__(self, master: tk.Misc, text: str = "", tone: str = "grey"):
        tk.Label.__init__(self, master, bd=0, padx=0, pady=0, compound="center", font=theme.font(12))
        self._text, self._tone, self._ground = spoken(text), tone, ground_of(master)
        theme.follow(self, self._paint)

    def put(self, text: str, tone: str | None = None) -> None:
        """Another word, perhaps another tone."""
        self._text, self._tone = spoken(text), tone or self._tone
        self._paint()

    def _paint(self) -> None:
        width = theme.font(12).measure(self._text) + theme.px(18) if self._text else 1
        image = shapes.pill(width, theme.px(22), theme.color(f"{self._tone}_soft") if self._text else None)
        ground, ink = theme.color(self._ground), theme.color(self._tone)
        tk.Label.configure(self, text=self._text, image=image, bg=ground, fg=ink)


class Disc(Placed, tk.Label):
    """A round mark with one character: the first of a person's name."""

    def __init__(self, master: tk.Misc, text: str = "", size: int = 32, fill: str = "rail_selected", ink: str = "ink2"):
        tk.Label.__init__(
            self, master, text=text, bd=0, padx=0, pady=0, compound="center", font=theme.font(round(size * 0.42))
        )
        ground = ground_of(master)

        def paint() -> None:
            tk.Label.configure(self, image=shapes.disc(size, fill), bg=theme.color(ground), fg=theme.color(ink))

        theme.follow(self, paint)

    def put(self, text: str) -> None:
        """Another character."""
        tk.Label.configure(self, text=text)


def ground_of(widget: tk.Misc) -> str:
    """The ground token a widget stands on: its own, or that of the nearest panel around it."""
    while widget is not None:
        ground = getattr(widget, "ground", None)
        if isinstance(ground, str):
            return ground
        widget = widget.master
    return "surface"


def within(widget: tk.Misc) -> list[tk.Misc]:
    """The widget and everything in it."""
    return [widget, *(one for child in widget.winfo_children() for one in within(child))]
