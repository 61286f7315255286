"""记录单: any record on one page, section by section, masked as the screen shows it; for signing and for the folder."""
from __future__ import annotations

from dataclasses import replace

from center.desk import Desk
from center.seeing import seen
from center.words import N_
from db.record import Record, columns, record_name
from db.words import Phrase
from reports.by_door import off_paper
from reports.document import Block, Document, Facts, Heading, Part, Signatures
from reports.papers import Paper, Params, document

LABEL = N_("{label}记录单")
BASIC = N_("基本信息")
NUMBERED = N_("{number}、{name}")
EMPTY = "　"
LONG = 24  # characters from which a text has a line of its own
NUMBERS = (N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("七"), N_("八"), N_("九"), N_("十"))


def sheet(desk: Desk, record: type[Record], rid: int, given: Params) -> Document:
    """The record as a Document; empty facts stand empty, to be written on. Raises Denied, Missing."""
    entry = desk.get(record, rid)
    sections: dict[str, list[tuple[str, str]]] = {}
    for at in (one for one in seen(desk, record) if not off_paper(one)):
        sections.setdefault(at.section or BASIC, []).append((at.label, entry.texts.get(at.path) or EMPTY))
    blocks: list[Block] = []
    for nth, (name, pairs) in enumerate(sections.items()):
        if len(sections) > 1:
            blocks.append(Heading(1, Phrase(NUMBERED, number=NUMBERS[nth % len(NUMBERS)], name=name)))
        blocks += _ruled(pairs)
    blocks.append(Signatures((N_("填表人"), N_("审核人")), seal=False))
    personal = any(at.sensitive for at in columns(record))
    one = Paper(f"record_{record_name(record)}", Phrase(LABEL, label=record.label), record.domain, sheet, ("pdf",),
                personal=personal)
    made = document(desk, one, given, Phrase(LABEL, label=record.label), (Part(record.label, tuple(blocks)),))
    return replace(made, period="")  # a record has no month


def _ruled(pairs: list[tuple[str, str]]) -> list[Block]:
    """Short facts two beside one another, a long one over the whole width, in their order."""
    found: list[Block] = []
    short: list[tuple[str, str]] = []
    for label, text in pairs:
        if len(text) <= LONG:
            short.append((label, text))
            continue
        if short:
            found.append(Facts(tuple(short)))
            short = []
        found.append(Facts(((label, text),), 1))
    if short:
        found.append(Facts(tuple(short)))
    return found
