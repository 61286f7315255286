"""The tree as a person walks it: what stands open, what is found by an address, what is told of a place."""
from __future__ import annotations

import re

import pytest

from center.duties import declared
from center.places.tree import Tree
from center.tongues import tongue
from center.words import say
from db import listing
from db.errors import Problems
from db.models.enterprises import Enterprise
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit
from tests.stores import new_desk
from views.state.forms import CHOSEN
from views.state.places import PlacesState

CODE = "990101001001"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("state") / "store")
    add(opened, Street, 街道名称="晨光街道")
    for name, code in (("晨光社区", CODE), ("东湖社区", "990101001002")):
        add(opened, Community, 社区名称=name, 所属街道="晨光街道", 社区代码=code)
    add(opened, Grid, 网格名称="第1网格", 所属社区="晨光社区")
    make = {"community": "晨光社区", "grid": "第1网格", "units": 2, "floors": 3, "doors": 2}
    opened.do("places.make", wish=make | {"compound": "晨光花园", "buildings": 11})
    opened.do("places.make", wish={"community": "晨光社区", "compound": "解放路", "compound_kind": "lane", "kind":
                                   "bungalow", "units": 0, "floors": 1, "doors": 1, "pattern": "{serial}"})
    opened.do("places.make", wish={"name": "中信大厦", "first": "", "kind": "office", "units": 0, "floors": 12,
                                   "doors": 4, "grid": "第1网格"})
    opened.do("places.make", wish={"community": "东湖社区", "compound": "湖畔", "units": 1, "floors": 30, "doors": 2})
    [room] = listing.lookup(Door, "中信大厦1203")
    opened.do("enterprises.add", values={"name": "晨光软件公司", "building": listing.lookup(Building, "中信大厦")[0],
                                         "door": room})
    yield opened
    opened.close()


def add(desk, record, **texts: str) -> int:
    return desk.do(f"{record._meta.table_name}.add", values=desk.take(record, texts))


def names(state) -> list[str]:
    return [str(line.node.name) for line in state.lines]


def choose(state, name: str) -> None:
    state.choose(names(state).index(name))


def test_it_opens_at_one_community_and_reads_no_other(desk):
    state = PlacesState(desk)
    assert names(state) == ["晨光街道", "晨光社区", "晨光花园", "解放路", "中信大厦", "东湖社区"]
    assert state.node.name == "晨光社区" and set(state.tree._stocks) == {None, state.node.id}
    assert state.words(state.lines[2].node) == "11 栋 · 132 户"


def test_arrows_open_and_close_down_to_the_enterprise_in_a_room(desk):
    state = PlacesState(desk)
    choose(state, "晨光花园")
    state.right()
    state.right()
    assert state.node.name == "1号楼" and names(state)[3:6] == ["1号楼", "2号楼", "3号楼"]
    state.right()
    state.right()
    assert state.node.name == "1单元"
    state.right()
    state.right()
    assert state.node.name == "101"
    state.left()
    assert state.node.name == "1单元"
    choose(state, "中信大厦")
    state.right()
    assert "12 层" in names(state)
    choose(state, "12 层")
    state.right()
    choose(state, "1203")
    state.right()
    state.right()
    assert state.node.name == "晨光软件公司" and state.node.record is Enterprise and not state.node.opens
    state.left()
    state.left()
    state.left()
    assert state.node.name == "12 层"


def test_many_doors_of_a_unit_are_gathered_by_floor(desk):
    state = PlacesState(desk)
    [door] = listing.lookup(Door, "湖畔1号楼1单元2902")
    assert state.show(Door, door)
    assert state.node.name == "2902" and "29 层" in names(state) and "2802" not in names(state)


def test_along_grids_the_same_building_stands_under_its_grid_and_a_gap_under_its_own_line(desk):
    state = PlacesState(desk)
    state.show(Building, listing.lookup(Building, "晨光花园7号楼")[0])
    state.turn("grid")
    assert state.node.kind == "buildings" and state.node.name == "晨光花园7号楼"
    assert "第1网格" in names(state) and "没有网格的楼" in names(state) and "解放路" not in names(state)
    state.show(Building, listing.lookup(Building, "解放路1号")[0])
    assert names(state)[state.place] == "解放路1号"
    state.turn("compound")
    assert state.node.name == "1号" and "解放路" in names(state)


def test_an_address_as_people_write_it_finds_the_door(desk):
    state = PlacesState(desk)
    assert state.find("晨光花园3号楼2单元302") and state.node.name == "302"
    assert state.find("湖畔") and state.node.name == "湖畔"
    assert state.find("1-1-201") and state.about(state.node).title == "湖畔1号楼1单元201"  # where she is, first
    state.show(Compound, listing.lookup(Compound, "晨光花园")[0])
    assert state.find("1-1-201") and state.about(state.node).title == "晨光花园1号楼1单元201"
    assert not state.find("没有这里") and state.hint is None and not state.find("  ")


