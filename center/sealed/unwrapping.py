"""Content keys: wrapping them for an account, and unwrapping them with the pair that a sign-in brought along.

A sealed text here is its row as a mapping: owner, owner_uid, field, box, grants, spare.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from center.words import N_
from db import sealing
from db.errors import Denied, UserError
from db.keyring import Keyring
from db.questions.sealed import public_of
from db.sealing import Pair

CANNOT = N_("这台电脑上没有加密组件，保密内容存不了也打不开，请换一台电脑或联系维护人员；内容没有保存")
AGAIN = N_("请重新登录一次，再来写或打开保密内容")


def context(found: Mapping[str, Any]) -> bytes:
    """Where a text belongs, bound into its cipher text: it cannot be moved to another row."""
    return f"{found['owner']}|{found['owner_uid']}|{found['field']}".encode()


def need_pair(ring: Keyring | None, login: str) -> Pair:
    """An account's own pair. Raises UserError where nothing can be sealed, Denied when it is not in memory."""
    if not sealing.works():
        raise UserError(CANNOT)
    pair = ring.pair(login) if ring else None
    if pair is None or not pair.usable:
        raise Denied(AGAIN)
    return pair


def wrapped(public: bytes, key: bytes, found: Mapping[str, Any], login: str) -> dict[str, str]:
    """A grant: the content key for one public key, and for which."""
    return {"public": public.hex(), "box": sealing.wrap_for(public, key, context(found) + f"|{login}".encode())}


def granted(entry: Mapping[str, str] | None, public: bytes | None) -> bool:
    """Whether a grant is for the key that an account has now."""
    return bool(entry) and public is not None and entry["public"] == public.hex()


def can_unwrap(ring: Keyring | None, login: str, found: Mapping[str, Any]) -> bool:
    """Whether the pair in memory opens a text."""
    pair = ring.pair(login) if ring and sealing.works() else None
    return pair is not None and pair.usable and granted(unpacked(found["grants"]).get(login), pair.public)


def key_of(ring: Keyring | None, login: str, found: Mapping[str, Any]) -> bytes:
    """The content key of a text for an account. Raises Denied: not named, or its key is a new one."""
    pair = need_pair(ring, login)
    entry = unpacked(found["grants"]).get(login)
    if entry is None:
        raise Denied("这段保密内容没有授权给您，请找能打开的同事授权")
    if not entry:
        raise Denied("给您授权时您还没有自己的钥匙，请找能打开的同事再授权一次")
    if not granted(entry, pair.public):
        raise Denied("您的密码被重设过，原来能打开的保密内容打不开了，请找能打开的同事再授权一次")
    key = sealing.unwrap(pair, entry["box"], context(found) + f"|{login}".encode())
    if key is None:
        raise Denied("这份授权被改动过，打不开，请找能打开的同事再授权一次")
    return key


def rewrapped(found: Mapping[str, Any], key: bytes, grants: Mapping[str, Mapping[str, str]]) -> dict[str, str | None]:
    """Grants and spare of a text for another content key, for the public keys trusted at the time."""
    spare = unpacked(found["spare"])
    fresh = {login: wrapped(bytes.fromhex(entry["public"]), key, found, login) if entry else {}
             for login, entry in grants.items()}
    return {"grants": packed(fresh), "spare": packed(
        wrapped(bytes.fromhex(spare["public"]), key, found, sealing.RECOVERY)) if spare else None}


def spare_key(pair: Pair, found: Mapping[str, Any]) -> bytes | None:
    """The content key of a text for the recovery key; None when it was not handed to this one."""
    spare = unpacked(found["spare"])
    if not granted(spare, pair.public):
        return None
    return sealing.unwrap(pair, spare["box"], context(found) + f"|{sealing.RECOVERY}".encode())


def public_now(login: str) -> bytes | None:
    """The public key that stands in the store for an account, or for the recovery key."""
    return public_of(login)


def packed(value: Mapping[str, Any]) -> str:
    """As it stands in the table."""
    return json.dumps(value, ensure_ascii=False)


def unpacked(text: str | None) -> dict[str, Any]:
    """Back from the table; an empty column is an empty mapping."""
    return json.loads(text) if text else {}
