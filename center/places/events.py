"""What places add to a timeline: when they came into use and went, a building's grids and compounds, its sheets."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import N_, say
from db import listing
from db.models.places import Building, Compound, Door, Grid, Unit
from db.questions import places
from db.record import Record

if TYPE_CHECKING:
    from center.desk import Desk

TERMED = (Grid, Compound, Building, Unit, Door)


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """The days of a place."""
    if record not in TERMED or not desk.may("places.read"):
        return
    row = listing.record_row(record, rid)
    if row["valid_from"]:
        yield on(row["valid_from"], say(N_("启用")))
    if row["valid_to"]:
        yield on(row["valid_to"], say(N_("停用或拆除")))
    if record is not Building:
        return
    for term in places.terms_of(rid):
        if term["since"]:
            yield on(term["since"], say(N_("划归")), *_where(term))
    for sheet in places.sheets_of(rid):
        if sheet["sent_on"]:
            yield on(sheet["sent_on"], say(N_("发出楼栋长填报表")))
        if sheet["taken_on"]:
            yield on(sheet["taken_on"], say(N_("收回楼栋长填报表")))


def _where(term: dict) -> Iterator[str]:
    if term["grid_name"]:
        yield say(N_("网格：{name}"), name=term["grid_name"])
    if term["compound_name"]:
        yield say(N_("小区：{name}"), name=term["compound_name"])
