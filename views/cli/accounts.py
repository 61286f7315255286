"""account: adding, closing and passwords. A new password stands in CENTER_NEW_PASSWORD, never in the words typed."""

from __future__ import annotations

import os
from argparse import Namespace

from center.words import N_, say
from views.cli.speaking import Answer, credentials, desk
from views.state.settings import AccountsState

DONE = {"add": N_("已新增账号 {login}"), "reset": N_("已重设 {login} 的密码"), "close": N_("已停用账号 {login}"),
        "password": N_("已修改自己的密码")}


def account(arguments: Namespace) -> Answer:
    """One act on an account, as the settings do it."""
    password = os.environ.get("CENTER_NEW_PASSWORD", "")
    texts = {"login": arguments.login, "name": arguments.name, "roles": arguments.roles,
             "password": password, "again": password}
    with desk(arguments) as opened:
        state = AccountsState(opened)
        if arguments.act == "add":
            state.add(texts)
        elif arguments.act == "reset":
            state.reset(arguments.login, texts)
        elif arguments.act == "close":
            state.close(arguments.login)
        else:
            state.change(credentials()[1], texts)
        login = arguments.login or opened.who.login
    return Answer({"login": login}, say(DONE[arguments.act], login=login))
