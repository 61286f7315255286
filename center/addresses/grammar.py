"""How people write an address: the text becomes parts. Pure: it knows no store and learns nothing."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from db.chinese_figures import counted, figure
from db.errors import Invalid

UNDER_FLOOR = "under_floor"
"""The fault of a text that puts a unit under a floor (5层2单元)."""
UNIT_UNDER_FLOOR = Invalid("楼层下面没有单元。请先写单元、再写楼层和室号，例如 3号楼2单元501")


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in an address. All texts are plain: half-width, capital letters, no blanks, Arabic figures.

    `above` is what stands before the name (省市区、街道、社区), `head` the name before the house (compound, lane or
    building), `word` how the house was called (号楼, 座, 号, … or '' where only figures stand).
    """

    raw: str
    head: str = ""
    house: str = ""
    unit: str = ""
    room: str = ""
    zone: str = ""
    floor: int | None = None
    tail: str = ""
    above: str = ""
    word: str = ""
    fault: str = ""

    @property
    def names_place(self) -> bool:
        """Whether a house, a unit or a room was found in it; else it is only words."""
        return bool(self.house or self.unit or self.room or self.floor is not None)


_BLANK = {ord(sign): None for sign in " \t\r\n\u00a0\u3000"}
# Dashes of input methods, and the traditional signs that addresses and names of compounds are written with.
_SAME = str.maketrans({**dict.fromkeys("—–−‐‑~～―_", "-"), "№": "#", "×": "X",
                       **dict(zip("號樓棟單層戶門區園廈庫", "号楼栋单层户门区园厦库", strict=True))})
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9A-Z])(?:\s+|[/\\.])(?=\d)")
_SPACED = re.compile(r"(?<=\d)\s+(?=\d)")
_CHINESE = re.compile(r"([零〇一二三四五六七八九十百廿卅]{1,5})(?=号|栋|幢|单元|层|楼|座|门(?![卫面市])|期|区|室)")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰", "一二三四五六七八九十百")
_FORMAL_SIGNS = frozenset("壹贰叁肆伍陆柒捌玖拾佰")
_FORMAL_NUMBER = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰]{1,4}(?=号|栋|幢|单元|层|楼|座|门|室)")
_NTH = re.compile(r"第(?=\d+(?:号|栋|幢|座|#|单元|层|楼|门|室|户))")
_COMMAS = re.compile(r"(?<=[楼栋幢座#])[,、;](?=(?:\d{1,2}|[东南西北中])单元)"
                     r"|(?<=[元层])[,、;](?=\d{2,5}[A-Z]?号?[室户房]?$)")
_LETTERED = re.compile(r"(?<=\d)号([甲乙丙丁])(?=$|\d|号院|院)")
_TWO = re.compile(r"[\dA-Z](?:号楼|栋|幢|座|#|号|室|单元)?[,、;和及]$")
_CHINESE_ROOM = re.compile(r"[〇零一二三四五六七八九]{3,5}(?=[室户号房]?$)")

_HOUSE = r"(?<![A-Z0-9-])第?(?P<house>[甲乙丙丁附]?\d{1,4}[A-Z甲乙丙丁]?|[A-Z]\d{0,3})"
_HOUSE_END = re.compile(r"(?:\d(?:号楼|栋|幢|座|#|号)|单元)\d*$")
_UNIT = r"(?P<unit>\d{1,2}|[A-Z]|[东南西北中甲乙丙丁])"
_FLOOR = r"(?:第?(?P<floor>-?\d{1,3}|[B负]\d|地下\d)(?:层|楼|F)-?)"
_ROOM = (r"(?P<room>[东南西北]厢?房|附\d{1,3}|(?:车库|车位|商铺|门面|门市|底商|地下室|储藏室)?"
         r"[A-Z]?\d{1,5}[A-Z]?(?:-\d{1,2}(?!\d)|附\d{1,2})?)")
_END = r"(?:号?[室户房]|号)?"
_TAIL = r"(?P<tail>[左右][户边侧]?|[东南西北中]{1,2}[户室边侧]?|[A-Z甲乙丙丁]户)?$"
_ZONE = r"(?:(?P<zone>[A-Z]|[东南西北中])区-?)?"

_WORDED = re.compile(
    rf"^(?P<head>.*?){_HOUSE}(?P<word>号楼|号院|栋楼?|幢楼?|座|#楼?|楼|号)-?"
    rf"(?:{_UNIT}(?:单元|号门|门|梯|-)-?)?{_FLOOR}?(?:{_ROOM}{_END})?{_TAIL}"
)
_DASHED = re.compile(
    rf"^(?P<head>.*?){_HOUSE}-(?:{_UNIT}(?:单元|门)?-(?:(?P<level>\d{{1,2}})-(?=(?P=level)\d\d))?{_ROOM}"
    rf"|(?P<last>\d{{1,5}}[A-Z]?)){_END}{_TAIL}"
)
_TOWER = re.compile(rf"^(?P<head>.*?){_ZONE}(?<![A-Z0-9-]){_FLOOR}(?:{_ROOM}{_END})?{_TAIL}")
_UNIT_ONLY = re.compile(rf"^(?P<head>.*?)(?<![A-Z0-9-]){_UNIT}单元-?{_FLOOR}?(?:{_ROOM}{_END})?{_TAIL}")
_NAMED = re.compile(rf"^(?P<head>.*?[^\W\d]){_ZONE}(?P<room>(?<!\d)\d{{3,5}}[A-Z]?){_END}{_TAIL}")
_UNDER = re.compile(r"\d(?:层|F)-?\d{1,2}单元")
_ABOVE = re.compile(
    r"^(?:中国)?(?:[^\d省]{2,3}省|[^\d市]{2,8}自治区)?(?:[^\d市]{2,5}市){0,2}(?:[^\dA-Z区县]{1,6}(?<![小社园东南西北中])[区县])?"
    r"(?:[^\d]{2,7}?(?:街道办事处|街道|镇|乡))?(?:[^\d]{1,8}?(?:社区居委会|居委会|社区))?"
)


