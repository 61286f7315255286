"""The palette without a screen: what is found by name, initials and pinyin, what comes first, and what is whose."""

from __future__ import annotations

import pytest

from center.desk import Desk, Who
from center.finding import Hit
from tests.stores import LOGIN, Clock, add_branch, add_member, id_card
from views.state import choices
from views.state.palette import RECENT, Choice, Head, PaletteState


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "单小明", id_card("19850302", 2))


def found(state: PaletteState, text: str) -> list[str]:
    state.look(text)
    return [one.key for one in state.lines if isinstance(one, Choice)]


def heads(state: PaletteState) -> list[str]:
    return [one.label for one in state.lines if isinstance(one, Head)]


def test_a_person_a_page_and_a_command_are_found_in_one_box(desk) -> None:
    state = PaletteState(desk)
    [record, *_] = found(state, "单小")
    assert record.startswith("record:members:") and heads(state)[0] == "记录"
    assert found(state, "党员管理")[0] == "go:members"
    assert "add:members" in found(state, "新增党员")
    assert found(state, "新增党员")[0] == "add:members"
    assert any(key.startswith("paper:") for key in found(state, "打印党员花名册"))


@pytest.mark.parametrize("typed", ["设置", "shezhi", "sz"])
def test_the_settings_and_their_parts_are_found_by_the_word_settings(desk, typed) -> None:
    keys = found(PaletteState(desk, rows=24), typed)  # sz is 三长 too
    assert keys[0] == "go:settings" and "settings:backup" in keys


@pytest.mark.parametrize(
    ("typed", "key"),
    [("xzdy", "add:members"), ("xinzengdangyuan", "add:members"), ("dygl", "go:members"), ("suoping", "do:lock"),
     ("bf", "settings:backup"), ("beifen", "settings:backup"), ("ss", "do:switch_mode"), ("BAOBIAO", "go:papers")],
)  # fmt: skip
def test_initials_and_whole_pinyin_find_pages_and_commands(desk, typed, key) -> None:
    assert key in found(PaletteState(desk), typed)


def test_typing_the_whole_name_of_a_page_or_command_puts_it_first_however_many_there_are(desk) -> None:
    state = PaletteState(desk)

    def first(text: str) -> str:
        state.look(text)
        return state.marked.label

    assert [one.label for one in state.known if first(one.label) != one.label] == []


def test_what_fits_exactly_goes_before_people(desk) -> None:
    state = PaletteState(desk)
    assert found(state, "bf")[0] == "settings:backup"
    assert found(state, "sxm")[0].startswith("record:")


def test_a_greater_sign_of_either_width_finds_only_commands(desk) -> None:
    state = PaletteState(desk)
    for sign in (">", "＞", "》"):
        assert set(key.partition(":")[0] for key in found(state, sign + "dy")) <= {"add", "import", "paper", "do"}
        assert heads(state) == ["命令"]
    assert len(found(state, ">")) == state.rows


def test_empty_it_offers_what_was_chosen_last(desk) -> None:
    state = PaletteState(desk)
    found(state, "单小明")
    state.keep(state.marked)
    found(state, "锁屏")
    state.keep(state.marked)
    again = PaletteState(desk)
    assert found(again, "")[:2] == [state.recent[0], state.recent[1]] and heads(again) == ["最近用过", "页面"]
    assert again.lines[2].label == "单小明"
    desk.do("members.remove", id=again.lines[2].rid, revision=1)
    assert not any(key.startswith("record:") for key in found(PaletteState(desk), ""))


def test_recent_choices_are_a_few_and_belong_to_one_account(desk) -> None:
    state = PaletteState(desk)
    for nth in range(20):
        state.keep(Choice(f"go:{nth}", "page", "页"))
    assert len(desk.preference(RECENT)) == 12 and desk.preference(RECENT)[0] == "go:19"
    other = Desk(desk.store, Who("other", "王芳", ("head",)), clock=Clock())
    assert PaletteState(other).recent == []


def test_an_account_finds_only_what_its_role_may_open(desk) -> None:
    mediator = Desk(desk.store, Who(LOGIN, "林晓", ("mediator",)), clock=Clock())
    keys = {one.key for one in choices.of(mediator)}
    assert "do:lock" in keys and "go:people" in keys
    assert not keys & {"add:members", "go:members", "settings:accounts", "settings:numbers", "settings:backup"}
    assert all(key.startswith("record:people:") for key in found(PaletteState(mediator), "单小明"))


def test_every_command_leads_somewhere_and_its_icon_is_there(desk) -> None:
    from views.kit.icons import _glyphs
    from views.pages.palette import _ACTS

    for one in choices.of(desk):
        assert one.key.partition(":")[0] in _ACTS and one.icon in _glyphs() and one.label
    assert len({one.key for one in choices.of(desk)}) == len(choices.of(desk))


def test_the_menu_of_the_account_has_its_own_commands_only(desk) -> None:
    state = PaletteState(desk, part="account")
    mine = {"settings:password", "do:lock", "do:switch_counter", "do:change_clerk", "do:leave"}
    assert set(found(state, "")) >= mine
    assert found(state, "hygr") == ["do:change_clerk"] and not heads(state)


def test_arrows_step_over_headings_and_stop_at_the_ends(desk) -> None:
    state = PaletteState(desk)
    state.look("dy")
    first = state.mark
    state.step(-1)
    assert state.mark == first and isinstance(state.lines[first], Choice)
    for _ in range(30):
        state.step(1)
        assert state.marked is not None
    assert state.mark == len(state.lines) - 1


def test_at_the_counter_names_are_shortened_in_it(desk) -> None:
    def cover(hit: Hit) -> Hit:
        return Hit(hit.record, hit.id, hit.uid, hit.title[:1] + "**", "")

    state = PaletteState(desk, cover=cover)
    state.look("单小明")
    assert state.marked.label == "单**" and state.hits[0].title == "单小明"


def test_nothing_found_says_what_to_do(desk) -> None:
    state = PaletteState(desk)
    state.look("龘龘龘")
    assert state.marked is None and "没有找到" in state.note
    state.step(1)
    assert state.marked is None
