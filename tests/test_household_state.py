"""What stands beside a building's picture: a door's people as an account may see them, and what it may do."""
from __future__ import annotations

import pytest

from center.desk import Desk
from db.errors import Problems
from db.models.places import Door
from tests import test_households as house
from tests.stores import add_branch, add_member
from views.state.counter import Counter
from views.state.household import HouseholdState

first_rows = house.first_rows


def state_of(desk: Desk, number: str = "501", counter: Counter | None = None) -> HouseholdState:
    return HouseholdState(desk, counter or Counter(desk), house.door(number))


def facts_of(state: HouseholdState) -> dict[str, str]:
    return {str(fact.label): str(fact.text) for fact in state.facts}


def test_a_household_has_its_grown_ups_by_name_and_its_children_by_number(desk: Desk):
    state = state_of(desk)
    assert (state.title, str(state.subtitle)) == ("501", "5 层 · 户主林德胜 · 2 人")
    assert [(line.name, str(line.detail), line.chip) for line in state.lines] == [("林德胜", "户主 · 男 · 68 岁", None)]
    assert state.children == "儿童 1 人"
    told = (state.title, state.subtitle, state.lines, state.facts, state.who(), state.timeline().events)
    assert "林晓彤" not in repr(told)
    assert state.who() == [("all", "全家 2 人，其中儿童 1 人"), (str(house.row_of("林德胜")), "林德胜")]


def test_a_member_is_marked_only_for_who_may_read_members(desk: Desk):
    add_branch(desk)
    add_member(desk, "林德胜", house.HEAD_CARD)
    assert state_of(desk).lines[0].chip == ("党员", "red")
    assert state_of(house.of_role(desk, "entry")).lines[0].chip is None


def test_who_may_not_read_households_sees_the_door_without_its_use_and_who_only_reads_changes_none(desk: Desk):
    desk.do("households.use", doors=[house.door("501")], use="rented")
    state = state_of(house.of_role(desk, "mediator"))
    assert state.house is None and state.lines == () and state.children == "" and state.who() == []
    assert set(facts_of(state)) <= {"住址", "户室类型"} and "出租" not in repr((state.facts, state.timeline().events))
    assert not (state.may_move or state.may_use or state.may_note)
    state = state_of(house.of_role(desk, "meals"))
    assert facts_of(state)["住址"] == "晨光花园3号楼501" and not (state.may_move or state.may_use or state.may_note)


def test_at_a_public_counter_names_are_short_until_enter(desk: Desk):
    counter = Counter(desk)
    counter.turn(True)
    state = state_of(desk, counter=counter)
    assert state.lines[0].name == "林**" and "林德胜" not in str(state.subtitle) and state.timeline() is None
    assert facts_of(state)["住址"] == "（住址已隐去）" and "晨光" not in state.label()
    desk.do("doors.edit", id=house.door("501"), values={"use": "rented", "reported": 4})
    state = state_of(desk, counter=counter)
    assert not {"入住情况", "人数"} & set(facts_of(state)) and "人" not in str(state.subtitle) and not state.children
    assert not any(now for _code, _name, now in state.uses())
    assert counter.uncover(Door, house.door("501"))
    assert state.lines[0].name == "林德胜" and facts_of(state)["入住情况"] == "出租" and state.children


def test_what_the_building_head_reported_is_looked_at_where_it_differs(desk: Desk):
    desk.do("doors.edit", id=house.door("501"), values={"reported": 4})
    assert facts_of(state_of(desk))["人数"] == "报来 4 人，登记 2 人"
    desk.do("doors.edit", id=house.door("501"), values={"reported": 2})
    assert facts_of(state_of(desk))["人数"] == "2 人"


def test_the_pane_moves_people_and_says_how_a_door_is_used(desk: Desk):
    state = state_of(desk)
    with pytest.raises(Problems) as caught:
        state.move_out("all", "2016-01-01")
    assert set(caught.value.fields) == {"on"}
    [(chosen, label, *_rest)] = state.doors("3号楼602")
    assert label == "晨光花园3号楼602"
    state.move_out(str(house.row_of("林德胜")), "2026-11-19", chosen)
    assert state_of(desk, "602").lines[0].name == "林德胜"
    state_of(desk).move_out("all", "2026-11-20")
    assert state_of(desk).house.count == 0 and str(state_of(desk).subtitle) == "5 层 · 没有登记居住的人"
    state.use("vacant")
    assert facts_of(state_of(desk))["入住情况"] == "空置"
    assert [now for _code, _name, now in state_of(desk).uses()] == [False, False, True, False]
