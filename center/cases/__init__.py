"""Disputes before a committee: the case and all that hangs on it. Who may open which stands in `db.sight`."""
from __future__ import annotations

from center.cases.keeping import (
    check_agreement,
    check_case,
    check_party,
    check_performance,
    complete_case,
    complete_party,
    keep_case,
    keep_of_case,
    note_case,
    note_of_case,
    stay,
)
from center.editing import editing
from db.models.case_after import Allowance, Screening, ScreeningFinding, VolumeCheck
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty, CaseWorker
from db.questions import case_sight as case_sight

editing(Case, check=check_case, complete=complete_case, adding=note_case, changing=keep_case, removing=stay)
editing(CaseParty, check=check_party, complete=complete_party, adding=note_of_case, changing=keep_of_case)
for _record in (CaseAgent, CaseWorker, CaseGuest, CaseStep, ScreeningFinding, Allowance):
    editing(_record, adding=note_of_case, changing=keep_of_case)
editing(Agreement, check=check_agreement, adding=note_of_case, changing=keep_of_case)
editing(Performance, check=check_performance, adding=note_of_case, changing=keep_of_case)
editing(Screening)
editing(VolumeCheck)
