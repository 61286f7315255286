"""One way to write: rights, problems, undo, conflicts, the audit and the clock."""
from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from center import opening
from center.clock import ClockDoubt
from center.desk import Desk
from db.errors import Conflict, Denied, Missing, Problems
from db.journal import Act, Audit
from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.settings import OfficialNumber
from tests.stores import CENTRE, LOGIN, PASSWORD, QUICK, Clock, add_branch, add_member, id_card, new_desk


def first_rows(desk: Desk) -> None:
    add_branch(desk)


def test_a_member_is_one_human_and_her_membership(desk: Desk):
    rid = add_member(desk, "单小明", id_card("19491231", 2))
    entry = desk.get(Member, rid)
    assert entry.texts["person.sex"] == "女" and entry.texts["person.birth"] == "1949-12-31"
    assert entry.texts["standing"] == "正常"
    assert entry.title == "单小明"


def test_all_problems_are_told_at_once_at_their_fields(desk: Desk):
    values = desk.take(Member, {"姓名": "12", "公民身份证号": "110105194912310021", "手机号": "1380000"})
    with pytest.raises(Problems) as refused:
        desk.do("members.add", values=values)
    assert set(refused.value.fields) == {"person.name", "person.id_card", "person.phone", "branch"}
    assert desk.page(Query(Person)).total == 0


def test_two_members_with_one_id_are_refused_at_the_field(desk: Desk):
    add_member(desk, "王明", id_card("19700101", 1))
    with pytest.raises(Problems) as refused:
        add_member(desk, "李明", id_card("19700101", 1))
    assert "王明" in str(refused.value.fields["person.name"])
    with pytest.raises(Problems):
        add_member(desk, "王明", id_card("19700101", 1))
    assert desk.page(Query(Member)).total == 1


def test_a_known_person_becomes_a_member_without_a_second_entry(desk: Desk):
    card = id_card("19700101", 1)
    desk.do("people.add", values=desk.take(Person, {"姓名": "王明", "公民身份证号": card, "手机号": "13800001234"}))
    rid = add_member(desk, "王明", card)
    assert desk.page(Query(Person)).total == 1
    assert desk.get(Member, rid).texts["person.phone"] == "138****1234"


def test_undo_takes_back_the_last_act_with_its_name(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    texts = {"外出流向": "青岛", "person.phone": "13800001234"}
    desk.do("members.edit", id=rid, revision=1, values=desk.take(Member, texts))
    assert desk.undo() == "修改党员 王明"
    assert desk.get(Member, rid).texts["mobile_to"] == "" and desk.get(Member, rid).texts["person.phone"] == ""
    assert desk.undo() == "新增党员 王明"
    assert desk.page(Query(Member)).total == desk.page(Query(Person)).total == 0
    assert desk.find("王明") == ([], False)


def test_a_removed_record_comes_back_whole(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1), 手机号="13800001234")
    before = desk.get(Member, rid)
    desk.do("members.remove", id=rid)
    assert desk.page(Query(Member)).total == 0
    desk.undo()
    assert desk.get(Member, rid) == before


