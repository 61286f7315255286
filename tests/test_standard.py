"""The ten-dimension template and its scoring rules."""
from __future__ import annotations

import copy
from collections import Counter

import pytest

from center.compliance.scoring import Band, Line, band, score, show_points, total
from center.compliance.standard import build, check, freeze, load, thaw

COMPUTED = ("1.2 1.7 2.1 2.2 2.3 3.1 3.3 3.6 4.1 4.2 4.4 4.5 4.9 5.1 5.2 5.3 6.1 6.2 6.5 8.2 8.6 8.7 9.1 9.2 9.7 "
            "10.1 10.5").split()
RATIO = {"kind": "ratio", "full": 90, "half": 80}


def test_the_template_has_77_indicators_that_make_100_points() -> None:
    standard = load()
    assert check(standard) == []
    assert len(standard.indicators) == 77 and len(standard.dimensions) == 10
    assert sum(each.points for each in standard.indicators) == 100_00
    assert Counter(each.method for each in standard.indicators) == {"A": 58, "M": 7, "H": 12}


def test_the_computed_indicators_are_the_ones_whose_ledgers_are_here() -> None:
    assert [each.code for each in load().indicators if each.measure] == COMPUTED


def test_the_template_says_that_it_is_no_official_text() -> None:
    assert load().disclaimer == ("本评分表为本软件依据公开报道的'红垒十标'十个维度名称编制的工作模板,非标准原文;"
                                 "指标、分值、口径可由街道修改,以主管部门正式文件为准。")


def test_a_frozen_template_comes_back_as_it_was() -> None:
    assert thaw(freeze(load())) == load()


def _broken(change: object) -> list[str]:
    data = copy.deepcopy(dict(load().data))
    change(data)
    return check(build(data))


def test_a_template_whose_points_do_not_add_up_is_named() -> None:
    faults = _broken(lambda data: data["indicator"][0].update(points=3))
    assert "各项分值合计应为 100 分，现在是 101 分" in faults
    assert "1 场所设施标准化应为 10 分，现在是 11 分" in faults


@pytest.mark.parametrize(("change", "fault"), [
    (lambda data: data["indicator"][1].pop("rule"), "1.2 由系统算，要写计分办法 rule"),
    (lambda data: data["indicator"][1].update(asked="？"), "1.2 要么写 measure，要么写 asked，只能写一个"),
    (lambda data: data["indicator"][1].update(code="1.1"), "编号 1.1 重复了"),
    (lambda data: data["indicator"][1].update(rule={"kind": "guess"}), "1.2 的计分办法不认得"),
    (lambda data: data["indicator"][1].update(rule={"kind": "ratio", "full": 80, "half": 90}),
     "1.2 的一半线应不高于满分线"),
    (lambda data: data["indicator"][1].update(rule={"kind": "steps", "steps": [[80, 1], [90, 2]]}),
     "1.2 的分段应从高到低，最高一段得满分"),
    (lambda data: data["band"].pop(), "等级分段要从 0 分起"),
])
def test_a_fault_in_a_template_is_named(change: object, fault: str) -> None:
    assert fault in _broken(change)


@pytest.mark.parametrize(("numerator", "denominator", "points", "words"), [
    (24, 28, 50, "24 ÷ 28 = 85.7%，达到 80% 得一半"),
    (28, 28, 100, "28 ÷ 28 = 100%，达到 90% 得满分"),
    (9, 10, 100, "9 ÷ 10 = 90%，达到 90% 得满分"),
    (10, 28, 0, "10 ÷ 28 = 35.7%，不到 80% 不得分"),
    (0, 0, 0, "没有可算的记录，记 0 分"),
])
def test_a_ratio_gives_full_half_or_nothing_and_says_why(numerator: int, denominator: int, points: int,
                                                               words: str) -> None:
    scored = score(RATIO, 100, numerator, denominator)
    assert (scored.points, scored.explanation) == (points, words)


def test_rounding_never_claims_a_limit_that_was_not_reached() -> None:
    assert score(RATIO, 100, 8999, 10000).explanation == "8999 ÷ 10000 = 89.9%，达到 80% 得一半"


def test_steps_give_the_points_of_the_first_limit_reached() -> None:
    rule = {"kind": "steps", "steps": [[90, 2], [75, 1]]}
    assert score(rule, 200, 24, 28).explanation == "24 ÷ 28 = 85.7%，达到 75% 得 1.0 分"
    assert score(rule, 200, 26, 28).points == 200
    assert score(rule, 200, 1, 28).points == 0


def test_all_or_nothing_says_how_many_are_missing() -> None:
    rule = {"kind": "all_or_nothing"}
    assert score(rule, 100, 12, 12).points == 100
    assert score(rule, 100, 11, 12).explanation == "11 ÷ 12，还差 1，全部做到才得分"
    assert score(rule, 100, 0, 0).points == 0


def test_a_count_is_compared_with_its_target() -> None:
    rule = {"kind": "count_at_least", "at_least": 6, "half": 5}
    assert [score(rule, 200, count, count).points for count in (6, 5, 4, 0)] == [200, 100, 0, 0]


def test_what_does_not_apply_is_taken_out_and_the_rest_rescaled() -> None:
    result = total([Line(50_00, 40_00), Line(30_00, 30_00), Line(20_00, None, applies=False)])
    assert (result.points, result.out_of, result.not_applicable) == (87_50, 100_00, 1)


def test_what_is_not_filled_in_counts_nothing_and_is_counted() -> None:
    result = total([Line(50_00, 50_00), Line(50_00, None)])
    assert (result.points, result.open) == (50_00, 1)
    assert total([]).points == 0


@pytest.mark.parametrize(("points", "label"), [(90_00, "优秀"), (89_99, "良好"), (80_00, "良好"), (79_99, "合格"),
                                               (59_99, "不合格"), (0, "不合格")])
def test_bands_start_at_their_limit(points: int, label: str) -> None:
    assert band(load().bands, points).label == label
    assert isinstance(band(load().bands, points), Band)


def test_points_that_are_not_filled_in_are_a_dash_and_never_zero() -> None:
    assert [show_points(points) for points in (None, 0, 50, 8705)] == ["—", "0.0", "0.5", "87.1"]
