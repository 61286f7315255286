"""How case papers word what the case knows: numbers, days, money, who the parties are, who signs for them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from center.capitals import capitals
from center.cases.facts import Agent, CaseFacts, Party, age_on
from center.words import N_
from db.chinese_figures import in_figures
from db.codes import code_list
from db.days import Day, show_day
from db.words import Listed, Phrase, Word
from reports.deeds import SIGN, SIGN_NAME, Sign

GAP = "＿" * 4
LONG_GAP = "＿" * 10
NO_DAY = N_("＿＿＿＿年＿＿月＿＿日")
NUMERALS = (N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("七"), N_("八"), N_("九"), N_("十"),
            N_("十一"), N_("十二"), N_("十三"), N_("十四"), N_("十五"), N_("十六"), N_("十七"), N_("十八"), N_("十九"),
            N_("二十"))
TICKED, OPEN = "■", "□"
NUMBER = N_("编号：{number}")
NO_NUMBER = "（　　　　）{short}人调字第　　　号"  # the number's own form, in no other language
PARTY, MEDIATOR, RECORDER = N_("当事人"), N_("人民调解员"), N_("记录人")
REPRESENTATIVE, GUARDIAN, AGENT = N_("代表人"), N_("法定代理人"), N_("委托代理人")
ROLES = {"representative": REPRESENTATIVE, "guardian": GUARDIAN, "agent": AGENT}
MONEY = N_("{amount}元（{capitals}）")
TIMES, ITEM = N_("第{nth}次"), N_("{nth}、{text}")
SPAN, SINCE = N_("{day}{begins}至{ends}"), N_("{day}{begins}")
AGED = N_("{age}岁")
SEE_CONTENTS, COVER_NUMBERS = N_("{first}等，各案卷号见卷内目录"), 96  # characters of four small lines of a cover
FIRST_NUMBER = re.compile(r"[^；]*?第\d+(?=、|号(?:[至、；]|$))")   # a committee may be called 6号院
AND_MORE, ON_COVER = N_("{names}等 {count} 人"), 6  # names that stand on two lines of a cover


def numeral(number: int) -> str:
    """A Chinese numeral: 3 → 三, 12 → 十二, 21 → 二十一. The usual ones, to twenty, speak other languages too."""
    return NUMERALS[number - 1] if 1 <= number <= len(NUMERALS) else in_figures(number)


def fixed(template: str, **params: str) -> str:
    """A fixed text of the forms (`templates/mediation/texts.toml`) with its gaps filled: Chinese in every language."""
    return template.format(**{name: str(text) for name, text in params.items()})


def code(name: str, value: str | None) -> str:
    """The name of a code, '' for none."""
    return code_list(name).items.get(value, "") if value else ""


def day(value: Day | None) -> str:
    """2026年11月20日, or a blank to write it."""
    return show_day(value) if value else NO_DAY


def when(row: Mapping[str, Any]) -> str:
    """A step's day and hours; '' when it has no day."""
    begins, ends = row["begins"], row["ends"]
    if not row["on"]:
        return ""
    if begins and ends:
        return Phrase(SPAN, day=show_day(row["on"]), begins=begins, ends=ends)
    return Phrase(SINCE, day=show_day(row["on"]), begins=begins) if begins else show_day(row["on"])


def money(cents: int | None) -> str:
    """3,000元（人民币叁仟元整）; blanks for None."""
    if cents is None:
        return Phrase(MONEY, amount=LONG_GAP, capitals=LONG_GAP)
    yuan = f"{cents / 100:,.2f}".removesuffix(".00")
    return Phrase(MONEY, amount=yuan, capitals=capitals(cents))


def number(told: CaseFacts) -> str:
    """The case number, or what is to be completed by hand."""
    return told.number or fixed(NO_NUMBER, short=told.committee["short_name"])


def numbered(told: CaseFacts) -> str:
    """What stands at the right under a title."""
    return Phrase(NUMBER, number=number(told))


def names(parties: Iterable[Party]) -> str:
    """The parties in one line."""
    return Listed([one.name for one in parties])


def boxes(options: Iterable[tuple[str, bool]]) -> str:
    """Boxes to tick, some of them ticked."""
    return Listed([Phrase(CHOICE, box=TICKED if chosen else OPEN, name=name) for name, chosen in options], joint="　")


CHOICE = N_("{box}{name}")


def choices(name: str, value: str | None, only: Iterable[str] = ()) -> str:
    """All codes of a list as boxes, the chosen one ticked."""
    known = code_list(name).items
    return boxes((known[one], one == value) for one in (tuple(only) or known))


def age(party: Party, on: Day) -> str:
    """Full years on a day; '' when nobody knows."""
    years = age_on(party.row, on.last) if party.kind == "person" else None
    return Phrase(AGED, age=years) if years is not None else ""


SAID = {"phone": N_("联系方式{text}"), "address": N_("住{text}"), "office": N_("住所{text}"),
        "credit_code": N_("证件号{text}"), "sex": N_("性别{text}"), "ethnicity": N_("民族{text}"),
        "occupation": N_("职业或职务{text}")}


