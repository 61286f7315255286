"""Questions of dossiers: which cases a joint volume may bind, whether a signed agreement still has its content."""
from __future__ import annotations

from datetime import date
from typing import Any

from db.models.case_work import Agreement, CasePaper
from db.models.cases import Case


def bindable(committee: int, first: date, last: date) -> list[dict[str, Any]]:
    """Simple cases of a committee that were closed in these days and stand in no volume yet, by their number."""
    query = Case.select().where(
        Case.committee == committee, Case.simple == True, Case.stage == "closed", Case.filed_on.is_null(),  # noqa: E712
        Case.closed_on >= first.isoformat(), Case.closed_on <= last.isoformat(),
    ).order_by(Case.number, Case.id)
    return [row | {"uid": bytes(row["uid"])} for row in query.dicts()]


def bereft() -> bool:
    """Whether a signed written agreement is kept of a case that has no agreement."""
    of = Agreement.select(Agreement.case)
    return CasePaper.select(CasePaper.id).where(CasePaper.kind == "agreement", CasePaper.case.not_in(of)).exists()
