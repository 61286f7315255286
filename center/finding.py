"""Find anyone in two keys: one box over every record this account may read."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import listing, searching
from db.models import RECORDS
from db.record import Record, columns, record_name

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Hit:
    """One thing found: `id` inside, `uid` in hex outside; `detail` one masked line that tells namesakes apart."""

    record: str
    id: int
    uid: str
    title: str
    detail: str


def find(desk: Desk, text: str, limit: int) -> tuple[list[Hit], bool]:
    """Hits, best first, and whether there are more; only records that this account may read."""
    allowed = tuple(record for record in RECORDS if desk.may(f"{record.domain}.read"))
    found, more = searching.find(desk.store, text, limit, allowed)
    return [_hit(record, rid) for record, rid in found], more


def _hit(record: type[Record], rid: int) -> Hit:
    row = listing.record_row(record, rid)
    title = listing.title_of(record, rid)
    paths = [at.path for at in columns(record) if at.path not in record.title][:12]
    [shown] = listing.rows(record, [rid], paths)
    words = [word for word in shown.texts if word][:5]
    return Hit(record_name(record), rid, row["uid"].hex(), title, " · ".join([record.label, *words]))
