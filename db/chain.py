"""The audit chain: every audit row is sealed to the one before it, so that a changed or removed row is seen."""
from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = bytes(32)  # the "previous hash" of the first row
_DIGEST_BYTES = 16
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: `broken` is the number of the first bad row (None when all hold), `seq`/`hash` the head."""

    seq: int
    hash: bytes
    broken: int | None = None
    cut: bool = False

    @property
    def whole(self) -> bool:
        return self.broken is None and not self.cut


def derive(data_key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose out of the data key (HKDF-SHA256, RFC 5869, one block, empty salt).

    In the standard library's words, so that a store without the cryptography package has its audit too.
    """
    extracted = hmac.digest(bytes(32), data_key, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def audit_key(data_key: bytes) -> bytes:
    """The key of the audit chain: who edits the file without the data key cannot forge a row."""
    return derive(data_key, "audit")


def link(key: bytes, previous: bytes, row: Mapping[str, object]) -> bytes:
    """The 32-byte hash of one audit row. `row`: its columns without `hash`; values are text, numbers or None."""
    return hmac.digest(key, previous + _JSON(dict(row)).encode(), "sha256")


def verify(rows: Iterable[Mapping[str, object]], key: bytes, head: tuple[int, bytes] | None = None) -> Verdict:
    """Check the chain over audit `rows` (their columns; `seq` a number from 1, `hash` in hex), in the order of seq.

    `head`: (seq, hash) remembered outside the store (keyring, backup, printed report). A cut tail leaves a
    chain that holds, so only the remembered head shows it: `cut` is True when the head is not in the chain.
    """
    last, seq, head_seen = START, 0, head is None or head[0] == 0
    for row in rows:
        columns = dict(row)
        found = bytes.fromhex(columns.pop("hash"))
        expected = link(key, last, columns)
        if columns["seq"] != seq + 1 or not hmac.compare_digest(found, expected):
            return Verdict(seq, last, broken=columns["seq"])
        last, seq = expected, seq + 1
        head_seen = head_seen or (seq, last) == head
    return Verdict(seq, last, cut=not head_seen)


def digest(key: bytes, path: str, value: str) -> str:
    """A keyed digest (32 hex digits) of a value that the audit shows masked: equal values can be recognised by
    whoever holds the key, and nobody can try out all ID numbers without it. `path` keeps equal values of
    different fields apart."""
    return hmac.digest(key, f"{path}\x00{value}".encode(), hashlib.sha256).hex()[: 2 * _DIGEST_BYTES]
