"""How papers to sign end: nobody signs a page on which nothing stands of what is signed; rare names are drawn."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document as WordFile
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
