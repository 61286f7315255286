"""Places one by one: names, codes, floors and terms follow by themselves; what cannot be is told at its field."""
from __future__ import annotations

import pytest

from center.importing import preview_of
from center.places import codes, names
from center.places.names import bare, building_name, floor_of, natural, walk_key
from db import listing
from db.errors import Problems
from db.listing import Query
from db.models.places import Building, BuildingTerm, Community, Compound, Door, Grid, Street, Unit
from tests.sheets import Sheet

CODE = "990101001001"


def first_rows(desk) -> None:
    add(desk, Street, 街道名称="晨光街道", 街道代码="990101001")
    add(desk, Community, 社区名称="晨光社区", 所属街道="晨光街道", 社区代码=CODE)
    add(desk, Grid, 网格名称="第1网格", 所属社区="晨光社区")
    add(desk, Grid, 网格名称="第2网格", 所属社区="晨光社区")
    add(desk, Compound, 小区名称="晨光花园", 类型="住宅小区", 所属社区="晨光社区")


def add(desk, record, **texts: str) -> int:
    return desk.do(f"{record._meta.table_name}.add", values=desk.take(record, texts))


def edit(desk, record, rid: int, **texts: str) -> bool:
    return desk.do(f"{record._meta.table_name}.edit", id=rid, values=desk.take(record, texts))


def row(record, rid: int) -> dict:
    return listing.record_row(record, rid)


def refused(desk, record, **texts: str) -> dict[str, str]:
    with pytest.raises(Problems) as problem:
        add(desk, record, **texts)
    return {path: str(one) for path, one in problem.value.fields.items()}


@pytest.fixture
def tower(desk):
    """A building with a unit and two doors."""
    building = add(desk, Building, 楼号="3号楼", 所属小区="晨光花园", 所属网格="第1网格", 楼栋类型="住宅")
    unit = add(desk, Unit, 所属楼栋="晨光花园3号楼", 单元号="二单元")
    door = add(desk, Door, 所属楼栋="晨光花园3号楼", 所属单元="晨光花园3号楼2单元", 室号="501室")
    garage = add(desk, Door, 所属楼栋="晨光花园3号楼", 室号="车库12")
    return building, unit, door, garage


def test_names_codes_and_floors_follow_from_what_was_typed(desk, tower):
    building, unit, door, garage = tower
    assert row(Building, building)["name"] == "晨光花园3号楼" and row(Building, building)["code"] == CODE + "B00001"
    assert row(Unit, unit)["name"] == "晨光花园3号楼2单元" and row(Unit, unit)["code"] == CODE + "B00001U02"
    home = row(Door, door)
    assert (home["name"], home["floor"], home["code"]) == ("晨光花园3号楼2单元501", 5, CODE + "B00001U02R501")
    shed = row(Door, garage)
    assert (shed["name"], shed["floor"], shed["kind"], shed["code"]) == ("晨光花园3号楼车库12", None, "garage", None)
    assert desk.next_undo().label == "新增户室 晨光花园3号楼车库12"
    assert desk.find("3-2-501")[0] or desk.find("晨光花园3号楼2单元501")[0]


def test_a_new_name_goes_down_to_every_door_in_the_same_act_and_back(desk, tower):
    building, unit, door, garage = tower
    [compound] = desk.ids(Query(Compound))
    edit(desk, Compound, compound, 小区名称="晨光新苑")
    assert row(Building, building)["name"] == "晨光新苑3号楼" and row(Unit, unit)["name"] == "晨光新苑3号楼2单元"
    assert row(Door, door)["name"] == "晨光新苑3号楼2单元501" and row(Door, garage)["name"] == "晨光新苑3号楼车库12"
    desk.undo()
    assert row(Door, door)["name"] == "晨光花园3号楼2单元501" and row(Building, building)["name"] == "晨光花园3号楼"
    edit(desk, Building, building, 楼号="5")
    assert row(Door, door)["name"] == "晨光花园5号楼2单元501"
    edit(desk, Building, building, 楼栋名称="老干部楼")
    edit(desk, Building, building, 楼号="6")
    assert row(Building, building)["name"] == "老干部楼" and row(Door, garage)["name"] == "老干部楼车库12"
    edit(desk, Unit, unit, 单元号="东")
    edit(desk, Door, door, 室号="1203")
    assert (row(Door, door)["name"], row(Door, door)["floor"]) == ("老干部楼东单元1203", 12)


