"""Enterprises in the buildings, their stays, and the joint conference of a building."""
from __future__ import annotations

from center.editing import editing
from center.enterprises import correcting as correcting
from center.enterprises import importing as importing
from center.enterprises import measures as measures
from center.enterprises.following import remove_enterprise
from center.enterprises.rules import check_council, check_enterprise, doubts_enterprise
from db.models.enterprises import CouncilMember, Enterprise

editing(Enterprise, check=check_enterprise, doubts=doubts_enterprise, removing=remove_enterprise)
editing(CouncilMember, check=check_council)
