"""A real store for a test: made once, empty or filled, then copied, so that each test has its own in milliseconds."""
from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from center import opening
from center.desk import Desk, Who
from db.checks import id_check_digit
from db.days import SHANGHAI
from db.wrapping import FAST as QUICK

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI)
LOGIN, PASSWORD = "lin", "chenguang-2026"
EVENING = NOON.replace(hour=17, minute=30)
CENTRE = {"name": "晨光社区党群服务中心", "level": "community"}
SEEN_BY_ALL: list[Path] = []  # the folder that all processes of a run see, when there are several


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def new_desk(folder: Path, clock: Clock | None = None) -> Desk:
    """A new centre with its first account."""
    return opening.create(folder, CENTRE, LOGIN, "林晓", PASSWORD, clock=clock or Clock(), kdf=QUICK).desk


def of(desk: Desk, login: str, *roles: str) -> Desk:
    """The same store for another account."""
    return Desk(desk.store, Who(login, login, roles), clock=desk._clock)


def copy_desk(master: Path, folder: Path, clock: Clock | None = None) -> Desk:
    """The same centre in another folder."""
    shutil.copytree(master, folder)
    return opening.sign_in(folder, LOGIN, PASSWORD, clock=clock or Clock())


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, made once in a run of several processes; two that need it at once make two."""
    if not SEEN_BY_ALL:
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-")) / "store"
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
        make(folder)
        return folder
    kept, own = SEEN_BY_ALL[0] / name, SEEN_BY_ALL[0] / f"{name}-{os.getpid()}"
    if not kept.exists():
        make(own)
        try:
            own.rename(kept)
        except OSError:  # another one was quicker
            return own
    return kept


@cache
def demo_store() -> Path:
    """The whole demo centre, made once in a test run: to be copied."""
    from center.demo.making import USER
    from reports.demo import make

    def alone(folder: Path) -> None:
        desk = make(folder, clock=Clock())[0].desk
        for login in set(desk.keyring.logins) - {USER}:
            desk.keyring.remove_login(login)  # tests act alone: no second person is asked to agree
        desk.close()

    return made_once("demo", alone)


@cache
def filled_store() -> Path:
    """A centre with the demo's small rows as they were entered at noon, of the account of `new_desk`: to be copied."""
    from center.demo.fill import fill

    def make(folder: Path) -> None:
        desk = opening.create(folder, CENTRE, LOGIN, "林晓", PASSWORD, demo=True, clock=Clock(), kdf=QUICK).desk
        fill(desk)
        desk.close()

    return made_once("filled", make)


def demo_desk(folder: Path, clock: Callable[[], datetime] | None = None) -> Desk:
    """The demo centre in a folder of the test's own, opened by its first account."""
    from center.demo.making import PASSWORD, USER

    shutil.copytree(demo_store(), folder)
    return opening.sign_in(folder, USER, PASSWORD, clock=clock or Clock())


def id_card(birth: str, number: int = 1) -> str:
    """A valid ID number of an area that does not exist; `birth` is 19491231, an odd number is a man's."""
    first = f"990101{birth}{number:03d}"
    return first + id_check_digit(first)


def add_branch(desk: Desk, name: str = "第一党支部") -> int:
    """A branch."""
    from db.models.members import Branch

    return desk.do("branches.add", values=desk.take(Branch, {"name": name}))


def add_member(desk: Desk, name: str, card: str, branch: str = "第一党支部", **texts: str) -> int:
    """A member; further texts by heading."""
    from db.models.members import Member

    given = {"姓名": name, "公民身份证号": card, "所在党支部": branch, "人员类别": "正式党员"} | texts
    return desk.do("members.add", values=desk.take(Member, given))
