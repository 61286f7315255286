"""Enterprises in the buildings, their stays, and the joint conference of a building."""
from __future__ import annotations

from center.editing import editing
from center.enterprises import following as following
from center.enterprises import measures as measures
from db.models.enterprises import CouncilMember, Enterprise

editing(Enterprise)
editing(CouncilMember)
