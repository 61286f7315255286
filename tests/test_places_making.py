"""Making many places at once: a wish, its plan and preview, one act that makes them, one undo that takes them back."""
from __future__ import annotations

import json

import pytest

from center.places.making import NewPlace, Plan, Wish, known_of, plan_of, preview, settled
from center.places.proposing import Known, numbers
from db import listing
from db.errors import Denied, Invalid, Problems
from db.listing import Query
from db.models.places import Building, BuildingTerm, Community, Compound, Door, Grid, Unit
from tests.stores import new_desk

CODE = "990101001001"
TWELVE = Wish(compound="晨光花园", buildings=12, units=4, floors=6, doors=2)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("making") / "store")
    opened.do("communities.add", values=opened.take(Community, {"社区名称": "晨光社区", "社区代码": CODE}))
    opened.do("grids.add", values=opened.take(Grid, {"网格名称": "第1网格", "所属社区": "晨光社区"}))
    yield opened
    opened.close()


@pytest.fixture
def taken_back(desk):
    """What a test made is undone."""
    at = desk.next_undo()
    yield
    while desk.next_undo() != at:
        desk.undo()


def count(desk, record) -> int:
    return len(desk.ids(Query(record)))


def named(desk, name: str) -> dict:
    [rid] = listing.lookup(Door, name)
    return listing.record_row(Door, rid)


def planned(**wish) -> Plan:
    return plan_of(Wish(**{"compound": "晨光花园"} | wish), Known(None, wish.get("compound", "晨光花园")))


def doors(plan: Plan) -> list[str]:
    return [one.values["number"] for one in plan.places if one.kind == "doors"]


def test_twelve_buildings_are_one_act_of_576_doors_and_one_undo(desk, taken_back, statements):
    made = desk.do("places.make", wish=TWELVE)
    assert len(statements) < 150, "of 637 places: many go in one statement"
    assert (made["compounds"], made["buildings"], made["units"], made["doors"], made["there"]) == (1, 12, 48, 576, 0)
    assert desk.next_undo().label == "批量建楼：12 栋 48 单元 576 户"
    home = named(desk, "晨光花园12号楼4单元602")
    assert (home["floor"], home["kind"], home["code"]) == (6, "home", CODE + "B00012U04R602")
    assert count(desk, BuildingTerm) == 12
    desk.undo()
    assert [count(desk, record) for record in (Compound, Building, Unit, Door, BuildingTerm)] == [0] * 5
    desk.redo()
    assert count(desk, Door) == 576
    desk.undo()


def test_what_is_there_is_left_alone_and_only_the_rest_is_made(desk, taken_back):
    desk.do("places.make", wish={"compound": "晨光花园", "buildings": 2, "units": 1, "floors": 3, "doors": 2})
    wish = settled(Wish("晨光花园", buildings=3, units=2, floors=4, doors=2))
    plan = plan_of(wish, known_of(wish))
    assert (plan.there, plan.count("buildings"), plan.count("units")) == (12, 1, 4)
    assert "楼栋已有，只补缺的" in preview(plan)[0].notes and preview(plan)[0].name == "晨光花园1号楼"
    made = desk.do("places.make", plan=plan)
    assert made["doors"] == 3 * 16 - 12 and count(desk, Door) == 48 and count(desk, Compound) == 1
    again = desk.do("places.make", wish=wish)
    assert again["doors"] == 0 and again["there"] == 48


def test_no_fourth_floor_and_shops_below_are_told_in_the_preview():
    plan = planned(buildings=2, skip_floors=(4,), shops=True, garages=3, basement=1)
    [first, second] = preview(plan)
    assert first.notes == ("4 层没有", "底层 8 间商铺", "地下室 8 间", "车库 3 个") and second.name == "2号楼"
    rooms = [one for one in plan.places if one.kind == "doors"]
    shops = [one for one in rooms if one.values["kind"] == "shop"]
    assert [one.values["number"] for one in shops[:8]] == [f"10{n}" for n in range(1, 9)]
    assert all(one.parent.startswith("#b") and "u" not in one.parent for one in shops)
    floors = {one.values["floor"] for one in rooms if one.values["kind"] == "home"}
    assert floors == {2, 3, 5, 6} and first.doors == 4 * 4 * 2 + 8 + 8 + 3


