"""Workbooks, read back with calamine (not the library that wrote them) and with openpyxl for looks."""
from __future__ import annotations

import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from db.errors import Invalid, Unreadable
from reports.document import (
    Chart,
    Document,
    Facts,
    Heading,
    PageBreak,
    Part,
    Signatures,
    Space,
    Table,
    TableColumn,
    Text,
)
from reports.excel import read_meta, verify
from reports.write import write

MADE = datetime(2026, 11, 20, 15, 30)
COLUMNS = (TableColumn("序号", 5, "center", "whole"), TableColumn("姓名", 10, choices=("王䶮", "𬱖𠅤")),
           TableColumn("公民身份证号", 19, group="身份"), TableColumn("出生日期", 11, "center", "date", group="身份"),
           TableColumn("党费", 10, "right", "amount"), TableColumn("比例", 8, "right", "percent"),
           TableColumn("备注", 12), TableColumn("uid", hidden=True))
ROWS = ((1, "王䶮", "11010519491231002X", "1949-12-31", 123456, 9150, "=1+1", "a1"),
        (2, "𬱖𠅤", "440524188001010014", "1880-01", 5, 0, "两行\n<&> \x07文字", "a2"),
        (3, "@张三", None, date(1987, 6, 5), None, None, " 空格 ", "a3"))


def roster(rows=ROWS, **table) -> Document:
    return Document("roster", "花名册", "晨光社区", (Part("花名册", (Table(COLUMNS, rows, **table),), landscape=True),),
                    made_at=MADE, meta={"template": "roster", "version": "2", "unit": "370611", "period": "2026-11"})


def cells(path, sheet: str = "花名册") -> list[list]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "a.xlsx"
    write(roster(total=("", "合计", "", "", 123461, "", "", "")), path)
    return path


def test_every_value_comes_back_as_what_it_is(made):
    rows = cells(made)
    assert rows[0][0] == "花名册" and rows[1][0] == "填报单位（盖章）：晨光社区"
    assert rows[2][:3] == ["序号", "姓名", "身份"] and rows[3][2:4] == ["公民身份证号", "出生日期"]
    assert rows[4] == [1, "王䶮", "11010519491231002X", date(1949, 12, 31), 1234.56, 0.915, "=1+1", "a1"]
    assert rows[5] == [2, "𬱖𠅤", "440524188001010014", "1880-01", 0.05, 0, "两行\n<&> 文字", "a2"]
    assert rows[6][1:5] == ["@张三", "", date(1987, 6, 5), ""]
    assert rows[7][1] == "合计" and rows[7][4] == 1234.61


