"""What happens with a case: its steps, its agreement with each promise, and its papers with their versions."""
from __future__ import annotations

from db.fields import Amount, Code, Codes, Date, Long, PersonName, Ref, Text, Whole, Yes
from db.models.cases import Case, CaseParty
from db.record import Record


class CaseStep(Record):
    """One thing that was done: application, review, notice, inquiry, session, performance, return visit …"""

    label = "办案步骤"
    domain = "cases"
    quiet = True
    title = ("kind",)

    case = Ref("案件", Case, required=True, width=24)
    kind = Code("步骤", "case_step", required=True, width=14)
    on = Date("日期", required=True, width=12)
    nth = Whole("第几次", (1, 999), width=6)
    begins = Text("开始时间", width=8, help="例如 14:30")
    ends = Text("结束时间", width=8)
    place = Text("地点", width=18)
    present = Text("参加人", width=24)
    subject = PersonName("被调查人或回访对象", width=12)
    subject_facts = Text("对象情况", width=22, help="性别、年龄、单位或住址、与当事人的关系")
    record = Long("记录", width=40, help="可以只写两行摘要，手写的记录签字后扫描放进来")
    result = Code("本次结果", "session_result", width=10)
    reason = Text("原因或理由", width=20)
    article = Text("依据条文", width=14)
    satisfaction = Code("满意程度", "satisfaction", section="回访", width=8)
    sued = Yes("已起诉", section="回访", width=8)
    sued_result = Text("起诉结果", section="回访", width=16)
    tension = Yes("有激化隐患", section="回访", width=8)
    measures = Text("采取的措施", section="回访", width=20)
    decided_by = Text("决定人", width=10)
    by = Text("经办人", width=10)
    late = Yes("补记", width=6)
    late_why = Text("补记的依据", width=18)

    class Meta:
        table_name = "case_steps"
        indexes = ((("case", "on"), False),)


class Agreement(Record):
    """What the parties agreed, written or oral, from when it binds, and its judicial confirmation.

    `confirm_due` is the last day as it was first counted. Rest days that are told later move it, so it is in no list:
    page, home and command line tell the clock's (`center.cases.clocks`).
    """

    label = "调解协议"
    domain = "cases"
    quiet = True
    title = ("case",)
    sheet = ("case", "form", "facts", "duties", "clauses", "performance", "amount", "copies", "agreed_on", "sealed_on",
             "effective_on", "confirm", "confirm_looked", "confirm_looked_by", "declined_on", "applied_on", "court",
             "decided_on", "ruling", "note")

    case = Ref("案件", Case, required=True, unique=True, width=24)
    form = Code("协议形式", "agreement_form", required=True, width=8)
    facts = Long("纠纷主要事实、争议事项", width=30)
    duties = Long("各方责任", width=20)
    clauses = Long("协议内容", required=True, width=40, help="一条一段")
    performance = Long("履行方式、时限", width=24)
    amount = Amount("协议金额（元）", width=12)
    copies = Whole("份数", (1, 100), width=6)
    agreed_on = Date("达成日期", width=12)
    sealed_on = Date("盖章日期", width=12)
    effective_on = Date("生效日期", width=12,
                        help="由程序算：书面的是各方签署、调解员签名、盖章的最后一天，口头的是达成日")
    confirm = Code("司法确认", "confirmation_state", section="司法确认", width=12)
    confirm_due = Date("申请期限", "future", section="司法确认", width=12)
    confirm_looked = Codes("不予确认情形核对", "unconfirmable", section="司法确认", width=20)
    confirm_looked_by = Text("核对人", section="司法确认", width=10)
    declined_on = Date("各方表示不申请日期", section="司法确认", width=14)
    applied_on = Date("申请日期", section="司法确认", width=12)
    court = Text("受理法院", section="司法确认", width=18)
    decided_on = Date("裁定日期", section="司法确认", width=12)
    ruling = Text("裁定书编号", section="司法确认", width=18)
    note = Long("备注", section="司法确认", width=20)

    class Meta:
        table_name = "agreements"


class Performance(Record):
    """One promise of an agreement: who does what for whom by when, and what came of it."""

    label = "履行事项"
    domain = "cases"
    quiet = True
    title = ("what",)

    agreement = Ref("调解协议", Agreement, required=True, width=24)
    what = Text("履行内容", required=True, width=26)
    debtor = Ref("谁履行", CaseParty, width=12)
    creditor = Ref("对谁履行", CaseParty, width=12, backref="claims")
    amount = Amount("应付金额（元）", width=12)
    due_on = Date("约定履行日期", "future", width=12)
    state = Code("履行情况", "performance_state", width=10)
    done_on = Date("履行日期", width=12)
    paid = Amount("已付金额（元）", width=12)
    proof = Text("履行凭证", width=16, help="例如 收条、汇款单")
    urged_on = Date("督促日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "performances"


class CasePaper(Record):
    """One version of one paper of a case. Its bytes are an attachment of this row once it is signed: frozen.

    `party` and `step` tell which notice or which record it is. A correction is the next version; both stay.
    """

    label = "案件文书"
    domain = "cases"
    quiet = True
    title = ("kind",)

    case = Ref("案件", Case, required=True, width=24)
    kind = Code("文书", "case_paper_kind", required=True, width=18)
    part = Code("卷内目录项", "dossier_part", width=16)
    party = Ref("哪个当事人", CaseParty, width=12)
    step = Ref("哪一步", CaseStep, width=14)
    version = Whole("版本", (1, 999), required=True, width=6)
    origin = Code("怎样来的", "paper_origin", width=12)
    made_on = Date("制作日期", width=12)
    signed_on = Date("签署日期", width=12)
    signed_by = Text("登记签署的人", width=10)
    summary = Long("内容摘要", width=24, help="手写的写两行摘要")
    checked_by = Text("核对原件的人", width=10)
    checked_on = Date("核对原件日期", width=12)
    pages = Whole("页数", (0, 10_000), width=6)
    sha256 = Text("校验值")
    replaced_why = Text("更正的原因", width=20)
    replaced_by = Text("更正人", width=10)
    replaced_on = Date("更正日期", width=12)

    class Meta:
        table_name = "case_papers"
        indexes = ((("case", "kind"), False),)
