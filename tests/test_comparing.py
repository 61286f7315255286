"""对比上期: which inspection is the one before, what changed and why."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from center.compliance.comparing import ADDED, DROPPED, Comparison, _change, compare, previous_of
from center.compliance.sheet import SheetLine, draft, sheet_of
from center.compliance.standard import load
from center.desk import Desk
from center.periods import period
from db.days import SHANGHAI
from tests.stores import demo_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store", lambda: datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(desk: Desk) -> Comparison:
    return compare(desk, sheet_of(desk, period("2026Q3")))


def line(own: int | None, counted: tuple[int, int] | None = None, applies: bool = True, note: str = "") -> SheetLine:
    evidence = {}
    if counted:
        heaps = (("做到", counted[0]), ("没有做到", counted[1] - counted[0]))
        evidence = {"numerator": counted[0], "denominator": counted[1], "explanation": "",
                    "groups": [{"label": label, "size": size} for label, size in heaps]}
    return SheetLine(load().indicator("7.6"), None, own, None, applies, note, evidence)


def test_the_inspection_before_is_the_newest_that_was_over(desk: Desk) -> None:
    older, newer = sheet_of(desk, period("2026Q2")).id, sheet_of(desk, period("2026Q3")).id
    standard = load().name
    assert previous_of(standard, period("2026Q3")) == older
    assert previous_of(standard, period("2026Q4")) == newer
    assert previous_of(standard, period("2026-08")) == older
    assert previous_of(standard, period("2026Q2")) is None
    assert previous_of("another", period("2026Q3")) is None
    assert previous_of(standard, period("2026")) is None


def test_the_difference_is_that_of_the_totals_and_of_the_lines(found: Comparison) -> None:
    assert found.difference == 250 == sum(one.difference for one in found.lines)
    assert len(found.lines) == 77 and found.previous.period.text == "2026Q2"


def test_what_was_counted_says_both_numbers_and_which_faults_changed(found: Comparison) -> None:
    change = found.line("9.7")
    assert (change.before, change.now, change.difference) == (0, 100, 100)
    assert change.why == "27 ÷ 40 → 40 ÷ 40；没有盘点或已过期 13 → 0"


def test_what_a_person_answered_says_both_answers(found: Comparison) -> None:
    change = found.line("7.6")
    assert change.difference == -100
    assert change.why.startswith("上期：应销号 29 件") and "本期：应销号 28 件" in change.why


def test_of_two_answers_only_what_differs_is_said(found: Comparison) -> None:
    assert found.line("1.8").why == "本期：考核：急救箱缺创可贴"
    assert found.line("1.3").why == ""


def test_what_stayed_has_no_reason(found: Comparison) -> None:
    assert found.line("2.5").why == "" and found.line("2.5").difference == 0
    assert all(one.why for one in found.changed)


def test_the_first_inspection_has_nothing_to_compare_with(desk: Desk) -> None:
    assert compare(desk, sheet_of(desk, period("2026Q2"))) is None


def test_a_draft_can_be_compared_too(desk: Desk) -> None:
    running = compare(desk, draft(desk, period("2026Q4")))
    assert running.previous.period.text == "2026Q3" and running.line("1.3").now is None


@pytest.mark.parametrize(("before", "now", "difference", "why"), [
    (line(200, (27, 29)), line(100, (24, 28)), -100, "27 ÷ 29 → 24 ÷ 28；没有做到 2 → 4"),
    (line(200, (27, 29)), line(200, (27, 29)), 0, ""),
    (line(None), line(100, note="都做了"), 100, "上期：没有填写；本期：都做了"),
    (line(100, applies=False, note="没有开展"), line(100, note="都做了"), 100, "上期：不适用：没有开展；本期：都做了"),
    (None, line(100), 100, ADDED), (line(100), None, -100, DROPPED)])
def test_the_reasons(before: SheetLine | None, now: SheetLine | None, difference: int, why: str) -> None:
    change = _change(before, now)
    assert (change.difference, change.why) == (difference, why)
