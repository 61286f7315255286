"""A page about a table that is read from a file: how one is chosen, and what stands there before."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from center.words import N_, say
from reports.reading import KINDS
from views.kit import choosers, dropping
from views.kit.controls import Button, Label, Panel

if TYPE_CHECKING:
    from views.pages.intake import IntakePage
    from views.pages.register import RegisterPage


def choose_table(window: tk.Misc, title: str) -> Path | None:
    """Ask for a file that holds a table."""
    name = choosers.ask_open(parent=window, title=title, filetypes=[
        (say(N_("表格")), " ".join(f"*{kind}" for kind in KINDS)), (say(N_("所有文件")), "*.*")])
    return Path(name) if name else None


class FileStart(Panel):
    """Stands in place of a page's `about`, `pills` and `grid_` until a file was dropped or chosen."""

    def __init__(self, page: IntakePage | RegisterPage, dropped: str, otherwise: str, words: str) -> None:
        """`dropped` is the title where files can be dragged here, `otherwise` where they cannot."""
        super().__init__(page)
        self.page = page
        drops = dropping.accept(page, lambda paths: page.read(paths[0]))
        inside = Panel(self)
        inside.place(relx=0.5, rely=0.4, anchor="center")
        Label(inside, dropped if drops else otherwise, 17, bold=True, align="center").pack()
        Label(inside, words, 14, "ink2", wrap=520, align="center").pack(pady=(10, 18))
        self.inside, self.first = inside, Button(inside, N_("选择文件"), page.choose, rank="primary", icon="folder",
                                                 height=38)
        self.first.pack()

    def put(self, on: bool, *buttons: Button) -> None:
        """In front or away; `buttons` of the head are for a file that was read."""
        page = self.page
        for button in buttons:
            if on:
                button.pack_forget()
            else:
                button.pack(side="right", padx=(8, 0), before=page.name)  # a long name breaks, they do not
        if on:
            for part in (page.about, page.pills, page.grid_):
                part.grid_remove()
            self.grid(row=3, column=0, sticky="nsew")
        else:
            self.grid_remove()
            page.about.grid(row=1, column=0, sticky="ew", padx=24, pady=(0, 8))
            page.pills.grid(row=2, column=0, sticky="w", padx=20, pady=(0, 10))
            page.grid_.grid(row=3, column=0, sticky="nsew")
