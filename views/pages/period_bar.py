"""The period of a paper: its kind, and a step back and on."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Pills
from views.state.papers import KINDS

BETWEEN = 8  # design px between the kinds and the steps


class PeriodBar(Panel):
    """`kind(key)` and `step(-1 or 1)` are called. Packed in a row of its own, whose width it follows."""

    def __init__(self, row: Panel, kind: Callable[[str], object], step: Callable[[int], object]) -> None:
        super().__init__(row)
        self._row = row
        self.kinds = Pills(self, _kinds(), kind, chosen="month")
        self.kinds.grid(row=0, column=0)
        self.steps = Panel(self)
        self._step(step, -1, "chevron-left", N_("上一期"))
        self.when = Label(self.steps, "", 14)
        self.when.pack(side="left", padx=6)
        self._step(step, 1, "chevron-right", N_("下一期"))
        for widget in (row, self.steps):
            tk.Misc.bind(widget, "<Configure>", lambda _event: self._fit(), add="+")
        self._fit()

    def _step(self, step: Callable[[int], object], by: int, icon: str, words: str) -> None:
        button = Button(self.steps, "", lambda: step(by), icon=icon, rank="quiet", height=30, tip=say(words))
        button.pack(side="left")

    def _fit(self) -> None:
        """The steps stand beside the kinds; below them where there is too little room."""
        room = self._row.winfo_width()
        if 1 < room < self.kinds.winfo_reqwidth() + self.steps.winfo_reqwidth() + theme.px(BETWEEN):
            self.steps.grid(row=1, column=0, padx=0, pady=(6, 0), sticky="w")
        else:
            self.steps.grid(row=0, column=1, padx=(BETWEEN, 0), pady=0)

    def show(self, kind: str) -> None:
        """Which kind is on."""
        self.kinds.chosen = kind
        self.kinds.set_choices(_kinds())

    def told(self, label: str, dated: bool) -> None:
        """Which period it is; a paper without one has no bar."""
        self.when.put(label)
        if dated:
            self.pack(side="left")
        else:
            self.pack_forget()


def _kinds() -> list[tuple[str, str]]:
    return [(key, say(word)) for key, word in KINDS]
