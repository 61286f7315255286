"""Days that keep the precision they were written with: `1987`, `1987-06` or `1987-06-15`.

A `Day` is its ISO text (ISO 8601-1 / GB/T 7408.1), so it sorts and stores as text and never gains a
day that nobody wrote down.
"""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from db.words import Phrase, Word

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Day(str):
    """An ISO day text. Raises ValueError when it is no calendar day."""

    __slots__ = ()

    def __new__(cls, text: str | date) -> Day:
        text = text.isoformat()[:10] if isinstance(text, date) else str(text)
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = (int(part or 1) for part in match.groups())
        date(year, month, day)
        return super().__new__(cls, text)

    @property
    def precision(self) -> str:
        """'year', 'month' or 'day'."""
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def first(self) -> date:
        """The earliest calendar day it can mean."""
        return date.fromisoformat((self + "-01-01")[:10] if len(self) == 4 else (self + "-01")[:10])

    @property
    def last(self) -> date:
        """The latest calendar day it can mean."""
        if len(self) == 10:
            return self.first
        month = 12 if len(self) == 4 else int(self[5:7])
        year = int(self[:4])
        return date(year, month, monthrange(year, month)[1])

    @property
    def date(self) -> date | None:
        """The calendar day, or None when only month or year is known."""
        return self.first if len(self) == 10 else None


_SEPARATED = re.compile(r"(\d{2,4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})?)?\s*[日号]?")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2014: 0x2D, 0x2013: 0x2D}
AHEAD_YEARS = 50  # a two-digit year of a day to come means no later one than this


def read_day(text: str, today: date | None = None, ahead: bool = False) -> Day | None:
    """A day with its year (`1987.6`, `1987年6月`, `19870603`, `87/6/3`), or None if it is none.

    Two-digit years are read as the latest such year that is not after `today`'s; with `ahead`, up to 50 years on.
    What leaves the year out, and words like 今天, are read by `db.day_words`.
    """
    text = _TIME.sub("", text.strip().translate(_HALF)).rstrip("。")
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    if 0 <= year < 100:
        year += 2000 if 2000 + year <= (today or date.today()).year + AHEAD_YEARS * ahead else 1900
    try:
        return Day(f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else ""))
    except ValueError:
        return None


def _parts(text: str) -> tuple[int, int, int] | None:
    if match := _SEPARATED.fullmatch(text):
        if len(match[1]) != 3 and (len(match[1]) == 4 or match[3]):
            return int(match[1]), int(match[2]), int(match[3] or 0)
    digits = text if text.isascii() and text.isdigit() else ""
    if len(digits) == 8:
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if len(digits) == 6 and 1900 <= int(digits[:4]) <= 2100 and 1 <= int(digits[4:]) <= 12:
        return int(digits[:4]), int(digits[4:]), 0
    if len(digits) == 4 and 1900 <= int(digits) <= 2100:
        return int(digits), 0, 0
    if re.fullmatch(r"(\d{4})年", text):
        return int(text[:4]), 0, 0
    return None


_MONTHS = (Word("1月"), Word("2月"), Word("3月"), Word("4月"), Word("5月"), Word("6月"), Word("7月"), Word("8月"),
           Word("9月"), Word("10月"), Word("11月"), Word("12月"))
_SHOWN = (Word("{year}年"), Word("{year}年{month}"), Word("{year}年{month}{day}日"))


def show_day(day: Day) -> Phrase:
    """`2026年3月5日`, `1987年6月` or `1987年`, as official papers write it; a paper in English says it in English."""
    year, *rest = map(int, day.split("-"))
    params = dict(zip(("month", "day"), (_MONTHS[rest[0] - 1], *rest[1:]), strict=False)) if rest else {}
    return Phrase(_SHOWN[len(rest)], year=year, **params)


def shanghai(moment: datetime) -> datetime:
    """The same moment on the clock of the office (Asia/Shanghai, no summer time since 1991)."""
    return moment.astimezone(SHANGHAI)


def months_after(day: date, months: int) -> date:
    """The same day `months` later (negative: earlier), or the last day of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_between(start: Day | date, end: date) -> int:
    """Full years passed (age, Party age). A day known to the month only counts from its first day."""
    born = start.first if isinstance(start, Day) else start
    return end.year - born.year - ((end.month, end.day) < (born.month, born.day))
