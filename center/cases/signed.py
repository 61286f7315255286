"""What stands as it was signed, or accepted: no undo or redo of another account, and nobody put back, moves it.

Undo goes step by step only for one account; what one wrote another may have had signed since. An agreement taken away
or put otherwise then would be one that nobody signed, and the case could neither be signed nor agreed anew.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from center.cases.agreeing import SIGNED, unsigned
from center.cases.facts import told
from center.cases.given import refuse
from center.cases.guarding import CONTENT, PROMISED
from center.cases.parties import SIGNED as AS_SIGNED
from center.following import follows, leaves
from db.errors import Invalid
from db.listing import record_row
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.questions.cases import cases_of, rows_under, signed_besides
from db.questions.journal import touched_by_others
from db.record import Record
from db.tx import Tx
from db.undoing import stood

BINDS = "这以后同事又登记了签署，协议已经生效；请先由那位同事撤销，再撤销这一次"
REWORDED = "撤销签署以后协议内容有改动，不能重做；请给当事人看过，重新登记签署"
WRITTEN = "这以后同事已经写了调解协议，这次调解的登记不能撤销；请先由那位同事撤销协议"
ACCEPTED = "这以后同事受理了这件案件，同意调解的登记不能撤销；日期写错了请在当事人那里改"


@follows(CaseParty)
def none_comes_back(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Who was taken out of a case is not put back into it once the others have signed. Raises Problems."""
    every = frozenset(CaseParty._meta.fields)
    if new := [rid for rid, names in rows.items() if names == every]:
        _refuse(tx, set(cases_of(new)), Invalid(AS_SIGNED))


@leaves(CaseParty)
def none_comes_or_goes(tx: Tx) -> None:
    """Undo and redo take no party out of a case, and put none into it, where others have signed. Raises Problems."""
    _refuse(tx, {row["case"] for row in _moved(tx, CaseParty)}, Invalid(AS_SIGNED))


@leaves(Agreement)
@leaves(Performance)
def words_stay(tx: Tx) -> None:
    """Nor do they take away or change what was agreed once somebody has signed it. Raises Problems."""
    cases = {row["case"] for row in _moved(tx, Agreement, CONTENT)}
    gone = stood(tx, Agreement).keys() - tx.touched(Agreement).keys()
    agreements = {row["agreement"] for row in _moved(tx, Performance, PROMISED)} - gone
    _refuse(tx, cases | {record_row(Agreement, rid)["case"] for rid in agreements}, Invalid(SIGNED))


@leaves(CaseParty)
@leaves(CaseWorker)
def signatures_stay(tx: Tx) -> None:
    """Nor do they take a signature from what binds by it, or put one back under other words. Raises Problems."""
    for case, signed in _signatures(tx).items():
        facts = told(case, tx.today)
        if signed and facts.agreement and touched_by_others(
                {Agreement: [facts.agreement["id"]], Performance: [one.id for one in facts.promises]}, tx.account):
            refuse({"": Invalid(REWORDED)})
        if not signed and facts.effective_on and facts.agreement["form"] == "written" and unsigned(facts):
            refuse({"": Invalid(BINDS)})


@leaves(CaseParty)
def consent_stays(tx: Tx) -> None:
    """Nor the consent on which a case was accepted. Raises Problems."""
    still = tx.touched(CaseParty)
    for rid, was in stood(tx, CaseParty).items():
        if was and was.get("agreed_on") and rid in still:
            row = record_row(CaseParty, rid)
            day = record_row(Case, row["case"])["accepted_on"]
            if day and row["agreed_on"] is None and was["agreed_on"].first <= day.first:
                refuse({"": Invalid(ACCEPTED)})


@leaves(CaseStep)
def result_stays(tx: Tx) -> None:
    """Nor the session at which was reached what another one has written down since. Raises Problems."""
    cases = {row["case"] for row in _moved(tx, CaseStep) if row["kind"] == "session"}
    if rows_under(Agreement, "case", sorted(cases)):
        refuse({"": Invalid(WRITTEN)})


def _signatures(tx: Tx) -> dict[int, bool]:
    """Case → whether the act so far put a signature into it (True) or took one from it."""
    found: dict[int, bool] = {}
    for record in (CaseParty, CaseWorker):
        still = tx.touched(record)
        for rid, was in stood(tx, record).items():
            if was and "signed_on" in was and rid in still:
                row = record_row(record, rid)
                found[row["case"]] = row["signed_on"] is not None
    return found


def _moved(tx: Tx, record: type[Record], names: tuple[str, ...] = ()) -> Iterator[Mapping[str, Any]]:
    """Rows of a record that the act so far added, removed, or changed in one of these fields."""
    still = tx.touched(record)
    for rid, was in stood(tx, record).items():
        if rid not in still:
            yield from [was] if was else []
        elif was is None or was.keys() & set(names):
            yield record_row(record, rid)


def _refuse(tx: Tx, cases: set[int], why: Invalid) -> None:
    """Refuse where somebody signed before this act; a case that comes with it comes whole."""
    new = {rid for rid, was in stood(tx, Case).items() if was is None}
    own = [{rid for rid, was in stood(tx, record).items() if was is None or "signed_on" in was}
           for record in (CaseParty, CaseWorker)]
    refuse({"": why} if signed_besides(cases - new, *own) else {})
