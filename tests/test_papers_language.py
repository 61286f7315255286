"""Papers that were asked for in another language: said whole, with names as they are; the others stay Chinese."""
from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from center import catalog, words
from center.importing import preview_of, summary
from center.importing.words import plain
from center.tongues import tongue, translations
from center.words import N_, say, speaking
from db.codes import FOLDER, code_list
from db.days import Day, show_day
from db.errors import Missing
from db.listing import Query, uids
from db.models.members import Member
from db.models.reception import Certificate
from db.record import columns
from reports import papers
from reports.document import Chart, Document, Facts, Heading, Signatures, Table, Text
from reports.excel import read_meta, verify
from reports.reading import read_table
from reports.telling import told
from tests.stores import demo_desk
from views import languages
from views.state import exporting
from views.state.listing import ListState
from views.state.printing import record_sheet, today_sheet

CHINESE = re.compile(r"[\u3400-\u9fff]")
OTHERS = ("en", "zh_TW")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    opened.who = replace(opened.who, roles=("head", "chair"))  # cases are for who has a part in them
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def afterwards_chinese():
    yield
    languages.use("zh_CN")


def written(desk, name: str, target: Path, language: str = "", **more) -> Path:
    papers.hand_out(desk, name, papers.params(desk, "2026Q4", language=language, **more), target)
    return target


def cells(path: Path) -> list[str]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [str(cell) for row in rows for cell in row if cell != ""]


def pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


# ---- nobody asked
def test_a_paper_nobody_asked_for_in_english_stays_chinese_in_an_english_window(desk, tmp_path: Path):
    made: dict[str, list[bytes]] = {}
    rid = desk.ids(Query(Member))[0]
    for code in ("zh_CN", "en"):
        languages.use(code)
        for sheet in (today_sheet(desk), record_sheet(desk, Member, rid)):
            sheet.write(tmp_path / "sheet.pdf")
            made.setdefault(sheet.document.name, []).append((tmp_path / "sheet.pdf").read_bytes())
        state = ListState(desk, Member)
        state.search = "王"
        for ending in ("pdf", "xlsx"):
            target = tmp_path / f"list.{ending}"
            exporting.write(desk, Member, state.ids(), target, "", lambda _done, _all: None, told=state.told())
            made.setdefault(ending, []).append(target.read_bytes())
        for name, ending in (("members_statistics", "docx"), ("voices_ledger", "pdf")):
            made.setdefault(name, []).append(written(desk, name, tmp_path / f"a.{ending}").read_bytes())
    assert len(made) == 6 and all(first == second for first, second in made.values())


def test_what_a_paper_speaks_ends_with_it_and_other_threads_never_hear_it():
    heard: list[str] = []
    with speaking("en"):
        assert say(N_("保存")) == "Save"
        other = threading.Thread(target=lambda: heard.append(say(N_("保存"))))
        other.start()
        other.join()
        with speaking():
            assert say(N_("保存")) == "保存"
        assert say(N_("保存")) == "Save"
    languages.use("en")
    with speaking():
        heard.append(say(N_("保存")))
    assert (heard, say(N_("保存"))) == (["保存", "保存"], "Save")


# ---- somebody asked
def test_an_english_roster_has_english_words_and_its_own_names(desk, tmp_path: Path):
    seen = cells(written(desk, "members_roster", tmp_path / "roster.xlsx", "en"))
    for text in ("Party member roster", "(Q4 2026)", "ID number", "Out of contact", "Female", "60 people",
                 "English translation. The Chinese text prevails.", "Submitted by (seal): 晨光社区党群服务中心"):
        assert text in seen or any(text in one for one in seen), text
    names = [row.texts[0] for row in desk.rows(Member, desk.ids(Query(Member))[:20], ["person.name"])]
    assert set(names) <= set(seen)
    assert read_meta(tmp_path / "roster.xlsx")["language"] == "en" and verify(tmp_path / "roster.xlsx")
    assert "language" not in read_meta(written(desk, "members_roster", tmp_path / "own.xlsx"))


def test_the_foot_of_every_page_says_what_it_is(desk, tmp_path: Path):
    english = pdf_text(written(desk, "members_roster", tmp_path / "r.pdf", "en"))
    assert english.count("The Chinese text prevails") == english.count("Page ") > 3
    assert "以簡體中文文本為準" in pdf_text(written(desk, "members_statistics", tmp_path / "s.pdf", "zh_TW"))
    assert "为准" not in pdf_text(written(desk, "members_statistics", tmp_path / "s.pdf"))


def test_a_certificate_says_its_sentences_in_english_around_what_was_typed(desk, tmp_path: Path):
    rid = desk.ids(Query(Certificate))[0]
    uid = uids(Certificate, [rid])[rid].hex()
    text = pdf_text(written(desk, "certificate", tmp_path / "c.pdf", "en", settings={"id": uid}))
    assert "This is to state of" in text and "This certificate serves the purpose of:" in text
    assert re.search(r"[A-Z][a-z]{2} \d{1,2}, 2026", text) and "特此证明" not in text


