"""The centre itself: its file, zones and facilities."""
from __future__ import annotations

from center.editing import editing
from db.models.centre import Centre, Facility, Zone

editing(Centre)
editing(Zone)
editing(Facility)
