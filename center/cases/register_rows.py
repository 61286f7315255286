"""What one row of an old register becomes: its case, parties and agreement, and what must be looked at or mended."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from center.cases.naming import called
from center.cases.numbering import FORM, parsed
from center.cases.register_cells import LABELS, Readers, both_sides, number_of, parties_of, split_sides, words
from center.importing.cell import ASK, EMPTY, REFUSED, Cell
from center.words import N_
from db.errors import Invalid
from db.words import Listed, Phrase

NEW, KNOWN, DIFFERS, WAITS, BAD = "new", "known", "differs", "ask", "refused"
STATES = {NEW: N_("可导入"), WAITS: N_("要确认"), BAD: N_("不能导入"), KNOWN: N_("已有"),
          DIFFERS: N_("已有，内容不同")}
COMPARED = ("accepted_on", "closed_on", "type", "source", "outcome", "people")
CLOSED, DONE = "closed", "done"
SEEN_IN_VOLUME = "见原卷宗"
"""What stands as the content of an agreement whose register does not tell it."""


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

    @property
    def reason(self) -> Listed:
        """All that was found about the row; where cells of several columns are told of, each with its column."""
        told = [(key, Phrase(one.message, **one.params)) for key, one in self.why]
        if len({key for key, _words in told}) < 2:
            return Listed((words for _key, words in told), "；")
        return Listed((Phrase(N_("{column}：{words}"), column=LABELS[key], words=words) if key else words
                       for key, words in told), "；")


def people_of(row: RegisterRow) -> frozenset[tuple[str, str]]:
    """The parties of a row: side and name."""
    return frozenset((one["side"], one["name"]) for one in row.parties)


def differing(row: RegisterRow, stands: Mapping[str, Any], people: frozenset[tuple[str, str]]) -> list[str]:
    """Columns in which a row tells something else than the case that stands in the store, between its `people`; an
    empty cell tells nothing, and what a person called the case afterwards is no difference. Pure."""
    found = [key for key in COMPARED if row.case[key] is not None and row.case[key] != stands[key]]
    if row.agreement and row.agreement["amount"] is not None and row.agreement["amount"] != stands["amount"]:
        found.append("amount")
    composed = stands["historical"] and "type" not in found  # else somebody gave it its name
    if composed and row.case["name"] != stands["name"] and people_of(row) != people:
        found.insert(0, "applicant")
    return found


class Judge(Protocol):
    """What a row asks of its register."""

    committee: Mapping[str, Any]
    readers: Readers

    def mediator(self, committee: int, name: str) -> int | None:
        """The one mediator of that name; None when there is none or several."""

    def committee_of(self, name: str | None) -> Mapping[str, Any] | None:
        """The committee that a cell names; the chosen one without a name, None for one that is not there."""


class Built:
    """What one row becomes. `doubts` and `problems` by column."""

    def __init__(self, judge: Judge, cells: Mapping[str, Cell]) -> None:
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
        elif not other and (sides := both_sides(one)):
            one, other = sides
            told = Invalid("一格里写了双方，按“{one}”对“{other}”分开，请核对", one=one, other=other)
            self.doubts.append(("applicant", told))
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
        source, text = self.value("source"), self.cells.get("source", EMPTY).text
        kind = self.judge.readers.referral(text) or self.judge.readers.referral(self.value("referrer") or "")
        return {
            "name": called(parties, self.value("type")), "number": number, "old_number": old,
            "committee": committee["id"],
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
        if found and f"）{committee['short_name']}人调字" in text:
            if (day := self.value("accepted_on")) and int(day[:4]) != found[0]:
                self.doubts.append(("number", Invalid("案号的年份和受理日期的年份不同，请核对")))
            return FORM.format(year=found[0], short_name=committee["short_name"], serial=found[1]), None
        return None, written

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
