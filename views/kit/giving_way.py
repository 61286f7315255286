"""A row of buttons with too little room: their icons speak alone, and the words come back with the room."""

from __future__ import annotations

import tkinter as tk

from views.kit import theme, tooltip
from views.kit.buttons import Button

SQUARE = 36  # design px: a button without words


class GivingWay:
    """Watches a packed row; its `buttons`, all with icons, lose their words while it asks for more than it has."""

    def __init__(self, row: tk.Misc, *buttons: Button) -> None:
        self.row, self.buttons, self.saved = row, buttons, 0
        self.words = {button: (str(button.cget("text")), button.cget("width")) for button in buttons}
        self.told = False
        for widget in (row, *row.winfo_children()):
            tk.Misc.bind(widget, "<Configure>", lambda _event: self.look(), add="+")

    def look(self) -> None:
        """Words or none, by the room there is now."""
        room, need = self.row.winfo_width(), self.row.winfo_reqwidth()
        if room > 1 and not self.saved and need > room:
            self._drop()
        elif self.saved and need + self.saved <= room:
            self.saved = 0
            for button, (text, width) in self.words.items():
                button.configure(text=text, width=width)

    def _drop(self) -> None:
        shown = [button for button in self.buttons if button.winfo_manager()]
        self.saved = sum(button.winfo_reqwidth() - theme.px(SQUARE) for button in shown)
        for button, (text, _width) in self.words.items():
            button.configure(text="", width=SQUARE)
            if not self.told:
                tooltip.attach(button._canvas, text)
        self.told = True
