"""Cover: duty persons of places, what is done for them, and where one is missing."""
from __future__ import annotations

from center.cover import importing as importing
from center.cover import measures as measures
from center.cover import terms as terms
from center.cover.rules import ask_term, check_incentive, check_term, doubts_term
from center.editing import editing
from center.people.knowing import add_known
from db.models.cover import DutyTerm, Incentive

editing(DutyTerm, check=check_term, doubts=doubts_term, asks=ask_term, adding=add_known)
editing(Incentive, check=check_incentive)
