"""Measures of dimensions 1–4: the place, its organisations, its windows and its people."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from center.compliance.evidence import Asking, Evidence, Group, as_of, of_tests, split
from center.compliance.organisations import check_size, overdue
from center.measures import Found, measure
from center.periods import Period
from center.words import N_
from center.workdays import is_workday
from db.codes import code_list
from db.days import months_after
from db.models.centre import Centre, Facility, Zone
from db.models.governance import Check, Rule
from db.models.members import Branch
from db.models.service import Item, Window
from db.models.staff import Account, Shift, Staff
from db.questions.accounts import centre_row
from db.questions.compliance import branch_rows, branch_sizes, hours_by_staff, rows_between, rows_of, staff_rows
from db.questions.settings import rest_days
from db.words import Phrase

CENTRE_FACTS = {"level": N_("层级"), "parent": N_("上级单位"), "address": N_("地址"), "phone": N_("值班电话"),
                "hours": N_("开放时间")}
TERMINALS = ("screen", "query", "self_service")
STAFF_FACTS = ("name", "sex", "id_card", "birth", "education", "phone", "post", "duty", "hired_on")
GUIDE = ("basis", "conditions", "materials", "process", "days", "fee", "place", "phone")
SIZES = ("branch.found_members", "branch.usual_max", "branch.committee_from", "branch.committee_min",
         "branch.committee_max", "general.usual_min", "committee.usual_min", "term.committee", "term.branch",
         "term.community", "term.extension_max")


def filled(row: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether all named fields hold something (0 and 否 are something)."""
    return all(row[name] not in (None, "", ()) for name in names)


@measure("compliance.zones", N_("功能分区"))
def zones(_asking: Asking, _period: Period) -> Evidence:
    """Zones whose name and purpose are posted."""
    rows = rows_of(Zone, "name", "purpose", "posted")
    good = [row["id"] for row in rows if row["posted"] and filled(row, ("name", "purpose"))]
    return split(Zone, rows, good, "已公示名称用途", "还没有公示或没写用途")


