"""An inspection from opening to closing, on the small demo centre."""
from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from center.compliance.inspecting import FIRST, LAST, STEPS
from center.compliance.organisations import check_size, expiry, overdue
from center.compliance.sheet import draft, sheet, sheet_of
from center.compliance.standard import load
from center.desk import Desk
from center.numbers import shipped
from center.periods import period
from db.codes import code_list
from db.days import Day
from db.errors import Problems
from db.listing import Query
from db.models.governance import Check
from db.models.service import Item
from db.models.staff import Shift
from db.questions.compliance import rectification_rows, score_rows
from tests.stores import EVENING, Clock, copy_desk, filled_store

YEAR = period("2026")
NUMBERS = {key: entry["value"] for key, entry in shipped().items() if isinstance(entry["value"], int)}
COMPUTED = [one.code for one in load().indicators if one.measure]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = copy_desk(filled_store(), tmp_path_factory.mktemp("demo") / "store", Clock(EVENING))
    yield made
    made.close()


@pytest.fixture
def desk(centre: Desk) -> Desk:
    """The demo centre; what the test does is undone after it."""
    before = centre.store.execute("SELECT MAX(id) FROM act").fetchone()[0]
    yield centre
    while centre.store.execute("SELECT COUNT(*) FROM act WHERE id > ? AND undoes IS NULL AND id NOT IN "
                               "(SELECT undoes FROM act WHERE undoes IS NOT NULL)", (before,)).fetchone()[0]:
        centre.undo()


def opened(desk: Desk, text: str = "2026") -> int:
    return desk.do("compliance.open", period=text)


def code_of(desk: Desk, inspection: int, code: str) -> dict:
    return score_rows(inspection)[code]


def refusal(act: Callable, *args: object, **named: object) -> str:
    with pytest.raises(Problems) as caught:
        act(*args, **named)
    return str(caught.value)


def through(desk: Desk, until: str, text: str = "2026") -> int:
    """An inspection that has come to a step."""
    rid = opened(desk, text)
    acts = ("submit", "score_rest", "finish_scoring", "list_issues")
    for act in acts[:{"submitted": 1, "scored": 3, "listed": 4}[until]]:
        desk.do(f"compliance.{act}", inspection=rid)
    return rid


def test_every_step_is_reached_and_one_ends() -> None:
    reached, todo = set(), [FIRST]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += STEPS[state]
    assert reached == set(STEPS) == set(code_list("inspection_state").items)
    assert [state for state, after in STEPS.items() if not after] == [LAST]


def test_a_draft_counts_what_the_ledgers_have_and_writes_nothing(desk: Desk) -> None:
    acts = desk.store.execute("SELECT COUNT(*) FROM act").fetchone()[0]
    paper = draft(desk, YEAR)
    assert desk.store.execute("SELECT COUNT(*) FROM act").fetchone()[0] == acts
    assert [line.indicator.code for line in paper.lines if line.own is not None] == COMPUTED
    assert paper.own.open == 50 and paper.id is None and paper.grade_words == "暂列不合格"
    assert {line.indicator.code for line in paper.lines if line.state == "请确认"} == {"1.1", "1.5", "6.6"}


def test_every_computed_indicator_shows_its_numbers_and_names(desk: Desk) -> None:
    for line in draft(desk, YEAR).lines:
        if line.indicator.measure:
            assert line.evidence["denominator"] > 0, line.indicator.code
            assert line.evidence["groups"] and line.evidence["explanation"]
            for group in line.evidence["groups"]:
                assert group["size"] and (group["ids"] or group["facts"])


def test_a_share_of_records_is_the_size_of_its_heaps(desk: Desk) -> None:
    line = next(line for line in draft(desk, YEAR).lines if line.indicator.code == "1.7")
    assert (line.evidence["numerator"], line.evidence["denominator"]) == (9, 10)
    heaps = [(group["label"], group["size"]) for group in line.evidence["groups"]]
    assert heaps == [("按期完成", 9), ("逾期或没有做", 1)]
    assert line.basis == "9 ÷ 10 = 90%，达到 80% 得一半" and line.state == "差 0.5"


def test_a_period_counts_only_what_lies_in_it(desk: Desk) -> None:
    whole, half = draft(desk, YEAR), draft(desk, period("2026Q1"))
    checks = [next(line for line in paper.lines if line.indicator.code == "1.7").evidence["denominator"]
              for paper in (whole, half)]
    assert checks == [10, 3]


def test_an_opened_inspection_is_computed_at_once(desk: Desk) -> None:
    rid = opened(desk)
    paper = sheet(desk, rid)
    assert paper.state == "opened" and len(paper.lines) == 77
    assert [line.own for line in paper.lines] == [line.own for line in draft(desk, YEAR).lines]
    assert sheet_of(desk, YEAR).id == rid and sheet_of(desk, period("2025")).id is None


