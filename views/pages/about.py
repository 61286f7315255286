"""What is about this computer: backups, how the window looks, and what the program is made of."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from center.about import NAME, VERSION
from center.words import N_, say
from views.kit import choosers, theme, toast
from views.kit.controls import Button, Label, Panel, Pills
from views.kit.jobs import Job
from views.pages.flow import Pen, scrolled
from views.pages.shortcut_table import lines
from views.shortcuts import SCOPES
from views.state import keeping, settings

if TYPE_CHECKING:
    from views.bench import Bench


class BackupPart(Panel):
    """Back up now, the newest one, a check."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        inside = Panel(self)
        inside.pack(fill="x", padx=24, pady=18)
        Label(inside, say(N_("备份")), 19, bold=True).pack(fill="x", pady=(0, 8))
        words = say(
            N_(
                "备份是一个文件，里面的数据是加密的，要用账号密码或恢复钥匙才能打开。"
                "请拷到 U 盘或另一台电脑上，和这台电脑分开放。"
            )
        )
        Label(inside, words, 14, "ink2", wrap=560).pack(fill="x", pady=(0, 14))
        self.last = Label(inside, "", 14)
        self.last.pack(fill="x", pady=(0, 14))
        row = Panel(inside)
        row.pack(fill="x")
        Button(row, say(N_("立即备份")), self.choose, rank="primary", icon="database-backup").pack(side="left")
        Button(row, say(N_("检查数据")), self.check, icon="check").pack(side="left", padx=(8, 0))
        self.result = Label(inside, "", 14, "ink2", wrap=560)
        self.result.pack(fill="x", pady=(16, 0))
        self.changed(frozenset())

    def changed(self, names: frozenset[str]) -> None:
        """Say when the last one was."""
        self.last.put(settings.last_backup(self.bench.desk.store.folder))

    def choose(self) -> None:
        """Where the backup goes."""
        name = choosers.ask_save(
            parent=self.bench.root,
            defaultextension=".dqbak",
            initialfile=f"党群中心备份_{self.bench.desk.today():%Y%m%d}.dqbak",
        )
        if name:
            self.back_up(Path(name))

    def back_up(self, target: Path) -> Job | None:
        """Write it in a job."""
        if self.bench.doubted(lambda: self.back_up(target)):
            return None
        desk = self.bench.desk
        return self.bench.work(say(N_("备份")), lambda _job: settings.back_up(desk, target), self._said)

    def check(self) -> Job:
        """Check the store in a job."""
        desk = self.bench.desk
        self.result.put(say(N_("正在检查……")))
        return self.bench.work(say(N_("检查数据")), lambda _job: settings.check(desk), self._said)

    def _said(self, words: str) -> None:
        self.result.put(words)
        self.changed(frozenset())


class LookPart(Panel):
    """Light or dark at once; the size from the next start."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.folder = bench, bench.desk.store.folder
        kept = keeping.read(self.folder)
        inside = Panel(self)
        inside.pack(fill="x", padx=24, pady=18)
        Label(inside, say(N_("外观")), 19, bold=True).pack(fill="x", pady=(0, 16))
        Label(inside, say(N_("颜色（Ctrl+D）")), 13, "ink2").pack(fill="x", pady=(0, 6))
        self.mode = Pills(
            inside, [("light", say(N_("浅色"))), ("dark", say(N_("深色")))], self._mode, chosen=theme.mode()
        )
        self.mode.pack(anchor="w")
        Label(inside, say(N_("大小（下次打开时生效）")), 13, "ink2").pack(fill="x", pady=(20, 6))
        choices = [("0", say(N_("随系统"))), *((str(one), f"{one:.0%}") for one in keeping.SCALES)]
        self.scale = Pills(inside, choices, self._scale, chosen=str(kept.scale or 0))
        self.scale.pack(anchor="w")

    def changed(self, names: frozenset[str]) -> None:
        """Nothing here shows records."""

    def _mode(self, mode: str) -> None:
        if mode != theme.mode():
            self.bench.switch_mode()

    def _scale(self, scale: str) -> None:
        kept = keeping.read(self.folder)
        kept.scale = float(scale) or None
        keeping.keep(self.folder, kept)
        toast.show(self.bench.root, say(N_("下次打开时生效")))


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
