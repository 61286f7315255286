"""Keys of accounts: each change touches the keyring and the accounts table together."""
from __future__ import annotations

from center.accounts import keepers
from center.acts import act_label
from center.desk import Desk
from center.words import N_
from db import keyring
from db.errors import Denied, Invalid, Missing, Problems
from db.models.staff import Account
from db.questions.accounts import RESET, account_of
from db.words import Phrase

SHORTEST = 8  # characters of a password
NEW_RECOVERY = act_label(N_("换恢复钥匙"))
RESET_LABEL = act_label(N_("重设 {login} 的密码"))


def add_account(
    desk: Desk, login: str, name: str, roles: tuple[str, ...], password: str, kdf: dict | None = None
) -> int:
    """A new account that opens this store with its own password. Raises Problems for a login that was given before."""
    desk.need("accounts.edit")
    login = login.strip()
    if unsure := desk.clock_doubt():
        raise unsure
    if account_of(login) is not None:  # before its key is made: a key without an account would open the store's file
        raise Problems({"login": Invalid("已有一条{label}是这个{field}，请查找后修改那一条，不要重复登记",
                                         label=Account.label, field=Account.login.label)})
    keepers.alone(desk, keepers.words(None, {"login": login, "roles": roles}), login, roles)
    if login in desk.keyring.logins:  # nobody's: the recovery sheet was tried with a name that has no account
        desk.keyring.remove_login(login)
    desk.keyring.add_login(desk.data_key, login, password, kdf)
    return desk.do("accounts.note", login=login, name=name, roles=roles)


def reset_account(desk: Desk, login: str, password: str, kdf: dict | None = None) -> None:
    """An administrator gives a new password to somebody who forgot hers, or the first one to an account that has none:
    in the demo centre, or where the keyring was made anew. Raises Missing, Denied (closed), SecondWanted.
    """
    desk.need("accounts.edit")
    login = login.strip()
    row = account_of(login)
    if row is None:
        raise Missing("没有账号 {login}，请核对登录名", login=login)
    if not row["active"]:
        raise Denied("账号 {login} 已停用，不能重设密码；要再用请另建一个账号", login=login)
    seen = keepers.alone(desk, Phrase(RESET_LABEL, login=login), login)
    if login in desk.keyring.logins:
        desk.keyring.reset_login(desk.data_key, login, password, kdf)
    else:
        desk.keyring.add_login(desk.data_key, login, password, kdf)
    desk.told("reset_login", "accounts", text=RESET.format(login=login), seen=seen)


def change_password(desk: Desk, old: str, new: str, kdf: dict | None = None) -> None:
    """One's own password."""
    desk.keyring.change_password(desk.who.login, old, new, desk.now(), kdf)
    desk.told("change_password", "accounts", text="修改自己的密码")


def draw_recovery(desk: Desk, password: str) -> str:
    """A recovery key for a new sheet, once the administrator has typed her password again; the old one holds still.

    Raises Denied (no right, too many wrong tries), Problems at `password`, SecondWanted: a sheet sets any password.
    """
    desk.need("accounts.edit")
    try:
        desk.keyring.unlock(desk.who.login, password, desk.now())
    except Denied as error:
        raise Problems({"password": Invalid(error.message, **error.params)}) from error
    keepers.alone(desk, NEW_RECOVERY)
    return keyring.draw_recovery()


def change_recovery(desk: Desk, drawn: str, kdf: dict | None = None) -> None:
    """From now on the new sheet opens everything and the old one nothing; backups made before keep their own."""
    desk.need("accounts.edit")
    seen = keepers.alone(desk, NEW_RECOVERY)
    # First: never a change that is not written down.
    desk.told("new_recovery", "accounts", text=str(NEW_RECOVERY), seen=seen)
    desk.keyring.new_recovery(desk.data_key, kdf, drawn)


def close_account(desk: Desk, login: str) -> None:
    """Take the key away and mark the account as closed; one's own and the last one stay."""
    if login == desk.who.login:
        raise Denied("不能停用正在使用的账号，请换一个账号登录再停用")
    row = account_of(login)
    if row is None:
        raise Missing("没有账号 {login}，请核对登录名", login=login)
    desk.do("accounts.close", id=row["id"])
    desk.keyring.remove_login(login)
