"""How people really write addresses: every line here was tried by hand, and what cannot be read is left to a person."""
from __future__ import annotations

import pytest

from center.addresses.grammar import parse
from center.addresses.intake import plan_of
from center.addresses.reading import UNREAD, places
from db.listing import Query
from db.models.addresses import AddressRuling, UnreadAddress
from reports.reading.table import RawTable
from tests.stores import new_desk
from tests.test_addresses_queue import add_doors, place

WHOLE = """
３号楼２单元５０１室
晨光花园３－２－５０１|晨光花园3栋2单元501|晨光花园3幢2单元501室|晨光花园3座2单元501|晨光花园3#2单元501
晨光花园3#楼2单元501|晨光花园3号楼2单元5层501|晨光花园3号楼2单元5楼501室|晨光花园三号楼二单元五楼501|晨光花园三栋二单元五〇一室
晨光花园3号楼2单元501号
晨光花园3号楼二门501|晨光花园 3号楼 2单元 501|晨光花园3号楼,2单元,501|晨光花园3号楼、2单元、501室
晨光花园/3/2/501
晨光花园3 2 501|3.2.501|晨光花园第3栋第2单元第501室|晨光花园第三栋第二单元501|晨光花园三号楼贰单元501
晨光花園3號樓2單元501室|晨光社区晨光花园3号楼2单元501|某某市某某区解放街道晨光社区晨光花园3号楼2单元501室
晨光花园小区3号楼2单元501|晨光花园3号2单元501|晨光花园3号楼2单元五零一|晨光花园3-2-5-501|晨光花园03号楼02单元0501
晨光花园3号楼2单元5-01|晨光花园3号楼2-5-01
"""

PARTS = [  # text, head, house, unit, room, floor
    ("晨光花园十二号楼一单元1203", "晨光花园", "12", "1", "1203", None),
    ("晨光花园廿三号楼1单元101", "晨光花园", "23", "1", "101", None),
    ("晨光花园一百零二号楼", "晨光花园", "102", "", "", None),
    ("晨光花园12甲号楼1单元201", "晨光花园", "12甲", "1", "201", None),
    ("晨光花园附3号楼2单元501", "晨光花园", "附3", "2", "501", None),
    ("晨光花园3号楼2单元501附1", "晨光花园", "3", "2", "501附1", None),
    ("晨光花园3号楼东单元501", "晨光花园", "3", "东", "501", None),
    ("晨光花园3号楼2单元1201-2", "晨光花园", "3", "2", "1201-2", None),
    ("晨光花园3号楼地下一层02", "晨光花园", "3", "", "02", -1),
    ("晨光花园3号楼负1层02", "晨光花园", "3", "", "02", -1),
    ("晨光花园3号楼B1-02", "晨光花园", "3", "", "B1-02", None),
    ("晨光花园3号楼2单元地下室5", "晨光花园", "3", "2", "地下室5", None),
    ("晨光花园3号楼底商105", "晨光花园", "3", "", "底商105", None),
    ("晨光花园二期3号楼2单元501", "晨光花园2期", "3", "2", "501", None),
    ("中信大厦12F-03", "中信大厦", "", "", "03", 12), ("中信大厦12F-1203", "中信大厦", "", "", "1203", 12),
    ("中信大厦12F1203", "中信大厦", "", "", "1203", 12), ("中信大厦十二层03室", "中信大厦", "", "", "03", 12),
    ("中信大厦A座12F-1203", "中信大厦", "A", "", "1203", 12), ("中信大厦A座12楼", "中信大厦", "A", "", "", 12),
    ("解放路12号", "解放路", "12", "", "", None), ("解放路附12号", "解放路", "附12", "", "", None),
    ("解放路12号附1号", "解放路", "12", "", "附1", None), ("解放路12号附3", "解放路", "12", "", "附3", None),
    ("解放路12弄3号501室", "解放路12弄", "3", "", "501", None),
    ("解放路12号院3号楼2单元501", "解放路12号院", "3", "2", "501", None),
    ("和平里甲12号", "和平里", "甲12", "", "", None), ("和平里12号甲", "和平里", "12甲", "", "", None),
    ("永安胡同7号院西厢房", "永安胡同", "7", "", "西厢房", None), ("永安里三条8号", "永安里三条", "8", "", "", None),
]
TWO = ("晨光花园3号楼、5号楼", "晨光花园3号楼501/502", "晨光花园3号楼2单元501、502", "3号楼和5号楼", "中信大厦A座、B座",
       "晨光花园3号楼2单元顶楼", "晨光花园3号楼2单元501（搬走了）", "晨光花园3号楼两单元501后面")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("spellings") / "store")
    garden = place(opened, "compounds", name="晨光花园")
    three = place(opened, "buildings", number="3", compound=garden)
    opened.door = add_doors(opened, three, {"2": ["501", "502"]})["晨光花园3号楼2-501"]
    yield opened
    opened.close()


def test_more_than_thirty_ways_of_writing_one_door_lead_to_it(desk):
    texts = WHOLE.replace("\n", "|").strip("|").split("|")
    assert len(texts) > 30
    assert [text for text in texts if places().read(text).door != desk.door] == []


@pytest.mark.parametrize(("text", "head", "house", "unit", "room", "floor"), PARTS)
def test_yards_lanes_towers_cellars_and_figures_are_taken_apart(text, head, house, unit, room, floor):
    parts = parse(text)
    assert (parts.head, parts.house, parts.unit, parts.room, parts.floor) == (head, house, unit, room, floor)


def test_two_places_in_one_text_and_words_behind_it_are_read_as_none(desk):
    found = places().read_all(TWO)
    assert [one.door for one in found] == [None] * len(TWO)
    assert [text for text, one in zip(TWO, found, strict=True) if one.reason != UNREAD] == []


def test_what_cannot_be_read_is_offered_as_no_new_place(desk):
    lines = RawTable("csv", "名单.csv", [""], "", [["姓名", "住址"], *(["王一", text] for text in TWO),
                                               ["王二", "晨光花园地下车库A区12号"]])
    found = plan_of(desk, lines)
    assert (found.new, len(found.doubtful)) == ((), len(TWO) + 1)


def test_the_queue_keeps_the_text_as_written_and_learns_only_what_is_ticked(desk):
    texts = ["老厂区后排第二家", "老厂区后排第二家"]
    for nth, text in enumerate(texts):
        desk.do("people.add", values={"name": f"王{nth}", "address": text})
    waiting = desk.ids(Query(UnreadAddress))
    assert [row.texts for row in desk.rows(UnreadAddress, waiting, ["text"], masked=False)] == [(texts[0],)] * 2
    desk.do("addresses.settle", ids=[waiting[0]], door=desk.door)
    assert not len(desk.ids(Query(AddressRuling))) and places().read(texts[0]).reason == UNREAD
    assert list(desk.ids(Query(UnreadAddress))) == [waiting[1]]
    desk.do("addresses.settle", ids=[waiting[1]], door=desk.door, keep=True)
    assert len(desk.ids(Query(AddressRuling))) == 1 and places().read(texts[0]).door == desk.door
    desk.undo()
    assert places().read(texts[0]).reason == UNREAD
