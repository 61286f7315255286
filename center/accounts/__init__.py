"""Accounts: who may sign in. Passwords live only in the keyring; the Desk's `accounts` functions change both."""
from __future__ import annotations

from collections.abc import Sequence

from center.commands import command
from center.rights import may
from center.words import N_
from db.errors import Denied, Invalid, Problems
from db.models.staff import Account
from db.questions.accounts import roles_of_active
from db.tx import Tx


@command(N_("新增账号"), right="accounts.edit", name="accounts.note")
def note_account(tx: Tx, login: str, name: str, roles: tuple[str, ...]) -> int:
    """Write an account's row; its key is wrapped by `center.accounts.keys.add_account`."""
    tx.rename(f"新增账号 {login}")
    return tx.add(Account, {"login": login, "name": name, "roles": roles, "active": True})


@command(N_("修改账号"), right="accounts.edit", name="accounts.change")
def change_account(tx: Tx, id: int, name: str, roles: str | Sequence[str]) -> bool:
    """Another name or other roles (codes or names, one text or several), from the next sign-in on.

    Raises Problems: an unknown role, or nobody would be left for the accounts.
    """
    found = {}
    typed = "、".join(map(str, roles)) if isinstance(roles, list | tuple) else str(roles)
    roles = Account._meta.fields["roles"].read(typed, None) or ()
    if not name.strip():
        found["name"] = Invalid("请填写{label}", label=Account.name.label)
    if isinstance(roles, Invalid):
        found["roles"] = roles
    elif not roles:
        found["roles"] = Invalid("请填写{label}", label=Account.roles.label)
    elif not any(may(held, "accounts.edit") for held in (roles_of_active() | {id: roles}).values()):
        found["roles"] = Invalid("这样就没有人能管账号了，请先让另一个人当中心负责人或系统管理员")
    if found:
        raise Problems(found)
    tx.rename(f"修改账号 {tx.row(Account, id)['login']}")
    return tx.change(Account, id, {"name": name.strip(), "roles": roles})


@command(N_("签署廉洁与保密承诺"), right="", name="accounts.pledge")
def pledge(tx: Tx, id: int) -> bool:
    """The account's own pledge of integrity and secrecy, with today's date. Raises Denied: nobody signs for another."""
    from db.days import Day

    if tx.row(Account, id)["login"] != tx.account:
        raise Denied("承诺要由本人签署；请让本人用自己的账号登录后签")
    return tx.change(Account, id, {"pledged_on": Day(tx.today)})


@command(N_("停用账号"), right="accounts.edit", name="accounts.close")
def close_account(tx: Tx, id: int) -> bool:
    """The account can no longer sign in; its history stays."""
    return tx.change(Account, id, {"active": False})
