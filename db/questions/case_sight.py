"""Which cases stay closed to an account, and with them everything that hangs on a case (`db.sight`).

仅办案人员 and 涉家暴 (whatever its scope says): open to the mediators, recorder and filer by their login, to the chair
of the committee, and to who registered it as long as nobody was appointed. Who withdrew (回避) or left the committee
does not open it any more. Ordinary cases: to who reads cases.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from db.models.attachments import Attachment
from db.models.case_after import Allowance, ScreeningFinding, Transcription, VolumeCheck
from db.models.case_work import Agreement, CasePaper, CaseStep, Performance
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty, CaseWorker, Volume
from db.models.mediation import Mediator
from db.models.sealed import SealedText
from db.sight import Viewer, aside_with_owner, closed_with, closed_with_owner, rows_of, stands_aside

WORKERS, CHAIR = "workers", "chair"
SEES_ALL = "cases.chair"
"""The right of the chair: restricted cases of her own committee; while her login stands at no mediator, those of the
committees over which no linked chair presides (setting up)."""


@rows_of(Case)
def closed_cases(viewer: Viewer) -> peewee.Select:
    """Restricted cases that this account neither handles nor presides over."""
    handled = handling().where(Mediator.login == viewer.login)
    nobody = Case.id.not_in(CaseWorker.select(CaseWorker.case))
    hers = nobody & (Case.registered_by == viewer.login)
    open_ = Case.id.in_(handled) | peewee.fn.COALESCE(hers, False)
    if viewer.may(SEES_ALL):
        open_ |= presided(viewer.login)
    return Case.select(Case.id).where((Case.scope == WORKERS) | (Case.violence == True), ~open_)  # noqa: E712


def presided(login: str) -> peewee.Expression:
    """Cases of the committees that this account is the chair of; while it stands nowhere, of those without a chair."""
    anywhere = Mediator.select(Mediator.id).where(Mediator.login == login)
    sitting = Mediator.select(Mediator.committee).where(Mediator.duty == CHAIR, Mediator.until.is_null())
    own, taken = sitting.where(Mediator.login == login), sitting.where(Mediator.login.is_null(False))
    return Case.committee.in_(own) | (~peewee.fn.EXISTS(anywhere) & Case.committee.not_in(taken))


def handling() -> peewee.ModelSelect:
    """Cases with who handles them now: neither withdrawn nor gone from the committee."""
    return (CaseWorker.select(CaseWorker.case).join(Mediator, on=(CaseWorker.mediator == Mediator.id))
            .where(CaseWorker.until.is_null(), Mediator.until.is_null()))


def handlers(case: int) -> list[str]:
    """Logins of who handles a case now, in the order they were appointed."""
    query = handling().select(Mediator.login).where(CaseWorker.case == case, Mediator.login.is_null(False))
    return [login for (login,) in query.order_by(CaseWorker.id).tuples()]


def worked(case: int) -> bool:
    """Whether anybody was ever appointed to a case."""
    return CaseWorker.select().where(CaseWorker.case == case).exists()


def chair_logins(committee: int) -> list[str]:
    """Logins of who presides over a committee now."""
    query = Mediator.select(Mediator.login).where(Mediator.committee == committee, Mediator.duty == CHAIR,
                                                  Mediator.until.is_null(), Mediator.login.is_null(False))
    return [login for (login,) in query.order_by(Mediator.id).tuples()]


def linked() -> frozenset[str]:
    """Every login that stands for a mediator."""
    query = Mediator.select(Mediator.login).where(Mediator.login.is_null(False))
    return frozenset(login for (login,) in query.tuples())


def linked_rows() -> dict[int, dict[str, Any]]:
    """The mediators that a login stands for, by id: login, committee, duty, until."""
    query = Mediator.select(Mediator.id, Mediator.login, Mediator.committee, Mediator.duty, Mediator.until)
    return {row["id"]: row for row in query.where(Mediator.login.is_null(False)).dicts()}


def noted(mediators: Sequence[int]) -> list[int]:
    """Cases with a sealed text that these mediators handle, handled, or whose committee they are of."""
    uids = [bytes.fromhex(uid) for (uid,) in
            SealedText.select(SealedText.owner_uid).where(SealedText.owner == Case._meta.table_name).tuples()]
    if not uids or not mediators:
        return []
    theirs = CaseWorker.select(CaseWorker.case).where(CaseWorker.mediator.in_(list(mediators)))
    of = Mediator.select(Mediator.committee).where(Mediator.id.in_(list(mediators)))
    query = Case.select(Case.id).where(Case.uid.in_(uids), Case.id.in_(theirs) | Case.committee.in_(of))
    return [rid for (rid,) in query.tuples()]


@rows_of(Volume)
def closed_volumes(viewer: Viewer) -> peewee.Select:
    """A volume with a closed case in it is closed as a whole."""
    return Case.select(Case.volume).where(Case.volume.is_null(False), Case.id.in_(closed_cases(viewer)))


@stands_aside(Case, Case)
def violent_cases() -> peewee.Select:
    """涉家暴: to be seen only by who asks for them, of those who may open them."""
    return Case.select(Case.id).where(Case.violence == True)  # noqa: E712


@stands_aside(Volume, Case)
def violent_volumes() -> peewee.Select:
    """A volume is called after its case."""
    return Case.select(Case.volume).where(Case.volume.is_null(False), Case.violence == True)  # noqa: E712


for _record in (CaseParty, CaseWorker, CaseGuest, CaseStep, Agreement, CasePaper, ScreeningFinding, Allowance,
                Transcription):
    closed_with(_record, "case")
for _record in (Attachment, SealedText):
    closed_with_owner(_record)
aside_with_owner(Attachment, Case)
closed_with(CaseAgent, "party")
closed_with(Performance, "agreement")
closed_with(VolumeCheck, "volume")
