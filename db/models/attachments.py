"""Attachments: a file that belongs to one row of any record. The bytes stand encrypted in the `blob` table."""

from __future__ import annotations

from db.fields import Code, Date, Text, Whole
from db.record import Record


class Attachment(Record):
    """One file of one row: `owner` is the record's English name, `owner_uid` the row's uid in hex.

    Quiet: what a file is called is told by its act (`attach`), unless the row that it belongs to is quiet too.
    """

    label = "附件"
    domain = "attachments"
    listed = False
    quiet = True
    sheet = ("name", "kind", "added_on", "size", "note")

    name = Text("文件名", required=True, width=24)
    owner = Text("所属记录", required=True)
    owner_uid = Text("所属编号", required=True)
    kind = Code("种类", "attachment_kind", width=10)
    sha256 = Text("校验值", required=True)
    size = Whole("大小（字节）", width=12)
    added_on = Date("放进来的日期", width=12)
    note = Text("说明", width=24)

    class Meta:
        table_name = "attachments"
        indexes = ((("owner", "owner_uid"), False), (("sha256",), False))
