"""The self-inspection's paper: the same numbers as the sheet, in Excel and PDF, as a 草稿 and after closing."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from center.compliance.scoring import show_points
from center.compliance.sheet import draft, sheet
from center.compliance.standard import load
from center.desk import Desk
from center.periods import period
from db.days import SHANGHAI
from reports.document import Chart, Signatures, Table
from reports.numbers import Number
from reports.papers import hand_out, make, params
from tests.stores import EVENING, Clock, copy_desk, demo_desk, filled_store

NAME = "compliance_report"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = copy_desk(filled_store(), tmp_path_factory.mktemp("demo") / "store", Clock(EVENING))
    yield made
    made.close()


@pytest.fixture(scope="module")
def inspected(desk: Desk) -> int:
    """The inspection of 2026, scored by the street and with its list of problems."""
    rid = desk.do("compliance.open", period="2026")
    for line in sheet(desk, rid).lines:
        if line.indicator.asked and line.indicator.code != "7.8":
            desk.do("compliance.answer", inspection=rid, code=line.indicator.code, points=line.indicator.points / 100)
    desk.do("compliance.submit", inspection=rid)
    desk.do("compliance.score", inspection=rid, code="3.1", points=1.5)
    desk.do("compliance.score_rest", inspection=rid)
    desk.do("compliance.finish_scoring", inspection=rid)
    desk.do("compliance.list_issues", inspection=rid)
    return rid


def blocks(paper: object, kind: type) -> list:
    return [block for part in paper.parts for block in part.blocks if isinstance(block, kind)]


def test_a_paper_without_an_inspection_is_a_draft(desk: Desk) -> None:
    paper = make(desk, NAME, params(desk, "2025"))
    assert paper.title == "党群服务中心标准化自查报告（红垒十标）" and "草稿" in paper.subtitle
    assert paper.notice == load().disclaimer and paper.demo and paper.layout == "text"
    assert [part.title for part in paper.parts] == ["总表", "明细", "问题整改", "依据数据"]


def test_the_draft_has_the_numbers_of_the_sheet(desk: Desk) -> None:
    lines = draft(desk, period("2025")).lines
    totals, indicators, _issues, _basis = blocks(make(desk, NAME, params(desk, "2025")), Table)
    assert len(indicators.rows) == 77 and len(indicators.group_rows) == 10
    shown = [row[3] for row in indicators.rows]
    assert shown == [line.own / 100 if line.own is not None else "—" for line in lines]
    assert totals.total[4] == sum(value for value in shown if value != "—")


def test_own_and_street_scores_stand_beside_each_other(desk: Desk, inspected: int) -> None:
    paper = make(desk, NAME, params(desk, "2026"))
    _totals, indicators, issues, _basis = blocks(paper, Table)
    row = next(row for row in indicators.rows if row[0] == "3.1")
    assert (row[2], row[3], row[4]) == (2, 2, 1.5) and row[7] == "差 0.5"
    assert [row[1] for row in issues.rows] == [one["code"] for one in sheet(desk, inspected).rectifications]
    assert [block.labels for block in blocks(paper, Signatures)] == [("自评人", "负责人", "检查人")]


def test_the_bars_are_the_scores_that_count(desk: Desk, inspected: int) -> None:
    paper = sheet(desk, inspected)
    [chart] = blocks(make(desk, NAME, params(desk, "2026")), Chart)
    assert chart.maximum == 10 and len(chart.values) == 10
    assert sum(chart.values) == pytest.approx(paper.street.points / 100)


def test_until_a_person_confirms_the_grade_it_is_provisional(desk: Desk, inspected: int) -> None:
    [facts] = [block for block in make(desk, NAME, params(desk, "2026")).parts[0].blocks if hasattr(block, "pairs")]
    pairs = dict(facts.pairs)
    assert pairs["评定等级"].startswith("暂列")
    assert pairs["评定总分"] == f"{show_points(sheet(desk, inspected).street.points)} 分（满分 100 分）"


def test_numbers_of_the_evidence_open_their_records(desk: Desk, inspected: int) -> None:
    basis = blocks(make(desk, NAME, params(desk, "2026")), Table)[-1]
    row = next(row for row in basis.rows if row[0] == "1.7")
    assert row[3:5] == (9, 10) and isinstance(row[6], Number) and row[6] == len(row[6].ids) == 9


def test_no_name_of_a_resident_or_member_is_copied_onto_the_paper(desk: Desk, inspected: int) -> None:
    basis = blocks(make(desk, NAME, params(desk, "2026")), Table)[-1]
    twice = next(row for row in basis.rows if row[5] == "疑似重复")
    assert twice[6] > 0 and twice[7] == ""


def test_the_workbook_has_its_four_sheets(desk: Desk, inspected: int, tmp_path: Path) -> None:
    hand_out(desk, NAME, params(desk, "2026"), tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["总表", "明细", "问题整改", "依据数据"]


def test_every_page_carries_the_disclaimer(desk: Desk, inspected: int, tmp_path: Path) -> None:
    import pypdfium2

    assert hand_out(desk, NAME, params(desk, "2026"), tmp_path / "report.pdf") == ()
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as pdf:
        texts = [page.get_textpage().get_text_range().replace("\r\n", "") for page in pdf]
    assert len(texts) > 5
    assert all("非标准原文" in text and "主管部门正式文件" in text for text in texts)
    assert "演示数据" in texts[0] and "达到80%得一半" in "".join(texts).replace(" ", "")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The whole demo centre, with its two inspections."""
    later = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
    opened = demo_desk(tmp_path_factory.mktemp("story") / "store", lambda: later)
    yield opened
    opened.close()


