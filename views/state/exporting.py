"""Writing the rows of a list to a file, through the Desk's permission."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from center.desk import Desk
from db.record import Record, column, record_name
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
    paths: Sequence[str] = (),
    told: Sequence[str] = (),
    language: str = "",
) -> tuple:
    """Write these rows (.xlsx or .pdf), masked without a reason. Returns glyphs no font has. Raises UserError kinds.

    `paths` are the columns (none: all of the record); `told` is what narrowed the list, in words; `language` is asked
    for, else it is Chinese.
    """
    from reports.lists import personal, seen
    from reports.papers import paper_of, params
    from reports.write import write as write_file

    given = params(desk, reason=reason, language=language)
    made = seen(desk, record, ids, given, paths=paths, told=told)
    hidden = any(column(record, path).sensitive for path in paths) if paths else personal(record)
    desk.hand_out(paper_of(f"list_{record_name(record)}").label, len(ids), given.masked or not hidden, reason)
    with desk.moment():
        return write_file(made, target, progress=progress)
