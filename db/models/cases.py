"""A dispute told once: the case, those it is about, those who act for them, those who handle it, who is invited.

`quiet`: what these rows hold never stands in the audit. `scope` and `violence` say who may open a case (`db.sight`).
"""
from __future__ import annotations

from db.fields import Code, Date, IdCard, Long, PersonName, Phone, Ref, Text, Whole, Yes
from db.models.mediation import Committee, Mediator, Studio
from db.models.people import Person
from db.record import Record


class Volume(Record):
    """A bound volume: one case, or a month's or quarter's simple cases under one cover (多案一卷)."""

    label = "调解卷宗"
    domain = "cases"
    quiet = True
    title = ("name",)

    name = Text("卷名", required=True, search=True, width=26)
    committee = Ref("调委会", Committee, required=True, width=24)
    number = Text("卷号", search=True, width=22, help="一案一卷就是案号")
    kind = Code("卷宗种类", "volume_kind", required=True, width=10)
    period = Text("所属时间", width=10, help="多案一卷写月份或季度，例如 2026-11、2026-Q4")
    retention = Code("保管期限", "case_retention", width=10)
    filer = Ref("立卷人", Mediator, width=10)
    filed_on = Date("立卷日期", width=12)
    pages = Whole("页数", (0, 100_000), width=6)
    statement = Long("卷宗情况说明", width=26, help="缺页、更正和其他要说明的情况")
    note = Long("备注", width=20)

    class Meta:
        table_name = "volumes"


class Case(Record):
    """One dispute before a committee. Its stage, number and days are written by its steps (`center.cases`)."""

    label = "调解案件"
    domain = "cases"
    quiet = True
    aside = "violence"
    title = ("name",)
    sheet = ("name", "number", "stage", "type", "source", "committee", "studio", "registered_on", "brief", "requests",
             "place", "simple", "hard", "hard_reason", "manner", "manner_why", "scope", "violence", "referred_by",
             "referrer", "letter", "referred_on", "referrer_contact", "referrer_phone", "reply_due", "replied_on",
             "reply", "accepted_on", "limit_on", "extended_to", "extended_why", "outcome", "outcome_on", "end_reason",
             "remedies_told_on", "closed_on", "filed_on", "volume", "historical", "old_number", "people", "note")
    on_paper = ("name", "number", "stage", "type", "source", "committee", "registered_on", "place", "simple",
                "accepted_on", "limit_on", "outcome", "closed_on", "filed_on", "historical", "people")

    name = Text("案件名称", required=True, search=True, width=26, help="例如：甲与乙邻里纠纷，只写与纠纷有关的事实")
    number = Text("案号", search=True, width=24, unique=True, help="受理时由程序按调委会和年份连续编号")
    stage = Code("办理阶段", "case_stage", width=10, help="由办案步骤写入")
    type = Code("纠纷类型", "dispute_type", width=14)
    source = Code("案件来源", "case_source", width=12)
    committee = Ref("调委会", Committee, required=True, width=24)
    studio = Ref("工作室", Studio, width=20)
    registered_on = Date("登记日期", required=True, width=12)
    registered_by = Text("登记人登录名")
    brief = Long("纠纷简要情况", width=26, help="只写与纠纷有关的事实")
    requests = Long("当事人申请事项", width=26)
    place = Text("纠纷发生地", "address", width=18)
    simple = Yes("简易登记", width=8)
    hard = Yes("疑难复杂", width=8)
    hard_reason = Text("疑难复杂的理由", width=18)
    manner = Code("调解方式", "session_manner", section="保密", width=8, help="这次调解开不开放旁听")
    manner_why = Text("不公开的原因", section="保密", width=16)
    scope = Code("查阅范围", "case_scope", section="保密", width=12,
                 help="仅办案人员：只有经办的调解员、记录人、立卷人和调委会主任打得开")
    violence = Yes("涉家暴", section="保密", width=8,
                   help="勾上就只有办案人员打得开，不在一般列表里，也不劝和")
    violence_way = Code("家暴处置", "violence_way", section="保密", width=14)
    violence_note = Long("家暴处置说明", section="保密", width=20)
    violence_on = Date("处置日期", section="保密", width=12)
    violence_by = Text("处置决定人", section="保密", width=10)
    referred_by = Code("委托移送单位类别", "referral_kind", section="委托移送", width=12)
    referrer = Text("委托移送单位", section="委托移送", width=20)
    letter = Text("来文号", section="委托移送", width=16)
    referred_on = Date("移送日期", section="委托移送", width=12)
    referrer_contact = PersonName("移送联系人", section="委托移送", width=10)
    referrer_phone = Phone("移送联系电话", section="委托移送", width=14, sensitive=True)
    reply_due = Date("反馈期限", "future", section="委托移送", width=12)
    replied_on = Date("反馈日期", section="委托移送", width=12)
    reply = Long("反馈内容", section="委托移送", width=20)
    accepted_on = Date("受理日期", section="办理", width=12)
    limit_on = Date("调解期限", "future", section="办理", width=12, help="由程序从受理日期算")
    extended_to = Date("延长到", "future", section="办理", width=12)
    extended_why = Text("延长的原因", section="办理", width=18, help="须各方同意")
    outcome = Code("调解结果", "case_outcome", section="办理", width=12)
    outcome_on = Date("结果日期", section="办理", width=12)
    end_reason = Text("未达成或终止的原因", section="办理", width=20)
    remedies_told_on = Date("告知其他途径日期", section="办理", width=14)
    closed_on = Date("结案日期", section="办理", width=12)
    filed_on = Date("归档日期", section="办理", width=12)
    volume = Ref("所在卷宗", Volume, section="办理", width=20)
    volume_place = Whole("卷内案序", (1, 9_999))
    historical = Yes("历史登记", section="办理", width=8)
    old_number = Text("原卷号", section="办理", search=True, width=18)
    people = Whole("涉及人数", (0, 100_000), section="办理", width=8, help="不填按当事人数")
    note = Long("备注", section="办理", width=20, help="只写与纠纷有关的事实")

    class Meta:
        table_name = "cases"
        indexes = ((("accepted_on",), False), (("closed_on",), False), (("stage",), False))


