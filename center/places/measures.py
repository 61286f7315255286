"""Numbers of places: how many stand at the end of a period, and how many of the buildings have a grid."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.measures import Count, Found, measure
from center.periods import Period
from db.models.places import Building, Compound, Door, Grid, Unit
from db.questions import places
from db.record import Record

if TYPE_CHECKING:
    from center.desk import Desk


def _standing(desk: Desk, record: type[Record], period: Period) -> Found:
    return Found(record, tuple(places.ids_at(record, desk.as_of(period))))


@measure("places.grids", "网格数")
def grids(desk: Desk, period: Period) -> Count:
    """Grids that are in use."""
    return Count(_standing(desk, Grid, period))


@measure("places.compounds", "小区数")
def compounds(desk: Desk, period: Period) -> Count:
    """Compounds, lanes and courtyards."""
    return Count(_standing(desk, Compound, period))


@measure("places.buildings", "楼栋数")
def buildings(desk: Desk, period: Period) -> Count:
    """Buildings that stand."""
    return Count(_standing(desk, Building, period))


@measure("places.units", "单元数")
def units(desk: Desk, period: Period) -> Count:
    """Units."""
    return Count(_standing(desk, Unit, period))


@measure("places.doors", "户室数")
def doors(desk: Desk, period: Period) -> Count:
    """Doors: homes, shops, rooms, garages."""
    return Count(_standing(desk, Door, period))


@measure("places.buildings_in_grids", "有网格的楼栋")
def buildings_in_grids(desk: Desk, period: Period) -> Count:
    """Buildings that have a grid, of those that stand."""
    base = _standing(desk, Building, period)
    gridded = set(places.buildings_in_grids(desk.as_of(period)))
    return Count(Found(Building, tuple(rid for rid in base.ids if rid in gridded)), base)
