"""Rules about members and branches: pure, all problems at once, each at its path."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.people.rules import check_person, complete_person, doubts_person
from db.errors import Invalid

FULL, PROBATIONARY, NORMAL = "1", "2", "1"


def check_member(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What must be mended before a member is written. Gaps other than the three required facts never refuse."""
    found = check_person(values, today, "person.")
    birth, joined, full = values.get("person.birth"), values.get("joined"), values.get("full_since")
    if birth and joined and joined.last < birth.first:
        found["joined"] = Invalid("加入党组织日期比出生日期早，请核对这两格")
    if joined and full and full.last < joined.first:
        found["full_since"] = Invalid("转正日期比加入党组织日期早，请核对这两格")
    for path in ("joined", "full_since", "lost_on"):
        if values.get(path) and values[path].first > today:
            found[path] = Invalid("日期在今天之后，请核对后改正")
    return found


def doubts_member(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at but does not block."""
    found = doubts_person(values, "person.")
    if values.get("category") == PROBATIONARY and values.get("full_since"):
        found["full_since"] = Invalid("预备党员一般没有转正日期，请核对")
    if values.get("lost") is False and values.get("lost_on"):
        found["lost_on"] = Invalid("不是失联党员却写了失联日期，请核对")
    return found


def ask_member(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What is asked when it was left empty; a person may still leave it so."""
    return {} if values.get("category") else {"category": Invalid("没有填人员类别，请选正式党员或预备党员")}


def complete_member(values: dict[str, Any]) -> dict[str, Any]:
    """Empty 党籍状态 is 正常; sex and birth come from the ID number."""
    if values.get("standing") is None:
        values["standing"] = NORMAL
    return complete_person(values, "person.")


def check_branch(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """A branch's dates."""
    elected = values.get("elected_on")
    if elected and elected.first > today:
        return {"elected_on": Invalid("当选日期在今天之后，请核对后改正")}
    return {}
