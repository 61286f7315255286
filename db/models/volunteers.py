"""The register of volunteers: what art. 5 of《志愿服务记录与证明出具办法（试行）》 asks of a volunteer, and no more."""
from __future__ import annotations

from db.fields import Code, Codes, Date, Long, PersonName, Ref, Text, Yes
from db.models.people import Person
from db.record import Record


class Volunteer(Record):
    """A registered volunteer. Name, sex, birth, ID, home and phone are the human's own and stand on Person."""

    label = "志愿者"
    domain = "volunteers"
    title = ("person.name",)
    must = ("person.id_card",)
    sheet = ("person.name", "number", "fields", "skills", "person.id_card", "person.sex", "person.birth",
             "person.phone", "person.address", "registered_on", "entered", "guardian", "guardian_consent_on",
             "left_on", "left_reason", "note")

    person = Ref("人员", Person, required=True, unique=True)
    number = Text("志愿者编号", section="登记", search=True, width=20, unique=True,
                  help="不填，由程序接着编；已有编号的照原样写，不要写身份证号")
    fields = Codes("服务类别", "service_field", section="登记", width=18)
    skills = Text("专业技能", section="登记", search=True, width=16, help="服务用得上的，例如 理发、急救、手语")
    registered_on = Date("登记日期", section="登记", width=12)
    entered = Yes("已录入全国系统", section="登记", width=12, help="基本信息已录入全国志愿服务信息系统的选“是”")
    guardian = PersonName("监护人", section="未满 18 岁", width=10, help="未满 18 岁的才填")
    guardian_consent_on = Date("监护人同意日期", section="未满 18 岁", width=14,
                               help="未满 18 岁的要填。山东省规定未成年人不参加抢险救灾类活动")
    left_on = Date("退出日期", section="退出", width=12)
    left_reason = Code("退出原因", "volunteer_left", section="退出", width=14)
    note = Long("备注", section="退出", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "volunteers"
