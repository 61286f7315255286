"""Invented Party organisations and members of the demo centre."""
from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from center.demo.names import RARE
from db.checks import CREDIT_ALPHABET
from db.days import Day, years_between

COMMUNITY = "中共晨光社区"
BRANCHES = (
    ("第一", "branch"), ("第二", "branch"), ("第三", "branch"), ("第四", "branch"), ("翠湖苑小区", "branch"),
    ("锦绣家园小区", "branch"), ("文华苑小区", "branch"), ("和平里小区", "branch"), ("桂花园小区", "branch"),
    ("离退休干部", "branch"), ("物业服务企业", "joint"), ("沿街商户", "joint"),
)
POSTS = ("secretary", "organiser", "publicity", "discipline", "deputy")
MOBILE_TO = ("邻省务工", "随子女居住", "外地探亲照料", "外地经商")


def branches(full: bool, until: date, chance: Random) -> list[dict[str, Any]]:
    """The committee (for a small centre a general branch) first, then its branches; `parent` is a place in the list."""
    top = _branch("社区委员会" if full else "社区总支部委员会", "committee" if full else "general", None, until, 900)
    top |= {"committee_size": 7 if full else 5, "credit_code": credit_code(chance), "unit_situation": "legal"}
    rows = [top]
    for place, (name, kind) in enumerate(BRANCHES if full else BRANCHES[:4]):
        elected = 1200 if place != 2 else 5 * 366 + 60
        row = _branch(f"社区{name}{'联合' if kind == 'joint' else ''}支部委员会", kind, 0, until, elected)
        if place == 2:
            row["late_approved_on"] = Day(until - timedelta(days=90))
        if place == 3:
            row["committee_size"] = 0
        if kind == "joint":
            row |= {"unit_situation": "joint", "unit_nature": "private_firm", "unit_party_state": "joint",
                    "term_years": 3, "elected_on": Day(until - timedelta(days=700))}
        rows.append(row)
    return rows


def _branch(name: str, kind: str, parent: int | None, until: date, elected_days: int) -> dict[str, Any]:
    return {"name": COMMUNITY + name.removeprefix("社区"), "secretary": None, "contact": None, "phone": "0900-8000101",
            "kind": kind, "unit_situation": "same", "unit_name": "晨光社区居民委员会", "unit_nature": "urban_community",
            "unit_party_state": "committee", "credit_code": None, "parent": parent,
            "elected_on": Day(until - timedelta(days=elected_days)), "term_years": 5, "late_approved_on": None,
            "committee_size": 5}


def credit_code(chance: Random, kind: str = "54") -> str:
    """A well-formed unified social credit code of area 990101, of nobody; `kind` 54 is ours, 91 an enterprise."""
    first = kind + "990101" + "".join(chance.choice(CREDIT_ALPHABET[:10]) for _ in range(9))
    total = sum(CREDIT_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(first))
    return first + CREDIT_ALPHABET[(31 - total % 31) % 31]


def below(everyone: list[dict[str, Any]], members: list[dict[str, Any]], until: date) -> list[dict[str, Any]]:
    """The street's committee, and a group with a leader for most buildings where a member lives."""
    street = _branch("", "committee", None, until, 400) | {
        "name": "中共示例街道工作委员会", "secretary": "何振华", "contact": "何振华", "unit_name": "示例街道办事处",
        "phone": "0900-8000001", "committee_size": 7, "unit_nature": None}
    leaders: dict[str, dict[str, Any]] = {}
    for row in members:
        person = everyone[row["person"]]
        building, mark, _rest = person["address"].partition("号楼")
        if mark and row["category"] == "1":
            leaders.setdefault(building + mark, row)
    return [street] + [{"name": f"{COMMUNITY}{building}党小组", "secretary": everyone[row["person"]]["name"],
                        "contact": None, "phone": None, "kind": "group", "unit_situation": None, "unit_name": None,
                        "unit_nature": None, "unit_party_state": None, "credit_code": None, "parent": row["branch"],
                        "elected_on": None, "term_years": None, "late_approved_on": None, "committee_size": None}
                       for turn, (building, row) in enumerate(leaders.items()) if turn % 6 != 5]


