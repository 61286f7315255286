"""Registers and rosters around the cases: 登记簿, 排查登记表, 以案定补申报表, 花名册, numbers that are missing, 评查.

Cases that are closed to who prints are left out, and how many they are is said at the foot: a book is not made to look
whole when it is not. What stands aside in lists (涉家暴) keeps its number and its figures here, so that books and
statistics agree, and is not named.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from center.aside import UNNAMED, aside
from center.capitals import capitals
from center.cases import numbers as keys
from center.cases.allowances import FILED, VISITED, claimed, proposed
from center.cases.numbering import FORM, gaps, years
from center.desk import Desk
from center.mediation.checking import STATES, check, term_until
from center.mediation.numbers import TERM_YEARS
from center.mediation.studios import full_names
from center.numbers import standing
from center.seeing import hidden
from center.words import N_
from db.days import Day, years_between
from db.errors import Missing
from db.models.case_after import Allowance, ScreeningFinding, VolumeCheck
from db.models.cases import Case, Volume
from db.models.mediation import Committee, Mediator
from db.models.people import Person
from db.questions.mediation import (
    agreements_of,
    cases_between,
    cases_of,
    checks_of,
    committees,
    findings_of,
    parties_of,
    performance_states,
    roster,
    rounds_between,
    training_hours,
    visited,
    volume_row,
    workers_of,
)
from db.record import Record
from db.words import Following, Listed, Phrase, Word
from reports.document import Document, Facts, Part, Row, Signatures, Space, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

CLOSED = N_("另有 {count} 件不在您的查阅范围，没有印在本表。")
WITHHELD = N_("写“不列”的 {count} 件按保密要求不印姓名和内容，数字照计。")
HISTORY = N_("历史登记")
OLD = N_("历史登记，原卷号 {number}")
YES, NO = N_("是"), N_("否")
TOTAL, PERFORMED = N_("合计"), N_("已履行")
OF_A_COMMITTEE = N_("{name}　{paper}")
SIGNERS = (N_("填表人"), N_("审核人"))
BLANK_LINES, MOST_GAPS = 8, 100
ROOM = "　" * 7  # what a signature needs: an empty cell is only as wide as its label
DAY = {"width_chars": 10.5, "align": "center", "kind": "date"}
PLACE = TableColumn(N_("序号"), 5, "center", "whole")
BOOK = (
    PLACE, TableColumn(N_("案号"), 16), TableColumn(N_("受理日期"), **DAY), TableColumn(N_("申请人"), 12),
    TableColumn(N_("被申请人"), 12), TableColumn(N_("纠纷类型"), 12), TableColumn(N_("案件来源"), 12),
    TableColumn(N_("涉及人数"), 5, "center", "whole"), TableColumn(N_("调解员"), 9),
    TableColumn(N_("调解结果"), 11), TableColumn(N_("协议金额（元）"), 11, "right", "amount"),
    TableColumn(N_("履行情况"), 8, "center"), TableColumn(N_("结案日期"), **DAY), TableColumn(N_("备注"), 12))
FOUND = (
    PLACE, TableColumn(N_("发现日期"), **DAY), TableColumn(N_("纠纷事项"), 30), TableColumn(N_("涉及的当事人"), 18),
    TableColumn(N_("纠纷类型"), 13), TableColumn(N_("发生地"), 18), TableColumn(N_("怎样处理"), 10, "center"),
    TableColumn(N_("责任人"), 9, "center"), TableColumn(N_("化解日期"), **DAY), TableColumn(N_("备注"), 14))
CLAIMS = (
    PLACE, TableColumn(N_("案号"), 25), TableColumn(N_("纠纷类型"), 13), TableColumn(N_("案件等级"), 8, "center"),
    TableColumn(N_("协议形式"), 10, "center"), TableColumn(N_("卷宗完整"), 6, "center"),
    TableColumn(N_("已回访"), 6, "center"), TableColumn(N_("补贴金额（元）"), 11, "right", "amount"),
    TableColumn(N_("领款人"), 9, "center"), TableColumn(N_("领款人签名"), 15), TableColumn(N_("审核人"), 9, "center"))
TEAM = (
    PLACE, TableColumn(N_("姓名"), 9, "center"), TableColumn(N_("性别"), 5, "center"),
    TableColumn(N_("年龄"), 5, "right"), TableColumn(N_("民族"), 7, "center"), TableColumn(N_("文化程度"), 10),
    TableColumn(N_("党员"), 5, "center"),
    TableColumn(N_("职务"), 11, "center"), TableColumn(N_("专职兼职"), 6, "center"), TableColumn(N_("所在工作室"), 17),
    TableColumn(N_("等级"), 7, "center"), TableColumn(N_("聘书编号"), 11), TableColumn(N_("聘期届满"), **DAY),
    TableColumn(N_("培训学时"), 6, "right", "whole"), TableColumn(N_("联系电话"), 13))
RULES = (PLACE, TableColumn(N_("要求"), 30), TableColumn(N_("核对"), 8, "center"), TableColumn(N_("现在的情况"), 34),
         TableColumn(N_("依据"), 16))
NUMBERS = (PLACE, TableColumn(N_("缺少的案号"), 30), TableColumn(N_("查明的情况"), 44))
NTH = replace(PLACE, width_chars=11)   # in Excel the labels over the table stand in it
ITEMS = (NTH, TableColumn(N_("评查项目"), 32), TableColumn(N_("评查结果"), 9, "center"),
         TableColumn(N_("存在问题"), 26), TableColumn(N_("改正人"), 9, "center"), TableColumn(N_("改正日期"), **DAY))


def _of(given: Params) -> list[dict[str, Any]]:
    """The committees of a paper: the one that was asked for by name, or all. Raises Missing."""
    name, every = given.settings.get("committee", ""), committees()
    found = [one for one in every if not name or name in (one["name"], one["short_name"])]
    if name and not found:
        raise Missing("没有叫“{name}”的调委会，请从这里选：{names}", name=name,
                      names=Listed(one["name"] for one in every))
    return found


def _titled(parts: Sequence[Part], title: str) -> tuple[Part, ...]:
    """The committees' parts: the paper's title stands over the first one, so the others' headings name it too.

    While there is no committee a part says so: a paper without parts cannot be written.
    """
    first, *others = parts or (Part(title, (Text(N_("还没有登记调委会。")),)),)
    first = replace(first, whose=first.title if others else "")
    return (first, *(replace(one, title=Phrase(OF_A_COMMITTEE, name=one.title, paper=Word(title))) for one in others))


def _shown(record: type[Record], name: str, value: Any) -> str:
    return record._meta.fields[name].show(value)


def _day(day: Day | None) -> str | None:
    return None if day is None else str(day)


def _open(desk: Desk, rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The rows that are open to this account, and how many are not."""
    shut = hidden(desk, Case)
    found = [row for row in rows if row["id"] not in shut]
    return found, len(rows) - len(found)


