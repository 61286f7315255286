"""The attachments of one row: their list in words, adding several at once, opening, keeping a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from center.attachments import read_upload, refusal
from center.attachments.reading import Kept, attached, copy, look, personal
from center.desk import Desk
from center.words import N_, say
from db.errors import Unreadable, UserError
from db.record import Record, record_name
from db.words import Listed
from views.speech import short_day

SIZES = ((1024 * 1024, "MB"), (1024, "KB"))


class Attachments:
    """Of the row with this uid. Nothing is read twice: `read` after a change."""

    def __init__(self, desk: Desk, record: type[Record], uid: str) -> None:
        self.desk, self.record, self.uid = desk, record, uid
        self.kept: tuple[Kept, ...] = ()
        self.read()

    def read(self) -> None:
        """Ask the store for them."""
        self.kept = attached(self.desk, self.record, self.uid)
        self.closed = refusal(self.record, self.uid) is not None

    @property
    def may_edit(self) -> bool:
        """Who may change the row may add and remove its files, as long as they may change at all."""
        return not self.closed and self.desk.may(f"{self.record.domain}.edit")

    @property
    def needs_reason(self) -> bool:
        """Whether a copy of them needs a reason: they may be somebody's papers."""
        return personal(self.record)

    def about(self, one: Kept) -> str:
        """Size, day and note in one line."""
        from db.days import Day

        day = short_day(Day(one.added_on).first, self.desk.today()) if one.added_on else ""
        return Listed((part for part in (size_words(one.size), day, one.note) if part), " · ")

    def add(self, paths: Sequence[Path]) -> tuple[list[str], list[str]]:
        """Add files one by one: (names added, sentences about those that were refused). The rest goes on."""
        added, refused = [], []
        most = int(self.desk.number("attachments.max_mb"))
        for path in paths:
            try:
                upload = read_upload(path, most)
                self.desk.do("attachments.add", owner=record_name(self.record), row=self.uid, file=upload)
                added.append(upload.name)
            except UserError as error:
                refused.append(say(error))
        self.read()
        return added, refused

    def rename(self, one: Kept, name: str) -> None:
        """Another name; its ending stays."""
        self.desk.do("attachments.rename", id=one.id, name=name)
        self.read()

    def remove(self, one: Kept) -> None:
        """Take it off the row; one undo step."""
        self.desk.do("attachments.remove", id=one.id)
        self.read()

    def open_in(self, one: Kept, folder: Path) -> Path:
        """Write it into a private folder to be looked at; audited. Raises Unreadable when it cannot be written."""
        return looked_at(self.desk, one.id, folder)

    def copy_to(self, one: Kept, target: Path, reason: str) -> None:
        """Keep a copy outside; audited. Raises Denied, and Unreadable when it cannot be written."""
        _name, data = copy(self.desk, one.id, reason)
        _write(target, data)


def looked_at(desk: Desk, id: int, folder: Path) -> Path:
    """One attachment, by its id, in a private folder to be looked at; audited. Raises Denied, Unreadable."""
    name, data = look(desk, id)
    _write(folder / name, data)
    return folder / name


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise Unreadable("写不进“{name}”，请换一个位置再存", name=target.name) from error


def size_words(size: int) -> str:
    """12 KB, 1.4 MB."""
    for unit, name in SIZES:
        if size >= unit:
            return f"{size / unit:.1f} {name}" if unit > 1024 and size < 10 * unit else f"{round(size / unit)} {name}"
    return say(N_("{count} 字节"), count=size)
