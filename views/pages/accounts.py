"""Accounts: who may sign in, new ones, forgotten passwords, closing; and one's own password."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.errors import UserError
from views.kit import overlay, toast
from views.kit.controls import Button, Label, Panel, Rule, TextField, submit_on_enter
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.kit.tick_list import TickField
from views.pages.small_form import small_form
from views.state import second
from views.state.settings import AccountsState

if TYPE_CHECKING:
    from views.bench import Bench


SIGNED_AT_ONCE = 2  # lines; the next ones come up when these are signed


class AccountsPart(Panel):
    """The list and its acts."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.state = bench, AccountsState(bench.desk)
        self.rowconfigure(1, weight=1)
        self.columnconfigure(0, weight=1)
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 14))
        Label(head, say(N_("账号")), 19, bold=True).pack(side="left")
        add = Button(head, say(N_("新增账号")), self.add, rank="primary", icon="plus")
        add.pack(side="right", padx=(8, 0))
        Button(head, say(N_("停用")), self.close, width=84).pack(side="right", padx=(8, 0))
        reset = Button(head, say(N_("重设密码")), self.reset, icon="key-round")
        reset.pack(side="right", padx=(8, 0))
        edit = Button(head, say(N_("修改")), self.edit, icon="pencil", width=84)
        edit.pack(side="right")
        GivingWay(head, reset, edit, last=add)
        self.grid_ = DataGrid(
            self,
            [
                Column("login", say(N_("登录名")), 130, look="title", sortable=False),
                Column("name", say(N_("姓名")), 110, sortable=False),
                Column("roles", say(N_("角色")), 240, flex=True, sortable=False),
                Column("state", say(N_("状态")), 90, look="chips", sortable=False, tones={say(N_("在用")): "green"}),
            ],
            self.state.fetch,
            on_open=lambda _rid: self.edit(),
        )
        self.grid_.grid(row=1, column=0, sticky="nsew")
        self.grid_.show(self.state.ids())
        self._recovery()
        self.waiting = Panel(self)
        self.waiting.grid(row=3, column=0, sticky="ew", padx=24)
        self._write_waiting()

    def _write_waiting(self) -> None:
        """What was done alone and the head has to sign."""
        for child in self.waiting.winfo_children():
            child.destroy()
        found = second.waiting(self.bench.desk)
        if not found:
            self.waiting.configure(height=1)
            return
        Rule(self.waiting).pack(fill="x", pady=(4, 8))
        Label(self.waiting, say(N_("待会签 {count} 项"), count=len(found)), 15, bold=True).pack(fill="x")
        for act, words in found[:SIGNED_AT_ONCE]:
            row = Panel(self.waiting)
            row.pack(fill="x", pady=(6, 0))
            Button(row, say(N_("会签")), lambda act=act: self.sign(act), width=84).pack(side="right", padx=(12, 0))
            Label(row, words, 13, "ink2", wrap=520).pack(side="left", fill="x", expand=True)

    def sign(self, act: int) -> None:
        """The head has looked at it."""

        def done(_none: object) -> None:
            toast.show(self.bench.root, say(N_("已会签")))
            self._write_waiting()

        self.bench.act(lambda: second.sign(self.bench.desk, act), done)

    def shown(self) -> None:
        """Something may have been done meanwhile."""
        self._write_waiting()

    def _recovery(self) -> None:
        foot = Panel(self)
        foot.grid(row=2, column=0, sticky="ew", padx=24, pady=(10, 4))
        self.recovery_button = Button(foot, say(N_("换恢复钥匙")), self.new_recovery, icon="key-round")
        self.recovery_button.pack(side="right", padx=(12, 0))
        words = say(N_("恢复钥匙那张纸找不到了，或者给外人看过，就换一把新的。"))
        Label(foot, words, 13, "ink3", wrap=420).pack(side="left", fill="x", expand=True)

    def changed(self, names: frozenset[str]) -> None:
        """An account changed."""
        if "accounts" in names:
            self.grid_.show(self.state.ids())
            self.grid_.refresh()

    def add(self) -> None:
        """A new account with its first password."""
        def make(inside: Panel) -> dict[str, Any]:
            return {
                "login": TextField(inside, say(N_("登录名")), required=True),
                "name": TextField(inside, say(N_("姓名")), required=True),
                "roles": self._roles(inside),
                **_passwords(inside),
            }

        _ask(
            self.bench,
            say(N_("新增账号")),
            say(N_("这个人用自己的登录名和密码打开同一套数据。")),
            make,
            self.state.add,
            lambda: self.bench.told(),
        )

    def _roles(self, inside: Panel) -> TickField:
        choices = [(name, name) for _code, name in self.state.roles()]
        return TickField(inside, say(N_("角色")), choices, required=True)

    def edit(self) -> None:
        """Ctrl+E: another name, other roles."""
        rid = self.grid_.selected
        if rid is None:
            return
        name, roles = self.state.given(rid)

        def make(inside: Panel) -> dict[str, Any]:
            fields = {"name": TextField(inside, say(N_("姓名")), required=True), "roles": self._roles(inside)}
            fields["name"].put(name)
            fields["roles"].put(roles)
            return fields

        _ask(
            self.bench,
            say(N_("修改账号 {login}"), login=self._login()),
            say(N_("角色从这个人下次登录起生效。")),
            make,
            lambda texts: self.state.edit(rid, texts),
            lambda: self.bench.told(),
        )

    def _login(self) -> str:
        return self.state.login(self.grid_.selected) if self.grid_.selected is not None else ""

    def reset(self) -> None:
        """A new password for somebody who forgot hers."""
        login = self._login()
        if login:
            loses = self.state.loses(login)
            _ask(
                self.bench,
                say(N_("重设 {login} 的密码"), login=login),
                say(N_("会记入操作日志；请当面交给本人，让本人再改一次。")) + "\n" * bool(loses) + loses,
                _passwords,
                lambda texts: self.state.reset(login, texts),
                lambda: toast.show(self.bench.root, say(N_("密码已重设"))),
            )

    def new_recovery(self) -> None:
        """换恢复钥匙: her password again, then the new sheet; it holds once two groups were typed back."""
        drawn: list[str] = []
        _ask(
            self.bench,
            say(N_("换恢复钥匙")),
            say(N_("请再输一次您的密码。会记入操作日志。")),
            lambda inside: {"password": TextField(inside, say(N_("密码")), secret=True, required=True)},
            lambda texts: drawn.append(self.state.draw_recovery(texts)),
            lambda: self._show_recovery(drawn[-1]),
            say(N_("下一步")),
        )

    def _show_recovery(self, drawn: str) -> None:
        from center.opening import Made
        from views.pages.recovery import RecoveryPage

        bench = self.bench
        box = Overlay(bench.root)
        box.inside.set_ground("surface")

        def done() -> None:
            bench.act(lambda: self.state.change_recovery(drawn), lambda _none: (box.close(), told()))

        def told() -> None:
            toast.show(bench.root, say(N_("已换成新的恢复钥匙，旧的那张作废了")))

        page = RecoveryPage(box.inside, bench.jobs, Made(bench.desk, drawn), done, on_back=box.close)
        page.pack(fill="both", expand=True)
        self.recovery = page
        box.open(page.print_button)
        box.place_configure(relx=0, rely=0, relwidth=1, relheight=1, width="", anchor="nw")

    def close(self) -> None:
        """Take somebody's key away."""
        login = self._login()
        if not login:
            return
        words = say(N_("停用后不能再登录，做过的记录都在。"))

        def answer(key: str) -> None:
            if key == "yes":
                self.bench.act(
                    lambda: self.state.close(login),
                    lambda _none: toast.show(self.bench.root, say(N_("已停用 {login}"), login=login)),
                )

        overlay.ask(
            self.bench.root,
            say(N_("停用 {login}？"), login=login),
            words,
            [("no", say(N_("不停用"))), ("yes", say(N_("停用")))],
            answer,
            danger=True,
        )


