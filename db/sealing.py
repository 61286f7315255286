"""Sealing under a second key: each account's pair (X25519), and texts that only named accounts can unwrap.

A pair's private half stands in the keyring, under a key derived (HKDF) from the one that Argon2id made of the password;
whoever holds the data key alone opens nothing here. A text has one random content key (AES-256-GCM), which is wrapped
for each public key by a sealed box: X25519 with a fresh pair, HKDF-SHA256, AES-256-GCM.
"""
from __future__ import annotations

import base64
import os

from db import chain

try:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
except ImportError:  # then nothing is sealed and nothing is opened: `works`
    AESGCM = X25519PrivateKey = X25519PublicKey = None

RECOVERY = "#recovery"  # what the recovery key is called among the logins; no account can be
KEY_BYTES = 32
NONCE_BYTES = 12


class Pair:
    """One account's two halves. The private one can be wiped from memory; the public one stays."""

    def __init__(self, private: bytes) -> None:
        self._private = bytearray(private)
        self.public: bytes = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    @property
    def usable(self) -> bool:
        """Whether the private half is still here."""
        return bool(self._private)

    @property
    def private(self) -> bytes:
        """The 32 private bytes; b'' once wiped."""
        return bytes(self._private)

    def wipe(self) -> None:
        """Overwrite the private half and let it go."""
        self._private[:] = bytes(len(self._private))
        self._private.clear()


def works() -> bool:
    """Whether this computer can seal: the cryptography package is here and has X25519."""
    if AESGCM is None:
        return False
    try:
        X25519PrivateKey.generate()
    except UnsupportedAlgorithm:
        return False
    return True


def new_pair() -> Pair | None:
    """A pair by chance; None where this computer cannot seal."""
    return Pair(X25519PrivateKey.generate().private_bytes_raw()) if works() else None


def lock_pair(pair: Pair, key: bytes, context: bytes) -> dict[str, str]:
    """What the keyring keeps of a pair: `key` is what the password was stretched to, `context` names the entry."""
    nonce = os.urandom(NONCE_BYTES)
    box = AESGCM(chain.derive(key, "pair")).encrypt(nonce, pair.private, context + pair.public)
    return {"public": pair.public.hex(), "box": _text(nonce + box)}


def unlock_pair(kept: dict[str, str] | None, key: bytes, context: bytes) -> Pair | None:
    """The pair of a keyring entry; None when it has none, or one that this key does not open."""
    if not kept or not works():
        return None
    private = _decrypt(chain.derive(key, "pair"), kept["box"], context + bytes.fromhex(kept["public"]))
    return None if private is None else Pair(private)


def content_key() -> bytes:
    """A fresh key for one text."""
    return os.urandom(KEY_BYTES)


def close(text: str, key: bytes, context: bytes) -> str:
    """A text under its content key; `context` says where it belongs, so that it cannot be moved."""
    nonce = os.urandom(NONCE_BYTES)
    return _text(nonce + AESGCM(key).encrypt(nonce, text.encode(), context))


def opened(box: str, key: bytes, context: bytes) -> str | None:
    """The text of a box; None for another key or another place."""
    plain = _decrypt(key, box, context)
    return None if plain is None else plain.decode()


def wrap_for(public: bytes, key: bytes, context: bytes) -> str:
    """A content key that only the private half of `public` unwraps."""
    once = X25519PrivateKey.generate()
    ours = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    nonce = os.urandom(NONCE_BYTES)
    return _text(ours + nonce + AESGCM(_box_key(shared, ours, public)).encrypt(nonce, key, context))


def unwrap(pair: Pair, box: str, context: bytes) -> bytes | None:
    """The content key of a sealed box; None when it was not made for this pair, or the pair was wiped."""
    if not pair.usable:
        return None
    mine = X25519PrivateKey.from_private_bytes(pair.private)
    try:
        raw = base64.b64decode(box)
        theirs, rest = raw[:KEY_BYTES], raw[KEY_BYTES:]
        shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:  # no box of ours: somebody wrote into the table
        return None
    return _decrypt(_box_key(shared, theirs, pair.public), _text(rest), context)


def _box_key(shared: bytes, once: bytes, public: bytes) -> bytes:
    # Both public halves are bound in: a box cannot be turned to another reader.
    return chain.derive(shared, f"box|{once.hex()}|{public.hex()}")


def _decrypt(key: bytes, box: str, context: bytes) -> bytes | None:
    try:
        raw = base64.b64decode(box)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        return None


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
