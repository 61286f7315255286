"""Writing the rows of a list to a file, through the Desk's permission."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from center.desk import Desk
from db.record import Record, record_name
from views.state.listing import ListState


def file_name(desk: Desk, state: ListState, kind: str) -> str:
    """A name to offer: what, and of which day."""
    return f"{state.label}_{desk.today():%Y%m%d}.{kind}"


def write(
    desk: Desk,
    record: type[Record],
    ids: Sequence[int],
    target: Path,
    reason: str,
    progress: Callable[[int, int], object],
) -> tuple:
    """Write these rows (.xlsx or .pdf), masked without a reason. Returns glyphs no font has. Raises UserError kinds."""
    from reports.document import Part
    from reports.lists import list_table, personal
    from reports.papers import document, paper_of, params
    from reports.write import write as write_file

    given = params(desk, reason=reason)
    one = paper_of(f"list_{record_name(record)}")
    table = list_table(desk, record, list(ids), given.masked)
    part = Part(record.label, (table,), landscape=True)
    made = document(desk, one, given, f"{record.label}一览表", (part,), meta={"record": record_name(record)})
    desk.hand_out(one.label, len(ids), given.masked or not personal(record), reason)
    return write_file(made, target, progress=progress)
