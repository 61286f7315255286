"""What a timeline of an inspection has beside its own acts: what was found in it and has been mended since."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import N_, say
from db import listing
from db.models.compliance import Inspection, Rectification
from db.record import Record, record_name

if TYPE_CHECKING:
    from center.desk import Desk


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """The days on which its problems were mended; each opens its row."""
    if record is not Inspection or not desk.may("compliance.read"):
        return
    mended = (("inspection", "eq", rid), ("done_on", "empty", False))
    for found in desk.ids(listing.Query(Rectification, filters=mended)):
        row = listing.record_row(Rectification, found)
        yield on(row["done_on"], say(N_("整改完成")), row["problem"], target=(record_name(Rectification), found))
