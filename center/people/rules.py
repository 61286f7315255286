"""Rules about a human's facts: pure, values by path, `prefix` is `person.` where a record is about her."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.checks import id_birth, id_sex
from db.days import Day
from db.errors import Invalid


def check_person(values: Mapping[str, Any], today: date, prefix: str = "") -> dict[str, Invalid]:
    """Problems that must be mended. A birth date that differs from the ID's is only a doubt: see `doubts_person`."""
    birth = values.get(f"{prefix}birth")
    if birth and birth.first > today:
        return {f"{prefix}birth": Invalid("出生日期在今天之后，请核对后改正")}
    return {}


def doubts_person(values: Mapping[str, Any], prefix: str = "") -> dict[str, Invalid]:
    """What should be looked at but does not block: archives may differ from the ID card."""
    from center.addresses.grammar import doubt  # here: who loads people first must not load all the domains

    number, birth, sex = (values.get(prefix + name) for name in ("id_card", "birth", "sex"))
    odd = doubt(values.get(f"{prefix}address") or "")
    found = {f"{prefix}address": odd} if odd else {}
    if number and len(number) == 18:
        on_card = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        if birth and not on_card.startswith(birth):
            found[f"{prefix}birth"] = Invalid("与身份证号里的出生日期 {day} 不同，请核对", day=on_card)
        if sex in ("1", "2") and sex != id_sex(number):
            found[f"{prefix}sex"] = Invalid("与身份证号里的性别不同，请核对")
    return found


def complete_person(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Sex and birth date come from the ID number when empty."""
    number = values.get(f"{prefix}id_card")
    if isinstance(number, str) and len(number) == 18:
        if values.get(f"{prefix}birth") is None:
            values[f"{prefix}birth"] = Day(id_birth(number))
        if values.get(f"{prefix}sex") is None:
            values[f"{prefix}sex"] = id_sex(number)
    return values
