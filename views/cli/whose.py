"""Whose problem it is: what a refusal's paths are called at the command line, where a window would show the field.

`party.12.agreed_on` is `王建国，同意调解日期`, `parties.1.name` is `第 2 位当事人，姓名或名称`. Names only of a case
that who acts may open: a closed one is refused before any path is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from center.cases.facts import facts
from center.cases.parties import TOLD_APART
from center.desk import Desk
from center.words import N_
from db.errors import UserError
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseGuest, CaseParty, CaseWorker
from db.record import Record
from db.words import Phrase

OF_CASE = {"party": CaseParty, "worker": CaseWorker, "guest": CaseGuest, "performance": Performance}
OF_STEP = {"namesakes": TOLD_APART}
ENTERED = {"parties": (CaseParty, N_("第 {nth} 位当事人")), "workers": (CaseWorker, N_("第 {nth} 位办案人员")),
           "promises": (Performance, N_("第 {nth} 项履行"))}
FIELD_OF = N_("{whose}，{field}")


def called(opened: Desk, given: Mapping[str, Any], paths: Iterable[str]) -> dict[str, str]:
    """What the paths of a refused step of a case are called; those that are left out are called as they are."""
    names = _names(opened, given.get("case"))
    found = {path: _called(path.split("."), names) for path in paths}
    return {path: words for path, words in found.items() if words}


def _names(opened: Desk, case: Any) -> Mapping[str, str]:
    if not isinstance(case, int):
        return {}
    try:
        return facts(opened, case).names
    except UserError:  # what is refused is told anyway
        return {}


def _called(parts: list[str], names: Mapping[str, str]) -> str:
    if len(parts) == 1:
        return OF_STEP.get(parts[0]) or _label(Case, parts[0])
    whose = names.get(".".join(parts[:2]), "")
    record = OF_CASE.get(parts[0])
    if parts[0] in ENTERED and parts[1].isdigit():
        record, template = ENTERED[parts[0]]
        whose = Phrase(template, nth=int(parts[1]) + 1)
    if parts[0] == "agreement":
        return _label(Agreement, parts[-1])
    field = _label(record, parts[-1]) if record else ""
    return Phrase(FIELD_OF, whose=whose, field=field) if whose and field else whose


def _label(record: type[Record], name: str) -> str:
    return getattr(record._meta.fields.get(name), "label", "")