def test_a_building_that_goes_to_another_grid_keeps_where_it_was(desk, tower, clock):
    building = tower[0]
    clock.forward(days=30)
    edit(desk, Building, building, 所属网格="第2网格")
    terms = [row(BuildingTerm, rid) for rid in desk.ids(Query(BuildingTerm, filters=(("building", "eq", building),)))]
    first, second = sorted(terms, key=lambda term: term["id"])
    assert (first["since"], first["until"]) == (None, "2026-12-20") and first["compound"] == second["compound"]
    assert second["since"] == "2026-12-20" and second["until"] is None and first["grid"] != second["grid"]
    edit(desk, Building, building, 所属网格="")
    assert row(BuildingTerm, second["id"])["grid"] is None
    desk.undo()
    desk.undo()
    assert row(BuildingTerm, first["id"])["until"] is None


def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(desk, tower):
    before = len(desk.ids(Query(Building)))
    code = {"所属小区": "晨光花园", "楼号": "9", "楼栋编码": CODE + "B00001"}
    assert refused(desk, Building, **code) == {
        "code": "已有一条楼栋是这个楼栋编码，请查找后修改那一条，不要重复登记"}
    assert refused(desk, Building, 所属小区="晨光花园", 楼号="三号楼") == {
        "number": "同一个所属小区里已有这个楼号的楼栋，请查找后修改那一条，不要重复登记"}
    assert "楼层" in refused(desk, Unit, 所属楼栋="晨光花园3号楼", 单元号="5层")["number"]
    assert "单元" in refused(desk, Door, 所属楼栋="晨光花园3号楼", 室号="2单元501")["number"]
    assert "车库12 室" in refused(desk, Door, 所属楼栋="晨光花园3号楼", 室号="车库12")["number"]
    assert refused(desk, Building, 楼号="7").keys() == {"compound"}
    assert refused(desk, Building, 楼栋类型="商务楼宇").keys() == {"number"}
    dates = {"启用日期": "2026-05-01", "拆除日期": "2025-01-01"}
    assert refused(desk, Building, 楼栋名称="旧楼", **dates).keys() == {"valid_to"}
    assert refused(desk, Community, 社区名称="别处", 社区代码="123").keys() == {"code"}
    assert len(desk.ids(Query(Building))) == before


def test_two_buildings_of_one_name_without_numbers_are_told_apart(desk, tower):
    add(desk, Building, 楼栋名称="物业楼", 所属小区="晨光花园")
    assert list(refused(desk, Building, 楼栋名称="物业楼", 所属小区="晨光花园")) == ["name"]
    other = add(desk, Building, 楼栋名称="门卫室", 所属小区="晨光花园")
    with pytest.raises(Problems):
        edit(desk, Building, other, 楼栋名称="物业楼")


def test_a_door_is_of_its_units_building_and_no_other(desk, tower):
    other = add(desk, Building, 楼号="4", 所属小区="晨光花园")
    told = refused(desk, Door, 所属楼栋="晨光花园4号楼", 所属单元="晨光花园3号楼2单元", 室号="101")
    assert told == {"unit": "所选单元不在所选楼栋里，请重新选"}
    desk.do("buildings.remove", id=other)


def test_a_commercial_building_has_a_name_floors_and_rooms(desk):
    building = add(desk, Building, 楼栋名称="中信大厦", 楼栋类型="商务楼宇", 所属网格="第1网格")
    assert refused(desk, Building, 楼栋名称="中信大厦")["name"].startswith("已有一条楼栋叫“中信大厦”")
    rooms = [add(desk, Door, 所属楼栋="中信大厦", 室号=number, 分区=zone) for number, zone in
             (("1203", ""), ("1203", "A区"), ("B1-02", ""))]
    assert [row(Door, rid)["name"] for rid in rooms] == ["中信大厦1203", "中信大厦A区1203", "中信大厦B1-02"]
    assert [row(Door, rid)["floor"] for rid in rooms] == [12, 12, -1]
    desk.do("doors.remove_many", reason="试完", ids=rooms)
    desk.do("buildings.remove", id=building)


def test_a_code_above_that_is_not_known_leaves_a_gap_and_is_filled_later(desk):
    compound = add(desk, Compound, 小区名称="无码小区")
    building = add(desk, Building, 楼号="1", 所属小区="无码小区")
    assert row(Building, building)["code"] is None
    edit(desk, Compound, compound, 所属社区="晨光社区")
    assert desk.do("places.give_codes") >= 1
    assert row(Building, building)["code"].startswith(CODE + "B")
    desk.do("buildings.remove", id=building)
    desk.do("compounds.remove", id=compound)


