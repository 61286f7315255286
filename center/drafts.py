"""Half-typed forms: what a list of them calls each, what today's page says of them, and letting old ones go.

A draft belongs to one account and is no act: others never see it, it is not audited, and nothing of it is counted.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from center import catalog
from center.aside import UNNAMED, aside
from center.duties import OWN, Duty, duties
from center.words import N_, say
from db import personal
from db.errors import Missing
from db.personal import Kept
from db.record import Record, record_name
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

KIND = "draft"
IMPORT = "import:"
"""Before the record's name: the draft is a table of it that was read and is being put right."""
WORDS = "words:"
"""Before what a small form is about; given back by that form only."""
KEPT_FOR = "drafts.keep_days"


def of_record(desk: Desk, record: type[Record]) -> list[Kept]:
    """The drafts of this account that are of one record, newest first."""
    return [one for one in desk.drafts() if one.record == record_name(record)]


def of_import(desk: Desk, record: type[Record]) -> list[Kept]:
    """The tables that this account read for a record and did not import yet, newest first."""
    return [one for one in desk.drafts() if one.record == IMPORT + record_name(record)]


def label_of(one: Kept, cover: Callable[[str], str] = lambda name: name) -> str:
    """`党员 张小龙`, `修改党员 王明`: the record's word and the name that was typed, as `cover` lets it be seen."""
    return say(_named(one, cover(one.title)))


def _named(one: Kept, title: str) -> Phrase:
    label = catalog.record(one.record.removeprefix(IMPORT)).label
    if one.record.startswith(IMPORT):
        return Phrase(N_("导入{label} {title}"), label=label, title=title)
    if one.rid is not None:
        return Phrase(N_("修改{label} {title}"), label=label, title=title)
    return Phrase(N_("{label} {title}"), label=label, title=title or N_("（还没有名称）"))


def when(one: Kept, today: date) -> str:
    """When it was typed last."""
    return moment(one.at, today)


def moment(at: datetime, today: date) -> str:
    """`10:32` of today, `11月20日 16:05` else."""
    return say(_clock(at, today))


def _clock(at: datetime, today: date) -> str:
    if at.date() == today:
        return f"{at:%H:%M}"
    return Phrase(N_("{month}月{day}日 {clock}"), month=at.month, day=at.day, clock=f"{at:%H:%M}")


def short(text: str) -> str:
    """How a typed text stands where others may read it, or where it may be a number: its first sign."""
    text = " ".join(text.split())
    return text[:1] + "…" if len(text) > 1 else text


@duties(OWN, N_("没填完"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """Her half-typed forms: of the last days among today's, older ones at the month's end.

    They are dated by the Desk's day, whichever day the page is about. What stands aside is not named here.
    """
    soon, typed_on = timedelta(days=int(desk.number("duty.soon_days"))), desk.today()
    for one in desk.drafts():
        if not known(desk, one):
            continue
        fresh = typed_on - one.at.date() <= soon
        name, at = _named(one, UNNAMED if _aside(desk, one) else one.title), _clock(one.at, typed_on)
        title = Phrase(N_("上次没填完：{name}"), name=name)
        told = Phrase(N_("{when} 自动存的草稿，打开接着填"), when=at)
        if one.record.startswith(IMPORT):
            title, told = N_("上次没导入完的表"), Phrase(N_("{name}，{when} 自动存的，打开接着改"), name=name, when=at)
        yield Duty(OWN, KIND, title, told, "", today if fresh else None, one.record, one.id, mine=True)


def _aside(desk: Desk, one: Kept) -> bool:
    return not one.record.startswith(IMPORT) and one.rid in aside(desk, catalog.record(one.record))


def known(desk: Desk, one: Kept) -> bool:
    """Whether this program still knows the record, and the account may still write it."""
    try:
        record = catalog.record(one.record.removeprefix(IMPORT))
        return desk.may(f"{record.domain}.edit") and (desk.may("import") or not one.record.startswith(IMPORT))
    except Missing:
        return False


def let_old_go(desk: Desk) -> int:
    """Forget everybody's drafts that were not touched for the days of the setting; how many."""
    before = desk.now() - timedelta(days=int(desk.number(KEPT_FOR)))
    if not personal.drafts_before(before):
        return 0
    with desk.store.writing():
        return personal.drop_old_drafts(before)
