"""At a public counter, away from the desk, and for trying things out: 临柜模式, the lock, the demo centre."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views.guarding import MINUTES
from views.kit import toast
from views.kit.controls import Button, Label, Panel, Pills, Rule, TextField, submit_on_enter
from views.kit.scroller import Scroller
from views.state import rights

if TYPE_CHECKING:
    from views.bench import Bench

ON = (("", N_("关")), ("on", N_("开")))
WRAP = 560
SOURCE = N_("本中心在设置里定的")


class UsingPart(Panel):
    """Three things under one another."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench = bench
        scroller = Scroller(self)
        scroller.pack(fill="both", expand=True)
        self.inside = Panel(scroller.inside)
        self.inside.pack(fill="x", padx=24, pady=18)
        Label(self.inside, say(N_("临柜、锁屏和演示")), 19, bold=True).pack(fill="x", pady=(0, 8))
        self._counter()
        self._lock()
        self._demo()

    def _title(self, title: str, words: str, rule: bool = True) -> None:
        if rule:
            Rule(self.inside).pack(fill="x", pady=(20, 0))
        Label(self.inside, say(title), 15, bold=True).pack(fill="x", pady=(16, 2))
        Label(self.inside, say(words), 13, "ink2", wrap=WRAP).pack(fill="x", pady=(0, 8))

    def _counter(self) -> None:
        words = N_("窗口前面有人看得到屏幕时打开：姓名缩写、住址隐去，在一行上按回车才显示。只管您这个账号。")
        self._title(N_("临柜模式"), words, rule=False)
        self.counter = Pills(self.inside, ON, self._turn)
        self.counter.pack(anchor="w")
        self.changed(frozenset())

    def _lock(self) -> None:
        words = N_("离开时按 Ctrl+L 马上锁屏；按 Pause 键把屏幕盖住。没人操作过一会儿也会自己锁上，0 就是不锁。")
        self._title(N_("锁屏"), words)
        desk = self.bench.desk
        if not desk.may("settings.edit"):
            minutes = say(N_("没人操作 {count} 分钟后锁屏"), count=desk.number(MINUTES))
            Label(self.inside, minutes, 14).pack(fill="x")
            Label(self.inside, rights.line(desk, "settings.edit"), 13, "ink3", wrap=WRAP).pack(fill="x", pady=(4, 0))
            return
        row = Panel(self.inside)
        row.pack(anchor="w")
        self.minutes = TextField(row, say(N_("没人操作几分钟后锁屏")))
        self.minutes.put(str(desk.number(MINUTES)))
        self.minutes.pack(side="left")
        Button(row, say(N_("保存")), self.save).pack(side="left", padx=(8, 0), pady=(4, 0))
        submit_on_enter(self.minutes, self.save)
        Label(self.inside, rights.line(desk, "settings.edit"), 12, "ink3", wrap=WRAP).pack(fill="x")

    def _demo(self) -> None:
        from center.demo.making import PASSWORD, SEATS

        demo = self.bench.desk.demo
        words = (
            N_("现在是演示中心，人和台账都是虚构的，随便试，不影响真的数据。日子停在资料的最后一天，隔多久再看都一样。")
            if demo
            else N_("虚构的人和两年的台账，和真的数据分开放，可以随便试。先退出登录，再从那里进入。")
        )
        self._title(N_("演示"), words)
        if demo:
            Label(self.inside, say(SEATS, password=PASSWORD), 13, "ink2", wrap=WRAP).pack(fill="x", pady=(0, 8))
        act: Callable[[], object] = self.bench.leave if demo else self.to_demo
        Button(self.inside, say(N_("离开演示") if demo else N_("看看演示中心")), act).pack(anchor="w")

    def changed(self, names: frozenset[str]) -> None:
        """It may be switched elsewhere too."""
        on = "on" if self.bench.counter.on else ""
        self.counter.chosen = on
        self.counter.set_choices(ON)
        if "official_numbers" in names and hasattr(self, "minutes"):
            self.minutes.put(str(self.bench.desk.number(MINUTES)))

    def _turn(self, key: str) -> None:
        if (key == "on") != self.bench.counter.on:
            self.bench.switch_counter()

    def save(self) -> None:
        """The minutes are an official number of the centre, with its history."""
        text = self.minutes.get()

        def done(_none: object) -> None:
            self.bench.window.guard.watch()
            toast.show(self.bench.root, say(N_("已保存，从现在起生效")))

        def refused(error: UserError) -> None:
            found = getattr(error, "fields", {})
            self.minutes.problem(say(found["value"]) if "value" in found else say(error))

        desk, source = self.bench.desk, SOURCE
        work = lambda: desk.do("settings.set_number", key=MINUTES, value=text, source=source)  # noqa: E731
        self.bench.act(work, done, refused)

    def to_demo(self) -> None:
        """Sign out, then make or open the demo centre."""
        window = self.bench.window

        def go() -> None:
            window.sign_out()
            if window.bench is None:
                window.make_demo()

        self.after_idle(go)
