"""Work lists from door to door."""
from __future__ import annotations

from center.editing import editing
from center.visits import commands as commands
from center.visits import measures as measures
from db.models.visits import VisitList

editing(VisitList)
