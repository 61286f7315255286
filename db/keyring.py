"""The keyring: one random data key, wrapped once for every login and once for the recovery key on paper."""
from __future__ import annotations

import hashlib
import hmac
import json
import math
import os
import secrets
import unicodedata
from datetime import datetime
from pathlib import Path

from db import chain, driver, durable, sealing, wrapping
from db.errors import Denied, Missing, Unreadable, UserError
from db.places import KEYRING, KEYRING_COPY

VERSION = 1
RECOVERY = sealing.RECOVERY
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs; 0 O 1 I are left out, they are misread on paper
RECOVERY_SIGNS = 32  # 32 signs of 5 bits: 160 bits
GROUP = 4

FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = 5, 300  # seconds


class Keyring:
    """The keyring of one store, as it stands on the disk; every change is on the disk when the method returns."""

    def __init__(self, folder: Path, content: dict) -> None:
        self.folder = folder
        self._content = content
        self._pairs: dict[str, sealing.Pair] = {}  # of who signed in, until `forget`

    @property
    def store(self) -> str:
        """The store's own random name (32 hex digits)."""
        return self._content["store"]

    @property
    def sealed(self) -> bool:
        """Whether the store file is encrypted. False: made where no encrypted driver exists (未加密)."""
        return self._content["sealed"]

    @property
    def logins(self) -> tuple[str, ...]:
        """The logins that have a password, in the order they were added."""
        return tuple(name for name in self._content["entries"] if name != RECOVERY)

    def file_key(self, data_key: bytes) -> bytes | None:
        """What `driver.connect` takes: the data key, or None when the store file is plain."""
        return data_key if self.sealed else None

    def wait(self, login: str, now: datetime) -> int:
        """Seconds until `login` may try again (0: now). `now` is aware; nothing sleeps here."""
        tries = self._content["tries"].get(self._counter(login))
        if tries is None or tries["wrong"] < FREE_TRIES:
            return 0
        delay = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries["wrong"] - FREE_TRIES, 16))
        passed = (now - datetime.fromisoformat(tries["at"])).total_seconds()
        # A clock that was put back would make the wait endless: then the try is allowed.
        return 0 if passed < 0 else max(0, math.ceil(delay - passed))

    def unlock(self, login: str, password: str, now: datetime) -> bytes:
        """The 32-byte data key. Raises Denied: wrong, or too soon after wrong tries (with the seconds to wait)."""
        return self._enter(login.strip(), password, now)[0]

    def sign_in(self, login: str, password: str, now: datetime) -> bytes:
        """The data key as `unlock` gives it; the login's own pair is in memory from now on, made if it had none.

        No pair where this computer cannot seal, or cannot write the keyring: then there is one at another sign-in.
        """
        login = login.strip()
        data_key, key = self._enter(login, password, now)
        pair = self._kept_pair(login, key)
        if pair is not None:
            self._pairs[login] = pair
        return data_key

    def pair(self, login: str) -> sealing.Pair | None:
        """The pair of a login that signed in here; None before, and after `forget`."""
        return self._pairs.get(login)

    def forget(self) -> None:
        """Wipe the private halves from memory: the window is locked, or nobody is signed in any more."""
        for pair in self._pairs.values():
            pair.wipe()
        self._pairs.clear()

    def public(self, login: str) -> bytes | None:
        """The public half of a login's pair, or of the recovery key's (`RECOVERY`); None before it has one."""
        kept = self._content["entries"].get(login, {}).get("pair")
        return bytes.fromhex(kept["public"]) if kept else None

    def _enter(self, login: str, password: str, now: datetime) -> tuple[bytes, bytes]:
        found = self._unlock(login, password, now)
        if found is not None:
            return found
        if seconds := self.wait(login, now):
            raise Denied("账号或密码不对，请等 {seconds} 秒再试", seconds=seconds)
        raise Denied("账号或密码不对，请再输一次")

    def unlock_recovery(self, typed: str, now: datetime) -> bytes:
        """The data key for the recovery key as typed: upper or lower case, spaces and dashes do not matter."""
        return self._enter_recovery(typed, now)[0]

    def recover(self, typed: str, now: datetime) -> tuple[bytes, sealing.Pair | None]:
        """The data key, and the pair of the recovery key: it opens the sealed texts that were handed to it."""
        data_key, key = self._enter_recovery(typed, now)
        return data_key, self._kept_pair(RECOVERY, key)

    def _enter_recovery(self, typed: str, now: datetime) -> tuple[bytes, bytes]:
        secret = tidy_recovery(typed)
        if secret is None:
            raise Denied("恢复钥匙是 8 组、每组 4 个字母或数字（没有 0、O、1、I），请检查后再输")
        found = self._unlock(RECOVERY, secret, now)
        if found is None:
            raise Denied("恢复钥匙不对，请对照打印的那张纸再输一次")
        return found

    def add_login(self, data_key: bytes, login: str, password: str, kdf: dict | None = None,
                  pair: sealing.Pair | None = None) -> None:
        """Give a new login its own wrapping of the data key. Raises Denied for a name that is taken or unusable."""
        login = _usable(login, password)
        if login in self._content["entries"]:
            raise Denied("账号 {login} 已经有了，请换一个名字", login=login)
        self._wrap(login, password, data_key, kdf, pair)
        self._save()

    def change_password(self, login: str, old: str, new: str, now: datetime, kdf: dict | None = None) -> None:
        """Wrap anew under `new`, by the owner who knows `old`. Raises Denied like `unlock`."""
        login = _usable(login, new)
        data_key = self.sign_in(login, old, now)
        self._wrap(login, new, data_key, kdf, self.pair(login))
        self._save()

    def reset_login(self, data_key: bytes, login: str, password: str, kdf: dict | None = None,
                    pair: sealing.Pair | None = None) -> None:
        """Set a forgotten password, by an administrator or the recovery key: whoever holds the data key.

        The old pair goes with the old password: nobody but its owner could take it along. `pair`: the new one.
        """
        login = _usable(login, password)
        self._must_have(login)
        self._wrap(login, password, data_key, kdf, pair)
        self._content["tries"].pop(login, None)
        self._save()

    def remove_login(self, login: str) -> None:
        """Take the login's wrapping away. Raises Missing, or Denied for the last one."""
        self._must_have(login.strip())
        if len(self.logins) == 1:
            raise Denied("这是最后一个账号，不能删除：删了就没有人能打开数据。请先另建一个")
        del self._content["entries"][login.strip()]
        self._content["tries"].pop(login.strip(), None)
        self._save()

    def new_recovery(self, data_key: bytes, kdf: dict | None = None, drawn: str = "") -> str:
        """Make a new recovery key and return it, once; the old sheet is worth nothing from now on.

        `drawn`: one of `draw_recovery` that stands on a sheet already.
        """
        key = drawn or draw_recovery()
        self._wrap(RECOVERY, tidy_recovery(key), data_key, kdf, sealing.new_pair())
        self._content["tries"].pop(RECOVERY, None)  # wrong tries were at the old one
        self._save()
        return key

    def set_head(self, data_key: bytes, seq: int, link: bytes) -> None:
        """Remember the audit's head outside the store, so that a cut tail is seen; sealed by the data key."""
        self._content["head"] = {"seq": seq, "hash": link.hex(), "mac": self._head_mac(data_key, seq, link)}
        self._save()

    def head(self, data_key: bytes) -> tuple[int, bytes]:
        """(seq, hash) of the remembered head; (0, START) before the first. Raises Unreadable when it was forged."""
        head = self._content["head"]
        if head is None:
            return 0, chain.START
        link = bytes.fromhex(head["hash"])
        if not hmac.compare_digest(self._head_mac(data_key, head["seq"], link), head["mac"]):
            raise Unreadable("钥匙文件里的日志标记被改动过，请联系管理员核对操作日志")
        return head["seq"], link

    def _unlock(self, login: str, secret: str, now: datetime) -> tuple[bytes, bytes] | None:
        if seconds := self.wait(login, now):
            raise Denied("输错次数较多，请等 {seconds} 秒再试", seconds=seconds)
        entry = self._content["entries"].get(login)
        if entry is None:  # as slow and with the same words as a wrong password: names are not told
            wrapping.unwrap(self._content["entries"][RECOVERY], secret, b"")
            found = None
        else:
            found = wrapping.unwrap_both(entry, secret, self._context(login))
        if found is None:
            self._count_wrong(login, now)
        elif self._content["tries"].pop(login, None) is not None:
            self._save()
        return found

    def _kept_pair(self, login: str, key: bytes) -> sealing.Pair | None:
        entry = self._content["entries"][login]
        pair = sealing.unlock_pair(entry.get("pair"), key, self._context(login))
        if pair is not None or not sealing.works():
            return pair
        pair, before = sealing.new_pair(), dict(entry)
        entry["pair"] = sealing.lock_pair(pair, key, self._context(login))
        try:
            self._save()
        except UserError:  # a full disk keeps nobody out; a pair that is not kept must seal nothing
            self._content["entries"][login] = before
            return None
        return pair

    def _count_wrong(self, login: str, now: datetime) -> None:
        tries = self._content["tries"].setdefault(self._counter(login), {"wrong": 0})
        tries["wrong"] += 1
        tries["at"] = now.isoformat()
        self._save()

    def _counter(self, login: str) -> str:
        return login if login in self._content["entries"] else ""  # all unknown names share one counter

    def _must_have(self, login: str) -> None:
        if login not in self.logins:
            raise Missing("没有账号 {login}，请核对登录名", login=login)

    def _wrap(self, login: str, secret: str, data_key: bytes, kdf: dict | None,
              pair: sealing.Pair | None = None) -> None:
        entry, key = wrapping.wrap_anew(data_key, secret, self._context(login), kdf or wrapping.STRONG)
        if pair is not None:
            entry["pair"] = sealing.lock_pair(pair, key, self._context(login))
            if login != RECOVERY:
                self._pairs[login] = pair
        self._content["entries"][login] = entry

    def _context(self, login: str) -> bytes:
        return f"{self.store}|{login}|v{VERSION}".encode()

    def _head_mac(self, data_key: bytes, seq: int, link: bytes) -> str:
        return hmac.digest(chain.derive(data_key, "head"), f"{self.store}|{seq}|".encode() + link, "sha256").hex()

    def _save(self) -> None:
        data = _pack(self._content)
        try:  # one after the other: at every moment at least one of the two is whole
            durable.write(self.folder / KEYRING, data)
            durable.write(self.folder / KEYRING_COPY, data)
        except OSError as error:
            raise UserError("钥匙文件写不进数据文件夹，请检查权限和磁盘空间：{folder}",
                            folder=str(self.folder)) from error


