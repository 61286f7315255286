"""Giving codes to the places that have none: when a community's own code became known after its places."""
from __future__ import annotations

from center.commands import command
from center.places import codes
from center.places.following import Codes
from center.stopping import Progress, step
from center.words import N_
from db.models.places import Building, Compound, Door, Grid, Unit
from db.questions import places
from db.tx import Tx


@command(N_("补编码"), right="places.edit", name="places.give_codes")
def give_codes(tx: Tx, progress: Progress | None = None) -> int:
    """Every place without a code gets one where the code above it is known; returns how many did."""
    giver, done = Codes(), 0
    for record, letter, rows_of in ((Grid, codes.GRID, places.grid_rows), (Compound, codes.COMPOUND,
                                                                           places.compound_rows)):
        for row in rows_of(places.uncoded(record)):
            done += _give(tx, record, row["id"], giver.under(record, letter, row["community"]))
    for row in places.building_rows(places.uncoded(Building)):
        done += _give(tx, Building, row["id"], giver.under(Building, codes.BUILDING, row["community"]))
    for row in places.unit_rows(places.uncoded(Unit)):
        done += _give(tx, Unit, row["id"], giver.of(Unit, codes.UNIT, row["building_code"], row["number"]))
    doors = places.door_rows(places.uncoded(Door))
    for place, row in enumerate(doors):
        step(progress, None, place, len(doors))
        above = row["unit_code"] if row["unit"] else row["building_code"]
        done += _give(tx, Door, row["id"], giver.room(above, row["number"], row["zone"]))
    return done


def _give(tx: Tx, record: type, rid: int, code: str | None) -> bool:
    return code is not None and tx.change(record, rid, {"code": code})
