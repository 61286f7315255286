"""Half-typed forms: what a list of them calls each, what today's page says of them, and letting old ones go.

A draft belongs to one account and is no act: others never see it, it is not audited, and nothing of it is counted.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from center import catalog
from center.duties import OWN, Duty, duties
from center.words import N_, say
from db import personal
from db.errors import Missing
from db.personal import Kept
from db.record import Record, record_name

if TYPE_CHECKING:
    from center.desk import Desk

KIND = "draft"
KEPT_FOR = "drafts.keep_days"


def of_record(desk: Desk, record: type[Record]) -> list[Kept]:
    """The drafts of this account that are of one record, newest first."""
    return [one for one in desk.drafts() if one.record == record_name(record)]


def label_of(one: Kept, cover: Callable[[str], str] = lambda name: name) -> str:
    """`党员 张小龙`, `修改党员 王明`: the record's word and the name that was typed, as `cover` lets it be seen."""
    label, title = catalog.record(one.record).label, cover(one.title)
    if one.rid is not None:
        return say(N_("修改{label} {title}"), label=label, title=title)
    return say(N_("{label} {title}"), label=label, title=title or say(N_("（还没有名称）")))


def when(one: Kept, today: date) -> str:
    """When it was typed last."""
    return moment(one.at, today)


def moment(at: datetime, today: date) -> str:
    """`10:32` of today, `11月20日 16:05` else."""
    if at.date() == today:
        return f"{at:%H:%M}"
    return say(N_("{month}月{day}日 {clock}"), month=at.month, day=at.day, clock=f"{at:%H:%M}")


def short(text: str) -> str:
    """How a typed text stands where others may read it, or where it may be a number: its first sign."""
    text = " ".join(text.split())
    return text[:1] + "…" if len(text) > 1 else text


@duties(OWN, N_("没填完"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Her half-typed forms: of the last days among today's, older ones at the month's end."""
    soon = timedelta(days=int(desk.number("duty.soon_days")))
    for one in desk.drafts():
        if not known(desk, one):
            continue
        fresh = today - one.at.date() <= soon
        yield Duty(OWN, KIND, say(N_("上次没填完：{name}"), name=label_of(one)),
                   say(N_("{when} 自动存的草稿，打开接着填"), when=when(one, today)), "", today if fresh else None,
                   one.record, one.id, mine=True)


def known(desk: Desk, one: Kept) -> bool:
    """Whether this program still knows the record, and the account may still write it."""
    try:
        return desk.may(f"{catalog.record(one.record).domain}.edit")
    except Missing:
        return False


def let_old_go(desk: Desk) -> int:
    """Forget everybody's drafts that were not touched for the days of the setting; how many."""
    before = desk.now() - timedelta(days=int(desk.number(KEPT_FOR)))
    if not personal.drafts_before(before):
        return 0
    with desk.store.writing():
        return personal.drop_old_drafts(before)