class PasswordPart(Panel):
    """One's own password."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.state = bench, AccountsState(bench.desk)
        scroller = Scroller(self)  # in a low window, and large texts, it is higher than its place
        scroller.pack(fill="both", expand=True)
        inside = Panel(scroller.inside)
        inside.pack(anchor="nw", padx=24, pady=18)
        Panel(inside, width=380, height=1).pack()
        Label(inside, say(N_("我的密码")), 19, bold=True).pack(fill="x", pady=(0, 16))
        self.old = TextField(inside, say(N_("现在的密码")), secret=True)
        self.fields = {
            "password": TextField(inside, say(N_("新密码")), secret=True, help=say(N_("至少 8 个字符"))),
            "again": TextField(inside, say(N_("再输一次新密码")), secret=True),
        }
        for field in (self.old, *self.fields.values()):
            field.pack(fill="x")
        submit_on_enter(self.fields["again"], self.save)
        row = Panel(inside)
        row.pack(fill="x", pady=(6, 0))
        Button(row, say(N_("改密码")), self.save, rank="primary", width=100).pack(side="left")
        Button(row, say(N_("退出登录")), bench.leave).pack(side="left", padx=(8, 0))
        Rule(inside).pack(fill="x", pady=(24, 0))
        Label(inside, say(N_("廉洁与保密承诺")), 15, bold=True).pack(fill="x", pady=(16, 4))
        self.pledge = Label(inside, "", 14, "ink2", wrap=380)
        self.pledge.pack(fill="x", pady=(0, 8))
        self.pledge_button = Button(inside, say(N_("今天已签署纸质承诺")), self.sign)
        self._say_pledge()
        self.sealed = Panel(inside)
        self.shown()

    def shown(self) -> None:
        """What she can open and the recovery key cannot, and the key that hands it over; nothing when there is none."""
        for child in self.sealed.winfo_children():
            child.destroy()
        words = self.state.unspared()
        if not words:
            self.sealed.pack_forget()
            return
        Rule(self.sealed).pack(fill="x", pady=(24, 0))
        Label(self.sealed, say(N_("保密内容")), 15, bold=True).pack(fill="x", pady=(16, 4))
        Label(self.sealed, words, 14, "ink2", wrap=380).pack(fill="x", pady=(0, 8))
        Button(self.sealed, say(N_("交给现在的恢复钥匙")), self.hand_over).pack(anchor="w")
        self.sealed.pack(fill="x")

    def hand_over(self) -> None:
        """From now on the recovery key of today opens them too."""
        def done(_count: int) -> None:
            toast.show(self.bench.root, say(N_("已交给现在的恢复钥匙")))
            self.shown()

        self.bench.act(lambda: self.bench.desk.do("sealed.hand_to_recovery"), done)

    def _say_pledge(self) -> None:
        day = self.state.pledged()
        none = N_("还没有登记。请签好纸质承诺书，再在这里记下")
        self.pledge.put(say(N_("{day} 已签署"), day=day) if day else say(none))
        if day:
            self.pledge_button.pack_forget()
        else:
            self.pledge_button.pack(anchor="w")

    def sign(self) -> None:
        """Note that the pledge on paper was signed today."""
        self.bench.act(self.state.pledge, lambda _done: self.bench.told())

    def changed(self, names: frozenset[str]) -> None:
        """The pledge stands in the account."""
        if "accounts" in names:
            self._say_pledge()

    def save(self) -> None:
        """Change it."""
        texts = {name: field.get() for name, field in self.fields.items()}

        def refused(error: UserError) -> None:
            for name, problem in getattr(error, "fields", {}).items():
                self.fields[name].problem(say(problem))

        def done(_none: object) -> None:
            for field in (self.old, *self.fields.values()):
                field.put("")
            toast.show(self.bench.root, say(N_("密码已改")))

        self.bench.act(lambda: self.state.change(self.old.get(), texts), done, refused)


def _passwords(inside: Panel) -> dict[str, Any]:
    return {
        "password": TextField(inside, say(N_("新密码")), secret=True, required=True, help=say(N_("至少 8 个字符"))),
        "again": TextField(inside, say(N_("再输一次")), secret=True, required=True),
    }


def _ask(
    bench: Bench,
    title: str,
    words: str,
    make: Callable[[Panel], dict[str, Any]],
    act: Callable[[dict[str, str]], object],
    done: Callable[[], object],
    go: str = "",
) -> Overlay:
    """A small form over the page: problems at its fields, closed when the act is done. `go` is on its button."""
    box = small_form(bench, title, make, act, done, words=words, go=go, width=460)
    submit_on_enter(list(box.fields.values())[-1], box.save)
    return box
