"""A row of buttons with too little room: their icons speak alone, and the words come back with the room."""

from __future__ import annotations

import tkinter as tk

from views.kit import theme, tooltip
from views.kit.buttons import Button

SQUARE = 36  # design px: a button without words


class GivingWay:
    """Watches a packed row; its `buttons`, all with icons, lose their words while it asks for more than it has.

    `last` is a button that gives way only where that was not enough.
    """

    def __init__(self, row: tk.Misc, *buttons: Button, last: Button | None = None) -> None:
        self.row = row
        self.stages = [buttons, (last,)] if last is not None else [buttons]
        self.saved: list[int] = []  # device px, of each stage that gave way
        self.words = {
            button: (str(button.cget("text")), button.cget("width")) for stage in self.stages for button in stage
        }
        self.told: set[Button] = set()
        for widget in (row, *row.winfo_children()):
            tk.Misc.bind(widget, "<Configure>", lambda _event: self.look(), add="+")

    def look(self) -> None:
        """Words or none, by the room there is now."""
        room, need = self.row.winfo_width(), self.row.winfo_reqwidth()
        if room > 1 and len(self.saved) < len(self.stages) and need > room:
            self._drop(self.stages[len(self.saved)])
        elif self.saved and need + self.saved[-1] <= room:
            self.saved.pop()
            for button in self.stages[len(self.saved)]:
                text, width = self.words[button]
                button.configure(text=text, width=width)
        else:
            return
        self.row.update_idletasks()  # else the next look, of the same change, asks for the room of before

    def _drop(self, stage: tuple[Button, ...]) -> None:
        shown = [button for button in stage if button.winfo_manager()]
        self.saved.append(sum(button.winfo_reqwidth() - theme.px(SQUARE) for button in shown))
        for button in stage:
            button.configure(text="", width=SQUARE)
            if button not in self.told:
                tooltip.attach(button._canvas, self.words[button][0])
                self.told.add(button)