class CaseParty(Record):
    """One party, person or organisation, as it was told for this case; perhaps linked to the one Person."""

    label = "当事人"
    domain = "cases"
    quiet = True
    sheet = ("case", "side", "kind", "person", "name", "sex", "ethnicity", "birth", "age", "id_card", "occupation",
             "phone", "address", "credit_code", "capacity", "signed_on", "signed_by", "note")

    case = Ref("案件", Case, required=True, width=24)
    side = Code("当事人地位", "party_side", required=True, width=8)
    kind = Code("当事人种类", "party_kind", required=True, width=8)
    person = Ref("居民档案", Person, width=10, help="已登记的居民从这里选，其余各格自动填")
    name = PersonName("姓名或名称", required=True, search=True, width=16)
    sex = Code("性别", "sex", width=5)
    ethnicity = Code("民族", "ethnicity", width=8)
    birth = Date("出生日期", width=12)
    age = Whole("年龄", (0, 130), width=5, help="不知道出生日期的写年龄")
    id_card = IdCard("身份证号", width=20, sensitive=True)
    occupation = Text("职业或职务", width=14)
    phone = Phone("联系方式", width=14, sensitive=True)
    address = Text("单位或住址", "address", width=24, sensitive=True)
    credit_code = Text("单位证件号", width=20)
    capacity = Code("行为能力", "party_capacity", width=10, help="不满 18 周岁或没有完全行为能力的，由法定代理人参加")
    place = Whole("排列顺序", (0, 9_999))
    agreed_on = Date("同意调解日期")
    told_on = Date("告知权利义务日期")
    signed_on = Date("签署日期", section="签署", width=12)
    signed_by = Code("签署方式", "signing_by", section="签署", width=12)
    note = Long("备注", section="签署", width=20, help="只写与纠纷有关的事实")

    class Meta:
        table_name = "case_parties"


class CaseAgent(Record):
    """Who acts for a party: its representative, its guardian, or an agent with general or special authority."""

    label = "代表人和代理人"
    domain = "cases"
    quiet = True
    sheet = ("party", "kind", "name", "relation", "authority", "authority_scope", "given_on", "phone", "id_card",
             "address", "note")

    party = Ref("代表谁", CaseParty, required=True, width=14)
    kind = Code("身份", "agent_kind", required=True, width=12)
    name = PersonName("姓名", required=True, search=True, width=10)
    relation = Text("职务或关系", width=14)
    phone = Phone("联系方式", width=14, sensitive=True)
    id_card = IdCard("身份证号", width=20, sensitive=True)
    address = Text("单位或住址", "address", width=24, sensitive=True)
    authority = Code("代理权限", "agent_authority", width=10, help="委托代理人代签协议要有特别授权")
    authority_scope = Text("特别授权的内容", width=22)
    given_on = Date("授权日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "case_agents"


class CaseWorker(Record):
    """Who handles a case: presiding mediator, mediators, recorder, filer. They are the ones who may open it."""

    label = "办案人员"
    domain = "cases"
    quiet = True
    title = ("mediator",)

    case = Ref("案件", Case, required=True, width=24)
    mediator = Ref("办案人", Mediator, required=True, width=10)
    role = Code("办案分工", "worker_role", required=True, width=10)
    chosen = Code("怎样确定", "worker_chosen", width=10)
    since = Date("开始日期", width=12)
    until = Date("退出日期", width=12)
    why = Text("回避或更换的原因", width=18)
    recusal_looked = Text("回避提示的处理", help="谁看过回避提示、怎样决定")
    signed_on = Date("签署日期", width=12)

    class Meta:
        table_name = "case_workers"
        indexes = ((("case", "mediator", "role"), True),)


class CaseGuest(Record):
    """Somebody invited to take part (art. 20): only with the parties' consent."""

    label = "参加人"
    domain = "cases"
    quiet = True

    case = Ref("案件", Case, required=True, width=24)
    name = PersonName("姓名", required=True, width=10)
    kind = Code("参加身份", "guest_kind", width=12)
    unit = Text("单位或职务", width=18)
    consented = Yes("各方同意", width=8)
    consented_on = Date("同意日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "case_guests"
