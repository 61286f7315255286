"""What the centre's counter does: windows with A and B posts, the item list and each item's guide."""
from __future__ import annotations

from db.fields import Code, Date, Long, Phone, Ref, Text, Whole, Yes
from db.models.staff import Staff
from db.record import Record


class Window(Record):
    """A service window."""

    label = "窗口"
    domain = "service"

    name = Text("窗口名称", required=True, search=True, width=16)
    kind = Code("类型", "window_kind", required=True, width=10)
    post_a = Ref("A岗", Staff, width=10)
    post_b = Ref("B岗", Staff, width=10)
    open = Yes("在用", width=6)
    note = Long("备注", width=20)

    class Meta:
        table_name = "windows"


class ItemList(Record):
    """One published version of the item list."""

    label = "事项清单版本"
    domain = "service"
    title = ("version",)

    version = Text("版本", required=True, width=12)
    published_on = Date("发布日期", width=12)
    reviewed_on = Date("最近复核日期", width=12)
    current = Yes("现行", width=6)
    note = Long("备注", width=20)

    class Meta:
        table_name = "item_lists"


class Item(Record):
    """A service item with its guide (办事指南)."""

    label = "事项"
    domain = "service"

    name = Text("事项名称", required=True, search=True, width=24)
    number = Text("事项编号", search=True, width=12, unique=True)
    kind = Code("类别", "item_field", width=10)
    one_window = Yes("综合窗口可受理", width=12)
    basis = Text("办理依据", section="办事指南", width=22)
    conditions = Long("受理条件", section="办事指南", width=22)
    materials = Long("所需材料", section="办事指南", width=22, help="没有就写“无”")
    process = Long("办理流程", section="办事指南", width=22)
    days = Whole("办理时限（工作日）", (0, 365), section="办事指南", width=10, help="当场办结写 0")
    fee = Text("收费", section="办事指南", width=8, help="不收费就写“不收费”")
    place = Text("办理地点", section="办事指南", width=14)
    phone = Phone("咨询电话", section="办事指南", width=14)
    online = Text("线上渠道", section="办事指南", width=20, help="没有线上渠道写“无”")
    active = Yes("在办", section="办事指南", width=6)

    class Meta:
        table_name = "items"
