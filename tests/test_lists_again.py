"""Lists of places, households and duty persons that come twice or disagree: told at the cell, never as a whole."""
from __future__ import annotations

import pytest

from center.addresses.reading import places
from center.importing import failed_rows, joined_columns, preview_of, problems
from center.listing import typed
from db.codes import code_list
from db.days import Day
from db.listing import Query, record_row
from db.models.cover import DutyTerm
from db.models.enterprises import Enterprise, Tenancy
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Unit
from db.record import column
from reports.reading.table import RawTable
from tests.stores import id_card, new_desk
from tests.test_addresses_queue import add_doors, place


@pytest.fixture
def desk(tmp_path):
    opened = new_desk(tmp_path / "store")
    garden = opened.garden = place(opened, "compounds", name="晨光花园")
    three = opened.three = place(opened, "buildings", number="3", compound=garden, name="晨光花园3号楼")
    opened.four = place(opened, "buildings", number="4", compound=garden)
    opened.doors = add_doors(opened, three, {"2": ["501", "502"]})
    opened.shop = place(opened, "doors", building=three, number="101")
    yield opened
    opened.close()


def table(*rows: list) -> RawTable:
    return RawTable("xlsx", "名单.xlsx", ["表"], "表", [list(row) for row in rows])


def states(preview) -> list[str]:
    return [row.state for row in preview.rows]


def told(preview, index: int, path: str) -> str:
    return str(preview.path_cell(index, path).message or "")


# ---- an address in several columns


ADDRESSES = table(["序号", "小区", "楼栋", "单元", "室号", "姓名", "特长"],
                  [1, "晨光花园", 3, 2, 501, "王一", "书法"], [2, "同上", "同上", None, 599, "王二", None])


def test_a_problem_of_a_joined_address_is_named_at_the_cells_of_the_file(desk):
    preview = preview_of(desk, Residency, ADDRESSES)
    assert [(one["cell"], str(one["column"])) for one in problems(preview)] == [("B3:E3", "小区、楼栋、单元、室号")]
    assert preview.extra == ["特长"]
    assert joined_columns(preview) == (("小区", "楼栋", "单元", "室号"), "住处")


def test_rows_to_be_mended_keep_the_columns_of_the_file_with_what_stood_above(desk):
    failed = failed_rows(preview_of(desk, Residency, ADDRESSES))
    assert failed.headings == ("序号", "小区", "楼栋", "单元", "室号", "姓名", "特长", "原因")
    assert failed.rows[0][:6] == ("2", "晨光花园", "3", "2", "599", "王二")
    mended = [*failed.rows[0][:4], "502", *failed.rows[0][5:]]
    again = preview_of(desk, Residency, table(list(failed.headings), mended))
    assert states(again) == ["new"] and again.path_cell(0, "door").value == desk.doors["晨光花园3号楼2-502"]


def test_the_compound_of_a_list_of_doors_is_not_called_left_out(desk):
    preview = preview_of(desk, Door, table(["小区", "楼栋", "单元", "室号"], ["晨光花园", "3", "2", "601"]))
    assert preview.extra == [] and joined_columns(preview) == (("小区", "楼栋"), "楼栋")


# ---- relations


WORDS = {
    "户主": "head", "本人": "head", "配偶": "spouse", "爱人": "spouse", "老伴": "spouse", "妻": "spouse",
    "丈夫": "spouse",
    "子": "son", "长子": "son", "三子": "son", "养子": "son", "女": "daughter",
    "二女": "daughter", "独生女": "daughter",
    "子女": "child", "儿女": "child", "孩子": "child", "父母": "parent", "父亲": "parent", "公婆": "parent",
    "岳父母": "parent", "儿媳": "inlaw", "儿媳妇": "inlaw", "女婿": "inlaw", "孙子": "grandchild",
    "外孙女": "grandchild", "姥姥": "grandparent", "姐妹": "sibling", "侄子": "other", "嫂子": "other",
    "租户": "shared",
    "房客": "shared", "承租人": "shared", "保姆": "shared", "室友": "shared",
}


def test_the_usual_words_for_a_relation_are_understood(desk):
    codes = code_list("household_relation")
    assert {word: codes.code_of(word) for word in WORDS} == WORDS and len(WORDS) >= 30
    rows = [["姓名", "住处", "与户主关系"], *([f"王{nth}", "晨光花园3-2-501", word] for nth, word in enumerate(WORDS))]
    preview = preview_of(desk, Residency, table(*rows))
    assert set(states(preview)) == {"new"}


