"""The strip over the import sheet: each column's pill says what it is imported as, tied to the sheet's widths."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import icons, popover, shapes, theme
from views.kit.surface import Placed
from views.kit.text_fit import Fit

if TYPE_CHECKING:
    from views.pages.importing import ImportPage

HEIGHT = 38


class MappingStrip(Placed, tk.Canvas):
    """←→ walk the pills, Enter or a click opens the choice."""

    ground = "sunken"

    def __init__(self, master: tk.Misc, page: ImportPage) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, height=theme.px(HEIGHT), takefocus=1)
        self.page, self._at, self._places = page, -1, []
        self.bind("<Button-1>", lambda event: self._pressed(event.x))
        self.bind("<FocusIn>", lambda _event: self._walk(0))
        self.bind("<FocusOut>", lambda _event: self._left())
        self.bind("<Left>", lambda _event: self._walk(self._at - 1))
        self.bind("<Right>", lambda _event: self._walk(self._at + 1))
        self.bind("<Return>", lambda _event: self._open(self._at))
        self.bind("<Down>", lambda _event: self._down())
        self.bind("<Up>", lambda _event: popover.of(self).step(-1) or "break")
        self.bind("<Escape>", lambda _event: popover.of(self).hide() or "break")
        self.anchor = tk.Frame(self, bd=0, width=1, height=1)
        theme.follow(self, self.redraw)

    def follow(self) -> None:
        """The sheet was laid out anew or scrolled sideways."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the pills over their columns."""
        self.delete("all")
        self.configure(bg=theme.color(self.ground))
        grid, state, p = self.page.grid_, self.page.state, theme.px
        self._places = []
        if grid is None or state is None or not grid.winfo_exists():
            return
        view, high = grid.view, p(HEIGHT)
        for span in view.spans:
            if span.index >= 0:
                self._pill(span.index, view.left_of(span), span.width, high)
        edge = view.frozen_edge
        self.create_rectangle(0, 0, edge, high, fill=theme.color(self.ground), width=0)
        self.create_text(edge // 2, high // 2, text=say(N_("导入为")), font=theme.font(12), fill=theme.color("ink3"))
        self.create_rectangle(0, 0, self.winfo_width(), 1, fill=theme.color("line"), width=0)
        self._places = [place for place in self._places if place[2] > edge]

    def _pill(self, index: int, x: int, width: int, high: int) -> None:
        p, state = theme.px, self.page.state
        at = state.headings[index].index
        words, tone = state.heading_word(at)
        font = theme.font(12)
        room = width - p(38)
        shown = Fit(font).elide(words, max(p(16), room))
        wide = min(width - p(8), font.measure(shown) + p(32))
        line = theme.color("accent_ink") if index == self._at else None
        pill = shapes.pill(max(p(24), wide), p(24), theme.color(f"{tone}_soft"), line, line_width=2)
        self.create_image(x + p(4), high // 2, anchor="w", image=pill)
        self.create_text(x + p(12), high // 2, anchor="w", text=shown, font=font, fill=theme.color(tone))
        self.create_image(x + p(4) + wide - p(12), high // 2, image=icons.photo("chevron-down", 12, tone))
        self.create_rectangle(x + width - 1, 0, x + width, high, fill=theme.color("line"), width=0)
        self._places.append((index, x, x + width))

    def _pressed(self, x: int) -> None:
        found = next((index for index, left, right in self._places if left <= x < right), -1)
        if found >= 0:
            self._at = found
            self.focus_set()
            self._open(found)

    def _walk(self, index: int) -> str:
        if self.page.state is not None:
            self._at = max(0, min(len(self.page.state.headings) - 1, index))
            self.redraw()
        return "break"

    def _left(self) -> None:
        self._at = -1
        popover.of(self).hide()
        self.redraw()

    def _down(self) -> str:
        pop = popover.of(self)
        if pop.shown_for(self.anchor):
            pop.step(1)
        else:
            self._open(self._at)
        return "break"

    def _open(self, index: int) -> str:
        pop, state = popover.of(self), self.page.state
        if pop.shown_for(self.anchor) and pop.choose():
            return "break"
        place = next((one for one in self._places if one[0] == index), None)
        if place is None or state is None:
            return "break"
        choices, heading = state.choices(), state.headings[index]
        marked = next((nth for nth, (path, _label) in enumerate(choices) if path == heading.path), 0)
        self.anchor.place(x=place[1], y=0, width=max(place[2] - place[1], theme.px(180)), height=theme.px(HEIGHT))
        self.anchor.lower()
        self.update_idletasks()
        pop.show(
            self.anchor,
            [label for _path, label in choices],
            lambda nth: self.page.map(heading.index, choices[nth][0]),
            marked,
        )
        self.anchor.place_forget()
        return "break"
