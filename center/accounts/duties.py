"""What is due with accounts: pledges of integrity and secrecy that are not signed."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from center.duties import Duty, duties
from center.words import N_, say
from db.models.staff import Account
from db.questions.compliance import rows_of

if TYPE_CHECKING:
    from center.desk import Desk


@duties("accounts", N_("账号"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Accounts in use whose holder has not signed by today."""
    for row in rows_of(Account, "login", "name", "active", "pledged_on"):
        if row["active"] and not (row["pledged_on"] and row["pledged_on"].first <= today):
            yield Duty("accounts", "pledge", say(N_("还没有签廉洁与保密承诺")),
                       say(N_("账号 {login}"), login=row["login"]), row["name"], None, "accounts",
                       row["id"], mine=row["login"] == desk.who.login)
