"""How points are given: pure rules over a numerator and a denominator, with the reason in words.

Points are whole hundredths of a point everywhere (200 is 2 分), so sums are exact.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

POINT = 100
HUNDRED = 100 * POINT


@dataclass(frozen=True)
class Scored:
    """What an indicator gets: `points` in hundredths of a point, `explanation` the formula in words."""

    points: int
    explanation: str


@dataclass(frozen=True)
class Line:
    """One indicator of a sheet: its full points, what it got (None: not filled in), and whether it applies."""

    full: int
    got: int | None
    applies: bool = True


@dataclass(frozen=True)
class Total:
    """`points` in hundredths, rescaled to `out_of`; `open` indicators are not filled in and count as 0."""

    points: int
    out_of: int
    open: int
    not_applicable: int


def score(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """The points a rule of the template gives. Raises KeyError for an unknown kind: `standard.check` finds it."""
    return RULES[rule["kind"]](rule, points, numerator, denominator)


def _ratio(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """Full points from `full` %, half of them from `half` %."""
    steps = [(rule["full"], points, "得满分"), (rule["half"], points // 2, "得一半")]
    return _by_share(steps, numerator, denominator)


def _steps(rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    """`steps` is [[percent, points], …], highest first."""
    steps = [(limit, min(int(given * POINT), points), f"得 {show_points(int(given * POINT))} 分")
             for limit, given in rule["steps"]]
    return _by_share(steps, numerator, denominator)


def _all_or_nothing(_rule: Mapping[str, Any], points: int, numerator: int, denominator: int) -> Scored:
    if denominator <= 0:
        return Scored(0, NOTHING)
    if numerator >= denominator:
        return Scored(points, f"{numerator} ÷ {denominator}，全部做到得满分")
    return Scored(0, f"{numerator} ÷ {denominator}，还差 {denominator - numerator}，全部做到才得分")


def _count_at_least(rule: Mapping[str, Any], points: int, numerator: int, _denominator: int) -> Scored:
    """Counts `numerator` alone: full points from `at_least`, half of them from `half`."""
    if numerator >= rule["at_least"]:
        return Scored(points, f"共 {numerator} 个，达到 {rule['at_least']} 个得满分")
    if numerator >= rule["half"] > 0:
        return Scored(points // 2, f"共 {numerator} 个，达到 {rule['half']} 个得一半")
    return Scored(0, f"共 {numerator} 个，不到 {rule['half']} 个不得分")


RULES = {"ratio": _ratio, "steps": _steps, "all_or_nothing": _all_or_nothing, "count_at_least": _count_at_least}
NOTHING = "没有可算的记录，记 0 分"


def _by_share(steps: list[tuple[float, int, str]], numerator: int, denominator: int) -> Scored:
    if denominator <= 0:
        return Scored(0, NOTHING)
    share = Fraction(numerator * 100, denominator)
    limits = [Fraction(str(limit)) for limit, _points, _words in steps]
    shown = f"{numerator} ÷ {denominator} = {show_percent(share, limits)}"
    for (limit, given, words), exact in zip(steps, limits, strict=True):
        if share >= exact:
            return Scored(given, f"{shown}，达到 {limit}% {words}")
    return Scored(0, f"{shown}，不到 {steps[-1][0]}% 不得分")


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
    return Total(points, out_of, sum(line.got is None for line in asked), len(lines) - len(asked))


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
