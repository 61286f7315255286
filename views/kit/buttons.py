"""Buttons and links: three ranks, an icon, the keyboard's ring."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import customtkinter as ctk

from center.words import spoken
from views.kit import icons, theme
from views.kit.focus import RING, focusable
from views.kit.surface import Placed, ground_of

_RANKS = {
    # rank: (ground, hover, ink, icon ink, border)
    "primary": ("accent", "accent_hover", "on_accent", "on_accent", 0),
    "secondary": ("", "hover", "ink", "ink2", 1),
    "quiet": ("", "hover", "ink2", "ink2", 0),
    "danger": ("", "red_soft", "red", "red", 1),
}
OFF_INK = "ink2"  # words of a primary button that is off


class Button(ctk.CTkButton):
    """A button of rank primary (one per page), secondary, quiet or danger.

    `icon` is a Lucide name; without text it is a square button, which needs a `tip`.
    """

    def __init__(
        self,
        master: tk.Misc,
        text: str = "",
        act: Callable[[], object] | None = None,
        *,
        rank: str = "secondary",
        icon: str = "",
        width: int = 0,
        height: int = 34,
        tip: str = "",
    ):
        text = spoken(text)
        fill, hover, ink, icon_ink, border = _RANKS[rank]
        ground = theme.pair(ground_of(master))
        self._rank_fill = theme.pair(fill) if fill else ground
        self._icon, self._icon_ink = icon, icon_ink
        super().__init__(
            master,
            text=text,
            command=act,
            width=width or _natural_width(text, icon, height),
            height=height,
            corner_radius=7,
            font=theme.ctk_font(14),
            image=icons.image(icon, 16, icon_ink) if icon else None,
            fg_color=self._rank_fill,
            bg_color=ground,
            hover_color=theme.pair(hover),
            text_color=theme.pair(ink),
            text_color_disabled=theme.pair(OFF_INK if rank == "primary" else "ink3"),
            border_width=border,
            border_color=theme.pair("line_strong"),
            border_spacing=4,
        )
        focusable(self, self.invoke, "ink" if rank == "primary" else RING)  # red on red is no ring
        if tip:
            from views.kit import tooltip

            tooltip.attach(self._canvas, tip)

    def destroy(self) -> None:
        """A picture of CustomTkinter's remembers every button that shows it, and so its whole page: it forgets it."""
        if isinstance(self._image, ctk.CTkImage):
            self._image.remove_configure_callback(self._update_image)
        super().destroy()

    def enable(self, on: bool) -> None:
        """Greyed buttons say why in their tip, or beside them."""
        self.configure(state="normal" if on else "disabled")
        if self._rank_fill == theme.pair("accent"):
            # grey words on red cannot be read: while it is off the button stands back, and its icon with it
            self.configure(fg_color=self._rank_fill if on else theme.pair("line"))
            if self._icon:
                self.configure(image=icons.image(self._icon, 16, self._icon_ink if on else OFF_INK))


def _natural_width(text: str, icon: str, height: int) -> int:
    """Design pixels: room for the words, an icon and 16 at both sides; square without words."""
    if not text:
        return height + 2
    words = theme.font(14).measure(text) / theme.scale()
    return round(words + 32 + (24 if icon else 0))


class Link(Placed, tk.Label):
    """A word in the text that acts; Tab reaches it, focus underlines it."""

    def __init__(self, master: tk.Misc, text: str, act: Callable[[], object], size: int = 13):
        tk.Label.__init__(
            self, master, text=spoken(text), bd=0, padx=0, pady=0, cursor="hand2", takefocus=1, font=theme.font(size)
        )
        self.act, ground = act, ground_of(master)
        self._plain = theme.font(size)
        self._underlined = self._plain.copy()
        self._underlined.configure(underline=True)
        for sequence in ("<ButtonRelease-1>", "<space>", "<Return>"):
            self.bind(sequence, self._fire)
        for sequence, font in (("<Enter>", 1), ("<FocusIn>", 1), ("<Leave>", 0), ("<FocusOut>", 0)):
            self.bind(sequence, lambda _event, on=font: self.configure(font=self._underlined if on else self._plain))
        theme.follow(self, lambda: tk.Label.configure(self, bg=theme.color(ground), fg=theme.color("accent_ink")))

    def _fire(self, _event: tk.Event) -> str:
        self.act()
        return "break"
