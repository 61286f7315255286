"""Every official paper of one case, made of the case: as a Document, a PDF, a Word file, and on the shelf of papers.

Document types: 司发通〔2010〕239号; each kind is a function in `reports/cases/forms_*.py` under its code of
`case_paper_kind`. A paper without its step prints one for each step of that kind; without any, a blank one.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import import_module
from typing import Any

from center.cases.facts import CaseFacts, Party, Step, facts
from center.cases.slots import FILES_OF, File, Slot
from center.desk import Desk
from center.words import N_
from db.codes import code_list
from db.days import Day
from db.errors import Invalid, Missing
from db.models.cases import Case
from db.questions.journal import newest_change
from db.words import Word
from reports.document import Block, Document, Part
from reports.papers import Params, paper

KINDS = "case_paper_kind"
FORMS = ("opening", "work", "result", "escalation", "after", "volume")


@dataclass(frozen=True)
class Line:
    """One line of the contents page: its paper, its pages (`3` or `3-5`), a note."""
    name: str
    pages: str = ""
    note: str = ""


@dataclass(frozen=True)
class Piece:
    """One attachment as evidence: its name, and its pages where they are known."""
    name: str
    pages: int | None = None


@dataclass(frozen=True)
class Asked:
    """What a form is made of. `on` is the day of the paper: ages are those of it. With `blank` only the head is filled.

    `lines` are those of a contents page; `volume` the bound volume of a cover; `evidence` what is attached.
    """
    told: CaseFacts
    on: Day
    blank: bool = False
    party: Party | None = None
    step: Step | None = None
    lines: Sequence[Line] = ()
    volume: Mapping[str, Any] = field(default_factory=dict)
    evidence: Sequence[Piece] = ()
    years: Mapping[str, int] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[Party, ...]:
        """The one that was asked for, or all."""
        return (self.party,) if self.party else self.told.parties


@dataclass(frozen=True)
class Made:
    """A form that is filled: its title, its pages, what stands at the right under the title."""
    title: str
    parts: tuple[tuple[Block, ...], ...]
    under: str = ""
    cover: bool = False


MAKERS: dict[str, Callable[[Asked], Made]] = {}


def form(kind: str) -> Callable:
    """Enter a function `(Asked) → Made` as the form of a kind."""

    def note(function: Callable[[Asked], Made]) -> Callable:
        MAKERS[kind] = function
        return function

    return note


@cache
def makers() -> Mapping[str, Callable[[Asked], Made]]:
    """All forms by kind."""
    for name in FORMS:
        import_module(f"reports.cases.forms_{name}")
    return MAKERS


def document_of(desk: Desk, case: int, kind: str, party: int | None = None, step: int | None = None,
                blank: bool = False, *, told: CaseFacts | None = None, lines: Sequence[Line] = (),
                volume: Mapping[str, Any] | None = None, numbered: bool = False,
                counted: Mapping[int, int | None] | None = None) -> Document:
    """One paper of a case. `party` and `step` are ids of its own; `told` are facts to take instead of the store's
    (the anonymous copy); `lines` those of the contents page; `counted` the pages of attachments that are known already.
    Raises Denied, Missing, Invalid."""
    told = told or facts(desk, case)
    asked = Asked(told, Day(desk.today()), blank, _one(told.parties, party), _one(told.steps, step), lines,
                  volume or told.volume or {}, _evidence(desk, told, counted) if kind == "evidence" else (),
                  _years(desk))
    return _document(desk, told, kind, makers()[_known(kind)](asked), numbered)


def pdf_of(desk: Desk, case: int, kind: str, party: int | None = None, step: int | None = None, blank: bool = False,
           **more: Any) -> bytes:
    """The same as PDF, without page numbers of its own: the same case gives the same bytes."""
    return bytes_of(document_of(desk, case, kind, party, step, blank, **more), ".pdf")


def word_of(desk: Desk, case: int, kind: str, party: int | None = None, step: int | None = None, blank: bool = False,
            **more: Any) -> bytes:
    """The same as .docx, to be edited."""
    return bytes_of(document_of(desk, case, kind, party, step, blank, numbered=True, **more), ".docx")


def bytes_of(document: Document, ending: str, unseen: set[str] | None = None) -> bytes:
    """A Document as the bytes of a file: `.pdf` or `.docx`. Characters that no font can draw go into `unseen`."""
    from reports.write import in_memory

    made, found = in_memory(document, ending)
    if unseen is not None:
        unseen.update(one.character for one in found)
    return made


def _document(desk: Desk, told: CaseFacts, kind: str, made: Made, numbered: bool) -> Document:
    title = Word(made.title)
    parts = tuple(Part(title, blocks) for blocks in made.parts)
    return Document(f"case_{kind}", title, told.committee["name"], parts, subtitle=made.under, demo=desk.demo,
                    made_at=newest_change(), made_by=desk.who.name, layout="deed", cover=made.cover,
                    numbered=numbered, meta={"schema": "1", "template": f"case_{kind}"})


def _known(kind: str) -> str:
    if kind not in makers():
        raise Invalid("没有“{kind}”这种文书，请从案件页面的文书里选", kind=kind)
    return kind


def _one(rows: Sequence[Any], rid: int | None) -> Any:
    if rid is None:
        return None
    for row in rows:
        if row.id == rid:
            return row
    raise Invalid("这一项不是这件案件的，请在案件页面重新选")


def _evidence(desk: Desk, told: CaseFacts, counted: Mapping[int, int | None] | None) -> tuple[Piece, ...]:
    """What stands as evidence in the dossier, in its order; an anonymous copy has no uid, and names no file."""
    from center.cases.papers import gathered

    if not told.uid:
        return ()
    files = gathered(desk, told).files
    some = [one for owner in FILES_OF["evidence"] for one in files.get(owner, ())]
    return tuple(Piece(one.name, counted[one.id] if counted and one.id in counted else _pages(one)) for one in some)


def _pages(file: File) -> int | None:
    from center.cases.papers import bytes_of as kept_bytes
    from reports.cases.taken_in import sheets_of

    try:
        return sheets_of(*kept_bytes(Slot("evidence", file.name, file=file)))
    except Missing:
        return None  # the list names it all the same


def _years(desk: Desk) -> dict[str, int]:
    """Years of each retention class that this office has settled; what is uncertain is never printed."""
    from center.cases.numbers import RETENTION_YEARS
    from center.numbers import standing

    found = {name: standing(key, desk.today()) for name, key in RETENTION_YEARS.items()}
    return {name: int(one.value) for name, one in found.items() if not one.uncertain}


# -- on the shelf -----------------------------------------------------------------------------------------


def _leaving(label: str, desk: Desk, given: Params) -> Params:
    """Ask whether this paper of this case may leave; audited at the case."""
    from center.cases.showing import hand_out

    hand_out(desk, desk.id_of(Case, given.need("case")), label, action="export")
    return given


def _shelve(kind: str, label: str) -> None:
    @paper(f"case_{kind}", label, domain="cases", formats=("pdf", "docx"), needs=("case",),
           takes=("party", "step", "blank"), group=GROUP, sends=partial(_leaving, label))
    def made(desk: Desk, given: Params) -> Document:
        case = desk.id_of(Case, given.need("case"))
        party, step = (_number(given.settings.get(name, ""), name) for name in ("party", "step"))
        return replace(document_of(desk, case, kind, party, step, given.settings.get("blank") == "1", numbered=True),
                       language=given.language)

    made.__name__ = kind


def _number(text: str, name: str) -> int | None:
    if text and not text.isdigit():
        raise Invalid("“{name}”要写系统编号，请在案件页面打印", name=name)
    return int(text) if text else None


GROUP = N_("案件文书")
for _kind, _label in code_list(KINDS).items.items():
    _shelve(_kind, _label)
