"""The prevention block beside the statistics: figures that no case can give, typed by month, with who and when.

They are never linked to a name. What nobody typed is blank, not 0; a longer period says how many months it has.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from center.cases.statistics import LAST_YEAR, NOW, TO_DATE
from center.periods import Period, period
from db.codes import code_list
from db.questions.case_statistics import Typed, committee_names, typed_figures
from db.words import Word

KINDS = ("screening", "found", "prevented", "suicide", "crime", "gathering", "fight")
WITH_PEOPLE = ("suicide", "crime", "gathering", "fight")
"""What is told in cases and in people (件/人)."""


@dataclass(frozen=True)
class Figure:
    """The sum of what was typed: cases (件 or 次), people; `given` of `wanted` sheets (committee and month) are in."""

    cases: int | None
    people: int | None
    given: int
    wanted: int


@dataclass(frozen=True)
class PreventionLine:
    """One line. `sources` are (committee, month, by whom, when), of the period only."""

    kind: str
    label: str
    now: Figure
    total_to_date: Figure
    last_year: Figure
    sources: tuple[tuple[str, str, str, str], ...]


def prevention(asked: Period, committee: int | None = None) -> tuple[PreventionLine, ...]:
    """The seven lines of a period: of all committees, or of one."""
    times = {NOW: months(asked), TO_DATE: _year_to(asked), LAST_YEAR: _year_before(asked)}
    rows = typed_figures(sorted({month for some in times.values() for month in some}), committee)
    names = committee_names()
    offices = 1 if committee is not None else len(names)
    labels = code_list("typed_figure").items
    lines = []
    for kind in KINDS:
        own = [one for one in rows if one.kind == kind]
        figures = {which: _figure([one for one in own if one.period in some], len(some) * offices)
                   for which, some in times.items()}
        sources = tuple((names[one.committee], one.period, one.given_by, str(one.given_on))
                        for one in own if one.period in times[NOW])
        lines.append(PreventionLine(kind, Word(labels[kind]), figures[NOW], figures[TO_DATE], figures[LAST_YEAR],
                                    sources))
    return tuple(lines)


def months(asked: Period) -> tuple[str, ...]:
    """The months of a period, as figures are typed: 2026-10."""
    return tuple(f"{asked.start.year}-{month:02d}" for month in range(asked.start.month, asked.end.month + 1))


def _year_to(asked: Period) -> tuple[str, ...]:
    return months(Period("", date(asked.start.year, 1, 1), asked.end))


def _year_before(asked: Period) -> tuple[str, ...]:
    return months(period(f"{asked.start.year - 1}{asked.text[4:]}"))


def _figure(rows: Sequence[Typed], wanted: int) -> Figure:
    cases, people = ([value for value in some if value is not None]
                     for some in ([one.cases for one in rows], [one.people for one in rows]))
    return Figure(sum(cases) if cases else None, sum(people) if people else None, len(rows), wanted)
