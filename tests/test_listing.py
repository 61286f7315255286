"""Conditions of lists: what they find, how they are said, what of a saved view is gone, and who may ask what."""

from __future__ import annotations

import json
from datetime import date

import pytest

from center.desk import Desk, Who
from center.listing import Condition, filters, ops, tally, typed, understood, words
from center.offering import offer
from db import listing, search
from db.errors import Denied, Missing, Problems
from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.reception import Voice
from db.record import column
from tests.stores import add_branch, add_member, id_card
from views.state.list_filter import HIGH, LOW, TEXT, WHOLE, Filtering, asked
from views.state.list_views import ListViews
from views.state.listing import AMONG, ListState

TODAY = date(2026, 11, 20)  # a Friday
NAMES = ("张三", "单小明", "王芳", "欧阳雪", "仇英", "区少华")


def first_rows(desk: Desk) -> None:
    for name in ("第一党支部", "第二党支部", "第三党支部"):
        add_branch(desk, name)
    joined = ("2026-11-03", "2026-11", "2026", "2026-10-31", "2025-06-01", "")
    for place, name in enumerate(NAMES):
        add_member(desk, name, id_card(f"19{50 + place}0101", place + 1), "第一党支部" if place % 2 else "第二党支部",
                   **{"joined": joined[place], "person.phone": f"1380000123{place}",
                      "mobile": "是" if place < 2 else "", "note": "100%_好" if place == 3 else "",
                      "person.address": f"{place + 1}号楼2单元501" if place else ""})


def found(desk: Desk, *conditions: Condition, record=Member, path: str = "person.name") -> set[str]:
    ids = desk.ids(Query(record, filters=filters(conditions, TODAY)))
    return {row.texts[0] for row in desk.rows(record, ids, [path])}


# ---- what they find


def test_several_conditions_hold_at_once_and_several_values_of_one_are_either(desk: Desk) -> None:
    first, second, third = (desk.ids(Query(Branch, search=name))[0] for name in ("第一", "第二", "第三"))
    assert found(desk, Condition("branch", "any", (first, second))) == set(NAMES)
    assert found(desk, Condition("branch", "any", (third,))) == set()
    both = Condition("branch", "any", (second,)), Condition("mobile", "any", (True,))
    assert found(desk, *both) == {"张三"}
    assert found(desk, Condition("mobile", "any", (None, False))) == set(NAMES) - {"张三", "单小明"}


@pytest.mark.parametrize(("span", "names"), [
    ("month", {"张三", "单小明"}), ("year", {"张三", "单小明", "王芳", "欧阳雪"}), ("today", set()), ("week", set()),
    ("quarter", {"张三", "单小明", "欧阳雪"}),
    (("2026-11-04", None), set()), (("2026-10-15", "2026-11-15"), {"张三", "欧阳雪"}),
    ((None, "2025-12-31"), {"仇英"}),
])
def test_a_day_known_to_its_month_lies_in_a_span_only_as_a_whole(desk: Desk, span, names: set[str]) -> None:
    assert found(desk, Condition("joined", "span", span)) == names


def test_texts_are_found_as_they_stand_and_empty_ones_as_empty(desk: Desk) -> None:
    assert found(desk, Condition("note", "has", "%_")) == {"欧阳雪"}
    assert found(desk, Condition("note", "empty", False)) == {"欧阳雪"}
    assert found(desk, Condition("joined", "empty", True)) == {"区少华"}
    assert found(desk, Condition("person.address", "empty", True)) == {"张三"}


def test_an_id_number_is_asked_by_its_birth_date(desk: Desk) -> None:
    born = Condition("person.id_card", "span", ("1951-01-01", "1952-12-31"))
    assert found(desk, born) == {"单小明", "王芳"}


