"""Who sets passwords and gives roles does not get at cases by it alone: each door an administrator could try."""

from __future__ import annotations

import pytest

from center import opening
from center.accounts import keepers, keys, second
from center.clock import ClockDoubt
from center.desk import Desk
from center.duties import home
from center.rights import _roles
from db.errors import Denied, Problems
from db.models.staff import Account
from db.questions.accounts import account_of, password_setters
from db.questions.journal import chain_rows
from tests.stores import LOGIN, PASSWORD, QUICK, Clock
from tests.test_cli import Shell

OWN, GIVEN = "chosen-2026-{}", "given-2026-{}"
PEOPLE = {"he": ("head",), "wu": ("chair",), "gao": ("mediator",), "adm": ("admin",), "chen": ("entry",)}


def first_rows(desk: Desk) -> None:
    """A centre some weeks on: everybody has signed in and chosen a password of her own."""
    for login, roles in PEOPLE.items():
        keys.add_account(desk, login, login.title(), roles, GIVEN.format(login), QUICK)
    for login in PEOPLE:
        choose(seat(desk, login, GIVEN), login)
    for one in second.waiting(desk):
        seat(desk, "he").do("accounts.countersign", act=one["act"])


def seat(desk: Desk, login: str, password: str = OWN) -> Desk:
    """An account at the window."""
    return opening.hand_over(desk, login, password.format(login))


def choose(desk: Desk, login: str, old: str = GIVEN) -> None:
    keys.change_password(desk, old.format(login), OWN.format(login), QUICK)


@pytest.fixture
def adm(desk: Desk) -> Desk:
    """The administrator who opens no case."""
    return seat(desk, "adm")


def reset(desk: Desk, login: str) -> None:
    keys.reset_account(desk, login, GIVEN.format(login), QUICK)


def give(desk: Desk, login: str, *roles: str) -> None:
    row = account_of(login)
    desk.do("accounts.change", id=row["id"], name=row["name"], roles=roles)


def by(action: str) -> list[tuple[str, str]]:
    """(who, text) of the audit rows of one kind."""
    return [(row["account"], row["text"]) for row in chain_rows() if row["action"] == action]


def test_what_opens_cases_and_who_signs_are_the_accounts_that_are_kept():
    kept = {role for role in _roles() if keepers.keeps((role,))}
    assert kept == {"mediator", "chair", "head"}


