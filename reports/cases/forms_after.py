"""Papers after the result: proof of performance, return visit, application for judicial confirmation, the reply."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from center.cases.book import text
from center.cases.facts import Promise, Step
from center.words import N_
from db.days import show_day
from db.words import Following, Listed, Phrase
from reports.cases.blocks import boxes_of, label, listing, prose
from reports.cases.making import Asked, Made, form
from reports.cases.wording import (
    LONG_GAP,
    PARTY,
    boxes,
    choices,
    code,
    day,
    fixed,
    money,
    names,
    number,
    numbered,
    signs,
)
from reports.deeds import SIGN, SIGN_NAME, Cell, Entries, Form, Group, Lead, Sign, Signing, Stamp
from reports.document import Block, Space, Text

COLUMNS = ((N_("序号"), 3), (N_("履行内容"), 6), (N_("履行人"), 5), (N_("约定日期"), 7), (N_("履行情况"), 5),
           (N_("履行日期"), 7), (N_("凭证"), 4))
RECEIPT, RECEIVER, PAYER = N_("收　条"), N_("收款人"), N_("交款人")
GOT = N_("今收到{payer}依{number}人民调解协议交来款项{amount}。")


@form("performance")
def performance(asked: Asked) -> Made:
    """履行凭证: each promise and what came of it; a receipt for each sum of money."""
    told = asked.told
    head = Group((tuple(label(name, share) for name, share in COLUMNS),), head=True)
    rows = [] if asked.blank else [_promise(asked, nth, one) for nth, one in enumerate(told.promises, start=1)]
    rows += [tuple(Cell("", share) for _, share in COLUMNS)] * max(0, 3 - len(rows))
    blocks: list[Block] = [Form((head, Group(tuple(rows)))), Space(0.5)]
    money_owed = [one for one in told.promises if one.row["amount"] is not None] if not asked.blank else []
    for one in money_owed or (None,):
        blocks += _receipt(asked, one)
    return Made(N_("人民调解协议履行凭证"), (tuple(blocks),), numbered(told))


def _promise(asked: Asked, nth: int, one: Promise) -> tuple[Cell, ...]:
    row = one.row
    who = asked.told.party(row["debtor"]) if row["debtor"] else None
    state = code("performance_state", row["state"])
    texts = (str(nth), row["what"], who.name if who else "", show_day(row["due_on"]) if row["due_on"] else "", state,
             show_day(row["done_on"]) if row["done_on"] else "", row["proof"] or "")
    return tuple(Cell(said, share) for said, (_, share) in zip(texts, COLUMNS, strict=True))


def _receipt(asked: Asked, one: Promise | None) -> list[Block]:
    told, row = asked.told, one.row if one else {}
    payer, taker = (told.party(row[name]) if row.get(name) else None for name in ("debtor", "creditor"))
    paid = row.get("paid") or row.get("amount")
    said = Phrase(GOT, payer=payer.name if payer else LONG_GAP, number=number(told), amount=money(paid))
    signed = (Sign(RECEIVER, taker.name if taker else ""), Sign(PAYER, payer.name if payer else ""))
    return [Space(0.5), Text(RECEIPT, "center"), Text(said), Signing(signed)]


PARTIES, AGREEMENT, MATTER = N_("当事人"), N_("调解协议编号"), N_("回访事由")
VISITED, VISITOR, TIME, PLACE = N_("回访对象"), N_("回访人"), N_("回访时间"), N_("回访地点")
FULFILLED, CONTENT_, SUED, TENSION, MEASURES = (N_("履行情况"), N_("满意程度"), N_("是否起诉"), N_("激化隐患"),
                                                N_("采取的措施"))
NO_SUIT, SUIT, NO_TENSION, HAS_TENSION = N_("未起诉"), N_("已起诉"), N_("无"), N_("有")
SITUATION = N_("回访情况：")


@form("visit")
def visit(asked: Asked) -> Made:
    """回访记录: performance, satisfaction, whether somebody sued, whether it may flare up, what was done."""
    steps: tuple[Step | None, ...] = (asked.step,) if asked.step else (None,) if asked.blank else (
        asked.told.of("visit") or (None,))
    return Made(N_("人民调解回访记录"), tuple(_visit(asked, step) for step in steps), numbered(asked.told))


def _visit(asked: Asked, step: Step | None) -> tuple[Block, ...]:
    told, row = asked.told, step.row if step else {}
    empty = asked.blank or step is None
    states = {one.row["state"] for one in told.promises if one.row["state"]}
    state = None if empty or len(states) != 1 else next(iter(states))
    pairs = ((PARTIES, names(told.parties)), (AGREEMENT, number(told)), (MATTER, told.row["name"]),
             (TIME, "" if empty else show_day(step.on)), (PLACE, "" if empty else row["place"] or ""),
             (VISITED, "" if empty else row["subject"] or ""),
             (FULFILLED, choices("performance_state", state)),
             (CONTENT_, choices("satisfaction", None if empty else row["satisfaction"])),
             (SUED, _tick(SUIT, NO_SUIT, None if empty else bool(row["sued"]))),
             (TENSION, _tick(HAS_TENSION, NO_TENSION, None if empty else bool(row["tension"]))),
             (MEASURES, "" if empty else row["measures"] or ""))
    result = [Text(Phrase(SUED_RESULT, text=row["sued_result"]))] if not empty and row["sued_result"] else []
    return (Entries(pairs), Lead(SITUATION, ""), *prose(row.get("record"), empty, 6, fill=True), *result,
            Signing((Sign(VISITED, "" if empty else row["subject"] or "", SIGN),
                     Sign(VISITOR, "" if empty else row["by"] or "", SIGN_NAME))))


SUED_RESULT = N_("起诉结果：{text}")


def _tick(yes: str, no: str, chosen: bool | None) -> str:
    return boxes(((no, chosen is False), (yes, chosen is True)))


APPLICANT = N_("申请人")
REQUEST, WHY, DECLARE, PAPERS = N_("请求事项："), N_("事实与理由："), N_("申请人声明："), N_("附件：")
BASIS = N_("{applicants}因{name}，于{day}在{organ}主持下自愿达成人民调解协议，编号为{number}。")
TOGETHER = N_("现共同向人民法院申请司法确认。")
THUS, NO_COURT = N_("此致"), N_("＿＿＿＿＿＿＿＿人民法院")


@form("confirmation")
def confirmation(asked: Asked) -> Made:
    """司法确认申请书, by all parties together within thirty days (人民调解法第三十三条, 民诉法解释第三百五十四条)."""
    told, made = asked.told, asked.told.agreement
    on = made["applied_on"] if made and made["applied_on"] and not asked.blank else None
    court = made["court"] if made and not asked.blank else None
    groups = [group for party in told.parties for group in boxes_of(party, on or asked.on, asked.blank, APPLICANT)]
    based = Phrase(BASIS, applicants=names(told.parties) or LONG_GAP, name=told.row["name"],
                   day=day(made["agreed_on"] if made and not asked.blank else None), organ=told.committee["name"],
                   number=number(told))
    blocks: list[Block] = [
        *([Form(tuple(groups))] if groups else []), Lead(REQUEST, ""),
        Text(fixed(text("confirmation", "request"), number=number(told))), Lead(WHY, ""),
        Text(Following(based, TOGETHER)), Lead(DECLARE, ""),
        Text(text("confirmation", "statement")), Lead(PAPERS, ""), *listing(text("confirmation", "papers")),
        Text(THUS), Lead(court or NO_COURT, ""), Space(0.4),
        Signing(tuple(_applicant(one) for one in signs(told.parties, binding=True)))]
    return Made(N_("司法确认申请书"), (tuple(blocks),))




def _applicant(one: Sign) -> Sign:
    return replace(one, label=APPLICANT) if one.label == PARTY else one


CONTACT = N_("联系电话：{phone}")


@form("reply")
def reply(asked: Asked) -> Made:
    """反馈函 to who referred the case: accepted when, what came of it, how it is performed."""
    told, row, blank = asked.told, asked.told.row, asked.blank
    unit = row["referrer"] or (code("referral_kind", row["referred_by"]) if row["referred_by"] else LONG_GAP)
    opening = fixed(text("reply", "opening"), day=day(row["referred_on"]), letter=row["letter"] or LONG_GAP,
                    name=row["name"])
    body = prose("", True, 8) if blank else _told(asked)
    replied = None if blank else row["replied_on"]
    phone = told.committee["phone"] or LONG_GAP
    blocks: list[Block] = [Lead(Phrase(COLON, unit=unit), ""), Text(opening), *body, Text(text("reply", "end")),
                           Space(1), Stamp(told.committee["name"], show_day(replied) if replied else ""),
                           Text(Phrase(CONTACT, phone=phone), "left", "note")]
    return Made(N_("反馈函"), (tuple(blocks),))


COLON = N_("{unit}：")


def _said(name: str, **params: str) -> str:
    return fixed(text("reply", name), **params)


def _told(asked: Asked) -> list[Block]:
    """What became of the case, in sentences; what the committee wrote itself stands after them."""
    told, row = asked.told, asked.told.row
    found: list[Block] = []
    if row["accepted_on"]:
        accepted = show_day(row["accepted_on"])
        found.append(Text(_said("accepted", day=accepted, number=number(told))))
    elif told.stage == "declined":
        found.append(Text(_said("not_accepted")))
    if row["outcome"] and _by_then(row, row["outcome_on"]):
        outcome = code("case_outcome", row["outcome"])
        found.append(Text(_said("ended", outcome=outcome, day=day(row["outcome_on"]))))
    elif told.stage not in ("declined", "withdrawn"):
        found.append(Text(_said("running")))
    if told.effective_on and _by_then(row, told.effective_on):
        found.append(Text(_said("effective", day=show_day(told.effective_on))))
    known = [one.row for one in told.promises if one.row["state"] and _by_then(row, one.row["done_on"])]
    states = [code("performance_state", one["state"]) for one in known]
    if states and len(known) == len(told.promises):  # of some that are still open the letter says nothing
        found.append(Text(_said("performed", states=Listed(dict.fromkeys(states)))))
    return found + (prose(row["reply"]) if row["reply"] else [])


def _by_then(row: Mapping[str, Any], happened: Any) -> bool:
    """Whether a letter of its day can know of it: printed again later it tells what it told then."""
    return not row["replied_on"] or not happened or str(happened) <= str(row["replied_on"])
