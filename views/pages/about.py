"""What the program is: version, where the data are, shortcuts, licences."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.about import NAME, VERSION
from center.words import N_, say
from views.installed import kept
from views.kit.controls import Panel
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.pages.shortcut_table import lines
from views.shortcuts import SCOPES
from views.state import settings

if TYPE_CHECKING:
    from views.bench import Bench


class AboutPart(Panel):
    """Version, where the data are, shortcuts, licences."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        self.scroller, self.flow = scrolled(self, 24)
        self.scroller.pack(fill="both", expand=True)
        self.flow.write(self._write)

    def changed(self, names: frozenset[str]) -> None:
        """Nothing here shows records."""

    def _write(self, pen: Pen) -> None:
        store = self.bench.desk.store
        pen.space(18)
        pen.text(NAME, 19, bold=True)
        pen.space(12)
        state = say(N_("已加密")) if store.encrypted else say(N_("未加密：这台电脑没有加密组件"))
        for label, text in (
            (say(N_("版本")), VERSION),
            (say(N_("数据文件夹")), str(store.folder)),
            (say(N_("数据")), state),
        ):
            pen.fact(label, text, ink="ink" if store.encrypted or text != state else "red")
        if older := kept():
            words = N_("{versions}，还留在这台电脑上；这个版本做成第一次备份以后自动清理")
            pen.fact(say(N_("旧版本")), say(words, versions=" ".join(older)))
        pen.space(8)
        for scope in SCOPES:
            pen.space(6)
            pen.heading(say(N_("快捷键：{where}"), where=say(scope.label)))
            for shown, words in lines(scope):
                pen.fact(shown, words)
        pen.space(8)
        pen.heading(say(N_("用到的软件和字体，以及它们的许可")))
        pen.text(settings.licences(), 12, "ink2")
        pen.space(24)
