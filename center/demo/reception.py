"""The demo centre's front desk: what residents reported, certificates given out, uses of the seal."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from center.demo.names import surname
from center.demo.town import SMALL
from center.workdays import add_workdays
from db.days import Day

MATTERS = ("楼道灯不亮", "楼门禁不灵", "垃圾桶满溢", "地下车库积水", "路面井盖松动",
           "广场音响声音大", "电动车堵住楼道", "树枝挡住窗户", "单元门口台阶破损", "快递柜挡住通道",
           "下水道返味", "健身器材松动")
ANSWERS = ("已联系物业修好，当场回复本人。", "已转街道有关部门，答复办理时间。", "已上门查看，和双方说明情况。",
           "已派单维修，修好后回访。")
SOURCES = ("visit", "visit", "call", "call", "hotline", "grid", "grid")
PROOFS = (("residence", "示例小学", "子女入学", "经向楼长和邻居核实，现居住在本社区。"),
          ("residence", "示例供电所", "办理用电过户", "经核实房屋地址属实，现居住在本社区。"),
          ("hardship", "示例慈善机构", "申请临时帮扶", "经上门了解，家庭近期因病支出较大。"),
          ("activity", "示例中学", "社会实践", "参加本社区组织的志愿活动两次。"),
          ("facts", "示例派出所", "办理登记", "所述地址在本社区范围内。"))
WAITING = ((10, "5号楼门禁不灵，晚上进不了门", True), (7, "小广场路灯不亮", True), (4, "3号楼电动车堵住楼道", True),
           (1, "6号楼快递柜挡住通道", False))
PAPERS = (("centre", "活动通知", 12), ("centre", "报送街道材料", 2), ("party", "党员活动证明", 1),
          ("committee", "居民会议公告", 8))


def voices(chance: Random, count: int, workers: list[dict[str, Any]], built: Mapping[str, list[dict[str, Any]]],
           start: date, until: date) -> list[dict[str, Any]]:
    """`count` reports by day, nearly all answered, two in three without a name; and four that wait for an answer.

    `built` has the buildings and doors that they are about.
    """
    able = [place for place, row in enumerate(workers) if not row["left_on"]]
    houses = {row["name"]: place for place, row in enumerate(built["buildings"])}
    own = {place: [door for door, row in enumerate(built["doors"]) if row["building"] == place][4::7]
           for place in houses.values() if place < SMALL}
    rows = []
    for number, received in enumerate(_days(chance, count, start, until), start=1):
        source = chance.choice(SOURCES)
        due = add_workdays(received, 5, {})
        answered = min(received + timedelta(days=chance.randint(0, 6)), until)
        house = f"{chance.randint(1, 12) % SMALL + 1}号楼"
        row = {"source": source, "ticket": f"GD{received:%Y%m%d}{number:03d}" if source == "hotline" else None,
               "received_on": Day(received), "matter": f"{house}{chance.choice(MATTERS)}",
               "place": f"晨光里{house}", "building": houses[f"晨光里{house}"], "owner": chance.choice(able),
               "answered_on": Day(answered), "due_on": Day(due),
               "caller": surname(chance) + chance.choice(("先生", "女士")) if number % 3 == 0 else None}
        row["answer"] = chance.choice(ANSWERS)
        if (until - answered).days > 5:
            row |= {"closed_on": Day(answered + timedelta(days=3)),
                    "satisfaction": chance.choice(("satisfied", "satisfied", "satisfied", "fairly", "unasked"))}
        elif number % 2:
            row |= {"matter": f"{house}下水道返味", "door": own[row["building"]][number % len(own[row["building"]])]}
        rows.append(row)
    waiting = [_waiting(until - timedelta(days=ago), matter, able[0] if given else None)
               for ago, matter, given in WAITING]
    for row in waiting:
        row["building"] = houses[row["place"]]
    return rows + waiting


def _waiting(received: date, matter: str, owner: int | None) -> dict[str, Any]:
    """One that has no answer yet."""
    place = f"晨光里{matter[:matter.index('号楼')] if '号楼' in matter else 1}号楼"
    return {"source": "call", "ticket": None, "received_on": Day(received), "matter": matter, "place": place,
            "owner": owner, "caller": None, "due_on": Day(add_workdays(received, 5, {}))}


def certificates(chance: Random, count: int, people: list[dict[str, Any]], workers: list[dict[str, Any]], start: date,
                 until: date) -> list[dict[str, Any]]:
    """`count` certificates by day, numbered without a gap in each year; one is void."""
    able = [place for place, row in enumerate(workers) if not row["left_on"]]
    known = [place for place, row in enumerate(people) if row["id_card"]]
    rows, last = [], {}
    for issued in _days(chance, count, start, until):
        last[issued.year] = last.get(issued.year, 0) + 1
        kind, office, purpose, content = chance.choice(PROOFS)
        rows.append({"number": f"{issued.year}-{last[issued.year]:04d}", "issued_on": Day(issued),
                     "person": chance.choice(known), "kind": kind, "requested_by": office, "purpose": purpose,
                     "content": content, "copies": chance.choice((1, 1, 1, 2)), "issuer": chance.choice(able)})
    void = rows[count // 2]
    void |= {"voided_on": void["issued_on"], "void_reason": "姓名写错，另出一份"}
    return rows


def seal_uses(chance: Random, proofs: list[dict[str, Any]], start: date, until: date) -> list[dict[str, Any]]:
    """The seal on every certificate in force, and on other papers about as often."""
    rows = [{"used_on": row["issued_on"], "seal": "committee", "document": f"证明 {row['number']}",
             "copies": row["copies"], "applicant": "窗口人员", "approver": "中心负责人", "certificate": place}
            for place, row in enumerate(proofs) if not row.get("voided_on")]
    for day in _days(chance, len(proofs), start, until):
        seal, name, copies = chance.choice(PAPERS)
        rows.append({"used_on": Day(day), "seal": seal, "document": name, "copies": copies, "applicant": "经办人员",
                     "approver": "中心负责人"})
    return sorted(rows, key=lambda row: row["used_on"])


def _days(chance: Random, count: int, start: date, until: date) -> list[date]:
    """`count` weekdays in order."""
    span = (until - start).days
    days = sorted(start + timedelta(days=chance.randint(0, span)) for _ in range(count))
    return [_weekday(day, start) for day in days]


def _weekday(day: date, start: date) -> date:
    """The Friday before a weekend's day, while that is not before the start."""
    friday = day - timedelta(days=max(day.isoweekday() - 5, 0))
    return friday if friday >= start else day