def plain(text: str) -> str:
    """The text as it is compared: half-width, capital letters, no blanks, one kind of dash, figures for 三号楼."""
    text = unicodedata.normalize("NFKC", text).upper().strip().translate(_SAME)
    text = _BETWEEN_FIGURES.sub("-", text) if "/" in text or "." in text or "\\" in text else _SPACED.sub("-", text)
    text = text.translate(_BLANK)
    if not _FORMAL_SIGNS.isdisjoint(text):
        text = _FORMAL_NUMBER.sub(lambda found: found[0].translate(_FORMAL), text)
    text = _CHINESE.sub(lambda found: counted(found[1]), text)
    if "第" in text:
        text = _NTH.sub("", text)
    if "," in text or "、" in text or ";" in text:
        text = _COMMAS.sub("", text)
    if "号" in text:
        text = _LETTERED.sub(r"\1号", text)
    return _CHINESE_ROOM.sub(lambda found: counted(found[0]), text)


def parse(text: str) -> Parts:
    """The parts of an address; never raises. Words in which no house is found are all `head`."""
    whole = plain(text)
    if _UNDER.search(whole):
        return Parts(text, head=whole, fault=UNDER_FLOOR)
    for form, of in _FORMS:
        found = form.match(whole)
        if found and not _TWO.search(found["head"]):  # 3号楼、5号楼 are two
            return of(text, found)
    return _made(text, whole)


def doubt(text: str) -> Invalid | None:
    """What is wrong with an address whatever places there are: a unit under a floor."""
    return UNIT_UNDER_FLOOR if "单元" in text and parse(text).fault == UNDER_FLOOR else None


def spelled(parts: Parts) -> str:
    """The one spelling that all ways of writing an address come to: 晨光花园3-2-501. Words stay as they are."""
    home = "-".join(part for part in (parts.house, figure(parts.unit), parts.room) if part)
    home += "号楼" if parts.house and home == parts.house else ""
    floor = f"-{parts.floor}层" if parts.floor is not None and not parts.room else ""
    zone = f"{parts.zone}区" if parts.zone else ""
    return f"{named(parts.head)}{zone}{home}{floor}{parts.tail}"


def named(head: str) -> str:
    """A compound's name as it is compared: 小区 is said or left out at will."""
    return head.removesuffix("小区") or head


def _worded(text: str, found: re.Match) -> Parts:
    house, word, room, floor = found["house"], found["word"], found["room"] or "", _level(found["floor"])
    if word == "楼" and not found["unit"] and floor is None and house.isdigit() and _on_floor(room, house):
        return _made(text, found["head"], room=room, floor=int(house), tail=found["tail"])  # 12楼1203
    return _made(text, found["head"], house, found["unit"], room, floor, found["tail"], word)


def _dashed(text: str, found: re.Match) -> Parts:
    last, unit, house = found["last"] or "", found["unit"] or "", found["house"]
    if _HOUSE_END.search(found["head"]):  # 3号楼501/502: two doors, and no house 501
        return _made(text, plain(text))
    if last and house[:-1].isdigit() and house.endswith("F"):  # 12F-03
        return _made(text, found["head"], room=last, floor=int(house[:-1]), tail=found["tail"])
    room = found["room"] or (last if len(last) > 2 else "")
    return _made(text, found["head"], house, unit or ("" if room else last), room, None, found["tail"], "-")


def _tower(text: str, found: re.Match) -> Parts:
    return _made(text, found["head"], room=found["room"] or "", floor=_level(found["floor"]), tail=found["tail"],
                 zone=found["zone"] or "")


def _unit_only(text: str, found: re.Match) -> Parts:
    return _made(text, found["head"], unit=found["unit"], room=found["room"] or "", floor=_level(found["floor"]),
                 tail=found["tail"])


def _named(text: str, found: re.Match) -> Parts:
    return _made(text, found["head"], room=found["room"], tail=found["tail"], zone=found["zone"] or "")


_FORMS = ((_WORDED, _worded), (_DASHED, _dashed), (_TOWER, _tower), (_UNIT_ONLY, _unit_only), (_NAMED, _named))


def _made(text: str, head: str, house: str = "", unit: str | None = "", room: str = "", floor: int | None = None,
          tail: str | None = "", word: str = "", zone: str = "") -> Parts:
    head = head.rstrip("-,;:、/.\\")
    cut = _ABOVE.match(head).end() if len(head) > 3 else 0
    if len(head) - cut < 2 and cut != len(head):
        cut = 0
    return Parts(text, head[cut:], figure(house), unit or "", room, zone, floor, tail or "", head[:cut], word)


def _on_floor(room: str, house: str) -> bool:
    return len(room) == len(house) + 2 and room.startswith(house)


def _level(text: str | None) -> int | None:
    """12 → 12, B1, 负1, 地下1 and -1 → -1."""
    if not text:
        return None
    figure = text.lstrip("-B负地下")
    return int(figure) if figure == text else -int(figure)
