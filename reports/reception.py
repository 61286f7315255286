"""Papers of the front desk: one certificate or all of a period, and the three books of the period."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from center.desk import Desk
from center.reception.certificates import missing_numbers, serial
from center.reception.voices import STATES, state_of
from center.words import N_
from db.days import Day, show_day
from db.models.people import Person
from db.models.reception import Certificate, SealUse, Voice
from db.questions.accounts import centre_row
from db.questions.reception import certificate_rows, numbers_of_year, seal_rows, voice_rows
from db.record import Record
from db.words import Following, Listed, Phrase
from reports.document import Block, Document, Part, Signatures, Space, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

MOST_GAPS = 20
BY_HAND, SIGN = "＿" * 10, "＿" * 6
SIGNERS = (N_("登记人"), N_("审核人"))
ALL, NUMBER = N_("合计"), N_("编号：{number}")
DAY = {"width_chars": 11, "align": "center", "kind": "date"}
VOICES = (
    TableColumn("序号", 5, "center", "whole"), TableColumn("收到日期", **DAY), TableColumn("来源", 10, "center"),
    TableColumn("工单号", 12), TableColumn("反映人", 8, "center"), TableColumn("反映事项", 26),
    TableColumn("承办人", 8, "center"), TableColumn("答复期限", **DAY), TableColumn("答复日期", **DAY),
    TableColumn("答复内容", 26), TableColumn("状态", 8, "center"), TableColumn("满意度", 8, "center"))
CERTIFICATES = (
    TableColumn("编号", 11, "center"), TableColumn("出具日期", **DAY), TableColumn("当事人", 8, "center"),
    TableColumn("证明类别", 14), TableColumn("要求出具的单位", 20), TableColumn("用途", 22),
    TableColumn("份数", 6, "right", "whole"), TableColumn("经办人", 8, "center"), TableColumn("领取人签名", 12),
    TableColumn("备注", 16))
SEALS = (
    TableColumn("序号", 5, "center", "whole"), TableColumn("用印日期", **DAY), TableColumn("印章", 22),
    TableColumn("文书名称", 30), TableColumn("对应证明", 11, "center"), TableColumn("份数", 6, "right", "whole"),
    TableColumn("申请人", 10, "center"), TableColumn("批准人", 10, "center"), TableColumn("备注", 16))


@paper("certificate", N_("证明"), formats=("pdf", "docx"), needs=("id",), personal=True)
def certificate(desk: Desk, given: Params) -> Document:
    """One certificate to sign and stamp (`id` is its system number). Without a reason the ID number is left blank."""
    rid = desk.id_of(Certificate, given.need("id"))
    [row] = certificate_rows(given.period.start, given.period.end, rid)
    made = document(desk, papers()["certificate"], given, "证明", (Part("证明", tuple(_letter(row, given))),),
                    layout="text", subtitle=Phrase(NUMBER, number=row["number"]))
    return replace(made, confidential=False)  # it leaves the house: 内部资料 must not stand on it


@paper("certificates", N_("出具证明（本期全部）"), formats=("pdf", "docx"), personal=True)
def certificates(desk: Desk, given: Params) -> Document:
    """Every certificate of the period, each on a page of its own, after a list of them."""
    rows = certificate_rows(given.period.start, given.period.end)
    body = tuple((row["number"], _day(row["issued_on"]), row["person_name"], _shown(Certificate, "kind", row))
                 for row in rows)
    first = Table(CERTIFICATES[:4], body)
    told = Text(Phrase(N_("本期共出具证明 {count} 份。"), count=len(rows)))
    listing = Part("出具证明", (told, *([first] if rows else ())))
    letters = (Part("证明", (Text(Phrase(NUMBER, number=row["number"]), "center"), *_letter(row, given)))
               for row in rows)
    made = document(desk, papers()["certificates"], given, "出具证明", (listing, *letters), layout="text")
    return replace(made, confidential=False)


def _letter(row: dict[str, Any], given: Params) -> list[Block]:
    """The words of one certificate; one that was made void says so first."""
    gone = row["voided_on"] and Phrase(N_("本证明已于{day}作废。"), day=show_day(row["voided_on"]))
    void = [Text(gone, "center")] if gone else []
    card = row["id_card"] if row["id_card"] and not given.masked else BY_HAND
    sex = _shown(Person, "sex", row)
    number = Phrase(N_("公民身份号码 {number}"), number=card)
    who = Listed((part for part in (row["person_name"], sex, number) if part), "，")
    to = [Text(Phrase(N_("{label}："), label=row["requested_by"]), "left")] if row["requested_by"] else []
    use = {"purpose": row["purpose"], "copies": row["copies"] or 1}
    closing = Phrase(N_("本证明用于{purpose}，一式{copies}份。"), **use)
    if row["basis"]:
        closing = Phrase(N_("依据{basis}，本证明用于{purpose}，一式{copies}份。"), basis=row["basis"], **use)
    return [*void, *to, Text(Following(Phrase(N_("兹有{who}。"), who=who), row["content"] or "")), Text(closing),
            Text(N_("特此证明。")), Text(Phrase(N_("经办人：{line}　负责人：{line}"), line=SIGN), "left"), Space(),
            Text(Phrase(N_("{org}（盖章）"), org=(centre_row() or {}).get("name") or ""), "right"),
            Text(show_day(row["issued_on"]), "right")]


@paper("certificates_ledger", N_("出具证明登记簿"))
def certificates_ledger(desk: Desk, given: Params) -> Document:
    """The book of the period in the order of numbers, void ones in their place, and whether a number is missing."""
    rows = certificate_rows(given.period.start, given.period.end)
    body = [(row["number"], _day(row["issued_on"]), row["person_name"], _shown(Certificate, "kind", row),
             row["requested_by"], row["purpose"], row["copies"], row["issuer_name"], None, _void(row)) for row in rows]
    good = [row for row in rows if not row["voided_on"]]
    total = (ALL, "", "", "", "", Phrase(N_("有效 {count} 份"), count=len(good)),
             sum(row["copies"] or 1 for row in good), "", "", "")
    note = _gaps(sorted({row["number"][:4] for row in rows if serial(row["number"])}))
    table = Table(CERTIFICATES, body, total, note)
    return _book(desk, given, "certificates_ledger", "出具证明登记簿", table, len(rows))


def _gaps(years: list[str]) -> str:
    """What the numbers of the years say about gaps."""
    missing = [number for year in years for number in missing_numbers(int(year), numbers_of_year(year))]
    if missing:
        words = N_("缺号：{numbers} 等，请查明。") if len(missing) > MOST_GAPS else N_("缺号：{numbers}，请查明。")
        return Phrase(words, numbers=Listed(missing[:MOST_GAPS]))
    return N_("编号按年连续，没有缺号；作废的保留编号。")


def _void(row: dict[str, Any]) -> str:
    if not row["voided_on"]:
        return row["note"] or ""
    return Phrase(N_("{day}作废：{reason}"), day=show_day(row["voided_on"]), reason=row["void_reason"])


@paper("voices_ledger", N_("群众反映登记簿"), personal=True)
def voices_ledger(desk: Desk, given: Params) -> Document:
    """What came in within the period, by day; who reported it stands in full only with a reason."""
    rows = voice_rows(given.period.start, given.period.end)
    body = [(place, _day(row["received_on"]), _shown(Voice, "source", row), row["ticket"],
             _reporter(row, given.masked), row["matter"], row["name"],
             _day(row["due_on"]), _day(row["answered_on"]), row["answer"], STATES[state_of(row)],
             _shown(Voice, "satisfaction", row)) for place, row in enumerate(rows, start=1)]
    done = sum(bool(row["answered_on"]) for row in rows)
    told = Phrase(N_("收到 {count} 件，已答复 {done} 件"), count=len(rows), done=done)
    total = (ALL, "", "", "", "", told, *("",) * 6)
    return _book(desk, given, "voices_ledger", "群众反映登记簿", Table(VOICES, body, total), len(rows))


def _reporter(row: dict[str, Any], masked: bool) -> str:
    """The name, or its first character only; nobody is 匿名."""
    name = row["reporter"] or row["caller"]
    if not name:
        return N_("匿名")
    return Phrase(N_("{surname}某"), surname=name[:1]) if masked else name


@paper("seal_ledger", N_("用印登记簿"))
def seal_ledger(desk: Desk, given: Params) -> Document:
    """The uses of a seal in the period, by day."""
    rows = seal_rows(given.period.start, given.period.end)
    body = [(place, _day(row["used_on"]), _shown(SealUse, "seal", row), row["document"], row["number"], row["copies"],
             row["applicant"], row["approver"], row["note"]) for place, row in enumerate(rows, start=1)]
    total = (ALL, "", "", Phrase(N_("用印 {count} 次"), count=len(rows)), "",
             sum(row["copies"] or 0 for row in rows), "", "", "")
    return _book(desk, given, "seal_ledger", "用印登记簿", Table(SEALS, body, total), len(rows))


def _book(desk: Desk, given: Params, name: str, title: str, table: Table, count: int) -> Document:
    part = Part(title, (table, Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()[name], given, title, (part,), unit_line=Phrase(N_("共 {count} 条"), count=count))


def _day(day: Day | None) -> str | None:
    """A day as the plain ISO text that a table takes."""
    return None if day is None else str(day)


def _shown(record: type[Record], name: str, row: dict[str, Any]) -> str:
    return record._meta.fields[name].show(row[name])
