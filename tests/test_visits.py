"""Work lists: places become doors in walking order, done lands on the door, 未遇 goes with the list."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from center import catalog, removed
from center.desk import Desk, Who
from center.duties import home
from center.history import timeline
from center.periods import period
from center.visits import unmet
from center.visits.choosing import planned
from center.visits.measures import by_head, of_list
from center.visits.planning import floors, next_named, numbers
from db.days import Day
from db.errors import Denied, Invalid, Missing, Problems
from db.listing import Query, record_row
from db.models.cover import DutyTerm
from db.models.enterprises import Enterprise
from db.models.households import Residency
from db.models.places import Building, Compound, Door, Grid, Unit
from db.models.visits import VisitList, VisitStop
from db.questions.visits import stops_of
from db.record import Record
from tests.stores import Clock, copy_desk, new_desk

HIDDEN = "欧阳雪"  # who lives there: on no list, sheet or timeline of a visit


def add(desk: Desk, record: type[Record], **values: object) -> int:
    return desk.do(f"{record._meta.table_name}.add", values=values)


def build(desk: Desk) -> None:
    """Two houses of a compound (3号楼 with two units, and 12号楼 with a lift), a garage, an office tower."""
    from db.models.places import Community

    community = add(desk, Community, name="晨光社区")
    grid = add(desk, Grid, name="第1网格", community=community)
    garden = add(desk, Compound, name="晨光花园", community=community)
    house = add(desk, Building, name="晨光花园3号楼", number="3", compound=garden, grid=grid)
    tall = add(desk, Building, name="晨光花园12号楼", number="12", compound=garden, elevators=2)
    for unit in ("1", "2"):
        rid = add(desk, Unit, building=house, number=unit)
        for number in ("201", "102", "101", "1001"):
            add(desk, Door, building=house, unit=rid, number=number, floor=int(number[:-2]), kind="home",
                use="vacant" if number == "102" else None)
    for number in ("101", "201"):
        add(desk, Door, building=tall, number=number, floor=int(number[:-2]))
    add(desk, Door, building=tall, number="车库1", floor=-1, kind="garage")
    add(desk, Door, building=tall, number="301", floor=3, valid_to=Day("2026-01-01"))
    tower = add(desk, Building, name="中信大厦")
    room = add(desk, Door, building=tower, number="1203", floor=12, kind="office")
    add(desk, Enterprise, name="晨光科技有限公司", building=tower, door=room, came="new", came_on=Day("2026-01-05"))
    add(desk, Enterprise, name="走了的公司", building=tower, came="new", came_on=Day("2026-01-05"), left="closed",
        left_on=Day("2026-03-01"))


@pytest.fixture(scope="module")
def master(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("visits") / "store"
    desk = new_desk(folder)
    build(desk)
    desk.close()
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(master: Path, tmp_path: Path, clock: Clock):
    opened = copy_desk(master, tmp_path / "store", clock)
    yield opened
    opened.close()


def make(desk: Desk, name: str = "燃气检查", **more: object) -> int:
    given = {"name": name, "purpose": "check", "places": {"buildings": ["晨光花园3号楼"]}} | more
    return desk.do("visits.make", **given)


def walked(desk: Desk, rid: int) -> list[str]:
    desk.need("visits.read")
    return [f"{row['house']}-{row['unit']}-{row['number']}" for row in stops_of(rid)]


def door_of(desk: Desk, number: str) -> int:
    return desk.ids(Query(Door, filters=(("number", "eq", number),)))[0]


# ---- choosing and order
def test_a_list_is_in_walking_order_floor_by_floor_and_unit_by_unit(desk):
    assert walked(desk, make(desk)) == ["3-1-101", "3-1-102", "3-1-201", "3-1-1001",
                                        "3-2-101", "3-2-102", "3-2-201", "3-2-1001"]


def test_where_there_is_a_lift_one_begins_at_the_top_unless_asked_otherwise(desk):
    places = {"compounds": ["晨光花园"], "houses": "12"}
    assert walked(desk, make(desk, places=places)) == ["12-None-201", "12-None-101"]
    assert walked(desk, make(desk, places=places | {"down": False})) == ["12-None-101", "12-None-201"]


def test_houses_units_floors_and_kinds_narrow_a_place(desk):
    assert len(planned({"communities": ["晨光社区"]}, desk.today())) == 10
    assert len(planned({"grids": ["第1网格"]}, desk.today())) == 8
    some = {"compounds": ["晨光花园"], "houses": "1-3号楼", "unit_numbers": "2单元", "floors": "1-2层"}
    assert len(planned(some, desk.today())) == 3
    assert len(planned({"compounds": ["晨光花园"], "kinds": ["车库"]}, desk.today())) == 1
    assert len(planned({"compounds": ["晨光花园"], "use": ["空置"]}, desk.today())) == 2


def test_a_building_named_twice_gives_each_door_once(desk):
    assert len(planned({"compounds": ["晨光花园"], "buildings": ["晨光花园3号楼"]}, desk.today())) == 10


def test_enterprises_are_those_that_are_still_there(desk):
    rid = make(desk, places={"buildings": ["中信大厦"]}, enterprises=True)
    assert [(row["name"], row["number"]) for row in stops_of(rid)] == [("晨光科技有限公司", "1203")]


@pytest.mark.parametrize(("places", "told"), [
    ({}, "请先选地方"),
    ({"buildings": ["没有这栋"]}, "没有叫“没有这栋”的楼栋"),
    ({"compounds": ["晨光花园"], "floors": "几层"}, "看不懂"),
    ({"compounds": ["晨光花园"], "houses": "9-1"}, "范围"),
    ({"compounds": ["晨光花园"], "kinds": ["塔楼"]}, "户室类型里没有"),
    ({"compounds": ["晨光花园"], "houses": "99"}, "没有可以上门的户室"),
    ({"rooms": ["101"]}, "不是选地方的办法"),
    ({"buildings": [999]}, "已经不在了"),
])
def test_what_cannot_be_chosen_is_told_and_nothing_is_half_made(desk, places, told):
    with pytest.raises((Invalid, Problems, Missing), match=told):
        make(desk, places=places)
    assert not len(desk.ids(Query(VisitList)))


def test_a_list_says_at_its_fields_what_is_wrong(desk):
    with pytest.raises(Problems) as told:
        make(desk, name="", purpose="闲逛", due_on="2026-11-01")
    assert set(told.value.fields) == {"name", "purpose", "due_on"}


def test_ranges_are_read_as_typed():
    assert numbers("1-3、５，东 12甲号楼") == ("1", "2", "3", "5", "东", "12甲")
    assert floors("负1层、1至3") == (-1, 1, 2, 3)
    assert isinstance(floors("顶"), Invalid)


def test_more_places_stand_behind_so_that_printed_numbers_stay_true(desk):
    rid = make(desk)
    assert desk.do("visits.extend", list=rid, places={"compounds": ["晨光花园"]}) == 2
    assert [row["place"] for row in stops_of(rid)] == list(range(1, 11))
    assert walked(desk, rid)[8:] == ["12-None-201", "12-None-101"]
    with pytest.raises(Invalid, match="已经在清单里"):
        desk.do("visits.extend", list=rid, places={"compounds": ["晨光花园"]})


def test_making_a_list_is_one_step_back(desk):
    make(desk)
    assert desk.undo() == "新建上门清单 燃气检查：8 户"
    assert not len(desk.ids(Query(VisitList)))


# ---- back entry
def test_a_jump_finds_the_next_door_that_is_called_so(desk):
    stops = stops_of(make(desk, places={"compounds": ["晨光花园"]}))
    named = lambda place: f"{stops[place]['house']}-{stops[place]['unit']}-{stops[place]['number']}"  # noqa: E731
    assert named(next_named(stops, "3-2-201")) == "3-2-201"
    assert named(next_named(stops, "3号楼2单元201室")) == "3-2-201"
    assert named(next_named(stops, "101", after=0)) == "3-2-101"
    assert named(next_named(stops, "12-201")) == "12-None-201"
    assert next_named(stops, "9-9-999") is None and next_named(stops, "-") is None


def test_what_was_done_stands_at_the_door_with_its_note(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]
    assert desk.do("visits.done", list=rid, stops=[stop["id"]], note="换了软管") == 1
    events, _more = timeline(desk, Door, stop["door"])
    [visit] = [one for one in events if one.target == ("visit_lists", rid)]
    assert (visit.what, visit.lines, visit.at.date()) == ("检查", ("燃气检查", "换了软管"), desk.today())
    assert desk.can_undo().startswith("已办：晨光花园3号楼")
    desk.undo()
    assert record_row(VisitStop, stop["id"])["done_on"] is None


def test_a_day_before_the_list_began_or_to_come_is_refused_at_its_field(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    for day in ("2026-11-01", "2027-01-01", "哪天"):
        with pytest.raises(Problems) as told:
            desk.do("visits.done", list=rid, stops=[stop], on=day)
        assert set(told.value.fields) == {"on"}


def test_done_again_keeps_its_day_and_can_be_taken_back_by_name(desk, clock):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    desk.do("visits.done", list=rid, stops=[stop])
    clock.forward(days=2)
    desk.do("visits.done", list=rid, stops=[stop], note="补：留了告知书")
    assert record_row(VisitStop, stop)["done_on"] == "2026-11-20"
    assert desk.do("visits.not_done", list=rid, stops=[stop]) == 1
    row = record_row(VisitStop, stop)
    assert row["done_on"] is None and row["note"] is None


def test_a_stop_of_another_list_is_not_touched(desk):
    one, other = make(desk), make(desk, name="走访")
    with pytest.raises(Missing, match="不在清单"):
        desk.do("visits.done", list=one, stops=[stops_of(other)[0]["id"]])


def test_single_visits_of_a_month_share_a_list_and_a_second_one_finds_room(desk):
    one, other = door_of(desk, "1203"), door_of(desk, "101")
    desk.do("visits.note", door=one)
    desk.do("visits.note", door=other, note="灯坏了", on="2026-11-03")
    desk.do("visits.note", door=one)
    lists = [record_row(VisitList, rid) for rid in desk.ids(Query(VisitList))]
    assert {row["name"] for row in lists} == {"零星走访2026年11月", "零星走访2026年11月（2）"}
    first = next(row for row in lists if row["name"].endswith("月"))
    assert (first["opened_on"], first["closed_on"]) == ("2026-11-03", "2026-11-20")
    assert sum(event.target is not None for event in timeline(desk, Door, one)[0]) == 2


# ---- 未遇
def everything(desk: Desk) -> str:
    """All that a store keeps of acts, in one text."""
    tables = ("act", "trace", "audit", "search_term")
    return repr([desk.store.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])


def test_nobody_met_leaves_no_act_no_audit_no_search_and_no_event(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]
    before, undo = everything(desk), desk.can_undo()
    unmet.set_unmet(desk, rid, stop["id"], True)
    assert everything(desk) == before and desk.can_undo() == undo
    assert unmet.unmet(desk, rid) == {stop["id"]}
    assert not [one for one in timeline(desk, Door, stop["door"])[0] if one.target == ("visit_lists", rid)]


def test_who_was_met_after_all_is_not_marked_any_more(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    unmet.set_unmet(desk, rid, stop, True)
    unmet.set_unmet(desk, rid, stop, True)
    desk.do("visits.done", list=rid, stops=[stop])
    assert not unmet.unmet(desk, rid)
    desk.undo()
    assert not unmet.unmet(desk, rid)
    desk.redo()
    with pytest.raises(Denied, match="已经办了"):
        unmet.set_unmet(desk, rid, stop, True)


@pytest.mark.parametrize("way", ["close", "edit", "remove", "undo"])
def test_the_marks_go_with_the_list_whichever_way_it_goes(desk, way):
    rid = make(desk)
    first, second = (row["id"] for row in stops_of(rid)[:2])
    unmet.set_unmet(desk, rid, second, True)
    if way == "undo":
        desk.undo()
        assert unmet.forget_old(desk) == 1
    else:
        desk.do("visits.done", list=rid, stops=[first])
    if way == "close":
        assert desk.do("visits.close", id=rid) == 7
    if way == "edit":
        desk.do("visit_lists.edit", id=rid, values={"closed_on": Day(desk.today())})
    if way == "remove":
        desk.do("visit_lists.remove", id=rid)
    assert desk.store.execute('SELECT count(*) FROM "unmet"').fetchone() == (0,)
    assert [row["id"] for row in stops_of(rid)] == ([first] if way in ("close", "edit") else [])


def test_a_closed_list_is_changed_no_more_and_its_closing_can_be_taken_back(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    desk.do("visits.close", id=rid)
    for again in (lambda: desk.do("visits.close", id=rid), lambda: desk.do("visits.done", list=rid, stops=[]),
                  lambda: desk.do("visits.extend", list=rid, places={"buildings": ["中信大厦"]})):
        with pytest.raises(Denied, match="已经结束"):
            again()
    desk.undo()
    assert len(stops_of(rid)) == 8
    unmet.set_unmet(desk, rid, stop, True)


def test_marks_go_after_three_months(desk, clock):
    rid = make(desk)
    unmet.set_unmet(desk, rid, stops_of(rid)[0]["id"], True)
    clock.forward(days=85)
    assert unmet.forget_old(desk) == 0
    clock.forward(days=10)
    assert unmet.forget_old(desk) == 1 and not unmet.unmet(desk, rid)


def test_who_may_not_write_lists_marks_nothing(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    street = Desk(desk.store, Who("jd", "街道", ("street",)), clock=Clock())
    with pytest.raises(Denied):
        unmet.set_unmet(street, rid, stop, True)
    with pytest.raises(Denied):
        unmet.unmet(street, rid)


# ---- coverage and duties
def test_coverage_by_duty_person_is_in_the_order_of_places_and_shows_what_is_left(desk):
    house, [unit] = desk.ids(Query(Building, filters=(("number", "eq", "3"),)))[0], desk.ids(
        Query(Unit, filters=(("number", "eq", "2"),)))
    grid = desk.ids(Query(Grid))[0]
    add(desk, DutyTerm, **{"person.name": "张三"}, role="unit_head", unit=unit)
    add(desk, DutyTerm, **{"person.name": "李四"}, role="building_head", building=house)
    add(desk, DutyTerm, **{"person.name": "王五"}, role="grid_head", grid=grid)
    rid = make(desk)
    stops = stops_of(rid)
    desk.do("visits.done", list=rid, stops=[row["id"] for row in stops if row["unit"] == "2"][:3])
    heads = by_head(desk, period("2026-11"))
    assert [(one.name, len(one.counted), len(one.base)) for one in heads] == [
        ("王五", 3, 8), ("李四", 3, 8), ("张三", 3, 4)]
    assert heads[2].left.ids == (next(row["door"] for row in stops if row["unit"] == "2" and row["number"] == "1001"),)
    assert [(one.name, len(one.counted), len(one.base)) for one in of_list(desk, rid)] == [
        ("王五", 3, 8), ("李四", 3, 8), ("张三", 3, 4)]
    count = desk.measure("visits.coverage", period("2026-11"))
    assert (count.value, len(count.base)) == (3, 11)
    assert desk.measure("visits.done", period("2026-10")).value == 0


def test_a_list_with_a_last_day_is_a_duty_until_it_is_closed(desk):
    rid = make(desk, due_on="2026-11-22")
    [duty] = [one for one in home(desk).duties if one.record == "visit_lists"]
    assert (duty.detail, duty.due, duty.id) == ("燃气检查，还有 8 户", date(2026, 11, 22), rid)
    desk.do("visits.close", id=rid)
    assert not [one for one in home(desk).duties if one.record == "visit_lists"]


# ---- paper
def texts(desk: Desk, rid: int) -> str:
    from reports.papers import make as make_paper
    from reports.papers import params

    uid = record_row(VisitList, rid)["uid"].hex()
    return repr(make_paper(desk, "visit_list", params(desk, settings={"id": uid})))


def test_the_sheet_holds_doors_and_boxes_but_no_residents_name_and_no_mark(desk):
    door = door_of(desk, "101")
    add(desk, Residency, **{"person.name": HIDDEN}, door=door, relation="head")
    rid = make(desk, about="带上检查单")
    before = texts(desk, rid)
    unmet.set_unmet(desk, rid, stops_of(rid)[1]["id"], True)
    assert texts(desk, rid) == before
    assert "带上检查单" in before and "1001" in before and "收回" in before
    assert HIDDEN not in before and "空置" not in before and "vacant" not in before


def test_the_sheet_and_the_coverage_are_written_in_their_formats(desk, tmp_path):
    from reports.papers import hand_out, papers, params

    rid = make(desk)
    uid = record_row(VisitList, rid)["uid"].hex()
    for ending in papers()["visit_list"].formats:
        assert not hand_out(desk, "visit_list", params(desk, settings={"id": uid}), tmp_path / f"清单.{ending}")
    assert not hand_out(desk, "visit_coverage", params(desk, "2026-11"), tmp_path / "覆盖.xlsx")


def test_a_removed_list_comes_back_with_its_stops(desk):
    rid = make(desk)
    desk.do("visit_lists.remove", id=rid)
    uids = [line.uid for line in removed.lines(desk) if line.record is VisitList]
    desk.do("restore_removed", rows=uids)
    assert len(desk.ids(Query(VisitList))) == 1


def test_everything_of_lists_is_a_command_that_entry_clerks_hold():
    from center.rights import may

    for name in ("make", "extend", "done", "not_done", "note", "close"):
        assert may(("entry",), catalog.command(f"visits.{name}").right)


# ---- without a window
def test_the_command_line_enters_a_list_by_the_numbers_of_its_sheet(master, tmp_path):
    import json
    import shutil

    from tests.test_cli import Shell

    shutil.copytree(master, tmp_path / "store")
    shell = Shell(tmp_path / "store")
    given = {"name": "燃气检查", "purpose": "检查", "places": {"compounds": ["晨光花园"], "houses": "3"}}
    shell("do", "visits.make", json.dumps(given))
    uid = shell("find", "燃气检查")["hits"][0]["id"]
    answer = shell("visit", uid, "--done", "1,3-4", "--note", "已换软管", "--not-met", "2,5")
    assert (answer["done"], answer["unmet"], answer["total"]) == (3, 2, 8)
    answer = shell("visit", uid, "--clear", "4-5")
    assert [stop["state"] for stop in answer["stops"][:5]] == ["done", "unmet", "done", "", ""]
    assert "没有次序 9" in shell("visit", uid, "--not-met", "9", code=1)["error"]
    shell("do", "visits.done", json.dumps({"list": uid, "stops": []}))
    shell("do", "visits.close", json.dumps({"id": uid}))


def test_typed_places_become_what_the_command_takes(desk):
    from views.state.visit_places import PlacesState

    rid = make(desk)
    state = PlacesState(desk, rid)
    labels = [label for _value, label, _words, _kind in state.offered()]
    assert labels == ["晨光社区", "晨光花园", "第1网格", "中信大厦"]
    assert state.count({"where": "晨光花园", "houses": "12"}) == "这些地方现有 2 户"
    assert state.count({"where": "中信大厦", "what": "enterprises"}) == "这些地方现有 1 家企业"
    assert state.count({"where": "没有"}) == ""
    assert state.add({"where": "晨光花园12号楼", "what": "garage"}) == 1
    with pytest.raises(Problems) as told:
        state.add({"where": "晨光花园", "floors": "顶"})
    assert set(told.value.fields) == {"floors"}


def test_a_state_says_its_progress_and_whose_part_it_is(desk):
    from views.state.visiting import VisitingState

    state = VisitingState(desk)
    assert not len(state.load()) and not state.may and state.heads() == ()
    rid = make(desk, due_on="2026-11-30")
    assert state.newest() == rid
    state.open(rid)
    first = state.stops[0]["id"]
    assert state.fetch([-1, first])[0].texts[3] == "已办 0 / 4"
    state.not_met(first)
    state.read_again(first)
    assert (state.progress, state.fetch([first])[0].texts[2]) == ("已办 0 / 8　未遇 1", "未遇")
    state.not_met(first)
    assert state.progress == "已办 0 / 8" and ("完成期限", "2026-11-30") in state.facts
    assert state.next(state.stops[-1]["id"]) is None
