"""Importing a register of past cases (登记簿): each row becomes a closed case marked 历史登记, its parties as typed.

`preview` judges every cell and writes nothing; `cases.import_register` writes the good rows as one act. Nobody becomes
a Person. An old name of a type that is not known is asked about, and the answer is kept in the table 旧类型对照.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from center.cases.register_again import AGAIN, SAME, Earlier, Found, find_again
from center.cases.register_cells import (
    LABELS,
    Headings,
    Readers,
    find_headings,
    year_of,
)
from center.cases.register_rows import BAD, DIFFERS, KNOWN, NEW, STATES, WAITS, Built, RegisterRow, differing
from center.commands import command
from center.importing import FailedRows
from center.importing.cell import CHANGED, EMPTY, REFUSED, Cell, raw_text
from center.importing.header import EXTRA
from center.importing.lines import FOOTER, TOTAL, sort_lines, words_of
from center.seeing import hidden
from center.stopping import Cancel, Progress, step
from center.unswept import unswept
from center.words import N_
from db.errors import Invalid, Missing, Problems
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.models.mediation import TypeName
from db.questions.mediation import (
    committees,
    facts_before,
    mediators_by_name,
    numbers_taken,
    registered_before,
    type_names,
)
from db.tx import Tx
from db.words import Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk

_BATCH = 500
BEGINNING = 16  # characters by which a row that is no case is known again
OTHERWISE = "和已登记的不同，请核对"
THERE = "同一天同样的当事人已登记过，请核对是不是同一件"
STAYS = "已登记的没有改动，登记错的请到案件里更正"
_DAYS = ("accepted_on", "closed_on")


@dataclass(frozen=True)
class Register:
    """A read register. `unmapped`: old name of a type → in how many rows; `at` the place of each column that was found;
    `left_out` the headings nobody reads; `skipped` rows that are no cases: (line, its words); `heading` the place of
    the row of headings."""

    committee: int
    rows: tuple[RegisterRow, ...]
    at: Mapping[str, int]
    unmapped: Mapping[str, int]
    left_out: tuple[str, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    heading: int = 0

    def failed(self, table: Any) -> FailedRows | None:
        """The rows that were not taken, as they stand in the file, with their reasons; None without any."""
        again = [row for row in self.rows if row.state in (BAD, WAITS)]
        if not again:
            return None
        top = table.rows[self.heading]
        heads = tuple(raw_text(value) for value in top)
        rows = tuple((*self._again(row, table, len(top)), row.reason)
                     for row in again)
        return FailedRows(table.sheet, (*heads, "原因"), rows)

    def _again(self, row: RegisterRow, table: Any, length: int) -> list[str]:
        """A row as it stands in the file; what needed the row above or the title (同上, a day without year) is said."""
        texts = [raw_text(value) for value in [*table.rows[row.line - table.first_row], *[None] * length][:length]]
        for key, cell in row.cells.items():
            if cell.state == CHANGED and self.at[key] < length:
                texts[self.at[key]] = cell.text
        return texts

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that were found, in the order of the file."""
        return tuple(sorted(self.at, key=self.at.get))

    @property
    def others(self) -> Listed:
        """The rows that are no cases (sums, remarks), each with its line and how it begins."""
        return Listed((Phrase(N_("第 {row} 行“{words}”"), row=line, words=words[:BEGINNING])
                       for line, words in self.skipped), "；")

    def of(self, state: str) -> tuple[RegisterRow, ...]:
        """Rows of one state."""
        return tuple(row for row in self.rows if row.state == state)

    @property
    def numbers(self) -> dict[str, int]:
        """How many rows of each state, and all: rows, new, ask, refused, known, differs."""
        return {"rows": len(self.rows), **{state: len(self.of(state)) for state in STATES}}


def preview(desk: Desk, table: Any, committee: str = "", types: Mapping[str, str] | None = None,
            fixed: Mapping[tuple[int, str], str] | None = None) -> Register:
    """Judge a register. `committee` is a name (needed when there are several and no column names them); `types` are
    answers (old name → code); `fixed` cells that a person typed over: (line, column) → text.

    Raises Denied, Unreadable (no headings), Problems (which committee).
    """
    desk.need("cases.import")
    headings = find_headings(table.rows, table.first_row, table.merged)
    lines = sort_lines(table.rows, headings.header)
    with unswept(), desk.moment():
        judge = _Judge(desk, table, headings, _committee(committee), types or {}, fixed or {})
        rows = judge.rows(lines.data)
    unmapped = Counter(row.cells["type"].missing for row in rows if "type" in row.cells and row.cells["type"].missing)
    extra = tuple(one.text for one in headings.header.headings if one.role == EXTRA and one.text)
    skipped = tuple((at + table.first_row, words_of(table.rows[at])) for at, kind in sorted(lines.skipped.items())
                    if kind in (TOTAL, FOOTER))
    return Register(judge.committee["id"], tuple(rows), headings.at, dict(unmapped), extra, skipped, types or {},
                    headings.header.bottom)


