"""Which columns and rows of a record an account may see: a field may need a right beside reading its record (`right=`),
and rows may be closed to it (`db.sight`).

What an account may not see it may not ask for either: not by a condition, an order, a count, an import or a change.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from db.errors import Denied
from db.listing import UNTYPED
from db.questions.importing import all_ids
from db.record import Column, Record, column, columns
from db.sight import Viewer, closed, gone, guarded

if TYPE_CHECKING:
    from center.desk import Desk


def seen(desk: Desk, record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record that this account may see, in the order of its sheet."""
    return tuple(at for at in columns(record) if desk.may(at.right))


def asked_for(may: Callable[[str], bool], record: type[Record], paths: Iterable[str]) -> None:
    """Raise Denied when one of the columns is not for this account."""
    for path in paths:
        if path.rpartition(".")[2] in UNTYPED:
            continue
        at = column(record, path)
        if not may(at.right):
            raise Denied("“{label}”要另有权限才能看，请按别的列办理，或找中心负责人", label=at.label)


def viewer(desk: Desk) -> Viewer:
    """Who looks, for `db.sight`."""
    return Viewer(desk.who.login, desk.may)


def hidden(desk: Desk, record: type[Record]) -> frozenset[int]:
    """Ids of rows that stay closed to this account; of a record whose rows may be closed all, without the right to it.

    So who types a title or a uid learns nothing of it before anybody asks for the right.
    """
    if guarded(record) and record.listed and not desk.may(f"{record.domain}.read"):
        return frozenset(all_ids(record))
    return closed(desk.store, viewer(desk), record)


def see(desk: Desk, record: type[Record], rid: int) -> None:
    """Raise Missing when a row is closed to this account: as if it were not there."""
    if rid in hidden(desk, record):
        raise gone(record)
