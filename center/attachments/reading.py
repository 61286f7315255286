"""Attachments as they are read: the list of a row, a file to look at, a copy to keep. Who reads the row reads them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center import catalog
from center.seeing import hidden
from db.errors import Denied, Missing
from db.listing import id_of_uid, record_row
from db.models.attachments import Attachment
from db.questions.attachments import count_of, data_of, of_row, of_rows
from db.record import Record, columns, record_name
from db.sight import gone, guarded

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Kept:
    """One attachment of a row: `size` in bytes, `added_on` an ISO day."""

    id: int
    uid: str
    name: str
    size: int
    added_on: str
    note: str


def attached(desk: Desk, record: type[Record], uid: str) -> tuple[Kept, ...]:
    """The attachments of one row, oldest first. Raises Denied without the right to read it."""
    desk.need(f"{record.domain}.read")
    _see(desk, record, uid)
    return tuple(_kept(row) for row in of_row(record_name(record), uid))


def attached_to(desk: Desk, record: type[Record], uids: Sequence[str]) -> dict[str, tuple[Kept, ...]]:
    """The attachments of several rows, by the uid of their row; rows without any are left out."""
    desk.need(f"{record.domain}.read")
    found: dict[str, tuple[Kept, ...]] = {}
    if shut := hidden(desk, record):
        uids = [uid for uid in uids if id_of_uid(record, bytes.fromhex(uid)) not in shut]
    for row in of_rows(record_name(record), uids):
        found[row["owner_uid"]] = (*found.get(row["owner_uid"], ()), _kept(row))
    return found


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(row["id"], row["uid"], row["name"], row["size"] or 0, row["added_on"] or "", row["note"] or "")


def how_many(record: type[Record], uid: str) -> int:
    """How many attachments a row has."""
    return count_of(record_name(record), uid)


def personal(record: type[Record]) -> bool:
    """Whether the files of this record may be somebody's papers: then a copy needs a reason."""
    return any(at.sensitive for at in columns(record))


def look(desk: Desk, id: int) -> tuple[str, bytes]:
    """(name, bytes) to look at; audited. Raises Denied without the right to read its row, Missing."""
    row, record = _row(desk, id)
    desk.told("attach_look", record_name(record), row["owner_uid"], "" if record.quiet else row["name"])
    return row["name"], _data(row)


def copy(desk: Desk, id: int, reason: str = "") -> tuple[str, bytes]:
    """(name, bytes) to be kept outside; audited. Needs the right to export, and a reason where people's papers are."""
    row, record = _row(desk, id)
    desk.need("export")
    if personal(record) and not reason.strip():
        raise Denied("这份附件在个人档案里，另存一份请写明用途")
    data = _data(row)
    desk.told("attach_copy", record_name(record), row["owner_uid"], "" if record.quiet else row["name"], reason)
    return row["name"], data


def _row(desk: Desk, id: int) -> tuple[dict, type[Record]]:
    row = record_row(Attachment, id)
    record = catalog.record(row["owner"])
    if guarded(record):  # a file of a closed row is told of as if it were not there, not as something of that row
        known = desk.may(f"{record.domain}.read")
        if not known or id_of_uid(record, bytes.fromhex(row["owner_uid"])) in hidden(desk, record):
            raise gone(Attachment)
    desk.need(f"{record.domain}.read")
    return row, record


def _see(desk: Desk, record: type[Record], uid: str) -> None:
    """The files of a closed row are closed with it, as if it were not there."""
    if guarded(record) and id_of_uid(record, bytes.fromhex(uid)) in (None, *hidden(desk, record)):
        raise gone(record)


def _data(row: dict) -> bytes:
    data = data_of(row["sha256"])
    if data is None:
        raise Missing("“{name}”的内容不在了，请从备份里找回", name=row["name"])
    return data