def _committee(name: str) -> dict[str, Any]:
    every = committees()
    if name:
        found = [one for one in every if name in (one["name"], one["short_name"])]
        if not found:
            raise Missing("没有叫“{name}”的调委会，请从这里选：{names}", name=name,
                          names=Listed(one["name"] for one in every))
        return found[0]
    if not every:
        raise Problems({"committee": Invalid("还没有登记调委会，请先在“调解组织”里登记，再导入登记簿")})
    if len(every) > 1:
        told = Invalid("有几个调委会，请选这本登记簿是哪一个的：{names}", names=Listed(one["name"] for one in every))
        raise Problems({"committee": told})
    return every[0]


class _Judge:
    """Judges the rows of one register from the top, for 同上 and for what stands twice."""

    def __init__(self, desk: Desk, table: Any, headings: Headings, committee: dict[str, Any],
                 types: Mapping[str, str], fixed: Mapping[tuple[int, str], str]) -> None:
        titles = [raw_text(value) for row in table.rows[:headings.header.top] for value in row] + [table.sheet or ""]
        self.committee, self._table, self._fixed = committee, table, fixed
        self._at, self._above = headings.at, {}
        self.readers = Readers(desk.today(), type_names() | dict(types), headings.unit, year_of(titles))
        self._taken, self._mediators = numbers_taken(), mediators_by_name()
        self._hidden = hidden(desk, Case)
        self._earlier = Earlier(registered_before(), self._hidden)
        self._committees = {one[key]: one for one in committees() for key in ("short_name", "name")}
        self._here: dict[tuple, int] = {}

    def rows(self, places: Sequence[int]) -> list[RegisterRow]:
        """The data rows in order."""
        rows = [self._row(place) for place in places]
        told = {place: rid for place, row in enumerate(rows) if (rid := self._by_number(row.case)) is not None}
        answers = {place: self._fixed[row.line, AGAIN] for place, row in enumerate(rows)
                   if (row.line, AGAIN) in self._fixed}
        found = find_again(rows, self._earlier, told, answers)
        return [self._known(row, found.get(place), answers.get(place)) for place, row in enumerate(rows)]

    def _row(self, place: int) -> RegisterRow:
        line, raw = place + self._table.first_row, self._table.rows[place]
        cells = {key: self._cell(key, line, raw[at] if at < len(raw) else None) for key, at in self._at.items()}
        self._above = {key: cell for key, cell in cells.items() if cell.state != REFUSED} | {
            key: EMPTY for key, cell in cells.items() if cell.state == REFUSED}
        why = [(key, cell.message) for key, cell in cells.items() if cell.message and cell.state != CHANGED]
        row = Built(self, cells).row(line)
        return replace(row, why=(*why, *row.why))

    def _cell(self, key: str, line: int, raw: Any) -> Cell:
        cell = self.readers.read(key, self._fixed.get((line, key), raw))
        if cell.same and key == "number":
            return Cell(REFUSED, cell.raw, cell.raw, message=Invalid("{label}不能写“同上”，请写全", label=LABELS[key]))
        if cell.same:
            above = self._above.get(key, EMPTY)
            if above.value is None:
                told = Invalid("写的是“同上”，可上面一行这一格没有能用的内容，请写全")
                return Cell(REFUSED, cell.raw, cell.raw, message=told)
            return replace(above, raw=cell.raw, state=CHANGED, message=Invalid("写的是“同上”，取上面一行的内容"))
        if key in _DAYS and cell.value is not None and cell.value.precision != "day":
            return Cell(REFUSED, cell.raw, cell.text, message=Invalid("请写到哪一天，统计要按天算"))
        return cell

    def _by_number(self, case: Mapping[str, Any]) -> int | None:
        """The case that is there under the number of a row, ours or an old one."""
        number = case["number"]
        if not number:
            return self._earlier.numbered(case)
        taken = self._taken.get(number)
        if taken is None or self._same_day(taken, case):  # before its name: two may be called the same
            return taken
        named = self._earlier.named(case)
        return taken if taken in named else next(iter(named), None)

    def _known(self, row: RegisterRow, found: Found | None, answer: str | None) -> RegisterRow:
        """What is there already is left out; what may be there, and what stands twice in the file, is asked about."""
        case, number = row.case, row.case["number"]
        day = "" if number else str(case["accepted_on"])
        key = (case["committee"], number or case["old_number"] or case["name"], day)
        first = self._here.setdefault(key, row.line)
        if found and found.case is not None:
            return self._beside(row, found.case)
        if row.state == BAD:
            return row
        if number in self._taken:
            told = Invalid("这个案号已经用在另一件上，请核对卷号")
            return replace(row, state=WAITS, why=(*row.why, ("number", told)))
        if first != row.line and (number or case["old_number"]):
            told = Invalid("和第 {row} 行的卷号相同，只算一次；不是同一件请改卷号", row=first)
            return replace(row, state=WAITS, why=(*row.why, ("number", told)))
        if first != row.line and not answer:
            told = Invalid("和第 {row} 行的当事人、纠纷类型、受理日期都相同，请核对是不是同一件", row=first)
            return replace(row, state=WAITS, why=(*row.why, (AGAIN, told)))
        if answer == SAME and (found or first != row.line):
            return self._beside(row, None)
        return replace(row, state=WAITS, why=(*row.why, (AGAIN, self._asked(found)))) if found else row

    def _asked(self, found: Found) -> Invalid:
        """The question whether a row is a case that is there; who may not read one is not told what it is called."""
        may = [self._earlier.cases[rid] for rid in found.may if rid not in self._hidden]
        if not may:
            return Invalid(THERE)
        names = Listed(Phrase(N_("“{name}”（{day} 受理）"), name=one["name"], day=one["accepted_on"]) for one in may)
        return Invalid("可能就是已登记的{names}，请核对是不是同一件", names=names)

    def _same_day(self, rid: int | None, case: Mapping[str, Any]) -> bool:
        """Whether the case of that number, which who imports may read, was accepted on the day of the row."""
        return rid in self._facts and rid not in self._hidden and self._facts[rid]["accepted_on"] == case["accepted_on"]

    def _beside(self, row: RegisterRow, rid: int | None) -> RegisterRow:
        """A row of a case that is there; where it tells something else, its cells say so to who may read the case.
        None: of one of several."""
        told = rid is not None and rid not in self._hidden and rid in self._facts
        people = self._earlier.cases[rid]["people"] if rid in self._earlier.cases else frozenset()
        differ = differing(row, self._facts[rid], people) if told else []
        if not differ:
            return replace(row, state=KNOWN, why=(("number", Invalid("这件已经有了，不用再导入")),))
        return replace(row, state=DIFFERS, why=(*((key, Invalid(OTHERWISE)) for key in differ),
                                                       ("", Invalid(STAYS))))

    @cached_property
    def _facts(self) -> dict[int, dict[str, Any]]:
        return facts_before()

    def mediator(self, committee: int, name: str) -> int | None:
        """The one mediator of that name; None when there is none or several."""
        found = self._mediators.get((committee, name), [])
        return found[0] if len(found) == 1 else None

    def committee_of(self, name: str | None) -> dict[str, Any] | None:
        """The committee that a cell names; the chosen one without a name, None for one that is not there."""
        return self._committees.get(name) if name else self.committee


