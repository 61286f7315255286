"""评查: a self-check sheet of one volume from editable items; each item has a result, and what was mended its day.

The program gives no result by itself: the result is a person's, with her name.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.cases.book import book
from center.cases.given import locked, refuse, texts
from center.commands import command
from center.editing import editing
from center.words import N_
from db.errors import Invalid, Problems
from db.models.case_after import VolumeCheck
from db.models.cases import Volume
from db.questions.mediation import checks_of
from db.tx import Tx

MEND = "mend"


@command(N_("开始卷宗评查"), right="cases.edit", name="volume_checks.begin")
def begin(tx: Tx, volume: Any) -> int:
    """Put the items of the sheet to a volume, without results; how many were added. Those that are there stay."""
    rid = locked(tx, Volume, volume)
    there = {row["item"] for row in checks_of(rid)}
    fresh = [item for item in book("review")["item"] if item not in there]
    tx.add_many(VolumeCheck, [{"volume": rid, "item": item} for item in fresh])
    return len(fresh)


@command(N_("评查一项"), right="cases.edit", name="volume_checks.judge")
def judge(tx: Tx, check: Any, result: str, by: str, problem: str = "", on: Any = None) -> bool:
    """The result of one item, by a named person; what must be mended says what is wrong."""
    rid, found = locked(tx, VolumeCheck, check), {}
    values = texts(VolumeCheck, tx.today, found, ("result", "checked_by"), result=result, problem=problem,
                   checked_by=by, checked_on=on or tx.today.isoformat())
    if values.get("result") != MEND:
        values |= {"problem": None, "mended_on": None, "mended_by": None}
    found |= check_item(values | {"item": "…"}, tx.today)
    refuse({{"checked_by": "by"}.get(name, name): told for name, told in found.items()})
    return tx.change(VolumeCheck, rid, values)


@command(N_("登记评查改正"), right="cases.edit", name="volume_checks.mend")
def mend(tx: Tx, check: Any, by: str, on: Any = None) -> bool:
    """What was wrong is mended: who and when."""
    rid, found = locked(tx, VolumeCheck, check), {}
    row = tx.row(VolumeCheck, rid)
    if row["result"] != MEND:
        raise Problems({"": Invalid("这一项的结果不是“要改正”，不用登记改正")})
    values = texts(VolumeCheck, tx.today, found, ("mended_by",), mended_by=by,
                   mended_on=on or tx.today.isoformat())
    refuse({{"mended_by": "by", "mended_on": "on"}.get(name, name): told for name, told in found.items()})
    return tx.change(VolumeCheck, rid, values)


def check_item(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A result names who found it; what must be mended says what is wrong; mending has its person and day."""
    found = {}
    if values.get("result") and not values.get("checked_by"):
        found["checked_by"] = Invalid("请写评查人")
    if values.get("result") == MEND and not values.get("problem"):
        found["problem"] = Invalid("要改正的请写存在什么问题")
    if values.get("mended_on") and values.get("result") != MEND:
        found["mended_on"] = Invalid("评查结果不是“要改正”，不用填改正日期")
    if bool(values.get("mended_on")) != bool(values.get("mended_by")):
        name = "mended_by" if values.get("mended_on") else "mended_on"
        found[name] = Invalid("请把改正人和改正日期一起填上")
    begun, mended = values.get("checked_on"), values.get("mended_on")
    if begun and mended and mended.last < begun.first:
        found["mended_on"] = Invalid("改正日期比评查日期早，请核对这两格")
    return found


editing(VolumeCheck, check=check_item)
