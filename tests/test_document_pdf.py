"""PDF papers, read back with other libraries than the one that wrote them."""
from __future__ import annotations

from datetime import datetime

import pypdfium2
import pytest
from pypdf import PdfReader

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
from reports.pdf.breaking import NOT_END, NOT_START, Breaker, wrap_cell
from reports.pdf.face import Faces
from reports.write import write

MADE = datetime(2026, 11, 20, 15, 30)
RARE = ("王䶮", "𬱖𠅤")
NOTICE = "本评分表为工作模板，非标准原文，以主管部门正式文件为准。"
COLUMNS = (TableColumn("序号", 5, "center", "whole"), TableColumn("姓名", 10, "center"),
           TableColumn("出生日期", 11, "center", "date", group="身份"), TableColumn("公民身份证号", 19, group="身份"),
           TableColumn("住址", 30))


def roster(rows: int, **other) -> Document:
    def each():
        for number in range(1, rows + 1):
            yield number, RARE[number % 2], "1987-06", "11010519491231002X", "幸福里小区3号楼2单元501室"

    table = Table(COLUMNS, each, total=("", "合计", "", str(rows), ""), count=rows)
    return Document("roster", "花名册", "晨光社区", (Part("花名册", (table,), landscape=True),), made_at=MADE, **other)


def report() -> Document:
    names, values = ("场所设施", "机构设置", "窗口设置"), (9.5, 8, 6)
    body = (Heading(1, "一、总体情况"), Text("自查得分92.6分（满分100分），符合率为91.9%。" * 12),
            Heading(2, "（一）做法"),
            Chart("radar", names, values, 10, "图1"), Chart("bar", names, values, 10, "图2"),
            Facts((("中心名称", "晨光社区党群服务中心"), ("级别", "社区"), ("地址", "幸福里1号楼"))), Space(1),
            Text("特此报告。"), Signatures(("负责人", "填表人")), PageBreak(), Text("附注", style="note"))
    return Document("report", "自查报告", "晨光社区", (Part("报告", body),), period="2026年上半年", notice=NOTICE,
                    demo=True, layout="text", made_at=MADE)


def texts(path) -> list[str]:
    book = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in book]
    finally:
        book.close()


def test_rare_names_are_copied_out_as_they_are(tmp_path):
    path = tmp_path / "a.pdf"
    assert write(roster(4), path) == ()
    assert all(name in texts(path)[0] for name in RARE)
    assert all(name in PdfReader(path).pages[0].extract_text() for name in RARE)


@pytest.mark.parametrize("document", [roster(3), report()], ids=["roster", "report"])
def test_every_font_is_embedded_and_has_a_map_to_unicode(tmp_path, document):
    path = tmp_path / "a.pdf"
    write(document, path)
    fonts = {}
    for page in PdfReader(path).pages:
        for name, font in page["/Resources"]["/Font"].items():
            fonts[name] = font.get_object()
    assert fonts
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"] and "/ToUnicode" in font


@pytest.mark.parametrize("document", [roster(30, demo=True, confidential=True, made_by="李娜"), report()],
                         ids=["roster", "report"])
