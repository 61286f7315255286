"""人民调解案件情况统计表: every number computed from the cases, with the cases behind it for those allowed.

Counted is (3.4): each case once, by its day of acceptance or of closing (the basis, a setting); declined and never
accepted ones are out, withdrawn and failed ones are in; success is an agreement, written or oral; 履行 when all that
was promised is done (or, where nothing was promised piece by piece, when the case is closed); 司法确认 when the court
said valid. Numbers count over all cases, also over those closed to who asks; their names are for who may open them.
Only whole official periods and single columns are asked for, so that no number can be cut down to one family.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from center.cases.checking import checks, left_out
from center.cases.columns import (
    AMOUNT,
    CONFIRMED,
    FORMS,
    HARD,
    HEADS,
    KINDS,
    LOOSE,
    MONEY,
    PEOPLE,
    PERFORMED,
    REFERRALS,
    REFERRED,
    SETTLED,
    SOURCES,
    TOTAL,
    TYPES,
    StatColumn,
    column,
    columns,
    fallback,
    loose,
    places,
)
from center.cases.numbers import BASIS
from center.cases.numbers import TYPES as VIEW
from center.measures import FIGURES, Found
from center.mediation.studios import full_names
from center.numbers import typed
from center.periods import Period, period
from center.seeing import hidden
from center.words import N_
from db.errors import Denied, Invalid
from db.models.cases import Case
from db.questions.case_statistics import CaseFact, case_facts
from db.words import Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

ACCEPTED, CLOSED = "accepted", "closed"
FOLDED = "folded"
STATISTICS, NAMES = "cases.statistics", "cases.read"
READERS = (NAMES, STATISTICS, FIGURES)
"""Any of these may have the numbers; only the first one also the cases behind them."""
AWAY = "*"
"""In the place of a number that is not told."""
OF_STUDIOS = (TOTAL, PEOPLE, SETTLED, AMOUNT, 38, 39, PERFORMED, CONFIRMED)
NOW, TO_DATE, LAST_YEAR = "now", "total_to_date", "last_year"
NO_STUDIO = N_("未经工作室")


@dataclass(frozen=True)
class Cell:
    """One number of the table. `value` is cases, people or whole cents; `found` the cases behind it that the account
    may open, `cases` how many there are in all. `away`: people or money that would tell of a closed case what is left
    when the listed ones are taken off; only who holds `figures` is told them."""

    value: int
    found: Found
    cases: int
    kind: str = "cases"
    away: bool = False

    @property
    def more(self) -> int:
        """How many of its cases are not in the account's sight."""
        return self.cases - len(self.found)

    @property
    def text(self) -> str:
        """As the table shows it."""
        return AWAY if self.away else self.exact

    @property
    def exact(self) -> str:
        """The number: 万元 with two decimals, rounded half up once, from cents."""
        return ten_thousands(self.value) if self.kind == MONEY else str(self.value)


@dataclass(frozen=True)
class StudioLine:
    """One personal studio (None: cases of none): its numbers of the period, of the year to its end, and of the same
    period of the year before, in the order of OF_STUDIOS."""

    studio: int | None
    name: str
    now: tuple[Cell, ...]
    total_to_date: tuple[Cell, ...]
    last_year: tuple[Cell, ...]


@dataclass(frozen=True)
class Statistics:
    """The table of one period: a cell for each column in `now`, `total_to_date` (累计) and `last_year`.

    `checks` are the sums that agree, `wrong` those that do not and what should be looked at; `hidden` is how many cases
    of the period are not in the account's sight.
    """

    period: Period
    columns: tuple[StatColumn, ...]
    now: tuple[Cell, ...]
    total_to_date: tuple[Cell, ...]
    last_year: tuple[Cell, ...]
    checks: tuple[Phrase, ...]
    wrong: tuple[Phrase, ...]
    basis: str
    folded: bool
    hidden: int
    studios: tuple[StudioLine, ...] = ()

    @property
    def untold(self) -> bool:
        """Whether a number of people or money is not told to this account."""
        return any(cell.away for which in (NOW, TO_DATE, LAST_YEAR)
                   for some in (self, *self.studios) for cell in getattr(some, which))

    def row(self, which: str) -> tuple[Cell, ...]:
        """now, total_to_date or last_year."""
        return getattr(self, which)

    def cell(self, no: int, which: str = NOW) -> Cell:
        """The cell of a column's number."""
        return next(cell for one, cell in zip(self.columns, self.row(which), strict=True) if one.no == no)


