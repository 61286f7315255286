"""The timeline of a record: every act in words, masked, with who and why; what was let go is said to be."""
from __future__ import annotations

from datetime import timedelta

from center.attachments import Upload
from center.desk import Desk
from center.history import PURGED, related, timeline
from db.days import Day
from db.models.members import Member
from db.models.people import Person
from db.models.reception import Voice
from tests.stores import Clock, add_branch, add_member, id_card


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_branch(desk, "第二党支部")
    add_member(desk, "张三", id_card("19700101", 1), **{"手机号": "13800000000"})


def edit(desk: Desk, **texts: str) -> None:
    desk.do("members.edit", id=1, values=desk.take(Member, texts))


def events(desk: Desk, limit: int = 30):
    return timeline(desk, Member, 1, limit)[0]


def test_a_change_is_told_in_words_masked_and_by_name(desk: Desk):
    edit(desk, 手机号="13911111111", 所在党支部="第二党支部", 备注="常年在外")
    newest, oldest = events(desk)
    assert (newest.what, newest.who, oldest.what) == ("修改", "林晓", "登记")
    assert set(newest.lines) == {
        "手机号：138****0000 → 139****1111", "所在党支部：第一党支部 → 第二党支部", "备注：填写 常年在外",
    }


def test_what_was_emptied_and_what_was_rewritten_is_told(desk: Desk):
    edit(desk, 备注="常年在外")
    edit(desk, 备注="已经回来")
    edit(desk, 手机号="")
    lines = [line for one in events(desk) for line in one.lines]
    assert "备注：改了内容" in lines and "手机号：清空，原为 138****0000" in lines


def test_an_undone_change_and_its_undo_are_both_told(desk: Desk):
    edit(desk, 备注="写错了")
    desk.undo()
    what = [one.what for one in events(desk)]
    assert what[:2] == ["撤销：修改党员 张三", "修改（已撤销）"]


def test_who_looked_and_why_is_one_line(desk: Desk):
    for path in ("person.phone", "person.id_card"):
        desk.reveal(Member, 1, path, "核对身份证")
    newest = events(desk)[0]
    assert newest.what == "查看了完整内容" and newest.reason == "核对身份证"
    assert newest.lines == ("手机号", "公民身份证号")


def test_attachments_stand_in_the_timeline_of_their_row(desk: Desk):
    aid = desk.do("attachments.add", owner="members", row=desk.get(Member, 1).uid, file=Upload("表.pdf", b"%PDF-1"))
    desk.do("attachments.rename", id=aid, name="审批表")
    desk.do("attachments.remove", id=aid)
    assert [one.what for one in events(desk)[:3]] == [
        "删除附件：审批表.pdf", "附件改名：表.pdf → 审批表.pdf", "添加附件：表.pdf",
    ]


def test_values_that_were_let_go_are_said_to_be(desk: Desk, clock: Clock):
    edit(desk, 手机号="13911111111")
    clock.now += timedelta(days=4000)
    desk.accept_clock()
    desk.do("settings.purge_history")
    newest = events(desk)[0]
    assert newest.lines == ("手机号", PURGED)


def test_a_domain_adds_its_own_days_and_their_rows_open(desk: Desk):
    person = next(rid for record, rid in related(desk, Member, 1) if record is Person)
    given = {"issued_on": Day("2026-03-05"), "person": person, "kind": "residence", "purpose": "办理入学",
             "content": "在本社区居住"}
    cid = desk.do("certificates.add", values=given)
    found = [one for one in events(desk) if one.target]
    assert [(one.what, one.target, one.timed) for one in found] == [("出具证明", ("certificates", cid), False)]
    texts = {"来源": "来访", "收到日期": "2026-11-18", "反映事项": "路灯不亮"}
    vid = desk.do("voices.add", values=desk.take(Voice, texts))
    assert timeline(desk, Voice, vid)[0][-1].what == "收到"


def test_a_human_is_found_in_her_other_rows(desk: Desk):
    [(record, person)] = related(desk, Member, 1)
    assert record is Person
    assert list(related(desk, Person, person)) == [(Member, 1)]


def test_a_thousand_events_are_read_in_few_statements_and_page_by_page(desk: Desk, statements):
    uid = desk.get(Member, 1).uid
    for _turn in range(1000):
        desk.told("print", "members", uid, "证明")
    statements.clear()
    first, more = timeline(desk, Member, 1)
    assert len(first) == 30 and more and len(statements) < 40
    whole, more = timeline(desk, Member, 1, 2000)
    assert len(whole) == 1001 and not more



def test_the_humans_own_acts_need_the_right_to_read_people(desk: Desk):
    edit(desk, 手机号="13911111111", 备注="常年在外")
    desk.may = lambda right: right != "people.read"
    assert [line for one in events(desk) for line in one.lines] == ["备注：填写 常年在外"]


def test_nobodys_voices_are_gathered_in_her_timeline(desk: Desk):
    person = next(rid for record, rid in related(desk, Member, 1) if record is Person)
    texts = {"来源": "来访", "收到日期": "2026-11-18", "反映事项": "路灯不亮"}
    desk.do("voices.add", values=desk.take(Voice, texts) | {"person": person})
    for record, rid in ((Member, 1), (Person, person)):
        assert "路灯" not in repr(timeline(desk, record, rid)[0])
