"""Papers of the demo centre: each runs with a period alone, numbers agree, and the same act gives the same bytes."""
from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from center.desk import Desk
from center.members.statistics import sections
from center.periods import period
from db.errors import Denied, Invalid
from db.journal import Audit
from db.listing import Query
from db.models.cases import Case
from db.models.members import Member
from reports import papers
from reports.document import Table
from reports.numbers import Number
from tests.stores import Clock, demo_desk
from views.state.inspection import InspectionState


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    opened.who = replace(opened.who, roles=("head", "chair"))  # cases are for who has a part in them
    yield opened
    opened.close()


def sheet(path: Path, at: int = 0) -> list[list]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(at).to_python()


def pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("name", sorted(name for name, one in papers.papers().items() if not one.needs))
def test_every_paper_runs_with_a_period_alone(desk: Desk, tmp_path: Path, name: str):
    """A paper of one record is tested with its domain."""
    one = papers.paper_of(name)
    for ending in one.formats:
        target = tmp_path / f"paper.{ending}"
        papers.hand_out(desk, name, papers.params(desk, "2026Q4"), target)
        assert target.stat().st_size > 1000


def test_the_number_is_the_same_on_the_list_in_excel_and_in_pdf(desk: Desk, tmp_path: Path):
    given = papers.params(desk, "2026Q4")
    total = desk.measure("members.total", given.period).value
    assert total == desk.page(Query(Member)).total == 60
    for ending in ("xlsx", "pdf"):
        papers.hand_out(desk, "members_roster", given, tmp_path / f"roster.{ending}")
    rows = [row for row in sheet(tmp_path / "roster.xlsx") if isinstance(row[1], float | int)]
    assert len(rows) == total
    assert f"共 {total} 人" in pdf_text(tmp_path / "roster.pdf").replace("\u2002", " ")


def test_every_breakdown_adds_up_and_opens_its_names(desk: Desk):
    given = papers.params(desk, "2026Q4")
    total = set(desk.measure("members.total", given.period).counted.ids)
    for section in sections(desk, given.period):
        ids = [rid for cell in section.cells for rid in cell.found.ids]
        assert sorted(ids) == sorted(total), section.label
    made = papers.make(desk, "members_statistics", given)
    numbers = [value for part in made.parts for block in part.blocks if isinstance(block, Table)
               for row in block.each() for value in row if isinstance(value, Number)]
    assert numbers and all(int(number) == len(number.ids) == len(desk.rows(Member, number.ids)) for number in numbers)


def test_a_roster_is_as_of_the_end_of_its_period(desk: Desk):
    early = desk.measure("members.total", period("1990"))
    assert 0 < early.value < 60
    joined = {row.texts[0] for row in desk.rows(Member, early.counted.ids, ["joined"])}
    assert all(not day or day <= "1990-12-31" for day in joined)


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
@pytest.mark.parametrize("name", ["members_roster", "compliance_report"])
def test_the_same_store_and_act_give_the_same_bytes(desk: Desk, tmp_path: Path, name: str, ending: str):
    digests = set()
    for copy in ("a", "b"):
        target = tmp_path / f"{copy}.{ending}"
        papers.hand_out(desk, name, papers.params(desk, "2026Q3"), target)
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_ids_and_phones_are_masked_unless_a_purpose_is_given(desk: Desk, tmp_path: Path):
    papers.hand_out(desk, "members_roster", papers.params(desk, "2026Q4"), tmp_path / "masked.pdf")
    assert "990101" not in pdf_text(tmp_path / "masked.pdf")
    papers.hand_out(desk, "members_roster", papers.params(desk, "2026Q4", reason="报街道组织办"), tmp_path / "full.pdf")
    assert "990101" in pdf_text(tmp_path / "full.pdf")
    last = Audit.select().order_by(Audit.seq.desc()).first()
    assert last.action == "export" and last.reason == "报街道组织办" and "完整号码" in last.text


