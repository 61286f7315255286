"""Attachments of any row: added, renamed, removed. Who may do it is who may edit the row they belong to."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from center import catalog
from center.attachments.kinds import kind_of, named, plain
from center.commands import command
from center.numbers import number
from center.owners import owner_row
from center.words import N_
from db.codes import code_list
from db.errors import Denied, Invalid, Missing, Problems, Unreadable
from db.listing import id_of_uid, title_of
from db.models.attachments import Attachment
from db.questions.attachments import drop_lost, drop_unused
from db.record import Record
from db.sight import gone
from db.sight import guarded as closable
from db.tx import Tx
from db.words import Listed

MEGABYTE = 1024 * 1024
NAME_LENGTH = 100


class Upload(NamedTuple):
    """A file on its way in: its name and its bytes."""

    name: str
    data: bytes


_GUARDS: dict[type[Record], Callable[[int], Invalid | None]] = {}
_LOOKS: dict[type[Record], Callable[[str, bytes], None]] = {}


def guarded(record: type[Record]) -> Callable:
    """A domain says when the files of its rows stay as they are: `why(row id)` is the refusal, or None."""
    def note(why: Callable[[int], Invalid | None]) -> Callable[[int], Invalid | None]:
        _GUARDS[record] = why
        return why

    return note


def looked_at(*records: type[Record]) -> Callable:
    """A domain looks at the files of its rows before they are added: `look(name, bytes)` raises Invalid."""
    def note(look: Callable[[str, bytes], None]) -> Callable[[str, bytes], None]:
        _LOOKS.update(dict.fromkeys(records, look))
        return look

    return note


def refusal(record: type[Record], uid: str) -> Invalid | None:
    """Why the files of the row with this uid (hex) stay as they are now; None when they may change."""
    rid = id_of_uid(record, bytes.fromhex(uid)) if record in _GUARDS else None
    return None if rid is None else _GUARDS[record](rid)


def read_upload(path: Path, most_megabytes: int) -> Upload:
    """A file from the disk, refused before it is read when it is too large. Raises Unreadable or Invalid."""
    try:
        if path.is_dir():
            raise Invalid("“{name}”是文件夹，请选里面的文件", name=path.name)
        _fits(path.name, path.stat().st_size, most_megabytes)
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise Unreadable("读不了“{name}”，请看看文件还在不在、有没有被别的程序占用", name=path.name) from error


def _fits(name: str, size: int, most_megabytes: int) -> None:
    if size > most_megabytes * MEGABYTE:
        raise Invalid("“{name}”有 {size} MB，一个附件最大 {most} MB，请压缩或拆开再添加", name=name,
                      size=f"{size / MEGABYTE:.1f}", most=most_megabytes)
    if size == 0:
        raise Invalid("“{name}”是空文件，没有添加，请另选", name=name)


@command(N_("添加附件"), right="", name="attachments.add")
def add(tx: Tx, owner: str, row: str, file: Upload, note: str = "") -> int:
    """Attach a file to the row `row` (uid in hex) of the record named `owner`; returns the attachment's id."""
    record, rid = _owner(tx, owner, row, "edit")
    _fits(file.name, len(file.data), int(number("attachments.max_mb", tx.today)))
    if record in _LOOKS:
        _LOOKS[record](file.name, file.data)
    kind = kind_of(file.name, file.data)
    wanted = str(number("attachments.kinds", tx.today)).split(",")
    if kind is None or kind.code not in wanted:
        names = code_list("attachment_kind").items
        raise Invalid("“{name}”这种文件不能当附件；可以添加：{kinds}", name=file.name,
                      kinds=Listed(names[code] for code in wanted))
    name = named(file.name, kind, NAME_LENGTH)
    tx.rename("添加附件" if record.quiet else f"添加附件 {name}（{title_of(record, rid)}）")
    values = {"name": name, "owner": owner, "owner_uid": row, "kind": kind.code, "sha256": tx.keep_file(file.data),
              "size": len(file.data), "added_on": tx.today.isoformat(), "note": note.strip() or None}
    aid = tx.add(Attachment, values)
    tx.told("attach", owner, row, "" if record.quiet else name)
    return aid


@command(N_("附件改名"), right="", name="attachments.rename")
def rename(tx: Tx, id: int, name: str) -> bool:
    """Give an attachment another name; its ending stays."""
    row = tx.row(Attachment, id)
    quiet = _owner_of(tx, row).quiet
    ending = Path(row["name"]).suffix
    stem = plain(name).removesuffix(ending).strip(" .")
    if not stem:
        raise Problems({"name": Invalid("请写附件的名字")})
    fresh = stem[:NAME_LENGTH - len(ending)] + ending
    tx.rename("附件改名" if quiet else f"附件改名 {row['name']}")
    done = tx.change(Attachment, id, {"name": fresh})
    if done:
        tx.told("attach_name", row["owner"], row["owner_uid"], "" if quiet else f"{row['name']} → {fresh}")
    return done


@command(N_("删除附件"), right="", name="attachments.remove")
def remove(tx: Tx, id: int) -> None:
    """Take an attachment off its row; undo brings it back."""
    row = tx.row(Attachment, id)
    quiet = _owner_of(tx, row).quiet
    tx.rename("删除附件" if quiet else f"删除附件 {row['name']}")
    tx.remove(Attachment, id)
    tx.told("detach", row["owner"], row["owner_uid"], "" if quiet else row["name"])


@command(N_("清理没有用到的附件"), right="", name="attachments.sweep")
def sweep(tx: Tx) -> int:
    """Let go of files that no row and no kept history knows any more; returns how many. Everybody's sign-in may."""
    drop_lost()
    dropped = drop_unused()
    tx.told("purge", "attachments", text=f"{dropped}")
    return dropped


def _owner_of(tx: Tx, file: Mapping[str, Any]) -> type[Record]:
    """The record that a file belongs to; of a row that is closed to who acts the file is not there either."""
    try:
        return _owner(tx, file["owner"], file["owner_uid"], "edit")[0]
    except (Denied, Missing) as refused:
        raise gone(Attachment) if closable(catalog.record(file["owner"])) else refused from refused


def _owner(tx: Tx, owner: str, uid: str, action: str) -> tuple[type[Record], int]:
    """The row that a file belongs to; raises Missing, or Denied without the right to its domain."""
    record, rid = owner_row(tx, owner, uid, action, Attachment)
    if why := refusal(record, uid):
        raise why
    return record, rid
