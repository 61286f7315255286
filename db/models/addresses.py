"""Addresses that lead to no single door, and what people said that a spelling means."""
from __future__ import annotations

from db.fields import Code, Date, Long, Ref, Text, Yes
from db.models.places import Building, Door
from db.record import Record


class UnreadAddress(Record):
    """An address as it was typed that leads to no single door: settled by hand. `owner` and `owner_uid` say whose."""

    label = "未能识别的地址"
    domain = "addresses"
    title = ("text",)
    sheet = ("text", "reason", "found", "seen_on")

    text = Text("地址原文", "address", required=True, sensitive=True, width=26)
    owner = Text("所属记录", required=True)
    owner_uid = Text("所属编号", required=True)
    reason = Code("原因", "address_reason", required=True, width=14)
    found = Text("可能是", "address", sensitive=True, width=30)
    seen_on = Date("发现日期", width=12)

    class Meta:
        table_name = "unread_addresses"
        indexes = ((("owner", "owner_uid"), True),)


class AddressRuling(Record):
    """What a person said that a spelling means from now on. The reader learns nothing but what stands here."""

    label = "地址认定"
    domain = "addresses"
    title = ("text",)
    sheet = ("text", "door", "building", "outside", "decided_on", "note")

    text = Text("地址写法", "address", required=True, sensitive=True, width=26, unique=True)
    door = Ref("就是这一户", Door, width=26)
    building = Ref("就是这栋楼", Building, width=22)
    outside = Yes("不在辖区", width=8)
    decided_on = Date("认定日期", width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "address_rulings"