def _book(desk: Desk, given: Params, name: str, title: str, parts: Iterable[Part], **more: Any) -> Document:
    made = document(desk, papers()[name], given, title, _titled(tuple(parts), title),
                    **({"org": _org(_of(given))} | more))
    return replace(made, confidential=True)


def _org(found: Sequence[dict[str, Any]]) -> str:
    """Who hands a book in: the committee whose it is; of several it is the centre."""
    return found[0]["name"] if len(found) == 1 else ""


# ---- the register
@paper("case_register_book", N_("人民调解案件登记簿"), domain="cases", takes=("committee",), usual="year")
def case_register_book(desk: Desk, given: Params) -> Document:
    """Accepted cases of the period in the order of their days, each committee for itself; imported ones say so."""
    parts, total = [], 0
    for committee in _of(given):
        rows, shut = _open(desk, cases_between(given.period.start, given.period.end, committee["id"]))
        total += len(rows)
        table = _cases(rows, shut, aside(desk, Case))
        parts.append(Part(committee["name"], (table, Signatures(SIGNERS)), landscape=True))
    return _book(desk, given, "case_register_book", "人民调解案件登记簿", parts,
                 unit_line=Phrase(N_("共 {count} 件"), count=total))


def _cases(rows: Sequence[dict[str, Any]], shut: int, away: frozenset[int]) -> Table:
    ids = [row["id"] for row in rows]
    parties, agreed, workers = parties_of(ids), agreements_of(ids), workers_of(ids)
    states = performance_states(ids)
    body = [_case(place, row, parties.get(row["id"], []), agreed.get(row["id"]), workers.get(row["id"], []),
                  states.get(row["id"], []), row["id"] not in away) for place, row in enumerate(rows, start=1)]
    money = sum((one["amount"] or 0) for one in agreed.values())
    settled = sum(row["outcome"] in ("written", "oral") for row in rows)
    people = sum(row["people"] or len(parties.get(row["id"], ())) for row in rows)
    done = Phrase(N_("成功 {count} 件"), count=settled)
    total = (TOTAL, "", "", "", "", "", "", people, "", done, money, "", "", "")
    return Table(BOOK, body, total, _left_out(shut, sum(row["id"] in away for row in rows)))


