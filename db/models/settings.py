"""Official numbers with their source, and the rest days of the year: data an office keeps, not code."""
from __future__ import annotations

from db.fields import Code, Date, Long, Text, Yes
from db.record import Record


class OfficialNumber(Record):
    """One official number or rule. The newest row whose `effective_from` has come counts."""

    label = "口径与标准参数"
    domain = "settings"
    title = ("name",)

    key = Text("代号", required=True, width=22)
    name = Text("参数", required=True, search=True, width=26)
    value = Text("值", required=True, width=12)
    unit = Text("单位", width=8)
    source = Text("出处", required=True, width=34)
    effective_from = Date("施行日期", width=12)
    uncertain = Yes("待核实", width=8)
    local = Yes("本地改过", width=8)
    note = Long("说明", width=24)

    class Meta:
        table_name = "official_numbers"
        indexes = ((("key", "effective_from"), True),)


class RestDay(Record):
    """A day that differs from the plain week: a holiday on a weekday, or a shifted working day on a weekend."""

    label = "休息日与调班"
    domain = "settings"
    title = ("day",)

    day = Date("日期", "future", required=True, width=12, unique=True)
    kind = Code("安排", "rest_kind", required=True, width=10)
    name = Text("名称", width=12)
    source = Text("出处", width=26)

    class Meta:
        table_name = "rest_days"
