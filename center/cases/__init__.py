"""Disputes before a committee: the case and all that hangs on it. Who may open which stands in `db.sight`."""
from __future__ import annotations

from center.cases import accepting as accepting
from center.cases import allowances as allowances
from center.cases import closing as closing
from center.cases import compulsory as compulsory
from center.cases import escalating as escalating
from center.cases import filing as filing
from center.cases import fixed_texts as fixed_texts
from center.cases import leaving as leaving
from center.cases import measures as measures
from center.cases import notes as notes
from center.cases import numbering as numbering
from center.cases import papers as papers
from center.cases import register as register
from center.cases import reviewing as reviewing
from center.cases import screening as screening
from center.cases import showing as showing
from center.cases import signed as signed
from center.cases import transcribing as transcribing
from center.cases import violence as violence
from center.cases.accepting import enter
from center.cases.guarding import GUARDS, leave
from center.cases.keeping import (
    check_agreement,
    check_case,
    check_party,
    check_performance,
    complete_case,
    complete_party,
    keep_case,
    keep_of_case,
    note_of_case,
    stay,
)
from center.editing import as_given, editing, no_check
from center.importing.knowing import not_by_table
from center.words import N_
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty
from db.questions import case_sight as case_sight

BY_STEPS_ONLY = N_("{label}由登记和办案步骤写入，不用表格导入；过去的登记簿请从“导入登记簿”读进来")

editing(Case, check=check_case, complete=complete_case, adding=enter, changing=keep_case, removing=stay)
_CHECKS = {CaseParty: (check_party, complete_party), Agreement: (check_agreement, as_given),
           Performance: (check_performance, as_given)}
for _record, (_add, _change, _remove) in GUARDS.items():
    _check, _complete = _CHECKS.get(_record, (no_check, as_given))
    editing(_record, check=_check, complete=_complete, adding=_add, changing=_change, removing=_remove)
for _record in (CaseAgent, CaseGuest):
    editing(_record, adding=note_of_case, changing=keep_of_case, removing=leave)
for _record in (Case, CaseAgent, CaseGuest, *GUARDS):
    not_by_table(_record, BY_STEPS_ONLY)
