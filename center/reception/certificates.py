"""Certificates given out, with numbers that have no gap in a year, and the book of seal uses.

Whether a certificate may be given is decided by a person by law and the local list; the program only keeps the book.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from center.commands import command
from center.editing import add_row, edit_row
from center.taking import take
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.reception import Certificate
from db.questions.reception import numbers_of_year
from db.record import Record
from db.tx import Tx

NUMBER = re.compile(r"(\d{4})-(\d{4,})")


def serial(number: str | None) -> int:
    """The running part of a number: 7 of `2026-0007`; 0 of what is no number."""
    match = NUMBER.fullmatch(number or "")
    return int(match[2]) if match else 0


def next_number(year: int, there: Iterable[str]) -> str:
    """The number after the highest one of the year: `2026-0008`."""
    return f"{year}-{max(map(serial, there), default=0) + 1:04d}"


def missing_numbers(year: int, there: Iterable[str]) -> list[str]:
    """The numbers of the year below the highest one that are not in the book."""
    have = set(map(serial, there))
    return [f"{year}-{place:04d}" for place in range(1, max(have, default=0) + 1) if place not in have]


def check_certificate(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What must be mended: a number of the right year, and both halves of making it void."""
    found = {}
    issued, number = values.get("issued_on"), values.get("number")
    match = NUMBER.fullmatch(number or "")
    if issued and not number:
        found["number"] = Invalid("请照台账写编号，例如 {example}", example=f"{issued[:4]}-0001")
    elif number and not match:
        found["number"] = Invalid("编号请写成 年份-序号，例如 2026-0001")
    elif issued and match and match[1] != issued[:4]:
        found["number"] = Invalid("编号的年份和出具日期的年份不同，请核对这两格")
    if values.get("voided_on") and not values.get("void_reason"):
        found["void_reason"] = Invalid("请写明作废原因")
    if values.get("void_reason") and not values.get("voided_on"):
        found["voided_on"] = Invalid("写了作废原因，请填作废日期")
    if issued and values.get("voided_on") and values["voided_on"].last < issued.first:
        found["voided_on"] = Invalid("作废日期比出具日期早，请核对这两格")
    return found


def complete_certificate(values: dict[str, Any]) -> dict[str, Any]:
    """One copy unless more are written."""
    if values.get("copies") is None:
        values["copies"] = 1
    return values


def issue(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Insert one with the next number of its year; another number than that is refused."""
    whole, issued = dict(values), values.get("issued_on")
    if isinstance(issued, Day):
        due = next_number(int(issued[:4]), numbers_of_year(issued[:4]))
        if whole.get("number") not in (None, due):
            raise Problems({"number": Invalid("编号按年连续，下一个是 {number}；这一格可以不填", number=due)})
        whole["number"] = due
    return add_row(tx, record, whole)


def amend(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change one; its number stays what is printed on the paper that was given out."""
    number = tx.row(record, rid)["number"]
    if number and values.get("number", number) != number:
        raise Problems({"number": Invalid("编号已经印在证明上，不能改；写错了请作废后另出一份")})
    return edit_row(tx, record, rid, revision, values)


def keep(_tx: Tx, record: type[Record], _rid: int, _revision: int | None = None) -> None:
    """A row is never removed: its number would be a gap."""
    raise Problems({"": Invalid("{label}编号不能有空号，不能删除；请改用“作废”并写明原因", label=record.label)})


@command(N_("作废证明"), right="reception.edit", name="certificates.void")
def void(tx: Tx, id: int, why: str, voided_on: Any = None) -> bool:
    """Make one void: it stays in the book with its number."""
    row = tx.row(Certificate, id)
    if row["voided_on"]:
        raise Problems({"": Invalid("这份证明已经作废了，不用再作废")})
    taken = take(Certificate, {"void_reason": why, "voided_on": voided_on or tx.today.isoformat()}, tx.today)
    if taken["void_reason"] is None:
        raise Problems({"void_reason": Invalid("请写明作废原因")})
    tx.rename(f"作废证明 {row['number']}")
    return edit_row(tx, Certificate, id, None, taken)


def note_seal(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Insert one use of a seal; on a certificate its name and copies come from there."""
    whole = dict(values)
    if isinstance(whole.get("certificate"), int):
        row = record_row(Certificate, whole["certificate"])
        kind = Certificate._meta.fields["kind"].show(row["kind"])
        whole["document"] = whole.get("document") or f"{kind}证明 {row['number']}".replace("证明证明", "证明")
        whole["copies"] = whole.get("copies") or row["copies"]
    return add_row(tx, record, whole)


def doubts_seal(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at but blocks nothing."""
    if values.get("approver") and values.get("approver") == values.get("applicant"):
        return {"approver": Invalid("申请人和批准人是同一人，请核对")}
    return {}
