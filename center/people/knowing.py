"""Whether a human who is typed with her home or her duty is entered already: she is found, or asked about.

As the import does: by ID number (`center/editing.py`), by name with telephone or day of birth; one of the same name
of whom nobody can tell whether she is the same is asked about and never entered a second time in silence. Whoever is
asked may say which of them it is: her id is given as `person`.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.editing import RULES, add_row
from center.words import N_
from db.errors import Invalid, Problems
from db.models.people import Person
from db.questions.people import namesakes, person_with_id
from db.record import Record, column
from db.tx import Tx
from db.words import Listed

OWNER = "person"
SEVERAL = N_("已经登记着“{name}”（{told}）。是同一个人，请把手机号、身份证号或出生日期填得和那一位一样；"
             "不是，请填这个人自己的手机号、身份证号或出生日期，好分清两个人")
AMONG = "among"
"""The parameter of such a problem that holds the ids of those it may be."""


def add_known(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Like `add_row` for a record about `person`, who may be entered already, or was chosen. Raises Problems."""
    whole = RULES[record].complete(dict(values))
    known = _chosen(whole) or same_human(whole)
    if known is None:
        return add_row(tx, record, values)
    rid = add_row(tx, record, dict(whole) | {OWNER: known})
    facts = {path.partition(".")[2]: value for path, value in whole.items() if path.startswith(f"{OWNER}.")}
    tx.change(Person, known, {name: value for name, value in facts.items() if value is not None})
    return rid


def _chosen(values: Mapping[str, Any]) -> int | None:
    """The human who was chosen among those of her name; her ID number is never made another by it."""
    rid = values.get(OWNER)
    if rid is None:
        return None
    number = _read(values, "id_card")
    her = next((one for one in namesakes(_read(values, "name") or "") if one["id"] == rid), None)
    if her is None or number and her["id_card"] not in (None, number) or person_with_id(number) not in (None, rid):
        raise Problems({f"{OWNER}.name": Invalid("选的人和填的姓名、身份证号对不上，请核对后重新保存")})
    return rid


def same_human(values: Mapping[str, Any]) -> int | None:
    """The human that values by path (`person.name`, …) are about; None: nobody known. Raises Problems at the name."""
    given = {name: _read(values, name) for name in ("name", "id_card", "phone", "birth")}
    if not given["name"] or person_with_id(given["id_card"]) is not None:  # the number finds her by itself
        return None
    others = [one for one in namesakes(given["name"]) if not _differ(given, one, "id_card")]
    same = [one for one in others if _agree(given, one, "phone")]
    same = same or [one for one in others if _agree(given, one, "birth") and not _differ(given, one, "phone")]
    if len(same) == 1:
        return same[0]["id"]
    unclear = same or [one for one in others if not _apart(given, one)]
    if unclear and not given["id_card"]:
        told = Listed([_words(one) for one in unclear[:3]], "；")
        raise Problems({f"{OWNER}.name": Invalid(
            SEVERAL, name=given["name"], told=told, **{AMONG: tuple(one["id"] for one in unclear)})})
    return None


def _read(values: Mapping[str, Any], name: str) -> Any:
    value = values.get(f"{OWNER}.{name}")
    return None if isinstance(value, Invalid) else value


def _agree(given: Mapping[str, Any], one: Mapping[str, Any], name: str) -> bool:
    return given[name] is not None and given[name] == one[name]


def _differ(given: Mapping[str, Any], one: Mapping[str, Any], name: str) -> bool:
    return bool(given[name] and one[name] and given[name] != one[name])


def _apart(given: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    """Two people of one name: what tells them apart is written, or stands in the store, and is not the same."""
    return bool(given["phone"]) or _differ(given, one, "birth")


def _words(one: Mapping[str, Any]) -> Listed:
    """How the import tells namesakes apart: sex, day of birth, masked telephone."""
    shown = (column(Person, name).field.show(one[name]) for name in ("sex", "birth", "phone"))
    return Listed([text for text in shown if text] or [N_("没有登记手机号和出生日期")], " · ")
