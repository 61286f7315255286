"""Files that are no tables, broken ones and hostile ones: each gives one sentence, and the program lives on."""
from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from db.errors import Unreadable
from reports.reading import Limits, read_table
from tests.needs import PASSWORDS

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITIES = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


def refusal(path: Path, **options: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(path, **options)
    return str(caught.value)


@pytest.mark.parametrize(("content", "words"), [
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"), (b"\xff\xd8\xff\xe0" + b"\0" * 50, "图片"), (b"%PDF-1.7\n", "PDF"),
    (b"", "空的"), (b"Rar!\x1a\x07", "解压"), (b"PK\x03\x04garbage", "损坏"), (bytes(range(256)) * 9, "认不出"),
    (b"{\\rtf1", "Word"), (b"\n\n \n", "没有内容"), (b"<html><body>hi</body></html>", "没有内容"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "另存为 .xlsx")])
def test_what_is_no_table_gets_its_own_sentence(tmp_path, content, words):
    (tmp_path / "a.xlsx").write_bytes(content)
    assert words in refusal(tmp_path / "a.xlsx")


def test_a_word_document_and_an_archive_are_named(tmp_path):
    for part, words in (("word/document.xml", "Word"), ("ppt/presentation.xml", "演示"), ("readme.txt", "压缩包")):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr(part, "x")
        assert words in refusal(tmp_path / "a.xlsx")


def test_a_missing_file_a_folder_and_an_empty_sheet_are_named(tmp_path):
    assert "没有找到" in refusal(tmp_path / "没有.xlsx")
    assert "文件夹" in refusal(tmp_path)
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    assert "没有内容" in refusal(tmp_path / "a.xlsx")


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    workbook(tmp_path / "a.xlsx", 2)
    assert "没有叫“汇总”的工作表，请从这里选：Sheet" in refusal(tmp_path / "a.xlsx", sheet="汇总")


@PASSWORDS
def test_a_password_is_named(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    workbook(tmp_path / "plain.xlsx", 2)
    secret = io.BytesIO()
    with (tmp_path / "plain.xlsx").open("rb") as plain:
        OOXMLFile(plain).encrypt("密码", secret)
    (tmp_path / "a.xlsx").write_bytes(secret.getvalue())
    assert "密码" in refusal(tmp_path / "a.xlsx")


def test_a_truncated_workbook_is_damaged(tmp_path):
    path = workbook(tmp_path / "a.xlsx", 50)
    path.write_bytes(path.read_bytes()[:-900])
    assert "损坏" in refusal(path)


def workbook(path: Path, rows: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    for number in range(rows):
        page.append(["沈一", number, "x"])
    book.save(path)
    return path


def test_too_many_rows_are_refused_and_nothing_is_read(tmp_path):
    words = refusal(workbook(tmp_path / "a.xlsx", 400), limits=Limits(rows=300))
    assert "400 行" in words and "300 行" in words and "拆成几份" in words


def raw_workbook(path: Path, sheet: str, strings: str = f"<sst {NS}/>") -> Path:
    """A workbook written by hand, part by part, as an attacker would."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(f'<Override PartName="/xl/{part}" ContentType="{kind}.{name}+xml"/>' for part, name in (
        ("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("sharedStrings.xml", "sharedStrings")))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
                         f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                         f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook {NS} xmlns:r="{rels}"><sheets>'
                         '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">'
                         f'<Relationship Id="rId1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/>'
                         f'<Relationship Id="rId2" Type="{rels}/sharedStrings" Target="sharedStrings.xml"/>'
                         '</Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings)
    return path


def sheet_of(cells: str) -> str:
    return f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>"


@pytest.mark.parametrize("prologue", [ENTITIES, OUTSIDE])
def test_document_types_are_refused_wherever_they_stand(tmp_path, prologue):
    text = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert "为了安全" in refusal(raw_workbook(tmp_path / "a.xlsx", prologue + sheet_of(text)))
    cell = sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    strings = f"{prologue}<sst {NS}><si><t>&b;</t></si></sst>"
    assert "为了安全" in refusal(raw_workbook(tmp_path / "b.xlsx", cell, strings))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    strings = f"<sst {NS}><si><t>{'a' * (30 << 20)}</t></si></sst>"
    path = raw_workbook(tmp_path / "a.xlsx", sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings)
    assert "压缩得过分" in refusal(path)
    assert "展开后太大" in refusal(path, limits=Limits(unpacked_bytes=1 << 20))


def test_a_sheet_with_one_far_away_cell_is_read_without_its_rectangle(tmp_path):
    rows = ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    table = read_table(raw_workbook(tmp_path / "a.xlsx", sheet_of(rows)))
    assert table.rows == [[1, 2, 3]] and len(table.warnings) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_AS: the watch of the parent is tried below")
def test_a_parser_that_outgrows_its_memory_dies_alone(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = raw_workbook(tmp_path / "a.xlsx", sheet_of(rows))
    assert "太大" in refusal(path, limits=Limits(cells=1 << 40))


def test_a_reading_that_takes_too_long_is_stopped(tmp_path):
    assert "还没有读完" in refusal(workbook(tmp_path / "a.xlsx", 3000), limits=Limits(seconds=0.0))
