"""How a case begins, on paper: application, register of acceptance, notice of rights, identity, authority, refusal."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from center.cases.book import text
from center.cases.facts import Agent, CaseFacts, Party
from center.words import N_
from db.days import show_day
from db.words import Listed, Phrase
from reports.cases.blocks import boxes_of, empty_boxes, label, listing, passage
from reports.cases.making import Asked, Made, form
from reports.cases.wording import (
    GAP,
    LONG_GAP,
    NO_DAY,
    OPEN,
    ROLES,
    TICKED,
    code,
    day,
    fixed,
    names,
    numbered,
    numeral,
    paragraphs,
    signs,
)
from reports.deeds import SIGN, SIGN_NAME, Cell, Entries, Form, Group, Lead, Sign, Signing, Stamp
from reports.document import Block, Heading, Space, Text

BRIEF, REQUESTS = N_("纠纷简要情况："), N_("当事人申请事项：")
APPLICANT, RESPONDENT = N_("申请人"), N_("被申请人")


@form("application")
def application(asked: Asked) -> Made:
    """申请书: the parties with their seven facts, what happened, what is asked for, the declaration."""
    told = asked.told
    on = next((step.on for step in told.of("apply")), None) or told.row["registered_on"] or asked.on
    groups = [group for party in told.parties for group in boxes_of(party, on, asked.blank)]
    groups += [empty_boxes(name) for name, side in ((APPLICANT, "applicant"), (RESPONDENT, "respondent"))
               if not told.side(side)]
    asks = [] if asked.blank else paragraphs(told.row["requests"])
    blocks: list[Block] = [Form(tuple(groups)), *passage(BRIEF, told.row["brief"], asked.blank, 4, fill=True),
                           Lead(REQUESTS, ""), *listing(map(_bare, asks), 3 if not asks else 0),
                           Text(text("application", "statement")),
                           Signing(signs(told.side("applicant"), sides=True) if told.side("applicant")
                                   else (Sign(APPLICANT),))]
    return Made(N_("人民调解申请书"), (tuple(blocks),))


_NUMBERED = re.compile(r"^[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.．、]\s*")


def _bare(line: str) -> str:
    """A request without the number that somebody typed before it."""
    return _NUMBERED.sub("", line)


SOURCES = {"application": N_("①当事人申请"), "own": N_("②人民调解委员会主动调解")}
FROM = N_("③{kind}委托移送（{unit}，来文号{letter}）")
REFERRED = N_("③委托移送（单位及来文号：{gap}）")
TYPE, SOURCE, NOTE = N_("纠纷类型"), N_("案件来源"), N_("备注")
REGISTRAR = N_("登记人")


@form("register")
def register(asked: Asked) -> Made:
    """受理登记表, which the committee fills in."""
    told, blank = asked.told, asked.blank
    row = told.row
    opened = NO_DAY if blank else day(row["accepted_on"])
    between = Listed([one.name for one in told.parties] + [LONG_GAP] * (2 - len(told.parties)))
    blocks: list[Block] = [
        Text(fixed(text("register", "opening"), day=opened, parties=between)),
        Entries(((TYPE, "" if blank else code("dispute_type", row["type"])),)),
        Lead(Phrase(COLON, label=SOURCE), ""),
        *(Text(line) for line in _sources(told, blank)),
        *passage(BRIEF, row["brief"], blank, 5, fill=True),
        Signing(signs(told.parties, least=2)), Signing((Sign(REGISTRAR, "", SIGN_NAME),)),
        Stamp(told.committee["name"], "" if blank or not row["accepted_on"] else show_day(row["accepted_on"])),
        Text(Phrase(NOTED, text=text("register", "note")), "left", "note")]
    return Made(N_("人民调解受理登记表"), (tuple(blocks),), numbered(told))


COLON = N_("{label}：")
NOTED = N_("备注：{text}")


def _sources(told: CaseFacts, blank: bool) -> list[str]:
    """The sources as boxes; a referral names the unit and its letter."""
    row, chosen = told.row, "" if blank else told.row["source"]
    found = [Phrase(BOX, box=TICKED if chosen == name else OPEN, name=words) for name, words in SOURCES.items()]
    words = Phrase(REFERRED, gap=LONG_GAP)
    if chosen == "referral":
        words = Phrase(FROM, kind=code("referral_kind", row["referred_by"]), unit=row["referrer"] or LONG_GAP,
                       letter=row["letter"] or GAP)
    return [*found, Phrase(BOX, box=TICKED if chosen == "referral" else OPEN, name=words)]


BOX = N_("{box} {name}")


@form("notice")
def notice(asked: Asked) -> Made:
    """权利义务告知书: nature, principles, rights (art. 23), duties (art. 24), effect; signed by each party."""
    blocks: list[Block] = [Lead(Phrase(TO, names=names(asked.parties)), "")] if asked.parties else [
        Lead(Phrase(TO, names=LONG_GAP), "")]
    parts = ((N_("人民调解的性质"), [text("notice", "nature")]), (N_("人民调解的原则"), text("notice", "principles")),
             (N_("当事人的权利"), text("notice", "rights")), (N_("当事人的义务"), text("notice", "duties")),
             (N_("调解协议的效力"), [text("notice", "effect")]))
    for nth, (head, lines) in enumerate(parts, start=1):
        blocks.append(Heading(1, Phrase(ITEM, nth=numeral(nth), text=head)))
        blocks += [Text(Phrase(BRACKETS, nth=numeral(at), text=line) if len(lines) > 1 else line)
                   for at, line in enumerate(lines, start=1)]
    blocks += [Text(asked.told.committee["name"], "right"), Text(text("notice", "read")), Signing(signs(asked.parties))]
    return Made(N_("人民调解当事人权利义务告知书"), (tuple(blocks),), numbered(asked.told))


TO, ITEM, BRACKETS = N_("{names}："), N_("{nth}、{text}"), N_("（{nth}）{text}")
CARD, CREDIT = N_("居民身份证"), N_("营业执照或者登记证书")
CHECKED = N_("{box} 已核对原件，不留复印件")
COPIED = N_("{box} 复印件（扫描件）附后")
WHO, WHICH, NUMBER = N_("姓名或名称"), N_("证件名称"), N_("证件号码")
CHECKER, CHECKED_ON, CHECK = N_("核对人"), N_("核对日期"), N_("核对情况")


@form("identity")
def identity(asked: Asked) -> Made:
    """身份证明页: each party and who acts for it; the original was looked at by whom and when, or a copy follows."""
    groups: list[Group] = []
    for party in asked.parties:
        kept = next((one for one in asked.told.papers if one.kind == "identity" and one.party == party.id
                     and not one.row["replaced_on"] and not asked.blank), None)
        name = "credit_code" if party.kind == "organisation" else "id_card"
        paper = CREDIT if party.kind == "organisation" else CARD
        groups.append(Group(_identity(party.name, paper, party.row[name], asked.blank, kept.row if kept else None),
                            PARTIES))
        groups += [Group(_identity(one.name, CARD, one.row["id_card"], asked.blank, None), ROLES[one.kind])
                   for one in party.agents]
    if not groups:
        groups = [Group(_identity("", "", "", True, None), PARTIES) for _ in range(3)]
    blocks = (Form(tuple(groups)), Text(IDENTITY_NOTE, "left", "note"))
    return Made(N_("当事人身份证明"), (blocks,), numbered(asked.told))


PARTIES = N_("当事人")
IDENTITY_NOTE = N_("核对原件的，由核对人签名并写明日期，不要求留复印件。")


def _identity(name: str, paper: str, number: str | None, blank: bool,
              kept: Mapping[str, Any] | None) -> tuple[tuple[Cell, ...], ...]:
    checked = bool(kept) and kept["origin"] == "checked"
    copied = bool(kept) and not checked
    state = Listed([Phrase(CHECKED, box=TICKED if checked else OPEN), Phrase(COPIED, box=TICKED if copied else OPEN)],
                   joint="　　")
    by, on = (kept["checked_by"], kept["checked_on"]) if checked else ("", None)
    known = "" if blank else number or ""
    return ((label(WHO), Cell(name, 7), label(WHICH), Cell(paper, 7)),
            (label(NUMBER), Cell(known, 18)),
            (label(CHECK), Cell(state, 18)),
            (label(CHECKER), Cell(by or "", 7), label(CHECKED_ON), Cell(show_day(on) if on else "", 7)))


@form("authority")
def authority(asked: Asked) -> Made:
    """授权委托书: one page for each agent; general authority is no authority to sign the agreement."""
    given = [(party, one) for party in asked.parties for one in party.acting("agent")]
    pages = [_authority(asked, party, one) for party, one in given] or [_authority(asked, asked.party, None)]
    return Made(N_("授权委托书"), tuple(pages), numbered(asked.told))


GIVER, TAKER, HOLDER = N_("委托人"), N_("受委托人"), N_("住址和联系方式")
CARD_NUMBER = N_("身份证号")
ENTRUSTED = N_("委托人因{name}，委托上列受委托人作为参加人民调解的代理人。代理权限如下：")
GRANTED = N_("{box} {text}")


def _authority(asked: Asked, party: Party | None, one: Agent | None) -> tuple[Block, ...]:
    blank = asked.blank or one is None
    row = one.row if one else {}
    reach = Listed([part for part in (row.get("address"), row.get("phone")) if part], "，")
    granted = None if blank else row["authority"]
    scope = row.get("authority_scope") if granted == "special" else None
    giver = Entries(((GIVER, party.name if party else ""),
                     (HOLDER, "" if blank or party is None else Listed(
                         [part for part in (party.row["address"], party.row["phone"]) if part], "，"))))
    taker = Entries(((TAKER, one.name if one else ""), (CARD_NUMBER, "" if blank else row["id_card"] or ""),
                     (N_("与委托人关系"), "" if blank else row["relation"] or ""), (HOLDER, "" if blank else reach)))
    on = None if blank else row["given_on"]
    return (giver, Space(0.5), taker, Space(0.5), Text(Phrase(ENTRUSTED, name=asked.told.row["name"])),
            Text(Phrase(GRANTED, box=TICKED if granted == "general" else OPEN, text=text("authority", "general"))),
            Text(Phrase(GRANTED, box=TICKED if granted == "special" else OPEN,
                        text=fixed(text("authority", "special"), scope=scope or text("authority", "scope")))),
            Text(text("authority", "term")), Text(text("authority", "note"), "justify", "note"), Space(0.5),
            Signing((Sign(GIVER, party.name if party else "", SIGN, on is None),
                     Sign(TAKER, one.name if one else "", SIGN_NAME, on is None))),
            *((Stamp("", show_day(on), plain=True),) if on else ()))


@form("declined")
def declined(asked: Asked) -> Made:
    """不予受理告知书: the reason, and the other remedies."""
    told = asked.told
    step = next(iter(told.of("decline")), None)
    said = "" if asked.blank or step is None else step.row["reason"] or told.row["end_reason"] or ""
    to = (asked.party,) if asked.party else told.side("applicant") or told.parties
    asked_on = day(None if asked.blank else told.row["registered_on"])
    blocks: list[Block] = [Lead(Phrase(TO, names=names(to) if to else LONG_GAP), "")]
    if said:
        blocks.append(Text(Phrase(DECLINED, day=asked_on, name=told.row["name"], reason=said.rstrip("。的"))))
    else:
        reasons = (*text("declined", "reasons"), text("declined", "refused"), Phrase(OTHER, gap=LONG_GAP))
        blocks.append(Text(Phrase(DECLINED_OPEN, day=asked_on, name=told.row["name"])))
        blocks += [Text(Phrase(BOX, box=OPEN, name=one)) for one in reasons]
    blocks += [Text(text("termination", "remedies")), Text(N_("特此告知。")), Space(0.5),
               Stamp(told.committee["name"], "" if asked.blank or step is None else show_day(step.on)),
               *received(to)]
    return Made(N_("不予受理告知书"), (tuple(blocks),))


DECLINED = N_("{day}登记的{name}，经本委员会审查，因{reason}，不予受理。")
DECLINED_OPEN = N_("{day}登记的{name}，经本委员会审查，因下列原因不予受理：")
OTHER = N_("其他：{gap}")
TAKEN = N_("本告知书已收到。")


def received(parties: tuple[Party, ...]) -> list[Block]:
    """The acknowledgement of who was told."""
    return [Space(0.5), Text(TAKEN), Signing(tuple(replace(one, label=N_("收件人")) for one in signs(parties)))]

