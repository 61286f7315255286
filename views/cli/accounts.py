"""account: adding, closing, passwords (CENTER_NEW_PASSWORD, never in the words typed), a new recovery key."""

from __future__ import annotations

import os
from argparse import Namespace

from center.opening import need_centre
from center.words import N_, say
from db.errors import Invalid, Unreadable
from views.cli.arguments import folder
from views.cli.making import try_out
from views.cli.speaking import Answer, credentials, desk
from views.state.settings import AccountsState

DONE = {"add": N_("已新增账号 {login}"), "reset": N_("已重设 {login} 的密码"), "close": N_("已停用账号 {login}"),
        "password": N_("已修改自己的密码")}


def account(arguments: Namespace) -> Answer:
    """One act on an account, as the settings do it."""
    if arguments.act == "recovery":
        return _recovery(arguments)
    password = os.environ.get("CENTER_NEW_PASSWORD", "")
    texts = {"login": arguments.login, "name": arguments.name, "roles": arguments.roles,
             "password": password, "again": password}
    loses = ""
    with desk(arguments) as opened:
        state = AccountsState(opened)
        if arguments.act == "add":
            state.add(texts)
        elif arguments.act == "reset":
            loses = state.loses(arguments.login)
            state.reset(arguments.login, texts)
        elif arguments.act == "close":
            state.close(arguments.login)
        elif arguments.login not in ("", opened.who.login):
            raise Invalid("这里只改自己的密码；要替别人设新密码，请用 account reset {login}", login=arguments.login)
        else:
            state.change(credentials()[1], texts)
        login = arguments.login or opened.who.login
    return Answer({"login": login}, "\n".join(line for line in (say(DONE[arguments.act], login=login), loses) if line))


def _recovery(arguments: Namespace) -> Answer:
    """A new recovery key, once; the old sheet is worth nothing from now on."""
    need_centre(folder(arguments))
    known = credentials(folder(arguments))
    with desk(arguments, known) as opened:
        state = AccountsState(opened)
        drawn = state.draw_recovery({"password": known[1]})
        if arguments.recovery_to:
            refusal = Unreadable(
                "写不了恢复钥匙的文件“{file}”，请换一个能写入的位置；恢复钥匙还没有换", file=str(arguments.recovery_to)
            )
            try_out(arguments.recovery_to, refusal)
            arguments.recovery_to.write_text(drawn + "\n", encoding="utf-8")
        state.change_recovery(drawn)
    told = N_("新的恢复钥匙（只显示这一次，请抄下或打印后锁好）：\n{key}\n旧的那张已经作废；这以前的备份仍要用旧的打开")
    return Answer({"recovery": drawn}, say(told, key=drawn))
