"""Money as people write it: `1,200`, `1200元`, `1.2万`, `壹仟贰佰元整`, `12元5角`. In whole cents."""
from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from db.errors import Invalid

_FIGURES = {sign: value for value, signs in enumerate(
    ("零〇", "一壹", "二贰两贰弍", "三叁叄", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_CAPITALS = re.compile(rf"[{''.join(_FIGURES)}{''.join(_SMALL)}{''.join(_LARGE)}]+")
_MIXED = re.compile(r"(\d+(?:\.\d*)?|\.\d+)([十百千万亿]*)")
_SAID = re.compile(rf"[百佰千仟万萬亿][{''.join(_FIGURES).translate(dict.fromkeys(map(ord, '零〇')))}]$")
_COINS = re.compile(r"(?P<yuan>[^元块角分毛]+)?[元块]?"
                    r"(?:(?P<jiao>[^元块角分毛])[角毛])?(?:零?(?P<fen>[^元块角分毛])分)?")
_AND_HALF = re.compile(r"块(?=[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]$)(.)")
_DROPPED = re.compile(r"[,，\s￥¥]|人民币|RMB|CNY|[整正]$|(?<=\d)-$", re.I)
MOST = 10**13  # cents


def read_amount(text: str) -> int | Invalid:
    """Whole cents of a text, or why not. A minus sign or brackets make it negative."""
    plain = _DROPPED.sub("", _noughts(text).replace("圆", "元").replace("块钱", "元"))
    plain = _AND_HALF.sub(r"元\1角", plain)  # 3块5
    if match := re.fullmatch(r"[(（](.+)[)）]|[-−](.+)", plain):
        below = read_amount(match[1] or match[2])
        return below if isinstance(below, Invalid) else -below
    match = _COINS.fullmatch(plain)
    parts = [_number(match[name]) if match[name] else Decimal(0) for name in ("yuan", "jiao", "fen")] if match else []
    if not plain or not parts or None in parts:
        return Invalid("请写金额，例如 1409.50、1.2万 或 壹仟贰佰元整")
    cents = parts[0] * 100 + parts[1] * 10 + parts[2]
    if cents != int(cents):
        return Invalid("金额最多写到分，请改成两位小数")
    if abs(cents) > MOST:
        return Invalid("金额太大，请再看一遍单位是不是元")
    return int(cents)


def _noughts(text: str) -> str:
    return re.sub(r"(?<=[\d.,])[oO]+|[oO]+(?=[\d.])", lambda found: "0" * len(found[0]), text)


def _number(text: str) -> Decimal | None:
    """A number in figures with a unit behind it, or in Chinese words."""
    if match := _MIXED.fullmatch(text):
        try:
            value = Decimal(match[1])
        except InvalidOperation:
            return None
        for unit in match[2]:
            value *= _SMALL.get(unit) or _LARGE[unit]
        return value
    words = _words(text) if _CAPITALS.fullmatch(text) else None
    return None if words is None else Decimal(words)


def _words(text: str) -> int | None:
    """壹万贰仟零叁拾 → 12030; 十二 → 12; None for figures that stand side by side (一二), and for 三万五 as it is said:
    30,005 would be a wrong number of it."""
    total = section = figure = 0
    if _SAID.search(text):
        return None
    for sign in text:
        if sign in _FIGURES:
            if figure:
                return None
            figure = _FIGURES[sign]
        elif sign in _SMALL:
            section, figure = section + (figure or 1) * _SMALL[sign], 0
        elif _LARGE[sign] == 10_000:
            total, section, figure = total + (section + figure) * 10_000, 0, 0
        else:
            total, section, figure = (total + section + figure) * _LARGE[sign], 0, 0
    return total + section + figure
