"""Reading users' tables: what a file really is, and its values exactly as they stand in it."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from reports.reading import Cancelled, Limits, read_table


def save(path: Path, rows: list[list[object]], title: str = "花名册", merges: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for area in merges:
        book.active.merge_cells(area)
    book.save(path)
    return path


def test_values_come_back_as_they_stand(tmp_path):
    path = save(tmp_path / "a.xlsx", [["姓名", "出生", "次数", "比例", "到"],
                                      ["沈一", dt.date(1987, 6, 1), 3, 0.5, dt.time(8, 30)],
                                      [None, "1987年6月", True]])
    table = read_table(path)
    assert (table.kind, table.name, table.sheets, table.sheet) == ("xlsx", "a.xlsx", ["花名册"], "花名册")
    assert table.first_row == 1
    assert table.rows[1] == ["沈一", dt.date(1987, 6, 1), 3, 0.5, "08:30"]
    assert type(table.rows[1][2]) is int
    assert table.rows[2] == [None, "1987年6月", True]


def test_an_id_stored_as_a_number_can_be_told_from_text(tmp_path):
    rows = [["姓名", "号"], ["沈一", 990101198706011234], ["沈二", "990101198706011234"]]
    table = read_table(save(tmp_path / "a.xlsx", rows))
    assert isinstance(table.rows[1][1], float) and table.rows[2][1] == "990101198706011234"


def test_row_numbers_and_columns_stay_those_of_the_file(tmp_path):
    book = openpyxl.Workbook()
    book.active["C4"], book.active["D4"], book.active["C7"] = "姓名", "电话", "沈一"
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert table.first_row == 4
    assert table.rows == [[None, None, "姓名", "电话"], [], [], [None, None, "沈一"]]


def test_a_value_merged_over_rows_is_repeated_downwards_only(tmp_path):
    path = save(tmp_path / "a.xlsx", [["花名册", None, None], ["支部", "姓名", "性别"], ["第一支部", "沈一", "女"],
                                      [None, "沈二", "男"], [None, "沈三", "男"], ["第二支部", "沈四", "女"]],
                merges=("A1:C1", "A3:A5"))
    table = read_table(path)
    assert table.rows[0] == ["花名册"]
    assert [row[0] for row in table.rows[2:]] == ["第一支部"] * 3 + ["第二支部"]
    assert (3, 1, 5, 1) in table.merged


def test_the_sheet_that_looks_like_a_table_is_taken_and_others_can_be_asked_for(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "填写说明"
    book.active["A1"] = "请逐项填写"
    for name in ("名单", "汇总"):
        page = book.create_sheet(name)
        page.append(["姓名", "性别", "电话"])
        page.append([name, "女", "1"])
    book.create_sheet("_meta").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx").sheet == "名单"
    assert read_table(tmp_path / "a.xlsx").sheets == ["填写说明", "名单", "汇总"]
    assert read_table(tmp_path / "a.xlsx", sheet="汇总").rows[1][0] == "汇总"


def old_workbook(path: Path) -> Path:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("名单")
    for at, row in enumerate([["姓名", "出生", "次数"], ["沈一", dt.date(1987, 6, 1), 3]]):
        for column, value in enumerate(row):
            dated = isinstance(value, dt.date)
            page.write(at, column, value, xlwt.easyxf(num_format_str="YYYY-MM-DD") if dated else xlwt.XFStyle())
    book.save(str(path))
    return path


@pytest.mark.parametrize(("name", "kind"), [("旧表.xls", "xls"), ("金山.et", "et"), ("改了名.xlsx", "xls")])
def test_old_excel_and_wps_tables_are_read(tmp_path, name, kind):
    table = read_table(old_workbook(tmp_path / name))
    assert table.kind == kind and table.rows[1] == ["沈一", dt.date(1987, 6, 1), 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_texts_in_any_encoding_are_read(tmp_path, encoding, mark):
    text = f'姓名{mark}住址\r\n沈一{mark}"晨光路{mark}三号"\r\n'
    (tmp_path / "a.xls").write_bytes(text.encode(encoding))
    table = read_table(tmp_path / "a.xls")
    assert table.kind == "csv" and table.rows == [["姓名", "住址"], ["沈一", f"晨光路{mark}三号"]]


def test_a_rare_character_survives_gb18030(tmp_path):
    (tmp_path / "a.csv").write_bytes("姓名,号\n王\U00028C47,1\n".encode("gb18030"))
    assert read_table(tmp_path / "a.csv").rows[1] == ["王\U00028C47", "1"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_web_page_named_xls_is_read_with_its_spans(tmp_path, encoding):
    page = f"""<html><head><meta charset={encoding}><style>td {{}}</style></head><body><table>
    <tr><td colspan=3>花名册</td></tr><tr><th>支部</th><th>姓名</th><th>号</th></tr>
    <tr><td rowspan=2>第一支部</td><td>沈&nbsp;一</td><td>990101198706011234</td></tr>
    <tr><td>沈二<td></tr></table></body></html>"""
    (tmp_path / "导出.xls").write_bytes(page.encode(encoding))
    table = read_table(tmp_path / "导出.xls")
    assert table.kind == "html" and table.rows[0] == ["花名册"] and (1, 1, 1, 3) in table.merged
    assert table.rows[2:] == [["第一支部", "沈 一", "990101198706011234"], ["第一支部", "沈二"]]


def test_progress_counts_and_cancel_stops(tmp_path):
    path = save(tmp_path / "a.xlsx", [["姓名", "性别", "电话"]] + [["沈一", "女", str(n)] for n in range(1200)])
    seen: list[tuple[int, int]] = []
    read_table(path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1201, 1201)
    with pytest.raises(Cancelled):
        read_table(path, cancel=lambda: True)


def test_rows_after_a_long_blank_stretch_are_named_not_read(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A90"] = "姓名", "远处"
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", limits=Limits(blank_rows=50))
    assert table.rows == [["姓名"]] and "第 1 行以后" in str(table.warnings[0])