def test_children_are_told_apart_where_the_sex_is_known(desk):
    lines = table(["姓名", "性别", "住处", "关系"], ["王一", "男", "晨光花园3-2-501", "子女"],
                  ["王二", "女", "晨光花园3-2-501", "子女"], ["王三", "", "晨光花园3-2-501", "子女"],
                  ["王四", "", "晨光花园3-2-501", "媳妇"])
    preview = preview_of(desk, Residency, lines)
    assert [row.changes["relation"] for row in preview.rows] == ["son", "daughter", "child", "inlaw"]
    assert "可能是妻子" in told(preview, 3, "relation") and preview.rows[3].state == "new"
    desk.do("import", preview=preview)
    assert states(preview_of(desk, Residency, lines)) == ["unchanged"] * 4


# ---- the same list twice


DOORS = table(["小区", "楼栋", "单元", "室号", "楼层", "入住情况"],
              ["晨光花园", "3号楼", "2单元", "501室", 5, "自住"], [None, None, None, "503室", 5, "空置"],
              [None, None, None, "504", None, None], ["晨光花园", "4号楼", None, "101室", 1, None],
              [None, None, None, "车库2", None, None], [None, "3号楼", None, "101", None, "出租"])


def test_a_list_of_doors_that_comes_twice_is_recognised(desk):
    first = preview_of(desk, Door, DOORS)
    assert states(first) == ["update", "new", "new", "new", "new", "update"]
    desk.do("import", preview=first)
    assert len(desk.ids(Query(Door))) == 7
    again = preview_of(desk, Door, DOORS)
    assert states(again) == ["unchanged"] * 6
    changed = table(["楼栋", "单元", "室号", "入住情况"], ["晨光花园3号楼", "2", "503", "出租"],
                    ["晨光花园4号楼", "", "101", ""])
    preview = preview_of(desk, Door, changed)
    assert states(preview) == ["update", "unchanged"] and preview.rows[0].changes == {"use": "rented"}


def test_our_own_lists_of_places_come_back_without_a_change(desk):
    desk.do("import", preview=preview_of(desk, Door, DOORS))
    for record in (Compound, Building, Unit, Door):
        paths = list(record.sheet)
        rows = desk.rows(record, desk.ids(Query(record)), paths)
        lines = table([str(column(record, path).label) for path in paths], *(list(row.texts) for row in rows))
        assert set(states(preview_of(desk, record, lines))) == {"unchanged"}, record.label


def test_doors_that_stand_twice_in_a_list_are_told_at_their_cell(desk):
    twice = table(["楼栋", "室号", "入住情况"], ["晨光花园4号楼", "101", "自住"], ["晨光花园4号楼", "101室", "出租"],
                  ["晨光花园4号楼", "101", "自住"], ["晨光花园4号楼", "102", ""])
    preview = preview_of(desk, Door, twice)
    assert states(preview) == ["new", "ask", "unchanged", "new"]
    assert problems(preview)[0]["cell"] == "B3"
    assert desk.do("import", preview=preview)["added"] == 2


def test_buildings_units_and_compounds_are_known_again_by_name_and_number(desk):
    assert states(preview_of(desk, Compound, table(["小区名称"], ["晨光花园"], ["翠湖苑"]))) == ["unchanged", "new"]
    numbers = table(["所属小区", "楼号", "地上层数"], ["晨光花园", "3号楼", 6], ["晨光花园", "三栋", 6],
                    ["晨光花园", "8#", 6])
    assert states(preview_of(desk, Building, numbers)) == ["update", "unchanged", "new"]
    assert states(preview_of(desk, Building, table(["楼栋名称"], ["晨光花园3号楼"]))) == ["unchanged"]
    assert states(preview_of(desk, Unit, table(["楼栋", "单元"], ["晨光花园3号楼", "二单元"]))) == ["unchanged"]


def test_households_with_stays_that_are_over_come_twice_without_a_second_stay(desk):
    card = id_card("19500101")
    lines = table(["姓名", "身份证号", "住处", "关系", "迁入日期", "迁出日期"],
                  ["李四", card, "晨光花园3-2-501", "户主", "2010-01-01", "2015-05-01"],
                  ["李四", card, "晨光花园3-2-501", "户主", "2018-01-01", None],
                  ["王五", None, "晨光花园3-2-502", "户主", None, None])
    desk.do("import", preview=preview_of(desk, Residency, lines))
    assert len(desk.ids(Query(Residency))) == 3 and len(desk.ids(Query(Person))) == 2
    assert states(preview_of(desk, Residency, lines)) == ["unchanged"] * 3
    left = table(["姓名", "住处", "关系", "迁出日期"], ["王五", "晨光花园3-2-502", "本人", "2026-01-02"])
    preview = preview_of(desk, Residency, left)
    assert states(preview) == ["update"] and set(preview.rows[0].changes) == {"until"}


