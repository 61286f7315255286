"""Enterprises in the buildings, when they came and left, and the members of a building's joint conference."""
from __future__ import annotations

from db.fields import Code, CreditCode, Date, Long, PersonName, Phone, Ref, Text, Whole, Yes
from db.models.members import Branch
from db.models.places import Building, Door
from db.record import Record


class Enterprise(Record):
    """A market entity in one of our buildings: as it stands now. Its history is kept in `tenancies`."""

    label = "楼宇企业"
    domain = "enterprises"
    sheet = ("name", "credit_code", "industry", "building", "door", "room", "came", "came_on", "left", "left_on",
             "staff", "members", "organisation_state", "organisation", "guide", "union", "league", "women", "contact",
             "phone", "needs", "note")

    name = Text("企业名称", required=True, search=True, width=26)
    credit_code = CreditCode("统一社会信用代码", search=True, width=20, unique=True)
    industry = Code("行业门类", "industry", width=16)
    building = Ref("所在楼宇", Building, width=22)
    door = Ref("所在房间", Door, width=26)
    room = Text("楼层房号", width=12, help="还没有登记房间的先写在这里，例如 12F-1203")
    came = Code("来的方式", "came_kind", section="在驻", width=8)
    came_on = Date("入驻日期", section="在驻", width=12)
    left = Code("走的方式", "left_kind", section="在驻", width=8)
    left_on = Date("离开日期", section="在驻", width=12)
    staff = Whole("从业人数", (0, 1_000_000), section="党建", width=8)
    members = Whole("党员人数", (0, 100_000), section="党建", width=8)
    organisation_state = Code("党组织情况", "enterprise_party", section="党建", width=16)
    organisation = Ref("党组织", Branch, section="党建", width=22)
    guide = PersonName("党建指导员", section="党建", width=10)
    union = Yes("工会", section="党建", width=6)
    league = Yes("团组织", section="党建", width=6)
    women = Yes("妇联组织", section="党建", width=8)
    contact = PersonName("联系人", search=True, section="联系", width=10)
    phone = Phone("联系电话", section="联系", width=14, sensitive=True)
    needs = Long("企业需求", section="联系", width=20)
    note = Long("备注", section="联系", width=20)

    class Meta:
        table_name = "enterprises"


class Tenancy(Record):
    """One stay of an enterprise in one building; kept by the program when the enterprise is changed."""

    label = "入驻记录"
    domain = "enterprises"
    listed = False
    title = ("enterprise",)

    enterprise = Ref("企业", Enterprise, required=True, width=26)
    building = Ref("楼宇", Building, width=22)
    came = Code("来的方式", "came_kind", width=8)
    came_on = Date("入驻日期", width=12)
    left = Code("走的方式", "left_kind", width=8)
    left_on = Date("离开日期", width=12)

    class Meta:
        table_name = "tenancies"


class CouncilMember(Record):
    """A member of a building's joint conference (楼宇联席会议)."""

    label = "联席会议成员"
    domain = "enterprises"

    name = PersonName("姓名", required=True, search=True, width=10)
    building = Ref("所属楼宇", Building, required=True, width=22)
    unit = Text("单位", width=22)
    side = Code("代表方", "council_side", width=10)
    duty = Text("会议职务", width=12, help="例如 召集人")
    phone = Phone("联系电话", width=14, sensitive=True)
    since = Date("加入日期", width=12)
    until = Date("退出日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "council_members"
