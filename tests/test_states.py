"""What the pages show and take, without a screen: menu, list, form, detail, finding, set-up, signing in, keeping."""

from __future__ import annotations

from pathlib import Path

import pytest

from center import opening
from center.accounts.keys import add_account
from center.desk import Desk
from db.errors import Conflict, Denied, Problems
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.service import Window
from db.record import columns
from tests.stores import PASSWORD, QUICK, Clock, add_branch, add_member, copy_desk, id_card
from views.pages.breaking import broken
from views.state import keeping, setup, shown
from views.state.detail import DetailState
from views.state.finding import FindState
from views.state.forms import FormState
from views.state.listing import ListState
from views.state.menu import MENU, lists, menu, place_of
from views.state.signing import SignIn

GOOD = {
    "name": "晨光社区党群服务中心",
    "level": "社区",
    "login": "lin",
    "person": "林晓",
    "password": "chenguang-1",
    "again": "chenguang-1",
}


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_branch(desk, "第二党支部")
    for place, name in enumerate(("张三", "单小明", "王芳", "王芳"), start=1):
        add_member(
            desk,
            name,
            id_card(f"19{place}00101", place),
            "第一党支部" if place < 3 else "第二党支部",
            **{"person.phone": f"1380000123{place}", "person.address": f"{place}号楼2单元501"},
        )


def member(desk: Desk, name: str) -> int:
    return next(
        row.id
        for row in desk.rows(Member, desk.ids(ListState(desk, Member).query), ["person.name"])
        if row.texts[0] == name
    )


# ---- the rail


def test_the_rail_shows_what_the_account_may_read(desk: Desk) -> None:
    every = [place.key for group in menu(desk.may) for place in group.places]
    assert every == [place.key for group in MENU for place in group.places if place.key != "cases"], "nor the head"
    only_street = [place.key for group in menu({"compliance.read", "export"}.__contains__) for place in group.places]
    assert only_street == ["home", "papers", "inspection"]


def test_several_records_share_a_place_as_tabs(desk: Desk) -> None:
    place = next(place for group in MENU for place in group.places if place.key == "items")
    assert [one.label for one in lists(place, desk.may)] == ["事项", "窗口", "事项清单版本"]
    assert place_of(Window) == "items"


@pytest.mark.parametrize("name", shown.FIRST)
def test_every_column_that_a_list_asks_for_is_there(name: str) -> None:
    from center import catalog

    assert [at.path for at in shown.shown(catalog.record(name))] == list(shown.FIRST[name])


def test_a_list_of_mediation_opens_with_the_work_and_not_with_the_papers_of_people() -> None:
    from center import catalog

    for record in (one for one in catalog.records() if one.domain in ("mediation", "cases")):
        for opens in (columns(record)[:6], [one.column for one in shown.shown(record)[:8]]):
            assert not {at.name for at in opens} & {"id_card", "birth", "ethnicity", "education"}, record.label
    at = [one.path for one in shown.shown(catalog.record("mediators"))]
    assert at[:6] == ["person.name", "duty", "work", "grade", "person.phone", "committee"]
    assert {"accepted_on", "limit_on", "outcome"} <= {one.path for one in shown.shown(catalog.record("cases"))}


# ---- the list


def test_a_list_is_searched_narrowed_and_sorted(desk: Desk) -> None:
    state = ListState(desk, Member)
    assert len(state.ids()) == 4 and state.count == "4 人"
    state.search = "wf"
    assert len(state.ids()) == 2
    state.search, state.pill = "", "1"
    assert len(state.ids()) == 4
    state.pill = ""
    state.narrow("person.sex", "2")
    women = len(state.ids())
    assert 0 < women < 4
    state.drop("person.sex")
    state.order("person.birth", "desc")
    births = [texts for _rid, texts in state.fetch(state.ids())]
    assert len(births) == 4


def test_a_list_masks_and_says_what_to_do_when_it_is_empty(desk: Desk) -> None:
    state = ListState(desk, Member)
    texts = [text for _rid, row in state.fetch(state.ids()) for text in row]
    assert not any("13800001" in text for text in texts)
    state.search = "查无此人"
    assert not state.ids() and "没有符合条件的党员" in state.empty
    assert "Ctrl+N" in ListState(desk, Window).empty


def test_a_number_opens_only_its_names(desk: Desk) -> None:
    state = ListState(desk, Member)
    some = tuple(state.ids()[:2])
    state.only(some, "男 2")
    assert tuple(state.ids()) == some and state.narrowed_at_all
    state.only(None)
    assert len(state.ids()) == 4


# ---- the form