def test_values_are_counted_among_what_is_listed(desk: Desk) -> None:
    counts = tally(desk, Query(Member, filters=(("mobile", "eq", True),)), "branch")
    assert sorted(counts.values()) == [1, 1]
    assert tally(desk, Query(Member), "mobile") == {None: 4, True: 2}


# ---- who may ask what


@pytest.fixture
def window_clerk(desk: Desk):
    """An account that may read people but see no number in full."""
    return Desk(desk.store, Who("wang", "王燕", ("entry",)), clock=lambda: desk.now())


def test_nobody_guesses_a_hidden_value_sign_by_sign(window_clerk: Desk) -> None:
    assert not window_clerk.may("reveal")
    for guess in (("phone", "has", "138"), ("id_card", "ge", "99"), ("address", "between", ("1", "2"))):
        with pytest.raises(Denied, match="遮盖"):
            window_clerk.ids(Query(Person, filters=(guess,)))
    assert len(window_clerk.ids(Query(Person, filters=(("phone", "empty", False),)))) == 6
    with pytest.raises(Denied):
        tally(window_clerk, Query(Person), "phone")
    state = ListState(window_clerk, Person)
    making = Filtering(state, "phone")
    assert [one.label for one in making.offers] == ["已填", "未填"] and not making.typings and "遮盖" in making.note
    assert understood(window_clerk, Person, ["phone", "has", "138"])[0] is None


# ---- in words, as typed


@pytest.mark.parametrize(("text", "condition", "said"), [
    ("是否为流动党员=是、未填", Condition("mobile", "any", (True, None)), "是否为流动党员：是、未填"),
    ("加入党组织日期=本月", Condition("joined", "span", "month"), "加入党组织日期：本月"),
    ("joined=2025..2026.6", Condition("joined", "span", ("2025-01-01", "2026-06-30")),
     "加入党组织日期：2025-01-01 到 2026-06-30"),
    ("joined=2026..", Condition("joined", "span", ("2026-01-01", None)), "加入党组织日期：2026-01-01 起"),
    ("备注~好", Condition("note", "has", "好"), "备注：含“好”"),
    ("备注=", Condition("note", "empty", True), "备注：未填"),
    ("备注!=", Condition("note", "empty", False), "备注：已填"),
    ("姓名=张三", Condition("person.name", "is", "张三"), "姓名：是“张三”"),
])
def test_a_typed_condition_is_said_as_a_pill(desk: Desk, text: str, condition: Condition, said: str) -> None:
    assert typed(desk, Member, text) == condition
    assert words(Member, condition) == said


def test_numbers_are_asked_from_and_to(desk: Desk) -> None:
    low = typed(desk, Branch, "任期（年）=3..")
    assert low == Condition("term_years", "range", (3, None)) and words(Branch, low) == "任期（年）：3 起"
    assert filters([typed(desk, Branch, "term_years=..4")], TODAY) == (("term_years", "between", (None, 4)),)


def test_a_typed_condition_that_cannot_be_says_why(desk: Desk) -> None:
    with pytest.raises(Missing, match="请从这里选"):
        typed(desk, Member, "没有这列=1")
    with pytest.raises(Problems, match="没有叫"):
        typed(desk, Member, "所在党支部=第九党支部")
    with pytest.raises(Problems, match="看不懂"):
        typed(desk, Member, "joined=昨儿个..")


# ---- making one


def test_a_column_offers_its_values_with_counts(desk: Desk) -> None:
    state = ListState(desk, Member)
    making = Filtering(state, "branch")
    offered = {(one.label, one.count) for one in making.offers}
    assert offered == {("第一党支部", "3"), ("第二党支部", "3"), ("未填", "0")}
    assert [one.label for one in making.narrowed("二")] == ["第二党支部"]
    state.ask(making.of_offers([making.offers[0].value]))
    assert state.tokens() == [("branch", f"所在党支部：{making.offers[0].label}")]
    assert [one.count for one in Filtering(state, "branch").offers] == ["3", "3", "0"]  # not among itself
    assert len(Filtering(state, "branch").ticked()) == 1
    assert Filtering(state, "person.name").of_offers([]) is None


