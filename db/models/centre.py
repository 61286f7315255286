"""The centre itself: its file, its functional zones and its facilities."""
from __future__ import annotations

from db.fields import Amount, Code, Codes, CreditCode, Date, Long, Phone, Ref, Text, Whole, Yes
from db.record import Record


class Centre(Record):
    """The 党群服务中心 this store belongs to; one row."""

    label = "中心档案"
    domain = "centre"

    name = Text("中心名称", required=True, search=True, width=24)
    level = Code("层级", "centre_level", required=True, width=8)
    community = Text("所属社区（村居）", width=18)
    parent = Text("上级单位", width=20, help="街道办事处或街道党群服务中心")
    unit_code = Text("单位代码", width=14, help="街道给的代码，用在上报文件里")
    credit_code = CreditCode("统一社会信用代码", width=20)
    address = Text("地址", width=26)
    phone = Phone("值班电话", width=14)
    hours = Text("开放时间", width=24, help="例如 周一至周五 8:30–12:00，13:30–17:30")
    open_days = Codes("开放日", "weekday", section="开放", width=16)
    open_slots = Codes("每天的班次", "day_slot", section="开放", width=14, help="排班是否有空档按这里核对")
    regimes = Codes("安排的服务方式", "regime_kind", section="开放", width=18, help="错时、延时、预约、周末")
    area = Whole("建筑面积（平方米）", (0, 1_000_000), section="规模", width=12)
    households = Whole("服务户数", (0, 1_000_000), section="规模", width=10)
    residents = Whole("服务人口", (0, 5_000_000), section="规模", width=10)
    note = Long("备注", section="规模", width=20)

    class Meta:
        table_name = "centres"


class Zone(Record):
    """A functional zone (日常办公区, 综合服务区 …)."""

    label = "功能分区"
    domain = "centre"

    name = Text("分区名称", required=True, search=True, width=16)
    kind = Code("类型", "zone_kind", width=12)
    area = Whole("面积（平方米）", (0, 100_000), width=10)
    purpose = Text("用途", width=26)
    posted = Yes("名称和用途已公示", width=14)
    note = Long("备注", width=20)

    class Meta:
        table_name = "zones"


class Facility(Record):
    """A device or convenience: screen, query terminal, seats, first-aid box …"""

    label = "设施设备"
    domain = "centre"

    name = Text("设施名称", required=True, search=True, width=18)
    kind = Code("类别", "facility_kind", width=12)
    zone = Ref("所在分区", Zone, width=14)
    count = Whole("数量", (0, 100_000), width=6)
    state = Code("状态", "facility_state", width=8)
    checked_on = Date("最近检查日期", width=12)
    value = Amount("金额（元）", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "facilities"
