"""The states of import preview, report centre, inspection and settings, without a screen, over the demo centre."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from center.desk import Desk
from center.importing.cell import ASK, CHANGED, REFUSED
from db.errors import Denied, Problems
from db.listing import Query
from db.models.members import Branch, Member
from tests.stores import filled_store, id_card
from views.state import importing
from views.state.inspection import InspectionState
from views.state.papers import PapersState
from views.state.settings import AccountsState, NumbersState, licences

HEADS = ["序号", "党员姓名", "身份证号码", "出生年月", "所在支部", "人员类别", "联系电话"]


@pytest.fixture(scope="module")
def master() -> Path:
    return filled_store()


def sheet(tmp_path: Path, *rows: list[str]) -> Path:
    """A workbook as offices keep it: a title over the headings, a total under them."""
    path = tmp_path / "花名册.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["晨光社区党员花名册"], HEADS, *rows, ["合计", "", "", "", "", "", ""]])
    return path


def row(number: int, name: str, card: str, **other: str) -> list[str]:
    branch = "中共晨光社区第一支部委员会"
    values = {"birth": "1960.6", "branch": branch, "category": "正式党员", "phone": f"1541234{number:04d}"} | other
    return [str(number), name, card, values["birth"], values["branch"], values["category"], values["phone"]]


def read(desk: Desk, path: Path) -> importing.ImportState:
    return importing.read(desk, Member, path, lambda done, total: None)


# ---- import


def without_category(desk: Desk, tmp_path: Path, *people: tuple[str, str]) -> importing.ImportState:
    path = tmp_path / "无类别.csv"
    lines = [[str(at), name, card, "中共晨光社区第一支部委员会"] for at, (name, card) in enumerate(people, 1)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["序号", "党员姓名", "身份证号码", "所在支部"], *lines])
    return read(desk, path)


THREE = [("林德胜", id_card("19600610", 1)), ("宋海燕", id_card("19610101", 3)), ("梁永强", id_card("19620202", 5))]


def test_one_answer_settles_the_code_that_every_row_lacks(desk: Desk, tmp_path: Path) -> None:
    state = without_category(desk, tmp_path, *THREE)
    problem = state.problems(ASK)[0]
    assert (problem.address, problem.at, state.own_text(problem)) == ("B2", 1, "")
    words = [words for _answer, words in state.answers_for_all(problem)]
    assert words == ["3 行全部设为正式党员", "3 行全部设为预备党员", "3 行都先空着"]
    state.answer_all(problem, "=正式党员")
    assert state.how_many(ASK) == 0 and state.takes == 3
    assert {row.changes["category"] for row in state.preview.rows} == {"1"}


def test_all_rows_may_be_left_empty_at_once_and_a_single_one_offers_nothing(desk: Desk, tmp_path: Path) -> None:
    state = without_category(desk, tmp_path, *THREE)
    state.correct(2, "category", "预备党员")
    state.answer_all(state.problems(ASK)[0], "new")
    assert state.how_many(ASK) == 0 and state.takes == 3
    assert [row.changes.get("category") for row in state.preview.rows] == ["2", None, None]
    alone = without_category(desk, tmp_path, THREE[0])
    assert alone.answers_for_all(alone.problems(ASK)[0]) == []



def test_a_preview_shows_the_sheet_with_its_tints_and_what_to_settle(desk: Desk, tmp_path: Path) -> None:
    good, bad = id_card("19600610", 1), id_card("19610101", 3)[:-1]
    state = read(
        desk,
        sheet(
            tmp_path,
            row(1, "林德胜", good),
            row(2, "宋海燕", bad),
            row(3, "梁永强", id_card("19620202", 5), birth="1962-02-02", branch="三支部"),
        ),
    )
    assert (state.takes, state.how_many(REFUSED), state.how_many(ASK)) == (1, 1, 1)
    assert state.ids() == [-1, 2, 3, 4, 5, -6]
    assert state.left_out(1)[2] == "晨光社区党员花名册"
    [(_number, cells)] = state.fetch([3])
    assert "*" in cells[2].text and good not in [cell.text for cell in cells]
    assert (cells[3].was, cells[3].text, cells[3].tone) == ("1960.6", "1960-06", "blue") or cells[3].tone == "blue"
    [problem] = state.problems(REFUSED)
    assert (problem.address, problem.who, problem.label) == ("C4", "宋海燕", "公民身份证号")
    assert state.row_tone(4) == "red" and state.text_to_edit(4, 2) == ""


def test_a_corrected_cell_and_an_answer_make_every_row_importable(desk: Desk, tmp_path: Path) -> None:
    state = read(
        desk,
        sheet(
            tmp_path,
            row(1, "宋海燕", "990101196101"),
            row(2, "梁永强", id_card("19620202", 5), birth="1962", branch="三支部"),
        ),
    )
    state.correct_cell(3, 2, id_card("19600610", 3))
    [asked] = state.problems(ASK)
    assert [words for _answer, words in state.answers(asked)][0] == "新建“三支部”"
    state.answer(asked, "create")
    assert (state.takes, state.how_many(REFUSED), state.how_many(ASK)) == (2, 0, 0)
    before = len(desk.ids(Query(Member)))
    numbers = state.apply(lambda done, total: None)
    assert numbers["added"] == 2 and len(desk.ids(Query(Member))) == before + 2
    assert len(desk.page(Query(Branch, search="三支部")).rows) >= 1
    assert desk.undo().startswith("导入党员") and len(desk.ids(Query(Member))) == before


def test_a_column_can_be_left_out_and_mapped_again(desk: Desk, tmp_path: Path) -> None:
    state = read(desk, sheet(tmp_path, row(1, "林德胜", id_card("19600610", 1))))
    place = next(one.index for one in state.headings if one.path == "person.birth")
    assert state.heading_word(place) == ("出生日期", "green")
    state.map(place, "")
    assert state.heading_word(place) == ("略过", "grey")
    state.map(place, "joined")
    assert state.heading_word(place)[0] == "加入党组织日期"


def test_the_rows_to_be_mended_are_saved_with_their_reasons(desk: Desk, tmp_path: Path) -> None:
    state = read(desk, sheet(tmp_path, row(1, "林德胜", id_card("19600610", 1)), row(2, "宋海燕", "12345")))
    state.save_failed(tmp_path / "要改的行.xlsx")
    again = read(desk, tmp_path / "要改的行.xlsx")
    assert again.counts["rows"] == 1 and again.how_many(REFUSED) == 1


def test_somebody_known_is_asked_about_and_shown(desk: Desk, tmp_path: Path) -> None:
    rid = desk.ids(Query(Member))[0]
    entry = desk.get(Member, rid)
    known = row(1, entry.values["person.name"], "", birth="", phone=entry.values["person.phone"] or "")
    state = read(desk, sheet(tmp_path, known))
    assert not state.takes
    assert state.how_many(ASK) + state.how_many(REFUSED) >= 1
    assert state.how_many(CHANGED) == 0


# ---- papers


def test_every_paper_that_may_be_read_stands_under_a_heading(desk: Desk) -> None:
    groups = dict(PapersState(desk).groups())
    assert "党员花名册" in [one.label for one in groups["党建"]]
    assert list(groups)[-2:] == ["一览表", "空表"]
    assert "账号一览表" not in [one.label for one in groups["一览表"]]


def test_the_preview_is_the_real_pdf_and_its_numbers_open_their_names(desk: Desk, tmp_path: Path) -> None:
    from views.state.rendering import PdfPages

    state = PapersState(desk)
    state.choose("members_statistics")
    state.document, _missing = state.make(tmp_path / "look.pdf")
    pages = PdfPages(tmp_path / "look.pdf")
    assert pages.sizes and pages.draw(0, 300).size[0] in (299, 300, 301)
    pages.close()
    numbers = {one.label: one.number for one in state.numbers()}
    assert int(numbers["男"]) == len(numbers["男"].ids) > 0


def test_periods_step_by_their_kind(desk: Desk) -> None:
    state = PapersState(desk)
    state.choose("members_roster")
    assert state.period.text == "2026-11"
    state.step(-1)
    assert state.period.text == "2026-10"
    state.use_kind("half")
    assert state.period.text == "2026H2"
    state.step(1)
    assert state.period.text == "2027H1"
    state.use_kind("year")
    assert state.period.text == "2026"
    state.choose("compliance_report")
    assert state.file_name("pdf").endswith("_2026.pdf")


def test_each_paper_has_its_usual_period_until_one_is_chosen(desk: Desk) -> None:
    state = PapersState(desk)
    assert state.choose("compliance_report").usual == "quarter" and state.period == InspectionState(desk).period
    state.choose("members_roster")
    assert (state.kind, state.period.text) == ("month", "2026-11")
    state.use_kind("quarter")
    state.choose("members_roster")
    assert state.period.text == "2026Q4"


# ---- inspection


def test_a_draft_is_opened_answered_and_submitted(desk: Desk) -> None:
    state = InspectionState(desk)
    state.take(state.load())
    assert state.state == "" and state.next.command == "compliance.open"
    state.do_next()
    state.take(state.load())
    line = next(line for line in state.sheet.lines if line.indicator.code == "1.3")
    assert state.may_answer(line) == "answer" and line.state == "待填"
    with pytest.raises(Problems) as refused:
        state.answer(line, "9", "")
    assert "points" in refused.value.fields
    state.answer(line, "1", "现场看过")
    state.take(state.load())
    assert state.texts(state.place_of("1.3"))[3] == "1.0"
    state.do_next()
    state.take(state.load())
    assert state.state == "submitted" and ("自评", "done") in state.steps


def test_why_a_score_is_so_has_the_division_the_scale_and_the_records(desk: Desk) -> None:
    state = InspectionState(desk)
    state.take(state.load())
    line = state.line(state.place_of("2.2"))
    above, below, share = state.formula(line)
    assert int(above) <= int(below) and share.endswith("%")
    assert state.scale(line).steps[-1][0] == 100
    heaps = state.heaps(line)
    assert sum(heap.size for heap in heaps if heap.record is Branch) == int(below)
    assert all(len(heap.ids) == heap.size for heap in heaps if heap.record)


def test_rows_are_grouped_by_dimension(desk: Desk) -> None:
    state = InspectionState(desk)
    state.take(state.load())
    ids = state.ids()
    assert ids[0] == -1 and sum(one < 0 for one in ids) == 10 and len(ids) == 10 + len(state.sheet.lines)
    assert state.head(1)[0] == "1" and state.head(1)[3].endswith("10 分")


# ---- settings


def test_a_number_is_changed_with_its_source_and_keeps_its_history(desk: Desk) -> None:
    state = NumbersState(desk)
    value = next(iter(state.sections.values()))[0]
    with pytest.raises(Problems) as refused:
        state.change(value.key, "三十", "", "")
    assert set(refused.value.fields) == {"value", "source"}
    state.change(value.key, "35", "街道通知〔2026〕3号", "2026-11-01")
    now, *older = state.history(value.key)
    assert (now.value, now.local, now.since) == ("35", True, "2026-11-01") and older[0].value == value.value
    assert "本地改过" in now.marks


def test_accounts_are_added_reset_and_closed(desk: Desk) -> None:
    state = AccountsState(desk)
    with pytest.raises(Problems) as refused:
        state.add({"login": "wang", "name": "", "roles": "没有的角色", "password": "123", "again": ""})
    assert set(refused.value.fields) == {"name", "roles", "password"}
    state.add({"login": "wang", "name": "王晓", "roles": "录入员", "password": "wang-2026", "again": "wang-2026"})
    [(rid, texts)] = [one for one in state.fetch(state.ids()) if one[1][0] == "wang"]
    assert texts[1:] == ("王晓", "录入员", "在用") and state.login(rid) == "wang"
    state.reset("wang", {"password": "wang-2027", "again": "wang-2027"})
    state.close("wang")
    assert state.fetch([rid])[0][1][3] == "已停用"
    with pytest.raises(Denied):
        state.close("lin")


def test_the_licences_are_plain_lines() -> None:
    text = licences()
    assert "customtkinter" in text and "|" not in text


def test_only_an_empty_field_is_offered_to_be_filled_in(desk: Desk) -> None:
    state = InspectionState(desk)
    state.take(state.load())
    offered = [(line, gap) for line in state.sheet.lines for gap in state.gaps(line)]
    assert offered
    for _line, gap in offered:
        assert not desk.get(gap.record, gap.id).values[gap.path] and "缺" in gap.words
    while state.state != "submitted":
        state.do_next()
        state.take(state.load())
    assert not any(state.gaps(line) for line in state.sheet.lines)


def test_a_sheet_stands_beside_the_one_before(desk: Desk) -> None:
    desk.do("compliance.open", period="2026Q3")
    state = InspectionState(desk)
    state.take(state.load())
    label, points, _why = state.before(state.line(state.place_of("1.2")))
    assert label == "2026年第三季度" and points != "" and state.total_note.startswith("上期")
    state.step(-1)
    state.take(state.load())
    assert state.before(state.line(1)) is None


def test_a_certificate_is_printed_from_its_row(desk: Desk, tmp_path: Path) -> None:
    from db.models.reception import Certificate
    from views.state.detail import DetailState

    rid = desk.ids(Query(Certificate))[0]
    pane = DetailState(desk, Certificate, rid)
    assert pane.paper == "certificate" and DetailState(desk, Member, desk.ids(Query(Member))[0]).paper == ""
    pane.sheet().write(tmp_path / "证明.pdf")
    assert (tmp_path / "证明.pdf").read_bytes().startswith(b"%PDF")
