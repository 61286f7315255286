"""Days as people say and shorten them: `0318`, `3.18`, `今天`, `下周一`, `月底`, `+3`, `二〇二六年三月十八日`.

What leaves the year out means the nearest such day on the field's own side of today: the last one for what has
happened, the next one for a deadline. What can be two days is asked about, never guessed.
"""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from db.checks import clean
from db.days import Day, months_after, read_day, show_day
from db.errors import Invalid

JUST_PASSED = 30  # days: so short after the day, a deadline without a year may mean either year

_LUNAR = re.compile(r"农历|阴历|闰|正月|[冬腊]月|初[一二三四五六七八九十]")
_WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1, "后天": 2, "前天": -2, "大后天": 3,
          "大前天": -3}
_WEEK = re.compile(r"(上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)([1-7日天末])")
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_ENDS = re.compile(r"(上个?|这个?|本|下个?)?(月|年)(底|末|初)")
_MONTH_DAY = re.compile(r"(上个?|这个?|本|下个?)月(\d{1,2})[日号]?")
_SHIFT = re.compile(r"([+-])(\d{1,4})天?|(\d{1,4})(天|周|个?星期|个月)(?:以|之)?(后|前)")
_OTHER_YEAR = re.compile(r"(前年|去年|今年|明年|后年)(.+)")
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?|(\d{3,4})|(\d{1,2})[日号]")
_DIGITS = str.maketrans("〇零○一二三四五六七八九两", "0001234567892")
_TENS = {"十": 10, "廿": 20, "卅": 30}


def understand(text: str, today: date | None, ahead: bool = False) -> Day | Invalid | None:
    """The day a person means; None when it is no day, an `Invalid` when it can be two, or is of the lunar calendar.

    `ahead`: the field expects days to come. Without `today` (a file that somebody else wrote) only what has its year
    is read.
    """
    if _LUNAR.search(text):
        return Invalid("这里写公历日期，农历日期请先查日历换成公历")
    whole = read_day(text, today, ahead)
    if whole is not None:
        return whole
    plain = re.sub(r"\s+", "", arabic(_zeros(clean(text)))).rstrip("。.,，")
    whole = read_day(plain, today, ahead)
    if whole is not None or today is None:
        return whole
    for reader in (_said, _of_other_year, _short_year, _short):
        found = reader(plain, today, ahead)
        if found is not None:
            return found
    return None


def _zeros(text: str) -> str:
    """The letter O beside figures is a nought."""
    return re.sub(r"(?<=[\d./-])[oO]+|[oO]+(?=\d)", lambda found: "0" * len(found[0]), text)


def arabic(text: str) -> str:
    """Chinese numerals below a hundred, and years figure by figure, as Arabic ones: 二〇二六年三月十八日."""
    def value(found: re.Match) -> str:
        tens, _, ones = found[0].rpartition(found["ten"])
        return str((int(tens.translate(_DIGITS)) if tens else 1) * _TENS[found["ten"]]
                   + (int(ones.translate(_DIGITS)) if ones else 0))

    text = re.sub(r"[一二三四五六七八九]?(?P<ten>[十廿卅])[一二三四五六七八九]?", value, text)
    return text.translate(_DIGITS)


def _said(plain: str, today: date, ahead: bool) -> Day | None:
    """Words that count from today."""
    if plain in _WORDS:
        return Day(today + timedelta(days=_WORDS[plain]))
    if match := _WEEK.fullmatch(plain):
        return _weekday(match[1], match[2], today, ahead)
    if match := _ENDS.fullmatch(plain):
        return _edge(match[1] or "", match[2], match[3], today)
    if match := _MONTH_DAY.fullmatch(plain):
        month = months_after(today.replace(day=1), _step(match[1]))
        return _day(month.year, month.month, int(match[2]))
    if match := _SHIFT.fullmatch(plain):
        return _shifted(match, today)
    return None


