"""国务院办公厅的放假通知, pasted as text, read into days: what is off and which weekends are worked.

Source of the form: the yearly 《国务院办公厅关于××××年部分节假日安排的通知》, from 2014 on.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from center.words import N_
from db.errors import Invalid, Problems

_YEAR = re.compile(r"(\d{4})\s*年(?:部分)?节假日安排")
_NUMBER = re.compile(r"国办发明电\s*[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*\d+\s*号")
_ITEM = re.compile(r"(?:^|[。\s])\s*[一二三四五六七八九十]+、\s*([^：:。\n]{2,12})[：:]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|~|～)\s*{_DAY})?")
_COUNT = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_MOST = 15  # days of one holiday; more is a misreading

NO_YEAR = N_("没认出是哪一年的通知，请把标题“国务院办公厅关于××年部分节假日安排的通知”一起贴进来")
NO_DAYS = N_("没认出放假的日子，请把“一、元旦：1月1日至3日放假……”这样的各条一起贴进来")
MISCOUNT = N_("“{name}”写着 {said} 天，认出来是 {read} 天，请核对贴进来的文字")
UNCLEAR = N_("“{name}”的日子认不清，请核对贴进来的文字")


@dataclass(frozen=True)
class Notice:
    """What a notice says: `days` are (day, 'rest' or 'work', name of the holiday), sorted by day."""

    year: int
    source: str
    days: tuple[tuple[date, str, str], ...]

    @property
    def holidays(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(dict.fromkeys(name for _day, _kind, name in self.days))


def read(text: str) -> Notice:
    """Read a pasted notice. Raises Problems at `text`: no year, no holiday, or days that do not fit its own count."""
    found = _YEAR.search(text)
    if found is None:
        raise Problems({"text": Invalid(NO_YEAR)})
    year, number = int(found[1]), _NUMBER.search(text)
    items = list(_ITEM.finditer(text))
    days: dict[date, tuple[str, str]] = {}
    for place, item in enumerate(items):
        end = items[place + 1].start() if place + 1 < len(items) else len(text)
        for day, kind in _item(item[1].strip(), text[item.end():end], year):
            days[day] = (kind, item[1].strip())
    if not days:
        raise Problems({"text": Invalid(NO_DAYS)})
    source = f"国务院办公厅关于{year}年部分节假日安排的通知"
    if number:
        source += f"（{''.join(number[0].split())}）"
    return Notice(year, source, tuple((day, *days[day]) for day in sorted(days)))


def _item(name: str, words: str, year: int) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    plain = _BRACKETS.sub("", words)
    for sentence in plain.split("。"):
        if "放假" in sentence:
            off = _days(sentence.partition("放假")[0], year, name)
            count = _COUNT.search(sentence)
            if count and len(off) != int(count[1]):
                raise Problems({"text": Invalid(MISCOUNT, name=name, said=int(count[1]), read=len(off))})
            found += [(day, "rest") for day in off]
        elif "上班" in sentence:
            found += [(day, "work") for day in _days(sentence.partition("上班")[0], year, name)]
    return found


def _days(words: str, year: int, name: str) -> list[date]:
    found: list[date] = []
    month = 0
    for span in _SPAN.finditer(words):
        first_year, first_month, first_day, last_year, last_month, last_day = (int(one or 0) for one in span.groups())
        month = first_month or month
        first = _date(first_year or year, month, first_day, name)
        last = first
        if last_day:
            month = last_month or month
            last = _date(last_year or (first.year + (month < first.month)), month, last_day, name)
        if not 0 <= (last - first).days < _MOST:
            raise Problems({"text": Invalid(UNCLEAR, name=name)})
        found += [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return found


def _date(year: int, month: int, day: int, name: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Problems({"text": Invalid(UNCLEAR, name=name)}) from None
