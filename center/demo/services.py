"""The demo centre's volunteers and diners of the meal service, invented from its residents."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from center.demo.names import given_name, surname
from db.days import Day, years_between

VOLUNTEERS, DINERS = 15, 120
"""Of so many grown-ups one is a volunteer; so many diners are enough."""
FIELDS = (("community",), ("elderly", "community"), ("patrol",), ("environment", "civility"), ("culture",), ("health",))
SKILLS = {7: "理发", 11: "急救", 16: "二胡", 21: "手语"}
DIETS = (("usual",), ("soft", "low_salt"), ("low_sugar",), None, ("halal",), ("no_bones",), None)
WORKDAYS = ("1", "2", "3", "4", "5")
RELATIONS = ("女儿", "儿子", "邻居", "侄子")
GROUPS = (("alone", "社区上门核实记录"), ("low_income", "低保证 示例〔2026〕018 号"),
          ("empty_nest", "社区上门核实记录"), ("ability_3", "失能评估报告 示例 2026-05"))

Row = dict[str, Any]


def volunteers(chance: Random, rows: Mapping[str, Sequence[Row]], until: date) -> list[Row]:
    """Grown-ups who live here, two of whom left, and a schoolchild with leave. Numbers are given in the store."""
    ages = _ages(rows, until)
    found = [{"person": person, "fields": FIELDS[turn % len(FIELDS)], "skills": SKILLS.get(turn),
              "registered_on": Day(until - timedelta(days=chance.randint(20, 900))), "entered": turn % 4 != 3}
             for turn, person in enumerate([place for place, age in ages if 18 <= age <= 75][::VOLUNTEERS])]
    for row, why in zip(found[5::9][:2], ("moved", "own"), strict=False):
        row |= {"left_on": Day(until - timedelta(days=10)), "left_reason": why}
    young = next((place for place, age in ages if 14 <= age <= 16), None)
    if young is not None:
        agreed = Day(until - timedelta(days=60))
        found.append({"person": young, "fields": ("environment",), "registered_on": agreed, "entered": True,
                      "guardian": surname(chance) + given_name(chance, "2", 42), "guardian_consent_on": agreed})
    return found


def diners(chance: Random, rows: Mapping[str, Sequence[Row]], until: date) -> list[Row]:
    """People of seventy and more; to most of them lunch is carried on workdays."""
    old = [place for place, age in _ages(rows, until) if age >= 70]
    found = []
    for turn, person in enumerate(old[::2][:DINERS]):
        since = until - timedelta(days=chance.randint(30, 500))
        found.append({
            "person": person, "mode": "delivered" if turn % 3 else ("hall", "fetched", "by_other")[turn // 3 % 3],
            "days": WORKDAYS if turn % 4 else (*WORKDAYS, "6", "7"), "since": Day(since),
            "meals": ("lunch",) if turn % 5 else ("lunch", "dinner"),
            "diet": DIETS[turn % len(DIETS)], "allergies": "花生" if turn % 11 == 4 else None,
            "door_note": "敲门后多等一会" if turn % 6 == 1 else None,
            "contact": surname(chance) + given_name(chance, "12"[turn % 2], 45),
            "contact_relation": RELATIONS[turn % len(RELATIONS)], "contact_phone": f"154{chance.randrange(10**8):08d}",
            "consent": ("diet", "deliver", "contact"), "consent_on": Day(since), "consent_by": "self"})
    if found:
        found[-1]["until"] = Day(until - timedelta(days=5))
    return found


def pauses(eaters: Sequence[Row], until: date) -> list[Row]:
    """One came back a week ago, one is away now, one will be."""
    spans = ((-30, -7), (-3, None), (6, 13))
    return [{"diner": place, "since": Day(until + timedelta(days=first)),
             "until": None if last is None else Day(until + timedelta(days=last)), "note": "住到亲戚家"}
            for place, (first, last) in zip(range(2, len(eaters), 4), spans, strict=False)]


def categories(eaters: Sequence[Row], workers: Sequence[Row], until: date) -> list[Row]:
    """Every third diner has one, with its grounds and who checked it."""
    able = [place for place, row in enumerate(workers) if not row["left_on"]]
    return [{"diner": place, "category": GROUPS[turn % len(GROUPS)][0], "basis": GROUPS[turn % len(GROUPS)][1],
             "since": eaters[place]["since"], "checked_on": eaters[place]["since"],
             "checked_by": able[turn % len(able)],
             "until": Day(until + timedelta(days=200)) if turn % 4 == 1 else None}
            for turn, place in enumerate(range(0, len(eaters), 3))]


def _ages(rows: Mapping[str, Sequence[Row]], until: date) -> list[tuple[int, int]]:
    """(place, age) of everybody with an ID number who lives behind a door now."""
    people = rows["people"]
    homes = dict.fromkeys(row["person"] for row in rows["residencies"] if row.get("until") is None)
    return [(place, years_between(people[place]["birth"], until)) for place in homes if people[place]["id_card"]]
