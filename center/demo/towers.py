"""The demo centre's commercial buildings: invented enterprises, and the members of the joint conference."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from center.demo.names import given_name, surname
from center.demo.party import credit_code
from db.days import Day

WORDS = "启元 明禾 安澜 云杉 沐阳 合众 青禾 百川 同舟 知行 嘉木 远景 朗润 信诚 博雅 新程 鼎立 和煦 乐活 清源".split()
TRADES = (("I", "软件有限公司"), ("L", "商务咨询有限公司"), ("F", "商贸有限公司"), ("M", "检测技术有限公司"),
          ("P", "教育培训有限公司"), ("K", "房地产经纪有限公司"), ("R", "文化传播有限公司"), ("H", "餐饮管理有限公司"))
SIDES = (("party", "党支部书记"), ("property", "项目经理"), ("owner", "业主代表"), ("enterprise", "行政主管"),
         ("community", "社区干部"))
NEEDS = ("希望协助对接用工信息", "停车位紧张，希望协调错时停车", "希望了解创业贷款政策", None, None, None)

Row = dict[str, Any]


def enterprises(chance: Random, rows: Mapping[str, list[Row]], until: date) -> list[Row]:
    """One enterprise for two rooms of three; one in seven has left again."""
    joint = next((place for place, row in enumerate(rows["branches"]) if row["kind"] == "joint"), None)
    offices = [place for place, row in enumerate(rows["doors"]) if row["kind"] == "office"]
    return [_enterprise(chance, turn, rows["doors"][door], door, joint, until)
            for turn, door in enumerate(offices) if door % 3]


def _enterprise(chance: Random, turn: int, room: Row, door: int, joint: int | None, until: date) -> Row:
    industry, suffix = TRADES[turn % len(TRADES)]
    came = until - timedelta(days=chance.randint(40, 1500))
    members = chance.choice((0, 0, 0, 1, 1, 2, 3, 5))
    state = "single" if members >= 5 else "joint" if members >= 3 else "guided" if chance.random() < 0.5 else "none"
    row = {"name": f"{WORDS[turn % len(WORDS)]}{'' if turn < len(WORDS) else WORDS[(turn * 7 + 3) % len(WORDS)]}"
                   f"（示例）{suffix}",
           "credit_code": credit_code(chance, "91"), "industry": industry, "building": room["building"], "door": door,
           "room": room["number"], "came": chance.choice(("new", "in", "in")), "came_on": Day(came),
           "staff": chance.randint(3, 90), "members": members, "organisation_state": state,
           "organisation": joint if state == "joint" else None, "guide": _name(chance) if state == "guided" else None,
           "union": members >= 3, "league": False, "women": members >= 5, "contact": _name(chance),
           "phone": f"154{chance.randrange(10**8):08d}", "needs": chance.choice(NEEDS)}
    if turn % 7 == 6:
        gone = until - timedelta(days=chance.randint(1, 30))
        row |= {"left": "out" if turn % 2 else "closed", "left_on": Day(max(gone, came + timedelta(days=5)))}
    if turn % 9 == 4:
        row["came_on"] = Day(until - timedelta(days=chance.randint(2, 19)))
    if row.get("left_on") and row["left_on"].first < row["came_on"].first:
        row["came_on"] = Day(came)
    return row


def councils(chance: Random, rows: Mapping[str, list[Row]], until: date) -> list[Row]:
    """Five members for each tower."""
    towers = [place for place, row in enumerate(rows["buildings"]) if row["kind"] == "office"]
    return [{"name": _name(chance), "building": tower, "unit": unit, "side": side,
             "duty": "召集人" if side == "party" else None, "phone": f"154{chance.randrange(10**8):08d}",
             "since": Day(until - timedelta(days=400))}
            for tower in towers for side, unit in SIDES]


def _name(chance: Random) -> str:
    return surname(chance) + given_name(chance, chance.choice("12"), 40)