def test_a_form_tells_all_its_problems_and_keeps_what_was_typed(desk: Desk) -> None:
    form = FormState(desk, Member)
    form.texts |= {"person.name": "12", "person.id_card": "110105194912310021"}
    with pytest.raises(Problems):
        form.save()
    assert set(form.problems) == {"person.name", "person.id_card", "branch"}
    assert form.texts["person.name"] == "12"


def test_a_form_saves_a_new_member_by_names_and_choices(desk: Desk) -> None:
    form = FormState(desk, Member)
    [(chosen, title, *_more)] = [one for one in form.offer("branch", "第二") if one[1] == "第二党支部"]
    form.texts |= {"person.name": "解晓东", "person.id_card": id_card("19900505", 7), "branch": chosen, "category": "1"}
    rid = form.save()
    entry = desk.get(Member, rid)
    assert (entry.title, entry.texts["branch"], entry.texts["person.birth"]) == ("解晓东", title, "1990-05-05")


def test_an_untouched_masked_number_is_not_written(desk: Desk) -> None:
    rid = member(desk, "张三")
    form = FormState(desk, Member, desk.get(Member, rid))
    assert "*" in form.texts["person.id_card"]
    form.texts["duty"] = "书记"
    assert set(form.changed) == {"duty"}
    before = desk.get(Member, rid).values["person.id_card"]
    form.save()
    assert desk.get(Member, rid).values["person.id_card"] == before


def test_a_conflict_keeps_what_was_typed_and_names_the_others_change(desk: Desk) -> None:
    rid = member(desk, "张三")
    mine = FormState(desk, Member, desk.get(Member, rid))
    theirs = FormState(desk, Member, desk.get(Member, rid))
    theirs.texts["note"] = "他们写的"
    theirs.save()
    mine.texts["note"] = "我写的"
    with pytest.raises(Conflict):
        mine.save()
    [clash] = mine.catch_up()
    assert (clash.label, clash.mine, clash.now) == ("备注", "我写的", "他们写的")
    mine.save()
    assert desk.get(Member, rid).texts["note"] == "我写的"


def test_doubts_are_told_but_block_nothing(desk: Desk) -> None:
    form = FormState(desk, Person)
    form.texts |= {"name": "郭明", "id_card": id_card("19800101", 9), "birth": "1981-01-01"}
    form.save()
    assert "出生日期" in form.doubts()["birth"]


# ---- the pane


def test_the_pane_masks_and_reveals_only_with_a_reason(desk: Desk) -> None:
    pane = DetailState(desk, Member, member(desk, "张三"))
    facts = {fact.path: fact for _name, some in pane.sections() for fact in some}
    assert facts["person.id_card"].hidden and "*" in facts["person.id_card"].text
    assert pane.subtitle.endswith("岁")
    with pytest.raises(Denied):
        pane.reveal("person.id_card", " ")
    assert pane.reveal("person.id_card", "核对档案").startswith("990101")


def test_the_pane_tells_what_was_done_without_values(desk: Desk) -> None:
    rid = member(desk, "张三")
    desk.do("members.edit", id=rid, values=desk.take(Member, {"person.phone": "13900005678", "duty": "书记"}))
    newest = DetailState(desk, Member, rid).timeline().events[0]
    assert newest.what == "修改" and "13900005678" not in "".join(newest.lines)
    assert "支部职务：填写 书记" in newest.lines


def test_removing_is_one_undo_step(desk: Desk) -> None:
    pane = DetailState(desk, Member, member(desk, "单小明"))
    pane.remove()
    assert len(ListState(desk, Member).ids()) == 3
    assert desk.undo() == "删除党员 单小明"
    assert len(ListState(desk, Member).ids()) == 4


# ---- finding


def test_anyone_is_found_by_initials_tail_and_address(desk: Desk) -> None:
    find = FindState(desk)
    for text in ("sxm", "shan", "1232", "2-2-501", "sxm 2-2"):
        assert find.look(text)[0].title == "单小明", text
    find.look("wang")
    find.step(1)
    assert find.mark == 1 and find.marked.title == "王芳"
    assert not find.look("zzzz") and "没有找到" in find.note


# ---- setting up


def test_setting_up_names_every_problem_at_once(tmp_path: Path) -> None:
    assert set(setup.problems({})) == set(setup.FIELDS)
    found = setup.problems(GOOD | {"folder": str(tmp_path), "password": "short", "again": "other"})
    assert set(found) == {"password", "again"}
    assert not setup.problems(GOOD | {"folder": str(tmp_path / "new")})


def test_a_folder_with_a_centre_is_refused_at_its_field(desk: Desk) -> None:
    assert "另选" in setup.problems(GOOD | {"folder": str(desk.store.folder)})["folder"]


