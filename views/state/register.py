"""Importing a register of past cases without a screen: rows by state, cells to be typed over, old type names."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from center.cases.register import Register, preview
from center.cases.register_again import AGAIN, ANSWERS
from center.cases.register_cells import LABELS
from center.cases.register_rows import BAD, DIFFERS, KNOWN, NEW, STATES, WAITS, RegisterRow
from center.desk import Desk
from center.importing.cell import OK
from center.words import N_, say
from db.codes import code_list
from db.questions.mediation import committees
from db.words import Listed
from views.kit.grid_columns import Cell, Column, Row

ALL = "all"
COUNTED = N_("共 {rows} 行；{new} 件可导入，{ask} 件要确认，{refused} 件不能导入，{known} 件已有，"
             "{differs} 件已有但内容不同")
TONES = {NEW: "green", WAITS: "amber", BAD: "red", KNOWN: "grey", DIFFERS: "amber"}
SHOWN = ("number", "accepted_on", "applicant", "respondent", "type", "outcome", "amount", "closed_on")
COLUMNS = (
    Column("line", N_("行"), 48, align="e", sortable=False),
    Column("state", N_("状态"), 124, look="chips", sortable=False),
    Column("number", N_("案号"), 240, look="title", sortable=False),
    Column("accepted_on", N_("受理日期"), 100, sortable=False),
    Column("applicant", N_("申请人"), 110, sortable=False, priority=1),
    Column("respondent", N_("被申请人"), 110, sortable=False, priority=1),
    Column("type", N_("纠纷类型"), 120, sortable=False, priority=2),
    Column("outcome", N_("调解结果"), 110, sortable=False, priority=4),
    Column("amount", N_("协议金额（元）"), 100, align="e", sortable=False, priority=4),
    Column("closed_on", N_("结案日期"), 100, sortable=False, priority=3),
    Column("why", N_("说明"), 320, flex=True, sortable=False),
)


@dataclass(frozen=True)
class Mend:
    """One cell of a row that may be typed over: its column, what it is called, its text, and what is wrong with it.
    `choices`: what an old name of a type may mean today; whether the row is a case that is there."""

    key: str
    label: str
    text: str
    wrong: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class RegisterState:
    """One register that was read. A grid row's id is its place, from 1."""

    def __init__(self, desk: Desk, table: Any, path: Path, committee: str = "") -> None:
        self.desk, self.table, self.path, self.committee = desk, table, path, committee
        self.types: dict[str, str] = {}
        self.fixed: dict[tuple[int, str], str] = {}
        self.show, self.done = ALL, False
        self.look()

    def look(self) -> None:
        """Judge again: something was answered or typed over, or written."""
        self.register: Register = preview(self.desk, self.table, self.committee, self.types, self.fixed)

    # ---- the list
    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """The rows that are shown."""
        return self.register.rows if self.show == ALL else self.register.of(self.show)

    def pills(self) -> list[tuple[str, str, str]]:
        """All and each state that there is, with how many."""
        numbers = self.register.numbers
        every = (ALL, say(N_("全部")), f"{numbers['rows']:,}")
        return [every, *((state, say(word), f"{numbers[state]:,}") for state, word in STATES.items()
                         if numbers[state] or state == self.show)]

    def columns(self) -> list[Column]:
        """Of the grid, with the tones of the states."""
        from dataclasses import replace

        tones = {str(say(STATES[state])): tone for state, tone in TONES.items()}
        return [replace(one, tones=tones) if one.key == "state" else one for one in COLUMNS]

    def ids(self) -> array:
        """Places of what is shown."""
        return array("q", range(1, len(self.rows) + 1))

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        rows = self.rows
        return [Row(one, self._texts(rows[one - 1])) for one in ids if one <= len(rows)]

    def _texts(self, row: RegisterRow) -> tuple:
        why = say(row.reason)
        cells = [_cell(row, key) for key in SHOWN]
        return (str(row.line), (str(say(STATES[row.state])),), *cells, why)

    @property
    def told(self) -> str:
        """How many rows of each state."""
        return say(COUNTED, **self.register.numbers)

    @property
    def about(self) -> str:
        """What was read, and what nobody reads."""
        words = self.told
        if self.register.left_out:
            words += "　" + say(N_("不导入的列：{names}"), names=Listed(self.register.left_out))
        if self.register.skipped:
            words += "　" + say(N_("不是案件的行：{lines}"), lines=self.register.others)
        return words

    @property
    def count(self) -> int:
        """How many would be written."""
        return self.register.numbers[NEW]

    # ---- putting a row right
    def mends(self, place: int) -> list[Mend]:
        """The cells of a row to look at: those with a problem first, then its number and days."""
        row = self.rows[place - 1]
        answered = (row.line, AGAIN) in self.fixed
        if row.state in (KNOWN, DIFFERS) and not answered:
            return []
        wrong: dict[str, str] = {}
        for key, told in row.why:
            wrong.setdefault(key, say(told))
        keys = [key for key in wrong if key in row.cells]
        keys += [key for key in ("number", "accepted_on", "closed_on") if key in row.cells and key not in keys]
        asks = [self._again(row, wrong.get(AGAIN, ""))] if answered or AGAIN in wrong else []
        return asks + [self._mend(row, key, wrong.get(key, "")) for key in keys]

    def _again(self, row: RegisterRow, wrong: str) -> Mend:
        choices = tuple((code, say(words)) for code, words in ANSWERS.items())
        return Mend(AGAIN, say(LABELS[AGAIN]), self.fixed.get((row.line, AGAIN), ""), wrong, choices)

    def _mend(self, row: RegisterRow, key: str, wrong: str) -> Mend:
        cell = row.cells[key]
        old = cell.missing if key == "type" else ""
        choices = tuple((code, say(name)) for code, name in code_list("dispute_type").items.items()) if old else ()
        return Mend(key, say(LABELS[key]), "" if old else cell.raw if cell.state != OK else cell.text, wrong, choices)

    def mend(self, place: int, texts: Mapping[str, str]) -> None:
        """Take what was typed over; an answer about an old type holds for all rows of that name."""
        row = self.rows[place - 1]
        for one in self.mends(place):
            text = texts.get(one.key, one.text)
            if one.key == AGAIN:
                if text in ANSWERS:
                    self.fixed[(row.line, AGAIN)] = text
            elif one.choices:
                if text in code_list("dispute_type").items:
                    self.types[row.cells["type"].missing] = text
            elif text != one.text:
                self.fixed[(row.line, one.key)] = text
        self.look()

    # ---- acts
    def write(self, progress: Callable[[int, int], Any] | None = None) -> dict[str, int]:
        """Write the good rows as one act (in a job: what is shown changes by `look`); the others stay."""
        return self.desk.do("cases.import_register", rows=self.register.rows, types=self.types, progress=progress)

    def save_failed(self, target: Path) -> None:
        """The rows that wait, with their reasons, as a workbook to mend by hand."""
        from reports.failed import write_failed

        failed = self.register.failed(self.table)
        if failed:
            write_failed(self.desk, failed, target)


def _cell(row: RegisterRow, key: str) -> str | Cell:
    """The text of a cell; what was read otherwise than it is written stands beside it."""
    if key in ("applicant", "respondent"):
        return "、".join(one["name"] for one in row.parties if one["side"] == key)
    if key == "number":
        return row.case.get("number") or row.case.get("old_number") or _raw(row, key)
    cell = row.cells.get(key)
    if cell is None:
        return ""
    wrong = any(one == key for one, _told in row.why) and row.state in (BAD, WAITS, DIFFERS)
    return Cell(cell.text or cell.raw, "red" if wrong else "") if wrong else cell.text


def _raw(row: RegisterRow, key: str) -> str:
    return row.cells[key].raw if key in row.cells else ""


def read(desk: Desk, path: Path, committee: str, progress: Callable[[int, int], Any]) -> RegisterState:
    """Read a file (slow: in a job). Raises Unreadable, Denied, Problems."""
    from reports.reading import read_table

    desk.need("cases.import")
    return RegisterState(desk, read_table(path, progress=progress), path, committee)


def committee_names() -> list[str]:
    """Whose register it may be."""
    return [one["name"] for one in committees()]