def test_typed_ends_forgive_and_are_checked(desk: Desk) -> None:
    making = Filtering(ListState(desk, Member), "joined")
    assert making.of_texts({LOW: "2025", HIGH: "今天"}) == Condition("joined", "span", ("2025-01-01", "2026-11-20"))
    with pytest.raises(Problems) as refused:
        making.of_texts({LOW: "2026-05", HIGH: "2026-03"})
    assert list(refused.value.fields) == [HIGH]
    assert making.of_texts({LOW: " "}) is None
    name = Filtering(ListState(desk, Member), "person.name")
    assert name.of_texts({TEXT: "阳"}) == Condition("person.name", "has", "阳")
    assert name.of_texts({TEXT: "阳", WHOLE: "张三"}).op == "is"
    assert name.ops and ("joined", "加入党组织日期") in asked(ListState(desk, Member))


def test_tokens_say_what_is_asked_and_are_taken_away_one_by_one(desk: Desk) -> None:
    state = ListState(desk, Member)
    state.only(state.ids()[:2], "男 2")
    state.narrow("mobile", True)
    state.search = "张"
    assert [text for _path, text in state.tokens()] == ["只看：男 2", "是否为流动党员：是"]
    assert state.told() == ["只看：男 2", "是否为流动党员：是", "查找：张"]
    state.drop(AMONG)
    state.drop("mobile")
    assert not state.tokens() and len(state.ids()) == 1


# ---- columns


def test_columns_are_chosen_moved_and_kept_for_the_account(desk: Desk, window_clerk: Desk) -> None:
    chosen = ListState(desk, Member).columns_
    assert not chosen.flip("person.name") and chosen.flip("person.sex") and chosen.flip("post")
    assert chosen.move("post", -1) and not chosen.move("person.name", -1)
    chosen.put_before("branch", "category")
    chosen.set_width("branch", 333)
    chosen.keep()
    again = ListState(desk, Member)
    paths = [one.path for one in again.columns]
    assert "person.sex" not in paths and paths[-2] == "post" and paths.index("branch") < paths.index("category")
    branch = next(one for one in again.columns if one.path == "branch")
    assert branch.width == 333 and not branch.flex
    assert not any(one.priority for one in again.columns)  # what she chose herself never leaves
    assert [one.path for one in ListState(window_clerk, Member).columns] == again.columns_.standard
    again.columns_.restore()
    again.columns_.keep()
    assert desk.preference(again.columns_.key) is None


def test_columns_leave_by_width_until_she_chooses_and_what_is_sorted_by_never(desk: Desk) -> None:
    state = ListState(desk, Member)
    assert any(one.priority for one in state.columns)
    state.columns_.move("branch", -1)
    loose = next(one.path for one in state.columns if one.priority)
    state.sort = ((loose, "asc"),)
    assert {one.path: one.priority for one in state.columns}[loose] == 0
    assert any(one.priority for one in state.columns)  # an order is no choice
    state.columns_.flip("person.ethnicity")
    assert not any(one.priority for one in state.columns)


@pytest.mark.parametrize(
    "data", [7, {"paths": 3}, {"paths": []}, {"widths": [1]}, {"paths": ["gone"], "widths": {"x": 1}}]
)
def test_kept_columns_that_make_no_sense_are_as_if_nothing_was_kept(desk: Desk, data) -> None:
    desk.prefer("list.members.columns", data)
    assert ListState(desk, Member).columns[0].path == "person.name"


# ---- views


