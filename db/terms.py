"""Search terms: what is written into the index for a value, and how a typed query is cut into words.

A word finds every term that begins with it. So a value is stored with all the tails that a clerk may begin to
type: 张三丰 is found by 张, 三丰, zsf, sf, zhangsan, feng and zhangsf.
"""
from __future__ import annotations

import re
import unicodedata

from db import pinyin
from db.chinese_figures import counted

KINDS = ("name", "id_card", "phone", "address", "number", "text")
LONGEST = 32  # signs of one term; nobody types more
MOST_TAILS = 24  # beginnings within one value; bounds what a pasted page costs

_SPLIT = re.compile(r"[\s,;、，；。/|\"“”‘’'()（）《》〈〉【】〔〕\[\]:：?？!！]+")
_LONG_NUMBER = re.compile(r"\d{11,17}x?|\d{17}x")
# ü is typed v; × stands for the X of an ID number; the dashes of input methods are dashes.
_SAME = str.maketrans({"ü": "v", "×": "x", **dict.fromkeys("—–−‐‑~", "-")})
_CHINESE_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})(?=号楼|栋|幢|单元|号院)")
# A blank that ends an address stays: what follows it is another word (3-2 张三).
# 3号楼2单元501 · 3栋501室 · 3#2-501: each part may still be unfinished while it is being typed.
_BUILDING = re.compile(
    r"(?<![a-z0-9])(?P<house>\d+[a-z]?|[a-z]\d*)\s*(?:号?楼|栋|幢|座|#)(?:\s*-)?"
    r"(?:\s*(?P<unit>\d+)\s*(?:单元|门)(?:\s*-)?)?"
    r"(?:\s*(?P<room>\d+(?:-\d*)*))?(?:[号室户]+|\s+[号室户]+(?!\w))?"
)
_HOUSE_WITHOUT_UNIT_WORD = re.compile(r"(?P<unit>\d+)\s*单元(?:\s*-)?(?:\s*(?P<room>\d+))?(?:\s*[室户号]+)?")
_DASHED = re.compile(r"(?<![\da-z-])(\d+)\s*-\s*(\d+)(?:\s*-\s*(\d+))?(?:[号室户]|\s+[号室户](?!\w))?(?![\d-])")
_NUMBER_OF_HOME = re.compile(r"(?<![a-z0-9])(?:\d+[a-z]?|[a-z]\d*)-\d")
_PLACE = re.compile(r"^.*(?:省|自治区|市|(?<!小)(?<!社)(?<!园)区|县|镇|乡|街道|社区|居委会)")


def terms(kind: str, value: str) -> set[str]:
    """The terms of one value; `kind` is one of KINDS. Terms are lower case, without blanks, at most 32 signs."""
    if kind not in _MAKERS:
        raise ValueError(f"no search terms for {kind}")
    return {term[:LONGEST] for term in _MAKERS[kind](value) if term}


def normalise(query: str) -> list[str]:
    """A query as typed → its words, ready to be looked up; every one of them must be found.

    `ＺＳ　3号楼2单元501` → `["zs", "3-2-501"]`; the spaces of `138 0000 0001` are no division.
    """
    plain = _plain(query)
    whole = re.sub(r"[\s-]", "", plain)
    if _LONG_NUMBER.fullmatch(whole):
        return [whole]
    words = (_word(word) for word in _SPLIT.split(_canonical(plain)))
    return list(dict.fromkeys(word[:LONGEST] for word in words if word))


def _word(word: str) -> str:
    # 小区 is said or left out at will; the index holds the name without it.
    plain = re.sub(r"(?<=\w\w)小区(?=\d|$)", "", _bare_word(word))
    return plain if any(sign.isalnum() for sign in plain) else ""


def _bare_word(word: str) -> str:
    """A word without the dots inside names, its dashes kept (they divide building, unit and room)."""
    return "-".join(pinyin.bare(part) for part in word.split("-"))


def _name(value: str) -> set[str]:
    plain = pinyin.bare(value)[:MOST_TAILS]
    found = set(_tails(plain))
    surname = pinyin.surname_length(plain)
    for syllables in pinyin.readings(plain):
        initials = [syllable[0] for syllable in syllables]
        for place in range(len(syllables)):
            found.add("".join(syllables[place:]))
            found.add("".join(initials[place:]))
        found.add("".join(syllables[:surname] + initials[surname:]))
    return found


def _id_card(value: str) -> set[str]:
    plain = re.sub(r"\s", "", _plain(value))
    return {plain, plain[6:], plain[-6:], plain[-5:], plain[-4:]} if len(plain) >= 15 else {plain}


def _phone(value: str) -> set[str]:
    digits = re.sub(r"\D", "", _plain(value))
    return {digits, digits[-8:], digits[-4:]}


def _address(value: str) -> set[str]:
    plain = re.sub(r"\s", "", _canonical(_plain(value)))
    estate = _PLACE.sub("", plain) or plain
    found = {plain, estate, re.sub(r"小区(?=\d|$)", "", estate)}
    number = _NUMBER_OF_HOME.search(estate)
    if number:
        found.add(estate[number.start():])
    else:  # no building to go by: 解放路12号 is found by 解放, 路12, …
        found.update(_tails(estate[:MOST_TAILS]))
    return found


def _number(value: str) -> set[str]:
    parts = [part for part in re.split(r"[\W_]+", _plain(value)) if part][:MOST_TAILS]
    found = set()
    for place, part in enumerate(parts):
        found.update(("-".join(parts[place:]), "".join(parts[place:]), part.lstrip("0")))
    return found


def _text(value: str) -> set[str]:
    plain = "".join(sign for sign in pinyin.bare(value) if sign.isalnum())[:MOST_TAILS]
    if plain.isascii():  # a code: nothing in it is read otherwise than it is written
        return set(_tails(plain))
    initials = "".join(syllable[0] for syllable in pinyin.syllables(plain))
    return {*_tails(plain), *(tail for tail in _tails(initials) if len(tail) > 1), "".join(pinyin.syllables(plain))}


_MAKERS = {"name": _name, "id_card": _id_card, "phone": _phone, "address": _address, "number": _number, "text": _text}


def _tails(plain: str) -> list[str]:
    return [plain[place:] for place in range(len(plain))]


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().translate(_SAME)
    return plain.strip()


def _canonical(plain: str) -> str:
    """Buildings in one form: 3号楼2单元501室, 3栋2-501 and 3-2-501室 are all 3-2-501."""
    plain = _CHINESE_NUMBER.sub(lambda found: counted(found[1]), plain)
    plain = _BUILDING.sub(_joined, plain)
    plain = _HOUSE_WITHOUT_UNIT_WORD.sub(lambda found: f"{found['unit']}-{found['room'] or ''}", plain)
    return _DASHED.sub(lambda found: "-".join(part for part in found.groups() if part is not None), plain)


def _joined(found: re.Match) -> str:
    parts = [found["house"], found["unit"], found["room"] or ""]
    return "-".join(part for part in parts if part is not None)
