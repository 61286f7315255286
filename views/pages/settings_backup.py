"""Backups: one now, the places they also go to with what is there, and a check of everything."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from center.settings import places
from center.settings.places import Place
from center.words import N_, say
from views.kit import choosers, toast
from views.kit.controls import Button, Chip, Label, Panel, Rule
from views.kit.jobs import Job
from views.kit.scroller import Scroller
from views.state import backups

if TYPE_CHECKING:
    from views.bench import Bench

WRAP = 560


class BackupPart(Panel):
    """The newest one, the places, and what was found."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        scroller = Scroller(self)
        scroller.pack(fill="both", expand=True)
        inside = Panel(scroller.inside)
        inside.pack(fill="x", padx=24, pady=18)
        Label(inside, say(N_("备份")), 19, bold=True).pack(fill="x", pady=(0, 8))
        words = say(
            N_(
                "备份是一个文件，里面的数据是加密的，要用账号密码或恢复钥匙才能打开。"
                "请拷到 U 盘或另一台电脑上，和这台电脑分开放。"
            )
        )
        Label(inside, words, 14, "ink2", wrap=WRAP).pack(fill="x", pady=(0, 14))
        self.last = Label(inside, "", 14)
        self.last.pack(fill="x", pady=(0, 14))
        row = Panel(inside)
        row.pack(fill="x")
        Button(row, say(N_("立即备份")), self.choose, rank="primary", icon="database-backup").pack(side="left")
        Button(row, say(N_("检查数据")), self.check, icon="check").pack(side="left", padx=(8, 0))
        self.result = Label(inside, "", 14, "ink2", wrap=WRAP)
        self.result.pack(fill="x", pady=(16, 16))
        Rule(inside).pack(fill="x")
        head = Panel(inside)
        head.pack(fill="x", pady=(16, 4))
        Label(head, say(N_("备份位置")), 15, bold=True).pack(side="left")
        Button(head, say(N_("添加位置")), self.add, icon="plus").pack(side="right")
        about = say(N_("每天的自动备份也会拷到这里。U 盘不在时先跳过，插上后再备份。"))
        Label(inside, about, 13, "ink3", wrap=WRAP).pack(fill="x", pady=(0, 8))
        self.rows = Panel(inside)
        self.rows.pack(fill="x")
        self.changed(frozenset())

    def changed(self, names: frozenset[str]) -> None:
        """Say when the last one was, and what is there now."""
        self.last.put(backups.last_backup(self.bench.desk.store.folder))
        self._write()

    def shown(self) -> None:
        """A stick may have come or gone."""
        self._write()

    # ---- places
    def _write(self) -> None:
        for child in self.rows.winfo_children():
            child.destroy()
        found = places.places(self.bench.desk)
        if not found:
            words = say(N_("还没有备份位置。添加一个 U 盘或另一块盘上的文件夹，电脑坏了数据也在。"))
            Label(self.rows, words, 14, "ink2", wrap=WRAP).pack(fill="x", pady=(4, 0))
        for place in found:
            self._row(place)

    def _row(self, place: Place) -> None:
        row = Panel(self.rows)
        row.pack(fill="x", pady=(8, 0))
        acts = Panel(row)
        acts.pack(side="right", anchor="n")
        Button(acts, say(N_("去掉")), lambda: self.drop(place.path), rank="quiet").pack(side="right", padx=(4, 0))
        here = Button(acts, say(N_("备份到这里")), lambda: self.back_up_to(place.path))
        here.pack(side="right")
        here.enable(place.there)
        words = Panel(row)
        words.pack(side="left", fill="x", expand=True)
        head = Panel(words)
        head.pack(fill="x")
        Label(head, place.path, 14, bold=True, wrap=340).pack(side="left")
        mark = (N_("在"), "green") if place.there else (N_("现在不在"), "grey")
        Chip(head, say(mark[0]), mark[1]).pack(side="left", padx=(8, 0))
        Label(words, backups.place_words(place), 13, "ink3", wrap=420).pack(fill="x", pady=(2, 0))

    def add(self) -> None:
        """Choose a folder on a stick or another disk."""
        name = choosers.ask_folder(parent=self.bench.root, title=say(N_("备份到哪个文件夹")))
        if name:
            self.add_place(name)

    def add_place(self, path: str) -> None:
        """From now on backups also go there."""

        def done(new: bool) -> None:
            words = N_("已添加备份位置") if new else N_("这个位置已经在列表里了")
            toast.show(self.bench.root, say(words))
            self._write()

        self.bench.act(lambda: self.bench.desk.do("settings.add_backup_place", path=path), done)

    def drop(self, path: str) -> None:
        """No more backups there; what lies there stays."""

        def done(_found: bool) -> None:
            toast.show(
                self.bench.root,
                say(N_("已去掉，那里的备份文件还在")),
                say(N_("撤销")),
                lambda: self.add_place(path),
            )
            self._write()

        self.bench.act(lambda: self.bench.desk.do("settings.drop_backup_place", path=path), done)

    def back_up_to(self, path: str) -> Job | None:
        """A backup into one place, in a job."""
        if self.bench.doubted(lambda: self.back_up_to(path)):
            return None
        desk = self.bench.desk
        return self.bench.work(say(N_("备份")), lambda _job: backups.back_up_to(desk, path), self._said)

    # ---- by hand
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
        return self.bench.work(say(N_("备份")), lambda _job: backups.back_up(desk, target), self._said)

    def check(self) -> Job:
        """Check the store in a job."""
        desk = self.bench.desk
        self.result.put(say(N_("正在检查……")))
        return self.bench.work(say(N_("检查数据")), lambda _job: backups.check(desk), self._said)

    def _said(self, words: str) -> None:
        self.result.put(words)
        self.changed(frozenset())
