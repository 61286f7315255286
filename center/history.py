"""What was done to one record: who, when, and which of its facts. The values themselves are not told here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from center.words import N_, say
from db import listing
from db.questions.journal import history_of
from db.record import Record, columns, record_name

if TYPE_CHECKING:
    from center.desk import Desk

OPS = {"add": N_("登记"), "change": N_("修改"), "remove": N_("删除")}


@dataclass(frozen=True)
class Line:
    """One act on a record: when, what, by whom, and the labels of the facts it touched (or its reason)."""

    at: datetime
    what: str
    who: str
    detail: str


def history(desk: Desk, record: type[Record], rid: int, limit: int = 6) -> list[Line]:
    """The newest acts on a row and on the human it is about, one line an act. Raises Denied without the right."""
    desk.need(f"{record.domain}.read")
    acts: dict[int, dict] = {}
    for one, its_id in _rows(record, rid):
        labels = {at.name: at.label for at in columns(record)}
        for row in history_of(record_name(one), its_id, limit):
            kept = acts.setdefault(row["act"], row | {"labels": []})
            kept["labels"] += [labels[name] for name in json.loads(row["after"] or "{}") if name in labels]
    newest = sorted(acts.values(), key=lambda row: row["act"], reverse=True)[:limit]
    return [_line(row) for row in newest]


def _rows(record: type[Record], rid: int) -> list[tuple[type[Record], int]]:
    row = listing.record_row(record, rid)
    owners = {at.owner for at in columns(record) if at.owner}
    return [(record, rid), *((record._meta.fields[owner].rel_model, row[owner]) for owner in owners if row[owner])]


def _line(row: dict) -> Line:
    what = say(OPS[row["op"]]) if row["op"] != "change" or row["labels"] else row["label"]
    return Line(row["at"], what, row["account"] or "", row["reason"] or "、".join(dict.fromkeys(row["labels"])))
