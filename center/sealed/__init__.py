"""Sealed texts: what only named accounts can unwrap, whatever rights others hold and whoever has the file.

A text belongs to a row (record name and uid) and has a name of its own (`field`). To write, grant or revoke, an account
must itself be able to open it; the first writer always is. No role opens anything. Clear text passes through here to
whoever asked and is kept nowhere: what an undo puts back is cipher text, and the audit holds names only.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from center import catalog
from center.commands import command
from center.owners import owner_row
from center.sealed.recovering import hand_to_recovery, rescue, unspared  # noqa: F401  commands
from center.sealed.unwrapping import (
    can_unwrap,
    context,
    granted,
    key_of,
    need_pair,
    packed,
    public_now,
    rewrapped,
    unpacked,
    wrapped,
)
from center.words import N_
from db import sealing
from db.errors import Denied, Invalid, Missing, Problems
from db.models.sealed import SealedText
from db.questions.accounts import account_of
from db.questions.sealed import drop_lost, text_of, texts_naming, texts_of
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

OPEN, WAITING, LOST, CLOSED = "open", "waiting", "lost", "closed"


class Grant(NamedTuple):
    """One account that a text names. `state`: it can open it; it had no key when it was named; its password was reset
    since, so that it needs another grant; or the account is closed."""

    account: str
    name: str
    state: str


# ---- commands ------------------------------------------------------------------------------------------------


@command(N_("写保密内容"), right="", name="sealed.seal")
def seal(tx: Tx, owner: str, row: str, field: str, text: str, accounts: Sequence[str] = ()) -> int | None:
    """Seal a text of a row for the writer and `accounts` (logins), or write it anew; '' takes it away.

    A text that stands keeps its grants, `accounts` are added. Closed accounts are left out, those without a key yet
    wait. Returns the id of its row, None when there is none. Raises Denied, Missing.
    """
    owner_row(tx, owner, row, "edit", SealedText)
    found = text_of(owner, row, field)
    if found is None:
        return _first(tx, owner, row, field, text, accounts) if text.strip() else None
    key = key_of(tx.ring, tx.account, found)
    if not text.strip():
        tx.remove(SealedText, found["id"])
        tx.told("seal_removed", owner, row, field)
        return None
    values: dict[str, Any] = {"grants": _added(found, key, accounts)}
    if sealing.opened(found["box"], key, context(found)) != text:
        values["box"] = sealing.close(text, key, context(found))
    if tx.change(SealedText, found["id"], values):
        tx.told("seal", owner, row, field)
    return found["id"]


def _first(tx: Tx, owner: str, row: str, field: str, text: str, accounts: Sequence[str]) -> int:
    pair = need_pair(tx.ring, tx.account)
    key, at = sealing.content_key(), {"owner": owner, "owner_uid": row, "field": field, "grants": "{}"}
    own = {tx.account: wrapped(pair.public, key, at, tx.account)}
    grants = own | unpacked(_added(at, key, accounts, tx.account))
    spare = public_now(sealing.RECOVERY)
    values = at | {"box": sealing.close(text, key, context(at)), "grants": packed(grants),
                   "spare": packed(wrapped(spare, key, at, sealing.RECOVERY)) if spare else None}
    rid = tx.add(SealedText, values)
    tx.told("seal", owner, row, field)
    return rid


def _added(found: dict, key: bytes, accounts: Sequence[str], but: str = "") -> str:
    """The grants of a text with further accounts, packed; those it names already stay as they are."""
    grants = unpacked(found["grants"])
    for login in dict.fromkeys(accounts):
        row = account_of(login)
        if row is None:
            raise Missing("没有账号 {login}，请核对登录名", login=login)
        if login != but and row["active"] and not grants.get(login):
            public = public_now(login)
            grants[login] = wrapped(public, key, found, login) if public else {}
    return packed(grants)


@command(N_("授权查看保密内容"), right="", name="sealed.grant")
def grant(tx: Tx, owner: str, row: str, account: str, field: str = "") -> int:
    """Let another account open a text, or every text of the row that the doer can open; how many it opens anew.

    Raises Denied when the doer can open none, Problems at `account`: unknown, closed, or without a key yet.
    """
    owner_row(tx, owner, row, "edit", SealedText)
    texts, name, public = _mine(tx, owner, row, field), _named(account), public_now(account)
    if public is None:
        raise Problems({"account": Invalid("{name}还没有自己的钥匙，请他用自己的密码登录一次，再来授权", name=name)})
    done = 0
    for found, key in texts:
        grants = unpacked(found["grants"])
        if granted(grants.get(account), public):
            continue
        grants[account] = wrapped(public, key, found, account)
        tx.change(SealedText, found["id"], {"grants": packed(grants)})
        tx.told("seal_grant", owner, row, name)
        done += 1
    tx.rename(f"授权查看保密内容 {name}")
    return done


@command(N_("收回查看保密内容的授权"), right="", name="sealed.revoke")
def revoke(tx: Tx, owner: str, row: str, account: str, field: str = "") -> int:
    """Take an account off a text, or off every text of the row that the doer can open; how many.

    Each gets a new content key for those that are left. What the account read before, it has read. Raises Denied,
    Problems at `account` when nobody would be left who can open it.
    """
    owner_row(tx, owner, row, "edit", SealedText)
    texts, known = _mine(tx, owner, row, field), account_of(account)
    name, done = known["name"] if known else account, 0
    for found, key in texts:
        grants = unpacked(found["grants"])
        if account not in grants:
            continue
        del grants[account]
        if not any(granted(entry, public_now(login)) for login, entry in grants.items()):
            raise Problems({"account": Invalid("这样就没有人能打开了，请先授权给另一个人，再收回{name}的", name=name)})
        text, fresh = sealing.opened(found["box"], key, context(found)), sealing.content_key()
        tx.change(SealedText, found["id"], rewrapped(found, fresh, grants) | {
            "box": sealing.close(text, fresh, context(found))})
        tx.told("seal_revoke", owner, row, name)
        done += 1
    tx.rename(f"收回查看保密内容的授权 {name}")
    return done


@command(N_("打开保密内容"), right="", name="sealed.open")
def unseal(tx: Tx, owner: str, row: str, field: str) -> str:
    """The clear text, for an account it was sealed for; audited. Raises Denied, Missing."""
    owner_row(tx, owner, row, "read", SealedText)
    found = text_of(owner, row, field)
    if found is None:
        raise Missing("这里没有保密内容，可能已被别人删除；请重新打开这一条看看")
    text = sealing.opened(found["box"], key_of(tx.ring, tx.account, found), context(found))
    tx.told("unseal", owner, row, field)
    return text


@command(N_("清理没有用到的保密内容"), right="", name="sealed.sweep")
def sweep(tx: Tx) -> int:
    """Let go of texts whose row is gone for good; returns how many. Everybody's sign-in may."""
    dropped = drop_lost()
    tx.told("purge", "sealed_texts", text=f"{dropped}")
    return dropped


