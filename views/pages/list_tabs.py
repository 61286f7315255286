"""The lists that share one place of the rail, as tabs over a list, and the pages that stand beside them."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import say
from db.record import record_name
from views.kit import theme
from views.kit.controls import Pills
from views.state.menu import EARLY, Place, beside, lists

if TYPE_CHECKING:
    from views.pages.lists import ListPage

EDGES = 28  # design px beside the tabs


class ListTabs:
    """Over the list of `page`, where its place has several lists."""

    def __init__(self, page: ListPage, place: Place | None) -> None:
        self.page, self.bench, self.place = page, page.bench, place
        shared = lists(place, self.bench.desk.may) if place else ()
        if len(shared) < 2:
            return
        self.shared = {record_name(one): one for one in shared}
        self.pills = Pills(page, self._choices(), self._pick, chosen=page.state.name)
        self.pills.grid(row=1, column=0, sticky="w", padx=14, pady=(10, 0))
        tk.Misc.bind(page, "<Configure>", self._fit, add="+")

    def _fit(self, event: tk.Event) -> None:
        """Where there are many, they go on in a second row."""
        if event.widget is self.page:
            self.pills.fit(event.width - theme.px(EDGES))

    def _choices(self) -> list[tuple[str, str]]:
        own = [(name, say(one.label)) for name, one in self.shared.items()]
        pages = [(key, say(words)) for key, words in beside(self.place.key, self.bench.desk.may)]
        early = [one for one in pages if one[0] in EARLY]
        return own[:1] + early + own[1:] + [one for one in pages if one not in early]

    def _pick(self, name: str) -> None:
        self.pills.chosen = self.page.state.name
        self.pills.set_choices(self._choices())
        if name in self.shared:
            self.bench.go_list(self.shared[name])
        else:
            self.bench.show(name)
