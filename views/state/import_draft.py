"""The draft of a table that is being put right: kept in the store as it grows, and given back over the same rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center import drafts
from center.importing import Table, keeping
from center.words import N_
from db.errors import Missing
from db.personal import Kept
from db.record import Record, record_name

if TYPE_CHECKING:
    from center.desk import Desk
    from views.state.importing import ImportState

MOST_BYTES = 6 << 20
"""Of a packed table: 100,000 rows of fifteen columns are about 5 MB. A larger one is read from its file again."""
AGAIN = N_("“{name}”太大，草稿里只存了改过的 {count} 处，要再选一次这个文件；现在找不到它，或者它已经改过。"
           "请放回原来的地方，或者重新导入")


class ImportDraft:
    """Of one preview; `number` is its id in the store, 0 before it is first kept."""

    def __init__(self, state: ImportState, number: int = 0) -> None:
        self.state, self.number = state, number
        table = state.preview.table
        self.file = str(state.path) if state.path.is_absolute() else ""  # what was pasted has none
        data = keeping.packed(table)
        self._sheet = data if len(data) <= MOST_BYTES or not self.file else None
        self._print = "" if self._sheet else fingerprint(state.path)
        self._written: dict[str, Any] | None = None

    @property
    def places(self) -> int:
        """How many things were done by hand."""
        return keeping.places(keeping.by_hand(self.state.preview))

    def keep(self, place: tuple[int | None, str] = (None, "")) -> None:
        """Write what was done since it was written last. Raises what writing raises."""
        state, done = self.state, keeping.by_hand(self.state.preview)
        if not state.waits or (done == self._written and self.number):
            return
        beside = {"file": self.file, "sheet": state.preview.table.sheet, "print": self._print, "place": place}
        one = Kept(self.number, drafts.IMPORT + record_name(state.record), None, state.path.name, done, beside,
                   state.desk.now())
        there = self.number and state.desk.draft(self.number)  # given up elsewhere: its rows went too
        self.number, self._written = state.desk.keep_draft(one, None if there else self._sheet), done

    def drop(self) -> Kept | None:
        """Let it go; returns it."""
        kept = self.state.desk.draft(self.number) if self.number else None
        if kept is not None:
            self.state.desk.drop_draft(kept.id)
        self.number, self._written = 0, None
        return kept


def take_up(
    desk: Desk, record: type[Record], kept: Kept, progress: Callable[[int, int], Any], file: Path | None = None
) -> ImportState:
    """The preview of a draft with everything done again; slow, so in a job.

    Raises Missing where only the file has the rows and neither it nor `file` is the one that was read.
    """
    from views.state.importing import judge

    path = Path(kept.beside["file"] or kept.title)
    data = desk.sheet(kept.id)
    table = keeping.unpacked(data) if data is not None else _read_again(kept, file or path, progress)
    state = judge(desk, record, table, progress, path)
    keeping.do_again(state.preview, kept.texts)
    state.anew()
    state.draft.number = kept.id
    return state


def _read_again(kept: Kept, file: Path, progress: Callable[[int, int], Any]) -> Table:
    from reports.reading import read_table

    if not file.is_file() or fingerprint(file) != kept.beside["print"]:
        raise Missing(AGAIN, name=kept.title, count=keeping.places(kept.texts))
    return read_table(file, sheet=kept.beside["sheet"], progress=progress)


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, in hex; '' when it cannot be read."""
    try:
        with file.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return ""


def places_of(kept: Kept) -> int:
    """How many things were done by hand in a draft."""
    return keeping.places(kept.texts)
