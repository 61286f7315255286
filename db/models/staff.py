"""Staff, the accounts that sign in, trainings with attendance, and the duty roster."""
from __future__ import annotations

from db.fields import Code, Codes, Date, Long, Ref, Text, Whole, Yes
from db.models.people import Person
from db.record import Record


class Staff(Record):
    """A person who works at the centre."""

    label = "工作人员"
    domain = "staff"
    title = ("person.name",)
    sheet = ("person.name", "person.sex", "person.id_card", "person.birth", "person.education", "person.phone",
             "post", "duty", "hired_on", "left_on", "note")

    person = Ref("人员", Person, required=True, unique=True)
    post = Code("岗位", "staff_post", required=True, section="岗位", width=14)
    duty = Text("分工", section="岗位", width=24)
    hired_on = Date("到岗日期", section="岗位", width=12)
    left_on = Date("离岗日期", section="岗位", width=12)
    note = Long("备注", section="岗位", width=20)

    class Meta:
        table_name = "staff"


class Account(Record):
    """Somebody who signs in. The password stands only in the keyring, wrapped."""

    label = "账号"
    domain = "accounts"
    title = ("login",)

    login = Text("登录名", required=True, search=True, width=12, unique=True)
    name = Text("姓名", required=True, search=True, width=10)
    roles = Codes("角色", "role", required=True, width=20)
    pledged_on = Date("廉洁与保密承诺日期", width=14)
    active = Yes("启用", width=6)

    class Meta:
        table_name = "accounts"


class Training(Record):
    """A training that was held; hours are class hours (学时)."""

    label = "培训"
    domain = "staff"
    title = ("title_text",)

    title_text = Text("培训内容", required=True, search=True, width=26)
    kind = Code("类别", "training_kind", width=12)
    held_on = Date("培训日期", required=True, width=12)
    hours = Whole("学时", (0, 500), required=True, width=6)
    place = Text("地点", width=16)
    note = Long("备注", width=20)

    class Meta:
        table_name = "trainings"


class Attendance(Record):
    """One member of staff at one training."""

    label = "培训签到"
    domain = "staff"
    title = ("staff",)

    training = Ref("培训", Training, required=True, width=26)
    staff = Ref("工作人员", Staff, required=True, width=10)
    hours = Whole("实得学时", (0, 500), width=8, help="不填按培训学时")

    class Meta:
        table_name = "attendances"
        indexes = ((("training", "staff"), True),)


class Shift(Record):
    """One member of staff in one slot of one day."""

    label = "排班"
    domain = "staff"
    title = ("day",)

    day = Date("日期", "future", required=True, width=12)
    slot = Code("班次", "day_slot", required=True, width=8)
    staff = Ref("值班人员", Staff, required=True, width=10)
    regime = Code("服务方式", "regime_kind", width=10, help="平常班不填")
    served = Yes("已到岗", width=8)
    visits = Whole("接待人次", (0, 100_000), width=8)
    note = Long("备注", width=20)

    class Meta:
        table_name = "shifts"
        indexes = ((("day", "slot", "staff"), True),)