def members(chance: Random, count: int, people: list[dict[str, Any]], groups: list[dict[str, Any]],
            until: date) -> list[dict[str, Any]]:
    """`count` member rows, rare names first; fills the branches' secretaries and contacts in too."""
    rare = [place for place in range(len(RARE)) if RARE[place][2] >= 30]
    chosen = rare + _chosen(chance, count - len(rare), people, until, skip=len(RARE))
    own = len(groups) - 1
    rows = [_member(chance, place, people[place], 1 + turn % own, until) for turn, place in enumerate(chosen)]
    for branch in range(1, own + 1):
        _elect(groups[branch], [row for row in rows if row["branch"] == branch and row["category"] == "1"], people)
    groups[0] |= {"secretary": groups[1]["secretary"], "contact": groups[1]["contact"]}
    _spoil(chance, rows[len(rare):], count)
    return rows


def _chosen(chance: Random, count: int, people: list[dict[str, Any]], until: date, skip: int) -> list[int]:
    """Places of adults, older ones more often: the median age of members comes near 58."""
    weighted = []
    for place in range(skip, len(people)):
        age = years_between(people[place]["birth"], until)
        if age >= 22 and people[place]["id_card"]:
            weighted.append((chance.random() ** (1 / (0.6 if age < 36 else 1.0 if age < 56 else 1.5)), place))
    return sorted(place for _key, place in sorted(weighted, reverse=True)[:count])


def _member(chance: Random, place: int, person: dict[str, Any], branch: int, until: date) -> dict[str, Any]:
    age = years_between(person["birth"], until)
    probationary = age < 45 and chance.random() < 0.05
    if probationary:
        joined = until - timedelta(days=chance.randint(20, 350))
    else:
        joined = _day_at(person["birth"].first, chance.randint(19, max(20, min(50, age - 2))), chance.randint(0, 300))
    full_since = None if probationary else _day_at(joined, 1, 0)
    rough = not probationary and age >= 65 and chance.random() < 0.2
    return {"person": place, "category": "2" if probationary else "1", "branch": branch,
            "joined": Day(joined.isoformat()[:7]) if rough else Day(joined),
            "full_since": full_since and (Day(full_since.isoformat()[:7]) if rough else Day(full_since)),
            "post": _post(chance, age), "standing": "1", "lost": False, "lost_on": None, "mobile": False,
            "mobile_to": None, "duty": None}


def _post(chance: Random, age: int) -> str:
    if age >= 60:
        return "retired"
    return chance.choice(("agency", "technical", "firm_manager", "firm_worker", "self_employed", "community", "worker"))


def _day_at(start: date, years: int, days: int) -> date:
    day = min(start.day, 28)
    return date(start.year + years, start.month, day) + timedelta(days=days)


def _elect(branch: dict[str, Any], full: list[dict[str, Any]], people: list[dict[str, Any]]) -> None:
    """The youngest-in-list members take the branch's posts; no posts beyond the secretary without a committee."""
    seats = POSTS[:max(branch["committee_size"], 1)]
    for row, duty in zip(full, seats, strict=False):
        row["duty"] = duty
    if full:
        branch["secretary"] = people[full[0]["person"]]["name"]
        branch["contact"] = people[full[min(1, len(full) - 1)]["person"]]["name"]


def _spoil(chance: Random, rows: list[dict[str, Any]], count: int) -> None:
    """A few mobile and lost members, and gaps in one row of a hundred."""
    for row in chance.sample(rows, max(2, count // 60)):
        row |= {"mobile": True, "mobile_to": chance.choice(MOBILE_TO)}
    lost = chance.sample([row for row in rows if not row["mobile"]], max(1, count // 300))
    for row in lost:
        row |= {"lost": True, "lost_on": Day("2026-03")}
    for row in chance.sample(rows, max(1, count // 100)):
        row[chance.choice(("joined", "post"))] = None
