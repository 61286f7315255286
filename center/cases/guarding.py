"""What a form, a list edit or a removal may do to what hangs on a case: what a step wrote, only a step changes.

So a status is never typed: signing, effect, confirmation and performance are noted where they can be, or refused at
their field. Nothing of a filed case is changed, and what a numbered case rests on is not taken away.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.cases.agreeing import SIGNED
from center.cases.escalating import KIND, lacking
from center.cases.facts import CaseFacts, told
from center.cases.given import Found, refuse
from center.cases.keeping import STEP_WRITES, case_of, not_filed
from center.cases.leaving import take_out
from center.cases.notes import settle
from center.cases.parties import LAST_OF_SIDE, OF_PARTY, as_signed, from_person, told_twice, twin, two_sides
from center.cases.phrases import without_gaps
from center.cases.steps import NOTED, noted
from center.cases.workers import fitting, hosts_besides
from center.editing import add_row, edit_row
from center.following import leaves
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.models.people import Person
from db.questions.cases import unheld
from db.record import Record
from db.tx import Tx

OF_AGREEMENT = ("form", "agreed_on", "sealed_on", "effective_on", "confirm", "confirm_due", "confirm_looked",
                "confirm_looked_by", "declined_on", "applied_on", "decided_on")
CONTENT = ("facts", "duties", "clauses", "performance", "amount", "copies")
PROMISED = ("what", "debtor", "creditor", "amount", "due_on")
OF_STEP = ("kind", "on", "nth", "result", "decided_by", "by", "late", "article")
OF_ESCALATION = ("subject_facts", "tension")
TOLD_AGAIN = {**dict.fromkeys(("decline", "refuse", "withdraw", "terminate"), ("reason", "end_reason")),
              "reply": ("record", "reply")}
"""Kind of a step → its words that stand at the case too, and where."""
BEGINNINGS = ("apply", "own", "referral", "escalation")
AGREE_FIRST = "协议请在案件页面办理“订立协议”"
NOT_IN_FORCE = "协议还没有生效，不能登记履行；请先办理签署"
TOO_EARLY = "履行日期比协议生效日期早，请核对"
STAYS = "办案步骤不能删除；刚记错的请撤销，以前的请补充记载"
STEP_AT_PAGE = "这一步请在案件页面办理"
HANDLED = "受理以后办案人员不能删除；不再办理的，请填退出日期和原因"
AGREEMENT_STAYS = "协议不能删除；没有签的可以重新达成，谈不成的请办理终止调解"
HELD = "案件已经受理，它的当事人和主持调解员不能撤销掉；请在案件页面改"
NOT_OF_CASE = "请选本案的当事人"
LEAVES = "受理以后当事人不能直接删除；要退出的，请在案件页面“其他走向”里办理“当事人退出”，写明原因"


def note_party(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Add a party: its empty cells from the Person; on one side only; behind the others."""
    case, whole = _open(tx, record, values), dict(values)
    as_signed(case)
    if isinstance(whole.get("person"), int):
        known = from_person(record_row(Person, whole["person"]))
        whole |= {name: value for name, value in known.items() if whole.get(name) is None}
    refuse(_typed(record, OF_PARTY, whole, {}) | _one_side(case, whole) | twin(case, whole))
    if whole.get("place") is None and case:
        whole["place"] = max([one.row["place"] or 0 for one in case.parties], default=0) + 1
    return add_row(tx, record, whole)


