"""Places: the tree down to the door, its names and codes, making many at once, a building's sheet out and back."""
from __future__ import annotations

from center.editing import editing
from center.places import following as following
from center.places import making as making
from center.places import measures as measures
from center.places import sheets as sheets
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit

editing(Street)
editing(Community)
editing(Grid)
editing(Compound)
editing(Building)
editing(Unit)
editing(Door)
