"""Half-typed forms: kept in the store as typed, given back exactly, never anybody else's, and gone after their days."""

from __future__ import annotations

import pytest

from center import drafts
from center.desk import Desk, Who
from center.duties import home
from db.errors import Conflict, Missing
from db.journal import Act, Audit
from db.models.members import Member
from db.models.people import Person
from db.personal import Draft
from tests.stores import Clock, add_branch, add_member, id_card
from views.state.counter import Counter
from views.state.forms import FormState
from views.state.home import HomeState


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "王明", id_card("19700101", 1), 手机号="13800001234")


def typed(desk: Desk, rid: int | None = None, **texts: str) -> FormState:
    state = FormState(desk, Member, None if rid is None else desk.get(Member, rid))
    state.typed({path.replace("_", ".", 1) if path.startswith("person_") else path: text
                 for path, text in texts.items()})
    return state


def given_back(desk: Desk, number: int = 0) -> tuple[FormState, list]:
    kept = desk.drafts()[number]
    state = FormState(desk, Member, None if kept.rid is None else desk.get(Member, kept.rid))
    return state, state.take_up(kept)


def test_what_was_typed_comes_back_exactly_also_what_is_wrong(desk: Desk):
    texts = {"person_name": "张小", "person_phone": "1380000", "branch": "#1", "category": "乱写的"}
    mine = typed(desk, **texts)
    mine.keep("person.phone", 120)
    state, clashes = given_back(desk)
    assert state.changed == mine.changed and clashes == []
    assert state.labels() == {"branch": "第一党支部"}
    assert desk.drafts()[0].beside["focus"] == "person.phone" and desk.drafts()[0].beside["top"] == 120


def test_a_draft_is_no_act_and_grows_in_its_place(desk: Desk):
    before = Act.select().count(), Audit.select().count()
    mine = typed(desk, person_name="张小")
    mine.keep()
    mine.typed({"person.name": "张小龙"})
    mine.keep()
    assert [one.texts for one in desk.drafts()] == [{"person.name": "张小龙"}]
    assert (Act.select().count(), Audit.select().count()) == before


def test_nothing_typed_leaves_no_draft_and_emptied_again_takes_it_away(desk: Desk):
    mine = typed(desk, person_name="  ")
    mine.keep()
    assert desk.drafts() == []
    mine.typed({"person.name": "张"})
    mine.keep()
    mine.typed({})
    mine.keep()
    assert desk.drafts() == [] and mine.draft == 0


def test_saving_takes_the_draft_along_and_a_refused_save_does_not(desk: Desk):
    mine = typed(desk, person_name="张小龙", branch="#1", category="1")
    mine.keep()
    with pytest.raises(Exception, match="身份证"):
        mine.save()
    assert len(desk.drafts()) == 1
    mine.typed({"person.name": "张小龙", "branch": "#1", "category": "1", "person.id_card": id_card("19800101", 3)})
    mine.save()
    assert desk.drafts() == []


def test_several_new_forms_are_several_drafts_and_a_row_has_one(desk: Desk):
    for name in ("张", "李"):
        typed(desk, person_name=name).keep()
    typed(desk, 1, mobile_to="青岛").keep()
    typed(desk, 1, mobile_to="烟台").keep()
    assert [(one.rid, one.texts) for one in desk.drafts()] == [
        (1, {"mobile_to": "烟台"}), (None, {"person.name": "李"}), (None, {"person.name": "张"})]


def test_another_account_sees_none_of_them(desk: Desk):
    typed(desk, person_name="张").keep()
    hers = Desk(desk.store, Who("chen", "陈录入", ("head",)), clock=Clock())
    assert hers.drafts() == [] and hers.draft(desk.drafts()[0].id) is None
    hers.drop_draft(desk.drafts()[0].id)
    typed(hers, 1, mobile_to="青岛").keep()
    typed(desk, 1, mobile_to="烟台").keep()
    assert len(desk.drafts()) == 2 and hers.draft_of(Member, 1).texts == {"mobile_to": "青岛"}
    assert not [duty for duty in home(hers).duties if "张" in duty.title]


def test_a_field_that_somebody_else_changed_stands_beside_hers(desk: Desk):
    typed(desk, 1, person_phone="13911112222", mobile_to="青岛").keep()
    desk.do("people.edit", id=1, values={"phone": "13800009999", "address": "3号楼"})
    state, clashes = given_back(desk)
    assert [(one.path, one.mine, one.now) for one in clashes] == [("person.phone", "13911112222", "138****9999")]
    assert state.texts["person.address"].startswith("3号楼") and state.changed["mobile_to"] == "青岛"
    assert state.now("person.phone")[0] == "138****9999"
    state.save()
    assert desk.get(Person, 1).values["phone"] == "13911112222" and desk.get(Person, 1).values["address"] == "3号楼"


def test_a_mask_that_hides_the_change_hides_no_clash(desk: Desk):
    typed(desk, 1, person_phone="13911112222").keep()
    desk.do("people.edit", id=1, values={"phone": "13899991234"})
    assert [one.path for one in given_back(desk)[1]] == ["person.phone"]


