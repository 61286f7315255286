"""Households: who lives behind which door, moving in and out."""
from __future__ import annotations

from center.editing import editing
from center.households import following as following
from center.households import importing as importing
from center.households import measures as measures
from center.households import moving as moving
from center.households.living import Household as Household
from center.households.living import Resident as Resident
from center.households.living import household as household
from center.households.rules import check_residency, complete_residency, doubts_residency
from center.people.knowing import add_known
from db.models.households import Residency

editing(Residency, check=check_residency, complete=complete_residency, doubts=doubts_residency,
        adding=add_known, called=moving.called)
