"""Invented residents: households in six compounds, with ID numbers of an area that does not exist.

Area 990101 and mobile numbers beginning with 154 belong to nobody; check digits are right.
"""
from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from center.demo.names import RARE, given_name, surname
from center.demo.town import Town
from db.checks import id_check_digit
from db.days import Day, years_between

AREA = "990101"
AGES = {3: 5, 12: 8, 25: 10, 35: 15, 45: 15, 55: 18, 65: 16, 75: 9, 85: 4}
HOUSEHOLD_SIZES = {1: 25, 2: 30, 3: 25, 4: 14, 5: 6}
MINORITIES = ("03", "11", "02", "05", "06", "08", "15", "10")
EDUCATION_BY_AGE = (
    (60, {"81": 14, "71": 34, "61": 22, "41": 12, "31": 12, "21": 6}),
    (35, {"71": 18, "61": 18, "41": 14, "31": 24, "21": 23, "14": 3}),
    (22, {"61": 8, "41": 8, "31": 28, "21": 46, "14": 9, "11": 1}),
)
FAULT = 0.01
LARGE = 2000
"""More people than this live in all compounds, fewer in the first two."""
TWIN = ("name", "sex", "birth", "ethnicity", "phone")


def people(chance: Random, size: int, until: date) -> list[dict[str, Any]]:
    """`size` rows of people, rare names first; ages are those on the day `until`."""
    rows: list[dict[str, Any]] = []
    taken: dict[str, int] = {}
    ages, sizes = _weighted(AGES), _weighted(HOUSEHOLD_SIZES)
    rare, town = list(RARE), Town(size > LARGE)
    while len(rows) < size:
        address, head = _address(chance, size, town), surname(chance)
        for _ in range(min(sizes(chance), size - len(rows))):
            if rare:
                name, sex, age, ethnicity = rare.pop(0)
            else:
                sex, age = chance.choice("12"), max(0, ages(chance) + chance.randint(-5, 4))
                family = head if chance.random() < 0.55 else surname(chance)
                name, ethnicity = family + given_name(chance, sex, age), _ethnicity(chance)
            rows.append(_person(chance, name, sex, age, ethnicity, address, until, taken))
    _spoil(chance, rows)
    return rows


def mediators(rows: list[dict[str, Any]], taken: set[int], named: tuple[tuple[str, str], ...], until: date) -> None:
    """Give grown-ups who are nothing else here the names (and sex) by which the committee's people are known.

    Each has a door of her own, alone or with one other where there is such a home: a name that is nobody's beside it
    among a family of another one makes no household.
    """
    free = [place for place, row in enumerate(rows) if len(RARE) <= place < len(RARE) + 60 and place not in taken
            and row["id_card"] and row["consent"] == "given" and 32 <= years_between(row["birth"], until) <= 64]
    living = Counter(row["address"] for row in rows)
    free.sort(key=lambda place: living[rows[place]["address"]] > 2)
    for name, sex in named:
        place = next(one for one in free if rows[one]["sex"] == sex)
        free = [one for one in free if rows[one]["address"] != rows[place]["address"]]
        rows[place]["name"] = name


def households(rows: list[dict[str, Any]]) -> int:
    """How many doors the rows live behind."""
    return len({row["address"] for row in rows})


def _person(chance: Random, name: str, sex: str, age: int, ethnicity: str, address: str, until: date,
            taken: dict[str, int]) -> dict[str, Any]:
    born = until - timedelta(days=int(age * 365.25) + chance.randint(1, 364))
    return {
        "name": name, "sex": sex, "id_card": id_number(born, sex, taken), "birth": Day(born), "ethnicity": ethnicity,
        "education": _education(chance, age), "phone": f"154{chance.randrange(10**8):08d}" if age >= 12 else None,
        "landline": f"0900-8{chance.randrange(10**6):06d}" if age >= 60 and chance.random() < 0.2 else None,
        "address": address, "basis": "duty" if chance.random() < 0.3 else "consent", "consent": "given",
        "consent_on": Day(until - timedelta(days=chance.randint(30, 700))),
    }


def id_number(born: date, sex: str, taken: dict[str, int]) -> str:
    """The next free ID number of that birthday and sex; `taken` counts them per birthday."""
    key = born.strftime("%Y%m%d") + sex
    place = taken[key] = taken.get(key, -1) + 1
    first = f"{AREA}{key[:8]}{place // 5 + 1:02d}{place % 5 * 2 + (1 if sex == '1' else 0)}"
    return first + id_check_digit(first)


def _address(chance: Random, size: int, town: Town) -> str:
    estate = chance.randrange(6 if size > LARGE else 2)
    building, unit, floor = chance.randint(1, 30 if size > LARGE else 6), chance.randint(1, 4), chance.randint(1, 18)
    return town.home(estate, ((building * 4 + unit) * 18 + floor) * 4 + chance.randint(1, 4))


def _ethnicity(chance: Random) -> str:
    return "01" if chance.random() < 0.94 else chance.choice(MINORITIES)


def _education(chance: Random, age: int) -> str | None:
    for least, weights in EDUCATION_BY_AGE:
        if age >= least:
            return _draw(chance, weights)
    return None


def _spoil(chance: Random, rows: list[dict[str, Any]]) -> None:
    """One row in a hundred has a fault on purpose, so that the quality pages have something to show."""
    for row in rows[len(RARE):]:
        if chance.random() >= FAULT:
            continue
        fault = chance.choice(("phone", "ethnicity", "education", "consent", "birth"))
        if fault == "birth":
            row["birth"] = Day(row["birth"].first + timedelta(days=chance.choice((-365, -31, -1))))
        elif fault == "consent":
            row.update(basis="consent", consent="none", consent_on=None)
        else:
            row[fault] = None
    for place in range(len(RARE) + 150, len(rows), 300):
        rows[place] |= {key: rows[place - 90][key] for key in TWIN} | {"id_card": None}


def _weighted(weights: dict[int, int]):
    values, total = list(weights), []
    for weight in weights.values():
        total.append(weight + (total[-1] if total else 0))
    return lambda chance: chance.choices(values, cum_weights=total)[0]


def _draw(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
