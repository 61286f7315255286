"""What a form may write of a case, and what only its steps write: number, stage and the days that they set.

A case that has its number is never removed, and nothing of a filed one is changed except by a correction.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.editing import add_row, edit_row
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.case_work import Agreement
from db.models.cases import Case, CaseParty
from db.models.mediation import Studio
from db.record import Record
from db.tx import Tx

FIRST = "registered"
BY_STEPS = ("number", "stage", "accepted_on", "limit_on", "extended_to", "extended_why", "outcome", "outcome_on",
            "end_reason", "remedies_told_on", "closed_on", "filed_on", "volume", "replied_on", "reply", "historical",
            "violence_way", "violence_note", "violence_on", "violence_by", "volume_place", "registered_by")
"""Fields that only a step writes; a form that changes one is refused at it. Who registered a case may open it."""
OF_REGISTER = ("accepted_on", "outcome", "outcome_on", "closed_on", "end_reason", "replied_on", "reply")
"""Those of them that an imported register told: no step wrote them, so a form puts them right."""
OTHER_YEAR = "案号按年编，受理日期请写在案号那一年"
STEP_WRITES = N_("{label}由办案步骤写入，请在案件页面办理")
FILED = N_("这件案件已经归档，要更正请在案件页面办理更正，写明谁、什么时候、为什么")
NUMBERED = N_("案号不能有空号，已经受理的案件不能删除；请办理终止或撤回")

COUNTED = N_("已经受理的案件要有这一项，统计表每件案件归一类；请改成对的，不要清空")
OF_COMMITTEE = N_("案号已经按这个调委会编好，不能改到别的调委会；请改回原来的")


def check_case(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What must be mended: the days of a referral, the reasons that the law asks for."""
    found = {}
    if values.get("source") == "referral" and not values.get("referred_by"):
        found["referred_by"] = Invalid("来源是委托移送，请选是哪一类单位")
    if values.get("referred_by") and values.get("source") not in (None, "referral"):
        found["source"] = Invalid("填了委托移送单位，案件来源请选“接受委托移送调解”")
    if values.get("hard") and not values.get("hard_reason"):
        found["hard_reason"] = Invalid("勾了疑难复杂，请写一句理由")
    begun, referred = values.get("registered_on"), values.get("referred_on")
    if begun and referred and referred.first > begun.last:
        found["referred_on"] = Invalid("移送日期比登记日期晚，请核对这两格")
    if values.get("reply_due") and referred and values["reply_due"].last < referred.first:
        found["reply_due"] = Invalid("反馈期限比移送日期早，请核对这两格")
    return found


def complete_case(values: dict[str, Any]) -> dict[str, Any]:
    """Ordinary and open unless somebody says otherwise; 涉家暴 is for those who handle it only."""
    values["scope"] = "workers" if values.get("violence") else values.get("scope") or "ordinary"
    values["manner"] = values.get("manner") or "open"
    return values


