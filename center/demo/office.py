"""The demo centre's house and people: the centre, zones, facilities, staff, accounts, windows, rosters, trainings."""
from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from db.days import Day, years_between

ZONES = (
    ("日常办公区", "office", 60, "工作人员办公"), ("综合服务区", "service", 120, "窗口受理、咨询、等候"),
    ("党员教育区", "party", 80, "党员学习、组织生活"), ("议事协商区", "council", 45, "居民议事、联席会议"),
    ("矛盾调解区", "mediation", 30, "人民调解、法律咨询"), ("文体活动区", "activity", 140, "文体活动、培训"),
    ("为老服务区", "elder", 70, "助餐、日间休息"),
)
FACILITIES = (
    ("门头标识牌", "sign", 1), ("路口指引牌", "guide", 2), ("电子显示屏", "screen", 1), ("触摸查询仪", "query", 1),
    ("灭火器", "fire", 12), ("应急照明", "fire", 8), ("无障碍坡道", "access", 1), ("无障碍卫生间", "access", 1),
    ("扶手", "elder", 6), ("老花镜", "convenience", 6), ("等候座椅", "convenience", 20), ("饮水机", "convenience", 2),
    ("急救箱", "medical", 2), ("打印复印机", "printer", 2), ("窗口电脑", "computer", 6),
    ("自助终端", "self_service", 1),
)
STAFF_POSTS = ("head", "deputy", "party", "window", "window", "window", "grid", "civil", "mediation", "culture",
               "finance", "volunteer", "meal", "grid", "window", "grid")
DUTIES = {
    "head": "主持全面工作", "deputy": "分管窗口与便民服务", "party": "党建、党员管理", "window": "综合窗口受理",
    "grid": "网格走访、信息采集", "civil": "民政、救助", "mediation": "人民调解、法律服务", "culture": "文体活动、宣传",
    "finance": "经费报账、资产管理", "volunteer": "志愿服务组织", "meal": "助餐服务管理",
}
ROLES = (("head", ("head", "admin")), ("party", ("party", "entry")), ("window", ("entry",)),
         ("mediation", ("mediator",)), ("meal", ("meals",)), ("volunteer", ("volunteers",)), ("civil", ("entry",)))
WINDOWS = (("综合窗口一", "comprehensive"), ("综合窗口二", "comprehensive"), ("党群服务窗口", "party"),
           ("综合窗口三", "comprehensive"), ("社保医保窗口", "special"), ("民政救助窗口", "special"),
           ("绿色通道窗口", "green"), ("退役军人服务窗口", "special"))
TRAININGS = (("党的创新理论学习", "party"), ("窗口业务规范", "business"), ("服务礼仪与沟通", "service"),
             ("人民调解法律知识", "law"), ("消防安全与应急处置", "safety"), ("个人信息保护", "law"),
             ("办公软件操作", "computer"), ("社区治理案例研讨", "business"))


EXTRA_TURNS: dict[int, list[tuple[str, str | None, int]]] = {
    2: [("noon", "booking", 1)], 3: [("evening", "staggered", 1)], 4: [("evening", "extended", 1)]}


