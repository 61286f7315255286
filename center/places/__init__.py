"""Places: the tree down to the door, its names and codes, making many at once, a building's sheet out and back."""
from __future__ import annotations

from center.editing import editing
from center.places import coding as coding
from center.places import following as following
from center.places import importing as importing
from center.places import making as making
from center.places import measures as measures
from center.places import sheets as sheets
from center.places.adding import add_building, add_door, add_unit, remove_building
from center.places.rules import (
    check_building,
    check_community,
    check_door,
    check_street,
    check_terms,
    check_unit,
    complete_building,
    complete_door,
    complete_unit,
    doubt_door,
)
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit

editing(Street, check=check_street)
editing(Community, check=check_community)
editing(Grid, check=check_terms)
editing(Compound, check=check_terms)
editing(Building, check=check_building, complete=complete_building, adding=add_building, removing=remove_building)
editing(Unit, check=check_unit, complete=complete_unit, adding=add_unit)
editing(Door, check=check_door, complete=complete_door, doubts=doubt_door, adding=add_door)