@measure("compliance.area", N_("面积达标"))
def area(asking: Asking, _period: Period) -> Evidence:
    """The centre's area against what its households need, or against the fixed size: a setting says which."""
    row = centre_row() or {}
    have, households = row.get("area") or 0, row.get("households") or 0
    if asking.number("space.rule") == "fixed":
        need, note = int(asking.number("space.fixed_area")), N_("按固定面积")
    else:
        each = int(asking.number("space.per_100_households"))
        need = -(-households * each // 100)
        note = Phrase(N_("按每百户 {each} 平方米，服务 {households} 户"), each=each, households=households)
    facts = (Phrase(N_("中心面积 {have} 平方米"), have=have),
             Phrase(N_("应有 {need} 平方米，{note}"), need=need, note=note))
    return Evidence(Found(Centre, ()), None, note, have, need, (Group("口径", None, facts),))


@measure("compliance.terminals", N_("服务终端在用"))
def terminals(_asking: Asking, _period: Period) -> Evidence:
    """Screens, query terminals and self-service machines that work."""
    rows = [row for row in rows_of(Facility, "kind", "state") if row["kind"] in TERMINALS]
    return split(Facility, rows, [row["id"] for row in rows if row["state"] == "working"], "正常", "不正常")


@measure("compliance.drills", N_("应急预案与演练"))
def drills(asking: Asking, period: Period) -> Evidence:
    """An emergency rule is in force, and a drill was held within the months a setting says."""
    day, months = as_of(asking, period), int(asking.number("drill.months"))
    plans = [row for row in rows_of(Rule, "topic", "current") if row["topic"] == "emergency" and row["current"]]
    held = [row for row in rows_between(Check, "done_on", months_after(day, -months), day, "kind")
            if row["kind"] == "drill"]
    tests = ((bool(plans), N_("有现行应急预案")), (bool(held), Phrase(N_("{months} 个月内演练过"), months=months)))
    return of_tests(Check, tests, "做到", "没有做到")


def due_checks(asking: Asking, period: Period, kind: str) -> Evidence:
    """Checks of a kind that were due in the period so far; done in time or not."""
    rows = rows_between(Check, "due_on", period.start, as_of(asking, period), "kind", "done_on")
    rows = [row for row in rows if row["kind"] == kind]
    done = [row["id"] for row in rows if row["done_on"] and row["done_on"] <= row["due_on"]]
    return split(Check, rows, done, "按期完成", "逾期或没有做")


@measure("compliance.fire_checks", N_("消防安全检查按期"))
def fire_checks(asking: Asking, period: Period) -> Evidence:
    """Fire safety checks done in time."""
    return due_checks(asking, period, "fire")


@measure("compliance.centre_profile", N_("中心档案完整"))
def centre_profile(_asking: Asking, _period: Period) -> Evidence:
    """Facts of the centre that must be filled."""
    row = centre_row() or dict.fromkeys(CENTRE_FACTS)
    tests = ((filled(row, (name,)), label) for name, label in CENTRE_FACTS.items())
    return of_tests(Centre, tests, "已填", "没有填")


def _numbers(asking: Asking) -> dict[str, int]:
    return {key: int(asking.number(key)) for key in SIZES}


@measure("compliance.organisation_rules", N_("党组织设置合规"))
def organisation_rules(asking: Asking, _period: Period) -> Evidence:
    """Organisations without a fault in the rule check; those above count all members below them."""
    rows, sizes, numbers = [row for row in branch_rows() if row["kind"] != "group"], branch_sizes(), _numbers(asking)
    below: dict[int, int] = {}
    for row in rows:
        if row["parent"]:
            below[row["parent"]] = below.get(row["parent"], 0) + sizes.get(row["id"], (0, 0))[1]
    good, facts = [], []
    for row in rows:
        full, members = sizes.get(row["id"], (0, 0))
        found = check_size(row["kind"], full, members + below.get(row["id"], 0), row["committee_size"],
                           row["secretary"], numbers)
        facts += [Phrase(N_("{name}：不符合，{text}") if one.fault else N_("{name}：提示，{text}"), name=row["name"],
                         text=one.text) for one in found]
        if not any(one.fault for one in found):
            good.append(row["id"])
    whole = split(Branch, rows, good, "符合", "不符合")
    return _with(whole, Group("体检说明", None, tuple(facts)))


def _with(evidence: Evidence, *groups: Group) -> Evidence:
    groups = tuple(group for group in groups if len(group))
    return Evidence(evidence.counted, evidence.base, evidence.note, evidence.numerator, evidence.denominator,
                    evidence.groups + groups)


@measure("compliance.elections", N_("按期换届"))
def elections(asking: Asking, period: Period) -> Evidence:
    """Organisations whose term runs, or whose delay was approved."""
    rows, numbers, day = branch_rows(), _numbers(asking), as_of(asking, period)
    rows = [row for row in rows if row["kind"] not in ("group", "temporary")]
    good = [row["id"] for row in rows if not overdue(row, day, numbers)]
    return split(Branch, rows, good, "任期内或延期已批准", "逾期或没有当选日期")


@measure("compliance.one_window", N_("一窗受理覆盖"))
def one_window(_asking: Asking, _period: Period) -> Evidence:
    """Items in force that a comprehensive window takes."""
    rows = [row for row in rows_of(Item, "active", "one_window") if row["active"]]
    return split(Item, rows, [row["id"] for row in rows if row["one_window"]], "综合窗口可受理", "综合窗口不受理")


@measure("compliance.ab_posts", N_("AB岗全覆盖"))
def ab_posts(_asking: Asking, _period: Period) -> Evidence:
    """Windows in use whose A and B posts are two people."""
    rows = [row for row in rows_of(Window, "open", "post_a", "post_b") if row["open"]]
    good = [row["id"] for row in rows if row["post_a"] and row["post_b"] and row["post_a"] != row["post_b"]]
    return split(Window, rows, good, "A、B岗都已定人", "缺A岗或B岗")


@measure("compliance.guides", N_("办事指南完整"))
def guides(_asking: Asking, _period: Period) -> Evidence:
    """Items in force whose guide has no gap."""
    rows = [row for row in rows_of(Item, "active", *GUIDE) if row["active"]]
    return split(Item, rows, [row["id"] for row in rows if filled(row, GUIDE)], "指南各栏都填", "有空栏")


def _in_post(rows: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """Workers who were there on that day."""
    return [row for row in rows if (not row["hired_on"] or row["hired_on"].first <= day)
            and (not row["left_on"] or row["left_on"].first > day)]


@measure("compliance.staff_roster", N_("人员花名册完整"))
def staff_roster(asking: Asking, period: Period) -> Evidence:
    """Workers in post without a gap in the roster."""
    rows = _in_post(staff_rows(), as_of(asking, period))
    return split(Staff, rows, [row["id"] for row in rows if filled(row, STAFF_FACTS)], "各栏都填", "有空栏")


@measure("compliance.staff_ratio", N_("配备比例"))
def staff_ratio(asking: Asking, period: Period) -> Evidence:
    """Workers in post against those needed for the residents served."""
    rows = _in_post(staff_rows(), as_of(asking, period))
    residents = (centre_row() or {}).get("residents") or 0
    each = int(asking.number("staff.per_10000_residents"))
    need = -(-residents * each // 10_000)
    found = Found(Staff, tuple(row["id"] for row in rows))
    note = N_("中心档案没有填服务人口")
    if residents:
        words = N_("服务人口 {residents} 人，每万人 {each} 名，应配 {need} 名")
        note = Phrase(words, residents=residents, each=each, need=need)
    return Evidence(found, None, note, len(rows), need, (Group("在岗人员", found), Group("口径", None, (note,))))


@measure("compliance.training_hours", N_("培训学时"))
def training_hours(asking: Asking, period: Period) -> Evidence:
    """Workers who reached the yearly hours in the twelve months before the period's end."""
    day, need = as_of(asking, period), int(asking.number("training.staff_hours"))
    hours = hours_by_staff(day - timedelta(days=364), day)
    rows = _in_post(staff_rows(), day)
    good = [row["id"] for row in rows if hours.get(row["id"], 0) >= need]
    return split(Staff, rows, good, Phrase(N_("满 {need} 学时"), need=need), Phrase(N_("不满 {need} 学时"), need=need),
                 Phrase(N_("近 12 个月每人 {need} 学时"), need=need))


@measure("compliance.shifts", N_("排班无空档"))
def shifts(asking: Asking, period: Period) -> Evidence:
    """Opening slots of the period with at least one person; the gaps are named."""
    centre = centre_row() or {}
    days, slots = centre.get("open_days") or (), centre.get("open_slots") or ()
    end, rest = as_of(asking, period), rest_days()
    manned: dict[tuple[str, str], int] = {}
    for row in rows_between(Shift, "day", period.start, end, "slot", "served"):
        if row["served"] is not False:
            manned.setdefault((row["day"], row["slot"]), row["id"])
    names, used, gaps, whole, day = code_list("day_slot").items, [], [], 0, period.start
    while day <= end:
        for slot in slots if _open(day, days, rest) else ():
            whole += 1
            key = (day.isoformat(), slot)
            if key in manned:
                used.append(manned[key])
            else:
                gaps.append(Phrase(N_("{day} {slot}没有人"), day=key[0], slot=names.get(slot, slot)))
        day += timedelta(days=1)
    found = Found(Shift, tuple(used))
    note = "" if days and slots else N_("中心档案没有填开放日或每天的班次")
    groups = tuple(group for group in (Group("有人的时段", found), Group("空档", None, tuple(gaps))) if len(group))
    return Evidence(found, None, note, len(used), whole, groups)


def _open(day: date, days: Sequence[str], rest: Mapping[str, str]) -> bool:
    """Whether the centre is open: its weekdays, but for holidays; a shifted weekend day is a workday."""
    if day.isoformat() in rest:
        return is_workday(day, rest)
    return str(day.isoweekday()) in days


@measure("compliance.pledges", N_("廉洁与保密承诺"))
def pledges(asking: Asking, period: Period) -> Evidence:
    """Accounts in use whose holder has signed."""
    day = as_of(asking, period)
    rows = [row for row in rows_of(Account, "active", "pledged_on") if row["active"]]
    good = [row["id"] for row in rows if row["pledged_on"] and row["pledged_on"].first <= day]
    return split(Account, rows, good, "已签承诺", "还没有签")
