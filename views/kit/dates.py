"""What a typed text becomes when its field is left: well spelled, told back in words, or asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from center.words import say
from db.day_words import understand
from db.days import Day
from db.errors import Invalid
from views.speech import WEEKDAYS, day_words, short_day

if TYPE_CHECKING:
    from db.fields import Typed


class Left(NamedTuple):
    """`text` as it now stands in the field; `note` what was understood (a day in words), `problem` what is wrong."""

    text: str
    note: str = ""
    problem: str = ""


def left(field: Typed, text: str, today: date) -> Left:
    """A field of a record was left with this text: read as saving will read it."""
    value = field.read(text, today)
    if value is None:
        return Left(text)
    if isinstance(value, Invalid):
        return Left(text, problem=say(value))
    return Left(field.show(value, masked=False), told(value, today) if isinstance(value, Day) else "")


def left_date(text: str, today: str = "", ahead: bool = False) -> Left:
    """The same for a date that no record declares; `today` is ISO, `ahead` expects days to come.

    What is not certain stays as it was typed.
    """
    day = understand(text, date.fromisoformat(today) if today else None, ahead) if text.strip() else None
    if isinstance(day, Invalid):
        return Left(text, problem=say(day))
    if day is None or not "1800" <= day[:4] <= "2199":
        return Left(text)
    return Left(day, told(day, date.fromisoformat(today)) if today else "")


def told(day: Day, today: date) -> str:
    """A whole day as she would say it, with its year where that is another one: 3月18日 星期三."""
    if day.date is None:
        return ""
    words = short_day(day.date, today) if day.date.year == today.year else day_words(day)
    return f"{words} {say(WEEKDAYS[day.date.weekday()])}"
