"""Staff, trainings and the duty roster."""
from __future__ import annotations

from center.editing import editing
from center.people.rules import check_person, complete_person, doubts_person
from db.models.staff import Attendance, Shift, Staff, Training

editing(Staff, check=lambda values, today: check_person(values, today, "person."),
        complete=lambda values: complete_person(values, "person."),
        doubts=lambda values, _today: doubts_person(values, "person."))
editing(Training)
editing(Attendance)
editing(Shift)
