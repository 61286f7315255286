"""Which papers a case's dossier holds, in the order of its contents page: pure, over the facts of one case.

A slot is the place of one paper: made by the program until it is signed, then the kept version that is in force.
Which papers a section is made of: `templates/mediation/dossier.toml`; their order and which must be there: `Table`,
which `center.cases.compulsory` reads.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from center.cases.book import book
from center.cases.facts import CaseFacts, Kept, Party, Step
from center.words import N_
from db.codes import code_list
from db.words import Listed, Phrase, Word

ORAL, WRITTEN = "oral", "written"
CHECKED = "checked"
NO_HAND = ("identity", "evidence", "performance", "closing", "reply", "statement", "back")
"""Papers that nobody must sign to make them complete."""
STEPS = {"record": "session", "inquiry": "inquire", "visit": "visit", "escalation": "escalation"}
"""Papers of which there is one for each step of a kind."""
FILES_OF = {"evidence": ("cases", "case_steps"), "performance": ("performances",), "confirmation": ("agreements",)}
"""Sections in which what is attached to these records stands."""

ONE_FORM = ("notice", "identity", "closing")
"""What the one form of a simple oral case stands for, beside registration and record."""
BEGUN = ("notice", "identity", "inquiry", "evidence", "closing")
AGREED = ("performance", "visit", "confirmation")

NTH = N_("{paper}（第 {nth} 次）")
OF_PARTY, WHICH = N_("{paper}（{name}）"), N_("第 {nth} 次")
INSTEAD = N_("以口头协议登记表代")
NOT_MET = N_("没有开过调解会")
NOT_ACCEPTED, NOT_AGREED = N_("没有受理"), N_("没有达成协议")
NO_AGENT, NO_PROMISE, NOT_APPLIED = N_("没有委托代理人"), N_("没有约定要履行的事"), N_("各方不申请")
NO_PAPER = N_("还没有{paper}")
UNSIGNED, UNSIGNED_MANY = N_("待签 {papers}"), N_("{count} 份待签")
NAMES = N_("差 {names}签名或按指印")
SEAL = N_("差调委会印章")
UNCHECKED = N_("还没有核对 {names}的身份")
NO_AUTHORITY = N_("{name}的委托书没有写代理权限")
NOT_SPECIAL = N_("{name}代签了协议，要补特别授权")
NO_PROOF = N_("还没有履行凭证")


@dataclass(frozen=True)
class File:
    """An attachment that stands in the dossier: its id, name, and the record it is attached to."""

    id: int
    name: str
    owner: str


@dataclass(frozen=True)
class Slot:
    """One paper: `kept` is the version in force, `versions` all of them, oldest first; `file` an attachment.

    `which` tells it from the other papers of its section: whose it is, or the how manieth.
    """

    kind: str
    label: str
    party: int | None = None
    step: int | None = None
    versions: tuple[Kept, ...] = ()
    file: File | None = None
    which: str = ""

    @property
    def kept(self) -> Kept | None:
        """The newest version; None while the paper is only made."""
        return self.versions[-1] if self.versions else None

    @property
    def bytes_kept(self) -> bool:
        """Whether bytes stand for it: a signed version that is more than a note that the original was looked at."""
        return self.kept is not None and self.kept.row["origin"] != CHECKED

    @property
    def pages_of_its_own(self) -> bool:
        """Whether it is a paper in the volume: that an original was looked at stands on the page of all parties."""
        return self.kept is None or self.bytes_kept or self.party is None and self.step is None

    @property
    def waits(self) -> bool:
        """Whether a hand must still sign it."""
        return self.file is None and self.kept is None and self.kind not in NO_HAND


@dataclass(frozen=True)
class Item:
    """One section of the contents page.

    `state`: none (no paper, and none is due), missing (one is due), blank (waits for a signature), signed, ready (needs
    none). `why` says what is lacking; `pages` the pages of the kept bytes; `blocks`: 归档 waits for it.
    """

    part: str
    kinds: tuple[str, ...]
    state: str
    papers: tuple[Slot, ...]
    pages: int
    required: bool
    why: tuple[Phrase, ...] = ()
    versions: int = 0
    blocks: bool = False
    note: str = ""

    @property
    def label(self) -> str:
        """As the contents page calls it."""
        return code_list("dossier_part").items[self.part]


@dataclass(frozen=True)
class Section:
    """One section of the data file: its papers, whether one of them is enough, and whether it is on the contents page
    `only` of a case that has such a paper."""

    code: str
    kinds: tuple[str, ...]
    one: bool = False
    only: bool = False


@dataclass(frozen=True)
class Table:
    """The office's own table: every section in the order in which it is bound, and those that 归档 waits for."""

    order: tuple[str, ...]
    required: frozenset[str]


