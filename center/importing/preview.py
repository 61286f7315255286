"""The import preview: every cell and row of a file judged before anything is written."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from center.importing.by_hand import ByHand
from center.importing.cell import ASK, CHANGED, EMPTY, OK, REFUSED, WARNING, Cell, raw_text
from center.importing.cells import ColumnReader
from center.importing.header import EXTRA, JOINED, MAPPED, UID, Header, Heading, find_header, header_at
from center.importing.judging import Judge
from center.importing.knowing import NARROWS
from center.importing.lines import BLANK, FOOTER, HEADING, NOTE, TITLE, TOTAL, Lines, sort_lines, words_of
from center.importing.matching import Matcher
from center.importing.preparing import Joined, joined_of
from center.importing.refs import RefNames
from center.importing.rows import PreviewRow
from center.stopping import Cancel, Progress, step
from center.taking import Shut, open_to_all
from center.unswept import unswept
from db.errors import Invalid, Missing, Unreadable
from db.record import Column, Record, column, columns

MOST_ROWS = 100_000
_AS_ABOVE = Invalid("写的是“同上”，取上面一行的内容")
_NOTHING_ABOVE = Invalid("写的是“同上”，可上面一行这一格没有能用的内容，请写全")
_NO_ROOM = Invalid("一格里有两个号码，另一个没有地方放，没有导入，请核对")
_FROM_BESIDE = Invalid("从旁边一格的两个号码里分出来的")
_STEP = 2_000
_UID = re.compile(r"[0-9a-fA-F]{32}")


class Table(Protocol):
    """What a file reader gives: plain values, and where they stood in the file."""

    name: str
    sheet: str
    rows: list[list[Any]]
    first_row: int
    merged: list[tuple[int, int, int, int]]


class Preview:
    """One file about to be imported as one record. Reads the store, writes nothing.

    `rows` are the data rows; `header` says where the headings stand and what each column is; `lines` names the
    rows left out. Made by `center.importing.preview_of`.
    """

    def __init__(self, record: type[Record], table: Table, today: date, *, create_missing: bool = False,
                 progress: Progress | None = None, cancel: Cancel | None = None,
                 hidden: Set[str] = frozenset(), shut: Shut = open_to_all) -> None:
        """`hidden`: columns, `shut`: rows that stay closed to who imports."""
        self.record, self.table, self.today, self._hidden, self._shut = record, table, today, hidden, shut
        self._create, self._progress, self._cancel = create_missing, progress, cancel
        self._maps: dict[int, str] = {}
        self._fixed: dict[int, dict[str, str]] = {}
        self._answers: dict[int, tuple[str, int | None]] = {}
        self._build(find_header(table.rows, record, table.first_row, table.merged))

    # ---- what the preview says -----------------------------------------------------------------------------

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every column of the file."""
        return self.header.headings

    @property
    def extra(self) -> list[str]:
        """Names of columns that are kept aside."""
        return [heading.text for heading in self.headings if heading.role == EXTRA]

    @property
    def joined(self) -> Joined | None:
        """The columns that were read together as one; None when there are none, or when a person said otherwise."""
        found = joined_of(self.table)
        roles = {heading.index: heading.role for heading in self.headings}
        return found if found and any(roles.get(at) == JOINED for at in found.columns) else None

    @property
    def skipped(self) -> list[tuple[int, str, str]]:
        """Rows left out: (row of the file, title, note, heading, total or footer, its words)."""
        rows, first = self.table.rows, self.table.first_row
        return [(at + first, kind, words_of(rows[at])) for at, kind in sorted(self.lines.skipped.items())]

    def left_out(self) -> dict[str, int]:
        """How many rows of each kind were left out."""
        return {kind: self.lines.count(kind) for kind in (TITLE, NOTE, HEADING, TOTAL, FOOTER, BLANK)}

    def counts(self) -> dict[str, int]:
        """Rows by state, and `rows`, `warned` (rows to be taken that have a warning), `changed` (cells rewritten)."""
        return self.judge.counts(self.rows)

    def cell(self, index: int, at: int) -> Cell:
        """The cell of a data row in a column of the file (0-based), its row's faults included."""
        row, heading = self.rows[index], self.headings[at]
        if heading.role != MAPPED or heading.path == UID:
            values = self.table.rows[row.number - self.table.first_row]
            return Cell(OK, raw_text(values[at]) if at < len(values) else "")
        return self.judge.shown(row, heading.path)

    def path_cell(self, index: int, path: str) -> Cell:
        """The cell of a data row at a path, also one that the file has no column for."""
        return self.judge.shown(self.rows[index], path)

    # ---- what a person does to it --------------------------------------------------------------------------

    @property
    def create_missing(self) -> bool:
        """Whether records that are named but not there (branches) are made too."""
        return self._create

    @create_missing.setter
    def create_missing(self, wanted: bool) -> None:
        self._create = self.judge.create_missing = wanted
        self._judge(self.rows)

    def create(self, path: str, name: str) -> None:
        """Allow one missing record to be made: the branch `name` of column `path`."""
        self.judge.allowed.add((path, name))
        self._judge(self.rows)

    def correct(self, index: int, path: str, text: str) -> Cell:
        """Type a cell anew; the row, its twins and 同上 below follow. An empty text empties the cell."""
        self.correct_all([index], path, text)
        return self.path_cell(index, path)

    def correct_all(self, indexes: Sequence[int], path: str, text: str) -> None:
        """The same text in one column of several rows, judged once."""
        column(self.record, path)
        rows = [self.rows[index] for index in indexes]
        for row in rows:
            self._fixed.setdefault(row.number, {})[path] = text
        self._read_again([(row, path) for row in rows])

    def answer(self, index: int, answer: str, person: int | None = None) -> None:
        """`same` (update the known one), `new` (somebody else; make what is missing), `skip`, or '' to ask again."""
        if answer not in ("same", "new", "skip", ""):
            raise ValueError(answer)
        row = self.rows[index]
        self._answers[row.number] = row.answer, row.chosen = answer, person
        self._judge_with_twins([row])

    def answer_all(self, answer: str, indexes: Sequence[int] | None = None) -> None:
        """Answer every row that still waits, or those of `indexes`."""
        chosen = self.rows if indexes is None else [self.rows[index] for index in indexes]
        for row in [row for row in chosen if row.state == ASK]:
            self._answers[row.number] = row.answer, row.chosen = answer, None
        self._judge(self.rows)

    def map(self, at: int, path: str | None) -> None:
        """Import a column (0-based) as another path, or not at all."""
        if path:
            column(self.record, path)
            for other in self.headings:
                if other.path == path and other.index != at:
                    self._maps[other.index] = ""
        self._maps[at] = path or ""
        self._build(self.header)

    def set_header(self, number: int) -> None:
        """Take row `number` of the file as heading."""
        at = number - self.table.first_row
        if not 0 <= at < len(self.table.rows):
            raise Missing("表里没有第 {number} 行，请照左边的行号再写一次", number=number)
        self._maps = {}
        self._build(header_at(self.table.rows, self.record, at, self.table.first_row, self.table.merged))

    def by_hand(self, cells: Iterable[tuple[int, str]] = (), answers: Iterable[int] = ()) -> ByHand:
        """What stands now, before these cells (row of the file, path) or the answers of these rows are changed."""
        return ByHand({(number, path): self._fixed.get(number, {}).get(path) for number, path in cells},
                      {number: self._answers.get(number, ("", None)) for number in answers},
                      frozenset(self.judge.allowed), self._create, dict(self._maps), self.header)

    def all_by_hand(self) -> ByHand:
        """Everything that was done, as it stands now."""
        return self.by_hand([(number, path) for number, texts in self._fixed.items() for path in texts], self._answers)

    def put_back(self, kept: ByHand) -> None:
        """Make it what it was when `kept` was taken."""
        for (number, path), text in kept.cells.items():
            self._fixed.setdefault(number, {}).pop(path, None)
            if text is not None:
                self._fixed[number][path] = text
        self._answers |= kept.answers
        made_otherwise = (kept.allowed, kept.create_missing) != (self.judge.allowed, self._create)
        self.judge.allowed.clear()
        self.judge.allowed.update(kept.allowed)
        self._create = self.judge.create_missing = kept.create_missing
        if (kept.maps, kept.header) != (self._maps, self.header):
            self._maps = dict(kept.maps)
            self._build(kept.header)
            return
        numbers = {number for number, _path in kept.cells} | kept.answers.keys()
        rows = {row.number: row for row in self.rows if row.number in numbers}
        for number in kept.answers:
            rows[number].answer, rows[number].chosen = kept.answers[number]
        self._read_again([(rows[number], path) for number, path in kept.cells])
        if kept.answers or made_otherwise:
            self._judge_with_twins(list(self.rows if made_otherwise else (rows[number] for number in kept.answers)))

    def mappable(self) -> list[Column]:
        """The columns of the record that a column of the file may be imported as."""
        return [at for at in columns(self.record) if at.path not in self._hidden]

    # ---- how it is made ------------------------------------------------------------------------------------

    def _build(self, header: Header) -> None:
        self.header = replace(header, headings=self._join(tuple(self._mapped(one) for one in header.headings)))
        self.lines: Lines = sort_lines(self.table.rows, self.header)
        if len(self.lines.data) > MOST_ROWS:
            raise Unreadable("表里有 {count} 行数据，一次最多导入 {limit} 行。"
                             "请拆成几份，分几次导入；这一次什么都没有读", count=len(self.lines.data), limit=MOST_ROWS)
        if not self.lines.data:
            raise Unreadable("表头下面一行数据也没有。请确认选对了工作表，或改一下表头行")
        known = [one for one in self.header.headings if one.role == MAPPED]
        self._uid_at = next((one.index for one in known if one.path == UID), None)
        self._taken = [one for one in known if one.path != UID]
        self._place = {one.path: place for place, one in enumerate(self._taken)}
        self._readers: dict[str, ColumnReader] = {}
        self.matcher = Matcher(self.record, self.today, self._shut(self.record))
        allowed = self.judge.allowed if hasattr(self, "judge") else set()
        self.judge = Judge(self.record, self.matcher, self.today, self._place, self._create, allowed)
        self.rows: list[PreviewRow] = []
        with unswept():
            self._read_all()
            self._resolve(self.rows)
            self._match(self.rows)
            self._judge(self.rows)

    def _join(self, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
        """Columns that are read together are not left out; they are, once what was made of them is."""
        found = joined_of(self.table)
        if found is None:
            return headings
        used = found.made < 0 or any(one.index == found.made and one.role == MAPPED for one in headings)
        old, new = (EXTRA, JOINED) if used else (JOINED, EXTRA)
        return tuple(replace(one, role=new) if one.index in found.columns and one.role == old else one
                     for one in headings)

    def _mapped(self, heading: Heading) -> Heading:
        path = self._maps.get(heading.index)
        if path in self._hidden or path is None and heading.path in self._hidden:
            path = ""  # a column that this account may not see is kept aside
        if path is None:
            return heading
        return Heading(heading.index, heading.text, path, MAPPED if path else EXTRA)

    def _reader(self, path: str) -> ColumnReader:
        if path not in self._readers:
            at = column(self.record, path)
            names = RefNames(at, self._shut(at.field.rel_model)).find if at.kind == "ref" else None
            self._readers[path] = ColumnReader(at, self.today, names)
        return self._readers[path]

    def _read_all(self) -> None:
        """Column by column, since a column repeats itself; in stretches, so that a stop is heard."""
        for start in range(0, len(self.lines.data), _STEP):
            step(self._progress, self._cancel, start, 2 * len(self.lines.data))
            stretch = self.lines.data[start:start + _STEP]
            raws = [self.table.rows[at] for at in stretch]
            cells = [self._reader(one.path).read_all(raw[one.index] if one.index < len(raw) else None for raw in raws)
                     for one in self._taken]
            for index, at, *row_cells in zip(range(start, start + len(stretch)), stretch, *cells, strict=True):
                row = PreviewRow(index, at + self.table.first_row, row_cells)
                if row.number in self._answers:
                    row.answer, row.chosen = self._answers[row.number]
                if row.number in self._fixed:
                    self._fix(row)
                self.rows.append(row)

    def _read_again(self, cells: Sequence[tuple[PreviewRow, str]]) -> None:
        """Cells that were typed anew (or no more): their rows, and those below that say 同上."""
        if not cells:
            return
        touched = {row.index: row for row, _path in cells}
        for row, path in cells:
            if path in self._place:
                touched |= {one.index: one for one in self._echoes(row, path)}
        rows = [touched[index] for index in sorted(touched)]
        for row in rows:
            self._read_row(row)
        self._resolve(rows)
        self._match(rows)
        self._judge_with_twins(rows)

    def _judge_with_twins(self, rows: list[PreviewRow]) -> None:
        self._judge(self.rows if len(rows) > 1 or self._twinned(rows) else rows)

    def _read_row(self, row: PreviewRow) -> None:
        raw = self.table.rows[row.number - self.table.first_row]
        width = len(raw)
        row.added = None  # what was typed, or found beside, for a column the file lacks is put there again
        row.cells = [self._reader(one.path).read(raw[one.index]) if one.index < width else EMPTY for one in self._taken]
        self._fix(row)

    def _fix(self, row: PreviewRow) -> None:
        for path, text in self._fixed.get(row.number, {}).items():
            cell = self._reader(path).read(text)
            place = self._place.get(path)
            if place is None:
                row.added = (row.added or {}) | {path: cell}
                continue
            cell = replace(cell, raw=row.cells[place].raw, state=CHANGED if cell.state == OK else cell.state)
            row.cells[place] = cell

    def _resolve(self, rows: Sequence[PreviewRow]) -> None:
        """同上 takes the value above; a second phone goes where there is room; then the values stand."""
        phones, narrow = self.judge.phone_paths, NARROWS.get(self.record)
        odd = [place for place, one in enumerate(self._taken) if self._reader(one.path).odd]
        for row in rows:
            for place in odd:
                cell = row.cells[place]
                if cell.same:
                    row.cells[place] = self._above(row, place, cell)
                elif cell.spare:
                    self._spare(row, place, cell, phones)
            row.values = {one.path: cell.value for one, cell in zip(self._taken, row.cells, strict=True)
                          if cell.value is not None and cell.state != REFUSED}
            if row.added:
                row.values |= {path: cell.value for path, cell in row.added.items()
                               if cell.value is not None and cell.state != REFUSED}
            if narrow:
                row.values, row.told = narrow(row.values)

    def _above(self, row: PreviewRow, place: int, cell: Cell) -> Cell:
        above = self.rows[row.index - 1].cells[place] if row.index else EMPTY
        if above.value is None or above.state == REFUSED:
            return replace(cell, state=REFUSED, text=cell.raw, value=None, message=_NOTHING_ABOVE)
        message = above.message if above.missing else _AS_ABOVE
        state = above.state if above.missing else CHANGED
        return replace(cell, state=state, text=above.text, value=above.value, message=message, missing=above.missing)

    def _spare(self, row: PreviewRow, place: int, cell: Cell, phones: Sequence[str]) -> None:
        other = next((path for path in phones if path != self._taken[place].path), None)
        there = self._place.get(other, -1)
        if other is None or (there >= 0 and row.cells[there].value is not None):
            row.cells[place] = replace(cell, state=WARNING, message=_NO_ROOM)
        elif there >= 0:
            row.cells[there] = Cell(CHANGED, row.cells[there].raw, cell.spare, cell.spare, _FROM_BESIDE)
        else:
            row.added = (row.added or {}) | {other: Cell(CHANGED, "", cell.spare, cell.spare, _FROM_BESIDE)}

    def _echoes(self, row: PreviewRow, path: str) -> list[PreviewRow]:
        """Rows right below that say 同上 in this column."""
        place, found = self._place[path], []
        for at in range(row.index + 1, len(self.rows)):  # no slice: this is asked for each of many rows
            below = self.rows[at]
            if not below.cells[place].same or path in self._fixed.get(below.number, {}):
                break
            found.append(below)
        return found

    def _match(self, rows: Sequence[PreviewRow]) -> None:
        self.matcher.match(rows, self._uids(rows))

    def _uids(self, rows: Sequence[PreviewRow]) -> Mapping[int, bytes]:
        if self._uid_at is None:
            return {}
        found = {}
        for row in rows:
            raw = self.table.rows[row.number - self.table.first_row]
            text = str(raw[self._uid_at] or "").strip() if self._uid_at < len(raw) else ""
            if _UID.fullmatch(text):
                found[row.index] = bytes.fromhex(text)
        return found

    def _twinned(self, rows: Sequence[PreviewRow]) -> bool:
        """Whether another row has, or had, the same key: then all are judged again, in order."""
        return self.judge.knows_twin(rows, self.rows)

    def _judge(self, rows: Sequence[PreviewRow]) -> None:
        everyone = len(rows) == len(self.rows)
        if everyone:
            self.judge.forget_keys()
        for index, row in enumerate(rows):
            if everyone and not index % _STEP:
                step(self._progress, self._cancel, len(rows) + index, 2 * len(rows))
            self.judge.judge(row, self.rows)
