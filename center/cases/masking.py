"""The facts of a case without who it is about: for the copy that is used for teaching. Pure.

Everybody who is written down of the case gets one other name (甲、乙 …) wherever the name or what people make of it
stands; numbers, addresses and the committee's name go too. Who is only told of in a text can be named besides (`also`);
nobody can find every name in a text, so the copy is to be read before it is given away.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from center.cases.facts import Agent, CaseFacts, Kept, Party, Promise, Step, Worker, departments, named
from center.mediation.studios import spellings
from center.words import N_
from db.days import Day

SURE = N_("教学用匿名副本：姓名、号码、住址和单位名称已替换，使用前请再看一遍")
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
DIGITS = "一二三四五六七八九十"
COMMITTEE, STUDIO, PLACE = N_("某社区人民调解委员会"), N_("某调解工作室"), N_("某小区某号楼")
MEDIATOR, UNIT, OFFICE = N_("调解员{sign}"), N_("{sign}单位"), N_("某部门")
SOMEBODY = N_("某")
HIDDEN = ("id_card", "phone", "credit_code", "referrer_phone", "uid", "sha256", "letter", "ruling")
PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "令狐", "慕容",
          "长孙", "宇文")
CALLED = "先生|女士|小姐|阿姨|大爷|大妈|大娘|大哥|大姐|师傅|老师|奶奶|爷爷|叔叔|某某|某|家|母|父|妻|夫"
NOT_A_NAME = ("有限责任公司", "股份有限公司", "有限公司", "分公司", "公司", "服务", "集团", "委员会", "中心", "商店",
              "经营部", "物业管理", "管理")
# what a unit does: people say its name without
TRADES = ("物业", "工程", "装饰", "装修", "建筑", "建设", "劳务", "房产", "地产", "经纪", "中介", "餐饮", "家政",
          "早教", "教育", "科技", "商贸", "贸易", "超市", "诊所", "保洁", "电梯")
_NUMBERS = (
    (re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])"), "××××××"),
    (re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])"), "××××××"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "××××××"),
    (re.compile(r"(?<!\d)0\d{2,3}[-— ]?\d{7,8}(?!\d)"), "××××××"),
    (re.compile(r"(?<!\d)\d{12,19}(?!\d)"), "××××××"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "××××××"),
    (re.compile(rf"[{PLATES}][A-Z][·• ]?[A-Z0-9]{{5,6}}(?![A-Z0-9])"), "××××××"),
    (re.compile(r"（\d{4}）[\u4e00-\u9fff]{1,10}字第\d+号"), "（××××）某人调字第×号"),
)
_DOORS = (
    (re.compile(r"[\u4e00-\u9fff]{1,6}?(?:小区|花园|家园|苑|路|街|巷|弄|里|[一二三四五六七八九十]区)"
                r"(?=[甲乙丙丁]?\d+\s*(?:号楼|号|栋|幢|楼))"), "某小区"),
    (re.compile(r"\d+\s*(?:号楼|栋|幢|座)(?:\s*\d+\s*单元)?(?:\s*\d{2,4}[A-Za-z]?\s*[室号户]?)?"), "×号楼×室"),
    (re.compile(r"\d+\s*单元\s*\d{2,4}[A-Za-z]?\s*[室号户]?"), "×单元×室"),
    (re.compile(r"(?<![\d.第年月])\d{3,4}\s*室"), "×室"),
)


def masked(told: CaseFacts, also: Sequence[str] = ()) -> CaseFacts:
    """The same case of nobody. Days, codes, sums and what happened stay; birth days become an age."""
    swap = Swap(told, also)
    return replace(
        told, uid="", row=swap.row(told.row), committee=swap.row(told.committee) | {"name": str(COMMITTEE)},
        studio=str(STUDIO) if told.studio else "", parties=tuple(_party(one, swap) for one in told.parties),
        workers=tuple(Worker(one.id, one.mediator, swap.text(one.name), one.role, "", swap.row(one.row))
                      for one in told.workers),
        guests=tuple(swap.row(one) for one in told.guests),
        steps=tuple(Step(one.id, one.kind, one.on, swap.row(one.row)) for one in told.steps),
        agreement=swap.row(told.agreement) if told.agreement else None,
        promises=tuple(Promise(one.id, swap.row(one.row)) for one in told.promises),
        papers=tuple(Kept(one.id, one.kind, one.version, one.party, one.step, swap.row(one.row))
                     for one in told.papers),
        volume=None, chairs=tuple(swap.text(name) for name in told.chairs))


def _party(one: Party, swap: Swap) -> Party:
    row = swap.row(one.row) | {"birth": None, "age": one.age, "person": None}
    return Party(one.id, row, tuple(Agent(agent.id, swap.row(agent.row)) for agent in one.agents), one.minor, one.age)


class Swap:
    """What every name of a case is called in the copy, the same in every text."""

    def __init__(self, told: CaseFacts, also: Sequence[str] = ()) -> None:
        signs = iter([*STEMS, *(f"{stem}{digit}" for digit in DIGITS for stem in STEMS)])
        self.names: dict[str, str] = {}
        self.addresses: list[str] = []
        for party in told.parties:
            sign = next(signs)
            self._name(party.name, str(UNIT).format(sign=sign) if party.kind == "organisation" else sign,
                       party.kind == "organisation")
            self._place(party.row)
        for party in told.parties:
            for agent in party.agents:
                self._name(agent.name, signs)
                self._place(agent.row)
        for guest in told.guests:
            self._name(guest["name"], signs)
        for name in (*(step.row["subject"] for step in told.steps), told.row["referrer_contact"], *also):
            self._name(name, signs)
        for step in told.of("leave"):  # who was a party, and who acted for her
            for name in (step.row["present"], *named(step.row["subject_facts"])):
                self._name(name, signs)
        handlers = [one.name for one in told.workers] + list(told.chairs) + [told.row["violence_by"]]
        handlers += [step.row[name] for step in told.steps for name in ("by", "decided_by")]
        handlers += [one.row[name] for one in told.papers for name in ("signed_by", "checked_by", "replaced_by")]
        for nth, name in enumerate(dict.fromkeys(filter(None, handlers))):
            self._name(name, str(MEDIATOR).format(sign=DIGITS[nth] if nth < len(DIGITS) else str(nth + 1)))
        self._offices(told)
        self._patterns = [(re.compile(re.escape(name)), sign) for name, sign in
                          sorted(self.names.items(), key=lambda one: -len(one[0]))] + self._loose(told)

    def _offices(self, told: CaseFacts) -> None:
        committee = told.committee
        self.names.setdefault(committee["name"], str(COMMITTEE))
        bare = re.sub("人民调解委员会$", "", committee["name"])
        for name in (bare, bare.removesuffix("社区"), committee["short_name"]):
            if name and len(name) >= 2:
                self.names.setdefault(name, "某社区" if name.endswith("社区") else "某")
        for name in spellings(told.studio, committee["name"]) if told.studio else ():
            self.names.setdefault(name, str(STUDIO))
        for step in told.steps:  # the department that a report goes to
            for name in departments(step) if step.kind in ("escalation", "report") else ():
                self.names.setdefault(name, str(OFFICE))
        if told.row["referrer"]:
            self.names.setdefault(told.row["referrer"], str(OFFICE))
        if told.row["place"]:
            self.addresses.append(told.row["place"])

    def _name(self, name: str | None, sign: Any, organisation: bool = False) -> None:
        """One who is written down: the whole name, and what people make of it."""
        name = (name or "").strip()
        if not name or name in self.names:
            return
        sign = sign if isinstance(sign, str) else next(sign)
        self.names[name] = sign
        for short in _short_units(name) if organisation else _given_names(name):
            self.names.setdefault(short, sign)

    def _place(self, row: Mapping[str, Any]) -> None:
        if row.get("address"):
            self.addresses.append(row["address"])

    def _loose(self, told: CaseFacts) -> list[tuple[re.Pattern[str], str]]:
        """Surname with a title, 老 or 小: of several who share it nobody can tell which, so it is 某 then."""
        signs: dict[str, set[str]] = {}
        people = [party.name for party in told.parties if party.kind != "organisation"]
        people += [agent.name for party in told.parties for agent in party.agents]
        people += [guest["name"] for guest in told.guests] + [worker.name for worker in told.workers]
        for name in filter(None, people):
            signs.setdefault(_surname(name), set()).add(self.names[name.strip()])
        found = []
        for surname, those in signs.items():
            sign = those.pop() if len(those) == 1 else str(SOMEBODY)
            found += [(re.compile(f"{surname}(?={CALLED})"), sign), (re.compile(f"(?<=[老小]){surname}"), sign)]
        return found

    def text(self, text: str) -> str:
        """A text with everybody replaced."""
        for address in sorted(self.addresses, key=len, reverse=True):
            text = text.replace(address, str(PLACE))
        for pattern, sign in (*_NUMBERS, *self._patterns, *_DOORS):
            text = pattern.sub(sign, text)
        return text

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row with every text replaced; numbers that tell who somebody is are gone."""
        found = {}
        for name, value in row.items():
            if name in HIDDEN:
                found[name] = None
            elif isinstance(value, str) and not isinstance(value, Day) and value:
                found[name] = self.text(value)
            else:
                found[name] = value
        return found


def _surname(name: str) -> str:
    return name[:2] if name[:2] in DOUBLE and len(name) > 2 else name[:1]


def _given_names(name: str) -> Iterable[str]:
    """王建国 → 建国; a given name of one sign is too common a word to look for."""
    given = name[len(_surname(name)):]
    return [given] if len(given) >= 2 and re.fullmatch(r"[\u4e00-\u9fff·]+", name) else []


def _short_units(name: str) -> Iterable[str]:
    """安和物业服务有限公司红旗分公司 → 安和物业服务有限公司, 安和物业, 安和."""
    found, bare = [], name
    for word in NOT_A_NAME:
        at = bare.find(word)
        if at >= 2:
            if word.endswith("公司") and len(bare[:at + len(word)]) > 4:
                found.append(bare[:at + len(word)])
            bare = bare[:at]
            found.append(bare)
    while trade := next((word for word in TRADES if bare.endswith(word) and len(bare) >= len(word) + 2), ""):
        bare = bare.removesuffix(trade)
        found.append(bare)
    return [one for one in dict.fromkeys(found) if len(one) >= 2 and one not in ("物业", name)]
