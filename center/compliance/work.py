"""Measures of dimensions 5–10: items, rules, safety of data, money, checks and supervisors."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from center.backups import newest
from center.compliance.evidence import Asking, Evidence, Group, as_of, of_tests, split
from center.compliance.house import due_checks, filled
from center.measures import Found, measure
from center.periods import Period
from center.words import N_
from db.checks import read_id_card
from db.codes import code_list
from db.days import months_after
from db.models.governance import Asset, Budget, Check, Expense, Rule, Supervisor, SupervisorActivity
from db.models.members import Member
from db.models.people import Person
from db.models.service import Item, ItemList
from db.models.staff import Account
from db.questions.compliance import (
    audited,
    id_rows,
    member_rows,
    people_count,
    people_entered_twice,
    people_without_consent,
    rows_between,
    rows_of,
)
from db.words import Phrase

ELEMENTS = ("number", "kind", "one_window", "basis", "conditions", "materials", "process", "days", "fee")
SHARED_WORDS = ("公用", "共用", "大家", "值班", "窗口", "社区")
SIXTEEN = ("name", "sex", "id_card", "ethnicity", "birth", "education", "category", "branch", "joined", "post",
           "address", "standing", "lost", "mobile")


def _current_lists() -> list[dict[str, Any]]:
    rows = rows_of(ItemList, "version", "published_on", "reviewed_on", "current")
    return [row for row in rows if row["current"]]


@measure("compliance.items_published", N_("事项清单发布"))
def items_published(asking: Asking, period: Period) -> Evidence:
    """The list in force has a version and was published."""
    rows, day = _current_lists(), as_of(asking, period)
    good = [row["id"] for row in rows if row["version"] and row["published_on"] and row["published_on"].first <= day]
    return split(ItemList, rows, good, "已发布", "没有发布日期")


@measure("compliance.items_complete", N_("事项要素完整"))
def items_complete(_asking: Asking, _period: Period) -> Evidence:
    """Items in force with all their elements."""
    rows = [row for row in rows_of(Item, "active", *ELEMENTS) if row["active"]]
    return split(Item, rows, [row["id"] for row in rows if filled(row, ELEMENTS)], "要素齐全", "缺要素")


@measure("compliance.items_reviewed", N_("清单按年更新"))
def items_reviewed(asking: Asking, period: Period) -> Evidence:
    """The list in force was reviewed within a year."""
    rows, day = _current_lists(), as_of(asking, period)
    since = months_after(day, -int(asking.number("item.review_months")))
    good = [row["id"] for row in rows if row["reviewed_on"] and since <= row["reviewed_on"].first <= day]
    return split(ItemList, rows, good, "按期复核", "超过期限没有复核")


@measure("compliance.rules_present", N_("制度目录齐全"))
def rules_present(asking: Asking, _period: Period) -> Evidence:
    """Rules of the required list that have a version in force; the missing ones are named."""
    required, names = str(asking.number("rule.required")).split(","), code_list("rule_kind").items
    held: dict[str, int] = {}
    for row in rows_of(Rule, "topic", "current"):
        if row["current"] and row["topic"] in required:
            held.setdefault(row["topic"], row["id"])
    found = Found(Rule, tuple(held.values()))
    missing = tuple(names.get(topic, topic) for topic in required if topic not in held)
    groups = tuple(group for group in (Group("现行制度", found), Group("还缺", None, missing)) if len(group))
    return Evidence(found, None, "", len(held), len(required), groups)


@measure("compliance.rules_valid", N_("制度在有效期内"))
def rules_valid(asking: Asking, period: Period) -> Evidence:
    """Rules in force whose review day has not passed."""
    day = as_of(asking, period)
    rows = [row for row in rows_of(Rule, "current", "review_by") if row["current"]]
    good = [row["id"] for row in rows if row["review_by"] and row["review_by"].last >= day]
    return split(Rule, rows, good, "在有效期内", "复审期限已过或没有写")


@measure("compliance.privacy", N_("个人信息保护"))
def privacy(asking: Asking, period: Period) -> Evidence:
    """Four conditions: a fresh backup, the export log reviewed, consent covered, nobody shares an account."""
    day = as_of(asking, period)
    without, everyone = people_without_consent(), people_count()
    covered = everyone - len(without)
    tests = (
        (_backed_up(asking, day), Phrase(N_("{days} 天内有备份"), days=asking.number("backup.max_age_days"))),
        (_log_reviewed(asking, day), N_("导出记录已按期审阅")),
        (bool(everyone) and covered * 100 >= int(asking.number("consent.coverage")) * everyone,
         Phrase(N_("同意（或有其他依据）覆盖 {covered} ÷ {everyone}"), covered=covered, everyone=everyone)),
        (not shared_accounts(), N_("没有共用账号")),
    )
    whole = of_tests(Account, tests, "做到", "没有做到")
    groups = whole.groups + ((Group("还没有同意的人", Found(Person, tuple(without))),) if without else ())
    return Evidence(whole.counted, None, "", whole.numerator, whole.denominator, groups)


def _backed_up(asking: Asking, day: date) -> bool:
    made = newest(asking.store.folder)
    return made is not None and made.date() >= day - timedelta(days=int(asking.number("backup.max_age_days")))


def _log_reviewed(asking: Asking, day: date) -> bool:
    since = months_after(day, -int(asking.number("check.export_log_months")))
    rows = rows_between(Check, "done_on", since, day, "kind")
    return any(row["kind"] == "export_log" for row in rows)


def shared_accounts() -> list[int]:
    """Accounts in use that are named after a place, or held twice under one name."""
    rows = [row for row in rows_of(Account, "name", "active") if row["active"]]
    names = [row["name"] for row in rows]
    return [row["id"] for row in rows
            if names.count(row["name"]) > 1 or any(word in (row["name"] or "") for word in SHARED_WORDS)]


@measure("compliance.online_guides", N_("线上办理指引"))
def online_guides(_asking: Asking, _period: Period) -> Evidence:
    """Items in force that name their online channel, or say that there is none."""
    rows = [row for row in rows_of(Item, "active", "online") if row["active"]]
    return split(Item, rows, [row["id"] for row in rows if filled(row, ("online",))], "写明线上渠道或“无”", "没有写")


@measure("compliance.account_safety", N_("账号与数据安全"))
def account_safety(asking: Asking, _period: Period) -> Evidence:
    """Three conditions: every account in use has a role, acts are logged, the store (so its backups) is encrypted."""
    rows = [row for row in rows_of(Account, "roles", "active") if row["active"]]
    tests = ((bool(rows) and all(row["roles"] for row in rows), N_("在用账号都有角色")),
             (audited() > 0, N_("操作日志在记")),
             (asking.store.encrypted, N_("数据和备份已加密")))
    return of_tests(Account, tests, "做到", "没有做到")


@measure("compliance.data_quality", N_("数据质量"))
def data_quality(asking: Asking, _period: Period) -> Evidence:
    """Three kinds of fault, each against its limit: wrong ID numbers, people entered twice, members with gaps."""
    numbers, twice, members = id_rows(), people_entered_twice(), member_rows()
    wrong = [rid for rid, number, _birth in numbers if not isinstance(read_id_card(number), str)]
    gaps = [row["id"] for row in members if not complete_member(row)]
    kinds = ((Found(Person, tuple(wrong)), len(numbers), "quality.bad_id_max", N_("身份证号不合规")),
             (Found(Person, tuple(twice)), people_count(), "quality.duplicate_max", N_("疑似重复")),
             (Found(Member, tuple(gaps)), len(members), "quality.missing_max", N_("党员 16 项有缺")))
    tests, groups = [], []
    for found, whole, key, label in kinds:
        limit = int(asking.number(key))
        words = N_("{label} {count} ÷ {whole}，限 {limit}%")
        said = Phrase(words, label=label, count=len(found), whole=whole, limit=limit)
        tests.append((len(found) * 100 <= limit * whole, said))
        groups += [Group(label, found)] if len(found) else []
    groups += differing_birthdays(numbers)
    evidence = of_tests(Person, tests, "在限值内", "超过限值")
    return Evidence(evidence.counted, None, "", evidence.numerator, len(tests), evidence.groups + tuple(groups))


def differing_birthdays(numbers: list[tuple[int, str, str | None]]) -> list[Group]:
    """People whose birthday is not the one in their number: archives may differ, so they are shown and not scored."""
    odd = [rid for rid, number, birth in numbers
           if birth and birth != f"{number[6:10]}-{number[10:12]}-{number[12:14]}"[:len(birth)]
           and isinstance(read_id_card(number), str)]
    return [Group("出生日期与身份证号不同（只提示）", Found(Person, tuple(odd)))] if odd else []


def complete_member(row: dict[str, Any]) -> bool:
    """Whether the 16 items have no gap; some are needed only when another says so."""
    return (filled(row, SIXTEEN) and bool(row["phone"] or row["landline"])
            and (row["category"] != "1" or bool(row["full_since"])) and (not row["lost"] or bool(row["lost_on"]))
            and (not row["mobile"] or bool(row["mobile_to"])))


@measure("compliance.budgets", N_("年度预算"))
def budgets(asking: Asking, period: Period) -> Evidence:
    """Years the period touches that have an approved budget."""
    years = range(period.start.year, as_of(asking, period).year + 1)
    rows = [row for row in rows_of(Budget, "year", "approved_on") if row["year"] in years]
    approved = {row["year"] for row in rows if row["approved_on"]}
    found = Found(Budget, tuple(row["id"] for row in rows if row["approved_on"]))
    missing = tuple(Phrase(N_("{year} 年没有已批准的预算"), year=year) for year in years if year not in approved)
    groups = tuple(group for group in (Group("已批准的预算", found), Group("还缺", None, missing)) if len(group))
    return Evidence(found, None, "", len(approved), len(years), groups)


@measure("compliance.expenses", N_("经费台账规范"))
def expenses(asking: Asking, period: Period) -> Evidence:
    """Lines of the period's ledger with category, voucher number and approver."""
    names = ("category", "voucher", "approver")
    rows = rows_between(Expense, "spent_on", period.start, as_of(asking, period), *names)
    return split(Expense, rows, [row["id"] for row in rows if filled(row, names)], "三项齐全", "缺类别、凭证号或审批人")


