"""Wrapping the data key under a password: key derivation and the sealed box that holds the key."""
from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata

from db.errors import Unreadable

try:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
except ImportError:  # no wheel for this processor, or one without Argon2id: the standard library does it
    AESGCM = Argon2id = None

SALT_BYTES = 16
NONCE_BYTES = 12
_SCRYPT_MEMORY = 256 << 20

ARGON2ID = {"name": "argon2id", "memory": 65536, "rounds": 3, "lanes": 1}  # memory in KiB: 64 MiB, about 0.2 s
SCRYPT = {"name": "scrypt", "n": 65536, "r": 8, "p": 1}  # 64 MiB, about 0.2 s


def argon2id_works() -> bool:
    """Whether this computer's cryptography has Argon2id (it needs OpenSSL 3.2)."""
    if Argon2id is None:
        return False
    try:
        Argon2id(salt=bytes(SALT_BYTES), length=32, iterations=1, lanes=1, memory_cost=8)
    except UnsupportedAlgorithm:
        return False
    return True


STRONG = ARGON2ID if argon2id_works() else SCRYPT
# For tests and the demo centre, whose password everybody knows: the parameters are written into the entry, so that
# unlocking works, and protect nothing.
FAST = {"name": "argon2id", "memory": 8, "rounds": 1, "lanes": 1} if argon2id_works() else {**SCRYPT, "n": 2}


def wrap(data_key: bytes, secret: str, context: bytes, kdf: dict) -> dict[str, object]:
    """Seal `data_key` under `secret`; `context` (store, login, version) is bound in, so entries cannot be swapped."""
    return wrap_anew(data_key, secret, context, kdf)[0]


def wrap_anew(data_key: bytes, secret: str, context: bytes, kdf: dict) -> tuple[dict[str, object], bytes]:
    """The same, and the key that `secret` was stretched to: for what else stands under it (`db.sealing`)."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = _derive(secret, salt, kdf)
    if AESGCM is not None:
        cipher, box = "aes-256-gcm", AESGCM(key).encrypt(nonce, data_key, context)
    else:
        cipher, box = "pad-hmac-sha256", _pad(key, data_key) + _tag(key, nonce, _pad(key, data_key), context)
    return {"kdf": dict(kdf), "salt": _text(salt), "cipher": cipher, "nonce": _text(nonce), "box": _text(box)}, key


def unwrap(entry: dict, secret: str, context: bytes) -> bytes | None:
    """The data key, or None when `secret` is wrong. Raises Unreadable when this computer lacks the means."""
    found = unwrap_both(entry, secret, context)
    return None if found is None else found[0]


def unwrap_both(entry: dict, secret: str, context: bytes) -> tuple[bytes, bytes] | None:
    """(data key, the key that `secret` was stretched to), or None; stretching takes its 0.2 s once for both."""
    try:
        salt, nonce, box = (base64.b64decode(entry[name], validate=True) for name in ("salt", "nonce", "box"))
        key = _derive(secret, salt, entry["kdf"])
        cipher = entry["cipher"]
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise Unreadable("钥匙文件里的这个账号已损坏，请让管理员重设密码，或用恢复钥匙") from error
    if cipher == "aes-256-gcm":
        data_key = _open_gcm(key, nonce, box, context)
        return None if data_key is None else (data_key, key)
    sealed, tag = box[:-32], box[-32:]
    if not hmac.compare_digest(tag, _tag(key, nonce, sealed, context)):
        return None
    return _pad(key, sealed), key


def _open_gcm(key: bytes, nonce: bytes, box: bytes, context: bytes) -> bytes | None:
    if AESGCM is None:
        raise Unreadable("这台电脑上没有加密组件，打不开这套数据。请换一台电脑，或联系管理员")
    try:
        return AESGCM(key).decrypt(nonce, box, context)
    except InvalidTag:
        return None


def _derive(secret: str, salt: bytes, kdf: dict) -> bytes:
    # NFKC: full-width digits typed with the Chinese input method on are the same password.
    plain = unicodedata.normalize("NFKC", secret).encode()
    if kdf["name"] == "scrypt":
        return hashlib.scrypt(plain, salt=salt, n=kdf["n"], r=kdf["r"], p=kdf["p"], maxmem=_SCRYPT_MEMORY, dklen=32)
    if kdf["name"] != "argon2id":
        raise ValueError(f"unknown key derivation {kdf['name']}")
    if Argon2id is None:
        raise Unreadable("这台电脑上没有加密组件，打不开这套数据。请换一台电脑，或联系管理员")
    return Argon2id(salt=salt, length=32, iterations=kdf["rounds"], lanes=kdf["lanes"],
                    memory_cost=kdf["memory"]).derive(plain)


def _pad(key: bytes, block: bytes) -> bytes:
    # A one-time pad: the derived key is fresh (random salt) for every wrap and hides exactly one 32-byte key.
    pad = hmac.digest(key, b"pad", "sha256")
    return bytes(left ^ right for left, right in zip(block, pad, strict=True))


def _tag(key: bytes, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
    return hmac.digest(hmac.digest(key, b"tag", "sha256"), nonce + sealed + context, "sha256")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