def test_a_period_is_inspected_once(desk: Desk) -> None:
    opened(desk)
    assert "周期" in refusal(desk.do, "compliance.open", period="2026")


def test_what_is_counted_cannot_be_typed_over(desk: Desk) -> None:
    rid = opened(desk)
    assert "不能手填" in refusal(desk.do, "compliance.answer", inspection=rid, code="1.2", points=1)


@pytest.mark.parametrize(("points", "stored"), [(1, 100), ("0.5", 50), (0, 0), (None, None)])
def test_a_person_answers_what_has_no_ledger(desk: Desk, points: object, stored: int | None) -> None:
    rid = opened(desk)
    desk.do("compliance.answer", inspection=rid, code="1.3", points=points, note="10月9日看过")
    assert code_of(desk, rid, "1.3")["own"] == stored
    assert code_of(desk, rid, "1.3")["note"] == "10月9日看过"


@pytest.mark.parametrize("points", [1.5, -1, "很好", 0.55])
def test_points_that_cannot_be_are_refused(desk: Desk, points: object) -> None:
    rid = opened(desk)
    assert "得分" in refusal(desk.do, "compliance.answer", inspection=rid, code="1.3", points=points)


def test_what_does_not_apply_is_taken_out_of_the_total(desk: Desk) -> None:
    rid = opened(desk)
    before = sheet(desk, rid).own
    desk.do("compliance.answer", inspection=rid, code="9.5", applicable=False, note="没有助餐点")
    after = sheet(desk, rid).own
    assert after.points > before.points and after.not_applicable == 1
    assert "不能记“不适用”" in refusal(desk.do, "compliance.answer", inspection=rid, code="1.3", applicable=False)


def test_a_proposal_counts_only_when_a_person_confirms_it(desk: Desk) -> None:
    rid = opened(desk)
    assert code_of(desk, rid, "1.5")["own"] is None
    desk.do("compliance.confirm", inspection=rid, code="1.5")
    row = code_of(desk, rid, "1.5")
    assert row["own"] == row["proposed"] is not None
    assert "没有可确认的数" in refusal(desk.do, "compliance.confirm", inspection=rid, code="1.3")


def test_before_submission_the_numbers_follow_the_ledgers(desk: Desk) -> None:
    rid = opened(desk)
    missed = next(row for row in desk.store.execute(
        "SELECT id, revision, due_on FROM checks WHERE kind = 'fire' AND done_on > due_on").fetchall())
    desk.do("checks.edit", id=missed[0], revision=missed[1], values={"done_on": Day(missed[2])})
    assert code_of(desk, rid, "1.7")["own"] == 50
    desk.do("compliance.compute", inspection=rid)
    assert code_of(desk, rid, "1.7")["own"] == 100


def test_after_submission_no_change_of_the_ledgers_reaches_it(desk: Desk) -> None:
    rid = through(desk, "submitted")
    before = sheet(desk, rid)
    for record, name in ((Check, "checks"), (Shift, "shifts")):
        for one in desk.ids(Query(record))[:3]:
            desk.do(f"{name}.remove", id=one)
    [item] = desk.ids(Query(Item, search="助餐服务申请"))
    desk.do("items.edit", id=item, revision=None, values={"name": "改了名字的事项", "one_window": False})
    assert sheet(desk, rid) == before
    assert "现在是“自评已提交”" in refusal(desk.do, "compliance.compute", inspection=rid)
    assert "现在是" in refusal(desk.do, "compliance.answer", inspection=rid, code="1.3", points=1)


