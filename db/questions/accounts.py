"""Questions about accounts."""
from __future__ import annotations

from db.journal import Audit
from db.models.centre import Centre
from db.models.staff import Account

SHEET = "sheet_reset"
CHOSEN = ("change_password", SHEET)  # what the audit calls a password that its owner set, or got by the recovery sheet
RESET = "重设 {login} 的密码"
"""What it says when an administrator set one: whose stands nowhere else."""


def account_of(login: str) -> dict | None:
    """One account's row as a dict."""
    columns = (Account.id, Account.login, Account.name, Account.roles, Account.active, Account.pledged_on)
    return Account.select(*columns).where(Account.login == login).dicts().first()


def roles_of_active() -> dict[int, tuple[str, ...]]:
    """The roles of every account that may sign in, by its id."""
    return {row.id: tuple(row.roles or ()) for row in Account.select(Account.id, Account.roles).where(Account.active)}


def roles_by_login() -> dict[str, tuple[str, ...]]:
    """The roles of every account that may sign in, by its login."""
    return {row.login: tuple(row.roles or ()) for row in Account.select(Account.login, Account.roles).where(
        Account.active)}


def account_rows() -> list[dict]:
    """Every account, open and closed: {id, login, name, roles, active}."""
    columns = (Account.id, Account.login, Account.name, Account.roles, Account.active)
    return [dict(row, roles=tuple(row["roles"] or ())) for row in Account.select(*columns).order_by(Account.id).dicts()]


def password_setters() -> dict[str, str]:
    """login → the login that set its password last, by the audit; its own when its owner chose it."""
    logins = dict(Account.select(Account.uid, Account.login).tuples())
    made = {bytes(uid).hex(): login for uid, login in logins.items()}
    reset = {RESET.format(login=login): login for login in logins.values()}
    query = Audit.select(Audit.action, Audit.account, Audit.uid, Audit.text).where(
        Audit.record == "accounts", Audit.action.in_((*CHOSEN, "reset_login", "add"))).order_by(Audit.seq)
    found = {}
    for action, account, uid, text in query.tuples():
        login = account if action in CHOSEN else made.get(uid) if action == "add" else reset.get(text)
        if login:
            found[login] = account
    return found


def centre_row() -> dict | None:
    """The centre this store belongs to."""
    return Centre.select().order_by(Centre.id).dicts().first()
