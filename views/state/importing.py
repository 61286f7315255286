"""The import preview as the page shows it: the sheet's cells with their tints, what is to be settled, and the acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from center.desk import Desk
from center.importing import FailedRows, Preview, Table, failed_rows, joined_columns, preview_of, summary
from center.importing.cell import ASK, CHANGED, REFUSED, raw_text
from center.importing.header import JOINED, MAPPED, UID
from center.importing.lines import BLANK, FOOTER, HEADING, words_of
from center.importing.report import address, column_letters, name_at
from center.importing.rows import ASK_ROW, MISSING, REFUSED_ROW, SKIP, UNCHANGED
from center.importing.rows import PreviewRow as Line
from center.words import N_, say
from db.models.places import Door
from db.record import Record, column
from db.words import Listed
from views.state import alike, import_answers
from views.state.import_cover import ImportCover
from views.state.import_draft import ImportDraft
from views.state.import_history import History
from views.state.import_parts import LEVELS, TONES, Problem, Shown

LEFT_OUT = {
    "title": N_("标题"),
    "note": N_("说明"),
    "heading": N_("表头"),
    "total": N_("合计"),
    "footer": N_("填表人"),
    BLANK: N_("空行"),
}
NUMBERS = ("id_card", "phone")


class ImportState:
    """One file about to be imported. Made by `read` (slow: in a job); nothing is written before `apply`."""

    def __init__(self, desk: Desk, record: type[Record], path: Path, preview: Preview) -> None:
        self.desk, self.record, self.path, self.preview = desk, record, path, preview
        self.level = REFUSED
        self.history, self.cover = History(preview), ImportCover(self)
        self._told: dict[int, tuple] = {}
        self._count()
        self.draft = ImportDraft(self)

    # ---- words
    @property
    def counts(self) -> dict[str, int]:
        """rows, added, updated, unchanged, refused, warned, ask."""
        return self._summary

    @property
    def takes(self) -> int:
        """Rows that would be written."""
        return self.counts["added"] + self.counts["updated"]

    @property
    def waits(self) -> bool:
        """Whether there is anything to import or to mend."""
        return bool(self.takes or self.history.places or self.counts["refused"] or self.counts["ask"])

    @property
    def about(self) -> str:
        """Where the rows were found and what was left out."""
        header = self.preview.header
        first, last = (at + self.preview.table.first_row for at in (header.top, header.bottom))
        where = f"{first}" if first == last else f"{first}–{last}"
        words = say(
            N_("工作表“{sheet}”，表头在第 {where} 行，共 {count} 行"),
            sheet=self.preview.table.sheet,
            where=where,
            count=f"{self.counts['rows']:,}",
        )
        left = [
            say(N_("{kind} {count} 行"), kind=LEFT_OUT[kind], count=count)
            for kind, count in self.preview.left_out().items()
            if count and kind not in ("heading", BLANK)
        ]
        return words + (say(N_("；{left}不导入"), left=Listed(left)) if left else "")

    @property
    def extra(self) -> tuple[str, ...]:
        """Columns of the file that are not imported."""
        return tuple(self.preview.extra)

    @property
    def joined(self) -> str:
        """Which columns were read together as one, in words; '' when none were."""
        found = joined_columns(self.preview)
        return say(N_("合起来认作“{into}”的列：{names}"), into=found[1], names=Listed(found[0])) if found else ""

    # ---- the sheet
    @property
    def headings(self):
        """The columns of the file: index, text, path, role."""
        return self.preview.headings

    def letter(self, at: int) -> str:
        """A, B … of a column; B:E of one that was put together of these."""
        return column_letters(self.preview, at)

    def heading_word(self, at: int) -> tuple[str, str]:
        """(what a column is imported as, tone)."""
        one = self.headings[at]
        if one.path == UID:
            return say(N_("编号")), "green"
        if one.role == MAPPED:
            return column(self.record, one.path).label, "amber" if at in self._asking else "green"
        if one.role == JOINED:
            return say(N_("并入{into}"), into=joined_columns(self.preview)[1]), "green"
        return say(N_("略过")), "grey"

    def choices(self) -> list[tuple[str, str]]:
        """(path, label) a column may be imported as; '' leaves it out."""
        return [("", say(N_("略过（不导入）"))), *((at.path, at.label) for at in self.preview.mappable())]

    def column_of(self, path: str) -> int:
        """The column of the file that a path is read from, else that of the name (-1: none)."""
        return self._place.get(path, self._name_at)

    def editable(self, at: int) -> bool:
        """Whether a column's cells are typed anew in the sheet."""
        one = self.headings[at]
        return one.role == MAPPED and one.path != UID

    def width(self, at: int) -> int:
        """Design pixels of a column."""
        one = self.headings[at]
        if one.role == JOINED:
            return 124
        if one.role != MAPPED or one.path == UID:
            return max(84, min(150, 14 * len(one.text) + 24))
        wide = column(self.record, one.path).width * 8 + 30
        return max(84, min(220, wide, 400))

    def ids(self) -> list[int]:
        """Row numbers of the file that are shown, in order; a row that is left out is negative, blank rows are not."""
        first = self.preview.table.first_row
        left = {at + first for at, kind in self.preview.lines.skipped.items() if kind != HEADING}
        heads = {at + first for at, kind in self.preview.lines.skipped.items() if kind == HEADING}
        numbers = sorted({row.number for row in self.preview.rows} | left | heads)
        return [-number if number in left else number for number in numbers]

    def fetch(self, numbers: Sequence[int]) -> list[tuple[int, list[Shown]]]:
        """The cells of some rows of the file."""
        return [(number, self._line(number)) for number in numbers]

    def left_out(self, number: int) -> tuple[str, str, str, str]:
        """A row that is left out, as a band over the sheet: code, title, words, and at the right what it is."""
        at = number - self.preview.table.first_row
        words = words_of(self.preview.table.rows[at])
        skipped = self.preview.lines.skipped.get(at, "")
        kind = say(LEFT_OUT.get(skipped, ""))
        words = "" if skipped == FOOTER and self.cover.on else words  # who filled it in
        return "", "", words, say(N_("第 {number} 行 · {kind}，略过"), number=number, kind=kind)

    def _line(self, number: int) -> list[Shown]:
        row = self._by_number.get(number)
        if row is None:
            return self._heading(number)
        return [self.cover.cell(row, at, self._cell(row, at)) for at in range(len(self.headings))]

    def _heading(self, number: int) -> list[Shown]:
        values = self.preview.table.rows[number - self.preview.table.first_row]
        texts = [raw_text(values[at]) if at < len(values) else "" for at in range(len(self.headings))]
        return [Shown(text, strong=True) for text in texts]

    def _cell(self, row: Line, at: int) -> Shown:
        cell = self.preview.cell(row.index, at)
        one = self.headings[at]
        raw, text = cell.raw, cell.text or cell.raw
        if one.role == MAPPED and one.path != UID:
            field = column(self.record, one.path).field
            if field.sensitive and len(text) > 6 and "E+" not in text:
                raw, text = "", field.mask(text)
        if row.state == SKIP:
            return Shown(text, "grey")
        was = raw if cell.state == CHANGED and raw != text else ""
        return Shown(
            text or (say(N_("（空）")) if cell.state == REFUSED else ""), TONES[cell.state], was, cell.state == REFUSED
        )

    def row_tone(self, number: int) -> str:
        """Tone of a row's number."""
        row = self._by_number.get(number)
        if row is None:
            return ""
        return {REFUSED_ROW: "red", ASK_ROW: "blue"}.get(row.state, "")

    def text_to_edit(self, number: int, at: int) -> str:
        """What an editor opens with: a masked number, or what is hidden at the counter, starts from empty."""
        row = self._by_number.get(number)
        path = self.headings[at].path
        if row is None or column(self.record, path).sensitive or self.cover.hides(number, path):
            return ""
        cell = self.preview.cell(row.index, at)
        return cell.text or cell.raw

    # ---- what is to be settled
    def problems(self, level: str = "") -> list[Problem]:
        """What is to be said at a level, in the order of the file."""
        return self._problems[level or self.level]

    def how_many(self, level: str) -> int:
        """How many there are of a level."""
        return len(self._problems[level])

    def _count(self) -> None:
        self._by_number = {row.number: row for row in self.preview.rows}
        self._summary = summary(self.preview)
        self._problems: dict[str, list[Problem]] = {level: [] for level in LEVELS}
        self._place = {one.path: one.index for one in self.headings if one.role == MAPPED}
        at = name_at(self.preview)
        self._name_at = -1 if at is None else at
        self._asking: set[int] = set()
        self._alike: dict[tuple[str, str], list[int]] = {}
        for row in self.preview.rows:
            for problem in self._of(row):
                self._problems[problem.level].append(problem)
                if problem.level == ASK:
                    self._asking |= {self._place[problem.path]} if problem.path in self._place else set()
                    self._alike.setdefault((problem.why, problem.path), []).append(row.index)
        if not self._problems[self.level]:
            self.level = next((level for level in LEVELS if self._problems[level]), REFUSED)

    def _of(self, row: Line) -> list[Problem]:
        """What is to be said about a row; kept until it is read or judged again (then its lists are new ones)."""
        known = self._told.get(row.number)
        if known is None or known[0] is not row.faults or known[1] is not row.cells or known[2] != row.state:
            problems = [] if row.state in (SKIP, UNCHANGED) else self._remarks(row)
            known = self._told[row.number] = (row.faults, row.cells, row.state, problems)
        return known[3]

    def _remarks(self, row: Line) -> list[Problem]:
        whys = {(fault.path, fault.level): fault.why for fault in row.faults}
        found, who = [], self._who(row)
        for path, level, message in self.preview.judge.remarks(row):
            at = self.column_of(path)
            cell = self.preview.path_cell(row.index, path) if path else None
            why = whys.get((path, level), "")
            found.append(
                Problem(
                    row.index,
                    row.number,
                    at,
                    path,
                    level,
                    address(self.preview, row, path),
                    column(self.record, path).label if path else say(N_("整行")),
                    say(message),
                    who or say(N_("（没有姓名）")),
                    why,
                    cell.missing if cell is not None and why == MISSING else "",
                    message,
                    bool(who),
                )
            )
        return found

    def _who(self, row: Line) -> str:
        path = next((one for one in ("person.name", "name", self.record.title[0]) if one in self._place), "")
        return self.preview.path_cell(row.index, path).text if path else ""

    def answers(self, problem: Problem) -> list[tuple[str, str]]:
        """(answer, words) of the buttons for a question; [] when it is not one."""
        return import_answers.answers(self, problem)

    def answers_for_all(self, problem: Problem) -> list[tuple[str, str]]:
        """(answer, words) that settle the same question of several rows; [] for one row."""
        return alike.answers(self, problem)

    def alike(self, problem: Problem) -> list[int]:
        """Indexes of the rows that are asked the same."""
        return self._alike.get((problem.why, problem.path), []) if problem.level == ASK else []

    def answer_all(self, problem: Problem, answer: str) -> None:
        """Give one of `answers_for_all`."""
        self._do(lambda: alike.give(self, problem, answer))

    def own_text(self, problem: Problem) -> str:
        """What the panel's field opens with; '' for what the file has no column for."""
        return self.text_to_edit(problem.number, problem.at) if problem.path in self._place else ""

    def codes(self, problem: Problem) -> list[tuple[str, str]]:
        """(name, name) to choose from when the cell holds a code; [] otherwise."""
        if not problem.path:
            return []
        at = column(self.record, problem.path)
        return [(name, name) for name in at.field.codes.items.values()] if at.kind == "code" else []

    def names_place(self, problem: Problem) -> bool:
        """Whether the cell names a door that is not there, and this account may make places."""
        at = column(self.record, problem.path) if problem.path and problem.level == REFUSED else None
        return at is not None and at.kind == "ref" and at.field.rel_model is Door and self.desk.may("places.edit")

    # ---- acts
    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        finally:  # what was refused was put back, and may have been read anew for it
            self._count()

    def anew(self) -> None:
        """The preview was changed from outside: say everything again."""
        self._told.clear()
        self._count()

    def turn(self, again: bool) -> None:
        """Take back the newest step of the history, or do the next one again."""
        self._do(lambda: self.history.turn(again))

    def correct(self, number: int, path: str, text: str) -> None:
        """Type a cell anew."""
        index, params = self._by_number[number].index, {"number": number, "label": column(self.record, path).label}
        work = lambda: self.preview.correct(index, path, text)  # noqa: E731
        place, cells = ("cell", number, path), [(number, path)]
        words = N_("第 {number} 行 {label}")
        self._do(
            lambda: self.history.do(work, place, words, cells=cells, params=params, number=number, path=path)
        )

    def correct_cell(self, number: int, at: int, text: str) -> None:
        """The same, by the column of the file."""
        self.correct(number, self.headings[at].path, text)

    def answer(self, problem: Problem, answer: str) -> None:
        """Answer a question; `create` makes the missing record."""
        self._do(lambda: import_answers.give(self, problem, answer))

    def skip(self, problem: Problem) -> None:
        """Leave a row out."""
        self.answer(problem, "skip")

    def candidates(self, problem: Problem) -> tuple[str, ...]:
        """Words of the known people it may be."""
        words = [words for _person, words in self.preview.rows[problem.index].candidates]
        return self.cover.known(problem.number, words)

    def will_create(self) -> list[str]:
        """Names of the records that `create_all` makes, in the order of the file."""
        asked: dict[str, Problem] = {}
        for one in self._problems[ASK]:
            if one.missing:
                asked.setdefault(one.missing, one)
        return [self.cover.missing(one) for one in asked.values()]

    def create_all(self) -> None:
        """Make every record that rows name and that is not there."""
        self._do(lambda: import_answers.create_all(self))

    def map(self, at: int, path: str) -> None:
        """Import a column as another path ('' leaves it out)."""
        work = lambda: self.preview.map(at, path or None)  # noqa: E731
        words, params = N_("{letter} 列对应的项目"), {"letter": self.letter(at)}
        self._do(lambda: self.history.do(work, ("map", at), words, params=params, anew=True))

    def set_header(self, number: int) -> None:
        """Take another row as heading. Raises Missing, Unreadable."""
        work = lambda: self.preview.set_header(number)  # noqa: E731
        self._do(lambda: self.history.do(work, ("header",), N_("表头行"), anew=True))

    def failed(self) -> FailedRows | None:
        """The rows to be mended, with their reasons."""
        return failed_rows(self.preview)

    def save_failed(self, target: Path) -> None:
        """Write them as a workbook. Raises what writing raises."""
        from reports.failed import write_failed

        failed = self.failed()
        if failed is not None:
            write_failed(self.desk, failed, target)

    def apply(self, progress: Callable[[int, int], Any]) -> dict[str, int]:
        """Write everything that can be taken, as one act that ends its draft; in a job. Returns the numbers."""
        return self.desk.do("import", draft=self.draft.number or None, preview=self.preview, progress=progress)


def read(
    desk: Desk, record: type[Record], path: Path, progress: Callable[[int, int], Any], sheet: str | None = None
) -> ImportState:
    """Read and judge a file; slow, so in a job. Raises Unreadable, Denied."""
    from reports.reading import read_table

    return judge(desk, record, read_table(path, sheet=sheet, progress=progress), progress, path)


def judge(
    desk: Desk, record: type[Record], table: Table, progress: Callable[[int, int], Any], path: Path | None = None
) -> ImportState:
    """Judge a read table, of a file or of the clipboard; slow, so in a job. Raises Unreadable, Denied."""
    return ImportState(desk, record, path or Path(table.name), preview_of(desk, record, table, progress=progress))