def check_party(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What must be mended of one party."""
    born = values.get("birth")
    if born and born.first > today:
        return {"birth": Invalid("出生日期在今天之后，请对照证件改正")}
    return {}


def complete_party(values: dict[str, Any]) -> dict[str, Any]:
    """What an ID number tells: birth date and sex."""
    number = values.get("id_card")
    if isinstance(number, str) and len(number) == 18:
        values["birth"] = values.get("birth") or Day(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
        values["sex"] = values.get("sex") or ("1" if int(number[16]) % 2 else "2")
    return values


def check_agreement(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """The days of an agreement fit together."""
    found, effective = {}, values.get("effective_on")
    for name in ("applied_on", "declined_on"):
        if effective and values.get(name) and values[name].last < effective.first:
            found[name] = Invalid("{label}比生效日期早，请核对这两格", label=Agreement._meta.fields[name].label)
    return found


def check_performance(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What was done has its day, and no more is paid than was owed."""
    found = {}
    if values.get("state") in ("done", "partly") and not values.get("done_on"):
        found["done_on"] = Invalid("已经履行的请填履行日期")
    if values.get("amount") and values.get("paid") and values["paid"] > values["amount"]:
        found["paid"] = Invalid("已付金额比应付金额多，请核对这两格")
    return found


def note_case(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Register one: the first stage, by this account; nothing that a step writes."""
    _by_steps(record, values, {})
    _studio(values)
    return add_row(tx, record, {**values, "stage": FIRST, "registered_by": tx.account})


def keep_case(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change what a form may change; an accepted case keeps its committee, type and source."""
    row = tx.row(record, rid)
    not_filed(row)
    _by_steps(record, values, row)
    if row["number"]:
        _numbered(values, row)
    _studio(row | dict(values))
    return edit_row(tx, record, rid, revision, values)


def stay(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Only a case without a number may be removed."""
    if tx.row(record, rid)["number"]:
        raise Problems({"": Invalid(NUMBERED)})
    tx.remove(record, rid, revision)


def note_of_case(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Add what hangs on a case that is not filed."""
    tx.sight.links(record, values)  # before a sentence tells that it is filed
    not_filed(case_of(record, values))
    return add_row(tx, record, values)


def keep_of_case(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change what hangs on a case that is not filed."""
    not_filed(case_of(record, tx.row(record, rid)))
    return edit_row(tx, record, rid, revision, values)


def case_of(record: type[Record], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The case that a row hangs on, {} without one."""
    for name, above in (("party", CaseParty), ("agreement", Agreement), ("case", None)):
        if isinstance(row.get(name), int) and name in record._meta.fields:
            return case_of(above, record_row(above, row[name])) if above else record_row(Case, row[name])
    return {}


def not_filed(case: Mapping[str, Any]) -> None:
    """Raise Problems when a case is filed."""
    if case.get("filed_on"):
        raise Problems({"": Invalid(FILED)})


def _studio(values: Mapping[str, Any]) -> None:
    """A studio belongs to a committee: a case of another one is not its."""
    studio, committee = values.get("studio"), values.get("committee")
    if isinstance(studio, int) and isinstance(committee, int) and record_row(Studio, studio)["committee"] != committee:
        raise Problems({"studio": Invalid("这个工作室是别的调委会的，请从本调委会里选")})


def _numbered(values: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """What the number and the statistics of an accepted case rest on."""
    told = {name: Invalid(COUNTED) for name in ("type", "source") if name in values and values[name] is None}
    if values.get("committee", row["committee"]) != row["committee"]:
        told["committee"] = Invalid(OF_COMMITTEE)
    begun = values.get("registered_on")
    if begun and not isinstance(begun, Invalid) and row["accepted_on"] and begun.first > row["accepted_on"].last:
        told["registered_on"] = Invalid("登记日期比受理日期晚，请核对")
    if told:
        raise Problems(told)


def _of_register(whole: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Invalid]:
    """What an imported case is counted by stays there, in the year of its number, and ends after it began."""
    begun, ended = whole["accepted_on"], whole["closed_on"]
    if begun is None and row["accepted_on"] is not None:
        return {"accepted_on": Invalid(COUNTED)}
    if isinstance(begun, Day) and row["number"] and row["accepted_on"] and begun[:4] != row["accepted_on"][:4]:
        return {"accepted_on": Invalid(OTHER_YEAR)}
    if isinstance(begun, Day) and isinstance(ended, Day) and ended.last < begun.first:
        return {"closed_on": Invalid("结案日期比受理日期早，请核对这两格")}
    return {}


def _by_steps(record: type[Record], values: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    fields, free = record._meta.fields, OF_REGISTER if row.get("historical") else ()
    told = {name: Invalid(STEP_WRITES, label=fields[name].label) for name in BY_STEPS
            if name not in free and name in values and values[name] != row.get(name)}
    if free:
        told |= _of_register(dict(row) | dict(values), row)
    if told:
        raise Problems(told)
