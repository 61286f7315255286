"""Importing: somebody else's table, judged cell by cell in a preview, then written as one act that can be undone."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.importing.apply import may_import
from center.importing.preparing import prepared
from center.importing.preview import Preview, Table
from center.importing.report import FailedRows, failed_rows, joined_columns, problems, summary
from center.seeing import hidden, seen
from center.stopping import Cancel, Progress
from db.record import Record, columns

if TYPE_CHECKING:
    from center.desk import Desk

__all__ = ["FailedRows", "Preview", "Table", "failed_rows", "joined_columns", "preview_of", "problems", "summary"]


def preview_of(desk: Desk, record: type[Record], table: Table, *, create_missing: bool = False,
               progress: Progress | None = None, cancel: Cancel | None = None) -> Preview:
    """The preview of a read file as one record. Raises Denied, Unreadable (no data row, too many), Cancelled.

    Then `desk.do("import", preview=preview)` writes it and returns the numbers.
    """
    may_import(desk, record)
    table = prepared(record, table)
    unseen = {at.path for at in columns(record)} - {at.path for at in seen(desk, record)}
    with desk.moment():
        return Preview(record, table, desk.today(), create_missing=create_missing, progress=progress, cancel=cancel,
                       hidden=unseen, shut=lambda target: hidden(desk, target))