@cache
def sections() -> tuple[Section, ...]:
    """The sections a dossier may have."""
    return tuple(Section(one["code"], tuple(one["papers"]), one.get("need") == "one", one.get("only", False))
                 for one in book("dossier")["part"])


def part_of(kind: str) -> str:
    """The section in which a kind of paper stands; '' for the cover and the contents page."""
    return next((one.code for one in sections() if kind in one.kinds), "")


@dataclass(frozen=True)
class Dossier:
    """What the sections are made of: the facts, and the attachments by the record they belong to."""

    facts: CaseFacts
    files: Mapping[str, Sequence[File]] = field(default_factory=dict)

    def versions(self, kind: str, party: int | None = None, step: int | None = None) -> tuple[Kept, ...]:
        """The kept versions of one paper, oldest first."""
        same = [one for one in self.facts.papers if (one.kind, one.party, one.step) == (kind, party, step)]
        return tuple(sorted(same, key=lambda one: one.version))

    def slot(self, kind: str, party: Party | None = None, step: Step | None = None) -> Slot:
        """The place of one paper."""
        name = code_list("case_paper_kind").items[kind]
        label: str = Word(name)
        which: str = label
        if step is not None and step.kind != "leave" and (kind == "record" or len(self.facts.of(step.kind)) > 1):
            nth = step.row["nth"] or self.facts.of(step.kind).index(step) + 1
            label, which = Phrase(NTH, paper=name, nth=nth), Phrase(WHICH, nth=nth)
        elif step is not None and step.kind == "leave":  # whose it was, who is no party any more
            label, which = Phrase(OF_PARTY, paper=name, name=step.row["present"]), step.row["present"]
        elif party is not None and kind != "identity":
            label, which = Phrase(OF_PARTY, paper=name, name=party.name), party.name
        of, at = party.id if party else None, step.id if step else None
        return Slot(kind, label, of, at, self.versions(kind, of, at), which=which)

    @property
    def oral_only(self) -> bool:
        """A simple case with an oral agreement: its one form tells of registration, mediation and result."""
        agreement = self.facts.agreement
        return bool(self.facts.row["simple"]) and agreement is not None and agreement["form"] == ORAL


def slots_of(one: Dossier, section: Section) -> tuple[Slot, ...]:
    """The papers of a section: what this case has reached, then whatever else was kept, then what is attached."""
    found = list(_DUE[section.code](one)) if section.code in _DUE else []
    there = {(slot.kind, slot.party, slot.step) for slot in found}
    for kept in one.facts.papers:
        key = (kept.kind, kept.party, kept.step)
        if kept.kind in section.kinds and key not in there:
            there.add(key)
            party = one.facts.party(kept.party) if kept.party else None
            step = next((step for step in one.facts.steps if step.id == kept.step), None)
            found.append(one.slot(kept.kind, party, step))
    found.sort(key=lambda slot: section.kinds.index(slot.kind))
    for owner in FILES_OF.get(section.code, ()):
        found += [Slot("evidence", file.name, file=file) for file in one.files.get(owner, ())]
    return tuple(found)


def _intake(one: Dossier) -> list[Slot]:
    if one.oral_only:
        return []
    row, found = one.facts.row, []
    if row["source"] == "application":
        found.append(one.slot("application"))
    if row["accepted_on"] or not found:
        found.append(one.slot("register"))
    return found


