"""对比上期: an inspection beside the one before it by the same standard: what changed, by how much, and why."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from center.compliance.sheet import Sheet, SheetLine, sheet
from center.desk import Desk
from center.periods import Period
from center.periods import period as read_period
from center.words import N_
from db.questions.compliance import inspections_of
from db.words import Listed, Phrase, Word

_DAY = re.compile(r"\d+月\d+日")
ADDED, DROPPED = N_("上期没有这项指标"), N_("本期没有这项指标")
THEN, NOW, EMPTY = N_("上期：{words}"), N_("本期：{words}"), N_("没有填写")


@dataclass(frozen=True)
class Change:
    """One indicator in both inspections. Points in hundredths; None is not filled in or not applicable.

    `before` and `now` are what each got, `full_before` and `full_now` what could be had; `why` is in words.
    """

    code: str
    name: str
    before: int | None
    now: int | None
    full_before: int
    full_now: int
    why: str

    @property
    def difference(self) -> int:
        """Gained (or lost) points; what is not filled in counts as 0."""
        return (self.now or 0) - (self.before or 0)


@dataclass(frozen=True)
class Comparison:
    """The inspection before, and every indicator of both in the order of the sheet. Totals in hundredths of 100."""

    previous: Sheet
    now: Sheet
    lines: tuple[Change, ...]

    @property
    def difference(self) -> int:
        """The present total less the previous one, as each stands: the street's where it has scored."""
        return self.now.total.points - self.previous.total.points

    @property
    def changed(self) -> tuple[Change, ...]:
        """Where the points differ."""
        return tuple(line for line in self.lines if line.difference)

    def line(self, code: str) -> Change:
        """One indicator's comparison. Raises KeyError for a code that neither has: our bug."""
        return {line.code: line for line in self.lines}[code]


def previous_of(standard: str, span: Period) -> int | None:
    """The newest inspection that was over before `span` began; one of as long a period before any other."""
    earlier = [(read_period(text), rid) for rid, text in inspections_of(standard)]
    earlier = [(one, rid) for one, rid in earlier if one.end < span.start]
    alike = [(one, rid) for one, rid in earlier if _kind(one) == _kind(span)]
    return max(alike or earlier, key=lambda each: (each[0].end, each[0].start), default=(None, None))[1]


def compare(desk: Desk, now: Sheet) -> Comparison | None:
    """The sheet beside its predecessor's; None when there is none. Needs the right to read inspections."""
    desk.need("compliance.read")
    rid = previous_of(now.standard.name, now.period)
    if rid is None:
        return None
    previous = sheet(desk, rid)
    return Comparison(previous, now, tuple(_lines(previous, now)))


def _kind(span: Period) -> str:
    """Q, H, - or nothing: how long a period is."""
    return span.text[4:5]


def _lines(previous: Sheet, now: Sheet) -> Iterator[Change]:
    before = {line.indicator.code: line for line in previous.lines}
    for line in now.lines:
        yield _change(before.pop(line.indicator.code, None), line)
    for line in before.values():
        yield _change(line, None)


def _change(before: SheetLine | None, now: SheetLine | None) -> Change:
    one = (now or before).indicator
    return Change(one.code, one.name, _got(before), _got(now), before.indicator.points if before else 0,
                  now.indicator.points if now else 0, _why(before, now))


def _got(line: SheetLine | None) -> int | None:
    return line.got if line is not None and line.applies else None


def _why(before: SheetLine | None, now: SheetLine | None) -> str:
    """Numbers where both were counted, else the words of both; nothing when nothing changed."""
    if before is None or now is None:
        return ADDED if before is None else DROPPED
    if before.evidence and now.evidence and before.applies and now.applies:
        return Listed((*_counted(before.evidence, now.evidence), *_scored(before, now)), "；")
    return Listed(_answered(before, now), "；")


def _answered(before: SheetLine, now: SheetLine) -> Iterator[str]:
    """The parts of two answers that differ by more than the day on which somebody looked."""
    old, new = ({_DAY.sub("", part): part for part in _parts(line)} for line in (before, now))
    for word, own, other in ((THEN, old, new), (NOW, new, old)):
        if parts := [part for key, part in own.items() if key not in other]:
            yield Phrase(word, words=Listed(parts, "；"))


def _parts(line: SheetLine) -> Iterator[str]:
    """What a line rests on, clause by clause: sentences of ours whole, a person's words as she parted them."""
    basis = line.basis or EMPTY
    for part in basis.parts if isinstance(basis, Listed) and basis.joint == "；" else (basis,):
        yield from (part,) if isinstance(part, Word) else part.split("；")


def _counted(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The two fractions, and the heaps (of faults above all) that grew or shrank."""
    old, new = (f"{one['numerator']} ÷ {one['denominator']}" for one in (before, now))
    if old == new:
        return
    yield f"{old} → {new}"
    sizes = [{group["label"]: group["size"] for group in one["groups"]} for one in (before, now)]
    counted = {one["groups"][0]["label"] for one in (before, now) if one["groups"] and one["numerator"]}
    for label in dict.fromkeys([*sizes[0], *sizes[1]]):
        had, has = (one.get(label, 0) for one in sizes)
        if had != has and label not in counted:
            yield Phrase("{label} {had} → {has}", label=label, had=had, has=has)


def _scored(before: SheetLine, now: SheetLine) -> Iterator[str]:
    """When the same numbers got other points a person gave them: then what was written is the reason."""
    if before.note != now.note and now.note:
        yield now.note
