"""The front desk's three books: what people report, the certificates given out, and the uses of a seal."""
from __future__ import annotations

from db.fields import Code, Date, Long, PersonName, Phone, Ref, Text, Whole
from db.models.people import Person
from db.models.places import Building, Door
from db.models.staff import Staff
from db.record import Record


class Voice(Record):
    """Something a resident reported (群众反映). Who reported it may stay unknown; its state follows from its days."""

    label = "群众反映"
    domain = "reception"
    title = ("matter",)

    source = Code("来源", "voice_source", required=True, width=10)
    ticket = Text("工单号", search=True, width=14, help="12345 转来的写工单号，别的来源不填")
    received_on = Date("收到日期", required=True, width=12)
    matter = Text("反映事项", required=True, search=True, width=26, help="一句话，只写与服务有关的事实")
    content = Long("具体情况", width=26, help="只写与服务有关的事实，不写对人的评价")
    place = Text("事项地点", "address", search=True, width=18)
    building = Ref("事项楼栋", Building, width=22, help="事情发生在哪栋楼；写了事项地点的，能认出就自动填")
    door = Ref("事项户室", Door, width=26, help="只在设施或服务就是这一户的时候填")
    person = Ref("反映人", Person, section="反映人", width=10, help="已登记的居民从这里选；不愿留名的都不填")
    caller = PersonName("反映人称呼", section="反映人", width=10, sensitive=True, help="没有登记的人写称呼，可以不填")
    phone = Phone("回复电话", section="反映人", width=14, sensitive=True, help="要回电话才填")
    owner = Ref("承办人", Staff, section="办理", width=10)
    due_on = Date("答复期限", "future", section="办理", width=12, help="不填按“群众反映答复期限”从收到日期算工作日")
    answered_on = Date("答复日期", section="办理", width=12)
    answer = Long("答复内容", section="办理", width=26)
    closed_on = Date("办结日期", section="办理", width=12)
    satisfaction = Code("回访满意度", "satisfaction", section="办理", width=10)
    note = Long("备注", section="办理", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "voices"


class Certificate(Record):
    """A certificate given out (出具证明). Numbers of a year have no gap, so a row is made void and never removed."""

    label = "出具证明"
    domain = "reception"
    title = ("number",)

    number = Text("编号", search=True, width=12, unique=True, help="不填，由程序按年连续编号")
    issued_on = Date("出具日期", required=True, width=12)
    person = Ref("当事人", Person, required=True, width=10)
    kind = Code("证明类别", "certificate_kind", required=True, width=14)
    requested_by = Text("要求出具的单位", width=20)
    basis = Text("出具依据", width=22, help="法律法规或要求出具的文件；没有依据的，请让对方说明")
    purpose = Text("用途", required=True, search=True, width=20, help="办什么事用")
    content = Long("证明内容", required=True, width=30, help="只写核实过的事实；姓名和身份证号由程序写在前面")
    copies = Whole("份数", (1, 100), width=6, help="不填按 1 份")
    issuer = Ref("经办人", Staff, width=10)
    voided_on = Date("作废日期", section="作废", width=12)
    void_reason = Text("作废原因", section="作废", width=20)
    note = Long("备注", section="作废", width=20)

    class Meta:
        table_name = "certificates"


class SealUse(Record):
    """One use of a seal (用印登记): on what, by whose leave."""

    label = "用印"
    domain = "reception"
    title = ("document",)

    used_on = Date("用印日期", required=True, width=12)
    seal = Code("印章", "seal_kind", required=True, width=16)
    document = Text("文书名称", required=True, search=True, width=26, help="用在证明上的可以不填，选“对应证明”")
    copies = Whole("用印份数", (1, 10_000), required=True, width=8)
    applicant = Text("申请人", required=True, width=10)
    approver = Text("批准人", required=True, width=10)
    certificate = Ref("对应证明", Certificate, width=12)
    note = Long("备注", width=20)

    class Meta:
        table_name = "seal_uses"
