"""Four eyes at the window: another account types its password, and what was asked for goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.accounts.second import SecondWanted, agree
from center.words import N_, say
from db.errors import Problems
from views.kit.controls import Label, TextField
from views.kit.overlay import Overlay
from views.pages.small_form import foot, shown_at

if TYPE_CHECKING:
    from views.bench import Bench

WIDE = 412  # design px of a question's words


class SecondBox:
    """Login and password of the second person; `then()` when she agrees, `otherwise()` on Escape and 取消."""

    def __init__(
        self,
        bench: Bench,
        wanted: SecondWanted,
        then: Callable[[], object],
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        self.bench, self.wanted, self._after = bench, wanted, otherwise  # what the box leads to when it is closed
        self._then = then
        self.box = Overlay(bench.root, on_close=lambda: self._after and self._after())
        inside = self.box.inside
        title = say(N_("{what}：请另一位同事复核"), what=wanted.params["what"])
        Label(inside, title, 17, bold=True, wrap=WIDE).pack(fill="x", padx=24, pady=(20, 8))
        words = say(N_("请同事看过内容，输入自己的登录名和密码。两个人都会记入操作日志；按 Esc 不做。"))
        Label(inside, words, 14, "ink2", wrap=WIDE).pack(fill="x", padx=24, pady=(0, 12))
        if wanted.who is not None:
            words = say(N_("可以复核的：{names}"), names=wanted.params["names"])
            Label(inside, words, 14, wrap=WIDE).pack(fill="x", padx=24, pady=(0, 12))
        if bench.desk.demo:
            from center.demo.making import PASSWORD, USER

            anyone = "demo1" if bench.desk.who.login == USER else USER
            login = anyone if wanted.who is None or anyone in wanted.who else min(wanted.who)
            hint = say(N_("演示里可以输入 {login} 和 {password}"), login=login, password=PASSWORD)
            Label(inside, hint, 13, "ink3", wrap=WIDE).pack(fill="x", padx=24, pady=(0, 12))
        self.fields = {
            "login": TextField(inside, say(N_("登录名")), required=True),
            "password": TextField(inside, say(N_("密码")), secret=True, required=True),
        }
        for field in self.fields.values():
            field.pack(fill="x", padx=24)
        foot(self.box, self.fields, self.agree, say(N_("复核同意")))
        self.box.second = self
        self.box.open(self.fields["login"])

    def agree(self) -> None:
        """Check who that is, and go on."""
        texts = {name: field.get() for name, field in self.fields.items()}
        try:
            agree(self.bench.desk, texts["login"], texts["password"], self.wanted)
        except Problems as problems:
            shown_at(self.fields, problems.fields)
            return
        self._after = self._then
        self.box.close()
