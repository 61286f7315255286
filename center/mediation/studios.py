"""What a personal studio is called: 所属调委会 + 个人姓名或特有名称 + 调解工作室, however its name was typed.

司法部《关于推进个人调解工作室建设的指导意见》(2018). What was typed stays in its field; the full name is composed here
and nowhere else, for every page of a case or committee, paper of a case and table that names a studio. Lists, their
exports and the 记录单 show it like any link, by its stored title: they sort, search and count by it. One studio stands
once in a committee.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from center.editing import add_row, edit_row
from center.following import follows
from center.importing.knowing import Key, known_by
from center.naming import names
from center.words import N_
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.mediation import Committee, Studio
from db.questions.mediation import studios
from db.record import Record
from db.tx import Tx

ENDING = "调解工作室"
_ENDS = re.compile(r"(?:个人|人民)*(?:调解工作室|调解室|工作室)$")
_COMMITTEE = re.compile(r"(?:人民)?调解委员会$")
ONLY_ENDING = N_("只有“调解工作室”几个字，请写上个人姓名或者特有名称，例如“秀英”")
TWICE = N_("本调委会已有“{name}”，请查找后修改那一条，不要重复登记")
ELSEWHERE = N_("别的调委会也有叫“{name}”的工作室，请在前面写上本调委会的名称")


def own_name(typed: str, committee: str) -> str:
    """秀英 of `秀英工作室`, `秀英个人调解工作室`, the full name …; '' where only the ending stands."""
    name = re.sub(r"\s+", "", typed)
    for before in (re.sub(r"\s+", "", committee), _COMMITTEE.sub("", committee)):
        if before and name.startswith(before):
            name = name.removeprefix(before)
            break
    return _ENDS.sub("", name)


def full_name(typed: str, committee: str) -> str:
    """`秀英` in 红旗社区人民调解委员会 → 红旗社区人民调解委员会秀英调解工作室; nothing is said twice."""
    return f"{committee}{own_name(typed, committee)}{ENDING}"


def spellings(full: str, committee: str) -> tuple[str, ...]:
    """What people write of a studio, the whole name first: a copy without names takes them all out."""
    own = own_name(full, committee)
    return (full, *(f"{own}{end}" for end in (f"个人{ENDING}", ENDING, "调解室", "工作室")))


def full_names() -> dict[int, str]:
    """All studios by id."""
    return {row["id"]: full_name(row["name"], row["committee_name"]) for row in studios()}


@names(Studio)
def meant(text: str) -> Sequence[int]:
    """Ids of the studios that a text may mean: the full name, or the name without its committee."""
    wanted = re.sub(r"\s+", "", text)
    return [row["id"] for row in studios() for committee in [row["committee_name"]]
            if wanted and (wanted == full_name(row["name"], committee)
                           or own_name(wanted, committee) == own_name(row["name"], committee))]


@known_by(Studio)
def in_a_list(values: Mapping[str, Any], _stored: bool) -> Sequence[Key]:
    """By its own name in its committee, however the list has it."""
    name, committee = values.get("name"), values.get("committee")
    return [("name", committee, own_name(name, record_row(Committee, committee)["name"]))] if name and committee else []


# ---- writing
def check_studio(values: Mapping[str, Any], _today: Any) -> dict[str, Invalid]:
    """A name that is more than its ending; a day of closing not before that of founding."""
    found = {}
    if values.get("name") and not _ENDS.sub("", re.sub(r"\s+", "", values["name"])):
        found["name"] = Invalid(ONLY_ENDING)
    if values.get("founded_on") and values.get("closed_on") and values["closed_on"].last < values["founded_on"].first:
        found["closed_on"] = Invalid("停办日期比成立日期早，请核对这两格")
    return found


def note_studio(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Register one; see `_apart`."""
    _apart(values)
    return add_row(tx, record, values)


def keep_studio(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change one; see `_apart`."""
    _apart(tx.row(record, rid) | dict(values), rid)
    return edit_row(tx, record, rid, revision, values)


@follows(Studio)
def once_in_a_committee(_tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """The same, whichever way the rows came."""
    for rid in rows:
        _apart(record_row(Studio, rid), rid)


def _apart(values: Mapping[str, Any], rid: int | None = None) -> None:
    """Raise Problems at `name` when the studio stands in its committee already, however typed; or when another
    committee's is typed with the very same signs, which tell the two apart nowhere."""
    name, committee = values.get("name"), values.get("committee")
    if not isinstance(name, str) or not isinstance(committee, int):
        return
    above = record_row(Committee, committee)["name"]
    if not own_name(name, above):
        raise Problems({"name": Invalid(ONLY_ENDING)})
    for row in studios():
        if row["id"] == rid:
            continue
        if row["committee"] == committee and own_name(row["name"], above) == own_name(name, above):
            raise Problems({"name": Invalid(TWICE, name=full_name(row["name"], above))})
        if row["name"] == name:
            raise Problems({"name": Invalid(ELSEWHERE, name=name)})