def test_a_view_brings_everything_back_under_its_name(desk: Desk) -> None:
    state = ListState(desk, Member)
    state.search, state.pill = "z", "1"
    state.narrow("mobile", True)
    state.ask(Condition("joined", "span", "month"))
    state.sort = (("branch", "asc"), ("person.birth", "desc"))
    state.columns_.flip("post")
    query = state.query
    assert state.views.save("  本月  新人 ") == "本月 新人"
    other = ListState(desk, Member)
    assert other.views.names() == ("本月 新人",) and other.views.open("本月 新人") == ""
    assert other.query == query and "post" in [one.path for one in other.columns]
    assert other.conditions == state.conditions


def test_views_are_renamed_removed_and_put_back(desk: Desk) -> None:
    views = ListState(desk, Member).views
    views.save("甲")
    views.save("甲")  # the opened one is saved over
    assert views.rename("甲", "乙") == "乙" and views.names() == ("乙",) and views.opened == "乙"
    fresh = ListViews(ListState(desk, Member))
    for name, words_ in (("乙", "换个名字"), ("", "起个名字"), ("长" * 31, "写短")):
        with pytest.raises(Problems, match=words_):
            fresh.save(name)
    kept = views.remove("乙")
    assert views.names() == () and views.opened == ""
    views.put_back("乙", kept)
    assert views.names() == ("乙",)


def test_a_view_of_which_parts_are_gone_opens_with_the_rest_and_says_so(desk: Desk) -> None:
    branch = desk.ids(Query(Branch, search="第三"))[0]
    desk.do("branches.remove", id=branch)
    data = {"pill": "99", "filters": [["branch", "any", [branch, desk.ids(Query(Branch))[0]]],
                                      ["shoe_size", "range", [40, None]], ["category", "any", ["nope"]],
                                      ["mobile", "any", [True]], "junk", ["joined", "span", "decade"]],
            "sort": [["shoe_size", "asc"], ["joined", "desc"]],
            "columns": {"paths": ["person.name", "shoe_size", "joined"]}, "labels": {"shoe_size": "鞋码"}}
    desk.prefer("list.members.view.旧", json.loads(json.dumps(data)))
    state = ListState(desk, Member)
    said = state.views.open("旧")
    assert said == "视图“旧”里的人员类别、所在党支部、鞋码、加入党组织日期现在没有了，其余的照常打开"
    assert [one.path for one in state.conditions] == ["branch", "mobile"]
    assert state.sort == (("joined", "desc"),) and [one.path for one in state.columns] == ["person.name", "joined"]
    assert state.ids() is not None
    desk.prefer("list.members.view.旧", data | {"labels": 7})  # of an earlier program, or broken
    assert "shoe_size" in state.views.open("旧")
    state.views.save("新")
    assert desk.preference("list.members.view.新")["labels"]["mobile"] == "是否为流动党员"
    assert "没有叫" in state.views.open("不在")


# ---- speed without another answer
def test_a_search_keeps_the_lists_own_order_after_every_act(desk):
    def found() -> list[str]:
        return [row.texts[0] for row in desk.rows(Person, desk.ids(Query(Person, search="1380000")), ["name"])]

    assert found() == ["区少华", "欧阳雪", "仇英", "单小明", "王芳", "张三"]
    rid = add_member(desk, "艾米", id_card("19900101", 44), "第一党支部", **{"person.phone": "13800009999"})
    assert found()[0] == "艾米"
    row = desk.get(Member, rid)
    desk.do("members.edit", id=rid, values={"person.name": "赵米"}, revision=row.revision)
    assert found()[-1] == "赵米"
    desk.undo()
    desk.undo()
    assert found() == ["区少华", "欧阳雪", "仇英", "单小明", "王芳", "张三"]


def test_the_first_rows_of_a_wide_search_are_those_of_the_whole_answer(desk, monkeypatch):
    asked = Query(Person, search="1")
    assert desk.first_ids(asked) is None, "so few are asked for at once"
    monkeypatch.setattr(search, "WIDE", 3)
    assert list(listing.first(desk.store, asked, 4)) == list(desk.ids(asked))[:4]
    both = Query(Person, search="1380000 1")
    assert list(desk.first_ids(both)) == list(desk.ids(both)) and len(desk.ids(both)) > 3
    assert desk.first_ids(Query(Person, search="1", filters=(("sex", "eq", "1"),))) is None
    assert desk.first_ids(Query(Member, search="1")) is None


