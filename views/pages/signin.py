"""Signing in: login and password; after wrong tries the seconds to wait; the recovery key for who forgot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views.kit.controls import Button, Link, Panel, TextField
from views.kit.fields import submit_on_enter
from views.kit.jobs import Jobs
from views.pages.front import Front, busy_words, working
from views.state.signing import SignIn

if TYPE_CHECKING:
    from center.desk import Desk

SECOND = 1000  # ms


class SignInPage(Front):
    """`on_in(desk)` when the store is open; `recover` shows the form of the recovery key instead."""

    def __init__(
        self,
        root,
        jobs: Jobs,
        folder: Path,
        on_in: Callable[[Desk], object],
        recover: bool = False,
        on_other: Callable[[bool], object] = lambda _recover: None,
    ) -> None:
        title = say(N_("用恢复钥匙")) if recover else say(N_("登录"))
        words = say(N_("恢复钥匙是打印在纸上的 8 组字母和数字，用它给账号设一个新密码。")) if recover else ""
        super().__init__(root, title, words, 380)
        self.jobs, self.state, self.recovering, self._on_in = jobs, SignIn(folder), recover, on_in
        self.working, self._timer = False, ""
        self.fields: dict[str, TextField] = {}
        if recover:
            self._field("recovery", say(N_("恢复钥匙")), hint="XXXX-XXXX-…")
        self._field("login", say(N_("登录名")))
        self._field("password", say(N_("新密码")) if recover else say(N_("密码")), secret=True)
        if recover:
            self._field("again", say(N_("再输一次新密码")), secret=True)
        self._idle = say(N_("设新密码并登录")) if recover else say(N_("登录"))
        self.enter = Button(self.inside, self._idle, self.go, rank="primary", height=40)
        self.enter.pack(fill="x", pady=(8, 0))
        foot = Panel(self.inside)
        foot.pack(fill="x", pady=(16, 0))
        other = say(N_("返回登录")) if recover else say(N_("忘记密码？用恢复钥匙"))
        Link(foot, other, lambda: on_other(not recover)).pack(side="left")
        self.fields["login"].put(self.state.last)
        # said before she types her password for nothing; she may still try when the other window is closed
        self.say(self.state.held(), before=self.enter)

    def _field(self, name: str, label: str, **options) -> None:
        field = TextField(self.inside, label, **options)
        field.pack(fill="x", pady=(20 if not self.fields else 0, 2))
        submit_on_enter(field, self.go)
        self.fields[name] = field

    def focus_first(self) -> None:
        """In the password when the login is known."""
        known = self.fields["login"].get() and not self.recovering
        self.fields["recovery" if self.recovering else "password" if known else "login"].focus_set()

    def go(self) -> None:
        """Try in a job: stretching the password takes a moment."""
        if self.working or self._timer:
            return
        texts = {name: field.get() for name, field in self.fields.items()}
        self.say("")
        self._busy(True)
        state, recovering = self.state, self.recovering

        def work(_job) -> Desk:
            desk = (
                state.recover(texts["recovery"], texts["login"], texts["password"], texts["again"])
                if recovering
                else state.enter(texts["login"], texts["password"])
            )
            desk.store.close()  # this thread's connection; the window's own opens by itself
            return desk

        self.jobs.run(self._idle, work, self._in, self._failed)

    def _busy(self, on: bool) -> None:
        self.working = on
        working(self, on, self.enter, busy_words(), self._idle)

    def _in(self, desk: Desk) -> None:
        self._busy(False)
        self._on_in(desk)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if not isinstance(error, UserError):
            raise error
        self.say(say(error), before=self.enter)
        if not self.recovering:
            self.fields["password"].put("")
            self.fields["password"].focus_set()
        if error.params.get("seconds"):
            self._count()

    def _count(self) -> None:
        """Tell the seconds that are left, each second, and take no try meanwhile."""
        words = self.state.waiting(self.fields["login"].get())
        self.enter.enable(not words)
        self.say(words, before=self.enter)
        self._timer = self.after(SECOND, self._count) if words else ""

    def destroy(self) -> None:
        """The count ends with the page."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()
