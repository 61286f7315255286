"""Parts of the page of gaps: the chain of five levels, and the bar on which one kind of gap is chosen."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.cover.chain import Level
from center.measures import Found
from center.words import N_, say, spoken
from views.kit.buttons import Link
from views.kit.controls import ChoiceField, Label, Panel, Rule
from views.kit.pills import Pills
from views.state.gaps import percent


class KindBar(Panel):
    """Pills while there is room for them, else a list to choose from. `on_pick(key)`."""

    def __init__(self, master: Panel, on_pick: Callable[[str], object]) -> None:
        super().__init__(master)
        self.on_pick, self.chosen = on_pick, ""
        self.choices: list[tuple[str, str, str]] = []
        self.pills = Pills(self, [("", "")], on_pick)
        self.list = ChoiceField(self, "", self._offered)
        self.list.on_change = self._listed
        tk.Misc.bind(self, "<Configure>", lambda _event: self._fit())

    def show(self, choices: Sequence[tuple[str, str, int]], chosen: str) -> None:
        """Other counts; one is chosen."""
        self.choices, self.chosen = [(key, spoken(word), f"{count:,}") for key, word, count in choices], chosen
        self.pills.chosen = chosen
        self.pills.set_choices(self.choices)
        self.list.put(*next((key, f"{word} {count}") for key, word, count in self.choices if key == chosen))
        self._fit()

    def _fit(self) -> None:
        room, wanted = self.winfo_width(), int(self.pills.cget("width"))
        here, away = (self.pills, self.list) if wanted <= room or room <= 1 else (self.list, self.pills)
        away.pack_forget()
        here.pack(side="left")

    def _offered(self, typed: str) -> list[tuple[str, str]]:
        lines = [(key, f"{word} {count}") for key, word, count in self.choices]
        return [line for line in lines if typed.strip() in line[1]] or lines

    def _listed(self) -> None:
        key = self.list.get()
        if key != self.chosen and key in [one for one, _word, _count in self.choices]:
            self.on_pick(key)


class Chain(Panel):
    """Five boxes from the highest level to the lowest: coverage, and two numbers that open what is behind them."""

    def __init__(
        self, master: Panel, on_found: Callable[[Found, str], object], on_gaps: Callable[[str], object]
    ) -> None:
        super().__init__(master)
        self.on_found, self.on_gaps, self.boxes = on_found, on_gaps, []
        for place in range(5):
            self.columnconfigure(place * 2, weight=1, uniform="level")
            box = LevelBox(self)
            box.grid(row=0, column=place * 2, sticky="nsew")
            self.boxes.append(box)
            if place < 4:
                Rule(self, upright=True).grid(row=0, column=place * 2 + 1, sticky="ns", padx=12)

    def show(self, levels: tuple[Level, ...], kind: str) -> None:
        """Other figures."""
        for box, level in zip(self.boxes, levels, strict=False):
            box.show(level, level.name == kind)


class LevelBox(Panel):
    """One level."""

    def __init__(self, chain: Chain) -> None:
        super().__init__(chain)
        self.chain, self.level = chain, None
        self.name = Label(self, "", 13, "ink2", wrap=400)  # in other languages two lines
        self.name.pack(fill="x")
        self.share = Label(self, "—", 22, bold=True)
        self.share.pack(anchor="w", pady=(2, 2))
        row = Panel(self)
        row.pack(anchor="w", fill="x")
        self.counted = Link(row, "", self._found)
        self.counted.pack(side="left")
        self.lacking = Link(row, "", self._gaps)
        self.lacking.pack(side="left", padx=(12, 0))

    def show(self, level: Level, chosen: bool) -> None:
        """Its figures; the link to the gaps is there while there are any."""
        self.level = level
        self.name.put(spoken(level.label))
        self.name.on("surface", "accent_ink" if chosen else "ink2")
        self.share.put(percent(level))
        self.counted.configure(text=say(N_("{count} / {all}"), count=f"{len(level.counted):,}",
                                        all=f"{len(level.base):,}"))
        self.lacking.configure(text=say(N_("缺 {count}"), count=f"{len(level.gaps):,}"))
        if len(level.gaps):
            self.lacking.pack(side="left", padx=(12, 0))
        else:
            self.lacking.pack_forget()

    def _found(self) -> None:
        if self.level is not None and len(self.level.counted):
            self.chain.on_found(self.level.counted, spoken(self.level.label))

    def _gaps(self) -> None:
        if self.level is not None:
            self.chain.on_gaps(self.level.name)
