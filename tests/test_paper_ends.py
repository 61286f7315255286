"""How papers to sign end: nobody signs a page on which nothing stands of what is signed; rare names are drawn."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from pypdf import PdfReader

from reports.deeds import SIGN, Cell, Form, Group, Lead, Rules, Sign, Signing, Stamp
from reports.document import Document, Heading, Part, Space, Text
from reports.write import write

SENTENCE = "各方确认以上内容属实。"
NAMES = tuple("赵钱孙李周吴郑王冯陈褚卫")
BOXES = Form((Group(((Cell("纠纷主要事实", 4, True), Cell(SENTENCE * 60, 20)),), high=84),
              Group(((Cell("履行方式", 4, True), Cell("一次付清。", 20)),), high=56),
              Group(((Cell("备注", 4, True), Cell("", 20)),))))
MIDDLES = {"short paragraphs": tuple(Text(f"第{nth}条，{SENTENCE}") for nth in range(9)),
           "a long paragraph": (Text(SENTENCE * 31),), "a form": (BOXES,),
           "rules to write on": (Lead("纠纷简要情况：", ""), Rules(8, fill=True)),
           "a heading": (Text(SENTENCE * 16), Heading(1, "五、效力"), Text(SENTENCE * 9), Text("某某调委会", "right"))}


def paper(middle, count: int) -> Document:
    """A paper whose places to sign come to the end of the page."""
    blocks = (*middle, Space(0.5),
              Signing(tuple(Sign("当事人", name) for name in NAMES[:count])), Stamp("某某调委会"))
    return deed("协议书", *blocks)


def deed(title: str, *blocks) -> Document:
    return Document("x", title, "某某调委会", (Part(title, blocks),), made_at=datetime(2026, 11, 22), layout="deed")


@pytest.mark.parametrize("middle", MIDDLES.values(), ids=list(MIDDLES))
@pytest.mark.parametrize("count", (3, 9, 12))
def test_nobody_signs_a_page_without_text(tmp_path: Path, middle, count: int) -> None:
    for lines in range(0, 12, 3):
        before = tuple(Text(f"事项{nth}，{SENTENCE}") for nth in range(lines))
        write(paper((*before, *middle), count), tmp_path / "a.pdf")
        pages = PdfReader(tmp_path / "a.pdf").pages
        if len(pages) == 1:
            continue
        told = [line for line in pages[-1].extract_text().splitlines() if line.strip()]
        first = next(nth for nth, line in enumerate(told) if SIGN in line)
        drawn = pages[-1].get_contents().get_data()
        assert first >= 2 or drawn.count(b" l S") + drawn.count(b" l\nS") > count, "two lines go along, or two rules"


def test_in_word_the_lines_before_the_names_stay_with_them(tmp_path: Path) -> None:
    for middle in MIDDLES.values():
        write(paper(middle, 3), tmp_path / "a.docx")
        word = WordFile(tmp_path / "a.docx")
        names = next(nth for nth, one in enumerate(word.paragraphs) if SIGN in one.text)
        assert word.paragraphs[names - 1].paragraph_format.keep_with_next


def test_a_name_with_a_rare_letter_is_drawn(tmp_path: Path) -> None:
    assert write(deed("登记表", Text("𠮷田、䶮、㛃")), tmp_path / "a.pdf") == ()
    assert "𠮷田" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


def test_a_name_that_is_longer_than_the_line_goes_on_under_it(tmp_path: Path) -> None:
    name = "示例市钱氏城市更新建设发展集团有限公司第一分公司晨光物业服务中心"
    write(deed("协议书", Text(SENTENCE), Signing((Sign("当事人", name), Sign("当事人", "赵某")))), tmp_path / "a.pdf")
    told = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert name in told.replace("\n", "") and name not in told, "31 characters stand between the margins"


ONE, SMALL = Signing((Sign("当事人", "赵某"),)), Text("备注：由调委会填写", "left", "note")
BRIEF = Text("楼上厨房水管漏水，泡坏楼下客厅吊顶和墙面，双方对维修和赔偿数额说法不一。" * 4)


def register(count: int) -> Document:
    """受理登记表 of so many parties."""
    names = tuple(Sign("当事人", f"{chr(0x8D75 + nth)}某某") for nth in range(count))
    return deed("受理登记表", *(Text(f"第{nth}行。") for nth in range(7)), Lead("纠纷简要情况：", ""), BRIEF,
                Signing(names), Signing((Sign("登记人"),)), Stamp("某某调委会"), SMALL)


@pytest.mark.parametrize("count", (5, 8, 12, 16, 20))
def test_the_last_page_of_many_names_says_what_they_sign(tmp_path: Path, count: int) -> None:
    write(register(count), tmp_path / "a.pdf")
    last = PdfReader(tmp_path / "a.pdf").pages[-1].extract_text()
    assert "赔偿数额说法不一" in last or "《受理登记表》各方签名" in last
    assert last.count(SIGN) >= 3, "and no seal stands there without names"


def test_in_word_very_many_names_stand_under_a_head_that_comes_again_on_every_page(tmp_path: Path) -> None:
    write(register(16), tmp_path / "a.docx")
    names = WordFile(tmp_path / "a.docx").tables[-1]
    assert len(names.rows) == 17 and "《受理登记表》各方签名" in names.rows[0].cells[0].text
    assert names.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    write(register(12), tmp_path / "a.docx")
    assert not WordFile(tmp_path / "a.docx").tables, "so many stay with what they sign"


def test_a_word_paper_stands_closer_where_that_saves_a_page(tmp_path: Path) -> None:
    def lead(lines: int) -> float:
        blocks = (*(Text(f"事项{nth}，{SENTENCE}") for nth in range(lines)), ONE, Stamp("某某"))
        write(deed("协议书", *blocks), tmp_path / "a.docx")
        return next(one.paragraph_format.line_spacing.pt for one in WordFile(tmp_path / "a.docx").paragraphs
                    if SENTENCE in one.text)

    assert [lead(lines) for lines in (6, 20, 23)] == [25, 23, 21], "as usual, closer, as close as it goes"
    assert lead(40) == 25, "where no page is saved, as usual"


def test_a_word_paper_ends_on_no_page_of_its_own(tmp_path: Path) -> None:
    for end in ((), (SMALL,)):
        write(deed("协议书", Text(SENTENCE), ONE, Stamp("某某"), *end), tmp_path / "a.docx")
        *before, last = WordFile(tmp_path / "a.docx").paragraphs
        assert last.text.strip() and before[-1].paragraph_format.keep_with_next, "neither a blank line nor small print"


def test_where_a_long_text_and_its_names_fill_more_than_a_page_the_names_do_not_take_it_along(tmp_path: Path) -> None:
    head = tuple(Text(f"第{nth}行。") for nth in range(9))
    names = Signing(tuple(Sign("当事人", one) for one in NAMES[:5]))
    for text, held in ((SENTENCE * 31, True), (SENTENCE * 70, False)):
        write(deed("登记表", *head, Text(text), names, Stamp("某某")), tmp_path / "a.docx")
        word = WordFile(tmp_path / "a.docx")
        told = next(one for one in word.paragraphs if SENTENCE in one.text)
        assert bool(told.paragraph_format.keep_with_next) is held and not word.tables
