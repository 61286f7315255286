"""Who has a duty for a building: a round mark, the name, the duty; as many as have room, a gap in amber."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from center.words import N_, say, spoken
from views.kit import icons, shapes, theme, tooltip
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.state.one_building import Person

HIGH, FACE, EDGE, SLOT, MORE = 36, 32, 24, 170, 80  # design px


class DutyStrip(Placed, tk.Canvas):
    """`show(people)`; those for whom there is no room are told where the pointer rests."""

    def __init__(self, master: tk.Misc) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=theme.px(HIGH))
        self.people: tuple[Person, ...] = ()
        self._wide, self._rest, self._rest_x = 0, "", 0
        self.bind("<Configure>", self._resized)
        tooltip.over(self, self._part)
        theme.follow(self, self._draw)

    def show(self, people: Sequence[Person]) -> None:
        """Others; without any the strip takes no room."""
        self.people = tuple(people)
        self.configure(height=theme.px(HIGH) if people else 1)
        self._draw()

    def _resized(self, event: tk.Event) -> None:
        if event.width != self._wide:
            self._wide = event.width
            self._draw()

    def _draw(self) -> None:
        self.delete("all")
        self.configure(bg=theme.color("surface"))
        room = self._wide - 2 * theme.px(EDGE)
        if room < theme.px(SLOT):
            return
        most = room // theme.px(SLOT)
        if len(self.people) > most:
            most = max(1, (room - theme.px(MORE)) // theme.px(SLOT))
        shown, over = self.people[:most], self.people[most:]
        step = (room - (theme.px(MORE) if over else 0)) // max(len(shown), 3)
        for nth, one in enumerate(shown):
            self._person(theme.px(EDGE) + nth * step, step - theme.px(12), one)
        self._rest = ""
        if over:
            x = theme.px(EDGE) + len(shown) * step
            words = say(N_("另有 {count} 人"), count=len(over))
            self.create_text(x, theme.px(FACE) // 2, anchor="w", text=words, font=theme.font(13),
                             fill=theme.color("ink3"))
            self._rest = "\n".join(f"{spoken(one.name)}　{spoken(one.detail)}" for one in over)
            self._rest_x = x

    def _person(self, x: int, room: int, one: Person) -> None:
        name, detail = spoken(one.name), spoken(one.detail)
        middle, face = theme.px(FACE) // 2, theme.px(FACE)
        ground = theme.color("amber_soft" if one.gap else "rail_selected")
        self.create_image(x, middle, anchor="w", image=shapes.pill(face, face, ground, ground=theme.color("surface")))
        if one.gap:
            self.create_image(x + face // 2, middle, image=icons.photo("user", 16, "amber"))
        else:
            self.create_text(x + face // 2, middle, text=name[:1], font=theme.font(14), fill=theme.color("ink2"))
        left, room = x + face + theme.px(10), room - face - theme.px(10)
        for words, font, tone, y in ((name, theme.font(14, True), "amber" if one.gap else "ink", 7),
                                     (detail, theme.font(12), "ink3", 26)):
            self.create_text(left, theme.px(y), anchor="w", text=Fit(font).elide(words, room), font=font,
                             fill=theme.color(tone))

    def _part(self, x: int, y: int) -> tuple | None:
        if not self._rest or x < self._rest_x:
            return None
        return (self._rest_x, 0, self._wide, theme.px(HIGH)), lambda: self._rest
