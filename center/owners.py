"""The row that a file or a sealed text belongs to, as both name it: by its record's name and its uid."""
from __future__ import annotations

from center import catalog
from db.errors import Missing
from db.listing import id_of_uid
from db.record import Record
from db.tx import Tx


def owner_row(tx: Tx, owner: str, uid: str, action: str, own: type[Record]) -> tuple[type[Record], int]:
    """Its record and id, for who may `read` or `edit` its domain; nothing belongs to a row of `own` itself.

    Raises Denied without that right, Missing for a row that is not there or closed to who acts: the same for both.
    """
    record = catalog.record(owner)
    tx.need(f"{record.domain}.{action}")
    try:
        rid = id_of_uid(record, bytes.fromhex(uid))
    except ValueError:
        rid = None
    if rid is None or record is own or tx.sight.shut(record, [rid]):
        raise Missing("没有编号为 {uid} 的{label}，请核对编号", uid=uid, label=record.label)
    return record, rid
