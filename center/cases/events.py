"""What a case adds to its timeline: the steps on their days. A Person's timeline tells nothing of her disputes."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.seeing import hidden
from center.words import N_, say
from db.models.case_work import CaseStep
from db.models.cases import Case
from db.questions.cases import rows_under
from db.record import Record

if TYPE_CHECKING:
    from center.desk import Desk

NTH, LATE = N_("{step}第 {n} 次"), N_("补记，依据：{why}")
REPEATED = ("session", "inquire", "visit", "urge")


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """Of a case its steps, for who may open it."""
    if record is not Case or not desk.may("cases.read") or rid in hidden(desk, Case):
        return
    fields = CaseStep._meta.fields
    for row in rows_under(CaseStep, "case", [rid], "on"):
        kind = fields["kind"].show(row["kind"])
        what = say(NTH, step=kind, n=row["nth"]) if row["nth"] and row["kind"] in REPEATED else say(kind)
        lines = [say(fields["result"].show(row["result"]))] if row["result"] else []
        lines += [row["reason"]] if row["reason"] else []
        lines += [say(LATE, why=row["late_why"])] if row["late"] else []
        yield on(row["on"], what, *lines, target=("case_steps", row["id"]))
