"""Papers and page of the statistics of mediation: what is typed, the team, no name for who may not, the pane."""
from __future__ import annotations

import pytest

from center.cases.prevention import prevention
from center.cases.statistics import table
from center.cases.team import team_of
from center.desk import Desk
from center.periods import period
from db.days import Day
from db.errors import Denied, Invalid
from db.models.mediation import Committee, Mediator, MediatorTraining, Studio, TypedFigure
from db.models.people import Person
from reports import papers
from reports.document import Document, Table, Text
from reports.numbers import Number
from tests.case_rows import add, writing
from tests.stores import new_desk, of
from views.state.case_statistics import StatisticsState
from views.state.counter import Counter


# ---- what is typed, and the team
@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """One committee with figures of two months, four people and a studio; one case with a hidden one beside it."""
    desk = new_desk(tmp_path_factory.mktemp("office") / "store")
    with writing(desk) as tx:
        home = tx.add(Committee, {"name": "晨光社区人民调解委员会", "short_name": "晨光", "kind": "residents"})
        other = tx.add(Committee, {"name": "晨光商圈调解委员会", "short_name": "商圈", "kind": "social"})
        studio = tx.add(Studio, {"name": "秀英调解工作室", "committee": home, "founded_on": Day("2025-01-01")})
        tx.add(Studio, {"name": "旧日调解工作室", "committee": home, "closed_on": Day("2025-06-01")})
        people = [tx.add(Person, {"name": name, "sex": sex, "education": education}) for name, sex, education in (
            ("孙秀英", "2", "21"), ("高建民", "1", "31"), ("赵琳", "2", "61"), ("钱敏", "2", "21"))]
        for place, duty, work, more in ((0, "chair", "full", {"party": True}), (1, "member", "part", {}),
                                        (2, "mediator", "part", {"until": Day("2026-03-01")}),
                                        (3, "clerk", "part", {})):
            rid = tx.add(Mediator, {"person": people[place], "committee": home, "duty": duty, "work": work} | more)
            if place == 0:
                tx.add(Mediator, {"person": people[0], "committee": other, "duty": "chair", "work": "part"})
                for day, hours in (("2026-03-02", 16), ("2025-12-30", 8)):
                    tx.add(MediatorTraining, {"mediator": rid, "subject": "培训", "held_on": Day(day), "hours": hours})
        for month, count in (("2026-09", 2), ("2026-10", 3), ("2025-10", 1)):
            tx.add(TypedFigure, {"committee": home, "period": month, "kind": "screening", "cases": count,
                                 "given_by": "孙秀英", "given_on": Day(f"{month}-28")})
            tx.add(TypedFigure, {"committee": home, "period": month, "kind": "suicide", "cases": 0, "people": 0,
                                 "given_by": "孙秀英", "given_on": Day(f"{month}-28")})
        tx.add(TypedFigure, {"committee": home, "period": "2026", "kind": "fund_office", "amount": 1_200_000,
                             "given_by": "孙秀英", "given_on": Day("2026-11-02")})
        base = {"parties": 2, "people": None, "agreement": {"form": "oral", "amount": 300_000, "confirm": None,
                                                            "promises": ["done"]}, "committee": home,
                "studio": studio, "registered_on": Day("2026-10-01"), "type": "neighbour", "source": "own",
                "accepted_on": "2026-10-02", "closed_on": "2026-10-09", "outcome": "oral", "stage": "closed"}
        for name, scope in (("厨房渗水", "ordinary"), ("隐名甲", "workers")):
            add(tx, base | {"name": name, "scope": scope, "number": f"（2026）晨光人调字第{len(name):03d}号"})
    yield desk
    desk.close()


def test_typed_figures_are_summed_by_month_with_who_and_when_and_blank_is_not_nought(office):
    lines = {one.kind: one for one in prevention(period("2026Q4"))}
    assert lines["screening"].now.cases == 3 and lines["screening"].total_to_date.cases == 5
    assert lines["screening"].last_year.cases == 1 and lines["suicide"].now.people == 0
    assert lines["fight"].now.cases is None and lines["fight"].now.given == 0
    assert (lines["screening"].now.given, lines["screening"].now.wanted) == (1, 6)
    assert lines["screening"].sources == (("晨光社区人民调解委员会", "2026-10", "孙秀英", "2026-10-28"),)


