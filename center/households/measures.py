"""Numbers of households; each opens its doors or its rows. How a door is used stands as it is today."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.households.rules import RENTED, VACANT
from center.measures import Count, Found, measure
from center.periods import Period
from center.words import N_
from db.models.households import Residency
from db.models.places import Door
from db.questions.compliance import rows_between
from db.questions.households import homes_at, residencies_at

if TYPE_CHECKING:
    from center.desk import Desk


@measure("households.doors", N_("住宅户数"))
def doors(desk: Desk, period: Period) -> Count:
    """Homes that were there at the period's end; shops, garages and the like are none."""
    return Count(_homes(desk, period))


@measure("households.occupied", N_("有人登记居住的户"))
def occupied(desk: Desk, period: Period) -> Count:
    """Homes behind which somebody lived at the period's end."""
    base = _homes(desk, period)
    lived = {door for _rid, door in residencies_at(desk.as_of(period))}
    return Count(Found(Door, tuple(door for door in base.ids if door in lived)), base)


@measure("households.vacant", N_("空置的户"))
def vacant(desk: Desk, period: Period) -> Count:
    """Homes that were noted as vacant. Where nobody is registered, it is not known whether it is."""
    return _used(desk, period, VACANT)


@measure("households.rented", N_("出租的户"))
def rented(desk: Desk, period: Period) -> Count:
    """Homes that were noted as rented."""
    return _used(desk, period, RENTED)


@measure("households.residents", N_("登记居住人数"))
def residents(desk: Desk, period: Period) -> Count:
    """Everybody who lived here at the period's end."""
    return Count(Found(Residency, tuple(rid for rid, _door in residencies_at(desk.as_of(period)))))


@measure("households.moved_in", N_("迁入人次"))
def moved_in(_desk: Desk, period: Period) -> Count:
    """Who moved in within the period."""
    return _moved("since", period)


@measure("households.moved_out", N_("迁出人次"))
def moved_out(_desk: Desk, period: Period) -> Count:
    """Who moved out within the period."""
    return _moved("until", period)


def _homes(desk: Desk, period: Period) -> Found:
    return Found(Door, tuple(rid for rid, _use in homes_at(desk.as_of(period))))


def _used(desk: Desk, period: Period, use: str) -> Count:
    homes = homes_at(desk.as_of(period))
    return Count(Found(Door, tuple(rid for rid, now in homes if now == use)), Found(Door, tuple(r for r, _ in homes)))


def _moved(day: str, period: Period) -> Count:
    rows = rows_between(Residency, day, period.start, period.end)
    return Count(Found(Residency, tuple(row["id"] for row in rows)))
