"""Makes the demo centre: a store of its own, marked 演示数据 on every page and paper."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from center import opening
from center.demo.disputes import Mediation
from center.demo.fill import fill
from center.demo.inspections import StoryClock, begins, inspect
from center.desk import clock
from db.days import read_day
from db.errors import Invalid

USER, PASSWORD = "demo", "demo-2026"
NAME = "晨光社区党群服务中心（演示）"


def make(folder: Path, user: str = USER, password: str = PASSWORD, *, size: str = "small", seed: int = 1,
         until: str = "2026-11-20", clock: Callable[[], datetime] = clock) -> tuple[opening.Made, dict[str, int]]:
    """Make and fill the demo centre in an empty folder; returns it open, and how many rows each record got.

    Its acts are dated inside the demo's time, and never later than `clock`; then its Desk goes by `clock`.

    Raises Invalid for a day that cannot be read, Denied when the folder already holds a centre.
    """
    day = read_day(until)
    if day is None or day.date is None:
        raise Invalid("“{day}”不是日期，请写成 2026-11-20", day=until)
    last: date = day.date
    story = StoryClock(clock)
    story.until(last)
    story.go(begins(last), 8, 30)
    made = opening.create(folder, {"name": NAME, "level": "community"}, user, "何敏", password, demo=True, clock=story)
    try:
        counts = fill(made.desk, size, seed, last)
        mediation = Mediation(made.desk, story, last)
        mediation.begin()
        story.meanwhile(mediation.until)
        inspect(made.desk, story, last)
        mediation.finish(last)
    except BaseException:
        made.desk.close()
        opening.clear(folder)  # made a moment ago, of invented people: half of it helps nobody
        raise
    story.finish()
    if made.desk.clock_doubt():  # the story is old by now: the next act must not be asked about the gap
        made.desk.accept_clock()
        made.desk.told("demo", text="演示中心已建好")
    return made, counts
