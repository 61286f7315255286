"""What a table of the settings begins and ends with: its title with room for buttons, what it is about, its keys."""

from __future__ import annotations

from center.words import N_, say
from views.kit.controls import Label, Panel

READ_ONLY = N_("Ctrl+P 打印")


def head_of(part: Panel, title: str, about: str, wrap: int = 600) -> Panel:
    """Title and what it is about, over the table in row 2, which grows; returns the line of the title, for buttons."""
    part.rowconfigure(2, weight=1)
    part.columnconfigure(0, weight=1)
    head = Panel(part)
    head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 6))
    Label(head, say(title), 19, bold=True).pack(side="left")
    Label(part, say(about), 13, "ink2", wrap=wrap).grid(row=1, column=0, sticky="ew", padx=24, pady=(0, 10))
    return head


def keys_of(part: Panel, row: int, hints: str, may: bool) -> None:
    """The keys of the table in a row under it; who may not change it may print it."""
    Label(part, say(hints if may else READ_ONLY), 12, "ink3", wrap=600).grid(
        row=row, column=0, sticky="ew", padx=24, pady=(4, 0))