def create(folder: Path, login: str, password: str, *, sealed: bool | None = None,
           kdf: dict | None = None) -> tuple[Keyring, bytes, str]:
    """Make the keyring of a new store: (keyring, data key, recovery key to print once).

    `sealed`: whether the store file will be encrypted (default: whether this computer can).
    `kdf`: key derivation parameters; only tests give them. Raises Denied when the folder has a keyring.
    """
    if (folder / KEYRING).exists() or (folder / KEYRING_COPY).exists():
        raise Denied("这个文件夹里已经有一套数据，请另选一个空文件夹：{folder}", folder=str(folder))
    login = _usable(login, password)
    keyring = Keyring(folder, {
        "version": VERSION, "store": secrets.token_hex(16), "sealed": driver.ENCRYPTED if sealed is None else sealed,
        "entries": {}, "tries": {}, "head": None,
    })
    data_key = os.urandom(driver.KEY_BYTES)
    keyring._wrap(login, password, data_key, kdf, sealing.new_pair())
    return keyring, data_key, keyring.new_recovery(data_key, kdf)


def load(folder: Path) -> Keyring:
    """Read the keyring of the store in `folder`; a damaged copy is repaired from the other one.

    Raises Missing (no keyring at all), Unreadable (both damaged, or made by a newer program).
    """
    first, second = (_read(folder / name) for name in (KEYRING, KEYRING_COPY))
    good = first or second
    if good is None:
        if (folder / KEYRING).exists() or (folder / KEYRING_COPY).exists():
            raise Unreadable("钥匙文件已损坏，备用的一份也读不出来。请从备份恢复：{folder}", folder=str(folder))
        raise Missing("这个文件夹里没有数据：{folder}。请另选文件夹，或先建立本中心", folder=str(folder))
    keyring = Keyring(folder, good)
    if first != second:
        keyring._save()
    return keyring