def test_two_groups_of_the_recovery_key_are_typed_back() -> None:
    key = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"
    assert set(setup.typed_back(key, {2: "bbbb", 6: "X"})) == {6}
    assert not setup.typed_back(key, {2: " bbbb ", 6: "ffff"})


def test_the_recovery_sheet_is_a_paper(desk: Desk, tmp_path: Path) -> None:
    from reports.write import write

    key = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"
    write(setup.sheet("晨光社区", "lin", key, False, desk.now()), tmp_path / "key.pdf")
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")


# ---- signing in


def test_wrong_passwords_are_told_with_the_seconds_to_wait(master: Path, tmp_path: Path) -> None:
    copy_desk(master, tmp_path / "store").close()
    door = SignIn(tmp_path / "store")
    for _try in range(3):
        with pytest.raises(Denied) as refused:
            door.enter("lin", "wrong-one")
    assert refused.value.params["seconds"] > 0 and door.seconds("lin") > 0
    assert "秒" in door.waiting("lin")
    with pytest.raises(Denied, match="秒"):
        door.enter("lin", PASSWORD)


def test_who_signed_in_last_is_remembered_but_no_password(master: Path, tmp_path: Path) -> None:
    copy_desk(master, tmp_path / "store").close()
    door = SignIn(tmp_path / "store")
    assert door.last == ""
    door.enter(" lin ", PASSWORD).close()
    assert door.last == "lin"
    assert not any(PASSWORD.encode() in path.read_bytes() for path in (tmp_path / "store").iterdir() if path.is_file())


def test_the_recovery_key_gives_a_new_password(tmp_path: Path) -> None:
    made = opening.create(
        tmp_path / "store", {"name": "甲中心", "level": "community"}, "lin", "林晓", PASSWORD, clock=Clock(), kdf=QUICK
    )
    made.desk.close()
    door = SignIn(tmp_path / "store")
    with pytest.raises(Denied, match="不一样"):
        door.recover(made.recovery, "lin", "new-password", "other")
    door.recover(made.recovery.lower(), "lin", "new-password", "new-password").close()
    door.enter("lin", "new-password").close()


# ---- keeping


def test_the_look_is_kept_and_rubbish_is_survived(tmp_path: Path) -> None:
    assert keeping.read(tmp_path) == keeping.Look()
    keeping.keep(tmp_path, keeping.Look("dark", 1.25))
    assert keeping.read(tmp_path) == keeping.Look("dark", 1.25)
    (tmp_path / keeping.FILE).write_text("{]")
    assert keeping.read(tmp_path) == keeping.Look()


def test_a_chosen_data_folder_is_found_again(tmp_path: Path) -> None:
    usual, chosen = tmp_path / "usual", tmp_path / "chosen"
    keeping.keep_moved(usual, chosen)
    assert keeping.moved_to(usual) == chosen.resolve()
    assert keeping.moved_to(tmp_path / "other") == tmp_path / "other"


# ---- rights and words


def test_a_reader_gets_no_buttons_to_write(desk: Desk) -> None:
    add_account(desk, "street", "街道", ("street",), "street-2026", QUICK)
    desk.close()
    street = opening.sign_in(desk.store.folder, "street", "street-2026", clock=Clock())
    try:
        assert not ListState(street, Branch).may_edit
        assert not FindState(street).look("张三")
    finally:
        street.close()


def test_lines_break_between_characters_and_never_inside_a_number() -> None:
    lines = broken("正式党员 15 人，达到 7 人应设支部委员会", 10, len).split("\n")
    assert all(len(line) <= 11 for line in lines) and any("15" in line for line in lines)
    assert not any(line[0] in "，。；" for line in lines)


def test_an_id_number_is_checked_when_its_field_is_left_and_fills_what_is_empty(desk: Desk) -> None:
    form, path = FormState(desk, Member), "person.id_card"
    card = id_card("19600610", 1)
    wrong, follow = form.settle(path, {path: card[:-1]})
    assert wrong and follow == {}
    assert form.settle(path, {path: card}) == ("", {"person.sex": "1", "person.birth": "1960-06-10"})
    typed = {path: card, "person.birth": "1961"}
    assert form.settle(path, typed) == ("", {"person.sex": "1"})
    assert form.settle(path, {path: ""}) == ("", {})
    filled = {path: id_card("19700505", 2), "person.sex": "1", "person.birth": "1960-06-10"}
    assert form.settle(path, filled) == ("", {"person.sex": "2", "person.birth": "1970-05-05"})


def test_a_queue_that_nobody_types_offers_no_new_row(desk: Desk):
    from db.models.addresses import AddressRuling, UnreadAddress

    assert not ListState(desk, UnreadAddress).may_edit and ListState(desk, AddressRuling).may_edit
