"""What is due in self-inspection: this quarter's not opened yet, and things to mend with their day."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from center.duties import Duty, duties
from center.periods import quarter_of
from center.words import N_
from db.questions.compliance import inspection_id
from db.questions.duties import open_rectifications
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk

STANDARD = "hongleishibiao"


@duties("compliance", N_("标准化自查"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """The quarter's inspection, which has no row to open before it is opened, and the mending list."""
    quarter = quarter_of(today)
    if inspection_id(quarter.text, STANDARD) is None:
        yield Duty("compliance", "inspection", N_("本季度自查还没有建立"), quarter.label, "", quarter.end)
    yield from _mending(desk, open_rectifications(today + timedelta(days=int(desk.number("duty.ahead_days")))))


def _mending(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[Duty]:
    """One duty for all that is due on one day: a list of twenty would bury the rest of the page."""
    for day, group in groupby(rows, lambda row: row["due_on"].last):
        some = list(group)
        owners = dict.fromkeys(row["owner"] for row in some if row["owner"])
        first = f"{some[0]['code']} {some[0]['problem']}"
        detail = first if len(some) == 1 else Phrase(N_("{count} 条，第一条是 {first}"), count=len(some), first=first)
        person = "、".join(owners) if len(owners) < 2 else Phrase(N_("{count} 人"), count=len(owners))
        yield Duty("compliance", "rectification", N_("自查问题待整改"), detail, person, day, "rectifications",
                   some[0]["id"] if len(some) == 1 else 0, mine=desk.who.name in owners,
                   ids=tuple(row["id"] for row in some) if len(some) > 1 else ())
