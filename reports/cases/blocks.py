"""Pieces that several case papers share: the boxes of a party, written passages or rules to write on, the end."""
from __future__ import annotations

from collections.abc import Iterable

from center.cases.facts import Agent, Party
from center.words import N_
from db.days import Day
from db.words import Phrase
from reports.cases.wording import AGENT, REPRESENTATIVE, ROLES, age, as_side, code, paragraphs, unnamed
from reports.deeds import Cell, Group, Lead, Rules
from reports.document import Block, Text

NAME, SEX, ETHNICITY, AGE = N_("姓名"), N_("性别"), N_("民族"), N_("年龄")
WORK, PHONE, ADDRESS = N_("职业或职务"), N_("联系方式"), N_("单位或住址")
UNIT, CREDIT, OFFICE = N_("单位名称"), N_("单位证件号"), N_("住所")
DUTY, RELATION, AUTHORITY = N_("职务"), N_("与当事人关系"), N_("代理权限")
WRITTEN = N_("{nth}. {text}")


def label(text: str, share: int = 4) -> Cell:
    """A label of a form."""
    return Cell(text, share, True)


def boxes_of(party: Party, on: Day, blank: bool = False, side: str = "") -> list[Group]:
    """One party as boxes of a form: the seven facts, of a unit its name and numbers, then who acts for it."""
    side = side or as_side(party)
    if party.kind == "organisation":
        boxes = _unit(party, blank)
    else:
        boxes = _human(party, on, blank)
    acting = [_acting(one, blank) for one in party.agents]
    if role := unnamed(party):
        acting.append(_acting(None, blank, role))
    return [Group(boxes, side), *acting]


def empty_boxes(side: str) -> Group:
    """The boxes of a party of whom nothing is known."""
    row = (label(NAME, 3), Cell("", 5), label(SEX, 2), Cell("", 2), label(ETHNICITY, 2), Cell("", 3),
           label(AGE, 2), Cell("", 3))
    return Group((row, *_reach("", "", "")), side)


def _human(party: Party, on: Day, blank: bool) -> tuple[tuple[Cell, ...], ...]:
    row = party.row
    first = (label(NAME, 3), Cell(party.name, 5), label(SEX, 2), Cell(_known(code("sex", row["sex"]), blank), 2),
             label(ETHNICITY, 2), Cell(_known(code("ethnicity", row["ethnicity"]), blank), 3),
             label(AGE, 2), Cell(_known(age(party, on), blank), 3))
    return (first, *_reach(*(_known(row[name], blank) for name in ("occupation", "phone", "address"))))


def _reach(work: str, phone: str, address: str) -> tuple[tuple[Cell, ...], ...]:
    return ((label(WORK, 4), Cell(work, 7), label(PHONE, 4), Cell(phone, 7)), (label(ADDRESS, 4), Cell(address, 18)))


def _unit(party: Party, blank: bool) -> tuple[tuple[Cell, ...], ...]:
    row = party.row
    return ((label(UNIT, 4), Cell(party.name, 18)),
            (label(CREDIT, 4), Cell(_known(row["credit_code"], blank), 7), label(PHONE, 4),
             Cell(_known(row["phone"], blank), 7)),
            (label(OFFICE, 4), Cell(_known(row["address"], blank), 18)))


def _acting(one: Agent | None, blank: bool, role: str = "") -> Group:
    """Who acts for a party: name, duty or relation, authority, phone; for None who must act and is not known yet."""
    role, known = role or ROLES[one.kind], {} if blank or one is None else one.row
    tie = label(DUTY if role == REPRESENTATIVE else RELATION, 4)
    first = (label(NAME, 3), Cell(one.name if one else "", 5), tie, Cell(known.get("relation") or "", 10))
    if role != AGENT:
        return Group((first, (label(PHONE, 4), Cell(known.get("phone") or "", 18))), role)
    granted = code("agent_authority", known.get("authority"))
    return Group((first, (label(PHONE, 4), Cell(known.get("phone") or "", 7), label(AUTHORITY, 4), Cell(granted, 7))),
                 role)


def _known(text: str | None, blank: bool) -> str:
    return "" if blank or not text else text


def passage(head: str, text: str | None, blank: bool = False, lines: int = 4, fill: bool = False) -> list[Block]:
    """A head and what was written, paragraph by paragraph, or rules to write on."""
    return [Lead(head, ""), *prose(text, blank, lines, fill)]


def prose(text: str | None, blank: bool = False, lines: int = 4, fill: bool = False) -> list[Block]:
    """What was written, or rules to write on."""
    written = [] if blank else paragraphs(text)
    return [Text(one) for one in written] or [Rules(lines, fill)]


def listing(texts: Iterable[str], least: int = 0) -> list[Block]:
    """1. 2. 3., with empty lines up to `least`."""
    found: list[Block] = [Text(Phrase(WRITTEN, nth=nth, text=text)) for nth, text in enumerate(texts, start=1)]
    return found + [Lead(Phrase(WRITTEN, nth=nth, text=""), "＿" * 26) for nth in range(len(found) + 1, least + 1)]
