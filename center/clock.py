"""The clock of the office: the moment it says here, and whether it can be believed."""
from __future__ import annotations

from datetime import date, datetime, timedelta

from center.numbers import number
from db.days import SHANGHAI
from db.errors import UserError
from db.questions.journal import newest_act

SLACK = timedelta(minutes=2)
LAST_DAY = "demo_until"  # the fact of a demo centre that says on which day it stays


class ClockDoubt(UserError):
    """The computer's clock cannot be right; nothing is written until a person says that it is."""


def clock() -> datetime:
    """Now, on the clock of the office."""
    return datetime.now(SHANGHAI)


def staying(here: datetime, last_day: str) -> datetime:
    """The demo centre's moment: it stays on the last day of its data, so that nothing there grows old."""
    if here.date().isoformat() <= last_day:
        return here
    held = datetime.combine(date.fromisoformat(last_day), here.time(), SHANGHAI)
    latest = min(newest_act() or held, held.replace(hour=23, minute=59, second=59))
    return max(held, latest)  # who looks on another morning is not before what was done last


def doubt(here: datetime) -> ClockDoubt | None:
    """Why the computer's moment cannot be right beside what was written last; None when it can."""
    last = newest_act()
    if last is None:
        return None
    if here < last - SLACK:
        return ClockDoubt("电脑时间 {here} 比上一次操作 {last} 还早，请先校准电脑时间；确认时间没错再继续",
                          here=f"{here:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")
    gap = (here - last).days
    if gap and gap > (most := int(number("clock.max_gap_days", here.date()))):
        return ClockDoubt(
            "电脑时间 {here} 离上一次操作 {last} 已超过 {days} 天，请核对电脑时间；确认时间没错再继续",
            here=f"{here:%Y-%m-%d}", last=f"{last:%Y-%m-%d}", days=most)
    return None
