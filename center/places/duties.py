"""What is due among places: buildings that nobody put into a grid, once the centre works with grids."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from center.duties import Duty, duties
from center.words import N_
from db.models.places import Building
from db.questions import places
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("places", N_("楼栋"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """One line for all of them."""
    if not desk.may("places.edit") or not places.any_grid():
        return
    gridded = set(places.buildings_in_grids(today))
    rest = tuple(rid for rid in places.ids_at(Building, today) if rid not in gridded)
    if rest:
        yield Duty("places", "grid", N_("楼栋没有划网格"), Phrase(N_("{count} 栋，请选所属网格"), count=len(rest)),
                   record="buildings", ids=rest)