def roster(*rows: list) -> RawTable:
    return table(["姓名", "身份", "小区", "楼栋", "单元", "联系电话", "任职日期", "届满日期"], *rows)


TERMS = roster(["王一", "楼栋长", "晨光花园", "3", None, "13800000001", "2024-01-01", None],
               ["李二", "单元长", "晨光花园", "3", "2", "13800000002", "2020-01-01", "2023-01-01"],
               ["李二", "单元长", "晨光花园", "3", "2", "13800000002", "2023-01-01", None],
               ["赵三", "楼栋长", "晨光花园", "4", None, None, "2024-01-01", None])


def test_a_roster_of_duty_persons_that_comes_twice_is_recognised(desk):
    preview = preview_of(desk, DutyTerm, TERMS)
    assert states(preview) == ["new"] * 4
    desk.do("import", preview=preview)
    assert len(desk.ids(Query(DutyTerm))) == 4 and len(desk.ids(Query(Person))) == 3
    assert states(preview_of(desk, DutyTerm, TERMS)) == ["unchanged"] * 4
    ends = roster(["王一", "楼长", "晨光花园", "3", None, "13800000001", None, "2026-06-30"])
    preview = preview_of(desk, DutyTerm, ends)
    assert states(preview) == ["update"] and list(preview.rows[0].changes) == ["until"]


def test_terms_that_overlap_are_refused_in_their_row_and_the_others_are_taken(desk):
    desk.do("import", preview=preview_of(desk, DutyTerm, TERMS))
    lines = roster(["李二", "单元长", "晨光花园", "3", "2", "13800000002", "2022-01-01", "2024-01-01"],
                   ["钱四", "单元长", "晨光花园", "3", "2", "13800000004", "2018-01-01", "2022-01-01"],
                   ["钱四", "单元长", "晨光花园", "3", "2", "13800000004", "2021-01-01", None],
                   ["孙五", "楼栋长", "翠湖苑", "3", None, "13800000005", "2024-01-01", None])
    preview = preview_of(desk, DutyTerm, lines)
    preview.answer_all("same")
    assert states(preview) == ["refused", "new", "refused", "refused"]
    assert "两段重叠了" in told(preview, 2, "since") and problems(preview)[0]["cell"] == "G2"
    assert desk.do("import", preview=preview)["added"] == 1


def test_a_place_above_that_does_not_fit_is_told_at_its_cell(desk):
    place(desk, "compounds", name="翠湖苑")
    lines = table(["姓名", "身份", "所属小区", "所在楼栋"], ["王一", "楼栋长", "翠湖苑", "晨光花园3号楼"],
                  ["王二", "楼栋长", "晨光花园", "晨光花园4号楼"])
    preview = preview_of(desk, DutyTerm, lines)
    assert states(preview) == ["refused", "new"] and "对不上" in told(preview, 0, "compound")
    desk.do("import", preview=preview)


# ---- what would be refused as a whole


def test_a_unit_of_another_building_and_a_door_that_is_lived_in_are_told_at_their_cells(desk):
    desk.do("residencies.add", values={"person.name": "王一", "door": desk.doors["晨光花园3号楼2-501"]})
    lines = table(["所属楼栋", "所属单元", "室号", "拆除日期"], ["晨光花园4号楼", "晨光花园3号楼2单元", "701", None],
                  ["晨光花园3号楼", "晨光花园3号楼2单元", "501", "2026-01-01"],
                  ["晨光花园3号楼", "晨光花园3号楼2单元", "502", "2026-01-01"])
    preview = preview_of(desk, Door, lines)
    assert states(preview) == ["refused", "refused", "update"]
    assert "不在所选楼栋里" in told(preview, 0, "unit") and "请先登记迁出" in told(preview, 1, "valid_to")
    desk.do("import", preview=preview)
    gone = preview_of(desk, Residency, table(["姓名", "住处"], ["王二", "晨光花园3号楼2单元502"]))
    assert states(gone) == ["refused"] and "已经停用" in told(gone, 0, "door")


def test_a_building_in_use_and_a_room_elsewhere_are_told_at_their_cells(desk):
    desk.do("residencies.add", values={"person.name": "王一", "door": desk.doors["晨光花园3号楼2-501"]})
    desk.do("enterprises.add", values={"name": "明湖科技有限公司", "building": desk.four, "came": "new",
                                       "came_on": Day("2026-01-05")})
    lines = table(["所属小区", "楼号", "拆除日期"], ["晨光花园", "3", "2026-01-01"], ["晨光花园", "4", "2026-01-01"])
    preview = preview_of(desk, Building, lines)
    assert "还登记着 1 人" in told(preview, 0, "valid_to") and "1 家企业在驻" in told(preview, 1, "valid_to")
    rooms = table(["企业名称", "所在楼宇", "所在房间"], ["青禾商贸有限公司", "晨光花园4号楼", "晨光花园3号楼101"],
                  ["明湖科技有限公司", "晨光花园3号楼", "晨光花园3号楼101"])
    preview = preview_of(desk, Enterprise, rooms)
    assert "的房间在晨光花园3号楼" in told(preview, 0, "door") and states(preview)[0] == "refused"