def ours(document: Document) -> Iterator[str]:
    """The texts of a paper that only the program can have written; values stand with what people typed."""
    yield from (document.title, document.subtitle, document.period, document.notice, document.unit_line)
    for part in document.parts:
        yield part.title
        for block in part.blocks:
            if isinstance(block, Heading):
                yield block.text
            elif isinstance(block, Text) and block.style == "note":
                yield block.text
            elif isinstance(block, Facts):
                yield from (label for label, _value in block.pairs)
            elif isinstance(block, Signatures):
                yield from block.labels
            elif isinstance(block, Chart):
                yield from (block.title, *block.labels)
            elif isinstance(block, Table):
                yield block.note
                for column in block.columns:
                    yield from (column.label, column.group, column.note)


STANDS = ("“文本”", "“未开展”", "“无线上渠道”", "无", "不费", "不收费", "1.2万",  # typed into a Chinese record
          "晨光大厦", "翠湖国际中心", "晨光社区人民调解委员会", "孙秀英")


@pytest.mark.parametrize("name", sorted(name for name, one in papers.papers().items() if not one.needs))
def test_no_word_of_a_paper_stays_chinese_in_english(desk, name: str):
    made = papers.make(desk, name, papers.params(desk, "2026Q3", language="en"))
    with speaking("en"):
        left = [text for text in ours(told(made)) if CHINESE.search(re.sub("|".join(STANDS), "", text))]
    assert not left


def test_the_same_english_paper_is_the_same_bytes(desk, tmp_path: Path):
    for ending in ("pdf", "xlsx", "docx"):
        both = [written(desk, "members_statistics", tmp_path / f"{at}.{ending}", "en").read_bytes() for at in (1, 2)]
        assert both[0] == both[1]


def test_a_language_that_is_not_there_is_one_sentence(desk):
    with pytest.raises(Missing, match="没有“fr”这种语言，请从这里选"):
        papers.params(desk, language="fr")


def test_days_are_said_as_precisely_as_they_are_known():
    for code, said in (("en", ["Mar 5, 2026", "Jun 1987", "1987"]), ("zh_TW", ["2026年3月5日", "1987年6月", "1987年"])):
        with speaking(code):
            assert [words.spoken(show_day(Day(day))) for day in ("2026-03-05", "1987-06", "1987")] == said


# ---- and back again
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("reason", ["", "核对"])
def test_a_list_in_another_language_comes_back_without_a_change(desk, tmp_path: Path, language: str, reason: str):
    for name in ("list_members", "list_people", "list_branches", "list_items", "list_staff", "list_voices"):
        record = catalog.record(name.removeprefix("list_"))
        target = written(desk, name, tmp_path / f"{name}.xlsx", language, reason=reason)
        numbers = summary(preview_of(desk, record, read_table(target)))
        assert numbers["unchanged"] == numbers["rows"] == desk.page(Query(record)).total, (name, numbers)


@pytest.mark.parametrize("language", OTHERS)
def test_a_roster_in_another_language_is_read_and_its_signatures_are_no_member(desk, tmp_path: Path, language: str):
    target = written(desk, "members_roster", tmp_path / "roster.xlsx", language, reason="核对")
    numbers = summary(preview_of(desk, Member, read_table(target)))
    assert numbers["unchanged"] == numbers["rows"] == 60


@pytest.mark.parametrize("language", OTHERS)
def test_a_blank_form_in_another_language_is_filled_and_imported(desk, tmp_path: Path, language: str):
    from openpyxl import load_workbook

    from tests.stores import id_card

    target = written(desk, "blank_people", tmp_path / "blank.xlsx", language)
    book = load_workbook(target)
    sheet, say_it = book.worksheets[0], tongue(language).translate
    [head] = [row for row in sheet.iter_rows(max_row=10) if say_it("姓名") in [cell.value for cell in row]]
    places = {cell.value: cell.column for cell in head}
    typed = {"姓名": "新来的", "公民身份证号": id_card("19800102"), "性别": say_it("女"), "民族": say_it("汉族")}
    for label, text in typed.items():
        if say_it(label) in places:
            sheet.cell(head[0].row + 1, places[say_it(label)], text)
    book.save(target)
    shown = preview_of(desk, catalog.record("people"), read_table(target))
    assert summary(shown)["rows"] == 1 and summary(shown)["refused"] == 0
    assert shown.rows[0].values["sex"] == code_list("sex").code_of("女")


@pytest.mark.parametrize("language", OTHERS)
def test_no_two_names_fall_together_in_a_language(language: str):
    """Else a column, or a code, would be read back as another one."""
    said = tongue(language).translate
    for record in catalog.records():
        labels = [plain(said(at.label)) for at in columns(record)]
        assert len(labels) == len({plain(at.label) for at in columns(record)}) == len(set(labels)), record
    for path in FOLDER.glob("*.toml"):
        codes = code_list(path.stem)
        names = ["".join(said(name).split()).casefold() for name in codes.items.values()]
        assert len(names) == len(set(names)), path.stem
        for code, name in codes.items.items():
            assert codes.code_of(said(name)) in (None, code), (path.stem, name)


def test_a_text_without_another_spelling_has_no_translations():
    assert translations("张三") == () and "Party member" in translations("党员")