def _mine(tx: Tx, owner: str, row: str, field: str) -> list[tuple[dict, bytes]]:
    """The texts of a row (of one name, or all) that the doer can open, each with its content key."""
    texts = [found for found in texts_of(owner, row) if field in ("", found["field"])]
    if not texts:
        raise Missing("这里没有保密内容，可能已被别人删除；请重新打开这一条看看")
    mine = [found for found in texts if can_unwrap(tx.ring, tx.account, found)] or texts[:1]
    return [(found, key_of(tx.ring, tx.account, found)) for found in mine]


def _named(login: str) -> str:
    row = account_of(login)
    if row is None:
        raise Problems({"account": Invalid("没有账号 {login}，请核对登录名", login=login)})
    if not row["active"]:
        raise Problems({"account": Invalid("账号 {login} 已停用，请找系统管理员", login=login)})
    return row["name"]


# ---- reads ---------------------------------------------------------------------------------------------------


def can_open(desk: Desk, owner: str, row: str, field: str) -> bool:
    """Whether this account could open it now; nothing is audited."""
    found = text_of(owner, row, field) if desk.may(f"{catalog.record(owner).domain}.read") else None
    return found is not None and can_unwrap(desk.keyring, desk.who.login, found)


def fields(desk: Desk, owner: str, row: str) -> tuple[str, ...]:
    """Which sealed texts a row has."""
    desk.need(f"{catalog.record(owner).domain}.read")
    return tuple(found["field"] for found in texts_of(owner, row))


def grants(desk: Desk, owner: str, row: str, field: str) -> tuple[Grant, ...]:
    """Whom a text names, in the order they were named."""
    desk.need(f"{catalog.record(owner).domain}.read")
    found = text_of(owner, row, field)
    named = unpacked(found["grants"]) if found else {}
    return tuple(Grant(login, (account_of(login) or {"name": login})["name"], _state(login, entry))
                 for login, entry in named.items())


def _state(login: str, entry: dict) -> str:
    row = account_of(login)
    if row is None or not row["active"]:
        return CLOSED
    if not entry:
        return WAITING
    return OPEN if granted(entry, public_now(login)) else LOST


def would_lose(login: str) -> bool:
    """Whether setting this account's password takes a sealed text from it, until somebody grants it again."""
    public = public_now(login)
    return any(granted(unpacked(found["grants"]).get(login), public) for found in texts_naming(login))


def mine(desk: Desk, text: str) -> str:
    """A half-typed text under one's own key alone, to be kept with a draft. Raises UserError where nothing seals."""
    pair = need_pair(desk.keyring, desk.who.login)
    at = {"owner": "draft", "owner_uid": desk.who.login, "field": ""}
    key = sealing.content_key()
    return packed(wrapped(pair.public, key, at, desk.who.login) | {"text": sealing.close(text, key, context(at))})


def of_mine(desk: Desk, box: str) -> str | Denied:
    """What `mine` kept; Denied as a value when the password was reset since."""
    at, kept = {"owner": "draft", "owner_uid": desk.who.login, "field": ""}, unpacked(box)
    try:
        key = key_of(desk.keyring, desk.who.login, at | {"grants": packed({desk.who.login: kept})})
    except Denied as error:
        return error
    return sealing.opened(kept["text"], key, context(at))