def _left_out(shut: int, unnamed: int) -> str | Following:
    """What is not printed of a book, and of how many cases only the names are not."""
    told = [Phrase(words, count=count) for words, count in ((CLOSED, shut), (WITHHELD, unnamed)) if count]
    return Following(*told) if told else ""


def _case(place: int, row: dict[str, Any], parties: Sequence[dict[str, Any]], agreed: dict[str, Any] | None,
          workers: Sequence[dict[str, Any]], states: Sequence[str | None], named: bool) -> Row:
    def side(*which: str) -> str:
        if not named:
            return UNNAMED if any(one["side"] in which for one in parties) else ""
        return "、".join(one["name"] for one in parties if one["side"] in which)

    who = "、".join(dict.fromkeys(one["name"] for one in workers if one["role"] in ("host", "mediator")))
    state = _performed(states) if states else PERFORMED if _ended(row) else ""
    note = row["note"] if named else ""
    note = Phrase(OLD, number=row["old_number"]) if row["old_number"] else HISTORY if row["historical"] else note
    return (place, row["number"] or row["old_number"] or "", _day(row["accepted_on"]), side("applicant"),
            side("respondent", "third"), _shown(Case, "type", row["type"]), _shown(Case, "source", row["source"]),
            row["people"] or len(parties), who, _shown(Case, "outcome", row["outcome"]),
            agreed["amount"] if agreed else None, state, _day(row["closed_on"]), note)


def _ended(row: dict[str, Any]) -> bool:
    """An agreement without promises of its own is performed when the case is closed, as the statistics count it."""
    return row["outcome"] in ("written", "oral") and row["closed_on"] is not None and not row["historical"]


def _performed(states: Sequence[str | None]) -> str:
    """One word for what became of an agreement: all of it done, some, none yet."""
    if all(state == "done" for state in states):
        return PERFORMED
    return N_("部分履行") if any(state in ("done", "partly") for state in states) else N_("未履行")


# ---- screening
@paper("screening_sheet", N_("矛盾纠纷排查登记表"), domain="cases", takes=("committee",))
def screening_sheet(desk: Desk, given: Params) -> Document:
    """Rounds due in the period, each with what it found; a round that found nothing says so, one not done has lines."""
    parts, count = [], 0
    shut, away = hidden(desk, ScreeningFinding), aside(desk, ScreeningFinding)
    for committee in _of(given):
        rounds = rounds_between(given.period.start, given.period.end, committee["id"])
        found = findings_of([one["id"] for one in rounds])
        open_ = [row for row in found if row["id"] not in shut]
        count += len(open_)
        note = _left_out(len(found) - len(open_), sum(row["id"] in away for row in open_))
        open_ = [row | _UNTOLD if row["id"] in away else row for row in open_]
        parts.append(Part(committee["name"], (_rounds(rounds, open_, note),
                                              Signatures((N_("排查人"), N_("负责人")))), landscape=True))
    return _book(desk, given, "screening_sheet", "矛盾纠纷排查登记表", parts,
                 unit_line=Phrase(N_("发现 {count} 件"), count=count))


