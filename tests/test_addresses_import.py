"""Somebody else's list of doors or households: its address in several columns, 同上 and merged cells."""
from __future__ import annotations

import pytest

from center.addresses.importing import WholeAddresses, address, joined
from center.addresses.intake import plan_of
from center.importing import preview_of
from db.errors import Unreadable
from db.listing import Query, record_row
from db.models.cover import DutyTerm
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Door
from reports.reading.table import RawTable
from tests.stores import id_card, new_desk
from tests.test_addresses_queue import add_doors, homes, place, queue
from tests.test_cli import Shell


@pytest.fixture
def desk(tmp_path):
    opened = new_desk(tmp_path / "store")
    garden, other = (place(opened, "compounds", name=name) for name in ("晨光花园", "翠湖苑"))
    three = place(opened, "buildings", number="3", compound=garden, name="晨光花园3号楼")
    same = place(opened, "buildings", number="3", compound=other, name="翠湖苑3号楼")
    opened.doors = add_doors(opened, three, {"1": ["101"], "2": ["501", "502"]})
    opened.doors |= add_doors(opened, same, {"2": ["501"]})
    yield opened
    opened.close()


def table(*rows: list) -> RawTable:
    return RawTable("xlsx", "住户.xlsx", ["表"], "表", [list(row) for row in rows])


HOUSEHOLDS = table(
    ["晨光社区住户登记表"],
    ["序号", "所在小区", "楼号", "单元", "房号", "姓名", "与户主关系", "联系电话"],
    [1, "晨光花园", 3, 1, 101, "王一", "户主", "13800000001"],
    [2, None, None, None, None, "王二", "配偶", "13800000002"],
    [3, "同上", "3#", "2单元", "501室", "李一", "户主", "13800000003"],
    [4, "〃", "〃", "〃", 502, "李二", "户主", "13800000004"],
    [5, "翠湖苑", "三号楼", "二单元", "501", "赵一", "户主", "13800000005"],
    [6, None, None, None, 599, "赵二", "户主", "13800000006"],
    ["合计", 6],
)


def test_the_columns_of_an_address_become_one_at_the_right_end():
    made = joined(HOUSEHOLDS)
    assert made.rows[1][8] == "住处" and len(made.rows) == len(HOUSEHOLDS.rows)
    assert [row[8] for row in made.rows[2:8]] == [
        "晨光花园3号楼1单元101", "晨光花园3号楼1单元101", "晨光花园3#2单元501室", "晨光花园3#2单元502",
        "翠湖苑三号楼二单元501", "翠湖苑三号楼二单元599"]
    assert len(made.rows[8]) == 2 and len(HOUSEHOLDS.rows[2]) == 8


def test_a_household_list_is_imported_to_its_doors(desk):
    preview = preview_of(desk, Residency, HOUSEHOLDS)
    assert [row.state for row in preview.rows] == ["new"] * 5 + ["refused"]
    assert "翠湖苑3号楼里没有这个室号" in str(preview.path_cell(5, "door").message)
    desk.do("import", preview=preview)
    names = {record_row(Person, person)["name"]: door for person, door in homes(desk).items()}
    assert names["王一"] == names["王二"] == desk.doors["晨光花园3号楼1-101"]
    assert names["李二"] == desk.doors["晨光花园3号楼2-502"] and names["赵一"] == desk.doors["翠湖苑3号楼2-501"]
    again = preview_of(desk, Residency, HOUSEHOLDS)
    assert [row.state for row in again.rows] == ["unchanged"] * 5 + ["refused"]


def test_the_heading_of_a_household_book_is_known_as_the_name(desk):
    rows = table(["小区", "楼栋", "单元", "室号", "户主姓名"], ["晨光花园", "3号楼", 1, 101, "王一"])
    assert preview_of(desk, Residency, rows).rows[0].state == "new"


def test_a_building_typed_by_its_name_is_found_before_the_people_who_live_there(desk):
    for nth in range(3):
        desk.do("people.add", values={"name": f"王{nth + 1}", "address": "晨光花园3号楼2单元501"})
    assert desk.find("晨光花园3号楼", 8)[0][0].title == "晨光花园3号楼"


def test_an_address_finds_its_doors_before_the_people_who_live_there(desk):
    for nth in range(9):
        desk.do("people.add", values={"name": f"王{'一二三四五六七八九'[nth]}", "address": "晨光花园3-2-501"})
    hits, more = desk.find("3-2-501", 8)
    assert [hit.id for hit in hits[:2] if hit.record == "doors"] == [
        desk.doors["晨光花园3号楼2-501"], desk.doors["翠湖苑3号楼2-501"]]
    assert more and len(hits) == 8 and {hit.record for hit in hits[2:]} == {"people"}
    assert [hit.record for hit in desk.find("三号楼二单元501", 2)[0]][0] == "doors"
    assert desk.find("王一", 8)[0][0].title == "王一"


def test_a_list_of_doors_with_whole_addresses_is_sent_to_where_places_are_made_of_it(desk, tmp_path):
    lines = table(["住址", "建筑面积"], ["晨光花园3-2-501", 90], ["晨光花园3-2-502", 80])
    with pytest.raises(WholeAddresses, match="“住址”一栏写的是整条地址.*按名单建楼"):
        preview_of(desk, Door, lines)
    assert plan_of(desk, lines).known == 2
    assert preview_of(desk, Door, table(["楼栋", "单元", "室号", "地址"], ["晨光花园3号楼", 2, 501, ""])).rows


def test_an_address_that_fits_two_doors_is_refused_in_its_cell(desk):
    preview = preview_of(desk, Residency, table(["姓名", "住处"], ["王一", "3-2-501"], ["王二", "晨光花园3-2-501"]))
    cell = preview.path_cell(0, "door")
    assert cell.state == "refused" and set(cell.among) == {
        desk.doors["晨光花园3号楼2-501"], desk.doors["翠湖苑3号楼2-501"]}
    assert preview.path_cell(1, "door").value == desk.doors["晨光花园3号楼2-501"]


