"""The benchmarks run, at toy size: their figures mean something only while ours and the floor do the same work."""
from __future__ import annotations

from benchmarks import cases, importing, offering, places, saving, search
from benchmarks.figures import Figure, packed, unpacked


def test_a_goal_is_a_ratio_or_a_time():
    assert Figure("a", 6.0, 1.0, "x", most_ratio=6).kept
    assert Figure("a", 6.1, 1.0, "x", most_ratio=6).kept is False
    assert Figure("a", 20.0, 1.0, "x", "ms", most=16).kept is False
    assert Figure("a", 20.0, 0.0, "x").kept is None and "a" in Figure("a", 20.0, 0.0, "x").line()


def test_figures_come_whole_from_a_child_process():
    figures = [Figure("导入", 1.5, 0.5, "bare", most_ratio=6.0)]
    assert unpacked(packed(figures)) == figures and figures[0].ratio == 3


def test_the_import_is_measured_against_the_same_rows():
    preview, commit = importing.measure(rows=40, rounds=1)
    assert preview.most_ratio == 6 and min(preview.ours, preview.other, commit.ours) > 0


def test_a_save_is_measured_against_the_same_row():
    assert all(min(figure.ours, figure.other) > 0 for figure in saving.measure(count=30, saves=3))


def test_a_search_is_measured_against_a_scan():
    assert [figure.unit for figure in search.measure(300, 5)] == ["ms", "ms"]


def test_a_key_in_a_field_that_offers_is_measured_against_a_bare_question():
    figures = offering.measure(200, 4)
    assert len(figures) == 4 and [figure.most for figure in figures] == [None, 16, None, 16]


def test_a_community_down_to_the_door_is_measured_against_plain_questions():
    found = places.pages(1, 1, 300, window=False)
    assert len(found) == 4 and "300 addresses read" in found
    assert all(min(ours, floor) > 0 for ours, floor, _unit in found.values())


def test_a_case_its_dossier_and_the_years_table_are_measured_against_the_least_work():
    figures = cases.measure(60, 1, scans=1, window=False)
    assert [figure.most for figure in figures] == [100, 1, 2] and all(min(one.ours, one.other) > 0 for one in figures)
