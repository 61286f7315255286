"""The pages of the address reader: the queue that is settled by keys, and a list from which buildings are made."""

from __future__ import annotations

from pathlib import Path

from db.listing import Query
from db.models.addresses import AddressRuling
from db.models.households import Residency
from db.models.places import Door
from reports.reading.table import RawTable
from tests.gui.hands import press, type_text, wait
from tests.gui.reading import texts
from tests.gui.walking import calm
from tests.test_addresses_queue import add_doors, place


def test_the_queue_is_settled_by_keys_and_nothing_is_learned_without_the_tick(seat):
    bench, desk = seat.bench, seat.bench.desk
    garden = place(desk, "compounds", name="晨光花园")
    add_doors(desk, place(desk, "buildings", number="3", compound=garden), {"2": ["501", "502"]})
    for name, address in (("王一", "晨光花园3-2-503"), ("王二", "隔壁老王家"), ("王三", "外省1-1-101")):
        desk.do("people.add", values={"name": name, "address": address})
    page = bench.show("settle")
    calm(seat)
    assert len(page.grid_.ids) == 3 and page.state.here.text == "晨光花园3-2-503"
    page.state.reveal("核对住址")  # what is masked is not settled unseen
    press(page.grid_.body, "<Key-2>")
    calm(seat)
    assert len(desk.ids(Query(Residency))) == 1 and len(page.grid_.ids) == 2
    assert page.state.here.text == "隔壁老王家" and not page.state.offers
    page.find()
    type_text(page.pane.search.entry.inner, "三号楼二单元501")
    wait(seat.root, lambda: page.state.offers)
    page.pane.keep.put("是")
    press(page.pane.search.entry.inner, "<Return>")
    calm(seat)
    assert len(desk.ids(Query(AddressRuling))) == 1 and len(desk.ids(Query(Residency))) == 2
    press(page.grid_.body, "<Key-o>")
    calm(seat)
    assert not len(page.grid_.ids) and len(desk.ids(Query(AddressRuling))) == 1

    list_ = bench.show("intake")
    rows = [["小区", "楼栋", "单元", "室号"], ["桂花园", "1", "1", "101"], [None, None, None, "102"]]
    rows.append(["", "", "", "甲"])
    list_.take(RawTable("xlsx", "名单.xlsx", ["表"], "表", rows), Path("名单.xlsx"))
    wait(seat.root, lambda: list_.state is not None and len(list_.grid_.ids))
    assert list_.grid_.checked == {1} and [key for key, _word, _count in list_.state.pills()] == ["new", "doubt"]
    before = len(desk.ids(Query(Door)))
    bench.save_here()
    wait(seat.root, lambda: not len(list_.grid_.ids))
    assert len(desk.ids(Query(Door))) == before + 2
    desk.undo()
    calm(seat)
    assert len(desk.ids(Query(Door))) == before and len(list_.grid_.ids) == 1

    page = bench.show("import:residencies")
    people = [["姓名", "小区", "楼栋", "单元", "室号"], ["赵一", "桂花园", "2", "1", "101"]]
    page.take(RawTable("xlsx", "住户.xlsx", ["表"], "表", people))
    wait(seat.root, lambda: page.state is not None and page.panel.problem is not None)
    assert page.panel.build.winfo_manager() and "没有登记过" in page.panel.problem.words
    page.panel.build.invoke()
    wait(seat.root, lambda: list_.state.new and list_.state.new[0].name == "桂花园2号楼")
    bench.save_here()
    wait(seat.root, lambda: not len(list_.grid_.ids))
    list_.go_on()
    wait(seat.root, lambda: page.state is not None and page.state.takes == 1)

    doors = bench.show("import:doors")
    doors.take(RawTable("xlsx", "门牌.xlsx", ["表"], "表", [["住址"], ["桂花园3-1-101"]]))
    wait(seat.root, lambda: getattr(seat.root, "kit_overlay", None) is not None)
    assert "整条地址" in "".join(texts(seat.root.kit_overlay))
    press(seat.root.focus_get(), "<Return>")
    wait(seat.root, lambda: list_.state.new and list_.state.new[0].name == "桂花园3号楼")
    assert bench.page is list_