def test_undo_stops_where_somebody_changed_the_row_since(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    desk.do("members.edit", id=rid, revision=1, values={"mobile_to": "青岛"})
    with pytest.raises(Missing):
        desk.undo(act=Act.select(Act.id).where(Act.command == "members.add").scalar())
    assert desk.get(Member, rid).texts["mobile_to"] == "青岛"


def test_a_stale_form_is_a_conflict_and_changes_nothing(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    desk.do("members.edit", id=rid, revision=1, values={"mobile_to": "青岛"})
    with pytest.raises(Conflict):
        desk.do("members.edit", id=rid, revision=1, values={"mobile_to": "烟台"})
    assert desk.get(Member, rid).texts["mobile_to"] == "青岛"


def test_a_branch_with_members_is_not_removed(desk: Desk):
    add_member(desk, "王明", id_card("19700101", 1))
    branch = desk.ids(Query(Branch))[0]
    with pytest.raises(Problems, match="还有别的记录"):
        desk.do("branches.remove", id=branch)


def test_the_audit_masks_and_its_chain_shows_an_edit(desk: Desk):
    from db import chain
    from db.questions.journal import chain_rows

    card = id_card("19700101", 1)
    add_member(desk, "王小明", card, 手机号="13800001234", 家庭住址="晨光小区3号楼2单元501")
    words = "\n".join(row.text or "" for row in Audit.select())
    assert card not in words and "13800001234" not in words and "501" not in words and "王小明" not in words
    assert chain.verify(chain_rows(), desk.store.audit_key).whole
    with desk.store.writing():
        Audit.update(text="{}").where(Audit.seq == 3).execute()
    assert chain.verify(chain_rows(), desk.store.audit_key).broken == 3


def test_a_full_number_is_shown_only_with_right_and_reason(desk: Desk):
    rid = add_member(desk, "王明", id_card("19700101", 1))
    with pytest.raises(Denied):
        desk.reveal(Member, rid, "person.id_card", " ")
    assert desk.reveal(Member, rid, "person.id_card", "核对身份证") == id_card("19700101", 1)
    last = Audit.select().order_by(Audit.seq.desc()).first()
    assert (last.action, last.reason) == ("reveal", "核对身份证")


def test_an_account_without_the_right_is_told_whom_to_ask(desk: Desk):
    from center.accounts.keys import add_account
    add_account(desk, "chen", "陈录入", ("entry",), "another-2026", QUICK)
    folder = desk.store.folder
    desk.close()
    clerk = opening.sign_in(folder, "chen", "another-2026", clock=Clock())
    with pytest.raises(Denied, match="陈录入"):
        clerk.ids(Query(Member))
    with pytest.raises(Denied):
        clerk.do("branches.add", values={"name": "第二党支部"})
    clerk.close()


def test_a_clock_that_went_back_is_asked_before_writing(desk: Desk, clock: Clock):
    add_member(desk, "王明", id_card("19700101", 1))
    last = desk.today()
    clock.forward(days=-30)
    with pytest.raises(ClockDoubt, match="还早"):
        add_member(desk, "李明", id_card("19700102", 1))
    assert desk.today() == last
    desk.accept_clock()
    add_member(desk, "李明", id_card("19700102", 1))


def test_a_clock_400_days_later_is_asked_too(desk: Desk, clock: Clock):
    clock.forward(days=401)
    with pytest.raises(ClockDoubt, match="400"):
        add_member(desk, "王明", id_card("19700101", 1))


def test_a_wrong_password_opens_nothing_and_a_second_process_is_refused(desk: Desk):
    with pytest.raises(Denied, match="已经打开"):
        opening.sign_in(desk.store.folder, LOGIN, PASSWORD, clock=Clock())
    desk.close()
    with pytest.raises(Denied, match="账号或密码不对"):
        opening.sign_in(desk.store.folder, LOGIN, "wrong", clock=Clock())
    again = opening.sign_in(desk.store.folder, LOGIN, PASSWORD, clock=Clock())
    again.close()


def test_listeners_hear_what_changed_after_the_commit(desk: Desk):
    heard = []
    desk.listen(heard.append)
    add_member(desk, "王明", id_card("19700101", 1))
    assert heard == [frozenset({"members", "people"})]


def test_a_number_counts_from_the_day_it_takes_effect(desk: Desk, clock: Clock):
    desk.do("settings.set_number", key="training.staff_hours", value="48", source="街道通知",
            effective_from="2027-01-01")
    assert desk.number("training.staff_hours") == 40
    clock.forward(days=42)
    assert desk.today().isoformat() == "2027-01-01" and desk.number("training.staff_hours") == 48


def test_an_official_number_keeps_its_history_and_source(desk: Desk):
    assert desk.number("training.staff_hours") == 40
    with pytest.raises(Problems) as refused:
        desk.do("settings.set_number", key="training.staff_hours", value="很多", source="")
    assert set(refused.value.fields) == {"value", "source"}
    desk.do("settings.set_number", key="training.staff_hours", value="48", source="街道2026年通知")
    assert desk.number("training.staff_hours") == 48
    rows = OfficialNumber.select().where(OfficialNumber.key == "training.staff_hours").order_by(OfficialNumber.id)
    assert [(row.value, row.local) for row in rows] == [("40", False), ("48", True)]
    desk.undo()
    assert desk.number("training.staff_hours") == 40


def test_many_rows_are_one_act_that_is_undone_at_once(desk: Desk):
    rows = [{"name": f"第{number}支部"} for number in range(300)]
    with desk.store.writing():
        from db.tx import Tx
        tx = Tx(desk.store, command="import", label="导入 300 行", account=LOGIN, now=desk.now())
        ids = tx.add_many(Branch, rows)
        tx.finish()
    assert len(set(ids)) == 300 and desk.page(Query(Branch, search="第299")).total == 1
    assert Audit.select().where(Audit.record == "branches").count() == 301
    assert desk.undo() == "导入 300 行"
    assert desk.page(Query(Branch)).total == 1 and desk.find("第299支部") == ([], False)


def test_a_command_that_fails_leaves_nothing(desk: Desk):
    before = Audit.select().count(), Act.select().count()
    with pytest.raises(Problems):
        desk.do("members.add", values={"person.name": "王明", "person.id_card": id_card("19700101", 1)})
    assert (Audit.select().count(), Act.select().count()) == before
    assert json.loads(Audit.select(Audit.text).where(Audit.record == "centres").scalar())["层级"] == ["社区"]


def test_an_attachment_is_kept_once_inside_the_store(desk: Desk):
    from db.journal import Blob
    from db.tx import Tx

    with desk.store.writing():
        tx = Tx(desk.store, command="test", label="测试", account=LOGIN, now=desk.now())
        assert tx.keep_file(b"%PDF-1.7") == tx.keep_file(b"%PDF-1.7")
        tx.finish()
    assert Blob.select().count() == 1


def test_a_refused_clock_takes_nothing_back(desk: Desk, clock: Clock):
    add_branch(desk, "第二党支部")
    clock.forward(days=-30)
    with pytest.raises(ClockDoubt):
        desk.undo()
    assert len(desk.ids(Query(Branch))) == 2
    desk.accept_clock()
    assert desk.undo() == "新增党组织 第二党支部"


def test_a_centre_without_a_name_is_not_made(tmp_path: Path):
    for centre, login in (({"name": "  "}, LOGIN), ({"name": "晨" * 500}, LOGIN), (CENTRE, " ")):
        with pytest.raises(Problems):
            opening.create(tmp_path, centre, login, "林晓", PASSWORD, kdf=QUICK)
    assert not opening.exists(tmp_path)


def test_a_setting_up_that_fails_leaves_an_empty_folder_and_a_free_lock(tmp_path: Path):
    def broken() -> datetime:
        raise OSError("no clock")

    with pytest.raises(OSError, match="no clock"):
        opening.create(tmp_path, CENTRE, LOGIN, "林晓", PASSWORD, clock=broken, kdf=QUICK)
    assert not opening.exists(tmp_path)
    new_desk(tmp_path).close()


def test_an_undo_that_is_stopped_half_way_takes_nothing_back(desk: Desk):
    from center.stopping import Cancelled
    from db.tx import Tx

    with desk.store.writing():
        tx = Tx(desk.store, command="import", label="导入 1200 行", account=LOGIN, now=desk.now())
        tx.add_many(Branch, [{"name": f"第{number}支部"} for number in range(1200)])
        tx.finish()
    heard: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        desk.undo(progress=lambda done, total: heard.append((done, total)), cancel=lambda: len(heard) == 1)
    assert heard == [(500, 1200)]
    assert desk.page(Query(Branch)).total == 1201 and desk.find("第1199支部")[0]
    assert desk.undo() == "导入 1200 行" and desk.page(Query(Branch)).total == 1
