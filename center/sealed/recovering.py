"""Keys of sealed texts over time: the public half at sign-in, and the recovery key, so that no text is lost for ever.

The recovery key has a pair too; each text is handed to it when it is sealed. A changed recovery sheet is another pair,
which somebody who can open the texts has to hand them to: who only draws a new sheet gets nothing by it.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.commands import command
from center.sealed.unwrapping import can_unwrap, granted, key_of, packed, public_now, spare_key, unpacked, wrapped
from center.words import N_
from db import sealing
from db.errors import Denied, Invalid, Problems, UserError
from db.models.sealed import SealedText
from db.questions.accounts import account_of
from db.questions.sealed import any_text, keep_public, texts_naming
from db.sealing import RECOVERY, Pair
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk


def settle(desk: Desk) -> None:
    """At sign-in: the public half of this account's pair stands in the store. Another than before is audited."""
    login, ring = desk.who.login, desk.keyring
    pair = ring.pair(login) if ring else None
    recovery = ring.public(RECOVERY) if ring else None
    first = recovery is not None and public_now(RECOVERY) != recovery and not any_text()
    before = public_now(login)
    if pair is None or (before == pair.public and not first):
        return
    try:
        if before not in (None, pair.public):
            desk.told("new_pair", "accounts", text=login)
        with desk.store.writing():
            keep_public(login, pair.public, desk.now().isoformat(timespec="seconds"))
            if first:  # nothing was sealed yet: whoever keeps the sheet today is trusted with what comes
                keep_public(RECOVERY, recovery, desk.now().isoformat(timespec="seconds"))
    except UserError:  # a full disk keeps nobody out; the next sign-in tries again
        return


def recovered(desk: Desk, spare: Pair) -> int:
    """After signing in by the recovery key: this account's texts under its new pair; how many. Audited in any case."""
    with desk.store.writing():
        tx = Tx(desk.store, command="sealed.recovered", label="用恢复钥匙找回保密内容", account=desk.who.login,
                now=desk.now())
        tx.told("recovered", "accounts", text=desk.who.login)
        texts = [found for found in texts_naming(desk.who.login) if desk.who.login in unpacked(found["grants"])]
        done = _give(tx, texts, spare, desk.who.login)
        tx.finish()
    return done


def _give(tx: Tx, texts: list[dict], spare: Pair, login: str) -> int:
    public, done = public_now(login), 0
    for found in texts if public else ():
        key, grants = spare_key(spare, found), unpacked(found["grants"])
        if key is None or granted(grants.get(login), public):
            continue
        grants[login] = wrapped(public, key, found, login)
        tx.change(SealedText, found["id"], {"grants": packed(grants)})
        tx.told("seal_recovered", found["owner"], found["owner_uid"], login)
        done += 1
    return done


@command(N_("用恢复钥匙找回保密内容"), right="accounts.edit", name="sealed.rescue")
def rescue(tx: Tx, recovery: str, account: str) -> int:
    """For texts that nobody is left to open: all that the recovery key opens, granted to an account; how many.

    Needs the sheet and a reason. Raises Denied for a wrong sheet, Problems at `account` or `reason`.
    """
    row = account_of(account)
    if row is None or not row["active"] or public_now(account) is None:
        raise Problems({"account": Invalid("请选一个登录过、没有停用的账号")})
    if not tx.reason.strip():
        raise Problems({"reason": Invalid("请写明为什么要用恢复钥匙找回保密内容")})
    if tx.ring is None or not sealing.works():
        raise Denied("这台电脑上找不回保密内容，请在装着数据的电脑上办")
    _data_key, spare = tx.ring.recover(recovery, tx.now)
    tx.rename(f"用恢复钥匙找回保密内容 {row['name']}")
    tx.told("recovered", "accounts", text=account)
    done = _give(tx, texts_naming(), spare, account) if spare else 0
    if spare:
        spare.wipe()
    return done


def unspared(desk: Desk) -> int:
    """How many texts this account can open that the recovery key of today cannot: lost if all passwords are."""
    recovery = desk.keyring.public(RECOVERY) if desk.keyring else None
    return sum(not granted(unpacked(found["spare"]), recovery)
               for found in texts_naming(desk.who.login) if can_unwrap(desk.keyring, desk.who.login, found))


@command(N_("把保密内容交给现在的恢复钥匙"), right="", name="sealed.hand_to_recovery")
def hand_to_recovery(tx: Tx) -> int:
    """The texts that the doer can open, handed to the recovery key of today; how many.

    From then on it is trusted with new texts too. Raises Denied when there is no such pair yet.
    """
    recovery = tx.ring.public(RECOVERY) if tx.ring else None
    if recovery is None:
        raise Denied("现在的恢复钥匙还管不了保密内容，请系统管理员先换一次恢复钥匙")
    done = 0
    for found in texts_naming(tx.account):
        if not can_unwrap(tx.ring, tx.account, found) or granted(unpacked(found["spare"]), recovery):
            continue
        key = key_of(tx.ring, tx.account, found)
        tx.change(SealedText, found["id"], {"spare": packed(wrapped(recovery, key, found, RECOVERY))})
        tx.told("seal_recovery", found["owner"], found["owner_uid"], found["field"])
        done += 1
    if done:
        keep_public(RECOVERY, recovery, tx.now.isoformat(timespec="seconds"))
    return done
