"""What stands as it was signed: no other account's undo or redo, and nobody put back, moves it from under a signature.

Undo goes step by step only for one account; what one wrote another may have had signed since. An agreement taken away
or put otherwise then would be one that nobody signed, and the case could neither be signed nor agreed anew.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from center.cases.agreeing import SIGNED
from center.cases.given import refuse
from center.cases.guarding import CONTENT, PROMISED
from center.cases.parties import SIGNED as AS_SIGNED
from center.following import follows, leaves
from db.errors import Invalid
from db.listing import record_row
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.questions.cases import cases_of, signed_besides
from db.record import Record
from db.tx import Tx
from db.undoing import stood


@follows(CaseParty)
def none_comes_back(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Who was taken out of a case is not put back into it once the others have signed. Raises Problems."""
    every = frozenset(CaseParty._meta.fields)
    if new := [rid for rid, names in rows.items() if names == every]:
        _refuse(tx, set(cases_of(new)), AS_SIGNED)


@leaves(CaseParty)
def none_comes_or_goes(tx: Tx) -> None:
    """Undo and redo take no party out of a case, and put none into it, where others have signed. Raises Problems."""
    _refuse(tx, {row["case"] for row in _moved(tx, CaseParty)}, AS_SIGNED)


@leaves(Agreement)
@leaves(Performance)
def words_stay(tx: Tx) -> None:
    """Nor do they take away or change what was agreed once somebody has signed it. Raises Problems."""
    cases = {row["case"] for row in _moved(tx, Agreement, CONTENT)}
    gone = stood(tx, Agreement).keys() - tx.touched(Agreement).keys()
    agreements = {row["agreement"] for row in _moved(tx, Performance, PROMISED)} - gone
    _refuse(tx, cases | {record_row(Agreement, rid)["case"] for rid in agreements}, SIGNED)


def _moved(tx: Tx, record: type[Record], names: tuple[str, ...] = ()) -> Iterator[Mapping[str, Any]]:
    """Rows of a record that the act so far added, removed, or changed in one of these fields."""
    still = tx.touched(record)
    for rid, was in stood(tx, record).items():
        if rid not in still:
            yield from [was] if was else []
        elif was is None or was.keys() & set(names):
            yield record_row(record, rid)


def _refuse(tx: Tx, cases: set[int], why: str) -> None:
    """Refuse where somebody signed before this act; a case that comes with it comes whole."""
    new = {rid for rid, was in stood(tx, Case).items() if was is None}
    own = [{rid for rid, was in stood(tx, record).items() if was is None or "signed_on" in was}
           for record in (CaseParty, CaseWorker)]
    refuse({"": Invalid(why)} if signed_besides(cases - new, *own) else {})
