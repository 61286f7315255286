"""Cover: duty persons of places, what is done for them, and where one is missing."""
from __future__ import annotations

from center.cover import measures as measures
from center.editing import editing
from db.models.cover import DutyTerm, Incentive

editing(DutyTerm)
editing(Incentive)