_UNTOLD = dict.fromkeys(("matter", "parties", "place"), UNNAMED) | {"note": ""}
"""What is not printed of a finding that stands aside."""


def _rounds(rounds: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], note: str) -> Table:
    body: list[Row] = []
    bands: list[tuple[int, str]] = []
    for one in rounds:
        some = [row for row in found if row["screening"] == one["id"]]
        done = Phrase(N_("{day} 完成"), day=one["done_on"]) if one["done_on"] else N_("还没有完成")
        words = Listed(filter(None, (one["name"], Phrase(N_("应在 {day} 前"), day=one["due_on"]), done, one["area"],
                                     Phrase(N_("发现 {count} 件"), count=len(some)))), "　")
        bands.append((len(body), words))
        body += [_found(place, row) for place, row in enumerate(some, start=1)]
        if not some:
            body.append((None, None, N_("没有发现纠纷") if one["done_on"] else "", *[""] * 7))
    return Table(FOUND, body, note=note, group_rows=tuple(bands), blank_rows=0 if rounds else BLANK_LINES)


def _found(place: int, row: dict[str, Any]) -> Row:
    return (place, _day(row["found_on"]), row["matter"], row["parties"], _shown(ScreeningFinding, "type", row["type"]),
            row["place"], _shown(ScreeningFinding, "handling", row["handling"]), row["handler"], _day(row["done_on"]),
            row["note"])


# ---- claims
@paper("allowance_list", N_("人民调解以案定补申报表"), domain="cases")
def allowance_list(desk: Desk, given: Params) -> Document:
    """What was claimed in the period and in the shorter ones within it, payee by payee, with a column to sign in; the
    sum also in capitals."""
    shut = hidden(desk, Allowance)
    every = claimed(given.period)
    claims = [row for row in every if row["id"] not in shut]
    table, money = _claims(claims, len(every) - len(claims))
    words = [Text(Phrase(N_("合计金额（大写）：{words}"), words=capitals(money)), "left")]
    words += [Text(Phrase(N_("其中还没有审核的 {count} 件，审核以后再发放。"), count=waiting), style="note")
              for waiting in [sum(row["confirmed_on"] is None for row in claims)] if waiting]
    if any(standing(key, desk.today()).uncertain for key in keys.ALLOWANCE.values()):
        words.append(Text(N_("补贴标准在“口径与标准参数”里设，以当地文件为准。"), style="note"))
    signed = Signatures((N_("填表人"), N_("调委会主任"), N_("审核单位")))
    part = Part("以案定补申报表", (table, *words, signed), landscape=True)
    return _book(desk, given, "allowance_list", "人民调解以案定补申报表", (part,),
                 unit_line=Phrase(N_("共 {count} 件"), count=len(claims)))


def _claims(claims: Sequence[dict[str, Any]], shut: int) -> tuple[Table, int]:
    ids = [row["case"] for row in claims]
    cases, came = cases_of(ids), visited(ids)
    body = []
    for place, row in enumerate(claims, start=1):
        case = cases[row["case"]]
        form = {"written": N_("书面协议"), "oral": N_("口头协议")}.get(case["outcome"], "")
        body.append((place, case["number"] or case["old_number"], _shown(Case, "type", case["type"]),
                     _shown(Allowance, "grade", row["grade"]), form, YES if case["filed_on"] else NO,
                     YES if case["id"] in came else NO, row["amount"], row["payee"], ROOM, row["confirmed_by"]))
    money = sum(row["amount"] for row in claims)
    total = (TOTAL, "", "", "", "", "", "", money, "", "", "")
    note = Phrase(CLOSED, count=shut) if shut else ""
    return Table(CLAIMS, body, total, note, blank_rows=0 if body else BLANK_LINES), money


