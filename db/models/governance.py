"""How the centre is run: rules, money, assets, checks and invited supervisors."""
from __future__ import annotations

from db.fields import Amount, Code, Date, Long, Ref, Text, Whole, Yes
from db.models.people import Person
from db.record import Record


class Rule(Record):
    """A written rule (制度); `topic` says which one of the required list it is."""

    label = "制度"
    domain = "governance"

    name = Text("制度名称", required=True, search=True, width=24)
    topic = Code("对应要求", "rule_kind", width=14)
    version = Text("版本", width=8)
    effective_on = Date("施行日期", width=12)
    review_by = Date("复审期限", "future", width=12)
    current = Yes("现行", width=6)
    posted_on = Date("公示日期", width=12)
    text = Long("正文", width=20)

    class Meta:
        table_name = "rules"


class Budget(Record):
    """The approved budget of a year."""

    label = "年度预算"
    domain = "governance"
    title = ("year",)

    year = Whole("年度", (2000, 2100), required=True, width=6)
    amount = Amount("预算金额（元）", required=True, width=14)
    source = Code("资金来源", "fund_kind", width=12)
    approved_on = Date("批准日期", width=12)
    approver = Text("批准人", width=10)
    note = Long("备注", width=20)

    class Meta:
        table_name = "budgets"


class Expense(Record):
    """One line of the expense ledger."""

    label = "经费支出"
    domain = "governance"
    title = ("summary",)

    spent_on = Date("日期", required=True, width=12)
    summary = Text("用途摘要", required=True, search=True, width=24)
    category = Code("类别", "expense_kind", width=12)
    amount = Amount("金额（元）", required=True, width=12)
    voucher = Text("凭证号", search=True, width=12)
    handler = Text("经办人", width=8)
    approver = Text("审批人", width=8)
    note = Long("备注", width=20)

    class Meta:
        table_name = "expenses"


class Asset(Record):
    """One asset or one group of equal assets."""

    label = "资产"
    domain = "governance"

    name = Text("资产名称", required=True, search=True, width=18)
    number = Text("资产编号", search=True, width=14, unique=True)
    kind = Code("类别", "asset_kind", width=10)
    count = Whole("数量", (0, 1_000_000), width=6)
    value = Amount("原值（元）", width=12)
    acquired_on = Date("购置日期", width=12)
    place = Text("存放地点", width=14)
    keeper = Text("保管人", width=8)
    state = Code("状态", "asset_state", width=8)
    checked_on = Date("最近盘点日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "assets"


class Check(Record):
    """A check that is due on a day: fire safety, self-inspection, log review … `done_on` empty is not done."""

    label = "检查"
    domain = "governance"
    title = ("subject",)

    kind = Code("检查类别", "check_kind", required=True, width=12)
    subject = Text("检查内容", required=True, search=True, width=22)
    due_on = Date("应查日期", "future", required=True, width=12)
    done_on = Date("实查日期", width=12)
    result = Text("结果", width=20)
    checker = Text("检查人", width=8)
    mended_on = Date("整改完成日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "checks"


class Supervisor(Record):
    """An invited outside supervisor of service quality."""

    label = "特邀监督员"
    domain = "governance"
    title = ("person.name",)
    sheet = ("person.name", "person.sex", "person.phone", "unit", "since", "until", "note")

    person = Ref("人员", Person, required=True, unique=True)
    unit = Text("单位或身份", width=18)
    since = Date("聘任日期", width=12)
    until = Date("聘期届满", "future", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "supervisors"


class SupervisorActivity(Record):
    """One supervising activity; no report's author is named to those he watched."""

    label = "监督活动"
    domain = "governance"
    title = ("summary",)

    supervisor = Ref("监督员", Supervisor, required=True, width=10)
    held_on = Date("日期", required=True, width=12)
    kind = Code("方式", "supervisor_activity_kind", width=10)
    summary = Text("内容", required=True, width=26)
    findings = Whole("发现问题数", (0, 1000), width=8)
    note = Long("备注", width=20)

    class Meta:
        table_name = "supervisor_activities"
