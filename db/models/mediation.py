"""Who mediates: committees, personal studios, mediators and their training; clause templates, typed figures."""
from __future__ import annotations

from db.fields import Amount, Code, Codes, Date, Long, Phone, Ref, Text, Whole, Yes
from db.models.people import Person
from db.record import Record


class Committee(Record):
    """A people's mediation committee. Numbers of its cases run without gaps by year under its short name."""

    label = "人民调解委员会"
    domain = "mediation"

    name = Text("调委会名称", required=True, search=True, width=26, unique=True)
    short_name = Text("字号简称", required=True, width=8,
                      help="案号里用的简称，例如“红旗”，案号就是（2026）红旗人调字第001号")
    kind = Code("调委会类型", "committee_kind", required=True, width=14)
    elected_on = Date("产生日期", width=12)
    until = Date("届满日期", "future", width=12, help="不填按产生日期加任期（口径与标准参数里设）")
    mixed = Yes("多民族聚居", width=8, help="多民族居住地区的调委会应当有人数较少民族的成员")
    address = Text("办公地点", width=24)
    phone = Phone("联系电话", width=14)
    start_year = Whole("起始号年份", (2000, 2100), section="编号", width=8, help="程序启用那一年已经编过号的，写那一年")
    start_serial = Whole("起始号", (1, 99_999), section="编号", width=8, help="那一年从第几号接着编")
    note = Long("备注", section="编号", width=20)

    class Meta:
        table_name = "committees"


class Studio(Record):
    """A personal mediation studio (个人调解工作室): it belongs to a committee and bears a name."""

    label = "个人调解工作室"
    domain = "mediation"

    name = Text("工作室名称", required=True, search=True, width=26, unique=True,
                help="写“秀英”或全称都行：案件页面、文书和统计表自动写成所属调委会加名称加“调解工作室”，名单照这里写的")
    committee = Ref("所属调委会", Committee, required=True, width=24)
    own_name = Text("个人姓名或特有名称", width=14)
    founded_on = Date("成立日期", width=12)
    closed_on = Date("停办日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "studios"


class Mediator(Record):
    """Somebody of a committee: chair, member, mediator or clerk. `login` opens the cases she works on."""

    label = "调解员"
    domain = "mediation"
    title = ("person.name",)
    same = ("committee",)
    sheet = ("person.name", "person.sex", "committee", "duty", "work", "grade", "person.phone", "since", "until",
             "studio", "letter", "letter_on", "letter_until", "party", "person.id_card", "person.birth",
             "person.ethnicity", "person.education", "login", "note")

    person = Ref("人员", Person, required=True)
    committee = Ref("所属调委会", Committee, required=True, section="任职", width=24)
    duty = Code("调委会职务", "mediator_duty", required=True, section="任职", width=10)
    work = Code("专职兼职", "mediator_work", section="任职", width=8)
    studio = Ref("所在工作室", Studio, section="任职", width=22)
    party = Yes("是党员", section="任职", width=6, help="只用于组织队伍统计表")
    since = Date("任职日期", section="任职", width=12)
    until = Date("离任日期", section="任职", width=12)
    grade = Code("调解员等级", "mediator_grade", section="聘任", width=10)
    letter = Text("聘书编号", section="聘任", width=14)
    letter_on = Date("聘任日期", section="聘任", width=12)
    letter_until = Date("聘期届满", "future", section="聘任", width=12)
    login = Text("登录名", section="聘任", width=12, right="cases.link",
                 help="有账号的写登录名，本人经办的案件才打得开；只有调委会主任能填")
    note = Long("备注", section="聘任", width=20)

    class Meta:
        table_name = "mediators"
        indexes = ((("committee", "person"), True),)


class MediatorTraining(Record):
    """A training that one mediator took; hours are class hours (学时)."""

    label = "调解员培训"
    domain = "mediation"
    title = ("subject",)

    mediator = Ref("调解员", Mediator, required=True, width=10)
    subject = Text("培训内容", required=True, search=True, width=26)
    held_on = Date("培训日期", required=True, width=12)
    hours = Whole("学时", (0, 500), required=True, width=6)
    organiser = Text("组织单位", width=20)
    result = Text("培训结果", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "mediator_trainings"


class TypedFigure(Record):
    """A number that no case can give (prevention work, funds): typed, with who and when. Never linked to a name."""

    label = "调解填报数"
    domain = "mediation"
    title = ("period",)

    committee = Ref("调委会", Committee, required=True, width=24)
    period = Text("所属时间", required=True, width=10, help="月份写 2026-11；经费按年，写 2026")
    kind = Code("填报项目", "typed_figure", required=True, width=20)
    cases = Whole("件数或次数", (0, 1_000_000), width=10)
    people = Whole("人数", (0, 10_000_000), width=8)
    amount = Amount("金额（元）", width=12)
    given_by = Text("填报人", required=True, width=10)
    given_on = Date("填报日期", required=True, width=12)
    note = Long("备注", width=20, help="只写数字的依据，不写人名")

    class Meta:
        table_name = "typed_figures"
        indexes = ((("committee", "period", "kind"), True),)


class ClauseTemplate(Record):
    """A phrase or clause to begin from: kept editable, chosen by kind and type of dispute."""

    label = "常用条款"
    domain = "mediation"
    title = ("name",)

    name = Text("条款名称", required=True, search=True, width=20)
    kind = Code("用在哪里", "clause_kind", required=True, width=12)
    types = Codes("适用纠纷类型", "dispute_type", width=20, help="不填就是各类都适用")
    text = Long("条款内容", required=True, width=40, help="要填的地方写【】，例如【金额】【日期】")
    place = Whole("排列顺序", (0, 9_999), width=8)
    retired_on = Date("停用日期", width=12)

    class Meta:
        table_name = "clause_templates"


class TypeName(Record):
    """An old or local name of a type of dispute, and the type that it means today: for importing registers."""

    label = "旧类型对照"
    domain = "mediation"

    name = Text("旧名称", required=True, search=True, width=16, unique=True)
    type = Code("现在的类型", "dispute_type", required=True, width=16)
    note = Long("备注", width=20)

    class Meta:
        table_name = "type_names"