@measure("compliance.assets", N_("资产台账盘点"))
def assets(asking: Asking, period: Period) -> Evidence:
    """Assets on the books that were counted within a year."""
    day = as_of(asking, period)
    since = months_after(day, -int(asking.number("asset.check_months")))
    rows = [row for row in rows_of(Asset, "state", "checked_on") if row["state"] != "scrapped"]
    good = [row["id"] for row in rows if row["checked_on"] and since <= row["checked_on"].first <= day]
    return split(Asset, rows, good, "12 个月内盘点过", "没有盘点或已过期")


@measure("compliance.self_checks", N_("自查按期"))
def self_checks(asking: Asking, period: Period) -> Evidence:
    """Self-inspections done in time."""
    return due_checks(asking, period, "self")


@measure("compliance.supervisors", N_("特邀监督员履职"))
def supervisors(asking: Asking, period: Period) -> Evidence:
    """Supervisors in their term who did something in the last half-year."""
    day = as_of(asking, period)
    since = months_after(day, -int(asking.number("supervisor.activity_months")))
    rows = [row for row in rows_of(Supervisor, "since", "until") if _in_term(row, day)]
    active = {row["supervisor"] for row in rows_between(SupervisorActivity, "held_on", since, day, "supervisor")}
    return split(Supervisor, rows, [row["id"] for row in rows if row["id"] in active], "近半年有活动", "近半年没有活动")


def _in_term(row: dict[str, Any], day: date) -> bool:
    return bool(row["since"] and row["until"] and row["since"].first <= day <= row["until"].last)
