"""A building's file to print: looked at first, and in its history afterwards that it was printed."""
from __future__ import annotations

from center.desk import Desk
from center.places.building import BuildingFacts
from views.state.printing import Sheet, paper_sheet

FILE = "building_file"


def file_sheet(desk: Desk, given: BuildingFacts) -> Sheet:
    """楼栋档案 of a building."""
    from reports.papers import paper_of, params

    label = paper_of(FILE).label
    return paper_sheet(desk, FILE, params(desk, settings={"building": given.uid}),
                       lambda: desk.told("print", "buildings", given.uid, label), f"{label} {given.name}")
