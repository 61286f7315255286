"""One key, one bound dossier: cover, contents page, every section in order, back; numbered, with bookmarks.

A signed paper stands in it with its kept bytes; what is not signed yet is made of the case as it is now. Cover and
contents page are not counted. Sections that must be there and have no paper are a page that names what is missing; the
others stand on the contents page with 无. `anonymous` makes the copy for teaching: no kept bytes, everybody replaced.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from center.cases.book import as_shipped
from center.cases.compulsory import table_on
from center.cases.facts import CaseFacts, Worker, facts
from center.cases.filing import filer_named, joint_head, told_statement
from center.cases.masking import SURE, masked
from center.cases.papers import bytes_of as kept_bytes
from center.cases.papers import gathered
from center.cases.slots import CHECKED, STEPS, Dossier, Item, Slot, items_of
from center.desk import Desk
from center.periods import period as read_period
from center.stopping import Cancel, Progress, step
from center.words import N_
from db.codes import code_list
from db.errors import Invalid
from db.questions.journal import newest_change, newest_traced
from db.words import Listed, Phrase, Word
from reports.cases.binding import MM, UP, Binder, Mark
from reports.cases.making import Line, document_of
from reports.cases.making import bytes_of as written
from reports.cases.taken_in import bindable, countable, notice, pages_in
from reports.cases.wording import mediators_of_all

NONE = N_("无")
LACKS = N_("缺：{what}")
VERSION = N_("第 {version} 版")
COPIES, OF_CASE = N_("{count} 份"), N_("{number}：{text}")
TO_SIGN, LACKING, LOOKED, LEFT_OUT = N_("待签"), N_("缺件"), N_("已核对原件"), N_("原件不附")
UNSEEN = N_("没有字体能印出：{signs}，打印后请手写补上")
STATEMENT = "statement"
ABOVE = 15 * MM  # over the line at the foot of an anonymous copy


@dataclass(frozen=True)
class Paper:
    """One paper in its place: pages `first` to `last` of the body. `why`: it could not be bound.

    `case`: whose it is, by its place in the volume from 0; -1 the volume's own.
    """

    part: str
    label: str
    first: int
    last: int
    slot: Slot | None = None
    why: Invalid | None = None
    case: int = 0


@dataclass(frozen=True)
class Bound:
    """A bound dossier: its bytes, pages before the body (cover and contents), pages of the body, its papers.

    `unseen`: characters that no font can draw, to be written by hand. `as_of`: the newest change that it knows of."""

    data: bytes
    front: int
    pages: int
    papers: tuple[Paper, ...]
    items: tuple[Item, ...]
    facts: tuple[CaseFacts, ...]
    unseen: str = ""
    as_of: int | None = None

    @property
    def by_hand(self) -> str:
        """Which characters a person has to write into the print; '' for none."""
        return Phrase(UNSEEN, signs=Listed(self.unseen)) if self.unseen else ""

    def of(self, part: str) -> tuple[Paper, ...]:
        """The papers of a section."""
        return tuple(one for one in self.papers if one.part == part)

    def span(self, part: str) -> str:
        """`3`, `3-5`, or '' for a section without a page."""
        return _span([one for one in self.of(part) if one.first])


def dossier(desk: Desk, case: int, *, anonymous: bool = False, progress: Progress | None = None,
            cancel: Cancel | None = None) -> bytes:
    """The bound PDF of one case. Raises Denied, Missing, Cancelled."""
    return bound(desk, case, anonymous=anonymous, progress=progress, cancel=cancel).data


def bound(desk: Desk, case: int, *, head: Mapping[str, Any] | None = None, anonymous: bool = False,
          also: Sequence[str] = (), progress: Progress | None = None, cancel: Cancel | None = None) -> Bound:
    """The same with where each paper stands. `head` is what is chosen for 归档 (retention, filer, statement, filed_on);
    `also` are further names that the anonymous copy replaces."""
    with desk.moment():
        return _bind(desk, (facts(desk, case),), head, anonymous, also, progress, cancel)


def joint(desk: Desk, cases: Sequence[int], period: str, head: Mapping[str, Any] | None = None, *,
          progress: Progress | None = None, cancel: Cancel | None = None) -> Bound:
    """Several simple cases under one cover and one contents page (多案一卷), in the order given."""
    if not cases:
        raise Invalid("这段时间没有可以合订的简易案件，请另选时间")
    called = read_period(period)
    with desk.moment():
        told = tuple(facts(desk, case) for case in cases)
        days = [one.row["accepted_on"] for one in told if one.row["accepted_on"]]
        ends = [one.row["closed_on"] for one in told if one.row["closed_on"]]
        whole = {**joint_head(told, called.text, str(called.label)), "begins": min(days, default=None),
                 "ends": max(ends, default=None), "mediators": mediators_of_all(told), **(head or {})}
        return _bind(desk, told, whole, False, (), progress, cancel)


@dataclass
class _Sheet:
    """A paper before it is numbered."""

    part: str
    label: str
    data: bytes
    slot: Slot | None = None
    why: Invalid | None = None
    case: int = 0


class _Making:
    """What all papers of one dossier are made with."""

    def __init__(self, desk: Desk, head: Mapping[str, Any] | None, anonymous: bool) -> None:
        self.desk, self.anonymous, self.made_at = desk, anonymous, newest_change()
        self.head, self.joint = dict(head or {}), (head or {}).get("kind") == "joint"
        self.unseen: set[str] = set()
        self.pages: dict[int, int] = {}  # of attachments that are bound already
        self.counted: dict[int, int | None] = {}  # those of them that their list tells

    def paper(self, told: CaseFacts, kind: str, **more: Any) -> bytes:
        """A paper made of the case."""
        with as_shipped(self.anonymous):
            made = document_of(self.desk, told.id, kind, told=told, volume=self.head or {"kind": ""}, **more)
        if self.anonymous:
            made = replace(made, notice=SURE)
        return written(made, ".pdf", self.unseen)

    def slot(self, told: CaseFacts, slot: Slot) -> tuple[bytes, Invalid | None]:
        """The pages of one slot: kept bytes first."""
        if slot.file is not None or (slot.bytes_kept and not self.anonymous):
            name, data = kept_bytes(slot)
            made, why = bindable(name, data, self.made_at)
            if slot.file is not None:
                self.pages[slot.file.id] = pages_in(name, made)
                known = why is None and countable(name, data)
                self.counted[slot.file.id] = self.pages[slot.file.id] if known else None
            return made, why
        return self.paper(told, slot.kind, party=slot.party, step=slot.step, counted=self.counted), None


def _bind(desk: Desk, told: Sequence[CaseFacts], head: Mapping[str, Any] | None, anonymous: bool,
          also: Sequence[str], progress: Progress | None, cancel: Cancel | None) -> Bound:
    files = [gathered(desk, one).files for one in told]
    whole = {} if anonymous else _headed(desk, told, head)
    told = tuple(masked(one, also) if anonymous else _with_filer(one, whole) for one in told)
    items = [items_of(Dossier(one, some), table_on(desk.today())) for one, some in zip(told, files, strict=True)]
    making = _Making(desk, whole, anonymous)
    if anonymous:
        items = [tuple(_without_files(item) for item in some) for some in items]
    sheets, done, total = [], 0, sum(len(item.papers) + 1 for some in items for item in some)
    for place, (one, some) in enumerate(zip(told, items, strict=True)):
        for item in some:
            step(progress, cancel, done, total)
            done += len(item.papers) + 1
            if making.joint and item.part in (STATEMENT, "back"):
                continue  # of the volume, not of each case
            sheets += [replace(sheet, case=place) for sheet in _section(making, one, item)]
    return _bound(making, told, items, sheets)


def _headed(desk: Desk, told: Sequence[CaseFacts], head: Mapping[str, Any] | None) -> dict[str, Any]:
    """The volume as it stands or as it is about to be; its statement tells by itself what lacks and was corrected."""
    kept = told[0].volume or {}
    if kept.get("kind") == "joint" and not (head or {}).get("kind"):  # alone it tells of its own number and pages
        kept = {key: kept[key] for key in ("retention", "filer", "filed_on")}
    found = {**kept, **(head or {})}
    if not found.get("statement"):
        tells = [(one, told_statement(desk, one)) for one in told]
        said = [Phrase(OF_CASE, number=one.number, text=text) if len(told) > 1 else text
                for one, text in tells if text]
        found["statement"] = "\n".join(said) or None
    return found


def _with_filer(told: CaseFacts, head: Mapping[str, Any]) -> CaseFacts:
    """Who is about to file the case stands on its cover already."""
    rid = head.get("filer")
    if not rid or any(one.mediator == rid for one in told.workers):
        return told
    return replace(told, workers=(*told.workers, Worker(0, rid, filer_named(rid), "filer", "", {"until": None,
                                                                                              "signed_on": None})))


def _without_files(item: Item) -> Item:
    """Of an anonymous copy: kept bytes and attachments cannot be made nameless, so they are left out."""
    papers = tuple(replace(slot, versions=()) for slot in item.papers if slot.file is None and slot.pages_of_its_own
                   and (slot.step is None or slot.kind in STEPS))  # what a party signed who left cannot be made anew
    left = any(slot.file is not None or slot.bytes_kept for slot in item.papers)
    return replace(item, papers=papers, why=(), note=LEFT_OUT if left else item.note)


def _own(slot: Slot) -> bool:
    return slot.pages_of_its_own


def _section(making: _Making, told: CaseFacts, item: Item) -> list[_Sheet]:
    """The papers of one section; a page that names what is missing when it must be there and is not."""
    found = []
    files = {slot.file: making.slot(told, slot) for slot in item.papers if slot.file}  # their list tells their pages
    for slot in filter(_own, item.papers):
        data, why = (b"", None) if slot.kind == STATEMENT and not slot.bytes_kept else (
            files[slot.file] if slot.file else making.slot(told, slot))
        found.append(_Sheet(item.part, slot.label, data, slot, why))
    if not found and item.required and not item.note and not making.anonymous:
        words = Phrase(LACKS, what=Listed(item.why, "；") if item.why else item.label)
        found.append(_Sheet(item.part, item.label, notice(words, making.made_at, item.label)))
    return found


def _bound(making: _Making, told: Sequence[CaseFacts], items: Sequence[Sequence[Item]],
           sheets: list[_Sheet]) -> Bound:
    """Number, list and bind: the contents page is made last, of the pages that were counted."""
    first = told[0]
    if making.joint:
        for kind in (STATEMENT, "back"):
            data = b"" if kind == STATEMENT else making.paper(first, kind)
            sheets.append(_Sheet(kind, code_list("case_paper_kind").items[kind], data, case=-1))
    papers, at = [], 1
    for sheet, count in zip(sheets, _counted(making, first, sheets), strict=True):
        papers.append(Paper(sheet.part, sheet.label, at, at + count - 1, sheet.slot, sheet.why, sheet.case))
        at += count
    lines = _joint_lines(told, items, papers) if making.joint else _lines(items[0], papers)
    front = [making.paper(first, "cover"), making.paper(first, "contents", lines=lines)]
    title = making.head.get("name") or first.row["name"]
    binder = Binder(str(title), first.committee["name"], ABOVE if making.anonymous else UP)
    fronts = [binder.add(data) for data in front]
    for sheet, paper in zip(sheets, papers, strict=True):
        binder.add(sheet.data, number=paper.first)
    binder.mark(_marks(told, items, papers, fronts, making.joint))
    return Bound(binder.bytes(), sum(fronts), at - 1, tuple(papers), tuple(items[0]), tuple(told),
                 "".join(sorted(making.unseen)), newest_traced())


def _counted(making: _Making, told: CaseFacts, sheets: Sequence[_Sheet]) -> list[int]:
    """How many pages each takes. The statement tells their sum, so it is made when the others are known."""
    known = [making.pages.get(sheet.slot.file.id) if sheet.slot and sheet.slot.file else None for sheet in sheets]
    counts = [count or (pages_in(str(sheet.label), sheet.data) if sheet.data else 1)
              for sheet, count in zip(sheets, known, strict=True)]
    for place, sheet in enumerate(sheets):
        while not sheet.data:
            making.head["pages"] = sum(counts)
            data = making.paper(told, STATEMENT)
            if (count := pages_in(STATEMENT, data)) <= counts[place]:
                sheet.data = data
            counts[place] = count
    return counts


def _span(papers: Sequence[Paper]) -> str:
    if not papers:
        return ""
    first, last = papers[0].first, papers[-1].last
    return str(first) if first == last else f"{first}-{last}"


def _lines(items: Sequence[Item], papers: Sequence[Paper]) -> list[Line]:
    """The contents page of one case: every section in order."""
    return [_line(item, [one for one in papers if one.part == item.part]) for item in items]


def _line(item: Item, mine: Sequence[Paper]) -> Line:
    kinds = list(dict.fromkeys(slot.kind for slot in item.papers if slot.file is None))
    names = [code_list("case_paper_kind").items[kind] for kind in kinds]
    name = Listed(names) if names else item.label
    return Line(name, _span(mine) or NONE, _note(item))


def _note(item: Item) -> str:
    """Few words beside a line: what stands for it, what lacks, how many papers, which version."""
    if item.note:
        return item.note
    found: list[str] = []
    newest = max((slot.kept.version for slot in item.papers if slot.kept), default=1)
    if (count := len(list(filter(_own, item.papers)))) > 1:
        found.append(Phrase(COPIES, count=count))
    if newest > 1:
        found.append(Phrase(VERSION, version=newest))
    if any(slot.waits for slot in item.papers):
        found.append(TO_SIGN)
    elif item.state == "missing":
        found.append(LACKING)
    if item.part == "identity" and any(slot.kept and slot.kept.row["origin"] == CHECKED for slot in item.papers):
        found.append(LOOKED)
    return Listed(found, "，")


def _joint_lines(told: Sequence[CaseFacts], items: Sequence[Sequence[Item]], papers: Sequence[Paper]) -> list[Line]:
    """The contents page of several: a line for each case with its number, then those of the volume."""
    lines = []
    for place, (one, some) in enumerate(zip(told, items, strict=True)):
        waits = any(slot.waits for item in some for slot in item.papers)
        lines.append(Line(_called(one), _span([paper for paper in papers if paper.case == place]) or NONE,
                          TO_SIGN if waits else ""))
    return lines + [Line(paper.label, _span([paper])) for paper in papers if paper.case < 0]


def _called(one: CaseFacts) -> str:
    return Word(" ".join(filter(None, (one.number, one.row["name"]))))


def _marks(told: Sequence[CaseFacts], items: Sequence[Sequence[Item]], papers: Sequence[Paper], fronts: Sequence[int],
           several: bool) -> list[Mark]:
    """Bookmarks: cover, contents, the sections, and under those of several papers each paper."""
    kinds, before = code_list("case_paper_kind").items, sum(fronts)
    marks = [Mark(kinds["cover"], 0), Mark(kinds["contents"], fronts[0])]
    if several:
        return marks + _joint_marks(told, papers, before)
    for item in items[0]:
        mine = [one for one in papers if one.part == item.part]
        if mine:
            under = [Mark(str(one.label), before + one.first - 1) for one in mine] if len(mine) > 1 else []
            marks.append(Mark(str(item.label), before + mine[0].first - 1, under))
    return marks


def _joint_marks(told: Sequence[CaseFacts], papers: Sequence[Paper], before: int) -> list[Mark]:
    marks = []
    for place, one in enumerate(told):
        under = [Mark(str(paper.label), before + paper.first - 1) for paper in papers if paper.case == place]
        if under:
            marks.append(Mark(str(_called(one)), under[0].page, under))
    return marks + [Mark(str(paper.label), before + paper.first - 1) for paper in papers if paper.case < 0]