def test_the_report_stands_beside_the_one_before(story: Desk) -> None:
    paper = make(story, NAME, params(story, "2026Q3"))
    assert [part.title for part in paper.parts] == ["总表", "与上期比较", "明细", "问题整改", "依据数据"]
    words, table = paper.parts[1].blocks
    assert words.text == "上期（2026年第二季度）84.5分，本期87.0分，提高2.5分。"
    row = next(row for row in table.rows if row[0] == "7.6")
    assert row[2:5] == (2.0, 1.0, "-1.0") and "93.1%" in row[5] and table.total[2:5] == (84.5, 87.0, "+2.5")


def test_without_one_before_or_as_a_draft_there_is_no_comparison(story: Desk) -> None:
    for text in ("2026Q2", "2026Q4"):
        assert "与上期比较" not in [part.title for part in make(story, NAME, params(story, text)).parts]


def test_a_draft_says_that_no_answer_is_taken_over(story: Desk) -> None:
    front = make(story, NAME, params(story, "2026Q4")).parts[0]
    words = [block.text for block in front.blocks if hasattr(block, "text")]
    assert any("不从上期照抄" in text for text in words)


def test_every_heap_of_names_stands_beside_the_number_and_title_of_its_indicator(story: Desk) -> None:
    basis = blocks(make(story, NAME, params(story, "2026Q3")), Table)[-1]
    titles = {one.code: one.name for one in load().indicators}
    assert [row[1] for row in basis.rows] == [titles[row[0]] for row in basis.rows]
    called = {cell.called for row in basis.rows if isinstance(cell := row[6], Number)}
    assert "3.1 一窗受理覆盖：综合窗口不受理" in called and "4.1 人员花名册完整：各栏都填" in called


def test_long_lists_of_names_are_cut_and_their_group_hangs_together(story: Desk) -> None:
    basis = blocks(make(story, NAME, params(story, "2026Q3")), Table)[-1]
    owner = next(place for place, row in enumerate(basis.rows) if row[0] == "8.2")
    assert basis.rows[owner][7].endswith("等 63 条") and basis.rows[owner + 1][2:5] == (None,) * 3
    assert max(len(row[7].split("；")) for row in basis.rows) <= 12 and basis.merge == (2, 3, 4)
