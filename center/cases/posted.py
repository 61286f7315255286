"""The posted copy of the statistics (公示、教学、宣传): small numbers as “<5”, and nothing that lets them be computed.

A number from 1 to 4 stands as “<5”. Where a sum is printed, a single hidden part would follow from the others, and so
would several that can only be all ones or all fours: then the smallest other number (or the zeros) is hidden too, as
“*”, and where hardly anything would be left, all of the group. What is left of a sum is a number too: of 13 cases 11
settled are 2 that were not, so the 11 is hidden. The rule is such that knowing it does not help: for
each hidden cell there are always two or more tables that would be printed the same (tests try all of them).

Of one year only one kind of period is posted, only when it is over, without 累计 and 上年同期, by the basis and the
view of the settings: months, quarters and years beside one another could be subtracted.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from center.cases.columns import (
    AMOUNT,
    CONFIRMED,
    FORMS,
    HARD,
    HEADS,
    KINDS,
    MONEY,
    PERFORMED,
    REFERRALS,
    REFERRED,
    SETTLED,
    SOURCES,
    TOTAL,
    TYPES,
)
from center.cases.statistics import AWAY, Cell, Statistics
from center.periods import Period, period_of
from center.words import N_
from db.errors import Invalid

if TYPE_CHECKING:
    from center.desk import Desk

SMALL, RHYTHM = "statistics.small_cell", "statistics.posted_period"
LEAST = 3
"""Below 2 a hidden number could only be 1."""
WITHIN = ((SETTLED, TOTAL), (HARD, TOTAL), (PERFORMED, SETTLED), (CONFIRMED, SETTLED))
"""Some of a printed number, where the others have no column."""
RHYTHMS = {"month": N_("月"), "quarter": N_("季度"), "half": N_("半年"), "year": N_("年")}


def postable(desk: Desk, asked: Period) -> Invalid | None:
    """Why a period is not posted: it is not of the kind that is, or not over. None where it may be."""
    kind = str(desk.number(RHYTHM))
    if period_of(kind, asked.start).text != asked.text:
        return Invalid("公示版按{kind}出，请换成{kind}；月、季、年都公示，小数目就能用减法算出来",
                       kind=RHYTHMS[kind])
    if asked.end >= desk.today():
        return Invalid("{period}还没有结束，请等结束以后再出公示版", period=asked.label)
    return None


def small(desk: Desk) -> int:
    """Numbers below this one are not posted."""
    return max(LEAST, int(desk.number(SMALL)))


def posted(found: Statistics, least: int) -> tuple[str, ...]:
    """The text of each cell of the period, in the order of its columns."""
    cells = {one.no: cell for one, cell in zip(found.columns, found.now, strict=True)}
    groups = {by: [one.no for one in found.columns if one.by == by] for by in (KINDS, SOURCES, REFERRALS, TYPES, FORMS)}
    said: dict[int, str] = {no: _alone(cell, least) for no, cell in cells.items()}
    for part, above in WITHIN:
        if _tells_the_rest(cells[part].value, cells[above].value, least):
            said[part] = AWAY
    for by, above in ((KINDS, TOTAL), (SOURCES, TOTAL), (TYPES, TOTAL), (FORMS, SETTLED), (REFERRALS, REFERRED)):
        said |= _group({no: cells[no].value for no in groups[by]}, said[above], least)
    if _hidden(said[SETTLED]):
        said |= dict.fromkeys((PERFORMED, CONFIRMED, AMOUNT), AWAY)
    if _hidden(said[TOTAL]):
        said |= dict.fromkeys((no for no in cells if no != TOTAL), AWAY)
    return tuple(said[one.no] for one in found.columns)


def _alone(cell: Cell, least: int) -> str:
    """A number that stands in no sum; an amount of few cases is nearly that of one."""
    if cell.kind in (MONEY, HEADS):
        return AWAY if 0 < cell.cases < least else cell.exact
    return below(least) if 0 < cell.value < least else cell.exact


def _tells_the_rest(value: int, whole: int, least: int) -> bool:
    """Whether a printed part gives away how few the others are; of `least` + 1 it would be the only such part."""
    return 0 < value < whole and (whole == least + 1 or value >= least > whole - value)


def below(least: int) -> str:
    """`<5`."""
    return f"<{least}"


def _hidden(text: str) -> bool:
    return text == AWAY or text.startswith("<")


def _group(values: Mapping[int, int], above: str, least: int) -> dict[int, str]:
    """The parts of a sum; of a sum that is hidden itself nothing is told."""
    if _hidden(above):
        return dict.fromkeys(values, AWAY)
    return dict(zip(values, protected(list(values.values()), least), strict=True))


def protected(values: Sequence[int], least: int) -> tuple[str, ...]:
    """The parts of a printed sum, each as it may be posted."""
    few = [at for at, value in enumerate(values) if 0 < value < least]
    if not few:
        return tuple(map(str, values))
    others = sorted({value for value in values if value >= least})
    said = [below(least) if at in few else str(value) for at, value in enumerate(values)]
    away: list[int] = []
    if len(few) == 1 and others:
        away = [at for at, value in enumerate(values) if value == others[0]]
    if not _open(values, few, others, len(away), least):
        rest = others[1:] if away else others
        away += few + [at for at, value in enumerate(values) if value == (rest[0] if rest else 0)]
    for at in away:
        said[at] = AWAY
    if sum(not _hidden(text) for text in said) <= 1:
        return (AWAY,) * len(said)
    return tuple(said)


def _open(values: Sequence[int], few: Sequence[int], others: Sequence[int], ties: int, least: int) -> bool:
    """Whether several tables fit: few numbers with the same sum, or one beside `ties` equal hidden others."""
    if len(few) > 1:
        return len(few) < sum(values[at] for at in few) < len(few) * (least - 1)
    if not others:
        return False
    whole, end = values[few[0]] + ties * others[0], others[1] if len(others) > 1 else None
    fit = [(whole - value) // ties for value in range(1, least) if (whole - value) % ties == 0]
    return sum(least <= other and (end is None or other < end) for other in fit) > 1
