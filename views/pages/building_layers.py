"""The layers of a building's picture as pills, and what their colours mean, with the number of doors of each."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.words import say
from views.kit import shapes, theme
from views.kit.pills import HEIGHT, Pills
from views.kit.surface import Panel, Placed
from views.pages.building_doors import TONES
from views.state.one_building import BuildingState, Shade

SWATCH, NEAR, FAR = 14, 6, 16  # design px: the colour, to its word, to the next


class Legend(Placed, tk.Canvas):
    """Colours with their words and counts, at the right."""

    def __init__(self, master: tk.Misc) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=theme.px(HEIGHT))
        self.wide, self._shades = 0, ()
        theme.follow(self, self._draw)

    def show(self, shades: Sequence[Shade]) -> None:
        """Other colours or counts."""
        self._shades = tuple(shades)
        self._draw()

    def _draw(self) -> None:
        self.delete("all")
        self.configure(bg=theme.color("surface"))
        x, middle, side = 0, theme.px(HEIGHT) // 2, theme.px(SWATCH)
        font, bold = theme.font(12), theme.font(12, True)
        for shade in self._shades:
            ground, line, _ink = TONES.get(shade.tone, TONES["grey"])
            edge = theme.color(line) if line else None
            image = shapes.pill(side, side, theme.color(ground), edge, theme.px(3))
            self.create_image(x, middle, anchor="w", image=image)
            x += side + theme.px(NEAR)
            for words, face, tone in ((say(shade.label), font, "ink2"), (str(shade.count), bold, "ink")):
                self.create_text(x, middle, anchor="w", text=words, font=face, fill=theme.color(tone))
                x += face.measure(words) + theme.px(5)
            x += theme.px(FAR - 5)
        self.wide = max(1, x - theme.px(FAR))
        self.configure(width=self.wide)


class LayerBar(Panel):
    """Pills at the left, in two rows where one has no room; the legend beside them, or under them."""

    def __init__(self, master: tk.Misc, on_pick: Callable[[str], object]) -> None:
        super().__init__(master)
        self.columnconfigure(1, weight=1)
        self.pills = Pills(self, [], on_pick)
        self.pills.grid(row=0, column=0, sticky="w")
        self.legend = Legend(self)
        self._under: bool | None = None
        tk.Misc.bind(self, "<Configure>", lambda _event: self._lay_out(), add="+")

    def show(self, state: BuildingState) -> None:
        """The layers of this account, which of them is seen, and its colours."""
        self.pills.chosen = state.layer.key if state.layer else ""
        self.pills.set_choices(state.pills, none=state.counter.on)
        self.legend.show(state.legend)
        self._lay_out()

    def _lay_out(self) -> None:
        room = self.winfo_width()
        if room <= 1:
            return
        self.pills.fit(room)
        under = self.pills.wide + self.legend.wide + theme.px(20) > room
        if under is not self._under:
            self._under = under
            place = {"row": 1, "column": 0, "columnspan": 2, "sticky": "w", "padx": (14, 0)} if under else {
                "row": 0, "column": 1, "columnspan": 1, "sticky": "e", "padx": 0}
            self.legend.grid(**place)
