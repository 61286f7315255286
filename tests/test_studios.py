"""A personal studio: one full name however it was typed, once in a committee, and somebody who works in it."""
from __future__ import annotations

from datetime import date

import pytest

from center.cases.facts import facts
from center.desk import Desk, Who
from center.importing import preview_of
from center.mediation.checking import GOOD, WRONG, check
from center.mediation.studios import full_name, full_names, meant
from db.errors import Problems
from db.models.mediation import Committee, Mediator, Studio
from reports.papers import make, params
from tests.sheets import Sheet
from views.state.committee import CommitteeState

HOME = "红旗社区人民调解委员会"
FULL = f"{HOME}秀英调解工作室"


@pytest.mark.parametrize("typed", [
    "秀英", "秀英工作室", "秀英调解工作室", "秀英个人调解工作室", f"{HOME}秀英调解工作室", f"{HOME}秀英",
    "红旗社区秀英调解工作室", f"{HOME}　秀英 工作室"])
def test_the_full_name_is_the_same_however_it_was_typed(typed):
    assert full_name(typed, HOME) == FULL


def first_rows(desk: Desk) -> None:
    """Two committees; the one at home has a chair with a studio."""
    chair = Desk(desk.store, Who("wu", "wu", ("chair",)), clock=desk._clock)
    for name, short in ((HOME, "红旗"), ("朝阳社区人民调解委员会", "朝阳")):
        chair.do("committees.add", values=chair.take(Committee, {
            "name": name, "short_name": short, "kind": "居调委会", "elected_on": "2025-01-10"}))
    studio = chair.do("studios.add", values={"name": "秀英工作室", "committee": 1})
    chair.do("mediators.add", values=chair.take(Mediator, {"person.name": "孙秀英", "duty": "主任", "login": "wu"})
             | {"committee": 1, "studio": studio})


def refused(desk: Desk, command: str, **given: object) -> str:
    with pytest.raises(Problems) as told:
        desk.do(command, **given)
    return str(told.value.fields["name"])


def test_one_studio_stands_once_in_a_committee_and_keeps_what_was_typed(desk):
    desk = Desk(desk.store, Who("wu", "wu", ("chair",)), clock=desk._clock)
    assert FULL in refused(desk, "studios.add", values={"name": "秀英个人调解工作室", "committee": 1})
    assert "写上本调委会" in refused(desk, "studios.add", values={"name": "秀英工作室", "committee": 2})
    assert "个人姓名" in refused(desk, "studios.add", values={"name": "调解工作室", "committee": 2})
    other = desk.do("studios.add", values={"name": "朝阳社区秀英工作室", "committee": 2})
    assert full_names() == {1: FULL, other: "朝阳社区人民调解委员会秀英调解工作室"}
    assert list(meant(FULL)) == [1] and list(meant("秀英")) == [1, other]
    assert desk.get(Studio, 1).values["name"] == "秀英工作室"
    desk.do("studios.edit", id=other, values={"name": "老娘舅"})
    assert full_names()[other] == "朝阳社区人民调解委员会老娘舅调解工作室"


def test_pages_and_papers_name_the_studio_in_full(desk):
    desk = Desk(desk.store, Who("wu", "wu", ("chair", "mediator")), clock=desk._clock)
    case = desk.do("cases.register", values={"name": "水管", "type": "邻里", "source": "主动调解", "committee": 1,
                                             "studio": FULL, "registered_on": "2026-11-02"},
                   parties=[{"side": "申请人", "kind": "个人", "name": "甲某"}])
    assert facts(desk, case).studio == FULL
    [row] = CommitteeState(desk).fetch_people([1])
    assert FULL in row.texts
    made = make(desk, "team_roster", params(desk, "2026"))
    assert FULL in str([list(block.rows) for block in made.parts[0].blocks if hasattr(block, "rows")])


def test_a_studio_without_a_mediator_and_one_with_a_stranger_are_found(desk):
    desk = Desk(desk.store, Who("wu", "wu", ("chair",)), clock=desk._clock)

    def found(committee: int) -> list[tuple[str, str]]:
        return [(one.state, str(one.fact)) for one in check(desk, committee) if one.studio]

    assert found(1) == [(GOOD, "调解员 1 人：孙秀英")]
    other = desk.do("studios.add", values={"name": "老娘舅", "committee": 2})
    [(state, fact)] = found(2)
    assert state == WRONG and fact.startswith("没有在任的调解员")
    desk.do("mediators.edit", id=1, values={"studio": other})
    assert found(2) == [(WRONG, "孙秀英是别的调委会的，请改所在工作室")] and found(1)[0][0] == WRONG
    desk.do("studios.edit", id=other, values={"closed_on": date(2026, 11, 1).isoformat()})
    assert found(2)[0][0] == WRONG and "已停办" in found(2)[0][1]
    desk.do("mediators.edit", id=1, values={"studio": 1, "duty": "clerk"})
    assert not found(2), "one that is closed only has to be left by everybody"
    assert found(1)[0][1].startswith("没有在任的调解员"), "who keeps the records does not mediate"
    desk.do("committees.edit", id=1, values={"elected_on": "2020-01-10"})
    assert [one.split("，")[0] for _state, one in found(1)][1:] == ["所属调委会 2023-01-10 已届满"]


def test_a_list_knows_a_studio_again_by_its_own_name_and_only_the_doubtful_row_waits(desk):
    rows = [["工作室名称", "所属调委会", "成立日期"], [FULL, HOME, "2019-06-01"], ["建民工作室", HOME, ""],
            ["建民调解室", HOME, ""]]
    found = preview_of(desk, Studio, Sheet(rows))
    assert [row.state for row in found.rows] == ["update", "new", "ask"]
    desk.do("import", preview=found)
    assert sorted(full_names().values()) == [f"{HOME}建民调解工作室", FULL]
