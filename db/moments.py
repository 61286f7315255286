"""A day with its time as people type it: `2026-03-05 09:30`, `3.5 930`, `明天下午2点半`; Shanghai wall time."""
from __future__ import annotations

import re
from datetime import date, datetime, time

from db.checks import clean
from db.day_words import arabic, understand
from db.days import SHANGHAI, Day
from db.errors import Invalid

_TIME = re.compile(r"(上午|中午|下午|晚上|早上|凌晨)?\s*(?:(\d{1,2})[:：](\d{2})(?::\d{2})?|"
                   r"(\d{1,2})[点时](?:(半)|(\d{1,2})分?)?|(?<= )(\d{1,2})(\d{2}))$")
_AFTERNOON = ("下午", "晚上", "中午")


def read_moment(text: str, today: date | None) -> datetime | Invalid:
    """The moment, aware; `Invalid` with an example when day or time cannot be read. 24:00 is none."""
    try:
        return datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=SHANGHAI)
    except ValueError:
        plain = arabic(clean(text))
    match = _TIME.search(plain)
    day = understand(plain[:match.start()].strip(" T"), today, ahead=True) if match else None
    if isinstance(day, Invalid):
        return day
    clock = _clock(match) if match else None
    if not isinstance(day, Day) or day.date is None or clock is None:
        return Invalid("请写日期和时间，例如 2026-03-05 09:30 或 3月5日下午2点半")
    return datetime.combine(day.date, clock, SHANGHAI)


def _clock(match: re.Match) -> time | None:
    part, hour, minute, oclock, half, past, short, shorter = match.groups()
    hours = int(hour or oclock or short)
    minutes = 30 if half else int(minute or past or shorter or 0)
    if part in _AFTERNOON and hours < 12 and not (part == "中午" and hours == 11):
        hours += 12
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
