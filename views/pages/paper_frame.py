"""The frame of the report centre: its papers at the left, room for one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from center.words import N_, say
from views.kit.controls import Label, Panel, Rule
from views.pages.choices import ChoiceList


def paper_frame(page: Panel, listed: Sequence, picked: Callable[[str], object], wide: int) -> tuple[ChoiceList, Panel]:
    """The list (`wide` in design pixels) of `PapersState.listed`, and the panel beside it; both fill the page."""
    page.rowconfigure(0, weight=1)
    page.columnconfigure(2, weight=1)
    left = Panel(page, "surface", width=wide, height=10)
    left.grid(row=0, column=0, sticky="ns")
    Label(left, say(N_("报表中心")), 22, bold=True).pack(fill="x", padx=24, pady=(20, 8))
    names = ChoiceList(left, picked)
    names.pack(fill="both", expand=True)
    names.put(listed)
    Rule(page, upright=True).grid(row=0, column=1, sticky="ns")
    right = Panel(page)
    right.grid(row=0, column=2, sticky="nsew")
    right.columnconfigure(0, weight=1)
    return names, right
