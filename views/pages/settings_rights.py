"""谁能改什么: every thing with the roles that may see it and those that may change it, as the roles are written."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from db.codes import code_list
from db.words import Listed
from views.kit.controls import Panel
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.state import rights

if TYPE_CHECKING:
    from views.bench import Bench

MINE = {"edit": N_("您能改"), "read": N_("您能看"), "": N_("您不能看")}


class RightsPart(Panel):
    """One page to read."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        self.scroller, self.flow = scrolled(self, 24)
        self.scroller.pack(fill="both", expand=True)
        self.flow.write(self._write)

    def changed(self, names: frozenset[str]) -> None:
        """Somebody's roles may be others now."""
        if "accounts" in names:
            self.flow.redraw()

    def _write(self, pen: Pen) -> None:
        desk = self.bench.desk
        names = code_list("role").items
        mine = say(Listed(names.get(role, role) for role in desk.who.roles))
        pen.space(18)
        pen.text(say(N_("谁能改什么")), 19, bold=True)
        pen.space(6)
        pen.text(say(N_("您是{roles}。角色在“账号”里给，一个人可以有几个。"), roles=mine), 13, "ink2")
        for heading, lines in rights.table(desk):
            pen.space(16)
            pen.rule()
            pen.space(14)
            pen.heading(heading)
            for one in lines:
                self._one(pen, one)
        pen.space(16)

    def _one(self, pen: Pen, one: rights.Access) -> None:
        mine = MINE[one.mine] if one.read else N_("您能做") if one.mine else N_("您不能做")
        pen.pair(one.label, say(mine))
        if one.read:
            pen.fact(say(N_("能看")), rights.words(one.read))
        if one.edit:
            pen.fact(say(N_("能改")) if one.read else say(N_("能做")), rights.words(one.edit))
        pen.space(8)