def parse(data: bytes) -> dict | None:
    """The content of a keyring file, None when it is damaged. Raises Unreadable when a newer program wrote it."""
    try:
        box = json.loads(data)
        content, said = box["keyring"], box["sum"]
    except (ValueError, KeyError, TypeError):
        return None
    if hashlib.sha256(_canonical(content)).hexdigest() != said:
        return None
    if content["version"] != VERSION:
        raise Unreadable("这套数据的钥匙文件是第 {found} 版，本程序只认识第 {known} 版，请先升级程序",
                         found=content["version"], known=VERSION)
    return content


def draw_recovery() -> str:
    """A recovery key by chance, in its groups; no store knows it before `new_recovery`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_SIGNS))
    return "-".join(signs[at:at + GROUP] for at in range(0, RECOVERY_SIGNS, GROUP))


def tidy_recovery(typed: str) -> str | None:
    """A recovery key as typed → its 32 signs in one row, or None when it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐‑‒–—−_.")
    return signs if len(signs) == RECOVERY_SIGNS and set(signs) <= set(ALPHABET) else None


def _read(path: Path) -> dict | None:
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable("钥匙文件读不出来，请检查文件夹权限：{path}", path=str(path)) from error


def _pack(content: dict) -> bytes:
    return json.dumps({"keyring": content, "sum": hashlib.sha256(_canonical(content)).hexdigest()},
                      ensure_ascii=False, indent=1).encode()


def _canonical(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _usable(login: str, password: str) -> str:
    login = login.strip()
    if not login or login.startswith("#") or not login.isprintable():
        raise Denied("请填账号，不能以 # 开头")
    if not password:
        raise Denied("请填密码")
    return login
