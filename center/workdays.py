"""Working-day arithmetic, in one place: weekends and the office's own table of rest days and shifted days."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta


def is_workday(day: date, rest_days: Mapping[str, str]) -> bool:
    """`rest_days` maps ISO days to 'rest' or 'work' and goes before the plain week."""
    kind = rest_days.get(day.isoformat())
    return kind == "work" if kind else day.weekday() < 5


def next_workday(day: date, rest_days: Mapping[str, str]) -> date:
    """The day itself, or the first working day after it: a last day that is a rest day rolls over."""
    while not is_workday(day, rest_days):
        day += timedelta(days=1)
    return day


def add_workdays(start: date, count: int, rest_days: Mapping[str, str]) -> date:
    """`count` working days after `start`; the start day is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, rest_days)
    return day


def deadline(start: date, days: int, rest_days: Mapping[str, str]) -> date:
    """`days` calendar days after `start` (not counted), rolled over rest days."""
    return next_workday(start + timedelta(days=days), rest_days)
