"""Rules about duty persons: which place a role is for, and the order of its days. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.words import N_
from db.errors import Invalid

PLACES = ("community", "grid", "compound", "building", "unit", "floor", "door")
NEEDS: dict[str, tuple[str, ...]] = {
    "grid_head": ("grid",), "grid_worker": ("grid",), "building_head": ("building",), "unit_head": ("unit",),
    "floor_head": ("building", "floor"), "core_household": ("door",),
}
ABOVE: dict[str, tuple[str, ...]] = {
    "grid_head": ("community",), "grid_worker": ("community",), "building_head": ("community", "grid", "compound"),
    "floor_head": ("community", "grid", "compound"), "unit_head": ("community", "grid", "compound", "building"),
    "core_household": ("community", "grid", "compound", "building", "unit", "floor"),
}
"""Places above the one that a role is for: a roster names them too, and `center/cover/terms.py` lets them go."""
CADRE, CADRE_PLACES = "cadre", ("community", "compound", "building", "unit")
ASKED = {"grid": N_("请选网格"), "building": N_("请选楼栋"), "unit": N_("请选单元"), "floor": N_("请填楼层"),
         "door": N_("请选中心户的门牌")}


def check_term(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What must be mended: the place that the role needs, none beside or below it, no end before its beginning."""
    found = _places(values)
    since, until = values.get("since"), values.get("until")
    if since and until and until.last < since.first:
        found["until"] = Invalid("届满日期比任职日期早，请核对这两格")
    return found


def _places(values: Mapping[str, Any]) -> dict[str, Invalid]:
    role = values.get("role")
    given = [place for place in PLACES if values.get(place) is not None]
    if role == CADRE:
        return _of_cadre(given)
    needed = NEEDS.get(role)
    if needed is None:  # a role of the centre's own: any one place
        return {} if given else {"building": Invalid("请选这个人负责的地方")}
    found = {place: Invalid(ASKED[place]) for place in needed if place not in given}
    for place in given:
        if place not in needed and place not in ABOVE[role]:
            found[place] = Invalid("这个身份不填这一格，请清空")
    return found


def _of_cadre(given: list[str]) -> dict[str, Invalid]:
    found = {place: Invalid("包保干部不填这一格，请清空") for place in given if place not in CADRE_PLACES}
    aims = [place for place in given if place in CADRE_PLACES]
    if not aims:
        found["building"] = Invalid("请选包保的社区、小区、楼栋或单元，选一个")
    for place in aims[1:]:
        found[place] = Invalid("包保范围只选一个地方；包保两处的请登记两条")
    return found


def doubts_term(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What should be looked at: cadres' facts on somebody else, somebody chosen after she began."""
    found = {}
    if values.get("role") != CADRE:
        for path in ("mode", "home_unit"):
            if values.get(path):
                found[path] = Invalid("这一格是包保干部填的，请核对")
    since, chosen = values.get("since"), values.get("chosen_on")
    if since and chosen and chosen.first > since.last:
        found["chosen_on"] = Invalid("推选或聘任日期比任职日期晚，请核对")
    return found


def ask_term(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What is asked when it was left empty; a person may still leave it so."""
    if values.get("role") == CADRE and not values.get("mode"):
        return {"mode": Invalid("没有填包保方式，请选平时、急时，或两样都选")}
    return {}


def check_incentive(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """A measure's days."""
    given, until = values.get("given_on"), values.get("until")
    if given and given.first > today:
        return {"given_on": Invalid("落实日期在今天之后，请核对后改正")}
    if given and until and until.last < given.first:
        return {"until": Invalid("有效期比落实日期早，请核对这两格")}
    return {}
