"""Signing in: with a password, or with the recovery key that gives an account a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.words import N_, say
from db import instance
from db.errors import Denied, UserError

if TYPE_CHECKING:
    from center.desk import Desk

KEPT = "last-login"


class SignIn:
    """One try after another on one folder. The folder remembers who signed in last, never a password."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def last(self) -> str:
        """Who signed in last; '' when nobody has."""
        try:
            return (self.folder / KEPT).read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def held(self) -> str:
        """The sentence when a program has this folder open already (or it cannot be written to); '' when it is free."""
        try:
            instance.take(self.folder).release()
        except UserError as error:
            return say(error)
        return ""

    def enter(self, login: str, password: str) -> Desk:
        """The Desk. Raises Denied with the sentence to show (wrong password, seconds to wait, held elsewhere)."""
        if not login.strip() or not password:
            raise Denied("请填写登录名和密码")
        from center import opening

        desk = opening.sign_in(self.folder, login.strip(), password)
        self.remember(login.strip())
        return desk

    def recover(self, recovery: str, login: str, password: str, again: str) -> Desk:
        """The Desk, after the recovery key gave `login` a new password."""
        if not login.strip():
            raise Denied("请填写登录名")
        from center import opening

        if password != again:
            raise Denied("两次输入的密码不一样，请重新输入")
        desk = opening.sign_in_with_recovery(self.folder, recovery, login.strip(), password)
        self.remember(login.strip())
        return desk

    def seconds(self, login: str) -> int:
        """How long this login has to wait before the next try; 0 when it may try now."""
        from center.clock import clock
        from db import keyring

        return keyring.load(self.folder).wait(login.strip(), clock())

    def waiting(self, login: str) -> str:
        """The sentence while waiting; '' when one may try."""
        left = self.seconds(login)
        return say(N_("输错次数较多，请等 {seconds} 秒再试"), seconds=left) if left else ""

    def remember(self, login: str) -> None:
        """Keep who signed in."""
        (self.folder / KEPT).write_text(login + "\n", encoding="utf-8")