@command(N_("导入历史登记簿"), right="cases.import")
def import_register(tx: Tx, rows: Sequence[RegisterRow], types: Mapping[str, str] | None = None,
                    progress: Progress | None = None, cancel: Cancel | None = None) -> dict[str, int]:
    """Write the rows of a preview whose state is new; `types` are the answers to keep in 旧类型对照.

    Returns how many `cases`, `parties` and `types` were added. What was numbered since the preview is left out.
    """
    taken = numbers_taken()
    good = [row for row in rows if row.state == NEW and row.case.get("number") not in taken]
    kept = _keep_types(tx, types or {}, good)
    numbers = {"cases": 0, "parties": 0, "types": kept}
    with unswept():
        for start in range(0, len(good), _BATCH):
            step(progress, cancel, start, len(good))
            batch = good[start:start + _BATCH]
            _write(tx, batch)
            numbers["cases"] += len(batch)
            numbers["parties"] += sum(len(row.parties) for row in batch)
    tx.rename(Phrase(N_("导入历史登记簿：{count} 件"), count=numbers["cases"]))
    return numbers


def _keep_types(tx: Tx, types: Mapping[str, str], rows: Sequence[RegisterRow]) -> int:
    """Answers that were used go into the table, for the next register."""
    used = {row.cells["type"].raw.strip() for row in rows if "type" in row.cells}
    fresh = {name: code for name, code in types.items() if name in used and name not in type_names()}
    if fresh:
        tx.need("mediation.edit")
        tx.add_many(TypeName, [{"name": name, "type": code} for name, code in fresh.items()])
    return len(fresh)


def _write(tx: Tx, rows: Sequence[RegisterRow]) -> None:
    ids = tx.add_many(Case, [{**row.case, "registered_by": tx.account} for row in rows])
    pairs = list(zip(ids, rows, strict=True))
    tx.add_many(CaseParty, [{"case": rid, **party} for rid, row in pairs for party in row.parties])
    agreed = [(rid, row) for rid, row in pairs if row.agreement]
    made = tx.add_many(Agreement, [{"case": rid, **row.agreement} for rid, row in agreed])
    tx.add_many(Performance, [{"agreement": one, **row.performance}
                              for one, (_rid, row) in zip(made, agreed, strict=True) if row.performance])
    tx.add_many(CaseWorker, [{"case": rid, "mediator": row.worker, "role": "host"} for rid, row in pairs if row.worker])


