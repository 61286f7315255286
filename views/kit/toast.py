"""Short notes at the bottom: what was done, with 撤销 beside it. Never for errors that need an act."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import spoken
from views.kit import cover, theme
from views.kit.surface import Panel

STAY = 4000  # ms
MOST = 3


class Toast(Panel):
    """One note; use `show`."""

    def __init__(self, root: tk.Misc, text: str, action: str, act: Callable[[], object] | None):
        super().__init__(root, "ink")
        self._words = tk.Label(self, text=spoken(text), bd=0)
        self._words.pack(side="left", padx=theme.px(16), pady=theme.px(10))
        self._action = None
        if action and act:
            self._action = tk.Label(self, text=spoken(action), bd=0, cursor="hand2")
            self._action.pack(side="left", padx=(0, theme.px(16)))
            self._action.bind("<ButtonRelease-1>", lambda _event: (self.go(), act()))
        theme.follow(self, self._paint_words)
        self._timer = self.after(STAY, self.go)
        self.gone: Callable[[Toast], object] = lambda _toast: None

    def _paint_words(self) -> None:
        ground = theme.color("ink")
        self._words.configure(bg=ground, fg=theme.color("surface"), font=theme.font(14))
        if self._action:
            self._action.configure(bg=ground, fg=theme.color("accent_soft"), font=theme.font(14, True))

    def go(self) -> None:
        """Leave."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        self.gone(self)
        self.destroy()


def show(window: tk.Misc, text: str, action: str = "", act: Callable[[], object] | None = None) -> Toast:
    """Show a note for four seconds; the oldest of more than three leaves at once."""
    root = window.winfo_toplevel()
    shown = _shown(root)
    if len(shown) >= MOST:
        shown[0].go()
    note = Toast(root, text, action, act)

    def gone(which: Toast) -> None:
        shown.remove(which)
        _arrange(shown)

    note.gone = gone
    shown.append(note)
    _arrange(shown)
    return note


def clear(window: tk.Misc) -> None:
    """Take every note away."""
    for note in tuple(_shown(window.winfo_toplevel())):
        note.go()


def _shown(root: tk.Misc) -> list[Toast]:
    if not hasattr(root, "kit_toasts"):
        root.kit_toasts = []
    root.kit_toasts[:] = [note for note in root.kit_toasts if note.winfo_exists()]
    return root.kit_toasts


def _arrange(shown: list[Toast]) -> None:
    for place, note in enumerate(reversed(shown)):
        note.place(relx=0.5, rely=1.0, y=-54 - 50 * place, anchor="s")
        note.lift()
    cover.keep_on_top(shown[0].winfo_toplevel() if shown else None)
