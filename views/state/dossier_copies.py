"""A dossier handed out: printed, written to a file, one paper as Word, the anonymous copy. Each is audited. No Tk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.cases.showing import hand_out
from center.cases.slots import Slot
from center.words import N_, say
from db.codes import code_list
from db.errors import Unreadable

if TYPE_CHECKING:
    from views.state.dossier import DossierState

TITLE, ANONYMOUS = N_("调解卷宗"), N_("匿名副本")


def file_name(state: DossierState, anonymous: bool = False) -> str:
    """A name to offer: never who it is about."""
    return f"{say(ANONYMOUS)}.pdf" if anonymous else f"{say(TITLE)}{state.facts.number or ''}.pdf"


def export(state: DossierState, target: Path) -> None:
    """Write the bound PDF to a file to be kept."""
    hand_out(state.desk, state.facts.id, TITLE, state.book.pages, "export")
    write(target, state.book.data)


def word(state: DossierState, slot: Slot, target: Path) -> None:
    """Write one paper as a Word file, to be edited, signed, and taken in again."""
    from reports.cases.making import word_of

    hand_out(state.desk, state.facts.id, code_list("case_paper_kind").items[slot.kind], 1, "export")
    write(target, word_of(state.desk, state.facts.id, slot.kind, slot.party, slot.step))


def anonymous(state: DossierState, target: Path, also: str, progress: Any = None, cancel: Any = None) -> None:
    """Write the copy for teaching. `also` are further names, parted by 、 or blanks."""
    from reports.cases.dossier import bound

    hand_out(state.desk, state.facts.id, ANONYMOUS, 1, "export")
    names = [name for name in also.replace("、", " ").replace("，", " ").replace(",", " ").split() if len(name) > 1]
    write(target, bound(state.desk, state.facts.id, anonymous=True, also=names, progress=progress, cancel=cancel).data)


class DossierSheet:
    """The bound file to be printed, as the printing box takes it; written down when it is handed out."""

    ours = True  # in Chinese only; who may hand it out is asked in `hand_out`

    def __init__(self, state: DossierState) -> None:
        self.state, self.label = state, TITLE
        self.file_name = file_name(state)

    def write(self, target: Path, progress: Callable[[int, int], object] | None = None) -> tuple:
        """The pages as they were bound."""
        write(target, self.state.book.data)
        return ()

    def hand_out(self) -> None:
        """Raises Denied."""
        hand_out(self.state.desk, self.state.facts.id, TITLE, self.state.book.pages, "print")


def write(target: Path, data: bytes) -> None:
    """The bytes of a PDF or Word file. Raises Unreadable where nothing can be written."""
    try:
        target.write_bytes(data)
    except OSError as error:
        raise Unreadable("写不进“{name}”，请换一个位置再存", name=target.name) from error
