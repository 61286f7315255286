"""Reporting periods: `2026`, `2026H1`, `2026Q3`, `2026-09`."""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from center.words import N_
from db.errors import Invalid
from db.words import Phrase

_MONTH = N_("{year}年{month}月")
_LABELS = {
    "": N_("{year}年"),
    "H1": N_("{year}年上半年"),
    "H2": N_("{year}年下半年"),
    "Q1": N_("{year}年第一季度"),
    "Q2": N_("{year}年第二季度"),
    "Q3": N_("{year}年第三季度"),
    "Q4": N_("{year}年第四季度"),
}


@dataclass(frozen=True)
class Period:
    """A period with its first and last day. `text` is the code, `label` what papers say."""

    text: str
    start: date
    end: date

    @property
    def label(self) -> str:
        """`2026年第三季度`."""
        year, rest = self.text[:4], self.text[4:]
        if rest.startswith("-"):
            return Phrase(_MONTH, year=year, month=int(rest[1:]))
        return Phrase(_LABELS[rest], year=year)


def as_of(period: Period, today: date) -> date:
    """The day a period is looked at: its end, or today while it runs."""
    return min(period.end, today)


_PARTS = {"H": 6, "Q": 3}


def period(text: str) -> Period:
    """Read a period code. Raises Invalid with the four ways to write one."""
    match = re.fullmatch(r"(\d{4})(?:([HQ])([1-4])|-(\d{2}))?", text.strip().upper())
    if match and "1900" <= match[1] <= "2199":
        year, part, number, month = int(match[1]), match[2], int(match[3] or 0), int(match[4] or 0)
        if part and not (part == "H" and number > 2):
            last = number * _PARTS[part]
            return Period(match[0], date(year, last - _PARTS[part] + 1, 1), _end(year, last))
        if match[4] and 1 <= month <= 12:
            return Period(match[0], date(year, month, 1), _end(year, month))
        if not part and not match[4]:
            return Period(match[0], date(year, 1, 1), date(year, 12, 31))
    raise Invalid("周期“{text}”看不懂，请写 2026、2026H1、2026Q3 或 2026-09", text=text)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def month_of(day: date) -> Period:
    """The month a day lies in."""
    return period(f"{day:%Y-%m}")


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    return period(f"{day.year}Q{(day.month + 2) // 3}")


def period_of(kind: str, day: date) -> Period:
    """The month, quarter, half or year a day lies in."""
    if kind == "month":
        return month_of(day)
    if kind == "quarter":
        return quarter_of(day)
    if kind == "half":
        return period(f"{day.year}H{1 if day.month <= 6 else 2}")
    return period(str(day.year))
