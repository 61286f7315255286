"""The inspection page: one sheet of a period, why each score is what it is, and the next step of the procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from center import catalog
from center.compliance.comparing import Comparison, compare
from center.compliance.completing import Gap, gaps
from center.compliance.scoring import show_percent, show_points
from center.compliance.sheet import Sheet, SheetLine, sheet_of
from center.desk import Desk
from center.numbers import shipped
from center.periods import Period, quarter_of
from center.words import N_, say
from db.models.compliance import Score
from db.record import Record
from db.words import Listed, Word
from views.state.attaching import Attachments
from views.state.inspection_open import open_words
from views.state.menu import place_of
from views.state.sources import in_words

STEPS = (
    ("", N_("建立")),
    ("opened", N_("自评")),
    ("submitted", N_("街道考核")),
    ("scored", N_("问题清单")),
    ("listed", N_("整改")),
    ("rectified", N_("复查")),
    ("rechecked", N_("定级")),
    ("graded", N_("结束")),
)
TONES = {"达标": "green", "请确认": "blue", "未确认": "amber", "待填": "grey", "不适用": "grey"}


@dataclass(frozen=True)
class Act:
    """A step that can be taken now: its command, words, and what is asked before ('' nothing)."""

    command: str
    words: str
    asks: str = ""


NEXT = {
    "": Act("compliance.open", N_("建立自查")),
    "opened": Act("compliance.submit", N_("提交自评"), "submit"),
    "submitted": Act("compliance.finish_scoring", N_("完成考核"), "rest"),
    "scored": Act("compliance.list_issues", N_("列出问题清单")),
    "listed": Act("compliance.finish_mending", N_("完成整改")),
    "rectified": Act("compliance.finish_recheck", N_("完成复查")),
    "rechecked": Act("compliance.grade", N_("定级"), "grade"),
    "graded": Act("compliance.close", N_("结束自查"), "close"),
}


@dataclass(frozen=True)
class Heap:
    """Records or facts behind a number: `record` None when there is nothing to open."""

    label: str
    size: int
    record: type[Record] | None
    ids: tuple[int, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """A threshold scale: it starts at `start` %, `steps` are (from %, points in words), `at` is the share, all in %."""

    start: float
    steps: tuple[tuple[float, str], ...]
    at: float | None


class InspectionState:
    """`load` is slow (it counts the ledgers for a 草稿): call it in a job, then `take` what it gave."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.period: Period = quarter_of(desk.today())
        self.sheet: Sheet | None = None
        self.comparison: Comparison | None = None

    # ---- period
    def step(self, by: int) -> None:
        """The next or the previous quarter."""
        self.period = quarter_of((self.period.end if by > 0 else self.period.start) + timedelta(days=by))

    def load(self) -> Sheet:
        """The inspection of the period, or its 草稿."""
        return sheet_of(self.desk, self.period)

    def take(self, sheet: Sheet) -> None:
        """Show a loaded sheet."""
        self.sheet, self.comparison = sheet, compare(self.desk, sheet)

    # ---- words
    @property
    def state(self) -> str:
        """'' for a 草稿, else the stage."""
        return self.sheet.state if self.sheet else ""

    @property
    def total(self) -> str:
        """`87.0`."""
        return show_points(self.sheet.total.points)

    @property
    def total_note(self) -> str:
        """What is still open: what waits for a person's yes is named apart from what nobody has filled in."""
        return say(Listed(self.notes, "；"))

    @property
    def notes(self) -> tuple[str, ...]:
        """The same in one or two lines: what the total was before, and what is open."""
        if self.comparison is None:
            return (open_words(self.sheet),)
        points = show_points(self.comparison.previous.total.points)
        return say(N_("上期 {points} 分"), points=points), open_words(self.sheet)

    @property
    def waiting(self) -> tuple[SheetLine, ...]:
        """What the ledgers propose and this person can confirm now."""
        may = self.state == "opened" and self.desk.may("compliance.edit")
        return self.sheet.unconfirmed if may else ()

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """(word, done, now or later) of the procedure."""
        names = [state for state, _word in STEPS]
        now = names.index(self.state) if self.state in names else len(names)
        return tuple(
            (say(word), "done" if place < now else "now" if place == now else "later")
            for place, (_state, word) in enumerate(STEPS)
        )

    def dimensions(self) -> list[tuple[str, str, str, float]]:
        """(code, name, points, share of the full points) of the ten."""
        found = []
        for one in self.sheet.standard.dimensions:
            got, full = self.sheet.got(one.code, "got"), self.sheet.full(one.code)
            found.append((one.code, one.name, show_points(got), (got or 0) / full if full else 0.0))
        return found

    # ---- the table
    def ids(self) -> list[int]:
        """Rows: a dimension's head is negative, a line is its place from 1."""
        found, lines = [], self.sheet.lines
        for nth, one in enumerate(self.sheet.standard.dimensions, start=1):
            found.append(-nth)
            found += [place for place, line in enumerate(lines, start=1) if line.indicator.dimension == one.code]
        return found

    def line(self, place: int) -> SheetLine:
        """The line of a row."""
        return self.sheet.lines[place - 1]

    def place_of(self, code: str) -> int:
        """The row of an indicator."""
        return next(place for place, line in enumerate(self.sheet.lines, start=1) if line.indicator.code == code)

    def head(self, nth: int) -> tuple[str, str, str, str]:
        """A dimension's band: code, name, how many, points."""
        one = self.sheet.standard.dimensions[nth - 1]
        lines = self.sheet.of(one.code)
        got = self.sheet.got(one.code, "got")
        full = show_points(self.sheet.full(one.code), 0)
        points = say(N_("{points} / {full} 分"), points=show_points(got), full=full)
        return one.code, one.name, say(N_("{count} 项"), count=len(lines)), points

    def texts(self, place: int) -> tuple[str, ...]:
        """code, name, points, own, street, method, basis, state."""
        line = self.line(place)
        one = line.indicator
        return (
            one.code,
            one.name,
            show_points(one.points, 0 if not one.points % 100 else 1),
            show_points(line.own),
            show_points(line.street),
            line.method,
            basis(line),
            line.state,
        )

    # ---- why
    def formula(self, line: SheetLine) -> tuple[str, str, str]:
        """(24, 28, 85.7%) of a computed line; empty texts when it does not divide."""
        evidence = line.evidence
        if "numerator" not in evidence:
            return "", "", ""
        above, below = evidence["numerator"], evidence["denominator"]
        if line.indicator.rule.get("kind") == "count_at_least":
            return str(above), "", ""
        share = show_percent(_fraction(above, below), []) if below else "—"
        return str(above), str(below), share

    def scale(self, line: SheetLine) -> Scale | None:
        """The thresholds of a share, for the drawn scale."""
        rule, one = line.indicator.rule, line.indicator
        if rule.get("kind") == "ratio":
            steps = ((rule["half"], show_points(one.points // 2)), (rule["full"], show_points(one.points)))
        elif rule.get("kind") == "steps":
            steps = tuple((limit, show_points(round(given * 100))) for limit, given in reversed(rule["steps"]))
        else:
            return None
        above, below = line.evidence.get("numerator"), line.evidence.get("denominator")
        at = 100 * above / below if below else None
        low = min([float(steps[0][0])] + ([at] if at is not None else []))
        return Scale(max(0.0, 10 * ((low - 10) // 10)), tuple((float(limit), points) for limit, points in steps), at)

    def heaps(self, line: SheetLine) -> list[Heap]:
        """What was counted, in heaps."""
        found = []
        for one in line.evidence.get("groups", ()):
            record = catalog.record(one["record"]) if one["record"] else None
            opens = record is not None and one["ids"] and place_of(record) and self.desk.may(f"{record.domain}.read")
            behind = record if opens else None
            found.append(Heap(_ours(one["label"]), one["size"], behind, tuple(one["ids"]), tuple(one["facts"])))
        return found

    def numbers(self, line: SheetLine) -> list[tuple[str, str]]:
        """(key, value in words) of the official numbers it was counted with, as they stood then."""
        asked = line.evidence.get("asked", {})
        return [(key, in_words(key, value)) for key, value in asked.items() if key in shipped()]

    def gaps(self, line: SheetLine) -> tuple[Gap, ...]:
        """What can honestly be filled in behind a line, before the sheet is frozen; only where she may edit."""
        if self.state not in ("", "opened"):
            return ()
        found = gaps(line.indicator.measure or line.indicator.proposes, line.evidence)
        return tuple(one for one in found if place_of(one.record) and self.desk.may(f"{one.record.domain}.edit"))

    def issues(self, line: SheetLine) -> list[Mapping[str, Any]]:
        """What is to be mended because of it."""
        return [one for one in self.sheet.rectifications if one["code"] == line.indicator.code]

    def before(self, line: SheetLine) -> tuple[str, str, str] | None:
        """(the period before, what the line got then, why it differs); None without an earlier inspection."""
        if self.comparison is None:
            return None
        change = self.comparison.line(line.indicator.code)
        return self.comparison.previous.period.label, show_points(change.before), change.why

    # ---- acts
    @property
    def may(self) -> bool:
        """Whether this account may write here."""
        right = "compliance.grade" if self.state in ("rechecked", "graded") else "compliance.edit"
        return self.desk.may(right)

    @property
    def next(self) -> Act | None:
        """The step to take now; None when all is done or it is not hers to take."""
        return NEXT.get(self.state) if self.may else None

    def may_answer(self, line: SheetLine) -> str:
        """What a person may do with a line now: answer, confirm, score or ''."""
        if not self.desk.may("compliance.edit"):
            return ""
        if self.state == "opened" and not line.indicator.measure:
            return "confirm" if line.proposed is not None and line.own is None else "answer"
        return "score" if self.state == "submitted" and line.applies else ""

    def do_next(self, **arguments: Any) -> Any:
        """Take the next step."""
        act = self.next
        if act.command == "compliance.open":
            return self.desk.do(act.command, period=self.period.text)
        return self.desk.do(act.command, inspection=self.sheet.id, **arguments)

    def answer(self, line: SheetLine, points: str, note: str, applies: bool = True) -> None:
        """A person's own score. Raises Problems at `points`."""
        self.desk.do(
            "compliance.answer",
            inspection=self.sheet.id,
            code=line.indicator.code,
            points=points.strip() or None,
            note=note.strip(),
            applicable=applies,
        )

    def confirm(self, line: SheetLine, note: str) -> None:
        """Take what the ledgers propose."""
        self.desk.do("compliance.confirm", inspection=self.sheet.id, code=line.indicator.code, note=note.strip())

    def confirm_all(self) -> int:
        """Take everything that the ledgers propose, as it is shown now. Returns how many."""
        codes = [line.indicator.code for line in self.waiting]
        return self.desk.do("compliance.confirm_all", inspection=self.sheet.id, codes=codes)

    def files(self, line: SheetLine) -> Attachments | None:
        """The evidence files of a line; None for a 草稿, which has no rows."""
        return Attachments(self.desk, Score, line.uid) if line.uid else None

    def score(self, line: SheetLine, points: str, note: str) -> None:
        """The street's score."""
        self.desk.do(
            "compliance.score",
            inspection=self.sheet.id,
            code=line.indicator.code,
            points=points,
            note=note.strip() or None,
        )

    def score_rest(self) -> int:
        """The street agrees with the rest."""
        return self.desk.do("compliance.score_rest", inspection=self.sheet.id)

    def compute(self) -> None:
        """Count again from the ledgers."""
        self.desk.do("compliance.compute", inspection=self.sheet.id)

    def mend(self, issue: int, texts: Mapping[str, str]) -> None:
        """Measure, owner, due_on and done_on of one problem."""
        self.desk.do("compliance.mend", id=issue, values=dict(texts))

    def recheck(self, issue: int, passed: bool, result: str) -> None:
        """The re-check of one problem."""
        self.desk.do("compliance.recheck", id=issue, passed=passed, result=result)

    def grades(self) -> list[str]:
        """What may be given as grade."""
        return list(dict.fromkeys(one.label for one in self.sheet.standard.bands))


def basis(line: SheetLine) -> str:
    """The few words of the table that say what a score rests on."""
    groups = line.evidence.get("groups") or ()
    if not line.applies:
        return say(N_("不适用"))
    if groups:
        return Listed((_ours(groups[0]["label"]), str(groups[0]["size"])), " ")
    if "numerator" in line.evidence:
        return f"{line.evidence['numerator']} / {line.evidence['denominator']}"
    return line.note or (say(N_("未检查")) if line.own is None else say(N_("已填")))


def _ours(label: str) -> Word:
    """The label of a heap; one frozen by an earlier version is a plain text."""
    return label if isinstance(label, Word) else Word(label)


def tones(lines: Callable[[], Any]) -> dict[str, str]:
    """Tones of the states that stand in a sheet: 差 … is amber."""
    return {state: TONES.get(state, "amber") for state in {line.state for line in lines()}}


def _fraction(above: int, below: int):
    from fractions import Fraction

    return Fraction(above * 100, below)