def test_one_building_may_be_otherwise_than_the_others():
    plan = planned(buildings=3, units=2, floors=2, special={"2": {"units": 1, "floors": 18, "skip_floors": [13, 14]}})
    assert [line.doors for line in preview(plan)] == [8, 16 * 2, 8]
    assert preview(plan)[1].notes == ("13、14 层没有",)


@pytest.mark.parametrize("wish, found", [
    ({"first": "A", "buildings": 3}, ["A", "B", "C"]),
    ({"first": "12甲", "buildings": 2}, ["12甲", "12乙"]),
    ({"first": "1", "step": 2, "buildings": 3}, ["1", "3", "5"]),
    ({"first": "3号楼", "buildings": 3, "skip_buildings": ("4",)}, ["3", "5", "6"]),
])
def test_buildings_are_numbered_as_they_are_on_the_walls(wish, found):
    assert numbers(Wish("晨光花园", **wish)) == found


def test_room_numbers_are_written_in_the_ways_there_are():
    small = {"units": 2, "floors": 2, "doors": 2}
    assert doors(planned(**small)) == ["101", "102", "101", "102", "201", "202", "201", "202"]
    assert doors(planned(**small, through=True))[:4] == ["101", "102", "103", "104"]
    assert doors(planned(**small, pattern="{floor}{letter}"))[:2] == ["1A", "1B"]
    assert doors(planned(units=1, floors=2, doors=2, pattern="{serial}")) == ["1", "2", "3", "4"]
    assert "104" not in doors(planned(units=1, floors=1, doors=5, skip_numbers=("104",)))


def test_lanes_bungalows_and_towers_are_made_too(desk, taken_back):
    lane = {"compound": "解放路", "compound_kind": "lane", "kind": "selfbuilt", "first": "1", "step": 2,
            "buildings": 3, "units": 0, "floors": 1, "doors": 1, "pattern": "{serial}"}
    assert desk.do("places.make", wish=lane)["doors"] == 3
    assert named(desk, "解放路5号1室")["unit"] is None
    tower = {"name": "中信大厦", "first": "", "kind": "office", "units": 0, "floors": 12, "doors": 4, "grid": "第1网格"}
    assert desk.do("places.make", wish=tower)["doors"] == 48
    room = named(desk, "中信大厦1203")
    assert (room["floor"], room["kind"], room["code"]) == (12, "office", CODE + "B00004R1203")
    assert desk.do("places.make", wish=tower)["there"] == 48


def test_a_wish_that_cannot_be_is_told_at_its_fields(desk):
    assert planned(floors=0, units=99).problems.keys() == {"floors", "units"}
    assert str(planned(floors=0).problems["floors"]) == "最高楼层请填 1 到 150 的数"
    assert planned(first="甲乙丙", buildings=20).problems.keys() == {"first"}
    assert planned(compound="").problems.keys() == {"compound"} and planned(kind="x").problems.keys() == {"kind"}
    assert planned(pattern="{floor.__class__}").problems.keys() == {"pattern"}
    assert planned(special={"1": {"floors": 999}}).problems.keys() == {"special"}
    with pytest.raises(Problems):
        desk.do("places.make", wish={"compound": "晨光花园", "grid": "没有的网格"})
    with pytest.raises(Denied, match="一次最多建 5000 户，这次有 8160 户"):
        desk.do("places.make", wish={"compound": "晨光花园", "buildings": 10, "units": 3, "floors": 34, "doors": 8})
    assert count(desk, Compound) == 0


def test_a_plan_in_plain_words_is_made_and_what_it_names_twice_once(desk, taken_back):
    plan = {"places": [
        {"kind": "compounds", "key": "#c", "values": {"name": "东院", "kind": "courtyard"}},
        {"kind": "buildings", "key": "#b1", "parent": "#c", "values": {"number": "1", "kind": "homes"}},
        {"kind": "buildings", "key": "#b2", "parent": "#c", "values": {"number": "1", "kind": "homes"}},
        {"kind": "units", "key": "#u1", "parent": "#b2", "values": {"number": "2"}},
        {"kind": "doors", "parent": "#u1", "values": {"number": "501"}},
        {"kind": "doors", "parent": "#b1", "values": {"number": "车库1", "kind": "garage"}}]}
    made = desk.do("places.make", plan=json.loads(json.dumps(plan)))
    assert (made["buildings"], made["units"], made["doors"]) == (1, 1, 2)
    assert named(desk, "东院1号楼2单元501")["floor"] == 5 and named(desk, "东院1号楼车库1")["unit"] is None
    [building] = listing.lookup(Building, "东院1号楼")
    more = Plan((NewPlace("doors", "", f"buildings:{building}", {"number": "101"}),))
    assert desk.do("places.make", plan=more)["doors"] == 1 and named(desk, "东院1号楼101")["floor"] == 1