def test_the_team_counts_who_is_in_office_once_and_no_keeper_of_records(office):
    found = team_of(period("2026"))
    keys = [one.key for one in found.columns]
    total, lines = dict(zip(keys, found.total.values, strict=True)), {one.label: one.values for one in found.lines}
    assert (total["committees"], total["studios"], total["mediators"]) == (2, 1, 2)
    assert (total["full"], total["part"], total["men"], total["women"], total["party"], total["college"]) == (
        1, 1, 1, 1, 1, 2)
    assert (total["trained"], total["hours"]) == (1, 16)
    assert (total["fund_office"], total["fund_committee"]) == (1_200_000, None)
    assert lines["居调委会"][keys.index("mediators")] == 2
    assert lines["社会团体和其他组织调委会"][keys.index("mediators")] == 1


# ---- papers
def texts_of(document: Document) -> str:
    """Everything that stands on a paper."""
    found = []
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                found += [one.label for one in block.columns] + [block.note]
                found += [cell for row in block.each() for cell in row]
            elif isinstance(block, Text):
                found.append(block.text)
    return "\n".join(map(str, found))


@pytest.mark.parametrize("role", ["mediator", "chair", "head", "street"])
def test_the_paper_has_all_columns_the_footnote_the_sums_and_no_name(office, role):
    other = of(office, "gao", role)
    made = papers.make(other, "case_statistics", papers.params(other, "2026-10", settings={"basis": "closed"}))
    words = texts_of(made)
    assert "口径：按结案日期统计" in words and "以当地司法所口径为准" in words
    assert "分类合计 2，来源合计 2，总数 2" in words and "孙秀英 2026-10-28" in words
    assert "隐名" not in words and "厨房" not in words
    numbers = [cell for part in made.parts for block in part.blocks if isinstance(block, Table)
               for row in block.each() for cell in row if isinstance(cell, Number)]
    seen = {rid for one in numbers for rid in one.ids}
    assert len(seen) == {"mediator": 1, "chair": 2, "head": 0, "street": 0}[role]
    tables = [block for block in made.parts[0].blocks if isinstance(block, Table)]
    assert [cell for one in tables for cell in one.rows[0][1:]] == [str(no) for no in range(1, 42)]


def test_who_has_no_case_right_has_no_paper_of_statistics(office):
    for role in ("admin", "entry", "volunteers"):
        for name in ("case_statistics", "case_posted", "team_funds", "case_statistics_line"):
            with pytest.raises(Denied):
                papers.make(of(office, "x", role), name, papers.params(office, "2026Q3"))


def test_the_posted_paper_tells_no_small_number_and_not_of_a_running_period(office):
    chair = of(office, "wu", "chair")
    for text, words in (("2026Q4", "2026年第四季度还没有结束"), ("2026-09", "公示版按季度出")):
        made = papers.make(chair, "case_posted", papers.params(chair, text))
        assert words in texts_of(made) and not any(isinstance(one, Table) for one in made.parts[0].blocks)
    made = papers.make(chair, "case_posted", papers.params(chair, "2026Q3"))
    assert any(isinstance(one, Table) for one in made.parts[0].blocks)
    assert not any(isinstance(cell, int) for part in made.parts for block in part.blocks if isinstance(block, Table)
                   for row in block.each() for cell in row)


def test_the_papers_are_written_in_every_format(office, tmp_path):
    chair = of(office, "wu", "chair")
    for name, text in (("case_statistics", "2026-10"), ("case_statistics_line", "2026"), ("case_posted", "2026Q3"),
                       ("team_funds", "2026")):
        for kind in papers.paper_of(name).formats:
            target = tmp_path / f"{name}.{kind}"
            assert papers.hand_out(chair, name, papers.params(chair, text), target) == ()
            assert target.stat().st_size > 1000


def test_another_committee_than_there_is_and_another_view_are_refused(office):
    chair = of(office, "wu", "chair")
    for settings in ({"committee": "没有这个"}, {"types": "many"}, {"basis": "amount"}):
        with pytest.raises(Invalid):
            papers.make(chair, "case_statistics", papers.params(chair, "2026", settings=settings))
    given = papers.params(chair, "2026", settings={"committee": "晨光商圈调解委员会", "types": "folded"})
    words = texts_of(papers.make(chair, "case_statistics", given))
    assert "总数 0" in words and "消费纠纷" in words and "旅游纠纷" not in words


# ---- the page without a screen
def state_of(desk: Desk) -> StatisticsState:
    """October 2026, read."""
    found = StatisticsState(desk, Counter(desk))
    found.step(-1)
    found.take(found.load())
    return found