DOORS = {
    "the chair's password": lambda adm: reset(adm, "wu"),
    "the head's password, to agree with": lambda adm: reset(adm, "he"),
    "a role for herself": lambda adm: give(adm, "adm", "admin", "chair"),
    "the right to sign for herself": lambda adm: give(adm, "adm", "head"),
    "a role for somebody else": lambda adm: give(adm, "chen", "mediator"),
    "another role for the chair": lambda adm: give(adm, "wu", "chair", "meals"),
    "no role for the chair": lambda adm: give(adm, "wu", "entry"),
    "a new account": lambda adm: keys.add_account(adm, "new", "新", ("mediator",), GIVEN, QUICK),
    "its row alone": lambda adm: adm.do("accounts.note", login="new", name="新", roles=("head",)),
    "a new recovery sheet": lambda adm: keys.draw_recovery(adm, OWN.format("adm")),
    "a new recovery sheet, drawn before": lambda adm: keys.change_recovery(adm, "2222-" * 7 + "2222", QUICK),
    "the setting": lambda adm: adm.do("settings.set_number", key=second.CASES, value="不用", source="我定的"),
    "the setting, half": lambda adm: adm.do("settings.set_number", key=second.CASES, value="事后由负责人会签",
                                            source="我定的"),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_alone_no_door_opens_and_nothing_is_changed(adm, door):
    rows, logins, setters = list(chain_rows()), adm.keyring.logins, password_setters()
    with pytest.raises(second.SecondWanted, match="当场复核"):
        door(adm)
    assert list(chain_rows()) == rows and adm.keyring.logins == logins and password_setters() == setters
    assert adm.keyring.unlock("wu", OWN.format("wu"), adm.now()) == adm.data_key
    assert adm.number(second.CASES) == "now" and account_of("new") is None


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_with_the_head_beside_it_is_done_and_both_are_written_down(adm, door):
    beside = "gao" if door is DOORS["the head's password, to agree with"] else "he"
    with pytest.raises(second.SecondWanted) as wanted:
        door(adm)
    assert beside in wanted.value.who
    second.agree(adm, beside, OWN.format(beside), wanted.value)
    door(adm)
    if door is DOORS["a new recovery sheet"]:  # only drawn: nothing holds yet, and nothing is used up
        assert adm.beside and not by("seconded")
        return
    assert by("seconded") == [("adm", beside)] and not adm.beside and not second.waiting(adm)


def test_a_low_account_does_not_agree_in_a_sentence_that_says_who_does(adm):
    with pytest.raises(second.SecondWanted, match=r"He（he）") as wanted:
        reset(adm, "wu")
    with pytest.raises(Problems) as refused:
        second.agree(adm, "chen", OWN.format("chen"), wanted.value)
    assert "chen 不能复核这一步，请找Gao（gao）、He（he）" in str(refused.value.fields["login"]) and not adm.beside
    second.agree(adm, "chen", OWN.format("chen"))  # as the command line does, which does not know the act yet
    with pytest.raises(second.SecondWanted):
        reset(adm, "wu")


def test_nobody_agrees_about_her_own_account(adm):
    with pytest.raises(second.SecondWanted) as wanted:
        reset(adm, "wu")
    assert wanted.value.who == {"he", "gao", LOGIN}
    second.agree(adm, "wu", OWN.format("wu"))
    with pytest.raises(second.SecondWanted):
        reset(adm, "wu")


def test_an_agreement_to_one_thing_is_none_to_another(adm):
    with pytest.raises(second.SecondWanted) as wanted:
        reset(adm, "gao")
    second.agree(adm, "he", OWN.format("he"), wanted.value)
    for door in (lambda: reset(adm, "wu"), lambda: give(adm, "adm", "admin", "chair")):
        with pytest.raises(second.SecondWanted):
            door()
    reset(adm, "gao")


def test_who_was_handed_a_password_does_not_agree_before_she_chose_her_own(adm):
    second.agree(adm, "he", OWN.format("he"))
    reset(adm, "gao")  # by the book, and from now on the administrator knows it
    with pytest.raises(second.SecondWanted) as wanted:
        reset(adm, "wu")
    assert "gao" not in wanted.value.who
    keys.add_account(adm, "adm2", "助手", ("admin",), GIVEN.format("adm2"), QUICK)  # an account nobody has to agree to
    helper = seat(adm, "adm2", GIVEN)
    with pytest.raises(second.SecondWanted) as wanted:
        reset(helper, "wu")
    assert "gao" not in wanted.value.who
    choose(seat(adm, "gao", GIVEN), "gao")
    with pytest.raises(second.SecondWanted) as wanted:
        reset(adm, "wu")
    assert "gao" in wanted.value.who


def test_closing_all_who_could_agree_opens_nothing_but_leads_to_the_sheet(adm):
    for login in ("he", "gao", LOGIN):
        keys.close_account(adm, login)  # urgent, and gives nobody anything
    for door in (lambda: reset(adm, "wu"), lambda: give(adm, "adm", "admin", "chair")):
        with pytest.raises((Denied, second.SecondWanted)):
            door()
    keys.close_account(adm, "wu")
    with pytest.raises(Denied, match="用恢复钥匙"):
        give(adm, "adm", "admin", "chair")


def test_an_account_is_not_switched_on_again_by_undo(adm):
    keys.close_account(adm, "wu")
    with pytest.raises(second.SecondWanted, match="重新启用账号 wu"):
        adm.undo()
    assert not account_of("wu")["active"]
    second.agree(adm, "he", OWN.format("he"))
    adm.undo()
    assert account_of("wu")["active"] and by("seconded") == [("adm", "he")]
    with pytest.raises(second.SecondWanted):  # it has no password any more
        reset(adm, "wu")


def test_what_was_agreed_to_once_and_taken_back_is_not_done_again_alone(adm):
    second.agree(adm, "he", OWN.format("he"))
    give(adm, "chen", "mediator")
    with pytest.raises(second.SecondWanted):
        adm.undo()
    second.agree(adm, "wu", OWN.format("wu"))
    adm.undo()
    with pytest.raises(second.SecondWanted):
        adm.redo()
    assert account_of("chen")["roles"] == ("entry",)


def test_an_account_that_was_taken_back_is_not_put_back_from_the_removed_ones(adm):
    second.agree(adm, "he", OWN.format("he"))
    made = keys.add_account(adm, "new", "新", ("mediator",), GIVEN.format("new"), QUICK)
    uid = adm.get(Account, made).uid
    second.agree(adm, "he", OWN.format("he"))
    adm.undo()
    with pytest.raises((second.SecondWanted, Denied)):
        adm.do("restore_removed", rows=[uid])
    assert account_of("new") is None


def test_the_setting_back_by_undo_needs_somebody_too(adm):
    second.agree(adm, "he", OWN.format("he"))
    adm.do("settings.set_number", key=second.CASES, value="不用", source="本中心定的")
    adm.do("settings.reset_number", key=second.CASES)  # stricter again: anybody's
    with pytest.raises(second.SecondWanted, match="办案人员和负责人的账号"):
        adm._clock.forward(days=1)
        adm.undo()
    assert adm.number(second.CASES) == "now"


def test_a_clock_that_is_put_back_brings_no_looser_setting_back(adm):
    second.agree(adm, "he", OWN.format("he"))
    adm.do("settings.set_number", key=second.CASES, value="不用", source="本中心定的")
    adm._clock.forward(days=30)
    adm.do("settings.reset_number", key=second.CASES)
    adm._clock.forward(days=-20)
    adm.accept_clock()
    assert adm.number(second.CASES) == "no"
    for door in (lambda: reset(adm, "wu"), lambda: give(adm, "adm", "admin", "chair"),
                 lambda: adm.do("settings.set_number", key=second.CASES, value="不用", source="我定的")):
        with pytest.raises(second.SecondWanted):
            door()


def test_a_new_account_waits_for_the_clock_and_is_then_made_under_its_name(adm):
    adm._clock.forward(days=-300)
    with pytest.raises(ClockDoubt):
        keys.add_account(adm, "xu", "徐", ("street",), GIVEN.format("xu"), QUICK)
    assert "xu" not in adm.keyring.logins
    adm.accept_clock()
    assert keys.add_account(adm, "xu", "徐", ("street",), GIVEN.format("xu"), QUICK)


def with_new_sheet(adm):
    """The folder of the closed centre, and the new key that stands on its recovery sheet."""
    second.agree(adm, "he", OWN.format("he"))
    drawn = keys.draw_recovery(adm, OWN.format("adm"))
    keys.change_recovery(adm, drawn, QUICK)
    adm.close()
    return adm.store.folder, drawn


def test_a_name_that_was_mistyped_beside_the_sheet_may_be_an_account_later(adm):
    folder, drawn = with_new_sheet(adm)
    with pytest.raises(Denied):
        opening.sign_in_with_recovery(folder, drawn, "xv", OWN.format("xv"), clock=Clock())
    back = opening.sign_in(folder, "adm", OWN.format("adm"), clock=Clock())
    keys.add_account(back, " xv ", "徐", ("street",), GIVEN.format("xv"), QUICK)
    assert seat(back, "xv", GIVEN).who.roles == ("street",)
    with pytest.raises(Problems):
        keys.add_account(back, "wu ", "吴", ("entry",), GIVEN.format("wu"), QUICK)
    back.close()


def test_roles_are_read_as_they_are_typed_and_an_unknown_one_is_refused(adm):
    for typed in ("meals", "助餐管理员", ["助餐管理员"], ("meals",)):
        adm.do("accounts.change", id=account_of("chen")["id"], name="陈", roles=typed)
        assert account_of("chen")["roles"] == ("meals",)
    for typed in ("m", ["meals", "x"], "", 5):
        with pytest.raises(Problems) as refused:
            adm.do("accounts.change", id=account_of("chen")["id"], name="陈", roles=typed)
        assert set(refused.value.fields) == {"roles"} and account_of("chen")["roles"] == ("meals",)


def test_what_gives_nobody_a_case_is_done_alone(adm):
    keys.add_account(adm, "xu", "徐", ("street",), GIVEN.format("xu"), QUICK)
    reset(adm, "chen")
    give(adm, "chen", "entry", "meals")
    adm.do("accounts.change", id=account_of("wu")["id"], name="吴敏（主任）", roles=("chair",))
    choose(seat(adm, "wu"), "wu", OWN)  # one's own password is nobody else's business
    reset(adm, "adm")
    assert not by("seconded") and {who for who, _text in by("second_later")} == {LOGIN}


def test_a_centre_may_look_afterwards_or_not_at_all(adm):
    second.agree(adm, "he", OWN.format("he"))
    adm.do("settings.set_number", key=second.CASES, value="事后由负责人会签", source="本中心定的")
    reset(adm, "gao")
    head = seat(adm, "he")
    [one] = second.waiting(head)
    assert one["label"] == "重设 gao 的密码"
    assert any("重设 gao 的密码" in duty.detail for duty in home(head).duties if duty.kind == "countersign")
    with pytest.raises(Denied):
        adm.do("accounts.countersign", act=one["act"])
    head.do("accounts.countersign", act=one["act"])
    adm.do("settings.set_number", key=second.CASES, value="不用", source="本中心定的")
    [one] = second.waiting(head)
    head.do("accounts.countersign", act=one["act"])
    reset(adm, "wu")
    assert not second.waiting(head)


def test_whoever_holds_the_sheet_can_and_the_head_is_told(adm):
    folder, drawn = with_new_sheet(adm)
    back = opening.sign_in_with_recovery(folder, drawn, "wu", OWN.format("wu"), clock=Clock())
    assert [one["label"] for one in second.waiting(back)] == ["用恢复钥匙重设 wu 的密码"]
    back.close()
    back = opening.sign_in_with_recovery(folder, drawn, "adm", OWN.format("adm"), clock=Clock())
    reset(back, "gao")
    assert [one["label"] for one in second.waiting(back)][1:] == ["重设 gao 的密码"]
    back.close()
    back = opening.sign_in(folder, "adm", OWN.format("adm"), clock=Clock())
    with pytest.raises(second.SecondWanted):  # and nothing of that stays
        reset(back, "he")
    back.close()


def test_a_fresh_centre_makes_all_its_accounts_and_the_head_signs(tmp_path):
    from tests.stores import new_desk

    desk = new_desk(tmp_path / "fresh")
    for login in ("wu", "gao"):
        keys.add_account(desk, login, login, PEOPLE[login], GIVEN.format(login), QUICK)
    reset(desk, "wu")
    assert [one["label"] for one in second.waiting(desk)] == ["新增账号 wu", "新增账号 gao", "重设 wu 的密码"]
    for one in second.waiting(desk):
        desk.do("accounts.countersign", act=one["act"])
    choose(seat(desk, "wu", GIVEN), "wu")
    with pytest.raises(second.SecondWanted):  # from the day on which somebody else keeps her own
        keys.add_account(desk, "he", "he", ("head",), GIVEN.format("he"), QUICK)
    with pytest.raises(Denied, match="请gao（gao）先登录"):
        reset(desk, "wu")
    desk.close()


def test_head_and_chair_alone_the_head_does_not_become_the_chair(tmp_path):
    from tests.stores import new_desk

    desk = new_desk(tmp_path / "small")
    keys.add_account(desk, "wu", "吴敏", ("chair",), GIVEN.format("wu"), QUICK)
    choose(seat(desk, "wu", GIVEN), "wu")
    with pytest.raises(Denied, match="用恢复钥匙"):
        reset(desk, "wu")
    with pytest.raises(second.SecondWanted, match="吴敏（wu）"):
        give(desk, LOGIN, "head", "admin", "chair")
    assert desk.keyring.unlock(LOGIN, PASSWORD, desk.now()) == desk.data_key
    desk.close()


def test_the_command_line_has_the_same_doors(tmp_path):
    shell = Shell(tmp_path / "data")
    shell("init", "--center", "晨光", "--admin", "lin")
    for login, roles in (("wu", "调委会主任"), ("adm", "系统管理员"), ("chen", "录入员")):
        shell("account", "add", login, "--name", login, "--roles", roles, CENTER_NEW_PASSWORD=GIVEN.format(login))
        shell("account", "password", CENTER_USER=login, CENTER_PASSWORD=GIVEN.format(login),
              CENTER_NEW_PASSWORD=OWN.format(login))
    adm = {"CENTER_USER": "adm", "CENTER_PASSWORD": OWN.format("adm"), "CENTER_NEW_PASSWORD": GIVEN.format("wu")}
    assert "可以找：" in shell("account", "reset", "wu", **adm, code=1)["error"]
    low = {"CENTER_SECOND_USER": "chen", "CENTER_SECOND_PASSWORD": OWN.format("chen")}
    assert "CENTER_SECOND_USER" in shell("account", "reset", "wu", **adm, **low, code=1)["error"]
    for words in (["account", "add", "new", "--name", "新", "--roles", "调解员"],
                  ["account", "recovery", "--recovery-to", str(tmp_path / "sheet.txt")]):
        assert "当场复核" in shell(*words, **adm, code=1)["error"]
    assert not (tmp_path / "sheet.txt").exists()
    head = {"CENTER_SECOND_USER": "lin", "CENTER_SECOND_PASSWORD": "chenguang-2026"}
    shell("account", "reset", "wu", **adm, **head)
    shell("account", "add", "new", "--name", "新", "--roles", "调解员", **adm, **head)
    assert shell("check")["audit_whole"]
