"""Reading an inspection, or a 草稿 without one: the sheet that the page shows and the paper prints."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from center import catalog
from center.attachments.reading import Kept, attached_to
from center.compliance.completing import Gap, gaps
from center.compliance.evidence import Noting, frozen
from center.compliance.freezing import unpacked
from center.compliance.inspecting import FIRST, NOT_APPLICABLE
from center.compliance.scoring import Band, Line, Total, band, score, show_points, total
from center.compliance.standard import METHODS, Indicator, Standard, load, thaw
from center.desk import Desk
from center.periods import Period
from center.periods import period as read_period
from center.words import N_
from db import listing
from db.days import Day, show_day
from db.models.compliance import Inspection, Score
from db.questions.compliance import inspection_id, rectification_rows, score_rows
from db.words import Listed, Phrase, Word


@dataclass(frozen=True)
class SheetLine:
    """One indicator. Scores in hundredths, None is not filled in; `evidence` has numerator, denominator, explanation
    and groups [{label, size, record, ids, facts}] as they were when it was counted. `gaps` are the empty fields behind
    it that can still be filled in (补填); there are none once the sheet is submitted. `uid` (hex) is the line's row,
    `files` what is attached to it as evidence; a 草稿 has neither. `frozen`: the own assessment is submitted."""

    indicator: Indicator
    proposed: int | None = None
    own: int | None = None
    street: int | None = None
    applies: bool = True
    note: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    uid: str = ""
    files: tuple[Kept, ...] = ()
    frozen: bool = False

    @property
    def unconfirmed(self) -> bool:
        """Whether the ledgers propose a score that nobody has confirmed or replaced: it counts as no score."""
        return self.applies and self.own is None and self.proposed is not None

    @property
    def confirmed(self) -> str:
        """Who confirmed the proposed score, and when, in words; '' where nobody had to or nobody did."""
        sign = self.evidence.get("confirmed")
        if not sign or self.own is None:
            return ""
        given = {"name": sign["by"], "day": show_day(Day(sign["on"]))}
        if sign["points"] == self.proposed:
            return Phrase(N_("{name}于{day}确认"), **given)
        return Phrase(N_("{name}于{day}确认，当时建议 {points} 分"), **given, points=show_points(sign["points"]))

    @property
    def proposal(self) -> str:
        """What becomes of a proposal that nobody confirmed, in words; '' for any other line."""
        if not self.unconfirmed:
            return ""
        words = N_("台账建议 {points} 分，没有人确认，按没有得分计")
        if not self.frozen:
            words = N_("台账建议 {points} 分，请确认；没有人确认前按没有得分计")
        return Phrase(words, points=show_points(self.proposed))

    @property
    def got(self) -> int | None:
        """The score that counts: the street's where it has given one."""
        return self.street if self.street is not None else self.own

    @property
    def method(self) -> str:
        """系统算, 待确认, 现场看; what has no ledger yet is 人工填."""
        if self.indicator.method == "A" and not self.indicator.measure:
            return N_("人工填")
        return METHODS[self.indicator.method]

    @property
    def basis(self) -> str:
        """What the score rests on, in words."""
        if not self.applies:
            return Phrase(N_("不适用：{note}"), note=self.note) if self.note else N_("不适用")
        parts = (self.evidence.get("explanation", ""), self.proposal, self.note, self.confirmed)
        return Listed((part for part in parts if part), "；")

    @property
    def state(self) -> str:
        """The pill: 达标, 差 0.5, 请确认 (未确认 once it is submitted), 待填 or 不适用."""
        if not self.applies:
            return N_("不适用")
        if self.got is None:
            if self.proposed is None:
                return N_("待填")
            return N_("未确认") if self.frozen else N_("请确认")
        lack = self.indicator.points - self.got
        return Phrase(N_("差 {points}"), points=show_points(lack)) if lack else N_("达标")


