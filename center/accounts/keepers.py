"""Accounts that open cases, or sign afterwards: who gives somebody the use of one needs another of them on the spot.

An administrator sees no case (domain rules 11.2), but she sets passwords and gives roles: with the chair's password in
hand she would be the chair. So this is looked at where it is written, by whatever command, undo or redo it comes.

Who agrees has such an account herself, and chose its password herself: one that was handed out and never changed is
known to somebody else. Time says nothing about that (a clock can be put forward), the audit does. Alone one acts only
where no such account is anybody's but one's own: on the first day, when one has set all their passwords. Closed
accounts count, or closing them would be the way. Whoever signed in by the recovery sheet could set any password, so
she is not stopped; the head signs it afterwards.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from center.accounts.second import CASES, LATER, NOW, RIGHT, SecondWanted, agreed
from center.acts import act_label
from center.numbers import shipped
from center.rights import may
from center.words import N_
from db.codes import code_list
from db.errors import Denied
from db.models.settings import OfficialNumber
from db.models.staff import Account
from db.questions.accounts import SHEET, account_rows, password_setters
from db.questions.settings import number_rows
from db.tx import Tx
from db.undoing import stood as stood_before
from db.words import Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk

OPENS = ("cases.read", "cases.edit", "cases.chair", "cases.link")  # `cases.import` and `figures` show no case
BY_SHEET = act_label(N_("用恢复钥匙重设 {login} 的密码"))
Row = Mapping[str, Any]


def keeps(roles: Iterable[str]) -> bool:
    """Whether an account with these roles opens cases, or signs what others did alone."""
    return any(may(tuple(roles), right) for right in (*OPENS, RIGHT))


def looked(desk: Desk, tx: Tx) -> tuple[str, str] | None:
    """What the audit of an act has to tell, as `second.mark` has it; None when the act gives nobody such an account.

    Called when everything is written and nothing is kept yet. Raises SecondWanted, Denied.
    """
    if not tx.changed & {"accounts", "official_numbers"}:
        return None
    rows = {row["id"]: row for row in account_rows()}
    stood = stood_before(tx, Account)
    pairs = [(None if was is None else rows.get(rid, {}) | was, rows.get(rid)) for rid, was in stood.items()]
    pairs = [(old, new) for old, new in pairs if _gives(old, new)]
    how, weakened = _setting(tx)
    if not pairs and not weakened:
        return None
    before = [row for rid, row in rows.items() if rid not in stood]
    before += [rows.get(rid, {}) | was for rid, was in stood.items() if was is not None]
    what = Listed([words(old, new) for old, new in pairs] + weakened, "；")
    return _asked(desk, how, what, {(new or old)["login"] for old, new in pairs}, before)


def alone(desk: Desk, what: str, login: str = "", roles: Iterable[str] = ()) -> tuple[str, str] | None:
    """The same for what stands in no row: a password that is set for an account, a new recovery sheet.

    `roles`: those of an account that is new. Raises SecondWanted, Denied.
    """
    rows = account_rows()
    if login:
        given = next((row["roles"] for row in rows if row["login"] == login), roles)
        ours = login != desk.who.login and keeps(given)
    else:
        ours = bool(_others(desk, rows))
    return _asked(desk, _in_force(number_rows(CASES), desk.today()), what, {login}, rows) if ours else None


def by_sheet(desk: Desk) -> None:
    """At a sign-in by the recovery sheet, which gave the account its password: written down, the head looks at it."""
    desk.by_sheet = True
    what, rows = Phrase(BY_SHEET, login=desk.who.login), account_rows()
    ours = keeps(desk.who.roles) and _others(desk, rows)
    seen = _asked(desk, _in_force(number_rows(CASES), desk.today()), what, {desk.who.login}, rows) if ours else None
    desk.told(SHEET, "accounts", text=str(what), seen=seen)


def words(old: Row | None, new: Row | None) -> str:
    """What becomes of an account, for who is asked to agree."""
    if new is None:
        return Phrase(N_("取消账号 {login}"), login=old["login"])
    names = code_list("role").items
    roles = Listed(name for code, name in names.items() if code in new["roles"])
    if old is None:
        return Phrase(N_("新增账号 {login}（{roles}）"), login=new["login"], roles=roles)
    if set(old["roles"]) != set(new["roles"]):
        return Phrase(N_("{login} 的角色改为{roles}"), login=new["login"], roles=roles)
    return Phrase(N_("重新启用账号 {login}"), login=new["login"])


def _gives(old: Row | None, new: Row | None) -> bool:
    """Whether an account that keeps cases, before or after, is new, gone, open again, or has other roles.

    Closing one gives nobody anything, and may be urgent.
    """
    if not any(one and keeps(one["roles"]) for one in (old, new)):
        return False
    return not (old and new) or set(old["roles"]) != set(new["roles"]) or bool(new["active"] and not old["active"])


def _setting(tx: Tx) -> tuple[str, list[str]]:
    """How it stood before the act whether somebody has to agree, and what the act takes from that."""
    stood, rows = stood_before(tx, OfficialNumber), {row["id"]: row for row in number_rows(CASES)}
    mine = {rid: was for rid, was in stood.items() if rid in rows or (was or {}).get("key") == CASES}
    if not mine:
        return _in_force(list(rows.values()), tx.today), []
    before = [row for rid, row in rows.items() if rid not in mine]
    before += [rows.get(rid, {}) | was for rid, was in mine.items() if was is not None]
    weaker = any(rid not in rows or rows[rid]["value"] != NOW for rid in mine)
    return _in_force(before, tx.today), [Phrase(N_("修改“{label}”"), label=shipped()[CASES]["label"])] * weaker


def _in_force(rows: Sequence[Row], today: date) -> str:
    """How it stands on a day, or as it was decided last where that is stricter: a clock can be put back too."""
    found = [(str(row["effective_from"] or ""), row["id"], row["value"]) for row in rows]
    begun = [one for one in found if one[0] <= today.isoformat()]
    standing = max(begun)[2] if begun else shipped()[CASES]["value"]
    decided = max(found, key=lambda one: one[1])[2] if found else standing
    return next((value for value in (NOW, LATER) if value in (standing, decided)), standing)


def _others(desk: Desk, rows: Iterable[Row]) -> dict[str, Row]:
    return {row["login"]: row for row in rows if keeps(row["roles"]) and row["login"] != desk.who.login}


def _asked(desk: Desk, how: str, what: str, about: Collection[str], rows: Sequence[Row]) -> tuple[str, str] | None:
    if how not in (NOW, LATER):
        return None
    others = _others(desk, rows)
    setters, ring = password_setters(), desk.keyring.logins if desk.keyring else ()
    there = {login for login, row in others.items() if row["active"] and login in ring} - set(about)
    able, act = {login for login in there if setters.get(login) == login}, f"{CASES} {what}"
    if (beside := agreed(desk, act)) in able:
        return "seconded", beside
    if how == LATER or desk.by_sheet or all(setters.get(login) == desk.who.login for login in others):
        return "second_later", CASES
    names = Listed(Phrase(N_("{name}（{login}）"), name=others[login]["name"], login=login) for login in sorted(there))
    if able:
        names = Listed(name for name in names.parts if name.params["login"] in able)
        raise SecondWanted(
            "{what}要办案人员或负责人当场复核，可以找：{names}。"
            "用命令行的，请把那个账号放在 CENTER_SECOND_USER 和 CENTER_SECOND_PASSWORD 里",
            what=what, names=names).of(act, able)
    if there:
        raise Denied("{what}要办案人员或负责人当场复核。请{names}先登录，在“我的密码”里换成自己的密码，再来复核",
                     what=what, names=names)
    raise Denied("{what}要另一位办案人员或负责人当场复核，现在没有能复核的人。"
                 "确实要做的，请退出，在登录页点“忘记密码？用恢复钥匙”，登录后再做", what=what)
