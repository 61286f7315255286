"""The situation table: 期初 + 新设 + 迁入 − 迁出 − 注销 = 期末, by building or by industry, and whether it is so.

Every cell knows its enterprises. 期末 is counted by itself at the period's last day and then compared with the sum,
so a stay whose way or day nobody wrote down shows as a difference instead of being made to fit.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from center.measures import Found
from center.periods import Period, month_of
from center.places.names import natural
from center.words import N_
from db.codes import code_list
from db.days import months_after
from db.models.enterprises import Enterprise
from db.questions.enterprises import stay_rows, unplaced
from db.words import Word

if TYPE_CHECKING:
    from center.desk import Desk

By = Literal["building", "industry"]
NO_INDUSTRY, TOTAL = N_("未填行业"), N_("合计")
ALWAYS = date.min


@dataclass(frozen=True)
class Line:
    """One building or industry in one period. An enterprise that came twice in it stands twice in a cell."""

    label: str
    opening: Found
    new: Found
    came_in: Found
    out: Found
    closed: Found
    closing: Found

    @property
    def computed(self) -> int:
        """What 期末 must be by the other five."""
        return len(self.opening) + len(self.new) + len(self.came_in) - len(self.out) - len(self.closed)

    @property
    def agrees(self) -> bool:
        """Whether what was counted is what was computed."""
        return len(self.closing) == self.computed


@dataclass(frozen=True)
class Situation:
    """All lines that hold anything, and their sum. `odd`: enterprises with a stay whose way or day is not known;
    `inside`: those that moved from one of our buildings to another, counted as 迁出 and as 迁入; `unplaced`: those
    without a building, counted nowhere."""

    lines: tuple[Line, ...]
    total: Line
    odd: Found
    inside: Found
    unplaced: Found

    @property
    def agrees(self) -> bool:
        """Whether every line agrees."""
        return all(line.agrees for line in (*self.lines, self.total))


@dataclass(frozen=True)
class Stay:
    """One stay with days that can be compared: `begun` `ALWAYS` when unknown, `ended` None while it lasts."""

    enterprise: int
    building: int
    place: str
    industry: str | None
    came: str | None
    left: str | None
    begun: date
    ended: date | None
    known: bool

    def at(self, day: date) -> bool:
        """Whether it is there at the end of a day; the day of leaving is no longer one."""
        return self.begun <= day and (self.ended is None or self.ended > day)

    def came_in(self, period: Period, way: str) -> bool:
        """Whether it began within a period in this way."""
        return self.came == way and period.start <= self.begun <= period.end

    def left_in(self, period: Period, way: str) -> bool:
        """Whether it ended within a period in this way."""
        return self.left == way and self.ended is not None and period.start <= self.ended <= period.end


def stays() -> list[Stay]:
    """Every stay, by building, room and name; a day known to the month only counts from its first day, and no stay
    ends before it began."""
    return [_stay(row) for row in sorted(stay_rows(), key=_order)]


def _order(row: Mapping[str, Any]) -> tuple:
    return natural(row["place"]), row["building"], natural(row["room"]), row["name"]


def _stay(row: Mapping[str, Any]) -> Stay:
    begun = row["came_on"].first if row["came_on"] else ALWAYS
    ended = max(row["left_on"].first, begun) if row["left_on"] else None
    known = bool(row["came"] and row["came_on"]) and bool(row["left"]) == bool(row["left_on"])
    return Stay(row["enterprise"], row["building"], row["place"] or "", row["industry"], row["came"], row["left"],
                begun, ended, known)


def situation(period: Period, by: By = "building") -> Situation:
    """The table of a period, usually a month."""
    every = stays()
    groups: dict[Any, list[Stay]] = {}
    for stay in every:
        groups.setdefault(stay.building if by == "building" else stay.industry, []).append(stay)
    keys = list(groups) if by == "building" else sorted(groups, key=lambda code: code or "~")
    name: Callable[[Any], str] = (lambda key: groups[key][0].place) if by == "building" else _industry
    lines = [line_of(name(key), groups[key], period) for key in keys]
    return Situation(tuple(line for line in lines if _any(line)), line_of(TOTAL, every, period), _odd(every, period),
                     _inside(every, period), Found(Enterprise, tuple(unplaced())))


def by_month(period: Period, day: date) -> tuple[Line, ...]:
    """The table of every month of a longer period that has begun by a day; each begins as the one before ended."""
    every, found, first = stays(), [], period.start
    while first <= min(period.end, day):
        month = month_of(first)
        found.append(line_of(month.label, every, month))
        first = months_after(first, 1)
    return tuple(found)


def line_of(label: str, some: Iterable[Stay], period: Period) -> Line:
    """The six numbers of some stays."""
    some = list(some)
    before = date.fromordinal(period.start.toordinal() - 1)

    def found(test: Callable[[Stay], bool]) -> Found:
        return Found(Enterprise, tuple(stay.enterprise for stay in some if test(stay)))

    return Line(label, found(lambda stay: stay.at(before)),
                found(lambda stay: stay.came_in(period, "new")), found(lambda stay: stay.came_in(period, "in")),
                found(lambda stay: stay.left_in(period, "out")), found(lambda stay: stay.left_in(period, "closed")),
                found(lambda stay: stay.at(period.end)))


def _any(line: Line) -> bool:
    return any(len(cell) for cell in (line.opening, line.new, line.came_in, line.out, line.closed, line.closing))


def _industry(code: str | None) -> str:
    return NO_INDUSTRY if code is None else Word(code_list("industry").items.get(code, code))


def _odd(every: list[Stay], period: Period) -> Found:
    """Those of the period whose table cannot be trusted: way or day of coming or going is missing."""
    def within(stay: Stay) -> bool:
        return stay.begun <= period.end and (stay.ended is None or stay.ended >= period.start)

    return Found(Enterprise, tuple(dict.fromkeys(one.enterprise for one in every if not one.known and within(one))))


def _inside(every: list[Stay], period: Period) -> Found:
    left = {stay.enterprise: stay.building for stay in every if stay.left_in(period, "out")}
    came = [stay for stay in every if stay.came_in(period, "in")]
    return Found(Enterprise, tuple(dict.fromkeys(
        stay.enterprise for stay in came if left.get(stay.enterprise, stay.building) != stay.building)))


def present(desk: Desk, period: Period) -> list[Stay]:
    """The stays at the day a period is looked at."""
    day = desk.as_of(period)
    return [stay for stay in stays() if stay.at(day)]