def test_a_paper_is_marked_as_demo_on_every_page(desk: Desk, tmp_path: Path):
    import pypdfium2

    papers.hand_out(desk, "compliance_report", papers.params(desk, "2026Q4"), tmp_path / "report.pdf")
    for page in pypdfium2.PdfDocument(tmp_path / "report.pdf"):
        text = page.get_textpage().get_text_bounded()
        assert "演示数据" in text and "非标准原文" in text.replace("\n", "").replace("\r", "")


def test_a_format_a_paper_does_not_have_is_a_sentence(desk: Desk, tmp_path: Path):
    with pytest.raises(Invalid, match="可以存成"):
        papers.hand_out(desk, "blank_members", papers.params(desk), tmp_path / "blank.pdf")


def test_a_target_that_cannot_be_written_is_a_sentence_and_leaves_nothing(desk: Desk, tmp_path: Path):
    from db.errors import UserError

    with pytest.raises(UserError):
        papers.hand_out(desk, "members_roster", papers.params(desk), tmp_path / "no" / "roster.pdf")
    (tmp_path / "roster.pdf").mkdir()
    with pytest.raises(UserError):
        papers.hand_out(desk, "members_roster", papers.params(desk), tmp_path / "roster.pdf")
    assert list(tmp_path.glob(".draft*")) == []


def test_the_street_account_gets_no_roster(desk: Desk):
    from center.desk import Who

    street = Desk(desk.store, Who("street", "街道", ("street",)), clock=Clock())
    with pytest.raises(Denied):
        papers.make(street, "members_roster", papers.params(street, "2026"))


def test_a_list_comes_back_without_a_change(desk: Desk, tmp_path: Path):
    from center import catalog
    from center.importing import preview_of, summary
    from reports.reading import read_table

    for name in ("list_members", "list_people", "list_branches", "list_items"):
        record = catalog.record(name.removeprefix("list_"))
        for reason in ("", "核对"):
            target = tmp_path / f"{name}{bool(reason)}.xlsx"
            papers.hand_out(desk, name, papers.params(desk, "2026", reason=reason), target)
            numbers = summary(preview_of(desk, record, read_table(target)))
            assert numbers["unchanged"] == numbers["rows"] == desk.page(Query(record)).total, (name, numbers)


@pytest.mark.parametrize("name", ("list_members", "list_cases", "official_numbers"))
def test_a_list_is_of_no_period_and_says_as_of_which_day_it_stands(desk: Desk, tmp_path: Path, name: str):
    day = "数据截至：2026年11月20日"
    for ending in ("xlsx", "pdf"):
        papers.hand_out(desk, name, papers.params(desk, "2026Q3"), tmp_path / f"a.{ending}")
    cells = [str(cell) for row in sheet(tmp_path / "a.xlsx")[:6] for cell in row]
    text = pdf_text(tmp_path / "a.pdf")
    for found in (text, "\n".join(cells)):
        assert day in found and "2026年第三季度" not in found and "填报日期" not in found


def test_a_paper_is_made_for_its_usual_period_when_nobody_says_which(desk: Desk):
    usual = papers.paper_of("compliance_report").usual
    assert papers.params(desk, usual=usual).period == InspectionState(desk).period
    assert papers.params(desk, usual=papers.paper_of("members_statistics").usual).period.text == "2026-11"


def test_of_more_columns_than_a_page_has_room_for_the_main_ones_are_printed_and_a_workbook_has_all(desk, tmp_path):
    for ending in ("pdf", "xlsx"):
        papers.hand_out(desk, "list_cases", papers.params(desk), tmp_path / f"cases.{ending}")
    head = next(row for row in sheet(tmp_path / "cases.xlsx") if "案件名称" in row)
    printed = pdf_text(tmp_path / "cases.pdf")
    assert "反馈期限" in head and "反馈期限" not in printed and "结案日期" in printed
    assert f"主要的 {len(Case.on_paper)} 栏，全部 {len(Case.sheet)} 栏" in printed.replace("\r\n", "")
