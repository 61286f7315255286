"""Households: who lives behind which door, moving in and out."""
from __future__ import annotations

from center.editing import editing
from center.households import measures as measures
from center.households import moving as moving
from db.models.households import Residency

editing(Residency)
