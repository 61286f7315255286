"""People: one row per human."""
from __future__ import annotations

from center.editing import editing
from center.people.rules import check_person, complete_person, doubts_person
from db.models.people import Person

editing(Person, check=check_person, complete=complete_person, doubts=lambda values, _today: doubts_person(values))
