"""What came of it, on paper: the written agreement, the form of an oral one, the notice that mediation ended."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.cases.book import text
from center.cases.facts import CaseFacts
from center.words import N_
from db.days import show_day
from db.words import Listed, Phrase
from reports.cases.blocks import boxes_of, empty_boxes, label, passage
from reports.cases.forms_opening import TO, received
from reports.cases.making import Asked, Made, form
from reports.cases.wording import (
    LONG_GAP,
    PARTY,
    day,
    fixed,
    money,
    names,
    numbered,
    numeral,
    paragraphs,
    signs,
    staff,
    told_of,
)
from reports.deeds import Cell, Form, Group, Lead, Rules, Signing, Stamp
from reports.document import Block, Space, Text

FACTS, TERMS = N_("纠纷主要事实、争议事项："), N_("履行方式、时限：")
DUTIES = N_("各方责任：")
ITEM = N_("{nth}、{text}")
AMOUNT = N_("本协议涉及金额{amount}。")
PROMISE = N_("{debtor}{what}，{until}前履行。")
PROMISE_MONEY = N_("{debtor}{what}，金额{amount}，{until}前履行。")
GAP_COPIES = "＿＿"


@form("agreement")
def agreement(asked: Asked) -> Made:
    """调解协议书: the parties, the facts, what was agreed, how and when it is performed, copies; signed and sealed."""
    told, made = asked.told, None if asked.blank else asked.told.agreement
    on = (made["agreed_on"] if made else None) or asked.on
    blocks: list[Block] = [Lead(PARTY, told_of(one, on, asked.blank)) for one in told.parties]
    blocks += [Lead(PARTY, told_of(None, on))] * (2 - len(told.parties))
    blocks += [*passage(FACTS, _of(made, "facts") or (None if asked.blank else told.row["brief"]), False, 6)]
    if _of(made, "duties"):
        blocks += passage(DUTIES, made["duties"])
    blocks.append(Lead(text("agreement", "opening"), ""))
    blocks += clauses(made) or [Rules(7)]
    blocks += [Lead(TERMS, ""), *terms(told, made), Text(_copies(made, told))]
    sealed = made["sealed_on"] if made else None
    blocks += [Space(0.5), Signing(signs(told.parties, binding=True, least=2)), Signing(staff(told), pairs=True),
               Stamp(told.committee["name"], show_day(sealed) if sealed else "")]
    return Made(N_("人民调解协议书"), (tuple(blocks),), numbered(told))


def _of(made: Mapping[str, Any] | None, name: str) -> Any:
    return made[name] if made else None


def clauses(made: Mapping[str, Any] | None) -> list[Block]:
    """What was agreed, 一、 二、 三、; a clause that has its own number keeps it."""
    lines = paragraphs(_of(made, "clauses"))
    plain = len(lines) > 1 and not any(_numbered(line) for line in lines)
    return [Text(Phrase(ITEM, nth=numeral(nth), text=line) if plain else line) for nth, line in enumerate(lines, 1)]


def _numbered(line: str) -> bool:
    return line[:1] in "0123456789一二三四五六七八九十第（(" and any(sign in line[:5] for sign in "、.．条）)")


def terms(told: CaseFacts, made: Mapping[str, Any] | None) -> list[Block]:
    """How and until when it is performed, each promise with its money in capitals; rules to write on when nothing is
    known."""
    found: list[Block] = [Text(line) for line in paragraphs(_of(made, "performance"))]
    for one in told.promises if made else ():
        row = one.row
        who = told.party(row["debtor"]) if row["debtor"] else None
        known = {"debtor": who.name if who else "", "what": row["what"].rstrip("。；，"), "until": day(row["due_on"])}
        found.append(Text(Phrase(PROMISE_MONEY, amount=money(row["amount"]), **known) if row["amount"] is not None
                          else Phrase(PROMISE, **known)))
    if _of(made, "amount"):
        found.append(Text(Phrase(AMOUNT, amount=money(made["amount"]))))
    return found or [Rules(2, fill=True)]


def _copies(made: Mapping[str, Any] | None, told: CaseFacts) -> str:
    """本协议一式四份: one for each party and one for the committee, unless somebody wrote another number."""
    count = _of(made, "copies") or (len(told.parties) + 1 if made else 0)
    return fixed(text("agreement", "copies"), copies=numeral(count) if count else GAP_COPIES)


FACT, CONTENT, HOW = N_("纠纷主要事实、争议事项"), N_("协议内容"), N_("履行方式、时限")
NOTE = N_("备注")


@form("oral")
def oral(asked: Asked) -> Made:
    """口头协议登记表: what was agreed by word is written down by the mediator (人民调解法第二十八条)."""
    told, made = asked.told, None if asked.blank else asked.told.agreement
    on = (made["agreed_on"] if made else None) or asked.on
    groups = [group for party in told.parties for group in boxes_of(party, on, asked.blank)]
    groups += [empty_boxes(PARTY)] * (2 - len(told.parties))
    content = Listed((block.text for block in clauses(made)), "\n")
    how = Listed((block.text for block in terms(told, made) if isinstance(block, Text)), "\n")
    facts = _of(made, "facts") or ("" if asked.blank else told.row["brief"] or "")
    groups += [Group(((label(FACT), Cell(facts, 20)),), high=84),
               Group(((label(CONTENT), Cell(content, 20)),), high=96), Group(((label(HOW), Cell(how, 20)),), high=56),
               Group(((label(NOTE), Cell("", 20)),))]
    blocks = (Form(tuple(groups)), Space(0.4), Signing(signs(told.parties, binding=True, least=2)),
              Signing(staff(told, recorder=False), pairs=True),
              Stamp(told.committee["name"], show_day(made["agreed_on"]) if _of(made, "agreed_on") else ""))
    return Made(N_("人民调解口头协议登记表"), (blocks,), numbered(told))


@form("termination")
def termination(asked: Asked) -> Made:
    """终止调解告知书: why it ended and which other ways are open (人民调解法第二十六条); received by each party."""
    told = asked.told
    ended = next((step for kind in ("terminate", "refuse", "withdraw") for step in told.of(kind)), None)
    reason = "" if asked.blank else told.row["end_reason"] or (ended.row["reason"] if ended else "") or ""
    blocks: list[Block] = [
        Lead(Phrase(TO, names=names(asked.parties) if asked.parties else LONG_GAP), ""),
        Text(fixed(text("termination", "reason"), name=told.row["name"], reason=reason.rstrip("。") or LONG_GAP * 2)),
        Text(text("termination", "remedies")), *_undisputed(asked), Text(N_("特此告知。")), Space(0.5),
        Stamp(told.committee["name"], "" if asked.blank or not ended else show_day(ended.on)),
        *received(asked.parties)]
    return Made(N_("终止调解告知书"), (tuple(blocks),), numbered(told))




def _undisputed(asked: Asked) -> list[Block]:
    """The other ways one by one, for who reads it at home."""
    return [Text(Phrase(WAY, nth=numeral(nth), text=one)) for nth, one in enumerate(text("termination", "ways"), 1)]


WAY = N_("（{nth}）{text}")

