"""Rules about volunteers: pure, values by path. Who may serve where, a person decides."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from center.people.rules import check_person, complete_person, doubts_person
from db.days import Day, years_between
from db.errors import Invalid

OF_AGE = 18
"""民法典 art. 17: whoever is eighteen is of age."""
_ID_NUMBER = re.compile(r"\d{15}|\d{17}[\dXx]")


def minor(birth: Day | None, today: date) -> bool:
    """Whether somebody is not of age yet. A birth known to the year only is taken as late as it can be."""
    return birth is not None and years_between(birth.last, today) < OF_AGE


def check_volunteer(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What must be mended: the days in their order, a guardian's leave for a minor, no ID number for a number."""
    found = check_person(values, today, "person.")
    registered, left = values.get("registered_on"), values.get("left_on")
    if _ID_NUMBER.fullmatch(values.get("number") or ""):
        found["number"] = Invalid("编号是用来代替身份证号的，不要写身份证号；这一格可以不填")
    if registered and left and left.last < registered.first:
        found["left_on"] = Invalid("退出日期比登记日期早，请核对这两格")
    if values.get("left_reason") and not left:
        found["left_on"] = Invalid("写了退出原因，请填退出日期")
    if not left and minor(values.get("person.birth"), today) and not values.get("guardian_consent_on"):
        found["guardian_consent_on"] = Invalid("未满 18 岁，请先征得监护人同意，再填同意日期")
    return found


def complete_volunteer(values: dict[str, Any]) -> dict[str, Any]:
    """Sex and birth come from the ID number."""
    return complete_person(values, "person.")


def doubts_volunteer(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at but blocks nothing."""
    return doubts_person(values, "person.")


def ask_volunteer(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What is asked when it was left empty; a person may still leave it so."""
    found = {}
    if not values.get("fields"):
        found["fields"] = Invalid("没有选服务类别；志愿服务记录要写，请问本人愿意做哪些")
    if minor(values.get("person.birth"), today) and not values.get("guardian"):
        found["guardian"] = Invalid("没有写监护人是谁，请补上")
    if values.get("left_on") and not values.get("left_reason"):
        found["left_reason"] = Invalid("没有选退出原因，请选一项")
    return found
