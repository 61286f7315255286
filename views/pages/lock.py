"""The lock: a page over everything until the same clerk unlocks it, or another one signs in at this window."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center import opening
from center.clock import clock
from center.desk import Desk
from center.words import N_, say
from db.errors import UserError
from views.kit import icons, shapes, theme
from views.kit.controls import Button, Label, Link, Panel, TextField
from views.kit.cover import Cover
from views.kit.fields import submit_on_enter
from views.kit.jobs import Jobs

WIDTH, SECOND = 380, 1000  # design px; ms


class LockPage(Cover):
    """`on_open()` when the same clerk is back, `on_other(desk)` when another one is in; `busy()` is why not now."""

    def __init__(
        self,
        root: tk.Misc,
        desk: Desk,
        on_open: Callable[[], object],
        on_other: Callable[[Desk], object],
        busy: Callable[[], str] = lambda: "",
        hint: str = "",
        other: bool = False,
    ) -> None:
        super().__init__(root)
        self.desk, self._on_open, self._on_other, self._busy, self._hint = desk, on_open, on_other, busy, hint
        self.jobs = Jobs(root)  # its own: unlocking waits for no long work
        self._timer, self.working = "", False
        self.inside = Panel(self)
        self.inside.place(relx=0.5, rely=0.5, anchor="center")
        self.form(other)

    # ---- the two forms
    def form(self, other: bool) -> None:
        """The form of the clerk whose page is locked, or of another one."""
        self._stop_count()
        for child in self.inside.winfo_children():
            child.destroy()
        self.other = other
        self._heading(other)
        self.login = TextField(self.inside, say(N_("登录名"))) if other else None
        if self.login:
            self.login.pack(fill="x", pady=(20, 2))
            submit_on_enter(self.login, self.go_in)
        self.password = TextField(self.inside, say(N_("密码")), secret=True)
        self.password.pack(fill="x", pady=(0 if other else 20, 2))
        submit_on_enter(self.password, self.go_in)
        self.error = Label(self.inside, "", 13, "red", wrap=WIDTH)
        self._idle = say(N_("登录")) if other else say(N_("解锁"))
        self.enter = Button(self.inside, self._idle, self.go_in, rank="primary", height=40)
        self.enter.pack(fill="x", pady=(8, 0))
        foot = say(N_("返回")) if other else say(N_("换一个人"))
        Link(self.inside, foot, lambda: self.form(not other)).pack(anchor="w", pady=(16, 0))
        self.focus_first()

    def _heading(self, other: bool) -> None:
        """Whose page is locked, and that nothing of it is lost."""
        Panel(self.inside, width=WIDTH, height=1).pack()
        _mark(self.inside).pack(anchor="w")
        who = self.desk.who.name
        title = say(N_("换一个人")) if other else say(N_("已锁屏"))
        words = (
            say(N_("{name}填的内容和看到的页面都留着，下次登录时还在。"), name=who)
            if other
            else say(N_("{name}，输入密码继续，页面还在原来的地方。"), name=who)
        )
        Label(self.inside, title, 22, bold=True, wrap=WIDTH).pack(fill="x", pady=(16, 0))
        Label(self.inside, words, 14, "ink2", wrap=WIDTH).pack(fill="x", pady=(8, 0))
        if self._hint:
            Label(self.inside, self._hint, 13, "ink3", wrap=WIDTH).pack(fill="x", pady=(8, 0))

    def focus_first(self) -> None:
        """In the first field."""
        (self.login or self.password).focus_set()

    def stand(self, first: tk.Misc | None = None) -> None:
        """Over everything, with the caret in the first field."""
        super().stand(first or self.login or self.password)

    def say(self, words: str) -> None:
        """A sentence in red; '' takes it away."""
        self.error.put(words)
        if words:
            self.error.pack(fill="x", pady=(4, 8), before=self.enter)
        else:
            self.error.pack_forget()

    # ---- trying
    def go_in(self) -> None:
        """Try, in a job: stretching the password takes a moment."""
        if self.working or self._timer:
            return
        if self.other and (words := self._busy()):
            self.say(words)
            return
        desk, password = self.desk, self.password.get()
        login = self.login.get().strip() if self.login else desk.who.login
        self.say("")
        self._work(True)

        def work(_job) -> Desk | None:
            if login == desk.who.login:
                opening.unlock(desk, password)
                return None
            try:
                return opening.hand_over(desk, login, password)
            finally:
                desk.store.close()  # this thread's connection

        self.jobs.run(self._idle, work, self._in, self._failed)

    def _work(self, on: bool) -> None:
        self.working = on
        self.enter.configure(text=say(N_("正在处理……")) if on else self._idle)
        self.enter.enable(not on)

    def _in(self, desk: Desk | None) -> None:
        self._work(False)
        self.jobs.close()
        if desk is None:
            self._on_open()
        else:
            self._on_other(desk)

    def _failed(self, error: BaseException) -> None:
        self._work(False)
        if not isinstance(error, UserError):
            raise error
        self.say(say(error))
        self.password.put("")
        self.password.focus_set()
        if error.params.get("seconds"):
            self._count()

    def _count(self) -> None:
        """Tell the seconds that are left, each second, and take no try meanwhile."""
        login = self.login.get().strip() if self.login else self.desk.who.login
        left = self.desk.keyring.wait(login, clock())
        self.enter.enable(not left)
        self.say(say(N_("输错次数较多，请等 {seconds} 秒再试"), seconds=left) if left else "")
        self._timer = self.after(SECOND, self._count) if left else ""

    def _stop_count(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def destroy(self) -> None:
        """The count ends with the page."""
        self._stop_count()
        self.jobs.close()
        super().destroy()


def _mark(master: tk.Misc) -> tk.Label:
    mark = tk.Label(master, bd=0, padx=0, pady=0, anchor="w")

    def paint() -> None:
        tile = shapes.pill(theme.px(44), theme.px(44), theme.color("accent"), radius=theme.px(10))
        mark.configure(image=tile, bg=theme.color("surface"))
        lock.configure(image=icons.photo("lock", 24, "on_accent"), bg=theme.color("accent"))

    lock = tk.Label(mark, bd=0, padx=0, pady=0)
    lock.place(relx=0.5, rely=0.5, anchor="center")
    theme.follow(mark, paint)
    return mark
