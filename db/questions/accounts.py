"""Questions about accounts."""
from __future__ import annotations

from db.models.centre import Centre
from db.models.staff import Account


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


def centre_row() -> dict | None:
    """The centre this store belongs to."""
    return Centre.select().order_by(Centre.id).dicts().first()
