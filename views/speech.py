"""Days, numbers and money as the window says them in the spoken language.

Chinese is written here (GB/T 7408.1 precision, no leading zeros, `11月24日` without spaces) and loads nothing; the
other languages are babel's, loaded when first needed.
"""

from __future__ import annotations

from datetime import date, datetime

from center.words import N_, say
from db.days import SHANGHAI, Day
from views import languages

WEEKDAYS = (N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"), N_("星期五"), N_("星期六"), N_("星期日"))
SKELETONS = {"year": "y", "month": "yMMM", "day": "yMMMd"}


def _chinese() -> bool:
    return languages.current().startswith("zh")


def _named(day: date, skeleton: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=languages.current())


def day_words(day: Day | date) -> str:
    """`2026年3月5日`, `2026年3月` or `2026年`, as precisely as it is known."""
    day = Day(day)
    first = day.first
    if _chinese():
        parts = (f"{first.year}年", f"{first.month}月", f"{first.day}日")
        return "".join(parts[: ("year", "month", "day").index(day.precision) + 1])
    return _named(first, SKELETONS[day.precision])


def short_day(day: date, today: date) -> str:
    """`11月24日`; with the year (`2025-11-24`) when it is another one."""
    if day.year != today.year:
        return day.isoformat()
    return f"{day.month}月{day.day}日" if _chinese() else _named(day, "MMMd")


def heading(day: date) -> str:
    """`11月24日 星期二`, `Tue, Nov 24`: over a page."""
    if not _chinese():
        return _named(day, "MMMMEEEEd")
    return f"{short_day(day, day)} {say(WEEKDAYS[day.weekday()])}"


def moment(at: datetime) -> str:
    """`2026-03-05 14:30` on the clock of the office: ISO 8601 is read in every language."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def number(value: int) -> str:
    """`3,000`."""
    if _chinese():
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=languages.current())


def money(cents: int) -> str:
    """An amount in cents (分): `1,409.50 元`, `CN¥1,409.50`."""
    if _chinese():
        sign, cents = ("-", -cents) if cents < 0 else ("", cents)
        return say(N_("{amount} 元"), amount=f"{sign}{cents // 100:,}.{cents % 100:02d}")
    from decimal import Decimal

    from babel.numbers import format_currency

    return format_currency(Decimal(cents) / 100, "CNY", locale=languages.current())