def _weekday(which: str | None, name: str, today: date, ahead: bool) -> Day:
    place = {"日": 6, "天": 6, "末": 5}.get(name)
    place = int(name) - 1 if place is None else place
    monday = today - timedelta(days=today.weekday())
    if which is None:  # 周三 alone: the one on the field's side of today
        back = (today.weekday() - place) % 7
        return Day(today + timedelta(days=(7 - back) % 7 if ahead else -back))
    return Day(monday + timedelta(weeks=_WEEKS[which], days=place))


def _step(which: str) -> int:
    return {"上": -1, "下": 1}.get(which[:1], 0)


def _edge(which: str, unit: str, edge: str, today: date) -> Day:
    first = months_after(today.replace(day=1), _step(which)) if unit == "月" else date(today.year + _step(which), 1, 1)
    if edge == "初":
        return Day(first)
    last = first if unit == "月" else first.replace(month=12)
    return Day(last.replace(day=monthrange(last.year, last.month)[1]))


def _shifted(match: re.Match, today: date) -> Day | None:
    sign, days, count, unit, way = match.groups()
    if sign:
        return Day(today + timedelta(days=int(sign + days)))
    many = int(count) * (1 if way == "后" else -1)
    if unit == "个月":
        return Day(months_after(today, many)) if abs(many) < 1200 else None
    return Day(today + timedelta(days=many * (1 if unit == "天" else 7)))


def _of_other_year(plain: str, today: date, _ahead: bool) -> Day | Invalid | None:
    """明年3月18日, 去年6月: a year told by a word."""
    match = _OTHER_YEAR.fullmatch(plain)
    return read_day(f"{today.year + _YEARS[match[1]]}年{match[2]}", today) if match else None


def _short_year(plain: str, today: date, ahead: bool) -> Day | None:
    """870603: six figures that are no year and month. In a file they may be anything; typed today they are a day."""
    if not re.fullmatch(r"\d{6}", plain):
        return None
    return read_day(f"{plain[:2]}/{plain[2:4]}/{plain[4:]}", today, ahead)


def _short(plain: str, today: date, ahead: bool) -> Day | Invalid | None:
    """Month and day without a year, or a day of the month."""
    match = _SHORT.fullmatch(plain)
    if match is None:
        return None
    month, day, digits, alone = match.groups()
    if alone:
        return _near_in_months(int(alone), today, ahead)
    pairs = [(int(month), int(day))] if month else [(int(digits[:at]), int(digits[at:])) for at in _cuts(digits)]
    good = [pair for pair in pairs if _exists(*pair)]
    if len(good) > 1:
        (one, first), (other, second) = good
        return Invalid("“{text}”可以是{one}月{first}日，也可以是{other}月{second}日，请写四位，例如 {example}",
                       text=digits, one=one, first=first, other=other, second=second, example=f"{one:02d}{first:02d}")
    return _near(*good[0], today, ahead) if good else None


def _cuts(digits: str) -> tuple[int, ...]:
    return (2,) if len(digits) == 4 else (1, 2)


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]  # 29 February does in some year


def _near(month: int, day: int, today: date, ahead: bool) -> Day | Invalid:
    """The nearest such day on the field's side of today; 29 February may be years away."""
    this = _day(today.year, month, day)
    if ahead and this and 0 < (today - this.first).days <= JUST_PASSED:
        return Invalid("今年{month}月{day}日已经过了，请把年份也写上，例如 {example}", month=month, day=day,
                       example=str(show_day(this)))
    return _nearest(lambda step: _day(today.year + step, month, day), today, ahead)


def _near_in_months(day: int, today: date, ahead: bool) -> Day | None:
    if not 1 <= day <= 31:
        return None

    def at(step: int) -> Day | None:
        month = months_after(today.replace(day=1), step)
        return _day(month.year, month.month, day)

    return _nearest(at, today, ahead)


def _nearest(at: Callable[[int], Day | None], today: date, ahead: bool) -> Day | None:
    steps = range(0, 9) if ahead else range(0, -9, -1)
    found = (at(step) for step in steps)
    return next((one for one in found if one and (one.first >= today if ahead else one.first <= today)), None)


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return None