def centre(residents: int, households: int) -> dict[str, Any]:
    """The centre's own file."""
    return {"name": "晨光社区党群服务中心", "level": "community", "community": "晨光社区",
            "parent": "示例街道党群服务中心", "unit_code": "990101001", "address": "晨光里1号", "phone": "0900-8000100",
            "hours": "周一至周五 8:30–12:00、13:30–17:30", "open_days": ("1", "2", "3", "4", "5"),
            "open_slots": ("morning", "afternoon"), "regimes": ("staggered", "extended", "booking", "weekend"),
            "area": max(545, households * 30 // 100), "households": households, "residents": residents,
            "note": "演示数据、人物均为虚构"}


def zones() -> list[dict[str, Any]]:
    """Seven functional zones, all posted."""
    return [{"name": name, "kind": kind, "area": area, "purpose": purpose, "posted": True}
            for name, kind, area, purpose in ZONES]


def facilities(chance: Random, until: date) -> list[dict[str, Any]]:
    """Devices and conveniences; one is broken."""
    rows = []
    for place, (name, kind, count) in enumerate(FACILITIES):
        checked = until - timedelta(days=chance.randint(5, 80))
        rows.append({"name": name, "kind": kind, "zone": place % len(ZONES), "count": count,
                     "state": "repair" if name == "触摸查询仪" else "working", "checked_on": Day(checked),
                     "value": chance.randint(2, 90) * 100_00})
    return rows


def staff(chance: Random, count: int, people: list[dict[str, Any]], taken: set[int],
          until: date) -> list[dict[str, Any]]:
    """`count` workers in post and one who has left, from grown-ups who are not in `taken`."""
    able = [place for place, row in enumerate(people)
            if place not in taken and row["id_card"] and 24 <= years_between(row["birth"], until) <= 55]
    rows = []
    for turn, place in enumerate(chance.sample(able, count + 1)):
        post = STAFF_POSTS[turn % len(STAFF_POSTS)]
        hired = until - timedelta(days=chance.randint(800, 4000))
        rows.append({"person": place, "post": post, "duty": DUTIES[post], "hired_on": Day(hired), "left_on": None})
    rows[-1]["left_on"] = Day(until - timedelta(days=120))
    return rows


def accounts(workers: list[dict[str, Any]], people: list[dict[str, Any]], until: date) -> list[dict[str, Any]]:
    """One account for each role that has a worker; `center.demo.making` gives them the demo's one password."""
    rows = []
    for number, (post, roles) in enumerate(ROLES, start=1):
        worker = next((row for row in workers if row["post"] == post and not row["left_on"]), None)
        if worker:
            rows.append({"login": f"demo{number}", "name": people[worker["person"]]["name"], "roles": roles,
                         "pledged_on": Day(until - timedelta(days=300)), "active": True})
    return rows


def windows(full: bool, workers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Windows with A and B posts; in the large centre one still lacks its B post."""
    able = [place for place, row in enumerate(workers) if not row["left_on"]]
    rows = []
    for turn, (name, kind) in enumerate(WINDOWS if full else WINDOWS[:3]):
        rows.append({"name": name, "kind": kind, "post_a": able[(2 * turn) % len(able)],
                     "post_b": None if turn == 7 else able[(2 * turn + 1) % len(able)], "open": True})
    return rows


def trainings(chance: Random, workers: list[dict[str, Any]], start: date,
              until: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A training of four hours each month, and who came; nearly everybody does."""
    held, came = [], []
    for turn, month in enumerate(_months(start, until)):
        day = min(month + timedelta(days=chance.randint(3, 18)), until)
        title, kind = TRAININGS[turn % len(TRAININGS)]
        held.append({"title_text": title, "kind": kind, "held_on": Day(day), "hours": 4, "place": "文体活动区"})
        for place, worker in enumerate(workers):
            if not (worker["left_on"] and worker["left_on"].first < day) and chance.random() < 0.95:
                came.append({"training": turn, "staff": place, "hours": 4})
    return held, came


def shifts(chance: Random, workers: list[dict[str, Any]], full: bool, start: date, until: date) -> list[dict[str, Any]]:
    """The roster of every opening slot, and the staggered, late, booked and weekend turns; very few gaps."""
    able = [place for place, row in enumerate(workers) if not row["left_on"]]
    rows, turn = [], 0
    for offset in range((until - start).days + 1):
        day = start + timedelta(days=offset)
        for slot, regime, heads in _turns(day.isoweekday(), full):
            if chance.random() < 0.002:
                continue
            for _ in range(heads):
                rows.append({"day": Day(day), "slot": slot, "staff": able[turn % len(able)], "regime": regime,
                             "served": chance.random() < 0.995, "visits": _visits(chance, day, slot, full)})
                turn += 1
    return rows


def _turns(weekday: int, full: bool) -> list[tuple[str, str | None, int]]:
    heads = 2 if full else 1
    if weekday == 6:
        return [("morning", "weekend", 1)]
    if weekday == 7:
        return []
    turns: list[tuple[str, str | None, int]] = [("morning", None, heads), ("afternoon", None, heads)]
    return turns + EXTRA_TURNS.get(weekday, [])


def _visits(chance: Random, day: date, slot: str, full: bool) -> int:
    busy = {"morning": 1.6, "afternoon": 1.0}.get(slot, 0.3) * (1.4 if day.isoweekday() == 1 else 1.0)
    return int(chance.randint(2, 9) * busy * (1 if full else 0.5))


def _months(start: date, until: date) -> list[date]:
    """The first days of the months from `start` to `until`."""
    first, months = date(start.year, start.month, 1), []
    while first <= until:
        months.append(first)
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return months