def test_what_was_not_sure_of_a_looked_for_address_is_said(desk):
    state = PlacesState(desk)
    assert state.find("晨光花园3号楼2单元302") and state.hint is None
    state.show(Community, listing.lookup(Community, "晨光社区")[0])
    assert state.find("1-1-201") and "处都这样写，先到 晨光花园1号楼1单元201" in say(state.hint)
    state.show(Compound, listing.lookup(Compound, "晨光花园")[0])
    assert state.find("1-1-201") and state.hint is None  # the chosen compound is meant
    assert state.find("3-2-999") and state.node.name == "3号楼"
    assert say(state.hint) == "晨光花园3号楼里没有这个室号。请核对，或先登记这一户"


def test_what_is_told_of_a_place_opens_what_it_counts(desk):
    state = PlacesState(desk)
    about = state.about(state.node)
    assert about.title == "晨光社区" and about.where == "晨光街道" and ("社区代码", CODE) in about.facts
    assert state.street_sums(state.lines[0].node) == (14, 241)
    assert [(one.label, one.count) for one in about.tallies] == [("楼栋", 13), ("单元", 22), ("户室", 181)]
    assert all(len(one.ids()) == one.count for one in (*about.tallies, *about.gaps))
    assert about.kinds == (("住宅", 133), ("办公", 48)) and [one.label for one in about.gaps] == ["楼栋没有划网格"]
    choose(state, "晨光花园")
    record, texts, labels = state.child()
    assert record is Building and texts == {"compound": f"{CHOSEN}{state.node.id}"} and labels["compound"] == "晨光花园"
    assert state.begin() == {"compound": state.node.id}
    state.show(Door, listing.lookup(Door, "中信大厦1203")[0])
    assert state.child() is None
    state.left()
    assert state.child()[:2] == (Door, {"building": f"{CHOSEN}{state.node.building}", "floor": "12"})
    state.left()
    state.left()
    assert state.node.name == "中信大厦" and state.child()[0] is Door
    state.show(Unit, listing.lookup(Unit, "晨光花园3号楼2单元")[0])
    assert state.child()[2] == {"building": "晨光花园3号楼", "unit": "晨光花园3号楼2单元"}


def test_what_was_open_last_is_remembered_for_the_account(desk):
    state = PlacesState(desk)
    state.flip(names(state).index("东湖社区"))
    state.turn("grid")
    state.keep()
    again = PlacesState(desk)
    assert again.node.name == "东湖社区" and again.way == "grid"
    desk.prefer("places.tree", None)


def test_a_building_without_a_grid_is_told_on_the_first_page_and_its_grids_in_its_timeline(desk):
    from center.history import timeline

    [duty] = list(declared()["places"][1](desk, desk.today()))
    assert duty.record == "buildings" and len(duty.ids) == 2 and duty.detail == "2 栋，请选所属网格"
    [rid] = listing.lookup(Building, "解放路1号")
    [grid] = listing.lookup(Grid, "第1网格")
    desk.do("buildings.edit", id=rid, values={"grid": grid})
    assert any(event.what == "划归" and "网格：第1网格" in event.lines for event in timeline(desk, Building, rid)[0])
    desk.undo()


def test_numbers_of_places_have_their_names(desk):
    from center.periods import period

    year = period("2026")
    assert desk.measure("places.buildings", year).value == 14 == len(desk.measure("places.buildings", year).counted)
    found = desk.measure("places.buildings_in_grids", year)
    assert (found.value, len(found.base)) == (12, 14)
    assert [desk.measure(f"places.{name}", year).value for name in ("grids", "compounds", "units", "doors")] == [
        1, 3, 23, 241]


@pytest.mark.parametrize(("record", "texts", "paths"), [
    (Unit, {"所属楼栋": "晨光花园3号楼5层", "单元号": "9"}, {"building"}),
    (Door, {"所属楼栋": "没有这栋", "所属单元": "没有这个单元", "室号": "701"}, {"building", "unit"}),
    (Building, {"所属小区": "没有这个小区", "楼号": "99"}, {"compound"}),
])
def test_a_place_under_one_that_is_not_there_is_told_at_its_field(desk, record, texts, paths):
    with pytest.raises(Problems) as told:
        add(desk, record, **texts)
    assert set(told.value.fields) == paths


def test_a_small_centre_without_communities_has_its_compounds_on_top(tmp_path):
    desk = new_desk(tmp_path / "store")
    assert PlacesState(desk).lines == [] and PlacesState(desk).child()[0] is Compound
    desk.do("places.make", wish={"compound": "晨光花园", "buildings": 2})
    state = PlacesState(desk)
    assert names(state) == ["晨光花园"] and state.words(state.node) == "2 栋 · 96 户"
    assert state.show(Unit, listing.lookup(Unit, "晨光花园2号楼3单元")[0]) and state.node.name == "3单元"
    assert Tree(desk).way_to(Community, 1) == []
    desk.close()


@pytest.mark.parametrize("words", ["{doors} 户", "{rooms} 间", "{count} 户", "{layer} {doors} 户", "共 {doors} 户"])
def test_one_door_is_no_plural_in_english(words: str) -> None:
    told = tongue("en").translate(words).format(doors=1, rooms=1, count=1, layer="x")
    assert not re.search(r"\b1 \w+s\b", told), told