def test_saving_over_somebody_elses_change_is_a_conflict_field_by_field(desk: Desk):
    mine = typed(desk, 1, person_phone="13911112222", mobile_to="青岛")
    desk.do("people.edit", id=1, values={"phone": "13800009999"})
    desk.do("members.edit", id=1, values={"duty": "委员"})
    with pytest.raises(Conflict, match="您填的内容还在"):
        mine.save()
    assert [one.path for one in mine.catch_up()] == ["person.phone"]
    mine.save()
    assert desk.get(Member, 1).texts["mobile_to"] == "青岛" and desk.get(Member, 1).texts["duty"] == "委员"


def test_a_chosen_record_that_is_gone_comes_back_as_its_name(desk: Desk):
    branch = add_branch(desk, "第二党支部")
    typed(desk, person_name="张", branch=f"#{branch}").keep()
    desk.do("branches.remove", id=branch)
    state, _clashes = given_back(desk)
    assert state.changed["branch"] == "第二党支部" and "branch" in state.check()


def test_a_draft_of_a_row_that_is_gone_keeps_its_texts(desk: Desk):
    typed(desk, 1, mobile_to="青岛").keep()
    desk.do("members.remove", id=1)
    kept = desk.drafts()[0]
    kept = kept._replace(beside=kept.beside | {"was": {"mobile_to": "烟台"}})
    with pytest.raises(Missing):
        desk.get(Member, kept.rid)
    state = FormState(desk, Member)
    assert state.take_up(kept) == []  # nothing stands against it any more
    state.keep()
    assert desk.drafts()[0].rid is None and desk.drafts()[0].texts == {"mobile_to": "青岛"}


def test_home_names_what_was_not_finished_and_opens_it(desk: Desk, clock: Clock):
    typed(desk, person_name="张小龙").keep()
    [duty] = [one for one in home(desk).overdue_and_today if one.kind == "draft"]
    assert duty.title == "上次没填完：党员 张小龙" and duty.detail.startswith("12:00 ") and duty.mine
    counter = Counter(desk)
    counter.turn(True)
    assert counter.duty(duty)[0] == "上次没填完：党员 张**"
    assert counter.draft(desk.drafts()[0]) == "党员 张**"
    target = HomeState(desk).target(duty)
    assert (target.page, target.draft) == ("form:members", desk.drafts()[0].id)
    clock.forward(days=4)
    [duty] = [one for one in home(desk).duties if one.kind == "draft"]
    assert duty.due is None and duty.detail.startswith("11月20日 12:00")


def test_the_demo_stays_on_its_last_day_with_its_drafts_its_acts_and_its_clock(desk: Desk, clock: Clock):
    with desk.store.writing():
        desk.store.set_fact("demo_until", "2026-11-20")
    clock.forward(days=900)
    desk = desk.handed_to(desk.who)
    assert desk.clock_doubt() is None and f"{desk.now():%m-%d %H:%M}" == "11-20 12:00"
    typed(desk, person_name="张小龙").keep()
    add_branch(desk, "第三党支部")
    clock.forward(days=4, hours=-3)
    page = home(desk)
    [duty] = [one for one in page.duties if one.kind == "draft"]
    assert str(duty.detail).startswith("12:00 ") and duty.due == page.day == desk.today()
    assert f"{desk.now():%m-%d %H:%M}" == "11-20 12:00"  # on another morning: not before the last act


def test_a_dropped_draft_can_be_given_back(desk: Desk):
    mine = typed(desk, person_name="张")
    mine.keep()
    kept = mine.drop()
    assert desk.drafts() == []
    desk.keep_draft(kept._replace(id=0))
    assert desk.drafts()[0].texts == {"person.name": "张"} and desk.drafts()[0].at == kept.at


def test_a_draft_nobody_touched_for_30_days_goes(desk: Desk, clock: Clock):
    typed(desk, person_name="张").keep()
    clock.forward(days=29)
    typed(desk, person_name="李").keep()
    assert drafts.let_old_go(desk) == 0
    clock.forward(days=2)
    assert drafts.let_old_go(desk) == 1 and [one.texts for one in desk.drafts()] == [{"person.name": "李"}]


def test_a_draft_stands_encrypted_in_the_store_and_is_there_after_the_store_is_opened_again(desk: Desk, clock: Clock):
    from center import opening
    from tests.stores import LOGIN, PASSWORD

    typed(desk, person_name="张小龙秘密").keep()
    folder = desk.store.folder
    desk.close()
    if desk.store.encrypted:
        data = b"".join(path.read_bytes() for path in folder.glob("center.db*"))
        assert "张小龙秘密".encode() not in data
    again = opening.sign_in(folder, LOGIN, PASSWORD, clock=clock)
    assert again.drafts()[0].texts == {"person.name": "张小龙秘密"}
    again.close()


def test_writing_one_is_a_matter_of_few_statements(desk: Desk, statements):
    mine = typed(desk, person_name="张")
    spent = []
    for place in range(20):
        mine.typed({"person.name": "张" * (place + 1), "person.address": "晨光小区3号楼2单元501室"})
        statements.clear()
        mine.keep()
        spent.append(len(statements))
    assert max(spent) <= 6
    assert Draft.select().count() == 1
