"""A line of free text that offers what was written there before; nothing is taken unless it is chosen."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from views.kit import popover
from views.kit.entry import Entry
from views.kit.fields import TextField


class SuggestField(TextField):
    """`suggest(typed)` gives texts. ↓ goes into them, Enter or Tab then takes the marked one, Escape closes."""

    def __init__(self, master: tk.Misc, label: str, suggest: Callable[[str], Sequence[str]], **options):
        self._suggest, self._offer, self._quiet, self._walked = suggest, [], False, False
        super().__init__(master, label, **options)

    def make(self) -> None:
        """An entry that tells what is typed."""
        self.entry = Entry(self, hint=self._hint, on_change=self._typed)
        self.entry.pack(fill="x")
        inner = self.entry.inner
        for sequence, act in (
            ("<Down>", lambda: self._walk(1)),
            ("<Up>", lambda: self._walk(-1)),
            ("<Return>", self._choose),
            ("<KP_Enter>", self._choose),
            ("<Escape>", self._close),
        ):
            inner.bind(sequence, lambda _event, act=act: "break" if act() else None)
        inner.bind("<Tab>", lambda _event: (self._choose(), None)[1])
        inner.bind("<FocusOut>", lambda _event: (self.settle(), self._close()), add="+")

    @property
    def popover(self) -> popover.Popover:
        """The window's shared list."""
        return popover.of(self)

    def _typed(self, text: str) -> None:
        self.changed()
        if not self._quiet and self.focus_get() is self.entry.inner:
            self._show(text)

    def _show(self, text: str) -> None:
        self._offer, self._walked = list(self._suggest(text)), False
        if self._offer == [text.strip()]:
            self._offer = []
        self.popover.show(self.entry, self._offer, self._picked, -1)

    def _walk(self, by: int) -> bool:
        if self.popover.shown_for(self.entry):
            self.popover.step(by)
        else:
            self._show(self.entry.text())
            self.popover.step(by)
        self._walked = True
        return True

    def _choose(self) -> bool:
        return self._walked and self.popover.shown_for(self.entry) and self.popover.choose()

    def _close(self) -> bool:
        if not self.popover.shown_for(self.entry):
            return False
        self.popover.hide()
        return True

    def _picked(self, index: int) -> None:
        self._quiet = True
        self.entry.put(self._offer[index])
        self._quiet = False

    def put(self, text: str) -> None:
        """Show a text."""
        self._quiet = True
        super().put(text)
        self._quiet = False
