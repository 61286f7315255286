"""Rules of a place between its own fields, and what follows from a number as it was typed. Pure."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from center.places.names import bare, floor_of
from db.errors import Invalid

_LEVEL = re.compile(r"[层楼]|\dF$", re.I)


def check_street(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A street's code has 9 digits."""
    return {"code": Invalid("街道代码是 9 位数字，请核对")} if _not_digits(values, 9) else {}


def check_community(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A community's code has 12 digits: all codes below begin with it."""
    return {"code": Invalid("社区代码是 12 位数字，请核对")} if _not_digits(values, 12) else {}


def check_terms(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """Nothing ends before it begins."""
    start, end = values.get("valid_from"), values.get("valid_to")
    if start and end and end.last < start.first:
        return {"valid_to": Invalid("停用或拆除日期比启用日期早，请核对这两格")}
    return {}


def check_building(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """A building has a number in its compound, or a name of its own."""
    found = check_terms(values, today)
    if not values.get("number") and not values.get("name"):
        found["number"] = Invalid("请填写楼号；没有楼号的楼宇，请填写楼栋名称")
    elif values.get("number") and not values.get("name") and not values.get("compound"):
        found["compound"] = Invalid("只有楼号还不知道是哪里的楼，请选所属小区，或者填写楼栋名称")
    return found


def check_unit(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """A unit stands over the floors: its number names none."""
    found = check_terms(values, today)
    if _LEVEL.search(values.get("number") or ""):
        found["number"] = Invalid("单元在楼层的上面，单元号里不写楼层，请把楼层写在户室上")
    return found


def check_door(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """A door hangs on a unit or a building, not the other way round."""
    found = check_terms(values, today)
    if "单元" in (values.get("number") or ""):
        found["number"] = Invalid("室号只写号，例如 501；单元请选在“所属单元”里")
    return found


def doubt_door(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A room number usually tells its floor."""
    floor, told = values.get("floor"), floor_of(values.get("number") or "")
    if floor is not None and told is not None and floor != told:
        return {"floor": Invalid("室号像是 {floor} 层的，请核对楼层", floor=told)}
    return {}


def complete_building(values: dict[str, Any]) -> dict[str, Any]:
    """Only the number is kept of 3号楼."""
    return _bare(values, "building")


def complete_unit(values: dict[str, Any]) -> dict[str, Any]:
    """Only the number is kept of 2单元; 3层 stays, to be told about."""
    return _bare(values, "unit")


def complete_door(values: dict[str, Any]) -> dict[str, Any]:
    """Only the number is kept of 501室; the floor follows from it, and a garage from its word."""
    whole = _bare(values, "door")
    number = whole.get("number")
    if isinstance(number, str):
        if whole.get("floor") is None:
            whole["floor"] = floor_of(number)
        if whole.get("kind") is None and number.startswith("车库"):
            whole["kind"] = "garage"
    return whole


def _bare(values: dict[str, Any], what: str) -> dict[str, Any]:
    number = values.get("number")
    return values | {"number": bare(what, number)} if isinstance(number, str) else dict(values)


def _not_digits(values: Mapping[str, Any], count: int) -> bool:
    code = values.get("code")
    return bool(code) and not (len(code) == count and code.isascii() and code.isdigit())