def ten_thousands(cents: int) -> str:
    """Cents as 万元 with two decimals, half up: 1_864_000_00 → 186.40."""
    hundredths = (abs(cents) + 5_000) // 10_000
    return f"{'-' if cents < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02d}"


def may_read(desk: Desk) -> bool:
    """Whether the numbers are for this account."""
    return any(map(desk.may, READERS))


def table(desk: Desk, asked: Period, basis: str = "", folded: bool | None = None,
          committee: int | None = None) -> Statistics:
    """The table of a period. An empty basis and None take the settings. Raises Denied, Invalid for another basis."""
    _need(desk)
    basis, folded = basis_of(desk, basis), view_of(desk, folded)
    spans = spans_of(asked)
    with desk.moment():
        facts, sight = _read(basis, spans.values(), committee), _sight(desk)
    gathered = {which: gather((one for one in facts if _within(one, span)), folded) for which, span in spans.items()}
    heads = shown_columns(gathered.values(), folded)
    rows = {which: tuple(_cell(one, found.get(one.no, ()), sight) for one in heads)
            for which, found in gathered.items()}
    now = gathered[NOW]
    agree = tuple(words for words, agrees in checks(now, folded) if agrees)
    amiss = tuple(words for found in gathered.values() for words, agrees in checks(found, folded) if not agrees)
    return Statistics(asked, heads, rows[NOW], rows[TO_DATE], rows[LAST_YEAR],
                      agree, (*amiss, *left_out(now, basis == CLOSED, asked, committee)), basis, folded,
                      _cell(column(TOTAL), now.get(TOTAL, ()), sight).more, _studios(facts, spans, sight))


def drill(desk: Desk, asked: Period, basis: str, no: int, folded: bool | None = None, which: str = NOW,
          committee: int | None = None) -> tuple[Found, int]:
    """The cases behind one number that this account may open, and how many more there are. Raises Denied."""
    desk.need(NAMES)
    basis, folded = basis_of(desk, basis), view_of(desk, folded)
    span = spans_of(asked)[which]
    cell = _cell(column(no, folded), gather(_read(basis, [span], committee), folded).get(no, ()), _sight(desk))
    return cell.found, cell.more


def _need(desk: Desk) -> None:
    if not may_read(desk):
        raise Denied("案件统计数给调解员、调委会主任和中心负责人看，请找他们")


def basis_of(desk: Desk, basis: str = "") -> str:
    """accepted or closed: the asked one (its code or its name), else the setting's. Raises Invalid for another one."""
    found = typed(BASIS, basis or str(desk.number(BASIS)))
    if isinstance(found, Invalid):
        raise found
    return found


def view_of(desk: Desk, folded: bool | None = None) -> bool:
    """Whether the types are folded to 15: as asked, else as the setting says."""
    return str(desk.number(VIEW)) == FOLDED if folded is None else folded


# ---- times
Span = tuple[str, str]
"""From and to as ISO texts: a day known to its month lies in it when the month does, one known to its year with it."""


def span_of(first: date, last: date) -> Span:
    """The span of whole months."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return (first.isoformat()[:4] if whole else first.isoformat()[:7]), last.isoformat()


def spans_of(asked: Period) -> dict[str, Span]:
    """The period itself, its year to the period's end, and the same period of the year before."""
    before = period(f"{asked.start.year - 1}{asked.text[4:]}")
    return {NOW: span_of(asked.start, asked.end), TO_DATE: span_of(date(asked.start.year, 1, 1), asked.end),
            LAST_YEAR: span_of(before.start, before.end)}