def _notice(one: Dossier) -> list[Slot]:
    if one.oral_only or not one.facts.row["accepted_on"]:
        return []
    return [one.slot("notice", party) for party in one.facts.parties]


def _identity(one: Dossier) -> list[Slot]:
    return [] if one.oral_only or not one.facts.parties else [one.slot("identity")]


def _authority(one: Dossier) -> list[Slot]:
    return [one.slot("authority", party) for party in one.facts.parties if party.acting("agent")]


def _inquiry(one: Dossier) -> list[Slot]:
    return [one.slot("inquiry", step=step) for step in one.facts.of("inquire")]


def _evidence(one: Dossier) -> list[Slot]:
    return [one.slot("evidence")] if any(one.files.get(owner) for owner in FILES_OF["evidence"]) else []


def _record(one: Dossier) -> list[Slot]:
    return [one.slot("record", step=step) for step in one.facts.of("session")]


def _escalation(one: Dossier) -> list[Slot]:
    """Of what a department is told; measures alone are no paper."""
    return [one.slot("escalation", step=step) for step in one.facts.of("escalation") if step.row["record"]]


def _result(one: Dossier) -> list[Slot]:
    told = one.facts
    if told.agreement is not None:
        return [one.slot("oral" if told.agreement["form"] == ORAL else "agreement")]
    if told.row["outcome"] in ("failed", "refused", "withdrawn") and told.row["accepted_on"]:
        return [one.slot("termination")]
    if told.stage == "declined" or told.of("decline") or (told.of("refuse") and not told.row["accepted_on"]):
        return [one.slot("declined")]
    return []


def _performance(one: Dossier) -> list[Slot]:
    done = any(promise.row["state"] in ("done", "partly") for promise in one.facts.promises)
    return [one.slot("performance")] if done or one.files.get("performances") else []


def _visit(one: Dossier) -> list[Slot]:
    return [one.slot("visit", step=step) for step in one.facts.of("visit")]


def _confirmation(one: Dossier) -> list[Slot]:
    agreement = one.facts.agreement
    wanted = agreement is not None and agreement["confirm"] not in (None, "", "declined")
    return [one.slot("confirmation")] if wanted else []


def _closing(one: Dossier) -> list[Slot]:
    found = [one.slot("closing")] if one.facts.row["closed_on"] and not one.oral_only else []
    return found + ([one.slot("reply")] if one.facts.row["replied_on"] else [])


_DUE = {
    "intake": _intake, "notice": _notice, "identity": _identity, "authority": _authority, "inquiry": _inquiry,
    "evidence": _evidence, "record": _record, "escalation": _escalation, "result": _result,
    "performance": _performance, "visit": _visit,
    "confirmation": _confirmation, "closing": _closing,
    "statement": lambda one: [one.slot("statement")], "back": lambda one: [one.slot("back")],
}


def items_of(one: Dossier, table: Table) -> tuple[Item, ...]:
    """Every section in the table's order, those without a paper too; but for what only some cases have."""
    known = {section.code: section for section in sections()}
    return tuple(_item(one, known[code], code in table.required) for code in table.order
                 if not known[code].only or slots_of(one, known[code]))


def _item(one: Dossier, section: Section, required: bool) -> Item:
    slots = slots_of(one, section)
    note = "" if slots else _note(one, section, required)
    waiting = [slot for slot in slots if slot.waits]
    why = _why(one, section, slots, waiting, required and not note)
    signed = any(slot.kept is not None for slot in slots)
    complete = bool(slots) and (signed if section.one and waiting else not waiting)
    if section.code == "identity":
        complete = not why
    broken = section.code == "authority" and _not_special(one)
    blocks = bool(broken) or (required and not note and not complete)
    if not slots:
        state = "ready" if note else "missing" if required else "none"
    elif waiting:
        state = "blank"
    else:
        state = "missing" if why else "signed" if signed else "ready"
    return Item(section.code, section.kinds, state, slots, sum(_pages(slot) for slot in slots),
                required or bool(broken), tuple(why), sum(len(slot.versions) for slot in slots), blocks, note)