@paper("allowance_check", N_("以案定补条件核对表"), domain="cases")
def allowance_check(desk: Desk, given: Params) -> Document:
    """Settled cases closed in the period: which conditions each one meets, and what it still lacks."""
    found = [one for one in proposed(desk, given.period) if one.here]
    heads = [word for word, _holds in found[0].conditions] if found else [FILED, VISITED]
    cases = cases_of([one.case for one in found])
    columns = (PLACE, TableColumn(N_("案号"), 25), TableColumn(N_("主持调解"), 10, "center"),
               *(TableColumn(word, 10, "center") for word in heads), TableColumn(N_("案件等级"), 8, "center"),
               TableColumn(N_("补贴金额（元）"), 11, "right", "amount"), TableColumn(N_("申报"), 8, "center"))
    body = [(place, cases[one.case]["number"], one.payee, *(YES if holds else NO for _word, holds in one.conditions),
             _shown(Allowance, "grade", one.grade), one.amount, N_("已申报") if one.row else N_("可申报") if one.ready
             else N_("缺条件")) for place, one in enumerate(found, start=1)]
    part = Part("条件核对", (Table(columns, body), Signatures(SIGNERS)), landscape=True)
    return _book(desk, given, "allowance_check", "以案定补条件核对表", (part,),
                 unit_line=Phrase(N_("共 {count} 件"), count=len(found)))


# ---- who mediates
@paper("team_roster", N_("人民调解委员会及调解员花名册"), domain="mediation", personal=True, takes=("committee",),
       usual="year")
def team_roster(desk: Desk, given: Params) -> Document:
    """Committees with who is in office at the end of the period, studios, letters, grades, and hours of the year."""
    day = desk.as_of(given.period)
    hours, called = training_hours(date(day.year, 1, 1), day), full_names()
    parts, count = [], 0
    for committee in _of(given):
        people = roster(committee["id"], day)
        count += len(people)
        whole = committee | {"until": term_until(committee, int(desk.number(TERM_YEARS)))}
        facts = Facts(tuple((Committee._meta.fields[name].label, _shown(Committee, name, whole[name]) or "　")
                            for name in ("kind", "short_name", "elected_on", "until", "address", "phone")), 3)
        body = [_member(place, row, hours, called.get(row["studio"], ""), given.masked, day)
                for place, row in enumerate(people, start=1)]
        table = Table(TEAM, body, blank_rows=0 if body else BLANK_LINES)
        parts.append(Part(committee["name"], (facts, Space(0.5), table, Signatures(SIGNERS)), landscape=True))
    made = document(desk, papers()["team_roster"], given, "人民调解委员会及调解员花名册",
                    _titled(parts, "人民调解委员会及调解员花名册"), _org(_of(given)),
                    unit_line=Phrase(N_("共 {count} 人"), count=count))
    return replace(made, counted_to=day)


def _member(place: int, row: dict[str, Any], hours: dict[int, tuple[int, int]], studio: str, masked: bool,
            day: date) -> Row:
    phone = Person._meta.fields["phone"].show(row["phone"], masked=masked)
    age = str(years_between(row["birth"], day)) if row["birth"] else ""
    return (place, row["name"], _shown(Person, "sex", row["sex"]), age, _shown(Person, "ethnicity", row["ethnicity"]),
            _shown(Person, "education", row["education"]), YES if row["party"] else "",
            _shown(Mediator, "duty", row["duty"]), _shown(Mediator, "work", row["work"]), studio,
            _shown(Mediator, "grade", row["grade"]), row["letter"] or "", _day(row["letter_until"]),
            hours.get(row["id"], (0, 0))[1] or None, phone)


