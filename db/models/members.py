"""Party organisations (10 items) and Party members (16 items), as the national collection form of 2017 has them."""
from __future__ import annotations

from db.fields import Code, CreditCode, Date, Long, PersonName, Phone, Ref, Text, Whole, Yes
from db.models.people import Person
from db.record import Record


class Branch(Record):
    """A Party organisation: committee, general branch, branch or group."""

    label = "党组织"
    domain = "members"
    sheet = ("name", "secretary", "contact", "phone", "kind", "unit_situation", "unit_name", "unit_nature",
             "unit_party_state", "credit_code", "parent", "elected_on", "term_years", "late_approved_on",
             "committee_size", "note")

    name = Text("党组织名称", required=True, search=True, width=26, help="与印章上的全称一致", unique=True)
    secretary = PersonName("党组织书记", search=True, width=10)
    contact = PersonName("党组织联系人", search=True, width=10)
    phone = Phone("联系电话", width=14)
    kind = Code("组织类别", "organisation_kind", width=12)
    unit_situation = Code("所在单位情况", "organisation_unit_kind", width=16)
    unit_name = Text("单位名称", width=22)
    unit_nature = Code("单位性质类别", "unit_nature", width=14)
    unit_party_state = Code("单位建立党组织情况", "unit_party_state", width=16)
    credit_code = CreditCode("统一社会信用代码", width=20)
    parent = Ref("上级党组织", "self", section="设置与换届", width=22)
    elected_on = Date("本届当选日期", section="设置与换届", width=12)
    term_years = Whole("任期（年）", (1, 10), section="设置与换届", width=8)
    late_approved_on = Date("延期换届批复日期", section="设置与换届", width=14)
    committee_size = Whole("支委会人数", (0, 50), section="设置与换届", width=10)
    note = Long("备注", section="设置与换届", width=20)

    class Meta:
        table_name = "branches"


class Member(Record):
    """A Party member whose formal relation is here: the 16 items; the human's own facts stand on Person."""

    label = "党员"
    domain = "members"
    title = ("person.name",)
    must = ("person.id_card",)
    sheet = ("person.name", "person.sex", "person.id_card", "person.ethnicity", "person.birth", "person.education",
             "category", "branch", "joined", "full_since", "post", "person.phone", "person.landline",
             "person.address", "standing", "lost", "lost_on", "mobile", "mobile_to", "duty", "note")

    person = Ref("人员", Person, required=True, unique=True)
    category = Code("人员类别", "member_category", section="党籍", width=10)
    branch = Ref("所在党支部", Branch, required=True, section="党籍", width=22)
    joined = Date("加入党组织日期", section="党籍", width=14, help="支部大会通过接收为预备党员之日")
    full_since = Date("转为正式党员日期", section="党籍", width=15, help="预备党员不填；党龄从这天算起")
    post = Code("工作岗位", "work_post", section="党籍", width=14)
    standing = Code("党籍状态", "member_standing", section="党籍", width=10, help="不填按“正常”")
    lost = Yes("是否为失联党员", section="联系", width=12)
    lost_on = Date("失去联系日期", section="联系", width=12)
    mobile = Yes("是否为流动党员", section="联系", width=12)
    mobile_to = Text("外出流向", section="联系", width=16)
    duty = Code("支部职务", "branch_post", section="联系", width=10)
    note = Long("备注", section="联系", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "members"
