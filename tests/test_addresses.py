"""The address reader: the spellings people use, what is ambiguous, and that nothing is learned by reading."""
from __future__ import annotations

import pytest

from center.addresses import grammar, reading
from center.addresses.reading import PARTIAL, SEVERAL, UNKNOWN, UNREAD, places
from db.listing import Query
from db.models.addresses import AddressRuling
from tests.stores import new_desk
from tests.test_addresses_queue import add_doors, place


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("addresses") / "store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def doors(desk):
    """晨光花园 with house 3 (two units), a tower, a lane, a courtyard, and a second compound."""
    community = place(desk, "communities", name="晨光社区")
    garden = place(desk, "compounds", name="晨光花园", aliases="晨光苑、老机械厂宿舍", community=community)
    other = place(desk, "compounds", name="翠湖苑", community=community)
    yard = place(desk, "compounds", name="解放路12号院")
    three = place(desk, "buildings", number="3", compound=garden, name="晨光花园3号楼")
    tower = place(desk, "buildings", number="A", name="中信大厦A座")
    whole = place(desk, "buildings", name="中信大厦")
    lane = place(desk, "compounds", name="解放路", kind="lane")
    found = add_doors(desk, three, {"1": ["101", "501"], "2": ["501", "502", "车库12"]})
    found |= add_doors(desk, tower, {"": ["1203"]}) | add_doors(desk, whole, {"": ["1203", "B1-02"]})
    found |= add_doors(desk, place(desk, "buildings", number="7", compound=other, name="翠湖苑7号楼"),
                       {"": ["301", "302"]})
    found |= add_doors(desk, place(desk, "buildings", number="2", compound=yard, name="解放路12号院2号楼"),
                       {"3": ["201"]})
    found |= add_doors(desk, place(desk, "buildings", number="15", compound=lane, name="解放路15号"), {"": ["1"]})
    return found


@pytest.mark.parametrize("text", [
    "3号楼2单元501室", "3-2-501", "3#2-501", "三号楼二单元501", "３号楼２单元５０１", "晨光花园3号楼2单元501",
    "晨光花园小区3栋2门501", "3幢2单元 501户", "某某省某某市某某街道晨光社区晨光花园3-2-501", "3/2/501", "3 2 501",
    "晨光苑3-2-501", "03-02-0501", "老机械厂宿舍三栋二单元五〇一室", "3号楼2单元5层501", "晨光社区3-2-501",
    "3号楼2单元501东户", "晨光花園3號樓2單元501",
])
def test_every_usual_spelling_leads_to_the_same_door(desk, doors, text):
    assert places().read(text).door == doors["晨光花园3号楼2-501"]


@pytest.mark.parametrize(("text", "door"), [
    ("中信大厦12层1203", "中信大厦1203"), ("A座12F-1203", "中信大厦A座1203"), ("中信大厦A座1203", "中信大厦A座1203"),
    ("中信大厦12楼1203", "中信大厦1203"), ("中信大厦1203室", "中信大厦1203"), ("中信大厦B1层-02", "中信大厦B1-02"),
    ("中信大厦B1-02", "中信大厦B1-02"), ("翠湖苑7-301", "翠湖苑7号楼301"), ("翠湖苑7号楼1单元302", "翠湖苑7号楼302"),
    ("7-301", "翠湖苑7号楼301"), ("晨光花园3号楼车库12", "晨光花园3号楼2-车库12"),
    ("解放路12号院2-3-201", "解放路12号院2号楼3-201"), ("解放路12号院2-201", "解放路12号院2号楼3-201"),
    ("解放路15号", "解放路15号1"), ("晨光花园3号楼502", "晨光花园3号楼2-502"),
])
def test_rooms_towers_lanes_and_courtyards_are_read(desk, doors, text, door):
    assert places().read(text).door == doors[door]


@pytest.mark.parametrize(("text", "reason"), [
    ("3-2-599", UNKNOWN), ("3号楼", PARTIAL), ("3号楼2单元", PARTIAL), ("中信大厦", PARTIAL), ("隔壁老王家", UNREAD),
    ("5层2单元", UNREAD), ("", UNREAD), ("3号楼2单元501室的后门", UNREAD), ("桂花园3-2-501", UNKNOWN),
    ("某某社区晨光花园3-2-501", UNKNOWN), ("晨光花园3号楼501", SEVERAL), ("13800000001", UNREAD),
    ("138-0000-0001", UNREAD), ("晨光花园", UNREAD), ("3、5号楼", UNREAD),
])
def test_what_leads_to_no_single_door_says_how_far_it_leads(desk, doors, text, reason):
    found = places().read(text)
    assert (found.reason, found.door) == (reason, None)


def test_an_address_that_fits_two_doors_names_both(desk, doors):
    before = desk.next_undo().act
    garden = place(desk, "compounds", name="锦绣家园")
    more = add_doors(desk, place(desk, "buildings", number="3", compound=garden, name="锦绣家园3号楼"), {"2": ["501"]})
    found = places().read("3-2-501")
    assert (found.reason, set(found.among)) == (SEVERAL, {doors["晨光花园3号楼2-501"], *more.values()})
    assert places().read("锦绣家园3-2-501").door in more.values()
    assert places().read("3-2-501", within=garden).door in more.values()
    while desk.next_undo().act != before:
        desk.undo()


def test_a_place_that_is_gone_is_not_found(desk, doors):
    desk.do("doors.edit", id=doors["翠湖苑7号楼302"], values={"valid_to": "2026-11-01"})
    assert places().read("翠湖苑7-302").reason == UNKNOWN
    desk.undo()
    assert places().read("翠湖苑7-302").door


def test_nothing_is_learned_by_reading_and_a_ruling_is_only_what_a_person_said(desk, doors):
    for _time in range(3):
        assert places().read("老厂区后排第二家").reason == UNREAD
    assert not len(desk.ids(Query(AddressRuling)))
    door = doors["翠湖苑7号楼301"]
    desk.do("address_rulings.add", values={"text": "老厂区后排第二家", "door": door})
    assert places().read("老厂区后排第二家").door == door
    desk.undo()
    assert places().read("老厂区后排第二家").reason == UNREAD


def test_a_unit_under_a_floor_gets_its_own_sentence():
    found = reading.Reading(grammar.parse("5层2单元"), UNREAD)
    assert "楼层下面没有单元" in str(reading.told(found))


def test_all_spellings_of_an_address_come_to_one():
    texts = ("晨光花园3号楼2单元501室", "晨光花园小区三栋二门501", "晨光花园 3-2-501", "晨光花园３＃２－５０１")
    assert {grammar.spelled(grammar.parse(text)) for text in texts} == {"晨光花园3-2-501"}


def test_of_twenty_thousand_addresses_each_leads_to_its_own_door_or_to_none(desk, doors):
    """How long it takes is measured in benchmarks/places.py."""
    rooms = [(house, unit, f"{floor}{room:02}") for house in range(1, 26) for unit in range(1, 5)
             for floor in range(1, 21) for room in range(1, 11)]
    found = places().read_all([f"晨光花园{house}号楼{unit}单元{room}室" for house, unit, room in rooms])
    there = {(3, unit, room): doors[f"晨光花园3号楼{unit}-{room}"]
             for unit, room in ((1, "101"), (1, "501"), (2, "501"), (2, "502"))}
    assert len(set(rooms)) == len(found) == 20_000
    assert [one.door for one in found] == [there.get(place) for place in rooms]
    assert {one.reason for one in found if one.door is None} == {UNKNOWN}