def test_a_code_that_is_another_buildings_is_told_at_its_cell_in_the_store_and_in_the_file(desk):
    desk.do("buildings.edit", id=desk.three, values={"code": "K3"})
    lines = table(["所属小区", "楼号", "楼栋编码"], ["晨光花园", "5", "K3"], ["晨光花园", "6", "K6"],
                  ["晨光花园", "7", "K6"], ["晨光花园", "4", "K3"])
    preview = preview_of(desk, Building, lines)
    assert states(preview) == ["refused", "new", "refused", "refused"]
    assert "已经是“晨光花园3号楼”的" in told(preview, 0, "code") and "第 3 行" in told(preview, 2, "code")
    assert [one["cell"] for one in problems(preview)] == ["C2", "C4", "C5"]
    assert desk.do("import", preview=preview)["added"] == 1
    assert record_row(Building, desk.three)["number"] == "3"


# ---- lists of what is in use


def test_a_list_of_places_begins_with_those_in_use_and_says_so(desk):
    from views.state.listing import ListState

    desk.do("doors.edit", id=desk.shop, values={"valid_to": Day("2026-01-01")})
    desk.do("doors.edit", id=desk.doors["晨光花园3号楼2-502"], values={"valid_to": Day("2027-01-01")})
    state = ListState(desk, Door)
    assert [text for _path, text in state.tokens()] == ["拆除日期：在用"] and len(state.ids()) == 2
    assert not state.narrowed_at_all
    state.drop("valid_to")
    assert len(state.ids()) == 3 and not state.tokens()
    state.views.standard()
    assert len(state.ids()) == 2
    state.only([desk.shop], "拆除的门")
    assert list(state.ids()) == [desk.shop], "a number opens all that it counted"
    assert typed(desk, Door, "拆除日期=在用") == state.usual[0]


def test_a_stay_of_an_enterprise_is_found_by_its_name(desk):
    desk.do("enterprises.add", values={"name": "明湖科技有限公司", "building": desk.three, "came": "new",
                                       "came_on": Day("2026-01-05")})
    assert len(desk.ids(Query(Tenancy, search="明湖"))) == 1 and not len(desk.ids(Query(Tenancy, search="翠湖")))


def test_who_names_two_records_of_one_name_is_told_which_they_are(desk):
    desk.do("communities.add", values={"name": "晨光社区"})
    other = place(desk, "compounds", name="晨光花园", community=desk.ids(Query(Community))[0])
    told = desk.take(Building, {"所属小区": "晨光花园"})["compound"]
    uid = record_row(Compound, other)["uid"].hex()
    assert str(told).startswith("有 2 个叫“晨光花园”的小区：晨光花园（") and f"晨光社区，{uid}" in str(told)
    assert desk.take(Building, {"所属小区": uid})["compound"] == other


def test_a_door_of_a_lane_says_that_it_is_a_room(desk):
    lane = place(desk, "compounds", name="解放路", kind="lane")
    door = place(desk, "doors", building=place(desk, "buildings", number="12", compound=lane), number="1")
    assert record_row(Door, door)["name"] == "解放路12号1室"
    assert places().read("解放路12号1室").door == places().read("解放路12号").door == door


def test_a_heading_of_two_rows_over_the_address_is_understood_and_comes_back_in_one(desk):
    lines = table(["序号", "房屋地址", None, None, None, "住户情况", None],
                  [None, "所在小区", "楼号", "单元", "房号", "姓名", "关系"],
                  [1, "晨光花园", 3, 2, 501, "王一", "户主"], [2, "同上", "同上", "同上", 599, "王二", "户主"])
    lines.merged = [(1, 2, 1, 5), (1, 6, 1, 7), (1, 1, 2, 1)]
    preview = preview_of(desk, Residency, lines)
    assert states(preview) == ["new", "refused"] and preview.extra == []
    failed = failed_rows(preview)
    assert failed.headings == ("所在小区", "楼号", "单元", "房号", "姓名", "关系", "原因")
    again = preview_of(desk, Residency, table(list(failed.headings), list(failed.rows[0])))
    assert "里没有这个室号" in problems(again)[0]["message"] and problems(again)[0]["cell"] == "A2:D2"
