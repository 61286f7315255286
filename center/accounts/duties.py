"""What is due with accounts: pledges of integrity and secrecy, and what the head has to sign, not signed yet."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from center.accounts import second
from center.acts import act_words
from center.duties import Duty, duties
from center.words import N_
from db.models.staff import Account
from db.questions.compliance import rows_of
from db.questions.journal import names_of_accounts
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("accounts", N_("账号"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Accounts in use whose holder has not signed by today."""
    for row in rows_of(Account, "login", "name", "active", "pledged_on"):
        if row["active"] and not (row["pledged_on"] and row["pledged_on"].first <= today):
            yield Duty("accounts", "pledge", N_("还没有签廉洁与保密承诺"),
                       Phrase(N_("账号 {login}"), login=row["login"]), row["name"], None, "accounts",
                       row["id"], mine=row["login"] == desk.who.login)
    if desk.may(second.RIGHT):
        names = names_of_accounts()
        for one in second.waiting(desk):
            who = names.get(one["account"], one["account"])
            yield Duty("accounts", "countersign", N_("待会签"), act_words(one["label"]), who, one["due"],
                       mine=True)
