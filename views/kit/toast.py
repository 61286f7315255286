"""Short notes at the bottom: what was done, with 撤销 beside it. Never for errors that need an act.

What a note that stays offers, and its closing, are reached with Tab, last on the page.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import spoken
from views.kit import cover, icons, theme
from views.kit.focus import focused
from views.kit.surface import Panel

STAY = 4000  # ms
MOST = 3
GAP = 8  # design px between two notes
WRAP = 560  # design px: how wide a note that stays may be


class Toast(Panel):
    """One note; use `show`."""

    def __init__(self, root: tk.Misc, text: str, action: str, act: Callable[[], object] | None, stays: bool):
        super().__init__(root, "ink")
        self._words = tk.Label(self, text=spoken(text), bd=0)
        self._words.pack(side="left", padx=theme.px(16), pady=theme.px(10))
        self._action = None
        if action and act:
            self._action = self._part(stays, lambda: (self.go(), act()), text=spoken(action))
            self._action.pack(side="left", padx=(0, theme.px(16)))
        self._close = self._part(True, self.go) if stays else None
        if self._close:
            self._close.pack(side="right", padx=(0, theme.px(12)))
            self._words.configure(wraplength=theme.px(WRAP), justify="left")
        theme.follow(self, self._paint_words)
        self.stays, self.about = stays, ""
        self._timer = "" if stays else self.after(STAY, self.go)
        self._before = focused(root)  # the keys go back there when they are in the note
        self.gone: Callable[[Toast], object] = lambda _toast: None

    def _part(self, stop: bool, act: Callable[[], object], **options) -> tk.Label:
        """Something to press in the note; `stop`: by Tab and Enter too."""
        ring = theme.px(2) if stop else 0
        made = tk.Label(self, bd=0, cursor="hand2", takefocus=stop, highlightthickness=ring, **options)
        for sequence in ("<ButtonRelease-1>", "<Return>", "<KP_Enter>", "<space>"):
            made.bind(sequence, lambda _event: act())
        return made

    def _paint_words(self) -> None:
        ground = theme.color("ink")
        self._words.configure(bg=ground, fg=theme.color("surface"), font=theme.font(14))
        if self._action:
            self._action.configure(bg=ground, fg=theme.color("accent_soft"), font=theme.font(14, True))
        for part in (self._action, self._close):
            if part:
                part.configure(highlightbackground=ground, highlightcolor=theme.color("accent_soft"))
        if self._close:
            self._close.configure(bg=ground, image=icons.photo("x", 16, "surface"))

    def go(self) -> None:
        """Leave."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        self.gone(self)
        at = focused(self)
        self.destroy()
        before = self._before if at is not None and at in (self._action, self._close) else None
        if before is not None and before.winfo_exists():
            before.focus_set()


def show(
    window: tk.Misc,
    text: str,
    action: str = "",
    act: Callable[[], object] | None = None,
    *,
    about: str = "",
    stays: bool = False,
) -> Toast:
    """Show a note for four seconds, or (`stays`) until it is closed; the oldest of more than three leaves at once.

    An older note `about` the same leaves: 已撤销 stands in the place of 已保存.
    """
    root = window.winfo_toplevel()
    if about:
        drop(root, about)
    shown = _shown(root)
    if len(shown) >= MOST:
        shown[0].go()
    note = Toast(root, text, action, act, stays)
    note.about = about

    def gone(which: Toast) -> None:
        shown.remove(which)
        _arrange(shown)

    note.gone = gone
    shown.append(note)
    _arrange(shown)
    return note


def drop(window: tk.Misc, about: str) -> None:
    """Take the notes about something away: what they say is over."""
    for note in tuple(_shown(window.winfo_toplevel())):
        if note.about == about:
            note.go()


def clear(window: tk.Misc) -> None:
    """Take every note away."""
    for note in tuple(_shown(window.winfo_toplevel())):
        note.go()


def put_away(window: tk.Misc) -> None:
    """Escape: take those away that would stay until they are closed."""
    for note in tuple(_shown(window.winfo_toplevel())):
        if note.stays:
            note.go()


def _shown(root: tk.Misc) -> list[Toast]:
    if not hasattr(root, "kit_toasts"):
        root.kit_toasts = []
    root.kit_toasts[:] = [note for note in root.kit_toasts if note.winfo_exists()]
    return root.kit_toasts


def _arrange(shown: list[Toast]) -> None:
    below = 0.0
    for note in reversed(shown):
        note.update_idletasks()
        note.place(relx=0.5, rely=1.0, y=-54 - below, anchor="s")
        note.lift()
        below += note.winfo_reqheight() / theme.scale() + GAP
    cover.keep_on_top(shown[0].winfo_toplevel() if shown else None)