def _note(one: Dossier, section: Section, required: bool) -> str:
    """Why a section may stand without a paper; '' where it may not. What cannot be in a case is asked of none."""
    if one.oral_only and (section.code in ("intake", "record") or required and section.code in ONE_FORM):
        return INSTEAD
    ended = (one.facts.row["outcome"] in ("failed", "refused", "withdrawn")
             or one.facts.of("decline") or one.facts.of("refuse"))
    if section.code == "record" and ended and one.facts.agreement is None:
        return NOT_MET  # what was declined, or who would not come, cannot have a record of a session
    return _none_due(one, section.code, bool(ended)) if required else ""


def _none_due(one: Dossier, code: str, ended: bool) -> str:
    """Why a paper that an office made compulsory is not due in this case."""
    agreement = one.facts.agreement
    if code == "authority":
        return NO_AGENT
    if ended and not one.facts.row["accepted_on"] and code in BEGUN:
        return NOT_ACCEPTED
    if ended and agreement is None and code in AGREED:
        return NOT_AGREED
    if code == "performance" and agreement is not None and not one.facts.promises:
        return NO_PROMISE
    if code == "confirmation" and agreement is not None and agreement["confirm"] == "declined":
        return NOT_APPLIED
    return ""


def _pages(slot: Slot) -> int:
    return (slot.kept.row["pages"] or 0) if slot.bytes_kept else 0


def _why(one: Dossier, section: Section, slots: Sequence[Slot], waiting: Sequence[Slot],
         required: bool) -> list[Phrase]:
    """What is lacking in a section, in the clerk's words."""
    if section.code == "identity":
        names = _unchecked(one)
        return [Phrase(UNCHECKED, names=Listed(names))] if names else []
    if section.code == "authority":
        silent = [Phrase(NO_AUTHORITY, name=agent.name) for party in one.facts.parties
                  for agent in party.acting("agent") if not agent.row["authority"]]
        return _not_special(one) or silent or _to_sign(waiting)
    if not slots:
        names = Listed(code_list("case_paper_kind").items[kind] for kind in section.kinds[:2])
        return [Phrase(NO_PAPER, paper=names)] if required else []
    if section.code == "result" and waiting and one.facts.agreement is not None:
        return _signatures(one) or _to_sign(waiting)
    if section.code == "performance" and len(slots) == 1 and slots[0].kept is None:
        return [Phrase(NO_PROOF)]
    return _to_sign(waiting)


def _to_sign(waiting: Sequence[Slot]) -> list[Phrase]:
    if len(waiting) > 2:
        return [Phrase(UNSIGNED_MANY, count=len(waiting))]
    return [Phrase(UNSIGNED, papers=Listed(slot.which for slot in waiting))] if waiting else []


def _unchecked(one: Dossier) -> list[str]:
    """Parties whose original nobody has looked at, and of whom no copy is kept."""
    if one.oral_only or not one.facts.row["accepted_on"] or one.versions("identity"):
        return []
    return [party.name for party in one.facts.parties if not one.versions("identity", party.id)]


def _not_special(one: Dossier) -> list[Phrase]:
    return [Phrase(NOT_SPECIAL, name=party.acting("agent")[0].name) for party in one.facts.parties
            if party.row["signed_by"] == "agent" and party.acting("agent")
            and not any(agent.row["authority"] == "special" for agent in party.acting("agent"))]


def _signatures(one: Dossier) -> list[Phrase]:
    """Whose signatures an agreement still lacks, and its seal."""
    told = one.facts
    names = [party.name for party in told.parties if not party.row["signed_on"]]
    names += [worker.name for worker in told.workers
              if worker.role in ("host", "mediator") and not worker.left and not worker.row["signed_on"]]
    found = [Phrase(NAMES, names=Listed(names))] if names else []
    if not told.agreement["sealed_on"] and told.agreement["form"] == WRITTEN:
        found.append(Phrase(SEAL))
    return found
