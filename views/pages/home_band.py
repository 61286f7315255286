"""The alarm band: what must be done at once, edge to edge over the list. Without an alarm it is not there."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.duties import Duty
from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Rule
from views.state.home import Line

MOST = 2
EDGE = 24


class AlarmBand(Panel):
    """`show(lines)`; `on_open(duty)` from its button. Only the first alarm has the filled button."""

    def __init__(self, master: tk.Misc, on_open: Callable[[Duty], object]) -> None:
        super().__init__(master, "selected")
        Panel(self, "accent", width=3, height=1).pack(side="left", fill="y")
        Rule(self).pack(side="bottom", fill="x")
        self.rows = [_Alarm(self, on_open, nth == 0) for nth in range(MOST)]
        self.more = Label(self, "", 13, "accent_ink")

    def show(self, lines: list[Line]) -> bool:
        """Fill it; False when there is nothing to show."""
        for row in self.rows:
            row.pack_forget()
        self.more.pack_forget()
        for row, line in zip(self.rows, lines, strict=False):
            row.put(line)
            row.pack(fill="x")
        if len(lines) > MOST:
            self.more.put(say(N_("还有 {count} 件"), count=len(lines) - MOST))
            self.more.pack(fill="x", padx=(EDGE + 25, EDGE), pady=(0, 12))
        return bool(lines)

    def keep_free(self, edge: int) -> None:
        """Leave this much free at the right, design pixels: the handle of the pane may stand there."""
        for row in self.rows:
            row.button.grid(padx=(16, edge))


class _Alarm(Panel):
    def __init__(self, master: AlarmBand, on_open: Callable[[Duty], object], first: bool) -> None:
        super().__init__(master)
        self.duty: Duty | None = None
        self.columnconfigure(1, weight=1)
        self.icon = Label(self, "", icon="triangle-alert", ink="accent_ink")
        self.icon.grid(row=0, column=0, sticky="w", padx=(EDGE - 3, 10), pady=(14, 0))
        self.title = Label(self, "", 15, bold=True)
        self.title.grid(row=0, column=1, sticky="w", pady=(14, 0))
        self.detail = Label(self, "", 14, "ink2")
        self.detail.grid(row=1, column=1, sticky="ew", pady=(4, 14))
        tk.Misc.bind(self.detail, "<Configure>", lambda event: self.detail.wrap_at(int(event.width / theme.scale())))
        self.button = Button(
            self, say(N_("去处理")), lambda: on_open(self.duty), rank="primary" if first else "secondary", width=96
        )
        self.button.grid(row=0, column=2, rowspan=2, sticky="e", padx=(16, EDGE))

    def put(self, line: Line) -> None:
        """Another alarm."""
        self.duty = line.duty
        self.icon.icon = line.icon
        self.icon._paint()
        left = f"　{line.left}" if line.tone == "red" else ""
        self.title.put(line.title + left)
        self.detail.put(line.detail)
        self.button.configure(text=say(N_("去备份")) if line.duty.kind == "backup" else say(N_("去处理")))
