"""What follows when an address is written: a home, or a row in the queue that a person settles."""
from __future__ import annotations

import pytest

from center.addresses.reading import places
from center.desk import Desk
from center.offering import offer
from db.errors import Denied
from db.listing import Query, record_row, title_of
from db.models.addresses import AddressRuling, UnreadAddress
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Compound, Door
from db.models.reception import Voice
from db.questions.journal import told_of
from tests.stores import id_card, new_desk
from views.state.settling import SettlingState


def place(desk: Desk, record: str, **values) -> int:
    """One place."""
    return desk.do(f"{record}.add", values=values)


def add_doors(desk: Desk, building: int, units: dict[str, list[str]]) -> dict[str, int]:
    """Doors of a building by unit ('' for none): name of the building, unit, number → id."""
    name, found = title_of(Building, building), {}
    for unit, numbers in units.items():
        above = place(desk, "units", building=building, number=unit) if unit else None
        for number in numbers:
            key = f"{name}{unit}-{number}" if unit else f"{name}{number}"
            found[key] = place(desk, "doors", building=building, unit=above, number=number)
    return found


@pytest.fixture
def desk(tmp_path):
    opened = new_desk(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def doors(desk):
    garden = place(desk, "compounds", name="晨光花园")
    three = place(desk, "buildings", number="3", compound=garden, name="晨光花园3号楼")
    return add_doors(desk, three, {"2": ["501", "502"]})


def person(desk: Desk, address: str, number: int = 1) -> int:
    return desk.do("people.add", values={"name": f"王{number}", "address": address})


def homes(desk: Desk) -> dict[int, int]:
    """Person → door of everybody who lives somewhere now."""
    rows = [record_row(Residency, rid) for rid in desk.ids(Query(Residency, filters=(("until", "empty", True),)))]
    return {row["person"]: row["door"] for row in rows}


def queue(desk: Desk) -> list[tuple[int, str]]:
    ids = desk.ids(Query(UnreadAddress))
    return [(rid, desk.get(UnreadAddress, rid).values["reason"]) for rid in ids]


def test_an_address_that_is_read_gives_a_home_in_the_same_act(desk, doors):
    someone = person(desk, "晨光花园3号楼2单元501室")
    assert homes(desk) == {someone: doors["晨光花园3号楼2-501"]} and not queue(desk)
    assert desk.get(Person, someone).values["address"] == "晨光花园3号楼2单元501室"
    desk.undo()
    assert not homes(desk)


def test_without_buildings_nothing_follows(desk):
    person(desk, "隔壁老王家")
    assert not queue(desk) and not homes(desk)


def test_an_address_that_is_not_read_waits_masked_and_is_settled_by_hand(desk, doors):
    someone = person(desk, "老厂区后排第二家")
    [(row, reason)] = queue(desk)
    assert reason == "unread" and "后排" not in desk.rows(UnreadAddress, [row], ["text"])[0].texts[0]
    door = doors["晨光花园3号楼2-502"]
    desk.do("addresses.settle", ids=[row], door=door)
    assert homes(desk) == {someone: door} and not queue(desk) and not len(desk.ids(Query(AddressRuling)))
    other = person(desk, "老厂区后排第二家", 2)
    assert [reason for _row, reason in queue(desk)] == ["unread"]
    desk.do("addresses.settle", ids=[queue(desk)[0][0]], door=door, keep=True)
    third = person(desk, "老厂区后排第二家", 3)
    assert homes(desk) == {someone: door, other: door, third: door}


def test_undo_of_settling_puts_the_row_back_and_forgets_the_ruling(desk, doors):
    person(desk, "老厂区后排第二家")
    desk.do("addresses.settle", ids=[queue(desk)[0][0]], door=doors["晨光花园3号楼2-502"], keep=True)
    desk.undo()
    assert len(queue(desk)) == 1 and not homes(desk)
    assert places().read("老厂区后排第二家").reason == "unread"


def test_a_slip_in_an_address_moves_only_a_home_that_the_reader_made(desk, doors):
    someone = person(desk, "3-2-501")
    desk.do("people.edit", id=someone, values={"address": "3-2-502"})
    assert homes(desk) == {someone: doors["晨光花园3号楼2-502"]}
    [stay] = desk.ids(Query(Residency))
    desk.do("residencies.edit", id=stay, values=desk.take(Residency, {"since": "2020-05"}))
    desk.do("people.edit", id=someone, values={"address": "3-2-501"})
    assert homes(desk) == {someone: doors["晨光花园3号楼2-502"]}
    assert [reason for _row, reason in queue(desk)] == ["differs"]
    desk.do("addresses.settle", ids=[queue(desk)[0][0]], door=doors["晨光花园3号楼2-501"])
    assert homes(desk) == {someone: doors["晨光花园3号楼2-501"]} and len(desk.ids(Query(Residency))) == 2


def test_an_address_mended_or_emptied_leaves_the_queue(desk, doors):
    someone = person(desk, "3-2-599")
    assert [reason for _row, reason in queue(desk)] == ["unknown"]
    desk.do("people.edit", id=someone, values={"address": "3号楼"})
    assert [reason for _row, reason in queue(desk)] == ["partial"]
    assert desk.get(UnreadAddress, queue(desk)[0][0]).values["found"] == "晨光花园3号楼"
    desk.do("people.edit", id=someone, values={"address": None})
    assert not queue(desk)


def test_an_address_that_fits_several_doors_is_clear_where_one_of_them_is_her_home(desk, doors):
    other = place(desk, "compounds", name="东风小区")
    three = place(desk, "buildings", number="3", compound=other, name="东风小区3号楼")
    door = add_doors(desk, three, {"2": ["501"]})["东风小区3号楼2-501"]
    who = desk.do("people.add", values={"name": "王敏"})
    desk.do("households.move_in", person=who, door=door)
    desk.do("people.edit", id=who, values={"address": "3-2-501"})
    assert queue(desk) == [] and homes(desk) == {who: door}
    person(desk, "3-2-501", 2)
    assert [reason for _rid, reason in queue(desk)] == ["several"]


def test_what_is_outside_leaves_the_queue_and_only_the_tick_keeps_it_out(desk, doors):
    someone = person(desk, "外省某镇1-1-101")
    desk.do("addresses.outside", ids=[queue(desk)[0][0]])
    person(desk, "外省某镇1-1-101", 2)
    assert len(queue(desk)) == 1
    desk.do("addresses.outside", ids=[queue(desk)[0][0]], keep=True)
    person(desk, "外省某镇1-1-101", 3)
    desk.do("people.edit", id=someone, values={"address": "外省某镇1号楼1单元101"})
    assert not queue(desk)


def test_addresses_are_read_again_once_the_building_is_there(desk, doors):
    someone = person(desk, "晨光花园5号楼1单元101")
    assert [reason for _row, reason in queue(desk)] == ["unknown"]
    [garden] = desk.ids(Query(Compound))
    five = place(desk, "buildings", number="5", compound=garden, name="晨光花园5号楼")
    door = add_doors(desk, five, {"1": ["101"]})["晨光花园5号楼1-101"]
    assert desk.do("addresses.again") == {"read": 1, "waiting": 0}
    assert homes(desk) == {someone: door}
    assert desk.do("addresses.again", everyone=True) == {"read": 1, "waiting": 0}


def test_the_queue_forgets_a_person_who_is_gone(desk, doors):
    someone = person(desk, "隔壁老王家")
    desk.do("people.remove", id=someone)
    assert desk.do("addresses.tidy") == 1 and not queue(desk)


def test_what_residents_reported_leads_to_its_building_and_to_no_door(desk, doors):
    given = {"matter": "路灯不亮", "received_on": "2026-11-20", "source": "来电", "place": "晨光花园3号楼2单元501"}
    rid = desk.do("voices.add", values=desk.take(Voice, given))
    facts = desk.get(Voice, rid).values
    assert facts["building"] and facts["door"] is None and facts["place"] == "晨光花园3号楼2单元501"
    desk.do("voices.edit", id=rid, values={"building": None, "place": "广场"})
    assert desk.get(Voice, rid).values["building"] is None


def test_the_audit_masks_an_address_that_waits(desk, doors):
    person(desk, "老厂区后排第二家")
    desk.do("addresses.settle", ids=[queue(desk)[0][0]], door=doors["晨光花园3号楼2-501"], keep=True)
    told = [text or "" for (text,) in desk.store.execute('SELECT "text" FROM "audit"').fetchall()]
    assert told and not any("后排第二家" in text for text in told)


def test_the_page_shows_a_spelling_once_masked_and_offers_doors_that_look_alike(desk, doors):
    for number in range(3):
        person(desk, "晨光花园3-2-503", number)
    person(desk, "桂花园3-2-501", 9)
    state = SettlingState(desk)
    first, second = state.load()
    rows = {row.id: row.texts for row in state.fetch([first, second])}
    assert rows[first][3] == "3" and "503" not in rows[first][1]
    state.open(first)
    assert [name for _door, name in state.offers] == ["晨光花园3号楼2单元501", "晨光花园3号楼2单元502"]
    assert "没有这个室号" in state.why() and ("楼号", "3") in state.parts()
    assert state.veiled and set(state.names) == {"晨光花园3号楼***"}, "what is offered would tell the masked text"
    assert not {"单元", "室号"} & {label for label, _text in state.parts()}
    with pytest.raises(Denied):
        state.reveal(" ")
    assert state.reveal("核对住址") == "晨光花园3-2-503" and ("室号", "503") in state.parts()
    assert state.names == ["晨光花园3号楼2单元501", "晨光花园3号楼2单元502"] and state.why_looked == "核对住址"
    uid = desk.get(UnreadAddress, first).uid
    assert [(one["action"], one["reason"]) for one in told_of([uid], 5)][0] == ("reveal", "核对住址")
    state.open(second)
    assert [door for door, _name in state.offers] == [doors["晨光花园3号楼2-501"]]
    assert state.reveal("核对住址") == "桂花园3-2-501" and state.masked() == "桂花园3-2-501"
    state.counter.turn(True)
    assert not state.parts()
    assert "501" not in repr(state.fetch([first, second]))
    state.look_for("3-2-502")
    assert state.names == ["晨光花园3号楼2单元502"], "what she typed herself is no secret to her"
    assert state.offers[0][0] == doors["晨光花园3号楼2-502"]
    state.settle(0, keep=False)
    assert len(state.load()) == 1


def test_the_queue_is_found_by_nobody_in_the_search(desk, doors):
    person(desk, "老厂区后排第二家")
    hits, _more = desk.find("后排第二家")
    assert all(hit.record != "unread_addresses" for hit in hits)


def test_a_ref_to_a_door_a_unit_and_a_building_reads_addresses(desk, doors):
    from db.models.cover import DutyTerm

    door = doors["晨光花园3号楼2-501"]
    assert desk.take(Residency, {"door": "3#2-501"}) == {"door": door}
    taken = desk.take(DutyTerm, {"building": "三号楼", "unit": "3号楼2单元"})
    assert title_of(Building, taken["building"]) == "晨光花园3号楼" and isinstance(taken["unit"], int)
    for text, sentence in (("3-2-599", "晨光花园3号楼里没有这个室号"), ("5层2单元", "楼层下面没有单元"),
                           ("3号楼", "只认到晨光花园3号楼"), ("隔壁老王家", "没有叫")):
        assert sentence in str(desk.take(Residency, {"door": text})["door"])


def test_one_person_with_an_id_number_keeps_one_home(desk, doors):
    card = id_card("19500101")
    for address in ("3-2-501", "3-2-501室"):
        known = desk.take(Person, {"name": "李四", "id_card": card, "address": address})
        if not homes(desk):
            desk.do("people.add", values=known)
        else:
            desk.do("people.edit", id=next(iter(homes(desk))), values=known)
    assert len(desk.ids(Query(Residency))) == 1


def test_a_door_that_is_typed_in_any_spelling_is_offered_first(desk, doors):
    found = offer(desk, Door, "三栋二门502")
    assert [one.id for one in found][:1] == [doors["晨光花园3号楼2-502"]]
    assert offer(desk, Building, "三号楼")[0].title == "晨光花园3号楼"
