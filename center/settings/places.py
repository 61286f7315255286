"""Where backups also go: folders on another disk, a USB stick, a share. Kept with the store.

A place that is not there now (the stick is in a drawer) is no error: it is told, and gets its backup when it is back.
"""
from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from center import backups
from center.commands import command
from center.words import N_, say
from db import backup, rotation
from db.errors import Invalid, Missing, Problems, Unreadable, UserError
from db.places import BACKUPS
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

FACT = "backup_places"
FOLDER = "党群中心备份"
AWAY = N_("备份位置“{path}”现在不在。请插上 U 盘、连好移动硬盘或网络盘，再备份")
NOT_COPIED = N_("今天的备份没有拷到“{path}”：{why}")


@dataclass(frozen=True)
class Place:
    """One place. `newest` is when it last got a backup, as far as known; `same_disk` as the data themselves."""

    path: str
    there: bool
    newest: datetime | None
    same_disk: bool


@command(N_("添加备份位置"), right="backup")
def add_backup_place(tx: Tx, path: str) -> bool:
    """A folder that backups also go to; it must be there and writable now. False when it is known already."""
    folder = Path(path.strip()).expanduser()
    if not path.strip() or not folder.is_dir():
        raise Problems({"path": Invalid("没有“{path}”这个文件夹，请插好 U 盘再选一次", path=path)})
    if not os.access(folder, os.W_OK):
        raise Problems({"path": Invalid("“{path}”不能写入，请换一个文件夹", path=path)})
    kept, known = _read(tx.store.fact(FACT)), str(folder.resolve())
    if known in kept:
        return False
    tx.store.set_fact(FACT, json.dumps(kept | {known: None}, ensure_ascii=False))
    tx.told("backup_place", text=known)
    return True


@command(N_("去掉备份位置"), right="backup")
def drop_backup_place(tx: Tx, path: str) -> bool:
    """Backups no longer go there; what lies there stays. False when it was none."""
    kept = _read(tx.store.fact(FACT))
    if path not in kept:
        return False
    del kept[path]
    tx.store.set_fact(FACT, json.dumps(kept, ensure_ascii=False))
    tx.told("backup_place_gone", text=path)
    return True


def places(desk: Desk) -> list[Place]:
    """Every place as it stands now, in the order they were added."""
    found = []
    for path, at in _read(desk.store.fact(FACT)).items():
        folder = Path(path)
        there = _there(folder)
        dated = rotation.dated(folder / FOLDER) if there else []
        newest = max((moment for _name, moment in dated), default=None)
        if newest is None and at:
            newest = datetime.fromisoformat(at)
        found.append(Place(path, there, newest, there and _same_disk(folder, desk.store.folder)))
    return found


def back_up_to(desk: Desk, path: str) -> backup.Manifest:
    """Write a verified backup to a place; older ones there are let go as everywhere. Raises Missing when it is away."""
    target = _room(path) / f"{rotation.AUTOMATIC}{desk.now():{rotation.STAMP}}{backup.END}"
    made = backups.back_up(desk, target)
    _landed(desk, path, target.parent)
    return made


def spread(desk: Desk) -> list[str]:
    """Copy the day's own backup to every place that is there; sentences about those that refused it."""
    newest, said = backups.last_backup(desk.store.folder), []
    for place in places(desk) if newest else ():
        if not place.there or place.newest == newest[1]:
            continue
        try:
            _copy(desk.store.folder / BACKUPS / newest[0], _room(place.path))
            _landed(desk, place.path, Path(place.path) / FOLDER)
        except (UserError, OSError) as error:
            why = say(error) if isinstance(error, UserError) else say(N_("写不进去，请看看盘满没满、坏没坏"))
            said.append(say(NOT_COPIED, path=place.path, why=why))
    return said


def _read(text: str | None) -> dict[str, str | None]:
    return json.loads(text) if text else {}


def _there(folder: Path) -> bool:
    try:
        return folder.is_dir() and os.access(folder, os.W_OK)
    except OSError:
        return False


def _same_disk(folder: Path, store: Path | None) -> bool:
    return store is not None and os.stat(folder).st_dev == os.stat(store).st_dev


def _room(path: str) -> Path:
    """The folder in a place for our files; made when it is not there. Raises Missing, Unreadable."""
    place = Path(path)
    if not place.is_dir():
        raise Missing(AWAY, path=path)
    try:
        (place / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise Unreadable("“{path}”写不进去，请看看它满没满、是不是只读，或换一个位置", path=path) from error
    return place / FOLDER


def _copy(source: Path, room: Path) -> None:
    draft = room / f".{source.name}"
    try:
        shutil.copyfile(source, draft)
        backup.inspect(draft)  # what a bad stick gives back is read before it counts
        draft.replace(room / source.name)
    finally:
        draft.unlink(missing_ok=True)


def _landed(desk: Desk, path: str, room: Path) -> None:
    keep = tuple(int(desk.number(f"backup.keep_{span}")) for span in ("daily", "weekly", "monthly"))
    for name in rotation.surplus(rotation.dated(room), *keep):
        (room / name).unlink(missing_ok=True)
    kept = _read(desk.store.fact(FACT)) | {path: desk.now().isoformat(timespec="seconds")}
    with desk.store.writing():
        desk.store.set_fact(FACT, json.dumps(kept, ensure_ascii=False))
