"""Makes the demo centre: a store of its own, marked 演示数据 on every page and paper."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from center import opening
from center.demo.fill import fill
from center.desk import clock
from db.days import read_day
from db.errors import Invalid

USER, PASSWORD = "demo", "demo-2026"


def make(folder: Path, user: str = USER, password: str = PASSWORD, *, size: str = "small", seed: int = 1,
         until: str = "2026-11-20", clock: Callable[[], datetime] = clock) -> tuple[opening.Made, dict[str, int]]:
    """Make and fill the demo centre in an empty folder; returns it open, and how many rows each record got.

    Raises Invalid for a day that cannot be read, Denied when the folder already holds a centre.
    """
    day = read_day(until)
    if day is None or day.date is None:
        raise Invalid("“{day}”不是日期，请写成 2026-11-20", day=until)
    last: date = day.date
    made = opening.create(folder, {"name": "晨光社区党群服务中心（演示）", "level": "community"}, user, "何敏", password,
                          demo=True, clock=clock)
    return made, fill(made.desk, size, seed, last)