# ---- what stays hidden


@pytest.mark.parametrize("asked", [
    ("phone", "within", ("138", None)), ("phone", "between", ("138", "139")), ("address", "has", "501"),
    ("id_card", "ge", "990101195"), ("landline", "within", (None, "2026")),
])
def test_no_condition_tells_a_hidden_value_sign_by_sign_either(window_clerk: Desk, asked) -> None:
    with pytest.raises(Denied, match="遮盖"):
        window_clerk.ids(Query(Person, filters=(asked,)))


def test_a_whole_number_and_a_birth_date_may_be_asked_for(window_clerk: Desk) -> None:
    for one in (("phone", "eq", "13800001230"), ("phone", "in", ["13800001230"]), ("phone", "empty", False),
                ("id_card", "within", ("1950-01-01", "1950-12-31"))):
        assert window_clerk.ids(Query(Person, filters=(one,)))


def test_a_list_is_not_sorted_by_what_is_hidden(desk: Desk, window_clerk: Desk) -> None:
    clerk = window_clerk
    for path in ("phone", "id_card", "address"):
        with pytest.raises(Denied, match="遮盖"):
            clerk.ids(Query(Person, sort=(("birth", "asc"), (path, "desc"))))
        assert desk.ids(Query(Person, sort=((path, "desc"),)))
    assert clerk.ids(Query(Person, sort=(("id", "asc"),))) and clerk.ids(Query(Person, sort=(("name_key", "asc"),)))
    columns = {one.path: one.sortable for one in ListState(clerk, Person).columns}
    assert columns["name"] and not columns["phone"]
    assert all(one.sortable for one in ListState(desk, Person).columns)


def test_a_view_that_was_sorted_by_what_is_hidden_now_opens_without_that(window_clerk: Desk) -> None:
    state = ListState(window_clerk, Person)
    state.sort = (("phone", "asc"), ("birth", "desc"))
    state.views.save("按电话")
    state.sort = ()
    assert "手机号" in state.views.open("按电话") and state.sort == (("birth", "desc"),)
    assert state.ids()


def test_a_saved_view_is_listed_from_the_command_line_too(desk: Desk) -> None:
    from views.cli.arguments import parser
    from views.cli.asking import _asked

    state = ListState(desk, Person)
    state.ask(Condition("sex", "any", ("1",)))
    state.sort = (("birth", "desc"),)
    state.views.save("男")
    query, asked = _asked(desk, Person, parser().parse_args(["list", "people", "--view", "男", "--where", "姓名~三"]))
    assert len(query.filters) == 2 and query.sort == (("birth", "desc"),) and asked[0].path == "name"


def test_long_figures_find_whole_numbers_only_for_those_who_may_not_see_them(desk):
    people = [Query(Person, search=text) for text in ("13800001231", "1231", "13800", "单小明 138000012", "3-2")]
    assert [len(desk.ids(query)) for query in people] == [1, 1, 6, 1, 1]
    clerk = Desk(desk.store, Who("yu", "于红", ("entry",)), clock=desk._clock)
    assert [len(clerk.ids(query)) for query in people] == [1, 1, 0, 0, 1]
    assert len(clerk.find("13800001231")[0]) == 1 and not clerk.find("1380000123")[0]
    assert not offer(clerk, Person, "张三 1380000123") and offer(clerk, Person, "张三")


def test_no_list_is_counted_by_resident(desk):
    assert ops(desk, column(Voice, "person")) == ("has", "empty")
    with pytest.raises(Denied, match="不按值计数"):
        tally(desk, Query(Voice), "person")
