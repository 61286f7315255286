"""Four eyes: full numbers and many removals need another account on the spot, or the head's signature afterwards."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import opening
from center.accounts import keys, second
from center.duties import home
from db.errors import Denied, Missing, Problems
from db.listing import Query
from db.models.people import Person
from db.questions.journal import chain_rows
from tests.stores import LOGIN, QUICK, id_card, new_desk
from tests.test_cli import Shell

OTHER = "another-2026-a"


@pytest.fixture
def desk(tmp_path: Path):
    desk = new_desk(tmp_path / "store")
    for nth in range(12):
        desk.do("people.add", values={"name": "王芳", "id_card": id_card("19870615", nth)})
    yield desk
    desk.close()


@pytest.fixture
def two(desk):
    keys.add_account(desk, "chen", "陈敏", ("entry",), OTHER, QUICK)
    return desk


def remove(desk, count: int = 10) -> None:
    desk.do("people.remove_many", "重复登记", ids=list(desk.ids(Query(Person)))[:count])


def told(action: str) -> list[str]:
    return [row["text"] for row in chain_rows() if row["action"] == action]


def test_many_rows_go_only_when_another_account_agrees_and_both_are_written_down(two):
    with pytest.raises(second.SecondWanted, match="批量删除"):
        remove(two)
    assert len(two.ids(Query(Person))) == 12
    second.agree(two, "chen", OTHER)
    remove(two)
    assert len(two.ids(Query(Person))) == 2 and told("seconded") == ["chen"] and not second.waiting(two)
    assert not two.beside  # for one act only
    remove(two, 2)  # a few are anybody's own to remove


def test_full_numbers_leave_only_with_a_second_person_and_masked_ones_without(two):
    two.hand_out("人员", 3, True)
    with pytest.raises(second.SecondWanted):
        two.hand_out("人员", 3, False, "街道核对")
    second.agree(two, "chen", OTHER)
    two.hand_out("人员", 3, False, "街道核对")
    assert told("seconded") == ["chen"] and len(told("export")) == 2


@pytest.mark.parametrize(("login", "password", "field"), [
    ("", OTHER, "login"), ("chen", "", "password"), (LOGIN, "chenguang-2026", "login"), ("chen", "wrong", "password"),
    ("nobody", OTHER, "password"),
])
def test_who_agrees_is_another_account_with_its_own_password(two, login, password, field):
    with pytest.raises(Problems) as refused:
        second.agree(two, login, password)
    assert field in refused.value.fields and not two.beside


def test_alone_the_act_is_done_and_the_head_signs_it_within_three_working_days(desk):
    remove(desk)
    [one] = second.waiting(desk)
    assert one["due"].isoformat() == "2026-11-25" and one["reason"] == "重复登记"
    duty = next(one for one in home(desk).duties if one.kind == "countersign")
    assert "批量删除" in duty.detail
    desk.do("accounts.countersign", act=one["act"])
    assert not second.waiting(desk) and desk.next_undo().label.startswith("批量删除")
    with pytest.raises(Missing):
        desk.do("accounts.countersign", act=one["act"])


def test_nobody_signs_her_own_while_another_head_could(desk):
    remove(desk)
    keys.add_account(desk, "wu", "吴越", ("head",), OTHER, QUICK)
    one, made = second.waiting(desk)
    with pytest.raises(Denied, match="另一位"):
        desk.do("accounts.countersign", act=one["act"])
    opening.hand_over(desk, "wu", OTHER).do("accounts.countersign", act=one["act"])
    assert second.waiting(desk) == [made]


def test_an_account_that_cannot_sign_in_is_no_other_head(desk):
    desk.do("accounts.note", login="he", name="何晶琴", roles=("head",))
    remove(desk)
    for one in second.waiting(desk):
        desk.do("accounts.countersign", act=one["act"])
    assert not second.waiting(desk)


def test_what_was_taken_back_needs_no_signature_and_what_was_done_again_does(desk):
    remove(desk)
    for act, count in ((desk.undo, 0), (desk.redo, 1), (desk.undo, 0), (desk.redo, 1)):
        act()
        assert len(second.waiting(desk)) == count


def test_an_agreement_holds_for_minutes_and_not_for_the_day(two):
    second.agree(two, "chen", OTHER)
    two._clock.forward(minutes=6)
    with pytest.raises(second.SecondWanted):
        remove(two)


def test_a_centre_may_do_without(two):
    two.do("settings.set_number", key=second.REMOVAL, value="不用", source="本中心定的")
    remove(two)
    assert len(two.ids(Query(Person))) == 2 and not second.waiting(two)


def test_the_command_line_takes_the_second_account_from_the_surroundings(tmp_path):
    shell = Shell(tmp_path / "data")
    shell("init", "--center", "晨光", "--admin", "lin")
    shell("do", "people.add", '{"姓名": "王芳"}')
    shell("account", "add", "chen", "--name", "陈敏", "--roles", "录入员", CENTER_NEW_PASSWORD=OTHER)
    assert "CENTER_SECOND_USER" in shell("list", "people", "--reveal", "核对", code=1)["error"]
    chen = {"CENTER_SECOND_USER": "chen", "CENTER_SECOND_PASSWORD": OTHER}
    assert shell("list", "people", "--reveal", "核对", **chen)["total"] == 1


def test_nobody_signs_the_pledge_of_another(desk):
    other = desk.do("accounts.note", login="wang", name="王芳", roles=("entry",))
    with pytest.raises(Denied, match="由本人签署"):
        desk.do("accounts.pledge", id=other)
