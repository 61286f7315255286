"""Papers about duty persons: 三长花名册, 包保台账, 五级组织链条覆盖表, 空缺清单.

Each says in one place on which day it looks: `counted_to`."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from center.cover.chain import CHAIN, Coverage, Gap, Level, coverage
from center.cover.incentives import INSURANCE
from center.desk import Desk
from center.places.names import natural, short
from center.words import N_
from db.errors import Missing
from db.models.cover import DutyTerm
from db.models.people import Person
from db.models.places import Community
from db.questions.cover import insurances, terms_at
from db.questions.places import communities
from db.record import Record
from db.words import Listed, Phrase
from reports.document import Document, Part, Signatures, Table, TableColumn, Text
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

HEADS = ("grid_head", "grid_worker", "building_head", "unit_head", "floor_head", "core_household")
ORDER = {role: place for place, role in enumerate((*HEADS, "cadre"))}
MOST_NAMED = 30
DAY = {"width_chars": 13, "align": "center", "kind": "date"}
NUMBER = TableColumn("序号", 5, "center", "whole")
ROSTER = (
    NUMBER, TableColumn("姓名", 9, "center"), TableColumn("性别", 5, "center"), TableColumn("身份", 11, "center"),
    TableColumn("小区或网格", 14), TableColumn("楼栋", 9), TableColumn("单元", 7, "center"),
    TableColumn("联系电话", 13, "center"), TableColumn("任职日期", **DAY), TableColumn("届满日期", **DAY),
    TableColumn("产生方式", 8, "center"), TableColumn("党员", 5, "center"), TableColumn("最近培训", **DAY),
    TableColumn("保险到期", **DAY), TableColumn("备注", 12))
LEDGER = (
    NUMBER, TableColumn("派出单位", 20), TableColumn("姓名", 9, "center"), TableColumn("联系电话", 13, "center"),
    TableColumn("包保范围", 24), TableColumn("平时", 6, "center"), TableColumn("急时", 6, "center"),
    TableColumn("起", **DAY), TableColumn("止", **DAY), TableColumn("备注", 20))
LEVELS = (
    TableColumn("层级", 14), TableColumn("应建", 8, "right", "whole"), TableColumn("已建", 8, "right", "whole"),
    TableColumn("空缺", 8, "right", "whole"), TableColumn("覆盖率", 10, "right", "percent"),
    TableColumn("空缺清单", 50))
GAPS = (NUMBER, TableColumn("社区", 16), TableColumn("小区或网格", 18), TableColumn("楼栋", 14),
        TableColumn("单元", 10, "center"), TableColumn("缺什么", 20))
SIGNERS = (N_("填表人"), N_("审核人"))
ALL = N_("合计")
BASIS = N_("口径：按截至那天在任的人员；只数住人的楼栋和住宅小区，停用、拆除的不数。")


@paper("duty_roster", N_("三长花名册"), personal=True, takes=("community",))
def duty_roster(desk: Desk, given: Params) -> Document:
    """Everybody in office in a place's role, place by place; telephones are masked unless a reason was given."""
    day = desk.as_of(given.period)
    rows = _by_place(terms_at(day, community=_community(desk, given), roles=HEADS))
    until = {row["term"]: row["until"] for row in insurances(INSURANCE, day)}
    body = [(place, row["name"], _shown(Person, "sex", row), _shown(DutyTerm, "role", row),
             row["estate"] or row["net"] or "", short(row["house"] or "", row["estate"] or ""),
             _unit(row), _shown(Person, "phone", row, given.masked), _day(row["since"]), _day(row["until"]),
             _shown(DutyTerm, "way", row), _shown(DutyTerm, "party", row), _day(row["trained_on"]),
             _day(until.get(row["id"])), row["note"] or "") for place, row in enumerate(rows, start=1)]
    part = Part("三长花名册", (Table(ROSTER, body), Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["duty_roster"], given, "三长花名册", (part,), subtitle=_whose(desk, given),
                    counted_to=day, unit_line=Phrase(N_("共 {count} 人"), count=len({row["person"] for row in rows})))


@paper("cadre_ledger", N_("包保台账"), personal=True, takes=("community", "mode"))
def cadre_ledger(desk: Desk, given: Params) -> Document:
    """Cadres sent down: by their unit, what they look after, in quiet times and in urgent ones.

    `mode` urgent is the list of those to call in an emergency.
    """
    day = desk.as_of(given.period)
    rows = terms_at(day, community=_community(desk, given), roles=("cadre",))
    if mode := given.settings.get("mode"):
        rows = [row for row in rows if mode in (row["mode"] or ())]
    rows.sort(key=lambda row: (row["home_unit"] or "￿", _place_key(row)))
    body = [(place, row["home_unit"] or "", row["name"], _shown(Person, "phone", row, given.masked), _aim(row),
             *(_tick(mode in (row["mode"] or ())) for mode in ("usual", "urgent")), _day(row["since"]),
             _day(row["until"]), row["note"] or "") for place, row in enumerate(rows, start=1)]
    told = Text(N_("平时：协助抓党建、抓治理、抓服务；急时：负责抓防控、保安全、护稳定。"), style="note")
    part = Part("包保台账", (Table(LEDGER, body), told, Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["cadre_ledger"], given, "包保台账", (part,), subtitle=_whose(desk, given),
                    counted_to=day, unit_line=Phrase(N_("共 {count} 人"), count=len({row["person"] for row in rows})))


@paper("chain_cover", N_("五级组织链条覆盖表"), takes=("community",))
def chain_cover(desk: Desk, given: Params) -> Document:
    """The five levels: how many should have it, how many do, which lack it; then the gaps one by one."""
    day = desk.as_of(given.period)
    found = coverage(_community(desk, given), day)
    table = Table(LEVELS, [_level(level, found) for level in found.levels])
    first = Part("五级组织链条", (table, Text(BASIS, style="note"), Signatures(SIGNERS)), landscape=True)
    gaps = found.of(CHAIN)
    second = (Part("空缺清单", (_gap_table(gaps), Signatures(SIGNERS))),) if gaps else ()
    return document(desk, papers()["chain_cover"], given, "五级组织链条覆盖表", (first, *second),
                    subtitle=_whose(desk, given), unit_line=N_("单位：个"), counted_to=day)


@paper("gaps_sheet", N_("空缺清单"), takes=("community", "kind"))
def gaps_sheet(desk: Desk, given: Params) -> Document:
    """Every place without its duty person or organisation; `kind` is one role or level."""
    day = desk.as_of(given.period)
    gaps = coverage(_community(desk, given), day).of(given.settings.get("kind", ""))
    part = Part("空缺清单", (_gap_table(gaps), Text(BASIS, style="note"), Signatures(SIGNERS)))
    return document(desk, papers()["gaps_sheet"], given, "空缺清单", (part,), subtitle=_whose(desk, given),
                    unit_line=Phrase(N_("共 {count} 处"), count=len(gaps)), counted_to=day)


def _gap_table(gaps: Iterable[Gap]) -> Table:
    return Table(GAPS, [(place, *gap.where, gap.words) for place, gap in enumerate(gaps, start=1)])


def _level(level: Level, found: Coverage) -> tuple:
    """One row of the chain; a long list of gaps ends in how many more there are."""
    where = ["".join(gap.where[1:]) or gap.where[0] for gap in found.of(level.name)]
    names = Listed(where[:MOST_NAMED], "、")
    more = len(where) - MOST_NAMED
    words = Phrase(N_("{names} 等，另有 {more} 处见第二部分"), names=names, more=more) if more > 0 else names
    base, counted = len(level.base), len(level.counted)
    return (level.label, _number(level.base, level), _number(level.counted, level), _number(level.gaps, level),
            (counted * 20000 + base) // (2 * base) if base else None, words if where else "")


def _number(found: Any, level: Level) -> Number:
    return Number(len(found), found.record, found.ids, level.label)


# ---- words of a row
def _community(desk: Desk, given: Params) -> int | None:
    """The community that was asked for by name or system number; all without one. Raises Missing."""
    asked = given.settings.get("community", "")
    if not asked:
        return None
    for rid, name, _street in communities():
        if name == asked:
            return rid
    if len(asked) == 32:
        return desk.id_of(Community, asked)
    names = "、".join(name for _rid, name, _street in communities())
    raise Missing("没有叫 {name} 的社区，请从这里选：{names}", name=asked, names=names)


def _whose(desk: Desk, given: Params) -> str:
    rid = _community(desk, given)
    return next((name for one, name, _street in communities() if one == rid), "")


def _shown(record: type[Record], name: str, row: dict[str, Any], masked: bool = True) -> str:
    value = row[name]
    return "" if value is None else record._meta.fields[name].show(value, masked=masked)


def _day(value: Any) -> Any:
    return value or None


def _tick(on: bool) -> str:
    return "√" if on else ""


def _unit(row: dict[str, Any]) -> Any:
    if row["role"] == "floor_head":
        return Phrase(N_("{floor}层"), floor=row["floor"])
    return Phrase(N_("{number}单元"), number=row["unit_number"]) if row["unit_number"] else ""


def _aim(row: dict[str, Any]) -> Any:
    """What a cadre looks after: the unit, building, compound or the whole community."""
    if row["unit_number"]:
        return Listed((row["house"], Phrase(N_("{number}单元"), number=row["unit_number"])), "")
    return row["house"] or row["estate"] or row["area"] or ""


def _by_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=_place_key)


def _place_key(row: dict[str, Any]) -> tuple:
    """Grids first, then compound by compound, building by building; in a building its head before the units'."""
    if row["estate"] is None and row["house"] is None:
        return natural(row["area"]), 0, natural(row["net"]), (), ORDER.get(row["role"], 9), (), row["name"]
    return (natural(row["area"]), 1, natural(row["estate"]), natural(row["house_number"] or row["house"]),
            ORDER.get(row["role"], 9), natural(row["unit_number"]), row["name"])