def test_the_same_document_gives_the_same_bytes(tmp_path, document):
    write(document, tmp_path / "a.pdf")
    write(document, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_list_of_3000_rows_repeats_its_header_and_numbers_its_pages(tmp_path):
    path = tmp_path / "a.pdf"
    seen = []
    write(roster(3000), path, progress=lambda done, total: seen.append((done, total)))
    pages = texts(path)
    assert len(pages) > 50 and seen[-1] == (3000, 3000)
    for number, page in enumerate(pages, 1):
        assert "公民身份证号" in page and "身份" in page
        assert f"第 {number} 页" in page and f"共 {len(pages)} 页" in page
    assert "合计" in pages[-1] and sum(page.count("11010519491231002X") for page in pages) == 3000


def closed(tmp_path, count: int, *between) -> list[str]:
    """The pages of a table of so many rows, one band over them, and names to sign."""
    rows = [(str(number), "说明") for number in range(count)]
    table = Table((TableColumn("次序"), TableColumn("说明")), rows, group_rows=((0, "3号楼2单元"),))
    blocks = (table, *between, Signatures(("上门人",), seal=False))
    document = Document("a", "清单", "中心", (Part("", blocks),), made_at=datetime(2026, 11, 20))
    write(document, tmp_path / f"{count}.pdf")
    return texts(tmp_path / f"{count}.pdf")


def test_names_to_sign_never_stand_alone_on_a_page_and_a_band_is_said_again(tmp_path):
    for count in range(25, 40):
        pages = closed(tmp_path, count, Text("办完打勾", style="note"))
        assert "上门人" in pages[-1] and "说明" in pages[-1] and all("3号楼2单元" in page for page in pages)


def test_notice_demo_mark_and_confidential_line_stand_on_every_page(tmp_path):
    path = tmp_path / "a.pdf"
    write(roster(80, demo=True, confidential=True, made_by="李娜", notice=NOTICE), path)
    for page in texts(path):
        flat = page.replace("\r\n", "")
        assert "演示数据" in page and NOTICE in flat and "内部资料 注意保密 · 李娜 · 2026-11-20 15:30" in page


def test_an_official_text_has_its_numbers_outside_and_no_clock(tmp_path):
    path = tmp_path / "a.pdf"
    write(report(), path)
    reader = PdfReader(path)
    assert all(f"— {number} —" in page for number, page in enumerate(texts(path), 1))
    about = reader.metadata
    assert (about.title, about.author) == ("自查报告", "晨光社区")
    assert about.creation_date_raw.startswith("D:20261120153000")
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN" and reader.outline


def test_a_character_that_no_font_has_is_named_with_its_place(tmp_path):
    missing = write(Document("x", "标题", "社区", (Part("", (Text("钥匙𐀀孔"),)),), made_at=MADE), tmp_path / "a.pdf")
    assert [(glyph.character, glyph.where) for glyph in missing] == [("𐀀", "钥匙𐀀孔")]


def test_controls_and_zero_width_signs_are_neither_drawn_nor_missing(tmp_path):
    path = tmp_path / "a.pdf"
    text = "甲\t乙\u200b丙\x07丁\ufeff"
    part = Part("", (Text(text), Table(COLUMNS[1:2], ((text,),))))
    assert write(Document("x", "标题", "社区", (part,), made_at=MADE), path) == ()
    assert texts(path)[0].count("甲乙丙丁") == 2


def lines_of(text: str, measure: float = 300, size: float = 16, justify: bool = True) -> list[str]:
    face = Faces()["fang"]
    return ["".join(token.text for token in line.tokens)
            for line in Breaker(measure, size, -0.2, justify).lines([(face, text)], 2 * size)]


@pytest.mark.parametrize("justify", [True, False])
def test_no_line_begins_or_ends_with_a_forbidden_sign(justify):
    text = ("整合党员教育、政务服务（含“一老一小”服务区）、矛盾调解；每周不少于56小时——"
            "严格落实《服务规范》，符合率为91.9%。") * 6
    for shift in range(24):
        lines = lines_of(text[shift:], 280 + shift * 3, justify=justify)
        assert "".join(lines) == text[shift:]
        assert all(line[0] not in NOT_START for line in lines[1:])
        assert all(line[-1] not in NOT_END for line in lines[:-1])


def test_numbers_are_not_cut_and_too_long_words_are():
    lines = lines_of("累计接待群众12,486人次，办理事项3,052件，服务时长8,215.5小时", 150)
    joined = "|".join(lines)
    assert all(number in joined for number in ("12,486", "3,052", "8,215.5"))
    assert "".join(lines_of("x" * 200, 100)) == "x" * 200


def test_no_line_of_a_cell_begins_with_a_forbidden_sign():
    widths = Faces()["song"].widths
    text = "已公示，更新；“一老一小”服务区（见照片）。共 3,052 件。"
    for room in range(3000, 12000, 250):
        lines = wrap_cell(text * 3, widths, room)
        assert "".join(lines) == text * 3
        assert all(line[0] not in NOT_START and before[-1] not in NOT_END
                   for before, line in zip(lines, lines[1:], strict=False))


def test_a_missing_font_file_falls_to_the_song_face(tmp_path, monkeypatch):
    from reports import fonts
    for name in ("DqSong.ttf", "DqBiaoSong.ttf", "DqHei.ttf", "DqKai.ttf"):
        (tmp_path / name).symlink_to(fonts.SHIPPED / name)
    monkeypatch.setattr(fonts, "SHIPPED", tmp_path)
    assert [path.name for path in fonts.font_files("fang")] == ["DqSong.ttf"]
    assert write(report(), tmp_path / "a.pdf") == ()


def test_the_offices_own_font_comes_first_when_its_folder_is_named(tmp_path):
    from fontTools.ttLib import TTFont

    from reports import fonts
    own = TTFont(fonts.SHIPPED / "DqKai.ttf")
    for record in own["name"].names:
        if record.nameID in (1, 4):
            record.string = "仿宋_GB2312"
    own.save(tmp_path / "office.ttf")
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0\0\1")
    assert [path.name for path in fonts.font_files("fang", tmp_path)] == ["office.ttf", "DqFangSong.ttf", "DqSong.ttf",
                                                                         "DqRare.ttf"]


def test_empty_tables_empty_charts_and_empty_parts_are_drawn(tmp_path):
    blocks = (Table(COLUMNS, ()), Table((), ()), Chart("bar", (), ()), Chart("radar", (), ()), Facts(()), Text(""),
              Table(COLUMNS, (), blank_rows=40))
    for layout in ("form", "text"):
        document = Document("x", "标题", "社区", (Part("", blocks), Part("", ())), made_at=MADE, layout=layout)
        assert write(document, tmp_path / f"{layout}.pdf") == ()
        assert len(texts(tmp_path / f"{layout}.pdf")) >= 2


def test_a_cell_longer_than_a_page_is_not_lost(tmp_path):
    long = "字" * 3000
    write(Document("x", "标题", "社区", (Part("", (Table((TableColumn("内容", 10), TableColumn("备注", 80)),
                                                   ((long, "末尾"),)),)),), made_at=MADE), tmp_path / "a.pdf")
    pages = texts(tmp_path / "a.pdf")
    assert sum(page.count("字") for page in pages) == 3000 and sum(page.count("末尾") for page in pages) == 1


@pytest.mark.parametrize("units", range(9000, 30000, 400))
def test_a_number_and_its_percent_sign_stay_together_in_a_cell(units):
    lines = wrap_cell("小区支部 100%、楼栋党小组 83%、党员中心户 75%，平均 86%", Faces()["song"].widths, units)
    assert not any(line[-1].isdigit() for line in lines) and not any(line[0] in "%、，" for line in lines)
