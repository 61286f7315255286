"""What is printed and how: a sheet that is written, looked at and only then handed out; the printer that is remembered.

A `Sheet` is any paper of ours: a list as it is seen, a record, today's duties, a paper of the report centre.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.desk import Desk
from center.tongues import CHINESE, tongue
from center.words import N_, say
from db.errors import Invalid, Problems
from db.record import Record, record_name
from views import printing
from views.printing import Order, Printers

if TYPE_CHECKING:
    from center.duties import Home
    from reports.document import Document
    from reports.papers import Params

MOST = 99  # copies
KEY = "printer:"
_PAGES = re.compile(r"[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*")


class Sheet:
    """A masked paper to print: `write` makes its PDF (slow, in a job), `hand_out` asks the Desk and is written down.

    `also()` is called after that, for what a record's history is to tell. `name` is its file's, if not the label.
    `ours`: no data of the centre stand on it (the handbook), so nobody is asked; it is in Chinese only.
    `language` is what the paper was asked for in: Chinese, whatever the window speaks.
    """

    def __init__(
        self,
        desk: Desk,
        label: str,
        make: Callable[[], Document],
        also: Callable[[], object] | None = None,
        *,
        name: str = "",
        ours: bool = False,
    ) -> None:
        self.desk, self.label, self._make, self._also, self.ours = desk, label, make, also, ours
        self._name = name or str(label)
        self.document: Document | None = None
        self.language = CHINESE

    def use(self, code: str) -> None:
        """Ask for another language from the next `write` on ('' is Chinese). Raises Missing."""
        self.language = tongue(code or CHINESE).code

    @property
    def file_name(self) -> str:
        """A name for its file; what no system takes in a name is left out."""
        return re.sub(r'[\\/:*?"<>|\r\n\t]+', "-", self._name) + ".pdf"

    def write(self, target: Path, progress: Callable[[int, int], object] | None = None) -> Sequence:
        """Write the PDF; returns the characters that no font can draw. Raises UserError kinds."""
        from reports.write import write

        with self.desk.moment():
            self.document = replace(self._make(), language=self.language)
            return write(self.document, target, progress=progress)

    def hand_out(self) -> None:
        """Ask whether it may leave the computer, and write down that it does. Raises Denied, ClockDoubt."""
        if self.ours:
            return
        blocks = [block for part in self.document.parts for block in part.blocks]
        rows = sum(block.size() for block in blocks if hasattr(block, "size"))
        self.desk.hand_out(self.label, rows, True)
        if self._also:
            self._also()


def list_sheet(
    desk: Desk, record: type[Record], ids: Sequence[int], paths: Sequence[str] = (), told: Sequence[str] = ()
) -> Sheet:
    """These rows of a list, with the columns and the words about its filters as they are seen."""
    from reports.lists import seen
    from reports.papers import paper_of, params

    label = paper_of(f"list_{record_name(record)}").label
    return Sheet(desk, label, lambda: seen(desk, record, ids, params(desk), paths=paths, told=told))


def record_sheet(desk: Desk, record: type[Record], rid: int) -> Sheet:
    """One record on one page, and in its history that it was printed."""
    from reports.papers import params
    from reports.records import LABEL, sheet

    entry, label = desk.get(record, rid), say(LABEL, label=record.label)
    told = lambda: desk.told("print", record_name(record), entry.uid, label)  # noqa: E731
    return Sheet(desk, label, lambda: sheet(desk, record, rid, params(desk)), told)


def paper_sheet(
    desk: Desk, name: str, given: Params, also: Callable[[], object] | None = None, file: str = ""
) -> Sheet:
    """A paper of the report centre, or the one that is made of a record."""
    from reports.papers import make, paper_of

    made = Sheet(desk, paper_of(name).label, lambda: make(desk, name, given), also, name=file)
    made.use(given.language)
    return made


def today_sheet(desk: Desk, seen: Home | None = None) -> Sheet:
    """今日待办 of this account as a list; `seen` is the page with its filter."""
    from reports.papers import params
    from reports.today import TITLE, sheet

    return Sheet(desk, say(TITLE), lambda: sheet(desk, params(desk), seen))


def pages_of(text: str, count: int) -> str | Invalid:
    """`1-3，5` → `1-3,5`; '' all pages. A page that is not there is said."""
    plain = re.sub("[\\s页第]", "", text)
    plain = re.sub("[~～—–－至到]+", "-", re.sub("[，、；;]", ",", plain))
    if not plain or plain == "全部":
        return ""
    if not _PAGES.fullmatch(plain):
        return Invalid(N_("页码请写成 1-3 或 2,5，不写就是全部"))
    ends = [[int(end) for end in part.split("-")] for part in plain.split(",")]
    if any(part[0] > part[-1] or part[0] < 1 or part[-1] > count for part in ends):
        return Invalid(N_("一共 {count} 页，请在 1 到 {count} 之间写，小的在前"), count=count)
    return plain


class PrintState:
    """The printers of this computer and what this account chose here last time."""

    def __init__(self, desk: Desk, system: str = sys.platform) -> None:
        self.desk, self.system = desk, system
        self.found = Printers()
        self.remembered = ""
        self.key = KEY + platform.node()

    def look(self) -> None:
        """Ask the system; slow, in a job."""
        self.found = printing.printers(self.system)

    def choose(self) -> Order:
        """What to begin with: the remembered printer if it is there, else the system's choice, else the first."""
        kept: Any = self.desk.preference(self.key, {})
        kept = kept if isinstance(kept, dict) else {}
        self.remembered = str(kept.get("printer", ""))
        names = self.found.names
        wanted = [name for name in (self.remembered, self.found.usual, *names[:1]) if name in names]
        return Order(wanted[0] if wanted else "", both=bool(kept.get("both")))

    @property
    def note(self) -> str:
        """What there is to say about the printers: none, or the remembered one is gone."""
        if self.found.why:
            return say(self.found.why)
        if self.remembered and self.remembered not in self.found.names:
            return say(N_("上次用的打印机“{name}”现在不在，已换成下面这台"), name=self.remembered)
        return ""

    def order(self, texts: Mapping[str, str], count: int) -> Order:
        """What was typed, for a paper of `count` pages. Raises Problems by field: printer, copies, pages."""
        wrong: dict[str, Invalid] = {}
        printer, copies = texts.get("printer", "").strip(), texts.get("copies", "").strip() or "1"
        if printer not in self.found.names:
            wrong["printer"] = Invalid(N_("请从列出的打印机里选一台"))
        if not copies.isdecimal() or not 1 <= int(copies) <= MOST:
            wrong["copies"] = Invalid(N_("份数请写 1 到 {most}"), most=MOST)
        pages = pages_of(texts.get("pages", ""), count)
        if isinstance(pages, Invalid):
            wrong["pages"] = pages
        if wrong:
            raise Problems(wrong)
        return Order(printer, int(copies), pages, texts.get("both") == "是")

    def keep(self, order: Order) -> None:
        """Remember the printer for this account on this computer."""
        value = {"printer": order.printer, "both": order.both}
        if self.desk.preference(self.key) != value:
            self.desk.prefer(self.key, value)

