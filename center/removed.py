"""最近删除: what was removed stands for the days that before-images are kept, and can be put back from the list."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from center.commands import COMMANDS, command
from center.editing import RULES
from center.words import N_
from db import removed as gone
from db.errors import Denied, Invalid, Missing, Problems
from db.questions.accounts import account_of
from db.record import Record, record_name
from db.removed import Removed, Went
from db.sight import guarded
from db.tx import Tx
from db.words import Listed

if TYPE_CHECKING:
    from center.desk import Desk

MOST = 1000
KEPT_FOR = "history.before_image_days"


@dataclass(frozen=True)
class Line:
    """One removed row: `uid` names it, `undone` says that it went by taking its adding back.

    What went by taking one act back is one line of `rows` rows, called after one of them; `act` is that undo, else 0.
    """

    uid: str
    what: str
    title: str
    at: datetime
    who: str
    undone: bool
    record: type[Record]
    rows: int = 1
    act: int = 0


def days(desk: Desk) -> int:
    """How many days something removed can be put back."""
    return int(desk.number(KEPT_FOR))


def lines(desk: Desk, most: int = MOST) -> list[Line]:
    """The newest removed rows that this account may put back, newest first; an act taken back is one line.

    Its rows are redo's business first. They stay here because redo ends with the next act.
    """
    names = [record_name(record) for record in RULES if desk.may(_right(record))]
    since = desk.now() - timedelta(days=days(desk))
    undone = gone.undone(names, since, most)
    whole = {one.act: rows for one, rows in undone}
    found = [*gone.removed(names, since, most), *(one for one, _rows in undone)]
    found = [one for one in found if _hers(one, desk.who.login)]
    found = sorted(found, key=lambda one: one.act, reverse=True)[:most]
    who = {login: (account_of(login) or {"name": login})["name"] for login in {one.account for one in found}}
    return [Line(one.uid, one.record.label, gone.title(one), one.at, who[one.account], one.undone, one.record,
                 whole.get(one.act, 1), one.act if one.undone else 0) for one in found]


def _hers(one: Removed, login: str) -> bool:
    """What may be closed to an account, and is gone, nobody can look up any more: who removed it puts it back."""
    return not guarded(one.record) or one.account == login


def _right(record: type[Record]) -> str:
    order = COMMANDS.get(f"{record_name(record)}.remove")
    return order.right if order else f"{record.domain}.edit"


@command(N_("恢复已删除的记录"), right="undo", name="restore_removed")
def restore_removed(tx: Tx, rows: list[str], acts: list[int] | None = None) -> int:
    """Put removed rows (uids in hex) back, with what they point at and what went with them; returns how many.

    `acts` are undos (see `Line`): all that went by them.

    Raises Missing for what is not there any more, Denied for what this account may not edit, Problems when a value
    that must be unique was taken meanwhile.
    """
    went, whole = Went(), {}
    rows = [*rows, *(one.uid for act in acts or () for one in gone.of_undo(act))]
    for uid in rows:
        one = went.of_uid(uid)
        if one is None:
            raise Missing("这条已经恢复过了，或者超过了保留天数，请在名单里再找一下")
        _gather(one, went, whole)
    if not whole:
        raise Missing("请先选要恢复的记录")
    for record in {one.record for one in whole.values()}:
        _need(tx, record)
    for one in whole.values():
        if not _hers(one, tx.account):
            raise Missing("这条已经恢复过了，或者超过了保留天数，请在名单里再找一下")
        _back(tx, one)
    first = whole[rows[0]]
    tx.rename(f"恢复{first.record.label} {gone.title(first)}" if len(rows) == 1 else f"恢复已删除的记录 {len(rows)} 条")
    return len(whole)


def _need(tx: Tx, record: type[Record]) -> None:
    try:
        tx.need(_right(record))
    except Denied as refused:
        raise Denied("恢复{label}要有录入它的权限，请找中心负责人或有权限的同事办理", label=record.label) from refused


def _gather(one: Removed, went: Went, whole: dict[str, Removed]) -> None:
    """A row after those it points at, and before those that went because of it."""
    if one.uid in whole:
        return
    for label, record, rid in gone.needs(one):
        target = gone.of_row(record, rid)
        if target is None:
            raise Missing("“{title}”用到的{label}也已经不在了，恢复不了，请重新录入",
                          title=gone.title(one) or one.record.label, label=label)
        _gather(target, went, whole)
    whole[one.uid] = one
    for other in went.along(one):
        _gather(other, went, whole)


def _back(tx: Tx, one: Removed) -> None:
    try:
        gone.put_back(tx, one)
    except Problems as refused:
        fields = one.record._meta.fields
        taken = Listed(fields[name].label for name in refused.fields if name in fields)
        raise Problems({"": Invalid("“{title}”恢复不了：现在已有一条{label}是这个{field}，请查找后修改那一条",
                                    title=gone.title(one) or one.record.label, label=one.record.label,
                                    field=taken)}) from refused
