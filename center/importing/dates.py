"""Dates of somebody else's table: texts in every spelling, date cells, serial numbers, numbers like 1987.6."""
from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from center.importing.cell import CHANGED, OK, REFUSED, WARNING, Cell
from db.checks import clean
from db.days import Day, show_day
from db.errors import Invalid

_EPOCH = date(1899, 12, 30)
_SERIALS = range(1000, 73051)
_YEARS = range(1900, 2101)
_SERIAL = re.compile(r"[1-6]\d{4}")


def shown_date(day: Day) -> str:
    """`1987-06-15`, `1987年6月` or `1987年`: what a person recognises at once."""
    return str(day) if day.precision == "day" else str(show_day(day))  # it is typed over: never in another language


def read_date(field: Any, raw: str | int | float | date | datetime, written: str, today: date) -> Cell:
    """The Cell of a date. Precision is kept: a year and month stay a year and month."""
    if isinstance(raw, date):
        value, doubt = field.read(raw.isoformat()[:10]), None
    elif isinstance(raw, str):
        # A serial number that became a text on its way through .csv; no other spelling of a date has five digits.
        value, doubt = _number(field, int(clean(raw))) if _SERIAL.fullmatch(clean(raw)) else (field.read(raw), None)
    else:
        value, doubt = _number(field, raw)
    if isinstance(value, Day) and field.argument != "future" and value.first > today:
        value = Invalid("日期在今天之后，请核对后改正")
    if isinstance(value, Invalid):
        return Cell(REFUSED, written, written, message=value)
    if value is None:
        return Cell(OK, written)
    text = shown_date(value)
    if doubt:
        return Cell(WARNING, written, text, value, doubt)
    same = written.strip() in (text, str(value), show_day(value)) or isinstance(raw, date)
    return Cell(OK if same else CHANGED, written, text, value, None if same else Invalid("读作 {text}", text=text))


def _number(field: Any, raw: int | float) -> tuple[Day | Invalid | None, Invalid | None]:
    """A number in a date column: 19870603, 198706, 1987, 1987.6 or a day counted from 1900."""
    if isinstance(raw, int) or raw.is_integer():
        number = int(raw)
        if number in _SERIALS and number not in _YEARS:
            return Day(_EPOCH + timedelta(days=number)), None
        return field.read(str(number)), None
    if int(raw) in _SERIALS and int(raw) not in _YEARS:
        return Day(_EPOCH + timedelta(days=int(raw))), None
    text = repr(round(raw, 4))
    if text.partition(".")[2] == "1":
        # 1987.1 and 1987.10 are one number: January and October cannot be told apart.
        doubt = Invalid("Excel 把它存成了数字 {text}，看不出是 1 月还是 10 月，先只记年份，请核对", text=text)
        return field.read(text.partition(".")[0]), doubt
    return field.read(text), None
