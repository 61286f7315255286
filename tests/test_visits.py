"""Work lists: places become doors in walking order, and what was done lands on the door."""
from __future__ import annotations

from pathlib import Path

import pytest

from center.history import timeline
from center.visits.choosing import planned
from center.visits.planning import floors, next_named, numbers
from db.errors import Invalid, Missing, Problems
from db.listing import Query, record_row
from db.models.places import Door
from db.models.visits import VisitList, VisitStop
from db.questions.visits import stops_of
from tests.rounds import door_of, make, store, walked
from tests.stores import Clock, copy_desk


@pytest.fixture
def desk(tmp_path: Path, clock: Clock):
    opened = copy_desk(store(), tmp_path / "store", clock)
    yield opened
    opened.close()


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
    assert len(planned(some | {"compounds": "晨光花园", "houses": [1, 2, 3], "floors": [1, 2]}, desk.today())) == 3
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
    assert desk.next_undo().label.startswith("已办：晨光花园3号楼")
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


def test_a_single_visit_never_closes_a_round_that_is_called_like_its_list(desk):
    rid = make(desk, name="零星走访2026年11月")
    desk.do("visits.note", door=door_of(desk, "1203"))
    assert record_row(VisitList, rid)["closed_on"] is None and len(stops_of(rid)) == 8


def test_the_sheet_of_a_staircase_house_is_one_page_with_its_signatures(desk, tmp_path):
    import pypdfium2

    from reports.papers import hand_out, params

    desk.do("places.make", wish={"compound": "晨光花园", "first": "21", "units": 4, "floors": 6, "doors": 2})
    rid = make(desk, places={"buildings": ["晨光花园21号楼"]})
    settings = {"id": desk.get(VisitList, rid).uid}
    hand_out(desk, "visit_list", params(desk, settings=settings), tmp_path / "清单.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "清单.pdf")
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    for _done in range(2):
        desk.undo()
    assert len(texts) == 1 and "晨光花园21号楼4单元（12 户）" in texts[0] and "上门人" in texts[0]
