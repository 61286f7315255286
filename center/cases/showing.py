"""One masked value of a case shown to who handles it, and papers of a case handed out: both audited, neither a right.

Who mediates holds no `reveal`: what she may see in full is what belongs to a case that is open to her, one value at a
time, for as long as it takes to dial a number. Papers of a case are printed in full, since their forms ask for it.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from center import catalog
from center.cases.facts import facts, told
from center.cases.given import locked
from center.cases.steps import done
from center.cases.violence import CONTACTS, decision, needs_decision
from center.commands import command
from center.seeing import asked_for, see
from center.words import N_
from db import listing
from db.codes import code_list
from db.days import Day
from db.errors import Denied, Missing
from db.models.cases import Case, CaseAgent, CaseParty
from db.record import Record, column, record_name
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

SECONDS = 30
"""How long a page shows one value."""
ACTION = "case_value"
TURNED = "查看当事人的联系方式"
NOTICES = ("notice", "reply")
"""Papers that go to a party or out of the house."""
FIRST = N_("涉家暴的案件，通知、反馈要有人决定：请先在案件页面办理告知或者反馈，写明决定人，当天再打印")


def value(desk: Desk, record: type[Record], rid: int, path: str, decided_by: str = "") -> str:
    """The full text of one masked value of a row of a case. Raises Denied, Missing (closed rows too).

    In a case of family violence what leads to anybody but who is harmed asks for a named decision, each time: Problems
    at `decided_by`. The decision stays in the case as a step.
    """
    return desk.do("cases.show_value", record=record_name(record), row=rid, path=path, decided_by=decided_by)


@command(N_("查看一项完整内容"), right="cases.edit", name="cases.show_value")
def show_value(tx: Tx, record: str, row: Any, path: str, decided_by: str = "") -> str:
    """The same for the command line: `row` is an id or a uid in hex."""
    kind = catalog.record(record)
    if kind.domain != "cases":
        raise Missing("这里只查看案件里的内容，请在名单里办理")
    rid = locked(tx, kind, row)
    whole = tx.row(kind, rid)
    asked_for(lambda right: not right or _held(tx, right), kind, [path])
    if path in CONTACTS:
        _decide(tx, kind, whole, decided_by)
    [shown] = listing.rows(kind, [rid], [column(kind, path).path], masked=False)
    tx.told(ACTION, record, bytes(whole["uid"]).hex(), path)
    return shown.texts[0]


def _held(tx: Tx, right: str) -> bool:
    tx.need(right)
    return True


def _decide(tx: Tx, record: type[Record], row: dict, by: str) -> None:
    """Ask for the decision, and keep it in the case, which its readers alone open: the audit names nobody."""
    party = row["id"] if record is CaseParty else row["party"] if record is CaseAgent else None
    case = listing.record_row(CaseParty, party)["case"] if party else row.get("case")
    if case is None:
        return
    whole = told(case, tx.today)
    of = whole.party(party) if party else None
    decision(whole, by, of)
    if needs_decision(whole, of):
        done(tx, whole, "note", Day(tx.today), record=TURNED, decided_by=by.strip(), article=None)


def hand_out(desk: Desk, case: int, what: str, rows: int = 1, action: str = "print") -> None:
    """Ask to print or export a paper of a case, before it is made; permitted or Denied, and audited.

    `what` is the kind of the paper, never a name or a title; `rows` how many sheets or lines. With family violence a
    notice or a reply goes out on a day on which somebody decided so: the step with its 决定人 comes first.
    """
    desk.need("cases.edit")
    desk.need("export")
    see(desk, Case, case)
    if what in {code_list("case_paper_kind").items.get(kind) for kind in NOTICES}:
        of = facts(desk, case)
        if needs_decision(of) and not any(step.row["decided_by"] and step.on == desk.today().isoformat()
                                          for step in of.steps if step.kind != "violence"):
            raise Denied(FIRST)
    uid = listing.record_row(Case, case)["uid"]
    desk.told(action, record_name(Case), bytes(uid).hex(), f"{what}（{rows}）" if rows != 1 else what)
