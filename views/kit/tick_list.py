"""Several of a list: typed with 、 between them, or ticked in the list below. Speaks the names."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Sequence

from center.words import N_, spoken
from views.kit import icons, keys, popover, theme
from views.kit.fields import TextField

JOINT = "、"
TICK, BLANK = "√　", "　　"


class TickField(TextField):
    """`choices` are (value, name). ↓, F4 or the arrow opens the list: Space or a click ticks, Enter or Esc closes."""

    def __init__(self, master: tk.Misc, label: str, choices: Sequence[tuple[str, str]], **options):
        self._names = [str(spoken(name)) for _value, name in choices]
        options.setdefault("hint", N_("多个用顿号隔开，↓ 打开来勾选"))
        super().__init__(master, label, **options)

    def make(self) -> None:
        """The entry with an arrow."""
        super().make()
        inner = self.entry.inner
        self.entry.inset(8, 30)
        self._arrow = tk.Label(self.entry, bd=0, padx=0, pady=0, cursor="hand2")
        self._arrow.place(relx=1.0, rely=0.5, x=-theme.px(10), anchor="e")
        self._arrow.bind("<ButtonRelease-1>", lambda _event: self._flip())
        theme.follow(self._arrow, self._paint_arrow)
        for sequence, act in (
            ("<Down>", lambda: self._walk(1)),
            ("<Up>", lambda: self._walk(-1)),
            ("<Alt-Down>", self.open),
            ("<space>", self._tick),
            ("<Return>", self._close),
            ("<KP_Enter>", self._close),
            ("<Escape>", self._close),
        ):
            inner.bind(sequence, lambda _event, act=act: "break" if act() else None)
        inner.bind("<F4>", lambda event: None if keys.typed_text(event) else ("break" if self.open() else None))
        inner.bind("<FocusOut>", lambda _event: self._close(), add="+")

    def _paint_arrow(self) -> None:
        self._arrow.configure(image=icons.photo("chevron-down", 16, "ink3"), bg=theme.color("surface"))

    @property
    def popover(self) -> popover.Popover:
        """The window's shared list."""
        return popover.of(self)

    @property
    def ticked(self) -> list[str]:
        """The names that stand in the entry, those we do not know among them."""
        return [word for word in re.split(r"[、,，;；/]\s*", self.entry.text().strip()) if word]

    def open(self, marked: int = 0) -> bool:
        """Show the list with its ticks."""
        if str(self.entry.inner.cget("state")) == "disabled":
            return False
        ticked = set(self.ticked)
        labels = [(TICK if name in ticked else BLANK) + name for name in self._names]
        self.popover.show(self.entry, labels, self._picked, marked)
        return True

    def _flip(self) -> None:
        self.entry.focus_set()
        if not self._close():
            self.open()

    def _walk(self, by: int) -> bool:
        if self.popover.shown_for(self.entry):
            self.popover.step(by)
            return True
        return self.open()

    def _tick(self) -> bool:
        return self.popover.shown_for(self.entry) and self.popover.choose()

    def _picked(self, index: int) -> None:
        """Tick or untick one, in the order of the list; the list stays open."""
        name, ticked = self._names[index], self.ticked
        kept = [word for word in ticked if word != name] if name in ticked else [*ticked, name]
        known = [word for word in self._names if word in kept]
        self.entry.put(JOINT.join([*known, *(word for word in kept if word not in known)]))
        self.open(index)

    def _close(self) -> bool:
        if not self.popover.shown_for(self.entry):
            return False
        self.popover.hide()
        return True
