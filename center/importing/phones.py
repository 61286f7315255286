"""Phone cells of somebody else's table: two numbers in one cell, names behind a number, blanks within."""
from __future__ import annotations

import re
from typing import Any

from center.importing.cell import CHANGED, OK, REFUSED, WARNING, Cell
from db.errors import Invalid

_BETWEEN = re.compile(r"[、/,，;；|\n\\]+|或|和")
_BLANK = re.compile(r"\s+(?=(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7}|\d{7,8}(?:\D|$))")
_REMARK = re.compile(r"[\u4e00-\u9fff:：]+")


def read_phones(field: Any, text: str, written: str) -> Cell:
    """The Cell of one or more phone numbers: a mobile first, one other as `spare`; what is left over is named."""
    whole = field.read(text)
    if not isinstance(whole, Invalid):
        if whole == written.strip():
            return Cell(OK, written, whole, whole)
        return Cell(CHANGED, written, whole, whole, Invalid("已整理成规范的写法"))
    numbers, lost = _numbers(field, text)
    if not numbers:
        return Cell(REFUSED, written, written, message=whole)
    numbers.sort(key=lambda number: not re.fullmatch(r"1\d{10}", number))
    if lost or len(numbers) > 2:
        doubt = Invalid("这一格里有几个号码或别的字，只取了能用的，其余没有导入，请核对")
        return Cell(WARNING, written, numbers[0], numbers[0], doubt, spare=numbers[1] if len(numbers) > 1 else "")
    return Cell(CHANGED, written, numbers[0], numbers[0], Invalid("一格里有两个号码，已分开"), spare=numbers[1])


def _numbers(field: Any, text: str) -> tuple[list[str], bool]:
    """(readable numbers in order, whether something else was left over)."""
    found, lost = [], False
    for part in (piece for half in _BETWEEN.split(text) for piece in _BLANK.split(half)):
        bare = _REMARK.sub("", part).replace("()", "").strip()
        lost = lost or bare != part.strip()
        if not bare:
            continue
        number = field.read(bare)
        if isinstance(number, Invalid):
            lost = True
        elif number not in found:
            found.append(number)
    return found, lost or len(found) < 2
