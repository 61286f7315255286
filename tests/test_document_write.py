"""Writing a paper: whole or not at all, with a sentence the clerk can act on."""
from __future__ import annotations

import errno
import sys
from datetime import datetime, timedelta, timezone

import pytest

from center.stopping import Cancelled
from db.errors import Invalid, Missing, Unreadable
from reports import write as writing
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
    chinese_date,
    show,
    width_of,
)
from reports.write import write

MADE = datetime(2026, 3, 5, 9, 0)


def paper(rows: int = 3) -> Document:
    columns = (TableColumn("甲", group="上"), TableColumn("乙", kind="whole", group="上"), TableColumn("丙"),
               TableColumn("uid", hidden=True))
    table = Table(columns, tuple(("一", n, "三<&>\x01", "x") for n in range(rows)), total=("合计", 6, None, ""),
                  group_rows=((0, "一组"),), note="注", blank_rows=2)
    blocks = (Heading(1, "一、情况"), Text("正文“引号”。"), table,
              Facts((("名称", "值"), ("地址", "路"), ("电话", "1"))),
              Chart("bar", ("甲",), (3,), 10, "图"), Space(1), PageBreak(), Signatures(("负责人", "填表人")))
    return Document("x", "标题", "晨光社区", (Part("标题", blocks), Part("附表", (table,), landscape=True)),
                    period="2026年", notice="工作模板。", demo=True, made_at=MADE, layout="text",
                    confidential=True, made_by="李娜")


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "docx"])
def test_a_cancelled_job_leaves_the_older_file_and_nothing_else(tmp_path, ending):
    target = tmp_path / f"a.{ending}"
    target.write_bytes(b"older")
    with pytest.raises(Cancelled):
        write(paper(), target, cancel=lambda: True)
    assert target.read_bytes() == b"older" and list(tmp_path.iterdir()) == [target]


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(Invalid, match="“.doc”"):
        write(paper(), tmp_path / "a.doc")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unreadable, match="不存在"):
        write(paper(), tmp_path / "no" / "a.pdf")


def test_a_folder_in_the_targets_place_is_named(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Unreadable, match="是一个文件夹"):
        write(paper(), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_a_full_disk_is_named(tmp_path, monkeypatch):
    def fill(document, draft, **_):
        with open("/dev/full", "wb", buffering=0) as file:
            file.write(b"x")
    monkeypatch.setattr(writing, "_writers", lambda ending: fill)
    with pytest.raises(Unreadable, match="磁盘已满"):
        write(paper(), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_target_open_elsewhere_is_named(tmp_path, monkeypatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"older")

    def held(source, destination):
        raise PermissionError(errno.EACCES, "in use")       # what Windows says of a file that Excel holds
    monkeypatch.setattr(writing.os, "replace", held)
    with pytest.raises(Unreadable, match="正在别处打开"):
        write(paper(), target)
    assert target.read_bytes() == b"older" and list(tmp_path.iterdir()) == [target]


def test_word_opens_with_the_official_type_and_the_same_bytes(tmp_path):
    from docx import Document as Word
    write(paper(), tmp_path / "a.docx")
    write(paper(), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    word = Word(tmp_path / "a.docx")
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == "标题" and "一、情况" in texts and "2026年3月5日　　　　" in texts
    table = word.tables[0]
    assert [cell.text for cell in table.rows[3].cells] == ["一", "0", "三<&>"]
    assert table.rows[1].cells[2].text == "丙" and len(table.columns) == 3 and len(table.rows) == 2 + 1 + 3 + 2 + 1
    assert round(word.sections[0].left_margin.mm) == 28 and word.sections[1].page_width > word.sections[1].page_height
    assert "工作模板。" in word.sections[0].footer.paragraphs[1].text
    assert "演示数据" in word.sections[0].header.paragraphs[0].text
    assert word.core_properties.modified.replace(tzinfo=None) == MADE


def test_values_are_shown_the_same_everywhere():
    assert [show("amount", 123456), show("percent", 9150), show("whole", 12), show("number", 92.60)] == [
        "1,234.56", "91.50%", "12", "92.6"]
    assert show("date", MADE.date()) == "2026-03-05" and show("amount", "—") == "—" and show("text", None) == ""
    assert chinese_date(MADE) == "2026年3月5日" and width_of("张三ab") == 6


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "docx"])
def test_a_moment_with_a_time_zone_is_taken(tmp_path, ending):
    from dataclasses import replace
    shanghai = timezone(timedelta(hours=8))
    write(replace(paper(), made_at=MADE.replace(tzinfo=shanghai)), tmp_path / f"a.{ending}")
    write(paper(), tmp_path / f"b.{ending}")
    a, b = ((tmp_path / f"{name}.{ending}").read_bytes() for name in "ab")
    assert a == b or ending == "xlsx"           # _meta keeps the moment with its zone


def test_a_program_without_its_fonts_says_so(tmp_path, monkeypatch):
    from reports import fonts
    monkeypatch.setattr(fonts, "SHIPPED", tmp_path)
    with pytest.raises(Missing, match="重新安装"):
        write(paper(), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