def told_of(party: Party | None, on: Day, blank: bool = False, gap: str = GAP) -> str:
    """One party in a sentence: the seven facts of the form; what is missing is named with a blank to write on (`gap`).
    `blank` leaves all but the names to the hand, None the name too."""
    row = {} if blank or party is None else party.row
    acting = [_acts(one, gap, blank) for one in party.agents] if party else []
    if (role := unnamed(party)) and gap:
        acting.append(Phrase(ACTS_ONLY, role=role, name=gap))
    phone = _said("phone", row.get("phone"), gap)
    if party and party.kind == "organisation":
        facts = [party.name, _said("office", row.get("address"), gap), *acting, phone]
    else:
        aged = age(party, on) if row else ""
        facts = [party.name if party else LONG_GAP, *(code(name, row.get(name)) or _lacks(name, gap)
                                                      for name in ("sex", "ethnicity")),
                 aged or (gap and Phrase(AGED, age=gap)), row.get("occupation") or _lacks("occupation", gap),
                 _said("address", row.get("address"), gap), phone, *acting]
    return Phrase(STOP, text=Listed([fact for fact in facts if fact], "，"))


def unnamed(party: Party | None) -> str:
    """Who must act for a party and is not known yet: 代表人 of a unit, 法定代理人 of who has no full capacity."""
    if party is None:
        return ""
    if party.kind == "organisation":
        return "" if party.acting("representative") else REPRESENTATIVE
    return GUARDIAN if party.needs_guardian and not party.acting("guardian") else ""


def _lacks(name: str, gap: str) -> str:
    return Phrase(SAID[name], text=gap) if gap else ""


ACTS, ACTS_ONLY = N_("{role}{name}（{relation}）"), N_("{role}{name}")


def _acts(one: Agent, gap: str, blank: bool = False) -> str:
    role, relation = ROLES[one.kind], ("" if blank else one.row["relation"]) or gap
    return (Phrase(ACTS, role=role, name=one.name, relation=relation) if relation
            else Phrase(ACTS_ONLY, role=role, name=one.name))


STOP = N_("{text}。")


def _said(name: str, text: str | None, gap: str) -> str:
    return Phrase(SAID[name], text=text or gap * 2) if text or gap else ""


def as_side(party: Party) -> Word:
    """申请人, 被申请人 or 当事人."""
    return PARTY if party.side == "third" else code("party_side", party.side) or PARTY


def signs(parties: Iterable[Party], sides: bool = False, binding: bool = False, hint: str = SIGN,
          least: int = 1) -> tuple[Sign, ...]:
    """Where the parties and those who act for them sign. What is `binding` an agent signs with 特别授权 only; for one
    who has no full capacity the guardian signs. There is room for at least so many parties."""
    parties = tuple(parties)
    found = []
    for party in parties:
        found.append(Sign(as_side(party) if sides else PARTY, party.name, hint))
        for one in party.agents:
            if not binding or party.may_sign(one) is None:
                found.append(Sign(ROLES[one.kind], one.name, hint))
        if party.needs_guardian and not party.acting("guardian"):
            found.append(Sign(GUARDIAN, "", hint))
    return (*found, *(Sign(PARTY, "", hint) for _ in range((least if parties else 2) - len(parties))))


def staff(told: CaseFacts, recorder: bool = True) -> tuple[Sign, ...]:
    """Where those who handled the case sign."""
    at_work = [one for one in told.workers if not one.left]
    mediators = [one.name for one in sorted(at_work, key=lambda one: one.role != "host")
                 if one.role in ("host", "mediator")]
    places = [Sign(MEDIATOR, name, SIGN_NAME, day=False) for name in dict.fromkeys(mediators) or [""]]
    if recorder:
        name = next((one.name for one in at_work if one.role == "recorder"), "")
        places.append(Sign(RECORDER, name, SIGN_NAME, day=False))
    return tuple(places)


def mediators(told: CaseFacts) -> str:
    """Who mediated, the presiding one first."""
    at_work = sorted((one for one in told.workers if not one.left and one.role in ("host", "mediator")),
                     key=lambda one: one.role != "host")
    return Listed(dict.fromkeys(one.name for one in at_work))


def mediators_of_all(told: Sequence[CaseFacts]) -> str:
    """Who mediated the cases of one volume: those who presided first, in the order of the cases; of many 等 and how
    many stand for the rest, so that the name stays on its lines."""
    at_work = [one for case in told for one in case.workers if not one.left and one.role in ("host", "mediator")]
    names = list(dict.fromkeys(one.name for one in sorted(at_work, key=lambda one: one.role != "host")))
    if len(names) <= ON_COVER:
        return Listed(names)
    return Phrase(AND_MORE, names=Listed(names[:ON_COVER - 1]), count=len(names))


def numbers_on_cover(numbers: str) -> str:
    """The numbers of all cases of a volume; so many that they would fill a cover stand on its contents page alone."""
    if sum(1 if ord(sign) > 255 else 0.5 for sign in numbers) <= COVER_NUMBERS:
        return numbers
    first = FIRST_NUMBER.match(numbers)
    return Phrase(SEE_CONTENTS, first=f"{first[0]}号" if first else numbers.split("；")[0])


def worker(told: CaseFacts, role: str) -> str:
    """Who does one thing in the case; '' for nobody."""
    return next((one.name for one in told.workers if one.role == role and not one.left), "")


def paragraphs(text: str | None) -> list[str]:
    """What somebody typed, paragraph by paragraph."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
