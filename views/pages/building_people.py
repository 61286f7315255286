"""Who has a duty for a building: a round mark, the name, the duty; as many as have room, a gap in amber."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from center.words import N_, say, spoken
from views.kit import icons, shapes, theme, tooltip
from views.kit.surface import Placed
from views.state.one_building import Person

HIGH, FACE, EDGE, BESIDE, GAP, SLOT = 40, 32, 24, 42, 24, 180  # design px


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
        room, middle = self._wide - 2 * theme.px(EDGE), theme.px(HIGH) // 2
        if room < theme.px(SLOT):
            return
        shown, widths, details = self._fitted(room)
        over = self.people[len(shown):]
        x, spare = theme.px(EDGE), 0 if over else (room - sum(widths)) // max(1, len(shown))
        for one, wide, detail in zip(shown, widths, details, strict=True):
            self._person(x, one, detail)
            x += wide + max(0, min(spare, theme.px(SLOT) - wide))
        self._rest = ""
        if over:
            self._rest_x, words = x, self._others(len(over))
            self.create_text(x, middle, anchor="w", text=words, font=theme.font(13), fill=theme.color("ink3"))
            self._rest = "\n".join(f"{spoken(one.name)}　{spoken(one.detail)}" for one in over)

    def _fitted(self, room: int) -> tuple[tuple[Person, ...], list[int], list[str]]:
        """Who has room, how wide each, what is said of each: less of the last rather than nothing of some."""
        details = [spoken(one.short) for one in self.people]
        widths = [self._need(one, detail) for one, detail in zip(self.people, details, strict=True)]
        if sum(widths) - theme.px(GAP) <= room:
            for nth, one in enumerate(self.people):
                whole = self._need(one, spoken(one.detail))
                if sum(widths) - widths[nth] + whole - theme.px(GAP) <= room:
                    details[nth], widths[nth] = spoken(one.detail), whole
            return self.people, widths, details
        room -= theme.font(13).measure(self._others(len(self.people)))
        most = max(1, sum(1 for nth in range(len(widths)) if sum(widths[:nth + 1]) <= room))
        return self.people[:most], widths[:most], details[:most]

    @staticmethod
    def _others(count: int) -> str:
        return say(N_("另有 {count} 人"), count=count)

    @staticmethod
    def _need(one: Person, detail: str) -> int:
        """Device px of one person with the gap after her."""
        words = max(theme.font(14, True).measure(spoken(one.name)), theme.font(12).measure(detail))
        return theme.px(BESIDE) + words + theme.px(GAP)

    def _person(self, x: int, one: Person, detail: str) -> None:
        name, middle, face = spoken(one.name), theme.px(HIGH) // 2, theme.px(FACE)
        ground = theme.color("amber_soft" if one.gap else "rail_selected")
        self.create_image(x, middle, anchor="w", image=shapes.pill(face, face, ground, ground=theme.color("surface")))
        if one.gap:
            self.create_image(x + face // 2, middle, image=icons.photo("user", 16, "amber"))
        else:
            self.create_text(x + face // 2, middle, text=name[:1], font=theme.font(14), fill=theme.color("ink2"))
        left = x + theme.px(BESIDE)
        lines = ((name, theme.font(14, True), "amber" if one.gap else "ink", 11 if detail else HIGH / 2),
                 (detail, theme.font(12), "ink3", 30))
        for words, font, tone, y in lines:
            self.create_text(left, theme.px(y), anchor="w", text=words, font=font, fill=theme.color(tone))

    def _part(self, x: int, y: int) -> tuple | None:
        if not self._rest or x < self._rest_x:
            return None
        return (self._rest_x, 0, self._wide, theme.px(HIGH)), lambda: self._rest
