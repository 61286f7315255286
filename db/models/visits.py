"""Work lists for going from door to door: the list and its stops in walking order.

That nobody opened is no record: see `db/unmet.py`.
"""
from __future__ import annotations

from db.fields import Code, Date, Long, Ref, Text, Whole
from db.models.enterprises import Enterprise
from db.models.places import Door
from db.models.staff import Staff
from db.record import Record


class VisitList(Record):
    """One round: a notice to deliver, a visit, a check."""

    label = "上门清单"
    domain = "visits"

    name = Text("清单名称", required=True, search=True, width=26)
    purpose = Code("做什么", "visit_purpose", required=True, width=10)
    opened_on = Date("开始日期", required=True, width=12)
    due_on = Date("完成期限", "future", width=12)
    closed_on = Date("结束日期", width=12)
    keeper = Ref("负责人", Staff, width=10)
    about = Long("告知内容", width=26, help="上门要说的事，印在清单上")
    note = Long("备注", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "visit_lists"


class VisitStop(Record):
    """One door (or enterprise) of a list. With `done_on` it was done, and stands in the door's timeline."""

    label = "上门一户"
    domain = "visits"
    listed = False
    title = ("list",)

    list = Ref("清单", VisitList, required=True, width=26)
    place = Whole("次序", width=6)
    door = Ref("户室", Door, width=26)
    enterprise = Ref("企业", Enterprise, width=26)
    done_on = Date("完成日期", width=12)
    note = Text("说明", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "visit_stops"
        indexes = ((("list", "door"), True), (("list", "enterprise"), True))
