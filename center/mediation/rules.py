"""Rules of committees, mediators, trainings and typed figures: their days and periods fit together. Pure."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from db.errors import Invalid

MONTH, YEAR = re.compile(r"\d{4}-(0[1-9]|1[0-2])"), re.compile(r"\d{4}")


def check_committee(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """Term and numbering."""
    found = {}
    if re.search(r"[\d（）()]", values.get("short_name") or ""):
        found["short_name"] = Invalid("请只写汉字，不要写数字和括号")
    if values.get("until") and values.get("elected_on") and values["until"].last < values["elected_on"].first:
        found["until"] = Invalid("届满日期比产生日期早，请核对这两格")
    if bool(values.get("start_year")) != bool(values.get("start_serial")):
        name = "start_serial" if values.get("start_year") else "start_year"
        found[name] = Invalid("请把起始号和它的年份一起填上")
    return found


def check_mediator(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """Times of office and of the letter of appointment."""
    found = {}
    for begin, end in (("since", "until"), ("letter_on", "letter_until")):
        if values.get(begin) and values.get(end) and values[end].last < values[begin].first:
            found[end] = Invalid("结束日期比开始日期早，请核对这两格")
    return found


def check_training(_values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """Nothing beyond its fields."""
    return {}


def check_figure(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A month, or a year for funds; and at least one number."""
    found, period = {}, values.get("period") or ""
    funds = str(values.get("kind") or "").startswith("fund")
    if period and not (YEAR if funds else MONTH).fullmatch(period):
        found["period"] = Invalid("经费按年填，请写成 2026") if funds else Invalid("请写月份，例如 2026-11")
    if all(values.get(name) is None for name in ("cases", "people", "amount")):
        found["amount" if funds else "cases"] = Invalid("请填一个数；没有发生的填 0")
    return found