def keep_party(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change a party; it stays on one side, and an accepted case keeps two."""
    row = tx.row(record, rid)
    case, whole = _open(tx, record, row), row | dict(values)
    found = _typed(record, OF_PARTY, values, row) | _one_side(case, whole, rid)
    if {"name", "side"} & {name for name in values if values[name] != row[name]}:
        found |= twin(case, whole, rid)
    if case and case.number and whole["side"] != row["side"] and not two_sides(
            [one for one in case.parties if one.id != rid]):
        found["side"] = Invalid(LAST_OF_SIDE)
    refuse(found)
    return edit_row(tx, record, rid, revision, values)


def leave_party(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Remove a party with those who act for it, as long as the case is not accepted: who leaves it then is told of in
    its course. What an old register told is put right; it keeps two sides."""
    row = tx.row(record, rid)
    case = _open(tx, record, row)
    as_signed(case)
    if case.number and not case.row["historical"]:
        refuse({"": Invalid(LEAVES)})
    if case.number and not two_sides([one for one in case.parties if one.id != rid]):
        refuse({"": Invalid(LAST_OF_SIDE)})
    if revision is not None and row["revision"] != revision:
        tx.remove(record, rid, revision)  # tells that somebody else changed it
    take_out(tx, case.party(rid))


def note_worker(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Appoint: of the case's committee and in office; one presides."""
    case = _open(tx, record, values)
    if case:
        refuse(_typed(record, ("signed_on",), values, {}) | fitting(case.row, values, hosts_besides(case)))
    return add_row(tx, record, values)


def keep_worker(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change an appointment."""
    row = tx.row(record, rid)
    case = _open(tx, record, row)
    found = _typed(record, ("signed_on",), values, row)
    refuse(found | fitting(case.row, row | dict(values), hosts_besides(case, rid)))
    return edit_row(tx, record, rid, revision, values)


def leave_worker(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Take an appointment back; once the case is accepted it stays on record."""
    case = _open(tx, record, tx.row(record, rid))
    if case.number:
        refuse({"": Invalid(HANDLED)})
    tx.remove(record, rid, revision)
    settle(tx, case.row)


def note_step(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """A row that moves nothing may be typed; all others are steps of the case page."""
    case = _open(tx, record, values)
    early = case is not None and case.stage == "registered" and values.get("kind") in BEGINNINGS
    if values.get("kind") not in (None, *NOTED) and not early:
        refuse({"kind": Invalid(STEP_AT_PAGE)})
    if case and values.get("kind") in NOTED:
        found: Found = {}
        noted(case, values["kind"], values.get("on"), found)
        refuse(found)
    if values.get("kind") == KIND:
        refuse(lacking(values))
    return add_row(tx, record, values)


def keep_step(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """The words of a step may be put right, also where the case tells them again; what it is, its day and its result
    stay as they were done."""
    row = tx.row(record, rid)
    case = _open(tx, record, row)
    found = _typed(record, ("kind",) if row["kind"] in NOTED else OF_STEP, values, row)
    if row["kind"] == KIND:
        found |= lacking(row | dict(values)) | _typed(record, OF_ESCALATION, values, row)
    refuse(found)
    changed = edit_row(tx, record, rid, revision, values)
    mine, at_case = TOLD_AGAIN.get(row["kind"], ("", ""))
    if mine in values and row[mine] == case.row[at_case]:
        tx.change(Case, case.id, {at_case: values[mine]})
    return changed


def leave_step(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """What was done stays on record; only a note may go."""
    row = tx.row(record, rid)
    _open(tx, record, row)
    if row["kind"] != "note":
        refuse({"": Invalid(STAYS)})
    tx.remove(record, rid, revision)


def note_agreement(_tx: Tx, _record: type[Record], _values: Mapping[str, Any]) -> int:
    """An agreement is reached by its step."""
    refuse({"": Invalid(AGREE_FIRST)})
    return 0


def keep_agreement(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Its words may be put right until somebody has signed; no 【gap】 is left in them."""
    row = tx.row(record, rid)
    case = _open(tx, record, row)
    found = _typed(record, OF_AGREEMENT, values, row)
    if row["effective_on"] or case.signed:
        found |= {name: Invalid(SIGNED) for name in CONTENT if name in values and values[name] != row[name]}
    fresh = {name: value for name, value in values.items() if value != row[name]}
    whole, open_gaps = without_gaps({"amount": row["amount"]} | fresh)
    refuse(open_gaps | found)
    return edit_row(tx, record, rid, revision, values | whole)


def leave_agreement(_tx: Tx, _record: type[Record], _rid: int, _revision: int | None = None) -> None:
    """An agreement stays."""
    refuse({"": Invalid(AGREEMENT_STAYS)})


def note_promise(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """One more promise, until somebody has signed; performed only when the agreement binds."""
    case = _open(tx, record, values)
    refuse(_promised(case, values, {}) | _unsigned(case, values))
    return add_row(tx, record, values)


def keep_promise(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Change a promise: its words until somebody has signed, what came of it once the agreement binds."""
    row = tx.row(record, rid)
    case = _open(tx, record, row)
    changed = {name: value for name, value in values.items() if value != row.get(name)}
    refuse(_promised(case, values, row) | _unsigned(case, changed))
    return edit_row(tx, record, rid, revision, values)


def leave_promise(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Take a promise out, until somebody has signed."""
    refuse(_unsigned(_open(tx, record, tx.row(record, rid)), {"what": None}))
    tx.remove(record, rid, revision)


def leave(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Remove what hangs on a case that is not filed."""
    not_filed(case_of(record, tx.row(record, rid)))
    tx.remove(record, rid, revision)


def _open(tx: Tx, record: type[Record], row: Mapping[str, Any]) -> CaseFacts | None:
    """The facts of the case a row hangs on, which is not filed; None while a form names none."""
    tx.sight.links(record, row)  # before any sentence that tells what is in the case
    case = case_of(record, row)
    not_filed(case)
    return told(case["id"], tx.today) if case else None


def _typed(record: type[Record], names: tuple[str, ...], values: Mapping[str, Any], row: Mapping[str, Any]) -> Found:
    """The sentence at each field that only a step writes and that was changed."""
    fields = record._meta.fields
    return {name: Invalid(STEP_WRITES, label=fields[name].label) for name in names
            if name in values and values[name] != row.get(name)}


def _one_side(case: CaseFacts | None, whole: Mapping[str, Any], rid: int | None = None) -> Found:
    others = [one.row for one in case.parties if one.id != rid] if case else []
    return told_twice([*others, whole], lambda _place: "") if isinstance(whole.get("side"), str) else {}


def _promised(case: CaseFacts | None, values: Mapping[str, Any], row: Mapping[str, Any]) -> Found:
    """What speaks against what is noted of a performance."""
    whole, found = dict(row) | dict(values), {}
    if case is None:
        return {}
    for name in ("debtor", "creditor"):
        if whole.get(name) is not None and case.party(whole[name]) is None:
            found[name] = Invalid(NOT_OF_CASE)
    fresh = {name for name in ("state", "done_on", "paid") if name in values and values[name] != row.get(name)}
    if fresh and case.effective_on is None:
        found |= {name: Invalid(NOT_IN_FORCE) for name in fresh if whole[name] is not None}
    elif fresh and whole.get("done_on") and whole["done_on"].last < case.effective_on.first:
        found["done_on"] = Invalid(TOO_EARLY)
    return found


def _unsigned(case: CaseFacts | None, changed: Mapping[str, Any]) -> Found:
    """What was promised is not written anew once somebody has signed it."""
    if case is None or not (case.effective_on or case.signed):
        return {}
    return {name: Invalid(SIGNED) for name in PROMISED if name in changed}


@leaves(CaseWorker)
@leaves(CaseParty)
def held(_tx: Tx) -> None:
    """Undo takes no party and no presiding mediator from a case that has its number. Raises Problems."""
    if unheld():
        raise Problems({"": Invalid(HELD)})


GUARDS = {
    CaseParty: (note_party, keep_party, leave_party), CaseWorker: (note_worker, keep_worker, leave_worker),
    CaseStep: (note_step, keep_step, leave_step), Agreement: (note_agreement, keep_agreement, leave_agreement),
    Performance: (note_promise, keep_promise, leave_promise),
}
"""Record → its adding, changing and removing."""