def test_people_imported_with_their_address_get_a_home_or_wait(desk):
    lines = table(["姓名", "小区", "楼栋", "单元", "室号"], ["王一", "晨光花园", "3", "2", "501"],
                  ["王二", "晨光花园", "8", "2", "501"])
    preview = preview_of(desk, Person, lines)
    desk.do("import", preview=preview)
    assert list(homes(desk).values()) == [desk.doors["晨光花园3号楼2-501"]]
    assert [reason for _row, reason in queue(desk)] == ["unknown"]


def test_one_new_human_with_two_homes_is_entered_once_and_each_home_found_again(desk):
    card = id_card("19500101")
    stays = table(["姓名", "公民身份证号", "住处", "迁入日期", "迁出日期"],
                  ["李四", card, "晨光花园3-1-101", "2010-01-01", "2020-05-01"],
                  ["李四", card, "翠湖苑3-2-501", "2020-05-01", None])
    desk.do("import", preview=preview_of(desk, Residency, stays))
    assert len(desk.ids(Query(Person))) == 1 and len(desk.ids(Query(Residency))) == 2
    later = table(["姓名", "公民身份证号", "住处", "与户主关系"], ["李四", card, "翠湖苑3-2-501", "户主"])
    preview = preview_of(desk, Residency, later)
    assert [row.state for row in preview.rows] == ["update"]


def test_a_roster_of_duty_persons_reads_house_and_unit_of_a_compound(desk):
    roster = table(["姓名", "身份", "小区", "楼栋", "单元", "联系电话"],
                   ["王一", "单元长", "翠湖苑", "3", "2", "13800000001"])
    preview = preview_of(desk, DutyTerm, roster)
    assert preview.path_cell(0, "building").text == "翠湖苑3号楼"
    assert preview.path_cell(0, "unit").value


def test_an_address_is_made_of_whatever_stands_in_its_cells():
    assert address("晨光花园", "3", "2", "501") == "晨光花园3号楼2单元501"
    assert address("晨光花园", "晨光花园三栋", "", "501室") == "晨光花园三栋501室"
    assert address("", "", "", "3-2-501") == "3-2-501" and address("", "", "", "") is None


def test_places_that_a_list_names_and_that_are_not_there_are_offered_and_made_when_ticked(desk):
    lines = table(["姓名", "住址"], ["王一", "晨光花园3-2-501"], ["王二", "晨光花园3号楼2单元601"],
                  ["王三", "桂花园1号楼1单元101"], ["王四", "桂花园1号楼1单元102"], ["王五", "桂花园2-1-101"],
                  ["王六", "3-9-901"], ["王七", "隔壁老王家"], ["王八", "中信大厦1203"], ["王九", "解放路12号"],
                  ["王十", "9-1-101"])
    found = plan_of(desk, lines)
    assert (found.known, [one.row for one in found.doubtful]) == (1, [7, 8, 11])
    told = {one.name: (one.kind, one.units, one.count, one.fresh_parent) for one in found.new}
    assert told == {"晨光花园3号楼": ("doors", 0, 1, False), "桂花园1号楼": ("buildings", 1, 2, True),
                    "桂花园2号楼": ("buildings", 1, 1, True), "中信大厦": ("buildings", 0, 1, False),
                    "解放路12号": ("buildings", 0, 0, True)}
    chosen = [one.key for one in found.new if one.name != "解放路12号"]
    made = desk.do("places.make", plan=found.plan(chosen))
    assert (made["compounds"], made["buildings"], made["units"], made["doors"]) == (1, 3, 2, 5)
    preview = preview_of(desk, Residency, lines)
    assert [row.state for row in preview.rows][:5] == ["new"] * 5 and preview.rows[7].state == "new"
    assert plan_of(desk, lines).known == 6
    desk.undo()
    assert plan_of(desk, lines).known == 1


def test_a_list_without_addresses_says_what_is_missing(desk):
    with pytest.raises(Unreadable, match="没有找到地址"):
        plan_of(desk, table(["姓名", "性别"], ["王一", "男"]))


def test_a_unit_under_a_floor_is_told_at_its_cell_whatever_places_there_are(desk):
    preview = preview_of(desk, Person, table(["姓名", "家庭住址"], ["王一", "晨光花园5层2单元"], ["王二", "3-2-501"]))
    assert "楼层下面没有单元" in str(preview.path_cell(0, "address").message)
    assert preview.path_cell(1, "address").message is None


def test_the_command_line_makes_what_a_list_names_and_imports_it(tmp_path):
    desk = new_desk(tmp_path / "data")
    desk.close()
    shell = Shell(tmp_path / "data")
    names = tmp_path / "名单.csv"
    names.write_text("姓名,小区,楼栋,单元,室号\n王一,桂花园,1,1,101\n王二,同上,同上,同上,102\n王三,,隔壁,,\n", "utf-8")
    found = shell("intake", str(names))
    assert [(one["name"], one["doors"]) for one in found["new"]] == [("桂花园1号楼", 2)]
    assert [one["row"] for one in found["doubtful"]] == [4] and "made" not in found
    assert shell("intake", str(names), "--make", "桂花园1号楼")["made"]["doors"] == 2
    assert shell("import", "residencies", str(names))["added"] == 2
    assert "没有要建的" in shell("intake", str(names), "--make", "别处", code=1)["error"]
    names.write_text("住址\n桂花园2-1-101\n", "utf-8")
    assert "请用 intake" in shell("import", "doors", str(names), code=1)["error"]
