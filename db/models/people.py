"""Person: one row per human; members, staff, accounts and every later module link to it."""
from __future__ import annotations

import peewee

from db.fields import Code, Date, IdCard, Long, PersonName, Phone, Text
from db.record import Record


class Person(Record):
    """A human the centre serves or works with. Only fields a service needs; purposes in templates/purposes.toml."""

    label = "人员"
    domain = "people"
    sheet = ("name", "sex", "id_card", "ethnicity", "birth", "education", "phone", "landline", "address",
             "basis", "consent", "consent_on", "note")

    name = PersonName("姓名", required=True, search=True, width=8)
    name_key = peewee.TextField(null=True, index=True)
    sex = Code("性别", "sex", width=5)
    id_card = IdCard("公民身份证号", sensitive=True, search=True, width=20, unique=True)
    ethnicity = Code("民族", "ethnicity", width=8)
    birth = Date("出生日期", width=12)
    education = Code("学历", "education", width=12)
    phone = Phone("手机号", sensitive=True, search=True, width=13, index=True)
    landline = Phone("固定电话", sensitive=True, search=True, width=14)
    address = Text("家庭住址", "address", sensitive=True, search=True, width=26)
    basis = Code("处理依据", "legal_basis", section="个人信息保护", width=10,
                 help="凭什么收集：同意、法定职责、紧急或其他")
    consent = Code("告知同意", "consent_state", section="个人信息保护", width=10)
    consent_on = Date("同意日期", section="个人信息保护", width=12)
    note = Long("备注", section="个人信息保护", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "people"
