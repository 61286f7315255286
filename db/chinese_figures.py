"""Chinese figures as digits: 三 is 3, 二十一 is 21, 廿三 is 23, 一百零二 is 102, 五〇一 is 501. And back."""
from __future__ import annotations

import re

_FIGURES = {sign: str(place) for place, sign in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_HUNDREDS = re.compile(r"(?:(?P<hundreds>[一二三四五六七八九])百[零〇]?)?(?:(?P<tens>[一二三四五六七八九]?)十)?"
                       r"(?P<ones>[一二三四五六七八九]?)")


def counted(text: str) -> str:
    """The digits of a number below 1,000, or of signs read one by one; what is no such number stays as it is."""
    whole = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in whole and "百" not in whole:
        return "".join(_FIGURES[sign] for sign in whole) if _FIGURES.keys() >= set(whole) else text
    parts = _HUNDREDS.fullmatch(whole)
    if parts is None:
        return text
    hundreds, ones = (int(_FIGURES[parts[name] or "零"]) for name in ("hundreds", "ones"))
    tens = int(_FIGURES[parts["tens"] or "一"]) if "十" in whole else 0
    return str(100 * hundreds + 10 * tens + ones)


def figure(number: str) -> str:
    """03 is 3; letters stay."""
    return number.lstrip("0") or number


def in_figures(number: int) -> str:
    """A number below 1,000 as it is read: 21 → 二十一, 102 → 一百零二, 110 → 一百一十; others as digits."""
    if not 0 < number < 1000:
        return str(number)
    signs = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{signs[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{signs[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (signs[ones] if ones else "")
