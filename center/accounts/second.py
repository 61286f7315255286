"""Four eyes: what one account may not do alone, and what the head signs afterwards where nobody else was there.

By the book (domain rules 11.2) for handing out full numbers and for removing many rows: another account's password on
the spot; where no second person can sign in, the act is written down and the head signs it within some working days.
Each centre may choose otherwise: the official numbers `second.…`.
"""
from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from center.commands import command
from center.rights import may
from center.words import N_
from center.workdays import add_workdays
from db import keyring
from db.errors import Denied, Invalid, Missing, Problems, UserError
from db.questions.accounts import roles_by_login
from db.questions.journal import unsigned
from db.questions.settings import rest_days
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

NOW, LATER = "now", "later"  # the choices of the settings; `no` is the third
EXPORT, REMOVAL = "second.full_export", "second.bulk_delete"
CASES = "second.case_accounts"  # which acts those are, and who may agree: center.accounts.keepers
ROWS, DAYS = "second.delete_rows", "second.later_workdays"
WHAT = {EXPORT: N_("导出完整号码"), REMOVAL: N_("批量删除")}
RIGHT = "countersign"
HOLDS = timedelta(minutes=5)  # for how long somebody has agreed: the act may be refused first, and mended


class SecondWanted(UserError):
    """Another account has to agree on the spot; nothing was done. The same act goes on after `agree`.

    `act` says what the agreement is for, `who` the logins that may give it; None: any other account's.
    """

    act, who = "", None

    def of(self, act: str, who: Collection[str] | None = None) -> SecondWanted:
        """The same, for one act."""
        self.act, self.who = act, who
        return self


def others(desk: Desk) -> set[str]:
    """The logins of the other accounts that can sign in here."""
    keys = desk.keyring.logins if desk.keyring else ()
    return (set(roles_by_login()) & set(keys)) - {desk.who.login}


def guarded(desk: Desk, command: str, arguments: Mapping[str, Any]) -> str:
    """Which setting guards a command; '' when one may do it alone."""
    many = command.endswith(".remove_many") and len(arguments.get("ids", ())) >= int(desk.number(ROWS))
    return REMOVAL if many else ""


def mark(desk: Desk, setting: str) -> tuple[str, str] | None:
    """(action, text) that the audit of a guarded act has to tell; None when nobody else needs to look.

    Raises SecondWanted. Whoever agreed did so for this one act: the Desk forgets it once it is done.
    """
    how = desk.number(setting) if setting else "no"
    if how not in (NOW, LATER):
        return None
    if beside := agreed(desk, setting):
        return "seconded", beside
    if how == NOW and others(desk):
        raise SecondWanted(
            "{what}要另一个账号当场复核。用命令行的，请把那个账号放在 CENTER_SECOND_USER 和 CENTER_SECOND_PASSWORD 里",
            what=WHAT[setting],
        ).of(setting)
    return "second_later", setting


def agreed(desk: Desk, act: str) -> str:
    """Who agreed to an act; '' for nobody. What was agreed to for another one is no agreement to this one."""
    if desk.beside and desk.beside[2] in ("", act) and abs(desk.now() - desk.beside[1]) < HOLDS:
        return desk.beside[0]
    return ""


def agree(desk: Desk, login: str, password: str, wanted: SecondWanted | None = None) -> None:
    """Another account agrees to what was `wanted`, else to the next guarded act. Raises Problems at login or password.
    """
    login = login.strip()
    if not login or not password:
        wanted = {"login": login, "password": password}
        words = {"login": N_("登录名"), "password": N_("密码")}
        raise Problems({name: Invalid("请填写{label}", label=words[name]) for name in wanted if not wanted[name]})
    if login == desk.who.login:
        raise Problems({"login": Invalid("复核的要是另一个人，请同事输入自己的登录名和密码")})
    try:
        right = desk.keyring.unlock(login, password, desk.now()) == desk.data_key and login in others(desk)
    except Denied as error:
        raise Problems({"password": Invalid(error.message, **error.params)}) from error
    if not right:
        raise Problems({"login": Invalid("账号 {login} 已停用，请找系统管理员", login=login)})
    if wanted is not None and wanted.who is not None and login not in wanted.who:
        raise Problems({"login": Invalid("{login} 不能复核这一步，请找{names}", login=login,
                                         names=wanted.params["names"])})
    desk.beside = login, desk.now(), wanted.act if wanted is not None else ""


def waiting(desk: Desk) -> list[dict[str, Any]]:
    """The acts that nobody has signed: {act, at, account, label, reason, due}, oldest first."""
    days, rest = int(desk.number(DAYS)), rest_days()
    return [{**row, "due": _due(row["at"], days, rest)} for row in unsigned()]


def _due(at: str, days: int, rest: Mapping[str, str]) -> date:
    return add_workdays(date.fromisoformat(at[:10]), days, rest)


@command(N_("会签"), right=RIGHT, name="accounts.countersign")
def countersign(tx: Tx, act: int) -> None:
    """The head has looked at an act that was done alone. Nobody signs her own while another head could."""
    found = next((row for row in unsigned() if row["act"] == act), None)
    if found is None:
        raise Missing("这一步已经会签过，或者不用会签")
    if found["account"] == tx.account and _other_heads(tx):
        raise Denied("自己做的不能自己会签，请另一位负责人登录后会签")
    tx.told("countersigned", text=str(act))


def _other_heads(tx: Tx) -> set[str]:
    """The other accounts that hold the right and can sign in: an account may have no password yet."""
    heads = {login for login, roles in roles_by_login().items() if may(roles, RIGHT)} - {tx.account}
    return heads & set(keyring.load(tx.store.folder).logins) if heads and tx.store.folder else heads
