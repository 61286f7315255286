"""The rule check of Party organisations (支部设置体检): pure, each rule with its number.

Source: 中国共产党支部工作条例（试行）2018 and 中办《关于党的基层组织任期的意见》2018; the numbers are settings.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from center.words import N_
from db.days import Day, months_after
from db.words import Phrase

BRANCHES = ("branch", "joint")
COMMUNITY = ("urban_community", "village_turned", "village")


@dataclass(frozen=True)
class Finding:
    """One rule's answer: `fault` is 不符合, else it is only something to look at (提示)."""

    fault: bool
    text: str


def check_size(kind: str | None, full: int, members: int, committee: int | None, secretary: str | None,
               numbers: Mapping[str, int]) -> list[Finding]:
    """What the rules say about one organisation. `full` full members of `members`; `committee` its committee's size."""
    found = []
    if not secretary:
        found.append(Finding(True, N_("没有登记书记")))
    if kind in BRANCHES:
        found += _check_branch(full, members, committee or 0, numbers)
    if kind == "general" and members and members < numbers["general.usual_min"]:
        found.append(Finding(False, Phrase(N_("党总支一般 {most} 人以上，现有 {count} 人"),
                                           most=numbers["general.usual_min"], count=members)))
    if kind == "committee" and members and members <= numbers["committee.usual_min"]:
        found.append(Finding(False, Phrase(N_("党委一般超过 {most} 人，现有 {count} 人"),
                                           most=numbers["committee.usual_min"], count=members)))
    return found


def _check_branch(full: int, members: int, committee: int, numbers: Mapping[str, int]) -> list[Finding]:
    found, need = [], numbers["branch.committee_from"]
    if full < numbers["branch.found_members"]:
        found.append(Finding(True, Phrase(N_("正式党员 {count} 人，不足 {least} 人，应成立联合党支部"), count=full,
                                          least=numbers["branch.found_members"])))
    if members > numbers["branch.usual_max"]:
        found.append(Finding(False, Phrase(N_("党员 {count} 人，超过 {most} 人，可考虑分设"), count=members,
                                           most=numbers["branch.usual_max"])))
    if full >= need and not committee:
        found.append(Finding(True, Phrase(N_("正式党员 {count} 人，达到 {need} 人应设支部委员会"), count=full,
                                          need=need)))
    if full < need and committee:
        found.append(Finding(False, Phrase(N_("正式党员 {count} 人，不足 {need} 人可不设支委会"), count=full,
                                           need=need)))
    low, high = numbers["branch.committee_min"], numbers["branch.committee_max"]
    if committee and full >= need and not low <= committee <= high:
        found.append(Finding(True, Phrase(N_("支委会 {count} 人，应为 {low}–{high} 人"), count=committee, low=low,
                                          high=high)))
    return found


def expiry(elected: Day, years: int) -> date:
    """The day a term ends: the same day `years` later; a month or year counts from its first day."""
    return months_after(elected.first, 12 * years)


def term_years(row: Mapping[str, Any], numbers: Mapping[str, int]) -> int:
    """What the row says, else 5 years for committees and in communities and villages, 3 for other branches."""
    if row["term_years"]:
        return row["term_years"]
    if row["kind"] == "committee":
        return numbers["term.committee"]
    return numbers["term.community"] if row["unit_nature"] in COMMUNITY else numbers["term.branch"]


def overdue(row: Mapping[str, Any], at: date, numbers: Mapping[str, int]) -> bool:
    """Whether the term is over on that day without a (still valid) approval; no day of election counts as over."""
    if not row["elected_on"]:
        return True
    years = term_years(row, numbers)
    if expiry(row["elected_on"], years) > at:
        return False
    late = row["late_approved_on"]
    return not late or expiry(row["elected_on"], years + numbers["term.extension_max"]) <= at
