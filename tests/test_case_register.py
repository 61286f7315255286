"""Importing an old register of cases: messy headings, days, amounts and names are read; what is doubtful is asked."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from center.cases.numbering import gaps
from center.cases.register import preview
from center.cases.register_cells import parties_of, split_sides
from center.desk import Desk
from center.seeing import hidden
from db.errors import Denied, Problems, Unreadable
from db.listing import Query
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty, CaseWorker
from db.models.mediation import Committee, Mediator, TypeName
from db.models.people import Person
from tests.sheets import Sheet
from tests.stores import of
from views.state.register import RegisterState

HEADS = ["序号", "卷号/案号", "受理\n日期", "申请人", "被申请人", "纠纷类别", "案件来源", "涉及\n人数", "调解结果",
         "协议形式", "协议金额（元）", "结案日期", "调解员", "履行情况", "领导批示"]
GOOD = [1, "（2023）红旗人调字第001号", datetime(2023, 1, 5), "甲某", "乙某", "邻里纠纷", "当事人申请", 2, "调解成功",
        "书面", 3000, "2023-01-20", "孙某", "已履行", "好"]


def first_rows(desk: Desk) -> None:
    """A committee with one mediator."""
    committee = desk.do("committees.add", values=desk.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    desk.do("mediators.add", values=desk.take(Mediator, {"person.name": "孙某", "duty": "主任"})
            | {"committee": committee})


def sheet(*rows: list, title: str = "2023年人民调解案件登记簿", heads: list | None = None) -> Sheet:
    """A register: a title, who hands it in, the headings, rows."""
    return Sheet([[title], ["单位：红旗社区", None, "填报人：某某"], heads or HEADS, *map(list, rows)], sheet="登记簿")


def row(*changed: tuple[int, object]) -> list:
    """The good row with other cells."""
    cells = list(GOOD)
    for place, value in changed:
        cells[place] = value
    return cells


def only(desk: Desk, *changed: tuple[int, object], **options):
    """The judged row of a register with one row."""
    return preview(desk, sheet(row(*changed)), **options).rows[0]


def told(one) -> dict[str, str]:
    """What is said of a row, by column."""
    return {key: str(why) for key, why in one.why}


def test_a_register_under_titles_and_merged_headings_becomes_historical_cases(desk):
    table = Sheet([["2023年登记簿"], ["序号", "卷号", "受理日期", "当事人", None, "纠纷类别"],
                   ["序号", "卷号", "受理日期", "申请人", "被申请人", "纠纷类别"],
                   [1, "（2023）红旗人调字第7号", "2023.2.3", "丙某（女，45岁）", "晨光物业公司", "物业"],
                   ["合计", None, None, None, None, 1], ["填表人：", None, "审核人："]],
                  merged=[(1, 1, 1, 6), (2, 4, 2, 5), (2, 1, 3, 1)])
    found = preview(desk, table)
    assert found.numbers == {"rows": 1, "new": 1, "ask": 0, "refused": 0, "known": 0, "differs": 0}
    assert [line for line, _words in found.skipped] == [5, 6]
    assert desk.do("cases.import_register", rows=found.rows)["cases"] == 1
    chair = of(desk, "wu", "chair")
    [rid] = chair.ids(Query(Case))
    entry = chair.get(Case, rid)
    assert entry.texts["name"] == "丙某与晨光物业公司物业纠纷" and entry.texts["stage"] == "已结案"
    assert entry.values["historical"] is True and entry.values["scope"] == "ordinary"
    assert entry.values["number"] == "（2023）红旗人调字第007号" and entry.values["accepted_on"] == "2023-02-03"
    parties = [chair.get(CaseParty, one).texts for one in chair.ids(Query(CaseParty))]
    assert [(one["side"], one["kind"], one["name"], one["sex"], one["age"]) for one in parties] == [
        ("申请人", "个人", "丙某", "女", "45"), ("被申请人", "单位", "晨光物业公司", "", "")]


def test_nobody_becomes_a_person_and_one_undo_takes_all_back(desk):
    before = Person.select().count()
    found = preview(desk, sheet(GOOD))
    desk.do("cases.import_register", rows=found.rows)
    assert Person.select().count() == before and Case.select().count() == 1
    assert [one.mediator_id for one in CaseWorker.select()] == [1]
    assert Performance.get().state == "done" and Agreement.get().amount == 300_000
    assert desk.undo() == "导入历史登记簿：1 件"
    assert [model.select().count() for model in (Case, CaseParty, Agreement, Performance, CaseWorker)] == [0] * 5


def test_the_same_file_twice_adds_nothing_and_a_number_used_otherwise_is_asked_about(desk):
    table = sheet(GOOD, row((1, "红民调2023-5"), (3, "丁某")), row((1, None), (3, "戊某")))
    found = preview(desk, table)
    assert found.numbers["new"] == 3
    desk.do("cases.import_register", rows=found.rows)
    assert preview(desk, table).numbers["known"] == 3
    other = only(desk, (3, "另外一人"))
    assert other.state == "ask" and "已经用在另一件上" in told(other)["number"]
    assert desk.do("cases.import_register", rows=found.rows) == {"cases": 2, "parties": 4, "types": 0}  # old preview


def test_what_is_there_with_other_facts_names_the_cells_to_who_may_read_the_case(desk):
    desk.do("cases.import_register", rows=preview(desk, sheet(row((11, None), (10, None)), row((1, "旧5")))).rows)
    chair = of(desk, "wu", "chair", "head")
    later, same = preview(chair, sheet(row((11, "2023-02-20"), (9, "口头")), row((1, "旧5")))).rows
    assert (later.state, same.state) == ("differs", "known")
    assert set(told(later)) == {"closed_on", "outcome", "amount", ""} and "没有改动" in told(later)[""]
    assert str(later.reason).startswith("结案日期：") and not chair.do("cases.import_register", rows=[later])["cases"]
    assert only(of(desk, "h", "head"), (11, "2023-02-20")).state == "known", "who reads no case learns nothing of it"


def test_two_of_one_day_that_are_called_the_same_are_known_again_by_their_numbers(desk):
    second = row((1, "（2023）红旗人调字第002号"), (7, 5), (10, 500))
    desk.do("cases.import_register", rows=preview(desk, sheet(GOOD, second)).rows)
    found = preview(of(desk, "wu", "chair", "head"), sheet(GOOD, second))
    assert found.numbers["known"] == 2, "neither is laid beside the other"


def test_a_case_without_a_number_is_known_again_after_it_was_put_right(desk):
    table = sheet(row((1, None)))
    desk.do("cases.import_register", rows=preview(desk, table).rows)
    chair = of(desk, "wu", "chair", "head")
    [case] = chair.ids(Query(Case))
    chair.do("cases.edit", id=case, values=chair.take(Case, {"type": "物业纠纷"}))
    chair.do("case_parties.edit", id=min(chair.ids(Query(CaseParty))), values={"name": "甲某某"}, revision=None)
    [again] = preview(chair, table).rows
    assert again.state == "differs" and "type" in told(again)


def imported(desk: Desk, *rows: tuple) -> tuple[Desk, list[int], Sheet]:
    """A register that was imported, without numbers unless told: who may read its cases, they, the register."""
    table = sheet(*(row((1, None), *one) for one in rows))
    desk.do("cases.import_register", rows=preview(desk, table).rows)
    chair = of(desk, "wu", "chair", "head")
    return chair, sorted(chair.ids(Query(Case))), table


def changed(chair: Desk, case: int, **texts: str) -> None:
    """Put a case right by its form."""
    assert chair.do("cases.edit", id=case, values=chair.take(Case, texts))


def test_a_case_without_a_number_is_known_again_by_its_people_when_somebody_called_it_otherwise(desk):
    chair, [case], table = imported(desk, ())
    changed(chair, case, name="楼上漏水的事")
    assert [one.state for one in preview(chair, table).rows] == ["known"]
    [one] = preview(of(desk, "h", "head"), table).rows
    assert one.state == "known", "who may read no case has it left out too"
    changed(chair, case, closed_on="2023-02-20")
    [one] = preview(chair, table).rows
    assert (one.state, set(told(one))) == ("differs", {"closed_on", ""}), "its people are the same: no cell of theirs"


def test_two_cases_of_the_same_people_on_one_day_are_asked_about_and_never_taken_for_one(desk):
    chair, [first, second], _table = imported(desk, (), ((5, "物业纠纷"),))
    changed(chair, first, name="一件事")
    changed(chair, second, name="另一件事", type="邻里纠纷")
    one = only(chair, (1, None))
    assert one.state == "ask" and set(told(one)) == {"again"}
    assert "一件事" in told(one)["again"] and "另一件事" in told(one)["again"]
    assert "一件事" not in told(only(of(desk, "h", "head"), (1, None)))["again"]
    assert not desk.do("cases.import_register", rows=[one])["cases"]
    answered = {answer: only(chair, (1, None), fixed={(4, "again"): answer}) for answer in ("same", "other")}
    assert {answer: one.state for answer, one in answered.items()} == {"same": "known", "other": "new"}
    assert desk.do("cases.import_register", rows=[answered["other"]])["cases"] == 1
    assert only(chair, (1, None)).state == "known", "what was imported as another is known by its name"


@pytest.mark.parametrize("after", [
    {"name": "改过的", "type": "物业纠纷"}, {"name": "改过的", "accepted_on": "2023-01-06"},
    {"name": "改过的", "party": "丁某"}, {"name": "改过的", "old_number": "改过的卷号"}])
def test_a_case_of_which_more_was_put_right_is_asked_about(desk, after):
    chair, [case], table = imported(desk, ((1, "旧5"),) if "old_number" in after else ())
    if party := after.pop("party", ""):
        chair.do("case_parties.edit", id=min(chair.ids(Query(CaseParty))), values={"name": party}, revision=None)
    changed(chair, case, **after)
    [one] = preview(chair, table).rows
    assert one.state == "ask" and "改过的" in told(one)["again"]


def test_other_rows_of_the_same_file_are_no_candidates_and_one_shared_party_asks_of_no_numbered_case(desk):
    chair, cases, table = imported(desk, (), ((3, "丙某"),), ((1, "旧7"), (3, "丁某")))
    changed(chair, cases[0], name="改过的")
    assert [one.state for one in preview(chair, table).rows] == ["known"] * 3
    assert only(chair, (1, "旧9"), (3, "戊某"), (4, "丁某"), (11, "2023-01-21")).state == "new"


def test_a_case_without_a_number_that_has_one_in_the_next_register_is_asked_about(desk):
    chair, _cases, _table = imported(desk, ())
    assert only(chair).state == "ask" and only(chair, (1, "旧5")).state == "ask"
    assert only(chair, (4, "戊某")).state == "ask" and only(chair, (3, "丁某"), (4, "戊某")).state == "new"


def test_a_type_that_is_asked_for_is_answered_before_a_case_is_known_by_its_people(desk):
    chair, [case], _table = imported(desk, ())
    changed(chair, case, name="改过的")
    asked = only(chair, (1, None), (5, "老类型甲"))
    assert asked.state == "ask" and {"type", "again"} <= set(told(asked))
    assert only(chair, (1, None), (5, "老类型甲"), types={"老类型甲": "neighbour"}).state == "known"


def test_whether_a_row_is_a_case_that_is_there_is_answered_in_the_window_and_may_be_answered_otherwise(desk):
    chair, [case], table = imported(desk, ())
    changed(chair, case, name="改过的", type="物业纠纷")
    state = RegisterState(chair, table, Path("登记簿.xlsx"))
    assert [one.key for one in state.mends(1)][0] == "again" and "改过的" in state.mends(1)[0].wrong
    for answer, found in (("same", "differs"), ("other", "new"), ("same", "differs")):
        state.mend(1, {"again": answer})
        assert state.rows[0].state == found and state.mends(1)[0].text == answer


def test_what_a_register_told_is_put_right_by_the_form_and_no_more(desk):
    desk.do("cases.import_register", rows=preview(desk, sheet(GOOD)).rows)
    chair = of(desk, "wu", "chair")
    [case] = chair.ids(Query(Case))
    right = chair.take(Case, {"closed_on": "2023-02-20", "outcome": "达成口头协议"})
    assert chair.do("cases.edit", id=case, values=right)
    for values in ({"accepted_on": ""}, {"accepted_on": "2022-01-05"}, {"closed_on": "2023-01-01"}, {"number": "别的"},
                   {"stage": "已受理"}):
        with pytest.raises(Problems) as refused:
            chair.do("cases.edit", id=case, values=chair.take(Case, values))
        assert set(refused.value.fields) == set(values)


def test_a_row_that_stands_twice_in_the_file_is_asked_about(desk):
    first, second = preview(desk, sheet(GOOD, row((4, "别人")))).rows
    assert first.state == "new" and second.state == "ask" and "第 4 行" in told(second)["number"]


def test_two_rows_without_a_number_that_are_alike_are_one_or_two_cases_as_a_person_says(desk):
    twice = row((1, None)), row((1, None))
    first, second = preview(desk, sheet(*twice)).rows
    assert (first.state, second.state) == ("new", "ask") and "第 4 行" in told(second)["again"]
    assert [one.state for one in preview(desk, sheet(*twice), fixed={(5, "again"): "same"}).rows] == ["new", "known"]
    both = preview(desk, sheet(*twice), fixed={(5, "again"): "other"}).rows
    assert desk.do("cases.import_register", rows=both)["cases"] == 2


def test_both_sides_in_one_cell_are_parted_and_told_when_the_other_cell_is_empty(desk):
    one = only(desk, (3, "刘建军与陈志强"), (4, None))
    assert [(party["side"], party["name"]) for party in one.parties] == [("applicant", "刘建军"),
                                                                          ("respondent", "陈志强")]
    assert "刘建军" in told(one)["applicant"] and one.state == "new"
    assert len(only(desk, (3, "张和平"), (4, None)).parties) == 1


@pytest.mark.parametrize(("written", "people"), [("两人", 2), ("二", 2), ("十二", 12), ("3人", 3), ("12户", None)])
def test_people_written_by_hand_are_counted_and_households_are_no_people(desk, written, people):
    one = only(desk, (7, written))
    assert one.case["people"] == people and (one.state == "new") == (people is not None)


def test_rows_that_are_no_cases_are_named_and_each_reason_has_its_column(desk):
    sums = ["合计", *[None] * 6, 2]
    found = preview(desk, sheet(row((2, "2027-1-1"), (11, "2027-1-3")), sums))
    assert str(found.others) == "第 5 行“合计　2”"
    assert [one.split("：")[0] for one in str(found.rows[0].reason).split("；")] == ["受理日期", "结案日期"]


@pytest.mark.parametrize(("written", "day"), [
    ("2023.2.3", "2023-02-03"), ("二〇二三年四月一日", "2023-04-01"), (45000, "2023-03-15"), ("20230305", "2023-03-05"),
    ("3月15日", "2023-03-15"), ("4.2", "2023-04-02"), (datetime(2023, 5, 6), "2023-05-06")])
def test_days_of_many_spellings_are_read_and_one_without_a_year_is_of_the_titles_year(desk, written, day):
    one = only(desk, (2, written), (11, "2023-12-01"))
    assert one.state == "new" and one.case["accepted_on"] == day


@pytest.mark.parametrize(("written", "cents"), [
    ("1.2万元", 1_200_000), ("三万零五", 3_000_500), ("叁仟元整", 300_000), ("3,000", 300_000), ("无", None),
    (2500.5, 250_050)])
def test_amounts_of_many_spellings_are_read(desk, written, cents):
    assert only(desk, (10, written)).agreement["amount"] == cents


@pytest.mark.parametrize("said", ["三万五", "一百五", "一千二百三"])
def test_an_amount_as_it_is_said_is_refused_and_not_read_too_small(desk, said):
    assert only(desk, (10, said)).state == "refused"


def test_figures_under_a_heading_in_ten_thousands_are_ten_thousands(desk):
    heads = [*HEADS[:10], "协议金额（万元）", *HEADS[11:]]
    assert preview(desk, sheet(row((10, 1.5)), heads=heads)).rows[0].agreement["amount"] == 1_500_000


def test_what_is_wrong_is_told_at_its_cell_and_the_row_waits(desk):
    one = only(desk, (2, "2023-05"), (3, None), (4, None), (10, "一千多"), (11, "2023-01-01"))
    assert one.state == "refused" and set(told(one)) >= {"accepted_on", "applicant", "amount"}
    late = only(desk, (11, "2022-12-31"))
    assert late.state == "refused" and "比受理日期早" in told(late)["closed_on"]
    assert preview(desk, sheet(row((10, "一千多"))), fixed={(4, "amount"): "1100"}).rows[0].state == "new"


def test_same_as_above_is_taken_from_above_but_not_for_a_number(desk):
    rows = preview(desk, sheet(row((6, "法院委托")), row((1, "红2"), (5, "同上"), (6, "〃")), row((1, "同上")))).rows
    assert rows[1].case["type"] == "neighbour" and rows[1].case["referred_by"] == "court"
    assert rows[2].state == "refused" and "不能写“同上”" in told(rows[2])["number"]


def test_an_unknown_old_type_is_asked_and_the_answer_is_kept_for_the_next_register(desk):
    assert preview(desk, sheet(row((5, "老类型甲")))).unmapped == {"老类型甲": 1}
    found = preview(desk, sheet(row((5, "老类型甲"))), types={"老类型甲": "land"})
    assert found.rows[0].case["type"] == "land"
    assert desk.do("cases.import_register", rows=found.rows, types=found.types)["types"] == 1
    assert TypeName.get().type == "land"
    again = preview(desk, sheet(row((1, "另一卷"), (3, "新人"), (5, "老类型甲 "))))
    assert again.rows[0].case["type"] == "land" and again.numbers["new"] == 1


def test_a_result_that_only_says_success_takes_the_form_of_the_agreement(desk):
    assert only(desk, (9, "口头")).case["outcome"] == "oral"
    doubtful = only(desk, (9, None))
    assert doubtful.case["outcome"] == "written" and "看不出书面还是口头" in told(doubtful)["form"]
    failed = only(desk, (8, "调解不成"), (9, None), (10, 100))
    assert failed.agreement is None and "金额没有导入" in told(failed)["amount"]
    assert {only(desk, (8, words), (9, None), (10, None)).case["outcome"]
            for words in ("不成功", "未达成协议", "不成")} == {"failed"}


def test_numbering_goes_on_after_imported_numbers_and_their_gaps_are_told(desk):
    some = row((1, "〔2023〕红旗人调字第3号")), row((1, "(2023)红旗人调字第5号"), (3, "丁某"))
    rows = preview(desk, sheet(*some)).rows
    desk.do("cases.import_register", rows=rows)
    chair = of(desk, "wu", "chair")
    assert gaps(chair, 1, 2023) == (4,)


def test_only_who_may_import_registers_does_and_no_case_can_be_read_by_it(desk):
    for role in ("mediator", "admin", "entry", "street"):
        with pytest.raises(Denied):
            preview(of(desk, "x", role), sheet(GOOD))
        with pytest.raises(Denied):
            of(desk, "x", role).do("cases.import_register", rows=())
    head = of(desk, "h", "head")
    head.do("cases.import_register", rows=preview(head, sheet(GOOD)).rows)
    with pytest.raises(Denied):
        head.ids(Query(Case))
    assert hidden(of(desk, "m", "mediator"), Case) == frozenset()


def test_nothing_of_a_row_stands_in_the_audit_or_in_the_name_of_the_act(desk):
    desk.do("cases.import_register", rows=preview(desk, sheet(row((3, "隐名甲")))).rows)
    texts = desk.store.execute('SELECT coalesce("text", \'\') FROM "audit"').fetchall()
    labels = desk.store.execute('SELECT "label" FROM "act"').fetchall()
    assert not [text for (text,) in (*texts, *labels) if "隐名甲" in text or "人调字" in text]


def test_rows_that_wait_come_back_as_a_table_that_is_read_again(desk):
    table = sheet(row((2, "3月15日"), (10, "一千多")), row((1, "红2"), (2, "同上"), (10, "许多")))
    failed = preview(desk, table).failed(table)
    assert failed.headings[-1] == "原因" and [one[2] for one in failed.rows] == ["2023-03-15", "2023-03-15"]
    again = Sheet([list(failed.headings), *map(list, failed.rows)])
    assert [one.case["accepted_on"] for one in preview(desk, again).rows] == ["2023-03-15"] * 2


def test_a_file_without_headings_or_a_store_without_committee_says_what_to_do(desk):
    with pytest.raises(Unreadable, match="受理日期"):
        preview(desk, Sheet([["甲", "乙"], [1, 2]]))
    desk.do("committees.add", values=desk.take(Committee, {
        "name": "街道调委会", "short_name": "街道", "kind": "街道调委会"}))
    with pytest.raises(Problems, match="几个调委会"):
        preview(desk, sheet(GOOD))
    assert preview(desk, sheet(GOOD), committee="红旗").numbers["new"] == 1


@pytest.mark.parametrize(("text", "sides"), [
    ("甲与乙", ("甲", "乙")), ("和某诉刘和平", ("和某", "刘和平")), ("甲、乙、丙", ("甲", "乙、丙")),
    ("刘和平", ("刘和平", ""))])
def test_one_column_for_both_sides_is_parted(text, sides):
    assert split_sides(text) == sides


def test_a_phone_beside_a_name_is_no_part_of_the_name():
    [one] = parties_of("甲某 13900000001", "applicant")
    assert (one["name"], one["phone"]) == ("甲某", "13900000001")
