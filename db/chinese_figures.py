"""Chinese figures as digits: 三 is 3, 二十一 is 21, 廿三 is 23, 一百零二 is 102, 五〇一 is 501."""
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
