"""What the program does once a day by itself after somebody signed in: back up, look at the disk, let old traces go.

In a job: it may take seconds. What it returns is to be shown; nothing of it stops anybody's work.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from center import backups, drafts
from center.desk import Desk
from center.numbers import shipped
from center.settings import load_numbers, purge_history
from center.settings.places import spread
from center.visits import unmet
from center.words import N_, say
from db import ballast, rotation
from db.errors import UserError
from db.places import BACKUPS, free_megabytes, space_warning
from db.questions import addresses, sealed
from db.questions.attachments import sweepable
from db.questions.settings import known_keys
from db.undoing import purgeable

BACKED_UP = N_("今天的自动备份已完成")
NO_BACKUP = N_("今天的自动备份没有做成：{why}")
LET_GO = N_("磁盘快满了，已放出 {size} MB 备用空间，请马上清理磁盘")
PURGED = N_("{days} 天以前的修改内容已按规定清理")


def daily(desk: Desk, free: Callable[[Path], int] = free_megabytes) -> list[str]:
    """Do what is due today; sentences about what was done or needs a person, in the order of their weight.

    `free(folder)` says how many MB its disk has. Nothing is done twice a day, nothing at all while the clock is in
    doubt, and nothing is let go without a backup.
    """
    folder = desk.store.folder
    if folder is None or desk.clock_doubt():
        return []
    said = _space(desk, folder, free(folder))
    unmet.forget_old(desk)  # before the backup: what is to be forgotten is not copied
    try:
        done = back_up_today(desk, folder)
    except UserError as error:
        return [*said, say(NO_BACKUP, why=say(error))]
    if done:
        said.append(say(BACKED_UP))
    said += spread(desk)
    drafts.let_old_go(desk)
    days = int(desk.number("history.before_image_days"))
    if purgeable(desk.now() - timedelta(days=days)):
        desk.do(purge_history)
        said.append(say(PURGED, days=days))
    if desk.may("settings.edit") and shipped().keys() - known_keys():  # a newer program knows more of them
        desk.do(load_numbers)
    _sweep(desk)
    return said


def _sweep(desk: Desk) -> None:
    """What no row and no kept before-image knows any longer goes."""
    if sweepable():
        desk.do("attachments.sweep")
    if sealed.lost():
        desk.do("sealed.sweep")
    if desk.may("addresses.edit") and addresses.gone():
        desk.do("addresses.tidy")


def back_up_today(desk: Desk, folder: Path) -> bool:
    """An automatic backup when there is none of today; whether one was made. Raises what a backup raises."""
    if any(made.date() == desk.today() for _name, made in rotation.dated(folder / BACKUPS)):
        return False
    backups.of_the_day(desk)
    return True


def _space(desk: Desk, folder: Path, free: int) -> list[str]:
    least = int(desk.number("backup.free_space_warning"))
    try:
        released = ballast.keep(folder, free, least) is False
    except OSError:  # the folder refuses a file: the backup below says so, in its own words
        released = False
    if released:
        return [say(LET_GO, size=ballast.MEGABYTES)]
    warning = space_warning(free, least)
    return [say(warning)] if warning else []
