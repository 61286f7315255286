"""The head of a page: what it is called at the left, its buttons at the right."""

from __future__ import annotations

from collections.abc import Sequence

from views.kit.controls import Button, Label, Panel
from views.kit.giving_way import GivingWay


def page_head(page: Panel, title: str, under: int = 12) -> Panel:
    """The row at the top of a page that is laid out by grid; `under` in design pixels below it."""
    head = Panel(page)
    head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, under))
    Label(head, title, 22, bold=True).pack(side="left")
    return head


def at_right(head: Panel, buttons: Sequence[Button]) -> None:
    """The first is the page's own act and keeps its words; the others give way where there is too little room."""
    for button in buttons:
        button.pack(side="right", padx=(8, 0))
    GivingWay(head, *buttons[1:])
