"""Duty persons of places (三长, 党员中心户, 下沉包保) and what is done for them."""
from __future__ import annotations

from db.fields import Amount, Code, Codes, Date, Long, Ref, Text, Whole, Yes
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.record import Record


class DutyTerm(Record):
    """One person in one role at one place for a time. Which of the places is asked for follows from the role."""

    label = "三长与包保"
    domain = "cover"
    title = ("person.name",)
    same = ("role", "community", "grid", "compound", "building", "unit", "floor", "door")
    sheet = ("person.name", "person.sex", "person.phone", "role", "community", "grid", "compound", "building", "unit",
             "floor", "door", "since", "until", "way", "chosen_on", "mode", "home_unit", "party", "trained_on", "note")

    person = Ref("人员", Person, required=True)
    role = Code("身份", "duty_role", required=True, section="职责", width=12)
    community = Ref("社区", Community, section="职责", width=14)
    grid = Ref("网格", Grid, section="职责", width=14)
    compound = Ref("小区", Compound, section="职责", width=16)
    building = Ref("楼栋", Building, section="职责", width=22)
    unit = Ref("单元", Unit, section="职责", width=24)
    floor = Whole("楼层", (-9, 200), section="职责", width=6, help="楼层长才填")
    door = Ref("中心户", Door, section="职责", width=26, help="党员中心户才填")
    since = Date("任职日期", section="任期", width=12)
    until = Date("届满日期", "future", section="任期", width=12, help="已经卸任的写卸任日期")
    way = Code("产生方式", "duty_way", section="任期", width=8)
    chosen_on = Date("推选或聘任日期", section="任期", width=14)
    mode = Codes("包保方式", "cover_mode", section="包保", width=12, help="包保干部才填")
    home_unit = Text("派出单位", section="包保", width=20, help="包保干部所在单位")
    party = Yes("党员", section="包保", width=6)
    trained_on = Date("最近培训日期", section="包保", width=12)
    note = Long("备注", section="包保", width=20, help="只写与工作有关的事实")

    class Meta:
        table_name = "duty_terms"


class Incentive(Record):
    """One of the measures for duty persons (S2-15: nine of them, the list can be edited)."""

    label = "激励措施"
    domain = "cover"
    title = ("term",)

    term = Ref("人员", DutyTerm, required=True, width=12)
    kind = Code("措施", "incentive_kind", required=True, width=14)
    given_on = Date("落实日期", required=True, width=12)
    until = Date("有效期到", "future", width=12, help="保险写到期日")
    amount = Amount("金额（元）", width=12)
    basis = Text("依据", width=22)
    note = Long("备注", width=20)

    class Meta:
        table_name = "incentives"
