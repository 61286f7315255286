"""Volunteers: who is registered, for which services, under which number, until when."""
from __future__ import annotations

from center.editing import editing
from center.volunteers import measures as measures
from center.volunteers.numbering import keep_number
from center.volunteers.rules import ask_volunteer, check_volunteer, complete_volunteer, doubts_volunteer
from db.models.volunteers import Volunteer

editing(Volunteer, check=check_volunteer, complete=complete_volunteer, doubts=doubts_volunteer, asks=ask_volunteer,
        removing=keep_number)