@pytest.mark.parametrize("place", [
    {"kind": "units", "values": {}}, {"kind": "doors", "parent": "units:x", "values": {"number": "1"}},
    {"kind": "zoo", "values": {}}, {"kind": "doors", "values": {"number": "1"}},
    {"kind": "doors", "parent": "#b9", "values": {"number": "1"}}, {"kind": "compounds", "values": {}},
])
def test_a_plan_that_hangs_on_nothing_is_refused_with_its_place(desk, place):
    with pytest.raises(Invalid, match=r"places\[2\]"):
        desk.do("places.make", plan={"places": [{"kind": "compounds", "values": {"name": "东院"}}, place]})


# ---- the form behind the window

def typed(state, **texts: str):
    from views.state.making import START

    state.typed({**START, **texts})
    return state


def test_the_form_shows_what_it_will_make_while_it_is_typed(desk):
    from views.state.making import MakingState

    state = MakingState(desk)
    typed(state, compound="晨光花园", buildings="１２", skip_floors="4、13-14")
    assert state.ready and state.total == "新建 12 栋、48 单元、480 户" and state.notes == ("会新建小区“晨光花园”",)
    assert state.row(state.lines[0]) == ("1号楼", "4", "6", "2", "4、13、14", "40", "101 … 602", "4 层没有")
    typed(state, compound="晨光花园", floors="很多", skip_floors="四")
    assert not state.ready and state.problems.keys() == {"floors", "skip_floors"} and not state.lines
    typed(state, compound="晨光花园", buildings="300", floors="150", doors="60")
    assert "户，一次建不了这么多" in str(state.problems["buildings"])
    typed(state, compound="晨光花园", buildings="30", floors="30", doors="8")
    assert not state.ready and state.notes[-1].startswith("一次最多建 5,000 户")


def test_one_building_is_made_otherwise_in_its_own_line(desk, taken_back):
    from views.state.making import MakingState

    state = typed(MakingState(desk), compound="晨光花园", buildings="2")
    assert state.change(state.lines[1], "floors", "一") == "请填 1 到 150 的数"
    assert state.change(state.lines[1], "floors", "18") == "" == state.change(state.lines[1], "skip", "13-14")
    assert [line.doors for line in state.lines] == [48, 16 * 8] and state.row(state.lines[1])[4] == "13、14"
    assert state.made(state.make()) == "已建 2 栋、8 单元、176 户"
    again = typed(MakingState(desk), compound="晨光花园", buildings="2", floors="7")
    assert again.number(again.lines[0]) == "1" and again.notes[0].startswith("已有的")


def test_another_kind_of_building_brings_what_is_usual_for_it(desk):
    from views.state.making import START, MakingState

    state = typed(MakingState(desk), compound="晨光花园", floors="11")
    assert state.usual("bungalow", {**START, "floors": "11"}) == {"units": "0", "doors": "1", "pattern": "{serial}"}
    texts, labels = state.begin({"compound": None, "grid": 1})
    assert texts["grid"] == "#1" and labels == {"grid": "第1网格"} and state.problems.keys() == {"compound"}
    typed(state, name="中信大厦", kind="office", units="0")
    assert state.ready and state.lines[0].name == "中信大厦" and state.plan.count("compounds") == 0


def test_the_command_line_makes_them_too(tmp_path, capsys, monkeypatch):
    from tests.stores import LOGIN, PASSWORD
    from views.cli import main as run

    new_desk(tmp_path / "store").close()
    monkeypatch.setenv("CENTER_USER", LOGIN)
    monkeypatch.setenv("CENTER_PASSWORD", PASSWORD)
    wish = {"wish": {"compound": "晨光花园", "buildings": 12, "units": 4, "floors": 6, "doors": 2, "skip_floors": [4]}}
    assert run(["--data", str(tmp_path / "store"), "--json", "do", "places.make", json.dumps(wish)]) == 0
    assert json.loads(capsys.readouterr().out)["result"]["doors"] == 480
    assert run(["--data", str(tmp_path / "store"), "do", "places.make", '{"wish": {"floor": 6}}']) != 0
    assert "没有这些参数：floor" in "".join(capsys.readouterr())
