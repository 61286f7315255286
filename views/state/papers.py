"""The report centre: which papers there are, their period, the real PDF for the preview, and the numbers with names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from center.desk import Desk
from center.periods import month_of, period_of
from center.tongues import CHINESE
from center.words import N_, say
from db.words import Word
from reports.document import Document, Table
from reports.numbers import Number
from reports.papers import Paper, paper_of, papers, params
from views.state.menu import MENU
from views.state.printing import Sheet, paper_sheet

KINDS = (("month", N_("月")), ("quarter", N_("季")), ("half", N_("半年")), ("year", N_("年")))
GROUPS = {"members": N_("党建"), "reception": N_("接待"), "compliance": N_("标准化"), "people": N_("居民"),
          "cover": N_("三长包保"), "enterprises": N_("楼宇企业"), "visits": N_("上门清单"),
          "mediation": N_("人民调解"), "cases": N_("人民调解")}
FORMATS = {"xlsx": "Excel", "pdf": "PDF", "docx": "Word"}
CODE = re.compile(r"[0-9A-Z*\-]+")
OTHERS = N_("其他")
OF_LISTS = (N_("一览表"), N_("空表"))


@dataclass(frozen=True)
class NamedNumber:
    """One number of a paper and the records it counts."""

    label: str
    number: Number


class PapersState:
    """The chosen paper and period. `make` is slow: call it in a job."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kind, self.period = "month", month_of(desk.today())
        self._by_hand = False  # the kind is hers: it stays when she looks at another paper
        self.chosen: Paper | None = None
        self.document: Document | None = None
        self.language = CHINESE  # of the papers, whatever the window speaks

    def groups(self) -> list[tuple[str, list[Paper]]]:
        """Papers this account may read, under headings; lists only of records that have a page."""
        found: dict[str, list[Paper]] = {}
        for one in papers().values():
            if not one.needs and one.open_to(self.desk.may) and _has_page(one):
                found.setdefault(Word(one.group) or say(GROUPS.get(one.domain, OTHERS)), []).append(one)
        behind = (say(OTHERS), *OF_LISTS)
        return sorted(found.items(), key=lambda group: behind.index(group[0]) + 1 if group[0] in behind else 0)

    def listed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The groups as a list shows them: (heading, (name, words)); under 一览表 and 空表 only what they are of."""
        return [(name, [(one.name, one.label.params["label"] if name in OF_LISTS else one.label) for one in some])
                for name, some in self.groups()]

    def choose(self, name: str) -> Paper:
        """Take another paper, of its usual kind of period as long as she chose none."""
        self.chosen, self.document = paper_of(name), None
        if not self._by_hand and self.kind != self.chosen.usual:
            self._turn(self.chosen.usual)
        return self.chosen

    @property
    def previewed(self) -> bool:
        """Whether the chosen paper has pages to look at (blank workbooks have none)."""
        return self.chosen is not None and "pdf" in self.chosen.formats

    @property
    def dated(self) -> bool:
        """Whether the period matters."""
        return self.chosen is not None and self.chosen.group not in OF_LISTS

    # ---- period
    def use_kind(self, kind: str) -> None:
        """Month, quarter, half or year around the same end, as she chose."""
        self._by_hand = True
        self._turn(kind)

    def _turn(self, kind: str) -> None:
        self.kind = kind
        self.period = period_of(kind, min(self.period.end, self.desk.today()))

    def step(self, by: int) -> None:
        """The next or the previous period of the same kind."""
        day = self.period.end if by > 0 else self.period.start
        from datetime import timedelta

        self.period = period_of(self.kind, day + timedelta(days=by))

    # ---- making
    def make(self, target: Path) -> tuple[Document, Sequence]:
        """Write the masked PDF to look at; returns the document and the characters no font can draw."""
        from reports.papers import make
        from reports.write import write

        with self.desk.moment():
            made = make(self.desk, self.chosen.name, params(self.desk, self.period.text, language=self.language))
            return made, write(made, target)

    def hand_out(self, target: Path, reason: str, progress: Callable[[int, int], object]) -> Sequence:
        """Write the paper to a file to be kept; audited. Full numbers need a reason."""
        from reports.papers import hand_out

        given = params(self.desk, self.period.text, reason=reason, language=self.language)
        return hand_out(self.desk, self.chosen.name, given, target, progress=progress)

    def sheet(self) -> Sheet:
        """The chosen paper of this period, to be printed."""
        given = params(self.desk, self.period.text, language=self.language)
        return paper_sheet(self.desk, self.chosen.name, given, file=self.file_name("pdf").removesuffix(".pdf"))

    def file_name(self, kind: str) -> str:
        """A name to offer."""
        tail = f"_{self.period.text}" if self.dated else ""
        return f"{self.chosen.label}{tail}.{kind}"

    def numbers(self) -> list[NamedNumber]:
        """The numbers that open their names, in reading order."""
        found = []
        for part in self.document.parts if self.document else ():
            for block in part.blocks:
                if isinstance(block, Table) and not callable(block.rows):
                    found += _numbers(block)
        return found


def _numbers(table: Table) -> list[NamedNumber]:
    """The numbers of a table; one that stands in two halves is read down the left half first."""
    found: list[tuple[int, int, str, Number]] = []
    rows = [*table.rows, *([table.total] if table.total else [])]
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, Number) and cell.ids:
                label = cell.called or _label(row, place)
                if not any(one[1:3] == (line, label) and one[3].ids == cell.ids for one in found[-len(row) :]):
                    found.append((place, line, label, cell))
    halves = len({(line, label) for _place, line, label, _cell in found}) == len(found)
    order = sorted(found, key=lambda one: one[:2]) if halves else sorted(found, key=lambda one: (one[1], one[0]))
    return [
        NamedNumber(label if halves or cell.called else f"{label} · {table.columns[place].label}", cell)
        for place, _line, label, cell in order
    ]


def _label(row: Sequence, place: int) -> str:
    """The words before a number: those just left of it unless they are a code, else the row's first words."""
    beside = row[place - 1] if place else ""
    if isinstance(beside, str) and beside and not CODE.fullmatch(beside):
        return Word(beside)
    return Word(next((cell for cell in row if isinstance(cell, str) and cell), ""))


def _has_page(one: Paper) -> bool:
    if not one.group:
        return True
    record = one.name.partition("_")[2]
    return any(record in place.records for group in MENU for place in group.places)
