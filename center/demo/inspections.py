"""The demo centre's two inspections: the older one closed and graded, the newer one scored and half mended.

Every act goes through the Desk on the day on which it would have been done, so the history reads as in a real
office; no act is later than the real clock, whatever it says, and none is before the act before it.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from center import catalog
from center.commands import command
from center.compliance.sheet import sheet
from center.demo.answers import ANSWERS, ANY_MEASURE, CONFIRMED, MEASURES, MENDED, STREET
from center.desk import Desk
from center.periods import Period, quarter_of
from center.words import N_
from db.days import SHANGHAI, shanghai
from db.listing import Query
from db.models.staff import Staff
from db.questions.compliance import rectification_rows, score_rows
from db.tx import Tx

GRADED_BY = "孙志远（街道党建办）"


class StoryClock:
    """The demo's clock: stands where the story is, and never past the real clock."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real, self._at, self._end = real, None, None
        self._beside: Callable[[date], None] = lambda _day: None

    def meanwhile(self, beside: Callable[[date], None]) -> None:
        """What else goes on: `beside(day)` does all that lies before the day to which the story goes next."""
        self._beside = beside

    def go(self, day: date, hour: int = 9, minute: int = 0) -> date:
        """The story goes on at this moment (not earlier than it was); returns the day that then is."""
        self._beside(day)
        return self.stand(day, hour, minute)

    def stand(self, day: date, hour: int = 9, minute: int = 0) -> date:
        """The same for one of the stories alone."""
        at = datetime.combine(day, time(hour, minute), SHANGHAI)
        self._at = at if self._at is None else max(self._at, at)
        if self._end is not None:
            self._at = min(self._at, self._end)
        return self().date()

    def until(self, day: date) -> None:
        """The story ends on the evening of this day."""
        self._end = datetime.combine(day, time(17, 30), SHANGHAI)

    def finish(self) -> None:
        """From now on it is the real clock."""
        self._at = None

    def __call__(self) -> datetime:
        real = shanghai(self._real())
        return real if self._at is None else min(self._at, real)


def periods(until: date) -> tuple[Period, Period]:
    """The last two quarters that are over on that day, the older one first."""
    newer = quarter_of(quarter_of(until).start - timedelta(days=1))
    return quarter_of(newer.start - timedelta(days=1)), newer


def begins(until: date) -> date:
    """The day on which the story starts: when the older inspection can be opened."""
    return periods(until)[0].end + timedelta(days=1)


@command(N_("装入演示自查"), right="settings.edit", name="demo.inspect")
def do_steps(tx: Tx, label: str, steps: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Several acts of an inspection as one, as quick as the demo must be: (name after `compliance.`, arguments)."""
    for name, arguments in steps:
        catalog.command(f"compliance.{name}").function(tx, **arguments)
    tx.rename(label)


def inspect(desk: Desk, clock: StoryClock, until: date) -> None:
    """Do both inspections, as far as each has come on the day `until`."""
    older, newer = periods(until)
    owners = [row.texts[0] for row in desk.rows(Staff, desk.ids(Query(Staff)), ["person.name"])]
    first = _answer(desk, clock, older, older=True)
    _score(desk, clock, older, first, {})
    listed = _mend(desk, clock, older, first, owners, done=None)
    _close(desk, clock, older, first)
    second = _answer(desk, clock, newer, listed=listed)
    _score(desk, clock, newer, second, STREET)
    _mend(desk, clock, newer, second, owners, done=MENDED)


def _answer(desk: Desk, clock: StoryClock, span: Period, *, older: bool = False, listed: int = 0) -> int:
    """Open, walk through the house nine days after the period, answer everything, submit on the twentieth day."""
    clock.go(span.end + timedelta(days=2))
    rid = desk.do("compliance.open", period=span.text)
    seen, steps = span.end + timedelta(days=9), []
    words = {"seen": f"{seen.month}月{seen.day}日", "listed": listed}
    for code, one in ANSWERS.items():
        points, note = (one.older_points or one.points, one.older_note or one.note) if older else one[:2]
        steps.append(("answer", {"inspection": rid, "code": code, "points": points, "note": note.format(**words)}))
    steps += [("confirm", {"inspection": rid, "code": code}) for code in CONFIRMED]
    clock.go(seen, 16)
    desk.do(do_steps, label=f"{span.label}自查：填写自评 {len(steps)} 项", steps=steps)
    clock.go(span.end + timedelta(days=20), 17, 40)
    desk.do("compliance.submit", inspection=rid)
    return rid


def _score(desk: Desk, clock: StoryClock, span: Period, rid: int, others: Mapping[str, tuple[str, str]]) -> None:
    """The street comes a month after the period and differs here and there; then the problems are listed."""
    own, steps = score_rows(rid), []
    for code, (points, why) in others.items():
        note = f"{own[code]['note']}；考核：{why}"
        steps.append(("score", {"inspection": rid, "code": code, "points": points, "note": note}))
    steps += [(name, {"inspection": rid}) for name in ("score_rest", "finish_scoring")]
    clock.go(span.end + timedelta(days=33), 10)
    desk.do(do_steps, label=f"{span.label}自查：完成考核", steps=steps)
    desk.do("compliance.list_issues", inspection=rid)


def _mend(desk: Desk, clock: StoryClock, span: Period, rid: int, owners: Sequence[str],
          done: Sequence[str] | None) -> int:
    """Measures, owners and days; what is in `done` (None: everything) is mended. Returns how many were listed."""
    rows, due, steps = rectification_rows(rid), span.end + timedelta(days=76), []
    for place, row in enumerate(rows):
        values = {"measure": MEASURES.get(row["code"], ANY_MEASURE), "owner": owners[place % len(owners)],
                  "due_on": due.isoformat()}
        steps.append(("mend", {"id": row["id"], "values": values}))
    clock.go(span.end + timedelta(days=35))
    desk.do(do_steps, label=f"{span.label}自查：安排整改 {len(rows)} 项", steps=steps)
    today = clock.go(span.end + timedelta(days=46), 16)
    mended = [("mend", {"id": row["id"], "values": {"done_on": today.isoformat()}})
              for row in rows if done is None or row["code"] in done]
    desk.do(do_steps, label=f"{span.label}自查：登记整改完成 {len(mended)} 项", steps=mended)
    return len(rows)


def _close(desk: Desk, clock: StoryClock, span: Period, rid: int) -> None:
    """Re-check everything, have a named person grade it, close it."""
    desk.do("compliance.finish_mending", inspection=rid)
    steps = [("recheck", {"id": row["id"], "passed": True}) for row in rectification_rows(rid)]
    clock.go(span.end + timedelta(days=60), 10)
    desk.do(do_steps, label=f"{span.label}自查：复查 {len(steps)} 项", steps=steps)
    desk.do("compliance.finish_recheck", inspection=rid)
    clock.go(span.end + timedelta(days=62), 15)
    desk.do("compliance.grade", inspection=rid, grade=sheet(desk, rid).band.label, by=GRADED_BY)
    desk.do("compliance.close", inspection=rid)
