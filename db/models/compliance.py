"""Inspections: a self-check of one period, its template frozen, its scores with the numbers used, its mending list."""
from __future__ import annotations

import peewee

from db.fields import Code, Date, Long, Moment, Ref, Text, Whole
from db.record import Record


class Inspection(Record):
    """One inspection. `template` is the whole standard as it stood when opened; scores are in hundredths of a point."""

    label = "标准化自查"
    domain = "compliance"
    title = ("period",)
    sheet = ("period", "standard", "version", "state", "opened_on", "submitted_at", "total", "street_total", "grade",
             "grade_by", "note")

    period = Text("周期", required=True, width=10)
    standard = Text("标准模板", required=True, width=16)
    version = Text("模板版本", width=10)
    template = peewee.TextField(null=True)
    state = Code("状态", "inspection_state", width=10)
    opened_on = Date("建立日期", width=12)
    submitted_at = Moment("自评提交时间", width=16)
    total = Whole("自评总分（百分之一分）", (0, 100_000), width=12)
    street_total = Whole("考核总分（百分之一分）", (0, 100_000), width=12)
    grade = Text("等级", width=8)
    grade_by = Text("定级人", width=10)
    note = Long("备注", width=20)

    class Meta:
        table_name = "inspections"
        indexes = ((("period", "standard"), True),)


class Score(Record):
    """One indicator of one inspection; `evidence` is JSON of the numbers and names used, frozen on submission."""

    label = "指标得分"
    domain = "compliance"
    title = ("code",)
    sheet = ("inspection", "code", "method", "points", "proposed", "own", "street", "applicable", "note")

    inspection = Ref("自查", Inspection, required=True, width=12)
    code = Text("编号", required=True, width=6)
    method = Text("方式", width=6)
    points = Whole("分值", (0, 10_000), width=6)
    proposed = Whole("系统算", (0, 10_000), width=6)
    own = Whole("自评", (0, 10_000), width=6)
    street = Whole("考核", (0, 10_000), width=6)
    applicable = Text("适用", width=6)
    evidence = peewee.TextField(null=True)
    note = Long("说明", width=24)

    class Meta:
        table_name = "scores"
        indexes = ((("inspection", "code"), True),)


class Rectification(Record):
    """One thing to mend: from an indicator that is not full."""

    label = "问题整改"
    domain = "compliance"
    title = ("problem",)

    inspection = Ref("自查", Inspection, required=True, width=12)
    code = Text("指标编号", width=8)
    problem = Text("问题", required=True, width=26)
    measure = Text("整改措施", width=26)
    owner = Text("责任人", width=8)
    due_on = Date("完成时限", "future", width=12)
    done_on = Date("完成日期", width=12)
    rechecked_on = Date("复查日期", width=12)
    result = Text("复查结果", width=16)

    class Meta:
        table_name = "rectifications"
