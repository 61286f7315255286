"""Notes of a case under the second key: only who handles it, and the chair, unwrap them (`center.sealed`).

Who that is follows the case: whoever is appointed is granted, whoever leaves is taken off and the text gets another
key, in the act that appoints or takes off; else at the next act of somebody who can open it.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center.cases.given import locked
from center.cases.keeping import FILED
from center.commands import command
from center.following import follows
from center.rights import may
from center.sealed import LOST, WAITING, Grant, can_open, grants, seal, unseal
from center.sealed.unwrapping import (
    can_unwrap,
    context,
    granted,
    key_of,
    packed,
    public_now,
    rewrapped,
    unpacked,
    wrapped,
)
from center.seeing import see
from center.words import N_
from db import sealing
from db.errors import Denied, Invalid, Problems
from db.listing import record_row
from db.models.cases import Case, CaseWorker
from db.models.mediation import Mediator
from db.models.sealed import SealedText
from db.questions.accounts import roles_by_login
from db.questions.case_sight import SEES_ALL, chair_logins, handlers, linked, noted, worked
from db.questions.journal import names_of_accounts
from db.questions.sealed import text_of
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

OWNER, FIELD = "cases", "note"
NOT_HERS = "保密笔记只由本案的办案人员和调委会主任写、看，请找他们办理"


@dataclass(frozen=True)
class Note:
    """What a page paints of a case's note: whether there is one, whether it opens, who may, and who cannot yet."""

    there: bool
    opens: bool
    hers: bool
    readers: tuple[Grant, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Names of who handles the case but cannot open the note before it is granted again."""
        return tuple(one.name for one in self.readers if one.state in (WAITING, LOST))


def note(desk: Desk, case: int) -> Note:
    """For painting, not audited. Raises Denied, Missing for a case that is closed to her."""
    desk.need("cases.read")
    see(desk, Case, case)
    row = record_row(Case, case)
    uid = row["uid"].hex()
    return Note(text_of(OWNER, uid, FIELD) is not None, can_open(desk, OWNER, uid, FIELD),
                desk.who.login in logins(row), grants(desk, OWNER, uid, FIELD))


def opened(desk: Desk, case: int) -> str | Denied | None:
    """The clear text, audited; Denied as a value for who cannot unwrap it; None when there is none."""
    if not note(desk, case).there:
        return None
    try:
        return desk.do("cases.open_note", case=case)
    except Denied as error:
        return error


@command(N_("写保密笔记"), right="cases.edit", name="cases.write_note")
def write_note(tx: Tx, case: Any, text: str) -> None:
    """Write the note of a case for who handles it, or write it anew; an empty text takes it away.

    Raises Denied for who does not handle it or cannot unwrap the old one, Problems once the case is filed.
    """
    row = _hers(tx, case)
    if row["filed_on"]:
        raise Problems({"": Invalid(FILED)})
    seal(tx, OWNER, row["uid"].hex(), FIELD, text, [one for one in logins(row) if one != tx.account])
    settle(tx, row)


@command(N_("打开保密笔记"), right="cases.read", name="cases.open_note")
def open_note(tx: Tx, case: Any) -> str:
    """The note of a case in clear, for who handles it; audited. Raises Denied, Missing."""
    row = _hers(tx, case)
    text = unseal(tx, OWNER, row["uid"].hex(), FIELD)
    settle(tx, row)
    return text


def _hers(tx: Tx, case: Any) -> dict[str, Any]:
    row = tx.row(Case, locked(tx, Case, case))
    if tx.account not in logins(row):
        raise Denied(NOT_HERS)
    return row


def logins(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The accounts that a case's notes are for: who handles it now, else who registered it; and the chair.

    The chair is who presides over its committee; as long as nobody does, an account with her rights that stands for
    no mediator is one too.
    """
    active = {login: roles for login, roles in roles_by_login().items() if may(roles, "cases.read")}
    presiding, linked_ = chair_logins(row["committee"]), linked()
    free = [login for login, roles in active.items()
            if not presiding and may(roles, SEES_ALL) and login not in linked_]
    own = handlers(row["id"]) if worked(row["id"]) else [row["registered_by"]]
    seen = [login for login in presiding if may(active.get(login, ()), SEES_ALL)]
    return tuple(login for login in dict.fromkeys((*own, *seen, *free)) if login in active)


# ---- who is appointed, who leaves ------------------------------------------------------------------------------


@follows(CaseWorker)
def workers_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Whoever is appointed is granted, whoever left is taken off; a removed row is told by `guarding.leave_worker`."""
    for case in {record_row(CaseWorker, rid)["case"] for rid in rows}:
        settle(tx, record_row(Case, case))


@follows(Mediator)
def mediators_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Another login, another duty, or gone from the committee: the notes of her cases follow."""
    some = [rid for rid, names in rows.items() if names & {"login", "duty", "until", "committee"}]
    for case in noted(some):
        settle(tx, record_row(Case, case))


@follows(Case)
def cases_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Another committee has another chair."""
    for case in [rid for rid, names in rows.items() if names != frozenset(Case._meta.fields) and "committee" in names]:
        settle(tx, record_row(Case, case))


def settle(tx: Tx, row: Mapping[str, Any]) -> None:
    """Give the note's key to who should have it, and take it from who should not; nothing if the doer cannot open it.

    A note that nobody else could open stays with who has it: nothing is lost.
    """
    found = text_of(OWNER, row["uid"].hex(), FIELD)
    if found is None or not can_unwrap(tx.ring, tx.account, found):
        return
    named, wanted, key = unpacked(found["grants"]), logins(row), key_of(tx.ring, tx.account, found)
    kept = {login: _entry(login, named.get(login), key, found) for login in wanted}
    left = [login for login in named if login not in wanted]
    if not any(granted(entry, public_now(login)) for login, entry in kept.items()):
        kept |= {login: named[login] for login in left}
        left = []
    if kept == named:
        return
    values: dict[str, Any] = {"grants": packed(kept)}
    if left:
        text, fresh = sealing.opened(found["box"], key, context(found)), sealing.content_key()
        values = rewrapped(found, fresh, kept) | {"box": sealing.close(text, fresh, context(found))}
    tx.change(SealedText, found["id"], values)
    names = names_of_accounts()
    for login in [login for login in kept if kept[login] and kept[login] != named.get(login)]:
        tx.told("seal_grant", OWNER, row["uid"].hex(), names.get(login, login))
    for login in left:
        tx.told("seal_revoke", OWNER, row["uid"].hex(), names.get(login, login))


def _entry(login: str, entry: Mapping[str, str] | None, key: bytes, found: Mapping[str, Any]) -> Mapping[str, str]:
    public = public_now(login)
    if public is None or granted(entry, public):
        return entry or {}
    return wrapped(public, key, found, login)
