"""What people report: registered, given to a named worker, answered, closed. The state follows from the facts.

No state is typed or stored: an owner, an answer and a closing day say which step it is at (`state_of`), so a book
that was imported is at the right step too.
"""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.commands import command
from center.editing import add_row, edit_row
from center.numbers import number
from center.taking import take
from center.words import N_
from center.workdays import add_workdays
from db.days import Day
from db.errors import Invalid, Problems
from db.models.reception import Voice
from db.questions.settings import rest_days
from db.record import Record
from db.tx import Tx

STEPS = {
    "registered": ("assigned", "replied"),
    "assigned": ("assigned", "replied"),
    "replied": ("closed",),
    "closed": (),
}
STATES = {"registered": N_("待交办"), "assigned": N_("待答复"), "replied": N_("待回访"), "closed": N_("已办结")}
ACTS = {"assigned": N_("交办"), "replied": N_("答复"), "closed": N_("办结")}
HOTLINE = "hotline"


def state_of(row: Mapping[str, Any]) -> str:
    """The step a row is at, one of STEPS: closed, replied, assigned or registered."""
    if row.get("closed_on"):
        return "closed"
    if row.get("answered_on"):
        return "replied"
    return "assigned" if row.get("owner") else "registered"


def deadline_of(received: Day, due: Day | None, workdays: int, rest: Mapping[str, str]) -> date:
    """The last day for the answer: the one that was agreed, else so many working days after it came in."""
    return due.last if due else add_workdays(received.last, workdays, rest)


def check_voice(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What must be mended: days in their order, an answer with its day, a closing with what was answered."""
    found = {}
    received, due = values.get("received_on"), values.get("due_on")
    answered, closed = values.get("answered_on"), values.get("closed_on")
    if received and due and due.last < received.first:
        found["due_on"] = Invalid("答复期限比收到日期早，请核对这两格")
    if received and answered and answered.last < received.first:
        found["answered_on"] = Invalid("答复日期比收到日期早，请核对这两格")
    if answered and not values.get("answer"):
        found["answer"] = Invalid("写了答复日期，请写明答复内容")
    if values.get("answer") and not answered:
        found["answered_on"] = Invalid("写了答复内容，请填答复日期")
    if closed and not answered:
        found["closed_on"] = Invalid("还没有答复，不能办结；请先答复")
    elif closed and closed.last < answered.first:
        found["closed_on"] = Invalid("办结日期比答复日期早，请核对这两格")
    return found


def doubts_voice(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at but blocks nothing."""
    found = {}
    if values.get("source") == HOTLINE and not values.get("ticket"):
        found["ticket"] = Invalid("12345 转来的一般有工单号，请核对")
    if values.get("person") and values.get("caller"):
        found["caller"] = Invalid("已经选了登记的反映人，这里不用再写")
    return found


def register(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Insert one; an empty deadline is counted from the day it came in."""
    whole = dict(values)
    if whole.get("due_on") is None and isinstance(whole.get("received_on"), Day):
        workdays = int(number("voice.reply_workdays", tx.today))
        whole["due_on"] = Day(deadline_of(whole["received_on"], None, workdays, rest_days()))
    return add_row(tx, record, whole)


@command(N_("交办群众反映"), right="reception.edit", name="voices.assign")
def assign(tx: Tx, id: int, owner: Any, due_on: Any = None) -> bool:
    """Give it to a named worker (id or name), with another deadline if one was agreed."""
    row = _at(tx, id, "assigned")
    given = {"owner": owner} | ({"due_on": due_on} if due_on else {})
    tx.rename(f"交办群众反映 {row['matter']}")
    return _write(tx, id, given, needed="owner")


@command(N_("答复群众反映"), right="reception.edit", name="voices.reply")
def reply(tx: Tx, id: int, answer: str, answered_on: Any = None) -> bool:
    """What was answered, and when; empty is today."""
    row = _at(tx, id, "replied")
    tx.rename(f"答复群众反映 {row['matter']}")
    return _write(tx, id, {"answer": answer, "answered_on": answered_on or tx.today.isoformat()}, needed="answer")


@command(N_("办结群众反映"), right="reception.edit", name="voices.close")
def close(tx: Tx, id: int, satisfaction: str, closed_on: Any = None) -> bool:
    """What the resident says of it (or that nobody could be asked), and when it was closed; empty is today."""
    row = _at(tx, id, "closed")
    tx.rename(f"办结群众反映 {row['matter']}")
    given = {"satisfaction": satisfaction, "closed_on": closed_on or tx.today.isoformat()}
    return _write(tx, id, given, needed="satisfaction")


def _at(tx: Tx, id: int, to: str) -> dict[str, Any]:
    """The row, which must be at a step from which `to` can be reached. Raises Problems, Missing."""
    row = tx.row(Voice, id)
    if to not in STEPS[state_of(row)]:
        raise Problems({"": Invalid("这件事现在是“{state}”，不能{act}；请打开它看看办到哪一步",
                                    state=STATES[state_of(row)], act=ACTS[to])})
    return row


def _write(tx: Tx, id: int, given: Mapping[str, Any], needed: str) -> bool:
    taken = take(Voice, given, tx.today)
    if taken[needed] is None:
        raise Problems({needed: Invalid("请填写{label}", label=Voice._meta.fields[needed].label)})
    return edit_row(tx, Voice, id, None, taken)
