"""Which login stands for which mediator opens restricted cases: so only who presides over a committee says so for it.

A chair links logins and names chairs in her own committee; one whose login stands at no mediator yet does where no
chair is linked (setting up), and a committee where nobody is linked is free to everybody with the right. Nobody takes
her own login off: a chair without one would preside wherever nobody else does.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.following import follows
from center.words import N_
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.mediation import Mediator
from db.questions.case_sight import CHAIR, linked_rows
from db.tx import Tx

OPENS = ("login", "duty", "committee", "until")
"""What of a mediator decides which cases her login opens."""
NOT_HERS = N_("登录名和主任由本调委会的主任填，请找那个调委会的主任办理")
OWN = N_("自己的登录名不能由本人去掉，请找调委会的另一位主任办理")


@follows(Mediator)
def links_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Refuse a link that is not for who acts to make, whichever way it came."""
    before, whole = _as_before(tx, rows), frozenset(Mediator._meta.fields)
    for rid, names in rows.items():
        now, was = record_row(Mediator, rid), before.get(rid)
        if was and was["login"] == tx.account != now["login"]:
            raise Problems({"login": Invalid(OWN)})
        if (now["login"] or was) and (names == whole or names & set(OPENS)):
            for committee in {now["committee"], was["committee"] if was else now["committee"]}:
                _need(tx.account, committee, before)


def keep_own(tx: Tx, record: type[Mediator], rid: int, revision: int | None = None) -> None:
    """Remove a mediator; not her who removes, and only for a chair of the committee while it has a login."""
    row = tx.row(record, rid)
    if row["login"] == tx.account:
        raise Problems({"": Invalid(OWN)})
    if row["login"]:
        _need(tx.account, row["committee"], linked_rows())
    tx.remove(record, rid, revision)


def _as_before(tx: Tx, rows: Mapping[int, frozenset[str]]) -> dict[int, dict[str, Any]]:
    """The mediators with a login as they stood before this act, by id."""
    whole, was = frozenset(Mediator._meta.fields), tx.was(Mediator)
    changed = {rid: record_row(Mediator, rid) | was[rid] for rid in rows if rid in was and rows[rid] != whole}
    found = {rid: row for rid, row in linked_rows().items() if rid not in rows or rows[rid] != whole}
    return {rid: row for rid, row in (found | changed).items() if row["login"]}


def _need(login: str, committee: int, linked: Mapping[int, Mapping[str, Any]]) -> None:
    """Raise Problems unless a login may link in a committee."""
    there = [row for row in linked.values() if row["committee"] == committee]
    chairs = {row["login"] for row in there if row["duty"] == CHAIR and row["until"] is None}
    free = not chairs and not any(row["login"] == login for row in linked.values())
    if there and login not in chairs and not free:
        raise Problems({"login": Invalid(NOT_HERS)})