def test_text_that_looks_like_a_formula_stays_text(made):
    sheet = openpyxl.load_workbook(made)["花名册"]
    assert (sheet["G5"].value, sheet["G5"].data_type, sheet["G5"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["B7"].quotePrefix and not sheet["B5"].quotePrefix
    assert sheet["C5"].number_format == "@" and sheet["E5"].number_format == "#,##0.00"


def test_titles_that_look_like_formulas_stay_text_too(tmp_path):
    document = Document("x", "=1+1", "+社区", (Part("=2", (Text("-3"), Heading(1, "@x"), Facts((("=4", "=5"),)),
                                                         Chart("bar", ("=6",), (1,)))),), made_at=MADE)
    write(document, tmp_path / "a.xlsx")
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml")


def test_it_prints_on_a4_with_repeated_headers(made):
    sheet = openpyxl.load_workbook(made)["花名册"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$4" and sheet.freeze_panes == "A5"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页" and sheet.column_dimensions["H"].hidden
    assert {"C3:D3", "A3:A4", "B3:B4"} <= {str(area) for area in sheet.merged_cells.ranges}


def test_notice_and_demo_mark_are_on_paper_and_on_the_sheet(tmp_path):
    document = Document("x", "标题", "社区", (Part("一", (Text("文"),)), Part("二", ())), made_at=MADE, demo=True,
                        notice="工作模板，非标准原文。", confidential=True, made_by="李娜")
    write(document, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for name in ("一", "二"):
        text = "".join(str(cell) for row in cells(tmp_path / "a.xlsx", name) for cell in row)
        assert "演示数据" in text and "工作模板" in text and "内部资料 注意保密 · 李娜" in text
        assert book[name].oddHeader.right.text == "演示数据" and "工作模板" in book[name].oddFooter.center.text


def test_meta_is_hidden_and_tells_what_the_workbook_is(made):
    assert openpyxl.load_workbook(made)["_meta"].sheet_state == "veryHidden"
    meta = read_meta(made)
    assert {key: meta[key] for key in ("template", "version", "unit", "period", "rows", "made_at", "name")} == {
        "template": "roster", "version": "2", "unit": "370611", "period": "2026-11", "rows": "3",
        "made_at": "2026-11-20T15:30:00", "name": "roster"}


def test_the_seal_holds_after_saving_again_and_breaks_after_a_change(made, tmp_path):
    assert verify(made) is True
    book = openpyxl.load_workbook(made)
    for row in book["花名册"].iter_rows():          # openpyxl takes text with = for a formula when it saves again
        for cell in row:
            if cell.quotePrefix:
                cell.data_type = "s"
    book.save(tmp_path / "again.xlsx")
    assert verify(tmp_path / "again.xlsx") is True
    book["花名册"]["E5"] = 1234.57
    book.save(tmp_path / "changed.xlsx")
    assert verify(tmp_path / "changed.xlsx") is False


def test_a_foreign_workbook_has_no_seal_and_a_picture_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    assert read_meta(tmp_path / "b.xlsx") is None and verify(tmp_path / "b.xlsx") is False
    (tmp_path / "c.xlsx").write_bytes(b"\x89PNG")
    with pytest.raises(Unreadable):
        verify(tmp_path / "c.xlsx")


def test_the_same_document_gives_the_same_bytes(tmp_path):
    document = roster(rows=lambda: iter(ROWS * 10), total=ROWS[0], stripes=True)
    write(document, tmp_path / "a.xlsx")
    write(document, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    entries = zipfile.ZipFile(tmp_path / "a.xlsx").infolist()
    assert {entry.date_time for entry in entries} == {(2026, 11, 20, 15, 30, 0)}
    core = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert core.created == core.modified == MADE and core.creator == "晨光社区"


def test_the_line_under_the_title_is_parted_where_no_column_leaves_room_for_its_right_end(tmp_path):
    columns = (TableColumn("范围", 30), *(TableColumn(label, 6) for label in "甲乙丙"))
    table = Table(columns, [("晨光社区翠湖苑第四网格第二片区的三号楼", 1, 2, 3)])
    document = Document("x", "标题", "晨光社区党群服务中心", (Part("", (table,)),), made_at=MADE, unit_line="单位：户")
    write(document, tmp_path / "a.xlsx")
    texts = [row[0] for row in cells(tmp_path / "a.xlsx", openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0])]
    at = next(n for n, text in enumerate(texts) if str(text).startswith("填报单位"))
    assert texts[at + 1].endswith("单位：户")


def test_the_unit_under_a_head_of_a_form_begins_its_own_line_where_there_is_no_room_beside_it(tmp_path):
    heads = [TableColumn(f"第{nth}类纠纷调解案件总数（万元）", 6, kind="whole", group="总数") for nth in "一二三四五六"]
    wide = TableColumn("数（件）", 20, kind="whole", group="总数")
    for name, columns in (("a", (wide, *heads)), ("b", (TableColumn("调解案件总数（件）", 6), TableColumn("乙", 90)))):
        table = Table(columns, [tuple(1 for _ in columns)])
        write(Document("x", "标题", "社区", (Part("表", (table,)),), made_at=MADE), tmp_path / f"{name}.xlsx")
    told = [text for row in cells(tmp_path / "a.xlsx", "表") for text in row]
    assert "数（件）" in told and "第一类纠纷调解案件总数\n（万元）" in told
    assert any("调解案件总数（件）" in row for row in cells(tmp_path / "b.xlsx", "表")), "a list is read back"


def test_bands_stand_before_their_rows_and_several_tables_under_one_another(tmp_path):
    plain = (TableColumn("甲"), TableColumn("乙", kind="whole"))
    table = Table(plain, (("a", 1), ("b", 2), ("c", 3)), group_rows=((0, "第一组"), (2, "第二组")), total=("合计", 6))
    part = Part("表", (table, Space(1), Table(plain, (("z", 9),)), Text("完")))
    document = Document("x", "标题", "社区", (part,), made_at=MADE)
    write(document, tmp_path / "a.xlsx")
    column = [row[0] for row in cells(tmp_path / "a.xlsx", "表")]
    assert column[3:] == ["第一组", "a", "b", "第二组", "c", "合计", "", "甲", "z", "　　完"]
    assert verify(tmp_path / "a.xlsx")


def test_a_blank_workbook_has_drop_downs_on_rows_that_take_text(tmp_path):
    many = tuple(f"选项{number:03}" for number in range(80))
    columns = (TableColumn("姓名", required=True, note="与身份证一致"), TableColumn("性别", choices=("男", "女")),
               TableColumn("学历", choices=many), TableColumn("身份证号", 19))
    part = Part("导入", (Table(columns, (), blank_rows=200),))
    document = Document("blank", "导入模板", "社区", (part,), made_at=MADE)
    write(document, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rules = {str(rule.sqref): rule for rule in book["导入"].data_validations.dataValidation}
    assert rules["B4:B203"].formula1 == '"男,女"' and rules["C4:C203"].formula1 == "'_lists'!$A$1:$A$80"
    assert rules["A4:A203"].prompt == "与身份证一致" and book["_lists"].sheet_state == "hidden"
    assert book["导入"]["D203"].number_format == "@" and book["导入"].max_row == 203


def test_rows_stream_with_progress_and_are_counted_once_more_if_need_be(tmp_path):
    seen = []
    write(roster(rows=lambda: (ROWS[n % 3] for n in range(2000))), tmp_path / "a.xlsx",
          progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (500, 2000) and seen[-1] == (2000, 2000) and len(cells(tmp_path / "a.xlsx")) == 2004


def test_more_rows_than_a_worksheet_holds_are_refused(tmp_path):
    with pytest.raises(Invalid, match="1100000 行"):
        write(roster(rows=lambda: iter(()), count=1_100_000), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_charts_are_native_with_axes(tmp_path):
    blocks = (Chart("bar", ("甲", "乙"), (1, 2.5), 10, "图1"), Chart("radar", ("甲", "乙", "丙"), (1, 2, 3)),
              Chart("bar", (), ()),
              PageBreak(), Signatures(("负责人",)), Table((), ()), Facts(()), Text(""))
    write(Document("x", "标题", "社区", (Part("a/b", blocks), Part("a:b", ())), made_at=MADE), tmp_path / "a.xlsx")
    archive = zipfile.ZipFile(tmp_path / "a.xlsx")
    chart = archive.read("xl/charts/chart1.xml")
    assert b'delete val="0"' in chart and b"radarChart" in archive.read("xl/charts/chart2.xml")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["a b", "a b2", "_meta"]


def test_names_to_sign_have_their_date_line_with_and_without_a_seal(tmp_path):
    from docx import Document as Word

    for seal in (True, False):
        made = Document("x", "标题", "社区", (Part("一", (Signatures(("填表人",), seal=seal),)),), made_at=MADE)
        write(made, tmp_path / "a.xlsx")
        write(made, tmp_path / "a.docx")
        page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        cells = [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell]
        lines = [line.text for line in Word(tmp_path / "a.docx").paragraphs]
        for texts in (cells, lines):
            assert len([text for text in texts if "年　　月　　日" in text]) == 1


def test_a_very_long_text_is_spread_over_rows_that_excel_opens(tmp_path):
    write(Document("x", "标题", "社区", (Part("一", (Text("长" * 5000),)),), made_at=MADE), tmp_path / "a.xlsx")
    assert sum(str(row[0]).count("长") for row in cells(tmp_path / "a.xlsx", "一")) == 5000
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["一"]
    assert max(each.height for each in sheet.row_dimensions.values()) <= 409


@pytest.mark.parametrize("blank", [0, 1000])
def test_our_own_workbooks_pass_the_guards_of_the_import(tmp_path, blank):
    from reports.reading.guard import check_zip
    from reports.reading.table import Limits
    write(roster(rows=ROWS * 500, blank_rows=blank), tmp_path / "a.xlsx")
    assert check_zip(tmp_path / "a.xlsx", Limits()) is False


def test_the_first_printed_page_has_the_footer_and_leaves_its_marks_to_the_first_row(tmp_path):
    path = tmp_path / "notice.xlsx"
    part = Part("表", (Text("正文"),))
    write(Document("notice", "有说明的表", "晨光社区", (part,), notice="工作模板。", demo=True, made_at=MADE), path)
    with zipfile.ZipFile(path) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    assert "_x000a_" not in text and 'differentFirst="1"' in text
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.firstFooter.center.text == sheet.oddFooter.center.text and not sheet.firstHeader.right.text