def test_arrows_walk_from_table_to_table_and_the_pane_names_the_number(office):
    state = state_of(of(office, "gao", "mediator"))
    assert [len(one.heads) for one in state.blocks] == [9, 6, 8, 9, 9, 7, 8]
    for _nth in range(9):
        state.spot = state.moved(0, 1)
    state.spot = state.moved(1, 0)
    assert state.spot == (3, 0, 1)
    chosen = state.chosen()
    assert chosen.title == "邻里纠纷 2 件" and chosen.above == "2026年10月，本期，案件分类"
    assert chosen.compared == "上年同期 0 件，多 2 件；本年累计 2 件"
    assert [line.name for line in chosen.lines] == ["厨房渗水"] and chosen.more == 1
    assert chosen.sums == "所列案件当事人 2 人，协议金额 0.30 万元"
    for _nth in range(40):
        state.spot = state.moved(-1, 1)
    assert state.spot == (6, 2, 0) and state.moved(0, 1) == state.spot
    assert state.chosen().title == "调解案件总数 0 件"
    assert state.chosen().above.endswith("上年同期，晨光社区人民调解委员会秀英调解工作室")
    state.spot = (6, 0, 0)
    assert state.chosen().title == "调解案件总数 2 件" and state.chosen().more == 1
    for _nth in range(40):
        state.spot = state.moved(1, -1)
    assert state.spot == (0, 0, 8)


def test_the_pane_of_the_head_has_the_number_and_no_case(office):
    state = state_of(of(office, "x", "head"))
    state.spot = (3, 0, 1)
    chosen = state.chosen()
    assert chosen.title == "邻里纠纷 2 件" and not chosen.ids and not chosen.lines and not chosen.more
    assert chosen.note == ("这里只看数；案件给办案人员看",)


def test_a_typed_number_says_who_gave_it_and_when(office):
    state = state_of(of(office, "x", "head"))
    state.spot = (5, 0, 0)
    chosen = state.chosen()
    assert state.typed and chosen.title == "排查次数 3" and chosen.compared == "由填报人填写，不由案件算出"
    assert chosen.note[0] == "2026-10　孙秀英　2026-10-28 填报"
    state.spot = (5, 0, 6)
    assert state.text(state.spot) == "—" and "还缺" in state.chosen().note[0]
    assert state.typing() == {"period": "2026-10", "kind": "防止群体性械斗", "given_by": "x", "given_on": "2026-11-20"}


def test_narrower_tables_keep_the_chosen_number(office):
    state = state_of(of(office, "wu", "chair"))
    state.spot = (3, 1, 1)
    before = state.head
    state.lay_out(4)
    assert state.head == before and max(len(one.heads) for one in state.blocks) <= 4
    assert sum(len(one.heads) for one in state.blocks) == 41 + 7 + 8


# ---- through the steps themselves
def test_cases_handled_step_by_step_stand_where_they_belong(tmp_path):
    desk = new_desk(tmp_path / "store")
    chair, sun = of(desk, "wu", "chair"), of(desk, "sun", "mediator")
    home = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    chair.do("mediators.add", values=chair.take(Mediator, {"person.name": "孙某", "duty": "委员", "login": "sun"})
             | {"committee": home})
    told = {"name": "甲某与乙某纠纷", "type": "邻里", "source": "当事人申请", "committee": home,
            "registered_on": "2026-11-02", "brief": "门口堆物"}
    sides = [{"side": "申请人", "kind": "个人", "name": "甲某"}, {"side": "被申请人", "kind": "个人", "name": "乙某"}]
    sun.do("cases.simple", values=told, parties=sides, agreement={"clauses": "道歉"}, finished=True)
    sun.do("cases.simple", values=told | {"name": "第二件"}, parties=sides,
           agreement={"clauses": "赔五十元", "amount": "50", "promises": [{"what": "赔五十元"}]})
    declined = sun.do("cases.register", values=told | {"name": "第三件"}, parties=sides)
    sun.do("cases.decline", case=declined, why="已由法院受理")
    sun.do("cases.register", values=told | {"name": "第四件"}, parties=sides)
    found = table(sun, period("2026-11"), "accepted")
    assert [found.cell(no).value for no in (1, 2, 3, 7, 13, 21, 38, 40)] == [2, 4, 2, 2, 2, 2, 2, 1]
    assert found.cell(5).value == 5_000 and not found.wrong
    assert table(sun, period("2026-11"), "closed").cell(1).value == 1
    desk.close()
