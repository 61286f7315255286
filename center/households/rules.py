"""Rules about who lives where: pure, values by path."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.people.rules import check_person, complete_person, doubts_person
from db.days import Day, years_between
from db.errors import Invalid

HEAD, CHILD = "head", "child"
_CHILD_OF = {"1": "son", "2": "daughter"}
VACANT, RENTED, OWN, UNSURE = "vacant", "rented", "own", "unsure"


def check_residency(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What must be mended before a row is written: the days in their order, none of them to come."""
    found = check_person(values, today, "person.")
    birth, since, until = values.get("person.birth"), values.get("since"), values.get("until")
    if birth and since and since.last < birth.first:
        found["since"] = Invalid("迁入日期比出生日期早，请核对这两格")
    if since and until and until.last < since.first:
        found["until"] = Invalid("迁出日期比迁入日期早，请核对这两格")
    for path, day in (("since", since), ("until", until)):
        if day and day.first > today:
            found[path] = Invalid("日期在今天之后，请核对后改正")
    return found


def doubts_residency(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at but blocks nothing."""
    return doubts_person(values, "person.")


def complete_residency(values: dict[str, Any]) -> dict[str, Any]:
    """Sex and birth come from the ID number; 子女 is said more exactly where the sex is known."""
    whole = complete_person(values, "person.")
    if whole.get("relation") == CHILD:
        whole["relation"] = _CHILD_OF.get(whole.get("person.sex"), CHILD)
    return whole


def is_child(birth: Day | None, today: date, child_age: int) -> bool:
    """Whether somebody is a count and no name. A birth known to the year only is taken as late as it can be."""
    return birth is not None and years_between(birth.last, today) < child_age
