"""Automatic backups: where they land, and which old ones are let go (7 daily, 5 weekly, 12 monthly are kept)."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from db import backup
from db.days import SHANGHAI
from db.errors import UserError
from db.places import BACKUPS, KEYRING, STORE

KEEP = (7, 5, 12)  # days, weeks, months, when nobody says
AUTOMATIC = "auto-"
STAMP = "%Y%m%d-%H%M%S"


def automatic(folder: Path, key: bytes | None, *, now: datetime, program: str,
              head_of: Callable[[object], tuple[int, str] | None] | None = None,
              keep: tuple[int, int, int] = KEEP) -> Path:
    """Back up the store in `folder` into `<folder>/backups/` and let the surplus go; returns the new file.

    Raises like `backup.backup`. Nothing is let go before the new one stands there checked.
    """
    place = folder / BACKUPS
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError("建不了备份文件夹 {folder}，请检查数据文件夹的权限", folder=str(place)) from error
    target = place / f"{AUTOMATIC}{now:{STAMP}}{backup.END}"
    backup.backup(folder / STORE, key, folder / KEYRING, target, made_at=now, program=program, head_of=head_of)
    for name in surplus(dated(place), *keep):
        (place / name).unlink(missing_ok=True)
    return target


def dated(place: Path) -> list[tuple[str, datetime]]:
    """(name, moment) of the automatic backups in a folder; files of other names are not ours to count.

    A name with words after the day counts from the day's beginning.
    """
    found = []
    for path in sorted(place.glob(f"{AUTOMATIC}*{backup.END}")):
        stamp = path.name.removeprefix(AUTOMATIC)
        moment = _moment(stamp[:15], STAMP) or _moment(stamp[:8], STAMP.partition("-")[0])
        if moment:  # somebody renamed it and not even its day is left: then it is kept
            found.append((path.name, moment))
    return found


def _moment(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def surplus(backups: Iterable[tuple[str, date]], daily: int = KEEP[0], weekly: int = KEEP[1],
            monthly: int = KEEP[2]) -> list[str]:
    """The names that may go. Kept is the newest of each of the last `daily` days, `weekly` weeks and `monthly`
    months *that have a backup*: a centre that was closed for a month does not lose its older ones."""
    newest_first = sorted(backups, key=lambda item: (item[1], item[0]), reverse=True)
    kept: set[str] = set()
    for most, period in ((daily, date.toordinal), (weekly, lambda day: day.isocalendar()[:2]),
                         (monthly, lambda day: (day.year, day.month))):
        seen: dict = {}
        for name, day in newest_first:
            seen.setdefault(period(day), name)
        kept.update(list(seen.values())[:most])
    return [name for name, _ in reversed(newest_first) if name not in kept]
