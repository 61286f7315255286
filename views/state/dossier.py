"""One dossier as its page shows it: sections with their pages and what lacks, the bound PDF, what is signed. No Tk.

It is filed in `dossier_filing`, handed out in `dossier_copies`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.attachments import Upload, read_upload
from center.cases.course import open_edges
from center.cases.facts import CaseFacts, facts
from center.cases.papers import contents
from center.cases.slots import CHECKED, OF_PARTY, File, Item, Slot
from center.desk import Desk
from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Problems, Unreadable
from db.words import Listed, Phrase
from views.speech import short_day
from views.state.case_paper import short_name
from views.state.counter import Counter
from views.state.dossier_copies import write

if TYPE_CHECKING:
    from reports.cases.dossier import Bound

JOINT = N_("多案一卷")
COVERED = N_("临柜模式：内容已遮盖")
CLOSED_TO_PUBLIC, WORKERS_ONLY = N_("不公开"), N_("仅办案人员")
NO_NUMBER, KEPT, COUNTED, FILER = (N_("尚未编号"), N_("保管期限 {name}"), N_("封面、目录另计，正文 {pages} 页"),
                                   N_("立卷人 {name}"))
FILED_ON = N_("{day}归档")
STILL_MUST, NOTHING_MUST = N_("必须的还差 {count} 项，补齐后才能归档"), N_("必须的都齐了")
IS_FILED = N_("已归档，更正先在案件页面办理更正")
NOT_CLOSED = N_("案件还没有结案，结案后才能归档")
LACK_PRINTS = N_("缺件不影响打印和导出，空着的栏目照样排在卷里。")
NOTHING, NONE_IN_IT = N_("未到"), N_("无")
WAITS, OF_VERSION, MADE_HERE, LOOKED = N_("待签"), N_("已签，第 {version} 版"), N_("程序排印"), N_("已核对原件")
MADE_AT = N_("{time} 生成，用时 {seconds} 秒")
FROZEN = N_("已签文书固定存档，更正另出新版")
PAGE_OF = N_("{number} {name}")
COVER, LIST = N_("封面"), N_("目录")
FILL, NOTE_DOWN, ADD = N_("补上"), N_("登记"), N_("添加")
ACTS = {"identity": ("check", FILL), "evidence": ("evidence", ADD), "performance": ("sign", FILL)}


@dataclass(frozen=True)
class Row:
    """A line of the contents: `tone` is green, red, amber or none; `act` what its button does, `page` its first page
    in the bound file from 0 (-1: it has none)."""

    part: str
    nth: int
    name: str
    pages: str
    tone: str
    detail: str
    act: str
    button: str
    page: int


class DossierState:
    """The dossier of one case. `load` reads the case; `make` binds it (slow, in a job). Raises Missing, Denied."""

    def __init__(self, desk: Desk, counter: Counter) -> None:
        self.desk, self.counter = desk, counter
        self.facts: CaseFacts | None = None
        self.items: tuple[Item, ...] = ()
        self.book: Bound | None = None
        self.made = ""

    def load(self, case: int) -> None:
        """Read the case and what its sections hold."""
        if self.facts is None or self.facts.id != case:
            self.book, self.made = None, ""
        with self.desk.moment():
            self.facts, self.items = facts(self.desk, case), contents(self.desk, case)

    def make(self, target: Path, progress: Callable[[int, int], object] | None = None,
             cancel: Callable[[], bool] | None = None) -> Bound:
        """Bind it and write the PDF where the page looks at it."""
        from reports.cases.dossier import bound

        begun = time.perf_counter()
        book = bound(self.desk, self.facts.id, progress=progress, cancel=cancel)
        write(target, book.data)
        self.made = say(MADE_AT, time=f"{self.desk.now():%H:%M}", seconds=f"{time.perf_counter() - begun:.1f}")
        return book

    # ---- words of the head and the foot
    @property
    def covered(self) -> bool:
        """At a public counter no page of a dossier is shown."""
        return self.counter.on

    @property
    def may_edit(self) -> bool:
        """Whether this account registers papers here: she does steps, and the case is not filed."""
        return self.desk.may("cases.edit") and not self.facts.row["filed_on"] and not self.covered

    @property
    def name(self) -> str:
        """The case's name; covered at a public counter."""
        return say(COVERED) if self.covered else self.facts.row["name"]

    @property
    def chips(self) -> tuple[str, ...]:
        """Who may look on, who may open it."""
        found = [CLOSED_TO_PUBLIC] if self.facts.row["manner"] == "closed" else []
        return tuple(found + ([WORKERS_ONLY] if self.facts.restricted else []))

    @property
    def line(self) -> tuple[str, ...]:
        """Under the title: number, retention, pages, who filed it."""
        row, volume = self.facts.row, self.facts.volume or {}
        found: list[str] = [row["number"] or NO_NUMBER]
        if volume.get("retention"):
            names = code_list("case_retention").items
            found.append(Phrase(KEPT, name=names.get(volume["retention"], volume["retention"])))
        if self.book is not None:
            found.append(Phrase(COUNTED, pages=self.book.pages))
        filer = next((one.name for one in self.facts.workers if one.mediator == volume.get("filer")), "")
        if filer and not self.covered:
            found.append(Phrase(FILER, name=filer))
        if row["filed_on"]:
            found.append(Phrase(FILED_ON, day=short_day(row["filed_on"].first, self.desk.today())))
        return tuple(found)

    @property
    def blocking(self) -> tuple[Item, ...]:
        """The sections that 归档 waits for."""
        return tuple(item for item in self.items if item.blocks)

    @property
    def may_file(self) -> bool:
        """Whether 归档 is the lawful step now and nothing compulsory lacks."""
        lawful = any(edge.step == "file" for edge in open_edges(self.facts.stage, self.facts))
        return self.may_edit and lawful and not self.blocking

    @property
    def standing(self) -> str:
        """What stands between this dossier and 归档."""
        if self.facts.row["filed_on"]:
            return IS_FILED
        if self.blocking:
            return Phrase(STILL_MUST, count=len(self.blocking))
        return NOTHING_MUST if self.facts.stage == "closed" else NOT_CLOSED

    @property
    def status(self) -> str:
        """For the status bar."""
        by_hand = self.book.by_hand if self.book else ""
        return Listed(filter(None, (self.made, by_hand, FROZEN)), "　")

    # ---- the contents
    @property
    def rows(self) -> tuple[Row, ...]:
        """Every section in order."""
        return tuple(self._row(nth, item) for nth, item in enumerate(self.items, start=1))

    def _row(self, nth: int, item: Item) -> Row:
        pages = self.book.span(item.part) if self.book else ""
        first = self.book.of(item.part)[0].first if self.book and self.book.of(item.part) else 0
        tone = "red" if item.blocks else "amber" if item.why else "none" if item.state == "none" else "green"
        act, button = ACTS.get(item.part, ("sign", NOTE_DOWN))
        if not self.may_edit or not (item.why or item.part == "evidence") or not (item.papers or act != "sign"):
            act, button = "", ""
        detail = Listed(item.why, "；") if item.why else item.note or _summaries(item)
        shown = pages.replace("-", "–") or (self._nothing if item.state == "none" else "")
        return Row(item.part, nth, self._called(item), shown, tone, "" if self.covered else detail, act, button,
                   self.book.front + first - 1 if first else -1)

    @property
    def _nothing(self) -> str:
        """Of a filed volume it is not that the paper has not come yet."""
        return NONE_IN_IT if self.facts.stage == "filed" else NOTHING

    def _called(self, item: Item) -> str:
        kinds = list(dict.fromkeys(slot.kind for slot in item.papers if slot.file is None))
        if item.part not in ("intake", "result", "closing") or not kinds:
            return item.label
        return Listed(short_name(kind) for kind in kinds)

    def row_at(self, page: int) -> Row | None:
        """The section that a page of the bound file (from 0) belongs to; None for cover and contents."""
        return next((row for row in reversed(self.rows) if 0 <= row.page <= page), None)

    def page_name(self, page: int) -> str:
        """`20 调解协议书` under a small page; cover and contents have no number."""
        paper = self._paper(page)
        if paper is None:
            return COVER if page == 0 else LIST
        slot = paper.slot
        if slot is None:  # a section that is empty, or pages of a kind of their own
            name = paper.label
        else:
            name = short_name(slot.kind) if slot.file is None else slot.file.name
        return Phrase(PAGE_OF, number=page - self.book.front + 1, name=name)

    @staticmethod
    def _short(paper: Any) -> str:
        """A paper as it is called in the line over it: whose it is, or the how manieth, behind."""
        slot = paper.slot
        if slot is None or slot.file is not None:
            return paper.label
        name = short_name(slot.kind)
        return name if slot.which in ("", code_list("case_paper_kind").items[slot.kind]) else Phrase(
            OF_PARTY, paper=name, name=slot.which)

    def _paper(self, page: int) -> Any:
        number = page - self.book.front + 1 if self.book else 0
        return next((one for one in (self.book.papers if self.book else ()) if one.first <= number <= one.last), None)

    def strip(self, page: int) -> tuple[str, str, str]:
        """(which paper, its state, the tone of the state) of a page, for the line over it."""
        paper = self._paper(page)
        if paper is None:
            return (COVER if page == 0 else LIST), "", "grey"
        row = next(row for row in self.rows if row.part == paper.part)
        slot = paper.slot
        words = Phrase(PAGE_OF, number=row.nth, name=self._short(paper))
        if paper.why is not None:
            return words, Phrase(paper.why.message, **paper.why.params), "red"
        if slot is None or slot.file is not None:
            return words, "", "grey"
        if slot.bytes_kept:
            return words, Phrase(OF_VERSION, version=slot.kept.version), "green"
        return words, (WAITS if slot.waits else MADE_HERE), ("amber" if slot.waits else "grey")

    def number_of(self, page: int) -> str:
        """`20 / 22`: the number that stands on the page, of how many."""
        number = page - self.book.front + 1 if self.book else 0
        return f"{number} / {self.book.pages}" if number > 0 else f"– / {self.book.pages if self.book else 0}"

    # ---- signing
    def slots(self, part: str) -> tuple[Slot, ...]:
        """The papers of a section that may be registered as signed: those that wait first."""
        item = next(item for item in self.items if item.part == part)
        found = [slot for slot in item.papers if slot.file is None and slot.kind not in ("statement", "back")]
        return tuple(sorted(found, key=lambda slot: not slot.waits))

    def files(self, part: str) -> tuple[File, ...]:
        """The attachments that stand in a section; none while what is in the case is covered."""
        papers = next((item.papers for item in self.items if item.part == part), ())
        return () if self.covered else tuple(slot.file for slot in papers if slot.file is not None)

    def unchecked(self) -> list[tuple[str, str]]:
        """Parties whose original nobody has looked at: (id, name)."""
        looked = {one.party for one in self.facts.papers if one.kind == "identity"}
        return [(str(party.id), party.name) for party in self.facts.parties if party.id not in looked]

    def corrects(self, slot: Slot) -> bool:
        """Whether a signed version stands already, so that who and why are asked."""
        return slot.kept is not None and slot.kept.row["origin"] != CHECKED

    def sign(self, slot: Slot, texts: Mapping[str, str]) -> int:
        """Keep a file, or the paper as the program prints it, as signed. Raises Problems; then nothing is written."""
        from reports.cases.making import pdf_of
        from reports.cases.taken_in import count

        printed = texts.get("how") == "made"
        if printed:
            file = Upload("签字件.pdf", pdf_of(self.desk, self.facts.id, slot.kind, slot.party, slot.step))
        elif not (name := texts.get("file", "").strip()):
            raise Problems({"file": Invalid("请选签好的扫描件、照片或者 Word 稿")})
        else:
            try:
                file = read_upload(Path(name), int(self.desk.number("attachments.max_mb")))
                count(file.name, file.data)
            except (Invalid, Unreadable) as error:
                raise Problems({"file": Invalid(error.message, **error.params)}) from error
        return self.desk.do("case_papers.sign", case=self.facts.id, kind=slot.kind, party=slot.party, step=slot.step,
                            file=file, signed_on=texts.get("signed_on", ""), origin="made" if printed else "scan",
                            summary=texts.get("summary", ""), pages=count(file.name, file.data),
                            who=texts.get("who", ""), why=texts.get("why", ""))

    def check(self, texts: Mapping[str, str]) -> int:
        """A party's original was looked at."""
        party = texts.get("party", "")
        return self.desk.do("case_papers.check_original", case=self.facts.id, by=texts.get("by", ""),
                            party=int(party) if party.isdigit() else party, on=texts.get("on", ""))

    def add_evidence(self, paths: Sequence[Path]) -> list[str]:
        """Attach files to the case one by one; sentences about those that were refused."""
        from db.models.cases import Case
        from views.state.attaching import Attachments

        return Attachments(self.desk, Case, self.facts.uid).add(paths)[1]


def _summaries(item: Item) -> str:
    """What was written down of handwritten papers that were scanned: their two lines, one after the other."""
    told = [slot.kept.row["summary"] for slot in item.papers if slot.kept and slot.kept.row["summary"]]
    return "；".join(one.replace("\n", " ") for one in told)
