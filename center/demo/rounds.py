"""The demo centre's work lists: one round that is done and closed, one that is half done."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from db.days import Day

NOTES = {3: "楼道灯不亮，已报修", 11: "希望加装扶手"}

Row = dict[str, Any]


def lists(rows: Mapping[str, list[Row]], until: date) -> tuple[list[Row], list[Row]]:
    """The lists and their stops in walking order: up one unit after the other."""
    able = [place for place, row in enumerate(rows["staff"]) if not row["left_on"]]
    first, second = until - timedelta(days=60), until - timedelta(days=8)
    held = [{"name": "夏季消防安全通知", "purpose": "notice", "opened_on": Day(first),
             "due_on": Day(first + timedelta(days=10)), "closed_on": Day(first + timedelta(days=9)),
             "keeper": able[0], "about": "楼道不停放电动车、不堆杂物"},
            {"name": "第四季度用电安全检查", "purpose": "check", "opened_on": Day(second),
             "due_on": Day(until + timedelta(days=12)), "closed_on": None, "keeper": able[-1],
             "about": "查看入户线路和插座"}]
    stops = []
    for place, (start, share) in enumerate(((first, 1.0), (second, 0.4))):
        doors = [door for door, row in enumerate(rows["doors"]) if row["building"] == place and row["kind"] == "home"]
        for turn, door in enumerate(doors):
            done = turn < len(doors) * share
            stops.append({"list": place, "place": turn + 1, "door": door,
                          "done_on": Day(start + timedelta(days=turn // 8)) if done else None,
                          "note": NOTES.get(turn) if done else None})
    return held, stops
