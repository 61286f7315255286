"""Around and after the cases: screening, allowance by case, typing into the superior's system, review of volumes."""
from __future__ import annotations

from db.fields import Amount, Code, Codes, Date, Long, Ref, Text
from db.models.cases import Case, Volume
from db.models.mediation import Committee, Mediator
from db.record import Record


class Screening(Record):
    """One round of looking for disputes (排查): when it is due, when it was done."""

    label = "矛盾纠纷排查"
    domain = "cases"

    name = Text("排查名称", required=True, search=True, width=22)
    committee = Ref("调委会", Committee, required=True, width=24)
    due_on = Date("应完成日期", "future", required=True, width=12)
    done_on = Date("完成日期", width=12)
    area = Text("排查范围", width=22)
    organiser = Text("组织人", width=10)
    note = Long("备注", width=20)

    class Meta:
        table_name = "screenings"


class ScreeningFinding(Record):
    """A dispute that a round found; one key makes it a case. It names people: only who handles cases reads it."""

    label = "排查发现的纠纷"
    domain = "cases"
    quiet = True
    title = ("matter",)

    screening = Ref("哪次排查", Screening, required=True, width=22)
    found_on = Date("发现日期", required=True, width=12)
    matter = Text("纠纷事项", required=True, search=True, width=26, help="一句话，只写与纠纷有关的事实")
    parties = Text("涉及的当事人", width=20)
    type = Code("纠纷类型", "dispute_type", width=14)
    place = Text("发生地", "address", width=18)
    handling = Code("怎样处理", "finding_handling", width=12)
    handler = Text("责任人", width=10)
    done_on = Date("化解日期", width=12)
    case = Ref("立的案件", Case, width=24)
    note = Long("备注", width=20, help="只写与纠纷有关的事实")

    class Meta:
        table_name = "screening_findings"


class Allowance(Record):
    """以案定补: what a mediator may claim for a case; the program proposes grade and amount, a person confirms."""

    label = "以案定补"
    domain = "cases"
    quiet = True
    title = ("case",)

    case = Ref("案件", Case, required=True, width=24)
    mediator = Ref("领款人", Mediator, required=True, width=10)
    period = Text("申报时间", required=True, width=10, help="例如 2026-11 或 2026-Q4")
    grade = Code("案件等级", "case_grade", required=True, width=8)
    amount = Amount("补贴金额（元）", required=True, width=12)
    confirmed_by = Text("审核人", width=10)
    confirmed_on = Date("审核日期", width=12)
    paid_on = Date("发放日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "allowances"
        indexes = ((("case", "mediator"), True),)


class Transcription(Record):
    """抄录: which of a case's fields were typed into the superior's system, by whom and when."""

    label = "抄录情况"
    domain = "cases"
    quiet = True
    title = ("case",)

    case = Ref("案件", Case, required=True, unique=True, width=24)
    fields = Codes("已录入的栏目", "transcription_field", width=30)
    done_on = Date("录完日期", width=12)
    by = Text("录入人", width=10)
    number = Text("上级系统编号", width=18)

    class Meta:
        table_name = "transcriptions"


class VolumeCheck(Record):
    """评查: one item of the self-check of one volume, its result and its correction."""

    label = "卷宗评查"
    domain = "cases"
    quiet = True
    title = ("item",)

    volume = Ref("卷宗", Volume, required=True, width=24)
    item = Text("评查项目", required=True, width=26)
    result = Code("评查结果", "review_result", width=10)
    problem = Text("存在问题", width=22)
    checked_by = Text("评查人", width=10)
    checked_on = Date("评查日期", width=12)
    mended_on = Date("改正日期", width=12)
    mended_by = Text("改正人", width=10)
    note = Long("备注", width=20)

    class Meta:
        table_name = "volume_checks"
        indexes = ((("volume", "item"), True),)