@paper("committee_check", N_("调委会组成核对表"), domain="mediation", takes=("committee",), usual="year")
def committee_check(desk: Desk, given: Params) -> Document:
    """Of each committee today: what the law asks of its make-up and term, and what stands here."""
    parts = []
    for committee in _of(given):
        found = check(desk, committee["id"])
        body = [(place, one.rule, STATES[one.state], one.fact, one.article) for place, one in enumerate(found, start=1)]
        parts.append(Part(committee["name"], (Table(RULES, body), Signatures(SIGNERS))))
    made = document(desk, papers()["committee_check"], given, "调委会组成核对表", _titled(parts, "调委会组成核对表"),
                    _org(_of(given)))
    return replace(made, period="", counted_to=desk.today())


# ---- numbers and volumes
@paper("case_gaps", N_("调解案号连续性核对表"), domain="cases", takes=("committee",), usual="year")
def case_gaps(desk: Desk, given: Params) -> Document:
    """Numbers that are missing in the year of the period, with room to write what was found out."""
    parts, year = [], given.period.start.year
    for committee in _of(given):
        missing = gaps(desk, committee["id"], year) if year in years(desk, committee["id"]) else ()
        body = [(place, FORM.format(year=year, short_name=committee["short_name"], serial=serial), "")
                for place, serial in enumerate(missing[:MOST_GAPS], start=1)]
        if body:
            more = Phrase(N_("共缺 {count} 个号，前 {most} 个列在上面。"), count=len(missing), most=MOST_GAPS)
            blocks = (Table(NUMBERS, body, note=more if len(missing) > MOST_GAPS else ""), Signatures(SIGNERS))
        else:
            blocks = (Text(Phrase(N_("{year}年的案号连续，没有缺号。"), year=year)), Signatures(SIGNERS))
        parts.append(Part(committee["name"], blocks))
    return document(desk, papers()["case_gaps"], given, "调解案号连续性核对表",
                    _titled(parts, "调解案号连续性核对表"), _org(_of(given)),
                    subtitle=Phrase(N_("（{year}年）"), year=year))


@paper("review_sheet", N_("调解卷宗评查表"), domain="cases", needs=("id",))
def review_sheet(desk: Desk, given: Params) -> Document:
    """The self-check of one volume (`id` is its system number): item by item, what is wrong and what was mended."""
    rid = desk.id_of(Volume, given.need("id"))
    volume, rows = volume_row(rid), checks_of(rid)
    by = Listed(dict.fromkeys(row["checked_by"] for row in rows if row["checked_by"])) or "　"
    last = max((row["checked_on"] for row in rows if row["checked_on"]), default="　")
    facts = Facts(((N_("卷号"), volume["number"] or "　"), (N_("立卷人"), volume["filer_name"] or "　"),
                   (N_("立卷日期"), str(volume["filed_on"] or "　")), (N_("页数"), str(volume["pages"] or "　")),
                   (N_("评查人"), by), (N_("评查日期"), str(last))))
    body = [(place, row["item"], _shown(VolumeCheck, "result", row["result"]), row["problem"], row["mended_by"],
             _day(row["mended_on"])) for place, row in enumerate(rows, start=1)]
    judged, mend = [row for row in rows if row["result"]], [row for row in rows if row["result"] == "mend"]
    told = Phrase(N_("评查 {count} 项，要改正 {mend} 项，已改正 {done} 项。"), count=len(judged), mend=len(mend),
                  done=sum(row["mended_on"] is not None for row in mend))
    blocks = (facts, Space(0.5), Table(ITEMS, body, blank_rows=0 if body else BLANK_LINES), Text(told),
              Signatures((N_("评查人"), N_("立卷人"))))
    whose = _org([one for one in committees() if one["id"] == volume["committee"]])
    made = _book(desk, given, "review_sheet", "调解卷宗评查表", (Part("卷宗评查", blocks),), org=whose)
    return replace(made, period="")
