"""Rules of an enterprise's row and of a conference member: pure, all problems at once, each at its path."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.errors import Invalid

ORGANISED = ("single", "joint")  # 单独组建, 联合组建
GUIDED = "guided"


def check_enterprise(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """How it left and when go together; nobody leaves before coming; members are among the staff."""
    found: dict[str, Invalid] = {}
    came, left = values.get("came_on"), values.get("left_on")
    if values.get("left") and not left:
        found["left_on"] = Invalid("写了走的方式，请把离开日期也写上")
    if left and not values.get("left"):
        found["left"] = Invalid("写了离开日期，请选是迁出还是注销")
    if came and left and left.last < came.first:
        found["left_on"] = Invalid("离开日期比入驻日期早，请核对这两格")
    staff, members = values.get("staff"), values.get("members")
    if staff is not None and members is not None and members > staff:
        found["members"] = Invalid("党员人数比从业人数多，请核对这两格")
    return found


def doubts_enterprise(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What the situation table and the coverage would miss; it blocks nothing."""
    found: dict[str, Invalid] = {}
    if values.get("came") and not values.get("came_on"):
        found["came_on"] = Invalid("没有入驻日期，态势表会把它算作期初就在，请补上")
    if values.get("came_on") and not values.get("came"):
        found["came"] = Invalid("没有写是新设还是迁入，态势表会对不上，请选一项")
    state = values.get("organisation_state")
    if state == GUIDED and not values.get("guide"):
        found["guide"] = Invalid("派驻了指导员，请写上是谁")
    if values.get("organisation") and state not in ORGANISED:
        found["organisation_state"] = Invalid("写了党组织，请选单独组建还是联合组建")
    return found


def check_council(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """Nobody leaves a conference before joining it."""
    since, until = values.get("since"), values.get("until")
    if since and until and until.last < since.first:
        return {"until": Invalid("退出日期比加入日期早，请核对这两格")}
    return {}
