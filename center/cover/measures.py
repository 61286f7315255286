"""Numbers of duty persons and of the five-level chain; each opens the places behind it."""
from __future__ import annotations

from center.compliance.evidence import Asking, as_of
from center.cover.chain import coverage
from center.cover.incentives import insured
from center.measures import Count, Found, measure
from center.periods import Period
from center.words import N_
from db.models.cover import DutyTerm
from db.questions.cover import terms_at

HEADS = ("grid_head", "building_head", "unit_head")
"""三长."""


def _office(asking: Asking, period: Period, role: str) -> Count:
    counted, base = coverage(None, as_of(asking, period)).roles[role]
    return Count(counted, base)


def _level(asking: Asking, period: Period, name: str) -> Count:
    level = next(one for one in coverage(None, as_of(asking, period)).levels if one.name == name)
    return Count(level.counted, level.base)


@measure("cover.buildings_headed", N_("楼栋长配备"))
def buildings_headed(asking: Asking, period: Period) -> Count:
    """Buildings where people live that have a head ÷ all of them."""
    return _office(asking, period, "building_head")


@measure("cover.units_headed", N_("单元长配备"))
def units_headed(asking: Asking, period: Period) -> Count:
    """Units that have a head ÷ all units."""
    return _office(asking, period, "unit_head")


@measure("cover.grids_headed", N_("网格长配备"))
def grids_headed(asking: Asking, period: Period) -> Count:
    """Grids that have a head ÷ all grids."""
    return _office(asking, period, "grid_head")


@measure("cover.cadres", N_("小区包保覆盖"))
def cadres(asking: Asking, period: Period) -> Count:
    """Compounds that a cadre sent down looks after, whole or in part ÷ all compounds."""
    return _office(asking, period, "cadre")


@measure("cover.compounds_organised", N_("小区党支部覆盖"))
def compounds_organised(asking: Asking, period: Period) -> Count:
    """Compounds with a Party branch ÷ all compounds."""
    return _level(asking, period, "compound")


@measure("cover.buildings_grouped", N_("楼栋党小组覆盖"))
def buildings_grouped(asking: Asking, period: Period) -> Count:
    """Buildings with a Party group ÷ all buildings where people live."""
    return _level(asking, period, "building")


@measure("cover.core_households", N_("党员中心户覆盖"))
def core_households(asking: Asking, period: Period) -> Count:
    """Buildings with at least one core household ÷ all buildings where people live."""
    return _level(asking, period, "core_household")


@measure("cover.heads", N_("在任三长"))
def heads(asking: Asking, period: Period) -> Count:
    """Heads of grids, buildings and units in office."""
    rows = terms_at(as_of(asking, period), roles=HEADS)
    return Count(Found(DutyTerm, tuple(row["id"] for row in rows)))


@measure("cover.insured", N_("三长意外伤害保险"))
def insured_heads(asking: Asking, period: Period) -> Count:
    """Heads in office whose accident insurance is in force ÷ all of them."""
    day = as_of(asking, period)
    base = tuple(row["id"] for row in terms_at(day, roles=HEADS))
    covered = insured(day)
    return Count(Found(DutyTerm, tuple(rid for rid in base if rid in covered)), Found(DutyTerm, base))