def _within(fact: CaseFact, span: Span) -> bool:
    return span[0] <= fact.day <= span[1]


def _read(basis: str, spans: Iterable[Span], committee: int | None) -> list[CaseFact]:
    """All cases of the spans and of what lies between, in one query."""
    spans = list(spans)
    return case_facts(basis == CLOSED, min(first for first, _last in spans), max(last for _first, last in spans),
                      committee)


# ---- counting
def gather(facts: Iterable[CaseFact], folded: bool) -> dict[int, list[CaseFact]]:
    """Number of a column → the cases counted in it."""
    found: dict[int, list[CaseFact]] = {}
    for one in facts:
        for no in _columns_of(one, folded):
            found.setdefault(no, []).append(one)
    return found


def _columns_of(one: CaseFact, folded: bool) -> Iterator[int]:
    yield TOTAL
    yield PEOPLE
    yield places(KINDS).get(one.kind) or fallback(KINDS)
    source = places(SOURCES).get(one.source) or fallback(SOURCES)
    yield source
    if source == REFERRED:
        yield places(REFERRALS).get(one.referred_by) or fallback(REFERRALS)
    yield places(TYPES, folded).get(one.type) or fallback(TYPES, folded)
    if one.hard:
        yield HARD
    form = places(FORMS).get(one.outcome)  # written or oral: the same codes
    if form is None:
        return
    yield SETTLED
    yield form
    if one.amount:
        yield AMOUNT
    if one.performed:
        yield PERFORMED
    if one.confirm == "valid":
        yield CONFIRMED


def shown_columns(gathered: Iterable[dict[int, list[CaseFact]]], folded: bool) -> tuple[StatColumn, ...]:
    """The official columns, and at the end of its group what stands in none of them."""
    there = {no for one in gathered for no in one}
    heads = list(columns(folded))
    for by, (no, *_names) in LOOSE.items():
        if no in there:
            last = max(place for place, one in enumerate(heads) if one.by in (by, REFERRALS if by == SOURCES else by))
            heads.insert(last + 1, loose(by))
    return tuple(heads)


@dataclass(frozen=True)
class _Sight:
    names: bool
    shut: frozenset[int]
    exact: bool


def _sight(desk: Desk) -> _Sight:
    names = desk.may(NAMES)
    return _Sight(names, hidden(desk, Case) if names else frozenset(), desk.may(FIGURES))


def _cell(one: StatColumn, facts: Sequence[CaseFact], sight: _Sight) -> Cell:
    value = len(facts)
    if one.kind == HEADS:
        value = sum(fact.people for fact in facts)
    elif one.kind == MONEY:
        value = sum(fact.amount or 0 for fact in facts)
    ids = tuple(fact.id for fact in facts if fact.id not in sight.shut) if sight.names else ()
    away = one.kind in (HEADS, MONEY) and not sight.exact and any(fact.id in sight.shut for fact in facts)
    return Cell(value, Found(Case, ids), len(facts), one.kind, away)


def _studios(facts: Sequence[CaseFact], spans: dict[str, Span], sight: _Sight) -> tuple[StudioLine, ...]:
    """The studios that had a case in the year or in the period before, by name; at the end the cases of none: so each
    row of the table is the sum of theirs."""
    names = full_names()
    there = {one.studio for one in facts if any(_within(one, span) for span in spans.values())}
    order = sorted((rid for rid in there if rid is not None), key=lambda rid: names[rid])
    if not order:
        return ()
    lines = []
    for rid in (*order, *([None] if None in there else [])):
        own = [one for one in facts if one.studio == rid]
        rows = []
        for which in (NOW, TO_DATE, LAST_YEAR):
            found = gather((one for one in own if _within(one, spans[which])), False)
            rows.append(tuple(_cell(column(no), found.get(no, ()), sight) for no in OF_STUDIOS))
        lines.append(StudioLine(rid, Word(NO_STUDIO) if rid is None else names[rid], *rows))
    return tuple(lines)
