"""Undo and redo of acts, what may be put back from 最近删除, and the histories of text fields."""

from __future__ import annotations

import pytest

from center import removed
from center.desk import Desk, Who
from db.errors import Conflict, Denied, Missing, Problems
from db.journal import Act
from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from db.tx import Tx
from tests.stores import Clock, add_branch, add_member, id_card
from views.state.removed import RemovedState


def first_rows(desk: Desk) -> None:
    add_branch(desk)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.forward(minutes=1)
    return clock


def names(desk: Desk) -> list[str]:
    return [row.texts[0] for row in desk.page(Query(Branch, sort=(("id", "asc"),)), paths=["name"]).rows]


def other(desk: Desk, *roles: str, login: str = "chen") -> Desk:
    return Desk(desk.store, Who(login, "陈录入", roles or ("head",)), clock=desk._clock)


# ---- redo


def test_what_was_taken_back_is_done_again_with_its_name(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    before = desk.get(Member, rid)
    desk.undo()
    assert desk.next_undo().label == "新增党组织 第一党支部"
    assert desk.redo() == "新增党员 王明" and desk.get(Member, rid) == before
    assert desk.find("王明")[0] and desk.next_redo() is None
    assert desk.undo() == "新增党员 王明" and desk.page(Query(Person)).total == 0


def test_several_steps_go_back_and_forth_in_order(desk: Desk):
    first = add_branch(desk, "第二党支部")
    for name in ("甲支部", "乙支部", "丙支部"):
        desk.do("branches.edit", id=first, values={"name": name})
    assert [desk.undo() for _ in range(4)][-1] == "新增党组织 第二党支部" and names(desk) == ["第一党支部"]
    told = [desk.redo() for _ in range(3)]
    assert told[0] == "新增党组织 第二党支部" and names(desk)[1] == "乙支部"
    desk.undo()
    assert names(desk)[1] == "甲支部"
    desk.redo()
    desk.redo()
    assert names(desk)[1] == "丙支部" and desk.next_redo() is None


def test_a_new_act_clears_what_could_be_done_again(desk: Desk):
    add_branch(desk, "第二党支部")
    desk.undo()
    assert desk.next_redo().label == "新增党组织 第二党支部"
    add_branch(desk, "第三党支部")
    assert desk.next_redo() is None
    with pytest.raises(Missing, match="没有可以重做"):
        desk.redo()
    assert desk.undo() == "新增党组织 第三党支部" and desk.redo() == "新增党组织 第三党支部"


def test_a_row_that_somebody_changed_since_is_not_done_again(desk: Desk):
    rid = add_branch(desk, "第二党支部")
    desk.do("branches.edit", id=rid, values={"name": "甲支部"})
    desk.undo()
    other(desk).do("branches.edit", id=rid, values={"name": "乙支部"})
    with pytest.raises(Conflict, match="党组织"):
        desk.redo()
    assert names(desk)[1] == "乙支部"


def test_a_removal_is_done_again_and_taken_back_once_more(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    desk.do("members.remove", id=rid)
    desk.undo()
    assert desk.redo() == "删除党员 王明" and desk.page(Query(Member)).total == 0
    assert desk.undo() == "删除党员 王明" and desk.get(Member, rid).title == "王明"


def test_the_steps_of_two_accounts_are_their_own(desk: Desk):
    add_branch(desk, "第二党支部")
    hers = other(desk)
    add_branch(hers, "第三党支部")
    assert desk.undo() == "新增党组织 第二党支部" and hers.next_redo() is None
    assert hers.undo() == "新增党组织 第三党支部" and desk.redo() == "新增党组织 第二党支部"


def test_a_step_of_an_earlier_sign_in_or_of_many_rows_is_no_passing_matter(desk: Desk, clock: Clock):
    assert desk.long_ago(desk.next_undo())
    add_branch(desk, "第二党支部")
    assert not desk.long_ago(desk.next_undo())
    assert desk.long_ago(desk.next_undo()._replace(rows=51))


def test_only_the_named_step_is_taken_back(desk: Desk):
    add_branch(desk, "第二党支部")
    named = desk.next_undo().act
    add_branch(desk, "第三党支部")
    with pytest.raises(Missing, match="最近一步"):
        desk.undo(named)
    assert len(names(desk)) == 3 and Act.select().where(Act.command == "undo").count() == 0


# ---- what was removed


def test_a_removed_row_is_listed_and_put_back_though_it_was_not_the_last_act(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1), 手机号="13800001234")
    before = desk.get(Member, rid)
    desk.do("members.remove", id=rid)
    add_branch(desk, "第二党支部")
    [line] = removed.lines(desk)
    assert (line.what, line.title, line.who, line.undone) == ("党员", "王明", "林晓", False)
    assert desk.do("restore_removed", rows=[line.uid]) == 1
    assert desk.get(Member, rid) == before and desk.find("王明")[0] and removed.lines(desk) == []
    assert desk.undo() == "恢复党员 王明" and len(removed.lines(desk)) == 1


def test_what_a_row_points_at_comes_back_with_it(desk: Desk):
    branch = add_branch(desk, "第二党支部")
    rid = add_member(desk, "王明", id_card("19700101", 1), "第二党支部")
    person = desk.ids(Query(Person))[0]
    desk.do("members.remove", id=rid)
    desk.do("people.remove", id=person)
    desk.do("branches.remove", id=branch)
    lines = {line.what: line for line in removed.lines(desk)}
    assert lines["党员"].title == "王明"
    assert desk.do("restore_removed", rows=[lines["党员"].uid]) == 3
    assert desk.get(Member, rid).texts["branch"] == "第二党支部"


def test_several_rows_come_back_in_one_act(desk: Desk):
    for name in ("甲支部", "乙支部", "丙支部"):
        desk.do("branches.remove", id=add_branch(desk, name))
    uids = [line.uid for line in removed.lines(desk)]
    assert desk.do("restore_removed", rows=uids) == 3 and len(names(desk)) == 4
    assert desk.undo() == "恢复已删除的记录 3 条" and names(desk) == ["第一党支部"]


def test_a_number_that_was_taken_meanwhile_refuses_in_a_sentence(desk: Desk):
    card = id_card("19700101", 1)
    old = desk.do("people.add", values={"name": "王明", "id_card": card})
    desk.do("people.remove", id=old)
    desk.do("people.add", values={"name": "王明", "id_card": card})
    [line] = removed.lines(desk)
    with pytest.raises(Problems, match="恢复不了：现在已有一条人员是这个公民身份证号"):
        desk.do("restore_removed", rows=[line.uid])
    assert desk.page(Query(Person)).total == 1


def test_what_was_put_back_already_or_points_at_nothing_is_told(desk: Desk):
    branch = add_branch(desk, "第二党支部")
    desk.do("branches.remove", id=branch)
    [line] = removed.lines(desk)
    desk.undo()
    with pytest.raises(Missing, match="已经恢复过"):
        desk.do("restore_removed", rows=[line.uid])
    with pytest.raises(Missing, match="请先选"):
        desk.do("restore_removed", rows=[])


def test_only_what_the_account_may_edit_is_listed_and_put_back(desk: Desk):
    from center.accounts.keys import add_account
    from tests.stores import QUICK

    add_account(desk, "chen", "陈录入", ("entry",), "another-2026", QUICK)
    desk.do("branches.remove", id=add_branch(desk, "第二党支部"))
    [line] = removed.lines(desk)
    clerk = other(desk, "entry")
    assert removed.lines(clerk) == []
    with pytest.raises(Denied, match="党组织"):
        clerk.do("restore_removed", rows=[line.uid])


def test_a_new_row_that_was_taken_back_is_listed_too(desk: Desk, clock: Clock):
    add_branch(desk, "第二党支部")
    desk.undo()
    add_branch(desk, "第三党支部")
    [line] = removed.lines(desk)
    assert line.undone and line.title == "第二党支部"
    clock.forward(days=31)
    assert removed.lines(desk) == []


def test_an_import_that_was_taken_back_is_one_line_and_comes_back_whole(desk: Desk):
    with desk.store.writing():
        tx = Tx(desk.store, command="test", label="导入", account="lin", now=desk.now())
        people = tx.add_many(Person, [{"name": f"王{number}"} for number in range(300)])
        tx.add_many(Member, [{"person": one, "category": "1", "branch": 1} for one in people])
        tx.finish()
    desk.undo()
    gone = add_branch(desk, "第二党支部")  # from here on redo gives them back no more
    desk.do("branches.remove", id=gone)
    [removed_by_hand, line] = removed.lines(desk)
    assert removed_by_hand.what == "党组织" and (line.what, line.rows, line.undone) == ("党员", 300, True)
    state = RemovedState(desk)
    assert state.fetch(state.load())[1].texts[1] == "王299 等 300 条" and state.count == "共 2 条"
    assert state.restore([2]) == 600 and desk.page(Query(Member)).total == 300
    assert [one.what for one in removed.lines(desk)] == ["党组织"]


def test_what_comes_along_needs_the_right_to_edit_it_too(desk: Desk):
    desk.do("members.remove", id=add_member(desk, "王明", id_card("19700101", 1)))
    desk.do("people.remove", id=desk.ids(Query(Person))[0])
    [line] = [line for line in removed.lines(desk) if line.what == "党员"]
    clerk = other(desk)
    clerk.may = lambda right: right != "people.edit"
    with pytest.raises(Denied, match="人员"):
        clerk.do("restore_removed", rows=[line.uid])
    assert desk.do("restore_removed", rows=[line.uid]) == 2


def test_many_removed_rows_come_back_each_in_a_few_statements(desk: Desk, statements):
    with desk.store.writing():
        tx = Tx(desk.store, command="test", label="导入", account="lin", now=desk.now())
        rids = tx.add_many(Branch, [{"name": f"第{number}支部"} for number in range(600)])
        tx.finish()
    desk.do("branches.remove_many", reason="重复导入", ids=rids)
    uids = [line.uid for line in removed.lines(desk)]
    statements.clear()
    assert desk.do("restore_removed", rows=uids) == 600
    assert len(statements) < 4 * 600, "each by itself, none among all the others"