def test_a_later_template_does_not_reach_an_opened_inspection(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rid = opened(desk)
    frozen = json.loads(desk.store.execute("SELECT template FROM inspections WHERE id = ?", (rid,)).fetchone()[0])
    assert frozen == dict(load().data) and sheet(desk, rid).standard == load()


def test_what_was_not_filled_in_counts_nothing_and_is_said(desk: Desk) -> None:
    rid = opened(desk)
    done = desk.do("compliance.submit", inspection=rid)
    assert done["open"] == 50 and done["total"] == sheet(desk, rid).own.points


def test_the_street_scores_each_and_agrees_with_the_rest(desk: Desk) -> None:
    rid = through(desk, "submitted")
    desk.do("compliance.score", inspection=rid, code="1.2", points=1, note="一个分区没有牌子")
    assert "还有 76 项没有考核分" in refusal(desk.do, "compliance.finish_scoring", inspection=rid)
    assert desk.do("compliance.score_rest", inspection=rid) == 76
    own = sheet(desk, rid).own.points
    assert desk.do("compliance.finish_scoring", inspection=rid) == own - 100
    assert sheet(desk, rid).total.points == own - 100


def test_while_the_street_scores_the_ten_add_up_to_the_total_that_is_shown(desk: Desk) -> None:
    rid = through(desk, "submitted")
    one = next(line.indicator for line in sheet(desk, rid).lines if line.applies and not line.own)
    desk.do("compliance.score", inspection=rid, code=one.code, points=1)
    now = sheet(desk, rid)
    assert sum(now.got(ten.code, "got") or 0 for ten in now.standard.dimensions) == now.total.points


def test_every_indicator_that_is_not_full_becomes_something_to_mend(desk: Desk) -> None:
    rid = through(desk, "listed")
    short = [line.indicator.code for line in sheet(desk, rid).lines if line.got < line.indicator.points]
    assert [row["code"] for row in rectification_rows(rid)] == short
    problem = rectification_rows(rid)[short.index("1.7")]["problem"]
    assert problem == "消防安全检查按期：差 0.5 分，9 ÷ 10 = 90%，达到 80% 得一半"


def test_mending_needs_an_owner_and_a_day_and_is_looked_at_again(desk: Desk) -> None:
    rid = through(desk, "listed")
    rows = rectification_rows(rid)
    assert f"还有 {len(rows)} 项没有责任人" in refusal(desk.do, "compliance.finish_mending", inspection=rid)
    for row in rows:
        desk.do("compliance.mend", id=row["id"], values={"owner": "责任人", "measure": "补齐", "done_on": "2026-11-18"})
    desk.do("compliance.finish_mending", inspection=rid)
    desk.do("compliance.recheck", id=rows[0]["id"], passed=False)
    assert sheet(desk, rid).state == "listed" and rectification_rows(rid)[0]["done_on"] is None
    desk.do("compliance.mend", id=rows[0]["id"], values={"done_on": "2026-11-19"})
    desk.do("compliance.finish_mending", inspection=rid)
    assert "没有复查" in refusal(desk.do, "compliance.finish_recheck", inspection=rid)
    for row in rows:
        desk.do("compliance.recheck", id=row["id"], passed=True)
    desk.do("compliance.finish_recheck", inspection=rid)
    assert sheet(desk, rid).state == "rechecked"


def test_a_wrong_date_of_mending_is_named_at_its_field(desk: Desk) -> None:
    rid = through(desk, "listed")
    row = rectification_rows(rid)[0]
    with pytest.raises(Problems) as caught:
        desk.do("compliance.mend", id=row["id"], values={"done_on": "2027-01-01"})
    assert set(caught.value.fields) == {"done_on"}


def test_a_named_person_gives_the_grade(desk: Desk) -> None:
    rid = through(desk, "listed")
    for row in rectification_rows(rid):
        desk.do("compliance.mend", id=row["id"], values={"owner": "责任人", "done_on": "2026-11-18"})
    desk.do("compliance.finish_mending", inspection=rid)
    for row in rectification_rows(rid):
        desk.do("compliance.recheck", id=row["id"], passed=True)
    desk.do("compliance.finish_recheck", inspection=rid)
    assert sheet(desk, rid).grade_words == "暂列不合格"
    with pytest.raises(Problems) as caught:
        desk.do("compliance.grade", inspection=rid, grade="很好", by="")
    assert set(caught.value.fields) == {"grade", "by"}
    desk.do("compliance.grade", inspection=rid, grade="合格", by="示例定级人")
    desk.do("compliance.close", inspection=rid)
    assert sheet(desk, rid).grade_words == "合格（定级人：示例定级人）"
    assert "已结束" in refusal(desk.do, "compliance.close", inspection=rid)


@pytest.mark.parametrize(("full", "members", "committee", "words", "fault"), [
    (6, 6, 3, "不足 7 人可不设支委会", False), (8, 8, 0, "达到 7 人应设支部委员会", True),
    (40, 51, 5, "超过 50 人", False), (2, 2, 0, "不足 3 人", True), (20, 20, 9, "应为 3–7 人", True)])
def test_the_size_rules_of_a_branch(full: int, members: int, committee: int, words: str, fault: bool) -> None:
    [found] = check_size("branch", full, members, committee, "书记", NUMBERS)
    assert words in found.text and found.fault is fault


def test_a_term_ends_after_five_years_in_a_community_and_three_in_a_company() -> None:
    row = {"elected_on": Day("2021-05-10"), "term_years": None, "kind": "branch", "late_approved_on": None,
           "unit_nature": "urban_community"}
    assert expiry(row["elected_on"], 5) == date(2026, 5, 10)
    assert not overdue(row, date(2026, 5, 9), NUMBERS) and overdue(row, date(2026, 5, 10), NUMBERS)
    assert overdue(row | {"unit_nature": "private_firm"}, date(2024, 5, 10), NUMBERS)
    assert not overdue(row | {"late_approved_on": Day("2026-05-01")}, date(2026, 12, 1), NUMBERS)
    assert overdue(row | {"late_approved_on": Day("2026-05-01")}, date(2027, 5, 10), NUMBERS)
    assert overdue(row | {"elected_on": None}, date(2022, 1, 1), NUMBERS)
