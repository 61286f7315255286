"""How points are given: pure rules over a numerator and a denominator, with the reason in words.

Points are whole hundredths of a point everywhere (200 is 2 分), so sums are exact.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from center.words import N_
from db.words import Phrase

POINT = 100
HUNDRED = 100 * POINT


@dataclass(frozen=True)
class Scored:
    """What an indicator gets: `points` in hundredths of a point, `explanation` the formula in words."""

    points: int
    explanation: str


@dataclass(frozen=True)
class Line:
    """One indicator of a sheet: its full points, what it got (None: not filled in), whether it applies, and whether
    the ledgers propose a score that a person must confirm."""

    full: int
    got: int | None
    applies: bool = True
    proposed: bool = False


@dataclass(frozen=True)
class Total:
    """`points` in hundredths, rescaled to `out_of`; `open` indicators have no score and count as 0.

    `unconfirmed` of those are proposed by the ledgers and nobody has confirmed them; the others are `blank`.
    """

    points: int
    out_of: int
    open: int
    not_applicable: int
    unconfirmed: int = 0

    @property
    def blank(self) -> int:
        """Indicators that nobody has filled in and for which nothing is proposed."""
        return self.open - self.unconfirmed


def score(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """The points a rule of the template gives. Raises KeyError for an unknown kind: `standard.check` finds it."""
    return RULES[rule["kind"]](rule, points, numerator, denominator)


def _ratio(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """Full points from `full` %, half of them from `half` %."""
    steps = [(rule["full"], points, FULL, ""), (rule["half"], points // 2, HALF, "")]
    return _by_share(steps, numerator, denominator)


def _steps(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """`steps` is [[percent, points], …], highest first."""
    steps = [(limit, min(int(given * POINT), points), SOME, show_points(int(given * POINT)))
             for limit, given in rule["steps"]]
    return _by_share(steps, numerator, denominator)


def _all_or_nothing(_rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    if denominator <= 0:
        return Scored(0, NOTHING)
    if numerator >= denominator:
        return Scored(points, Phrase(N_("{above} ÷ {below}，全部做到得满分"), above=numerator, below=denominator))
    words = N_("{above} ÷ {below}，还差 {lack}，全部做到才得分")
    return Scored(0, Phrase(words, above=numerator, below=denominator, lack=denominator - numerator))


def _count_at_least(rule: Mapping[str, Any], points: int, numerator: int, _denominator: int) -> Scored:
    """Counts `numerator` alone: full points from `at_least`, half of them from `half`."""
    if numerator >= rule["at_least"]:
        return Scored(points, _counted(N_("共 {count} 个，达到 {limit} 个得满分"), numerator, rule["at_least"]))
    if numerator >= rule["half"] > 0:
        return Scored(points // 2, _counted(N_("共 {count} 个，达到 {limit} 个得一半"), numerator, rule["half"]))
    return Scored(0, _counted(N_("共 {count} 个，不到 {limit} 个不得分"), numerator, rule["half"]))


def _counted(words: str, count: int, limit: int) -> Phrase:
    return Phrase(words, count=count, limit=limit)


RULES = {"ratio": _ratio, "steps": _steps, "all_or_nothing": _all_or_nothing, "count_at_least": _count_at_least}
NOTHING = N_("没有可算的记录，记 0 分")
FULL = N_("{above} ÷ {below} = {share}，达到 {limit}% 得满分")
HALF = N_("{above} ÷ {below} = {share}，达到 {limit}% 得一半")
SOME = N_("{above} ÷ {below} = {share}，达到 {limit}% 得 {points} 分")
NONE = N_("{above} ÷ {below} = {share}，不到 {limit}% 不得分")


def _by_share(steps: list[tuple[float, int, str, str]], numerator: int, denominator: int) -> Scored:
    if denominator <= 0:
        return Scored(0, NOTHING)
    share = Fraction(numerator * 100, denominator)
    limits = [Fraction(str(step[0])) for step in steps]
    shown = {"above": numerator, "below": denominator, "share": show_percent(share, limits)}
    for (limit, given, words, worth), exact in zip(steps, limits, strict=True):
        if share >= exact:
            return Scored(given, Phrase(words, **shown, limit=limit, **({"points": worth} if worth else {})))
    return Scored(0, Phrase(NONE, **shown, limit=steps[-1][0]))


def show_percent(share: Fraction, limits: Iterable[Fraction] = ()) -> str:
    """One decimal, half up; rounded down where rounding up would claim a limit that was not reached."""
    up, down = (share * 10 + Fraction(1, 2)).__floor__(), (share * 10).__floor__()
    claims = any(share < limit <= Fraction(up, 10) for limit in limits)
    tenths = down if claims else up
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def show_points(points: int | None, places: int = 1) -> str:
    """`1.0` for 100; `—` when not filled in, never 0. Half up."""
    if points is None:
        return "—"
    scale = 10 ** (2 - places)
    units = (2 * points + scale) // (2 * scale)
    return f"{units // 10**places}.{units % 10**places:0{places}d}" if places else str(units)


def total(lines: Iterable[Line]) -> Total:
    """Sum of a sheet. Points of what does not apply are taken out and the rest is rescaled to the full sheet."""
    lines = list(lines)
    out_of = sum(line.full for line in lines)
    asked = [line for line in lines if line.applies]
    full = sum(line.full for line in asked)
    got = sum(line.got or 0 for line in asked)
    points = (2 * got * out_of + full) // (2 * full) if full else 0
    left = [line for line in asked if line.got is None]
    return Total(points, out_of, len(left), len(lines) - len(asked), sum(line.proposed for line in left))


@dataclass(frozen=True)
class Band:
    """A grade: reached from `at_least` hundredths of a point."""

    at_least: int
    grade: str
    label: str


def band(bands: Iterable[Band], points: int) -> Band:
    """The grade the points would give; a named person confirms it, the program only proposes (暂列)."""
    ordered = sorted(bands, key=lambda each: -each.at_least)
    return next((each for each in ordered if points >= each.at_least), ordered[-1])