@pytest.mark.parametrize("typed, kept", [("三号楼", "3"), ("１２号楼", "12"), ("二十一栋", "21"), ("A座", "A"),
                                         ("12甲", "12甲"), ("3#", "3"), ("楼", "楼")])
def test_only_the_number_of_a_house_is_kept(typed, kept):
    assert bare("building", typed) == kept


@pytest.mark.parametrize("number, floor", [("501", 5), ("1203A", 12), ("B1-02", -1), ("负101", -1), ("B102", -1),
                                           ("12F-03", 12), ("10203", 102), ("12", None), ("车库12", None),
                                           ("地下2", -2)])
def test_a_room_number_tells_its_floor_or_nothing(number, floor):
    assert floor_of(number) == floor


def test_houses_are_called_as_people_call_them():
    assert building_name("晨光花园", "estate", "3") == "晨光花园3号楼"
    assert building_name("解放路", "lane", "12甲") == "解放路12甲号"
    assert building_name("东湾村", "selfbuilt", "7") == "东湾村7号" == building_name("东湾村", "bungalow", "7")
    assert building_name("中信广场", "business", "A") == "中信广场A座"
    assert names.short("晨光花园3号楼", "晨光花园") == "3号楼"


def test_codes_grow_by_one_and_never_repeat():
    assert codes.following(CODE, codes.BUILDING, {CODE + "B00041", CODE + "B自编"}) == CODE + "B00042"
    assert codes.following("", codes.GRID, ()) is None and codes.following(CODE, codes.GRID, ()) == CODE + "G001"
    assert codes.following("X", codes.UNIT, {"XU02"}, "2") == "XU03" and codes.following("X", "U", (), "东") == "XU01"
    assert codes.room("X", "1203a") == "XR1203A" and codes.room("X", "车库1") is None
    assert codes.of_community("12345") == ""


def test_doors_stand_in_the_order_one_walks():
    doors = [("2", 1, "102"), ("1", 10, "1002"), ("1", 10, "1001"), ("1", 2, "201"), ("10", 1, "101"),
             ("1", None, "车库1"), ("", 1, "101")]
    assert [door[2] for door in sorted(doors, key=lambda door: walk_key(*door))] == [
        "101", "201", "1001", "1002", "车库1", "102", "101"]
    down = sorted(doors, key=lambda door: walk_key(*door, down=True))
    assert [door[2] for door in down][:4] == ["101", "1001", "1002", "201"]
    assert sorted(["10", "乙", "2", "甲"], key=natural) == ["2", "10", "甲", "乙"]
    assert sorted(["西", "中", "东"], key=natural) == ["东", "中", "西"]


def test_imported_buildings_units_and_doors_get_names_and_codes_too(desk):
    at = desk.next_undo()
    for record, rows in (
        (Building, [["楼号", "所属小区", "所属网格"], ["21号楼", "晨光花园", "第1网格"], ["22", "晨光花园", ""]]),
        (Unit, [["所属楼栋", "单元号"], ["晨光花园21号楼", "1单元"], ["晨光花园21号楼", "2"]]),
        (Door, [["所属楼栋", "所属单元", "室号"], ["晨光花园21号楼", "晨光花园21号楼2单元", "301"],
                ["晨光花园22号楼", "", "车库1"]]),
    ):
        preview = preview_of(desk, record, Sheet(rows))
        assert desk.do("import", preview=preview)["added"] == 2, [cell for one in preview.rows for cell in one.cells]
    [home] = listing.lookup(Door, "晨光花园21号楼2单元301")
    [unit] = listing.lookup(Unit, "晨光花园21号楼2单元")
    assert row(Door, home)["floor"] == 3 and row(Door, home)["code"] == row(Unit, unit)["code"] + "R301"
    assert row(Unit, unit)["number"] == "2" and len(listing.lookup(Door, "晨光花园22号楼车库1")) == 1
    while desk.next_undo() != at:
        desk.undo()


def test_a_building_that_was_removed_comes_back_with_its_place(desk):
    building = add(desk, Building, 楼号="31", 所属小区="晨光花园", 所属网格="第1网格")
    uid = row(Building, building)["uid"].hex()
    desk.do("buildings.remove", id=building)
    assert not listing.lookup(Building, "晨光花园31号楼")
    desk.do("restore_removed", rows=[uid])
    assert listing.lookup(Building, "晨光花园31号楼") == [building]
    assert len(desk.ids(Query(BuildingTerm, filters=(("building", "eq", building),)))) == 1
    desk.do("buildings.remove", id=building)
