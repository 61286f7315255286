"""The column in the middle that welcome, set-up, recovery key and signing in share."""

from __future__ import annotations

import tkinter as tk

from center.words import N_, say
from views.kit import icons, shapes, theme
from views.kit.controls import Label, Panel
from views.kit.scroller import Scroller

WIDTH = 460


class Front(Panel):
    """A page before signing in: the mark, a title, a sentence; put things into `.inside`."""

    def __init__(self, root: tk.Misc, title: str, words: str = "", width: int = WIDTH) -> None:
        super().__init__(root, "surface")
        self.width = width
        self._scroller = Scroller(self)
        self._scroller.pack(fill="both", expand=True)
        self._scroller.inside.columnconfigure(0, weight=1)
        self.inside = Panel(self._scroller.inside)
        self.inside.grid(row=0, column=0, pady=(20, 16))
        Panel(self.inside, width=width, height=1).pack()
        mark = tk.Label(self.inside, bd=0, padx=0, pady=0, compound="center", anchor="w")
        mark.pack(anchor="w")

        def paint() -> None:
            tile = shapes.pill(theme.px(44), theme.px(44), theme.color("accent"), radius=theme.px(10))
            mark.configure(image=tile, bg=theme.color("surface"))
            heart.configure(image=icons.photo("heart-handshake", 26, "on_accent"), bg=theme.color("accent"))

        heart = tk.Label(mark, bd=0, padx=0, pady=0)
        heart.place(relx=0.5, rely=0.5, anchor="center")
        theme.follow(self, paint)
        Label(self.inside, title, 22, bold=True, wrap=width).pack(fill="x", pady=(12, 0))
        if words:
            Label(self.inside, words, 14, "ink2", wrap=width).pack(fill="x", pady=(8, 0))
        self.error = Label(self.inside, "", 13, "red", wrap=width)

    def say(self, words: str, before: tk.Misc | None = None) -> None:
        """A sentence in red; '' takes it away."""
        self.error.put(words)
        if not words:
            self.error.pack_forget()
        elif before is not None:
            self.error.pack(fill="x", pady=(4, 8), before=before)
        else:
            self.error.pack(fill="x", pady=(4, 8))


def working(front: Front, on: bool, button, words: str, idle: str) -> None:
    """Say on the button itself that something is being done, and take no second click."""
    button.configure(text=words if on else idle)
    button.enable(not on)
    front.configure(cursor="watch" if on else "")


WORKING = N_("正在处理……")


def busy_words() -> str:
    """What a pressed button says."""
    return say(WORKING)
