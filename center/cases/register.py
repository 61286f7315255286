"""Importing a register of past cases (登记簿): each row becomes a closed case marked 历史登记, its parties as typed.

`preview` judges every cell and writes nothing; `cases.import_register` writes the good rows as one act. Nobody becomes
a Person. An old name of a type that is not known is asked about, and the answer is kept in the table 旧类型对照.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from center.cases.numbering import FORM, parsed
from center.cases.register_cells import (
    LABELS,
    Headings,
    Readers,
    find_headings,
    number_of,
    parties_of,
    split_sides,
    words,
    year_of,
)
from center.commands import command
from center.importing.cell import ASK, CHANGED, EMPTY, REFUSED, Cell, raw_text
from center.importing.header import EXTRA
from center.importing.lines import sort_lines, words_of
from center.stopping import Cancel, Progress, step
from center.unswept import unswept
from center.words import N_
from db.codes import code_list
from db.errors import Invalid, Missing, Problems
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.models.mediation import TypeName
from db.questions.mediation import committees, mediators_by_name, numbers_taken, registered_before, type_names
from db.tx import Tx
from db.words import Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk

NEW, KNOWN, WAITS, BAD = "new", "known", "ask", "refused"
STATES = {NEW: N_("可导入"), WAITS: N_("要确认"), BAD: N_("不能导入"), KNOWN: N_("已有")}
CLOSED, DONE = "closed", "done"
SEEN_IN_VOLUME = "见原卷宗"
"""What stands as the content of an agreement whose register does not tell it."""
NAMES_SHOWN = 2
_BATCH = 500
_DAYS = ("accepted_on", "closed_on")


@dataclass(frozen=True)
class RegisterRow:
    """One row: `line` is its number in the file, `cells` by column of the register, `why` problems and doubts by column
    ('' the whole row). The values of what it becomes stand in `case`, `parties`, `agreement`, `performance`, `worker`.
    """

    line: int
    state: str
    cells: Mapping[str, Cell]
    why: tuple[tuple[str, Invalid], ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[Mapping[str, Any], ...] = ()
    agreement: Mapping[str, Any] | None = None
    performance: Mapping[str, Any] | None = None
    worker: int | None = None


@dataclass(frozen=True)
class Register:
    """A read register. `unmapped`: old name of a type → in how many rows; `columns` are those that were found, in the
    order of the file; `left_out` the headings nobody reads; `skipped` rows that are no cases: (line, its words)."""

    committee: int
    rows: tuple[RegisterRow, ...]
    columns: tuple[str, ...]
    unmapped: Mapping[str, int]
    left_out: tuple[str, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)

    def of(self, state: str) -> tuple[RegisterRow, ...]:
        """Rows of one state."""
        return tuple(row for row in self.rows if row.state == state)

    @property
    def numbers(self) -> dict[str, int]:
        """How many rows of each state, and all: rows, new, ask, refused, known."""
        return {"rows": len(self.rows), **{state: len(self.of(state)) for state in STATES}}


def preview(desk: Desk, table: Any, committee: str = "", types: Mapping[str, str] | None = None,
            fixed: Mapping[tuple[int, str], str] | None = None) -> Register:
    """Judge a register. `committee` is a name (needed when there are several and no column names them); `types` are
    answers (old name → code); `fixed` cells that a person typed over: (line, column) → text.

    Raises Denied, Unreadable (no headings), Problems (which committee).
    """
    desk.need("cases.import")
    headings = find_headings(table.rows, table.first_row, table.merged)
    judge = _Judge(desk, table, headings, _committee(committee), types or {}, fixed or {})
    lines = sort_lines(table.rows, headings.header)
    with unswept():
        rows = judge.rows(lines.data)
    unmapped = Counter(row.cells["type"].missing for row in rows if "type" in row.cells and row.cells["type"].missing)
    columns = tuple(one.path for one in headings.header.headings if one.path)
    extra = tuple(one.text for one in headings.header.headings if one.role == EXTRA and one.text)
    skipped = tuple((at + table.first_row, words_of(table.rows[at])) for at in sorted(lines.skipped)
                    if not headings.header.top <= at <= headings.header.bottom)
    return Register(judge.committee["id"], tuple(rows), columns, dict(unmapped), extra, skipped, types or {})


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
        self._by_number, self._by_name = registered_before()
        self._committees = {one[key]: one for one in committees() for key in ("short_name", "name")}
        self._here: dict[tuple, int] = {}

    def rows(self, places: Sequence[int]) -> list[RegisterRow]:
        """The data rows in order."""
        return [self._row(place) for place in places]

    def _row(self, place: int) -> RegisterRow:
        line, raw = place + self._table.first_row, self._table.rows[place]
        cells = {key: self._cell(key, line, raw[at] if at < len(raw) else None) for key, at in self._at.items()}
        self._above = {key: cell for key, cell in cells.items() if cell.state != REFUSED} | {
            key: EMPTY for key, cell in cells.items() if cell.state == REFUSED}
        why = [(key, cell.message) for key, cell in cells.items() if cell.message and cell.state != CHANGED]
        built = _Built(self, cells)
        row = built.row(line)
        return self._known(replace(row, why=(*why, *row.why)), built)

    def _cell(self, key: str, line: int, raw: Any) -> Cell:
        cell = self.readers.read(key, self._fixed.get((line, key), raw))
        if cell.same:
            above = self._above.get(key, EMPTY)
            if above.value is None:
                told = Invalid("写的是“同上”，可上面一行这一格没有能用的内容，请写全")
                return Cell(REFUSED, cell.raw, cell.raw, message=told)
            return replace(above, raw=cell.raw, state=CHANGED, message=Invalid("写的是“同上”，取上面一行的内容"))
        if key in _DAYS and cell.value is not None and cell.value.precision != "day":
            return Cell(REFUSED, cell.raw, cell.text, message=Invalid("请写到哪一天，统计要按天算"))
        return cell

    def _known(self, row: RegisterRow, built: _Built) -> RegisterRow:
        """What is there already is left out; what stands twice in the file is asked about once."""
        case, committee = row.case, row.case["committee"]
        day, old = str(case.get("accepted_on")), case.get("old_number")
        there = case.get("number") in self._taken if case.get("number") else bool(old) and (
            committee, old, day) in self._by_number
        if there or not (case.get("number") or old) and (committee, case["name"], day) in self._by_name:
            return replace(row, state=KNOWN, why=(("number", Invalid("这件已经有了，不重复导入")),))
        key = (committee, case.get("number") or old or case["name"], "" if case.get("number") else day)
        first = self._here.setdefault(key, row.line)
        if first != row.line and row.state != BAD:
            told = Invalid("和第 {row} 行是同一件（卷号或当事人、日期相同），同一件只算一次；不是同一件请改卷号", row=first)
            return replace(row, state=WAITS, why=(*row.why, ("number", told)))
        return row

    def mediator(self, committee: int, name: str) -> int | None:
        """The one mediator of that name; None when there is none or several."""
        found = self._mediators.get((committee, name), [])
        return found[0] if len(found) == 1 else None

    def committee_of(self, name: str | None) -> dict[str, Any] | None:
        """The committee that a cell names; the chosen one without a name, None for one that is not there."""
        return self._committees.get(name) if name else self.committee


class _Built:
    """What one row becomes. `doubts` and `problems` by column."""

    def __init__(self, judge: _Judge, cells: Mapping[str, Cell]) -> None:
        self.judge, self.cells = judge, cells
        self.doubts: list[tuple[str, Invalid]] = []
        self.problems: list[tuple[str, Invalid]] = []

    def value(self, key: str) -> Any:
        """The value of a column; None without one."""
        cell = self.cells.get(key)
        return cell.value if cell and cell.state not in (REFUSED, ASK) else None

    def row(self, line: int) -> RegisterRow:
        """The row with its values and its state."""
        committee = self.judge.committee_of(self.value("committee"))
        if committee is None:
            self.problems.append(("committee", Invalid("没有登记这个调委会，请先登记或改成已登记的名称")))
            committee = self.judge.committee
        parties = self._parties()
        case = self._case(committee, parties)
        agreement = self._agreement(case)
        self._missing(case, parties)
        refused = self.problems or any(cell.state == REFUSED for cell in self.cells.values())
        asks = any(cell.state == ASK for cell in self.cells.values())
        done = self.value("performed") == DONE and agreement and case["closed_on"]
        performance = {"what": "按协议履行", "amount": agreement["amount"], "state": DONE,
                       "done_on": case["closed_on"]} if done else None
        mediator = self.value("mediator")
        worker = self.judge.mediator(committee["id"], mediator) if mediator else None
        if mediator and worker is None:
            case["note"] = "；".join(filter(None, (case["note"], f"原登记调解员：{mediator}")))
        return RegisterRow(line, BAD if refused else WAITS if asks else NEW, self.cells,
                           (*self.problems, *self.doubts), case, parties, agreement, performance, worker)

    def _parties(self) -> tuple[dict[str, Any], ...]:
        one, other = self.value("applicant") or "", self.value("respondent") or ""
        if not one and not other and self.value("parties"):
            one, other = split_sides(self.value("parties"))
        found = [*parties_of(one, "applicant"), *parties_of(other, "respondent")]
        return tuple({**party, "place": place} for place, party in enumerate(found, start=1))

    def _missing(self, case: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> None:
        sides = {side: {one["name"] for one in parties if one["side"] == side} for side in ("applicant", "respondent")}
        if not parties:
            self.problems.append(("applicant", Invalid("没有写当事人，请写上")))
        elif not sides["respondent"]:
            self.doubts.append(("respondent", Invalid("没有写对方当事人，先这样导入")))
        if sides["applicant"] & sides["respondent"]:
            self.doubts.append(("respondent", Invalid("双方写了同一个名字，请核对")))
        begun, ended = case["accepted_on"], case["closed_on"]
        if begun is None and self.cells["accepted_on"].state != REFUSED:
            self.problems.append(("accepted_on", Invalid("请填写受理日期，统计要按它算")))
        if begun and ended and ended.last < begun.first:
            self.problems.append(("closed_on", Invalid("结案日期比受理日期早，请核对这两格")))
        for key in ("type", "source", "outcome", "closed_on"):
            if case[key] is None and self.cells.get(key, EMPTY).state not in (REFUSED, ASK):
                self.doubts.append((key, Invalid("没有写{label}，先这样导入，统计表会说明", label=LABELS[key])))

    def _case(self, committee: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        number, old = self._number(committee)
        source, raw = self.value("source"), self.cells.get("source", EMPTY).raw
        kind = self.judge.readers.referral(raw) or self.judge.readers.referral(self.value("referrer") or "")
        return {
            "name": self._name(parties), "number": number, "old_number": old, "committee": committee["id"],
            "stage": CLOSED, "historical": True, "type": self.value("type"), "source": source,
            "referred_by": (kind or "other") if source == "referral" else None, "referrer": self.value("referrer"),
            "registered_on": self.value("accepted_on"), "accepted_on": self.value("accepted_on"),
            "closed_on": self.value("closed_on"), "outcome": self._outcome(), "outcome_on": self.value("closed_on"),
            "people": self.value("people"), "brief": self.value("brief"), "place": self.value("place"),
            "note": self.value("note"), "scope": "ordinary", "manner": "open",
        }

    def _number(self, committee: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """(our number, old number): a number of this committee is kept as one, everything else as it was written."""
        written = self.value("number")
        if not written:
            return None, None
        text = number_of(written)
        found = parsed(text)
        if found and text == FORM.format(year=found[0], short_name=committee["short_name"], serial=found[1]) or (
                found and f"）{committee['short_name']}人调字" in text):
            if (day := self.value("accepted_on")) and int(day[:4]) != found[0]:
                self.doubts.append(("number", Invalid("案号的年份和受理日期的年份不同，请核对")))
            return FORM.format(year=found[0], short_name=committee["short_name"], serial=found[1]), None
        return None, written

    def _name(self, parties: Sequence[Mapping[str, Any]]) -> str:
        """甲与乙邻里纠纷, as a case is called; of many on one side the first and 等."""
        def side(which: str) -> str:
            names = [one["name"] for one in parties if one["side"] == which]
            return "、".join(names[:NAMES_SHOWN]) + ("等" if len(names) > NAMES_SHOWN else "")

        kind = code_list("dispute_type").items.get(self.value("type"), "纠纷")
        return ("与".join(filter(None, (side("applicant"), side("respondent")))) + str(kind))[:200]

    def _outcome(self) -> str | None:
        """The form of the agreement decides where the result only says 成功."""
        outcome, form, raw = self.value("outcome"), self.value("form"), self.cells.get("outcome", EMPTY).raw
        settled = words()["settled"]
        if raw.strip() in settled["words"]:
            if form is None:
                told = Invalid("只写了“{text}”，看不出书面还是口头，先按书面协议导入，请核对", text=raw.strip())
                self.doubts.append(("form", told))
            return form or settled["assumed"]
        if form and outcome in ("written", "oral") and form != outcome:
            self.doubts.append(("form", Invalid("调解结果和协议形式不一样，按协议形式导入，请核对")))
            return form
        if form and outcome in ("failed", "refused", "withdrawn"):
            self.doubts.append(("form", Invalid("没有达成协议的，不用写协议形式，请核对")))
        return outcome or form

    def _agreement(self, case: Mapping[str, Any]) -> dict[str, Any] | None:
        if case["outcome"] not in ("written", "oral"):
            if self.value("amount"):
                self.doubts.append(("amount", Invalid("没有达成协议却写了金额，金额没有导入，请核对")))
            return None
        confirmed = self.value("confirmed")
        yes = confirmed and confirmed.strip() in words()["confirmed"]["words"]
        return {"form": case["outcome"], "clauses": self.value("clauses") or SEEN_IN_VOLUME,
                "amount": self.value("amount"), "confirm": "valid" if yes else None}


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


