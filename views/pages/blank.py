"""The blank screen: one key and nothing is to be seen; the same key brings the page back, without a password."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import N_, say
from views.kit.controls import Label
from views.kit.cover import Cover


class BlankPage(Cover):
    """Says only how to come back; `on_key()` is also called on Escape."""

    def __init__(self, root: tk.Misc, on_key: Callable[[], object]) -> None:
        super().__init__(root, "rail")
        self.configure(takefocus=1)
        words = say(N_("已遮住屏幕，按 Pause 或 Ctrl+0 回到原来的页面"))
        Label(self, words, 13, "ink3").place(relx=0.5, rely=0.5, anchor="center")
        tk.Misc.bind(self, "<Escape>", lambda _event: on_key())
