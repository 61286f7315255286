"""Cells that span their group, points with one place, and the cover page, in the three formats."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document as Word

from reports.document import Document, Facts, PageBreak, Part, Signatures, Table, TableColumn, Text, show
from reports.pdf.tables import GOES_ON, _runs
from reports.write import write

MADE = datetime(2026, 11, 20, 15, 30)
COLUMNS = (TableColumn("项目", 8, "center"), TableColumn("分类", 12), TableColumn("得分", 8, "right", "points"))
ROWS = [("甲组", "一", 1), (None, "二", 0.5), ("乙组", "三", 2), ("丙组", "四", None), (None, "五", 1), (None, "六", 1)]


def grouped(rows=ROWS, **other) -> Document:
    table = Table(COLUMNS, rows, total=("合计", "", 5.5), merge=(0,))
    return Document("grouped", "分组表", "晨光社区", (Part("分组表", (table,)),), made_at=MADE, **other)


def covered() -> Document:
    facts = Facts((("被评中心", "晨光社区党群服务中心"), ("检查周期", "2026年第三季度")), columns=1)
    part = Part("总表", (facts, PageBreak(), Text("正文。")))
    return Document("covered", "自查报告（十个维度）", "晨光社区", (part,),
                    subtitle="2026年第三季度", notice="工作模板，非标准原文。", layout="text", cover=True, made_at=MADE)


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as book:
        return [page.get_textpage().get_text_range() for page in book]


def test_a_table_knows_which_cells_go_on() -> None:
    assert list(Table(COLUMNS, ROWS).spans(0)) == [(0, 1), (3, 5)]
    assert list(Table(COLUMNS, ROWS[:1]).spans(0)) == list(Table(COLUMNS, ()).spans(0)) == []


@pytest.mark.parametrize(("cells", "runs"), [
    (["a", GOES_ON, "b"], [(0, 2), (2, 3)]), ([GOES_ON, GOES_ON, "b", None], [(0, 2), (2, 3), (3, 4)]),
    (["a"], [(0, 1)])])
def test_the_rows_of_a_merged_cell(cells: list, runs: list) -> None:
    assert list(_runs(cells)) == runs


def test_points_have_one_place() -> None:
    shown = [show("points", value) for value in (1, 0.5, 87.85, -0.5, "—", None)]
    assert shown == ["1.0", "0.5", "87.9", "-0.5", "—", ""]


def test_a_merged_cell_stands_once_in_a_pdf_and_again_on_the_next_page(tmp_path: Path) -> None:
    write(grouped(), tmp_path / "short.pdf")
    [text] = pages(tmp_path / "short.pdf")
    assert text.count("甲组") == text.count("丙组") == 1 and "0.5" in text
    long = [("长组" if number == 0 else None, f"第{number}行", 1) for number in range(100)]
    write(grouped(long), tmp_path / "long.pdf")
    shown = pages(tmp_path / "long.pdf")
    assert len(shown) > 1 and all(text.count("长组") == 1 for text in shown)
    assert all(f"第{number}行" in "".join(shown) for number in range(100))


def test_a_group_is_not_torn_over_two_pages(tmp_path: Path) -> None:
    rows = [(f"组{number // 7}" if number % 7 == 0 else None, f"（{number // 7}）", 1) for number in range(140)]
    write(grouped(rows), tmp_path / "groups.pdf")
    shown = pages(tmp_path / "groups.pdf")
    assert len(shown) > 2
    assert all(text.count(f"（{number}）") in (0, 7) for text in shown for number in range(20))


def test_a_workbook_merges_the_cells_of_a_group_and_keeps_its_numbers(tmp_path: Path) -> None:
    write(grouped(), tmp_path / "merged.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "merged.xlsx").worksheets[0]
    first = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "甲组")
    spans = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{first}:A{first + 1}", f"A{first + 3}:A{first + 5}"} <= spans
    assert sheet.cell(first + 1, 3).value == 0.5 and sheet.cell(first + 1, 3).number_format == "0.0"


def test_a_word_paper_merges_the_cells_of_a_group(tmp_path: Path) -> None:
    write(grouped(layout="text"), tmp_path / "merged.docx")
    [table] = Word(tmp_path / "merged.docx").tables
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc and table.cell(3, 0)._tc is not table.cell(2, 0)._tc
    assert table.cell(4, 0)._tc is table.cell(6, 0)._tc


def test_a_cover_stands_alone_with_organ_and_date_at_its_foot(tmp_path: Path) -> None:
    write(covered(), tmp_path / "cover.pdf")
    with pypdfium2.PdfDocument(tmp_path / "cover.pdf") as book:
        page, height = book[0].get_textpage(), book[0].get_height()
        text = page.get_text_range()
        assert len(book) == 2 and "正文" not in text and "工作模板" in text

        def top(words: str) -> float:
            index, _count = page.search(words).get_next()
            return page.get_charbox(index)[3] / height

        assert top("自查报告") > 0.66 > top("被评中心") > 0.4 > top("2026年11月20日")
        assert top("被评中心") > top("工作模板") > top("2026年11月20日")


def test_a_cover_in_word_ends_with_organ_and_date(tmp_path: Path) -> None:
    write(covered(), tmp_path / "cover.docx")
    texts = [paragraph.text for paragraph in Word(tmp_path / "cover.docx").paragraphs]
    texts = [text for text in texts if text.strip()]
    assert texts == ["自查报告", "（十个维度）", "2026年第三季度", "工作模板，非标准原文。", "晨光社区",
                     "2026年11月20日", "正文。"]


@pytest.mark.parametrize("rows", range(20, 40))
def test_signatures_never_stand_alone_on_a_page(tmp_path: Path, rows: int) -> None:
    table = Table(COLUMNS, [("组", f"第{number}行", 1) for number in range(rows)])
    made = Document("signed", "签名表", "晨光社区", (Part("签名表", (table, Signatures(("填表人",)))),), made_at=MADE)
    write(made, tmp_path / "signed.pdf")
    last = pages(tmp_path / "signed.pdf")[-1]
    assert "填表人" in last and f"第{rows - 1}行" in last
