"""Measuring and eliding text, remembered: asking Tk for a width costs more than drawing it."""

from __future__ import annotations

import tkinter.font as tkfont

from center.words import spoken

_LIMIT = 20_000


class Fit:
    """Widths of texts in one font, in device pixels."""

    def __init__(self, font: tkfont.Font):
        self.font = font
        self._widest = 0
        self._widths: dict[str, int] = {}
        self._elided: dict[tuple[str, int], str] = {}

    def width(self, text: str) -> int:
        """The text's width."""
        text = spoken(text)
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > _LIMIT:
                self._widths.clear()
            found = self._widths[text] = self.font.measure(text)
        return found

    def elide(self, text: str, room: int) -> str:
        """The text (ours in the chosen language) if it fits in `room`, else its longest beginning with an ellipsis."""
        text = spoken(text)
        # no character is wider than a Han one: most texts fit by this bound, without asking Tk for more
        self._widest = self._widest or self.font.measure("国")
        if len(text) * self._widest <= room:
            return text
        key = (text, room)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _LIMIT:
                self._elided.clear()
            found = self._elided[key] = text if self.width(text) <= room else self._cut(text, room)
        return found

    def _cut(self, text: str, room: int) -> str:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.font.measure(text[:middle] + "…") <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low] + "…" if room > 0 else ""