@dataclass(frozen=True)
class Sheet:
    """A whole sheet. `id` None and `state` '' is a 草稿; totals are out of 100 points, in hundredths."""

    standard: Standard
    period: Period
    lines: tuple[SheetLine, ...]
    own: Total
    street: Total | None
    id: int | None = None
    state: str = ""
    opened_on: date | None = None
    submitted_at: datetime | None = None
    grade: str = ""
    grade_by: str = ""
    rectifications: tuple[Mapping[str, Any], ...] = ()
    uid: str = ""

    @property
    def total(self) -> Total:
        """The street's total once it has finished scoring, else the own one."""
        return self.street or self.own

    @property
    def unconfirmed(self) -> tuple[SheetLine, ...]:
        """The lines that the ledgers propose a score for and that nobody has confirmed: `own.unconfirmed` of them."""
        return tuple(line for line in self.lines if line.unconfirmed)

    @property
    def band(self) -> Band:
        """The grade the points would give."""
        return band(self.standard.bands, self.total.points)

    @property
    def grade_words(self) -> str:
        """`良好（定级人 某某）`, or `暂列良好` before a person has confirmed."""
        if self.grade:
            return Phrase(N_("{grade}（定级人：{name}）"), grade=Word(self.grade), name=self.grade_by)
        return Phrase(N_("暂列{grade}"), grade=self.band.label)

    def of(self, dimension: str) -> tuple[SheetLine, ...]:
        """The lines of one dimension."""
        return tuple(line for line in self.lines if line.indicator.dimension == dimension)

    def got(self, dimension: str, column: str = "own") -> int | None:
        """Points of one dimension as filled in; None when nothing is.

        `column` is own, street or got: got is what `total` counts, so that the ten add up to it.
        """
        if column == "got":
            column = "street" if self.street is not None else "own"
        values = [getattr(line, column) for line in self.of(dimension) if line.applies]
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    def own_of(self, dimension: str) -> Total:
        """The own assessment of one dimension, counted as the whole sheet is."""
        return _total(self.of(dimension), "own")

    def full(self, dimension: str) -> int:
        """Points of one dimension that apply."""
        return sum(line.indicator.points for line in self.of(dimension) if line.applies)


def sheet_of(desk: Desk, period: Period, standard: str = "hongleishibiao") -> Sheet:
    """The inspection of a period, or its 草稿."""
    with desk.moment():
        rid = inspection_id(period.text, standard)
        return draft(desk, period, standard) if rid is None else sheet(desk, rid)


def sheet(desk: Desk, inspection: int) -> Sheet:
    """An inspection as it stands: numbers from its own snapshot, never from today's ledgers. Raises Missing."""
    desk.need("compliance.read")
    row, rows = listing.record_row(Inspection, inspection), score_rows(inspection)
    standard, first = thaw(row["template"]), row["state"] == FIRST
    files = attached_to(desk, Score, [own["uid"].hex() for own in rows.values()])
    lines = tuple(_line(one, rows[one.code], files, not first) for one in standard.indicators)
    if first:
        lines = tuple(_with_gaps(line) for line in lines)
    street = _total(lines, "street") if row["street_total"] is not None else None
    return Sheet(standard, read_period(row["period"]), lines, _total(lines, "own"), street, inspection, row["state"],
                 row["opened_on"] and row["opened_on"].first, row["submitted_at"], row["grade"] or "",
                 row["grade_by"] or "", tuple(rectification_rows(inspection)), row["uid"].hex())


def draft(desk: Desk, period: Period, standard: str = "hongleishibiao") -> Sheet:
    """What the ledgers give today; what a person must answer is open. Nothing is written."""
    desk.need("compliance.read")
    template = load(standard)
    lines = tuple(_drafted(desk, one, period) for one in template.indicators)
    return Sheet(template, period, lines, _total(lines, "own"), None)


def _drafted(desk: Desk, one: Indicator, period: Period) -> SheetLine:
    name = one.measure or one.proposes
    if not name:
        return SheetLine(one)
    noting = Noting(desk)
    evidence = catalog.measures()[name].function(noting, period)
    scored = score(one.rule, one.points, evidence.numerator, evidence.denominator)
    return _with_gaps(SheetLine(one, scored.points, scored.points if one.measure else None,
                                evidence=frozen(evidence) | {"explanation": scored.explanation, "asked": noting.asked}))


def _with_gaps(line: SheetLine) -> SheetLine:
    if not line.evidence or line.got == line.indicator.points:
        return line
    return replace(line, gaps=gaps(line.indicator.measure or line.indicator.proposes, line.evidence))


def _line(one: Indicator, row: Mapping[str, Any], files: Mapping[str, tuple[Kept, ...]], submitted: bool) -> SheetLine:
    evidence, uid = unpacked(json.loads(row["evidence"])) if row["evidence"] else {}, row["uid"].hex()
    return SheetLine(one, row["proposed"], row["own"], row["street"], row["applicable"] != NOT_APPLICABLE,
                     row["note"] or "", evidence, uid=uid, files=files.get(uid, ()), frozen=submitted)


def _total(lines: tuple[SheetLine, ...], column: str) -> Total:
    return total(Line(line.indicator.points, getattr(line, column), line.applies, line.proposed is not None)
                 for line in lines)
