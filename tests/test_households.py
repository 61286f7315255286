"""Households: who lives behind which door, moving with days, one home for everybody; layers, numbers, timeline."""
from __future__ import annotations

import pytest

from center.acts import act_words
from center.desk import Desk, Who
from center.history import timeline
from center.households import household
from center.households.importing import left_unit, second_home
from center.households.layers import mark_of
from center.households.rules import check_residency, is_child
from center.importing import preview_of
from center.periods import period
from center.places.layers import seen
from db.days import Day
from db.errors import Denied, Problems
from db.listing import Query, record_row
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Compound, Door, Unit
from db.models.reception import Voice
from db.questions.households import counts_by_door
from db.words import Word
from tests.sheets import Sheet
from tests.stores import NOON, add_branch, add_member, id_card

TODAY = NOON.date()
HEAD_CARD, CHILD_CARD = id_card("19580302", 1), id_card("20170607", 2)


def first_rows(desk: Desk) -> None:
    """3号楼 with four doors and a garage; 林德胜 and a child live at 501, 周玉梅 is registered nowhere."""
    desk.do("compounds.add", values=desk.take(Compound, {"小区名称": "晨光花园"}))
    building = {"楼栋名称": "晨光花园3号楼", "楼号": "3", "所属小区": "晨光花园"}
    desk.do("buildings.add", values=desk.take(Building, building))
    for number in ("501", "502", "601", "602"):
        add_door(desk, number)
    add_door(desk, "车库1", 户室类型="车库")
    for name, card in (("林德胜", HEAD_CARD), ("林晓彤", CHILD_CARD), ("周玉梅", id_card("19600101", 4))):
        desk.do("people.add", values=desk.take(Person, {"姓名": name, "公民身份证号": card, "性别": "男"}))
    desk.do("households.move_in", person="林德胜", door=door("501"), since="2016-08", relation="户主")
    desk.do("households.move_in", person="林晓彤", door=door("501"), since="2017-06-07", relation="孙女")


def add_door(desk: Desk, number: str, **texts: str) -> int:
    given = {"所属楼栋": "晨光花园3号楼", "室号": number} | texts
    rid = desk.do("doors.add", values=desk.take(Door, given))
    if not record_row(Door, rid)["name"]:
        desk.do("doors.edit", id=rid, values={"name": f"晨光花园3号楼{number}"})
    return rid


def door(number: str) -> int:
    return Door.get(Door.number == number).id


def person(name: str) -> int:
    return Person.get(Person.name == name).id


def homes(name: str) -> list[tuple]:
    """(door number, since, until) of somebody's rows, in the order they were written."""
    rows = Residency.select(Door.number, Residency.since, Residency.until).join(Door)
    return list(rows.where(Residency.person == person(name)).order_by(Residency.id).tuples())


def row_of(name: str) -> int:
    return Residency.get((Residency.person == person(name)) & Residency.until.is_null()).id


def of_role(desk: Desk, *roles: str) -> Desk:
    return desk.handed_to(Who("other", "何敏", roles))


def problems(act, *arguments, **given) -> dict[str, str]:
    with pytest.raises(Problems) as caught:
        act(*arguments, **given)
    return {path: str(problem) for path, problem in caught.value.fields.items()}


# ---- rules


def test_moving_out_before_moving_in_is_told_at_the_second_day():
    found = check_residency({"since": Day("2026-03-01"), "until": Day("2026-02-28")}, TODAY)
    assert str(found["until"]) == "迁出日期比迁入日期早，请核对这两格"
    assert not check_residency({"since": Day("2026-03-15"), "until": Day("2026-03")}, TODAY)


def test_days_to_come_and_days_before_birth_are_refused():
    found = check_residency({"since": Day("2027-01-01"), "person.birth": Day("1990-01-01")}, TODAY)
    assert "今天之后" in str(found["since"])
    assert set(check_residency({"since": Day("1980"), "person.birth": Day("1990-01-01")}, TODAY)) == {"since"}


def test_a_birth_known_to_the_year_counts_as_late_as_it_can_be():
    assert is_child(Day("2008"), TODAY, 18) and not is_child(Day("2007"), TODAY, 18)
    assert not is_child(Day("2008-11-20"), TODAY, 18) and is_child(Day("2008-11-21"), TODAY, 18)
    assert not is_child(None, TODAY, 18)


# ---- one home


def test_a_second_home_is_refused_at_the_door_and_nothing_is_kept(desk: Desk):
    values = desk.take(Residency, {"姓名": "林德胜", "公民身份证号": HEAD_CARD, "手机号": "15400000001"})
    told = problems(desk.do, "residencies.add", values=values | {"door": door("502")})
    assert told == {"door": "林德胜现在住在晨光花园3号楼501，请先登记迁出，或用“搬到别处”"}
    assert homes("林德胜") == [("501", "2016-08", None)]
    assert record_row(Person, person("林德胜"))["phone"] is None


def test_the_form_and_the_act_refuse_alike(desk: Desk):
    assert set(problems(desk.do, "households.move_in", person="林德胜", door=door("502"))) == {"door"}
    assert set(problems(desk.do, "households.move_in", person="林德胜", door=door("501"))) == {"door"}
    desk.do("households.move_out", ids=[row_of("林德胜")])
    desk.do("households.move_in", person="林德胜", door=door("502"))
    [first] = Residency.select(Residency.id).where(Residency.until.is_null(False)).tuples()
    assert set(problems(desk.do, "residencies.edit", id=first[0], values={"until": None})) == {"door"}


def test_nobody_moves_behind_a_door_that_is_gone_and_no_door_goes_while_people_live_there(desk: Desk):
    assert problems(desk.do, "doors.edit", id=door("501"), values={"valid_to": Day("2026-11-01")}) == {
        "valid_to": "晨光花园3号楼501还登记着 2 人，请先登记迁出，再填停用日期"}
    desk.do("doors.edit", id=door("502"), values={"valid_to": Day("2026-11-01")})
    assert problems(desk.do, "households.move_in", person="周玉梅", door=door("502")).keys() == {"door"}


def test_a_building_does_not_end_while_people_live_in_it(desk: Desk):
    house = Building.get(Building.number == "3").id
    assert problems(desk.do, "buildings.edit", id=house, values={"valid_to": Day("2026-11-01")}) == {
        "valid_to": "晨光花园3号楼还登记着 2 人，请先登记迁出，再填拆除日期"}
    desk.do("households.move_out", ids=[row_of("林德胜"), row_of("林晓彤")])
    assert desk.do("buildings.edit", id=house, values={"valid_to": Day("2026-11-01")})


def test_a_unit_does_not_end_while_people_live_in_it_and_nobody_moves_into_one_that_is_gone(desk: Desk):
    unit = desk.do("units.add", values=desk.take(Unit, {"所属楼栋": "晨光花园3号楼", "单元号": "2"}))
    for number in ("701", "702"):
        desk.do("doors.edit", id=add_door(desk, number), values={"unit": unit})
    stay = desk.do("households.move_in", person="周玉梅", door=door("701"))
    over = {"valid_to": Day("2026-11-01")}
    assert problems(desk.do, "units.edit", id=unit, values=over) == {
        "valid_to": "晨光花园3号楼2单元还登记着 1 人，请先登记迁出，再填停用日期"}
    assert left_unit({"id": unit, "name": "2单元", **over}, (), TODAY).keys() == {"valid_to"}
    desk.do("households.move_out", ids=[stay])
    desk.do("units.edit", id=unit, values=over)
    assert problems(desk.do, "households.move_in", person="周玉梅", door=door("702")) == {
        "door": "晨光花园3号楼2单元702所在的楼栋或单元已经停用，请核对门牌；还在用的，请先改它的停用日期"}


def test_nobody_moves_into_a_building_that_is_gone(desk: Desk):
    desk.do("households.move_out", ids=[row_of("林德胜"), row_of("林晓彤")])
    desk.do("buildings.edit", id=Building.get(Building.number == "3").id, values={"valid_to": Day("2026-11-01")})
    assert problems(desk.do, "households.move_in", person="周玉梅", door=door("502")).keys() == {"door"}
    assert second_home({"door": door("502")}, (), TODAY).keys() == {"door"}, "and an import says so at its cell"


def test_who_is_entered_already_gets_no_second_person_by_name_and_telephone(desk: Desk):
    desk.do("people.edit", id=person("周玉梅"), values={"phone": "15400000009", "id_card": None, "birth": None})
    typed = desk.take(Residency, {"姓名": "周玉梅", "手机号": "15400000009", "出生日期": "1960-01-01"})
    desk.do("residencies.add", values=typed | {"door": door("502")})
    assert Person.select().where(Person.name == "周玉梅").count() == 1 and homes("周玉梅")[0][0] == "502"
    assert record_row(Person, person("周玉梅"))["birth"] == "1960-01-01", "what was empty is filled in"
    told = problems(desk.do, "residencies.add", values=typed | {"door": door("601")})
    assert told == {"door": "周玉梅现在住在晨光花园3号楼502，请先登记迁出，或用“搬到别处”"}
    born = desk.take(Residency, {"姓名": "周玉梅", "出生日期": "1960-01-01"})
    assert set(problems(desk.do, "residencies.add", values=born | {"door": door("601")})) == {"door"}


def test_a_namesake_of_whom_nothing_more_is_known_is_asked_about(desk: Desk):
    bare = desk.take(Residency, {"姓名": "周玉梅"}) | {"door": door("502")}
    [(path, told)] = problems(desk.do, "residencies.add", values=bare).items()
    assert path == "person.name" and "已经登记着“周玉梅”" in told and "出生日期" in told
    assert not homes("周玉梅")
    other = desk.take(Residency, {"姓名": "周玉梅", "手机号": "15400000077"}) | {"door": door("502")}
    desk.do("residencies.add", values=other)
    assert Person.select().where(Person.name == "周玉梅").count() == 2, "another telephone is somebody else"


def test_what_a_move_is_called_names_no_child_and_is_said_in_every_language(desk: Desk):
    desk.do("households.move_out", ids=[row_of("林晓彤")])
    assert desk.next_undo().label == "登记迁出 儿童" and desk.undo() == "登记迁出 儿童"
    desk.do("households.move", person=person("林晓彤"), door=door("502"))
    assert desk.next_undo().label == "搬到别处 儿童"
    desk.do("households.move_together", ids=[row_of("林德胜")], door=door("601"))
    said = act_words(desk.next_undo().label)
    assert said == "搬到别处 林德胜" and said.template == "搬到别处 {name}"
    assert act_words("撤销：搬到别处 林德胜") == "撤销：搬到别处 林德胜"
    assert act_words("搬到别处 林德胜", named=False) == "搬到别处"
    assert type(act_words("登记迁出 儿童").params["name"]) is Word


def test_an_act_of_the_form_names_no_child_either(desk: Desk):
    row = row_of("林晓彤")
    desk.do("residencies.edit", id=row, values={"relation": "granddaughter"})
    assert desk.next_undo().label == "修改居住登记 儿童"
    assert all(type(part) is not str for part in act_words("修改居住登记 儿童").parts), "both are said again"
    desk.do("residencies.edit", id=row_of("林德胜"), values={"since": Day("2016-09")})
    assert desk.next_undo().label == "修改居住登记 林德胜"


def test_an_empty_address_becomes_the_door_and_a_typed_one_stays(desk: Desk):
    assert record_row(Person, person("林德胜"))["address"] == "晨光花园3号楼501"
    desk.do("people.edit", id=person("周玉梅"), values={"address": "老地址"})
    desk.do("households.move_in", person="周玉梅", door=door("502"))
    assert record_row(Person, person("周玉梅"))["address"] == "老地址"


# ---- moving


def test_moving_closes_one_home_opens_the_next_and_is_one_undo(desk: Desk):
    desk.do("households.move", person="林德胜", door=door("502"), on="2026-11-01")
    assert homes("林德胜") == [("501", "2016-08", "2026-11-01"), ("502", "2026-11-01", None)]
    assert record_row(Person, person("林德胜"))["address"] == "晨光花园3号楼502"
    assert desk.undo() == "搬到别处 林德胜"
    assert homes("林德胜") == [("501", "2016-08", None)]
    assert record_row(Person, person("林德胜"))["address"] == "晨光花园3号楼501"


def test_moving_asks_for_days_in_order_and_another_door(desk: Desk):
    assert set(problems(desk.do, "households.move", person="林德胜", door=door("502"), on="2016-07")) == {"on"}
    assert "不用再搬" in problems(desk.do, "households.move", person="林德胜", door=door("501"))["door"]
    assert set(problems(desk.do, "households.move", person="林德胜", door="", on="2030-01-01")) == {"door", "on"}
    assert homes("林德胜") == [("501", "2016-08", None)]


def test_who_has_no_home_yet_moves_too(desk: Desk):
    desk.do("households.move", person="周玉梅", door=door("601"), on="2026-11-02", relation="配偶")
    assert homes("周玉梅") == [("601", "2026-11-02", None)]


def test_a_family_moves_together_and_stays_what_it_is(desk: Desk):
    desk.do("households.move_together", ids=[row_of("林德胜"), row_of("林晓彤")], door=door("601"), on="2026-11-03")
    there = household(desk, door("601"))
    assert (there.count, there.head.name, household(desk, door("501")).count) == (2, "林德胜", 0)
    assert desk.next_undo().label == "全家搬到别处"


def test_moving_out_is_all_or_none_and_today_unless_told(desk: Desk):
    rows = [row_of("林德胜"), row_of("林晓彤")]
    told = problems(desk.do, "households.move_out", ids=rows, on="2017-01-01")
    assert told == {"on": "迁出日期比林晓彤的迁入日期 2017-06-07 早，请核对"}
    assert homes("林德胜")[0][2] is None
    assert desk.do("households.move_out", ids=rows) == 2
    assert homes("林德胜") == [("501", "2016-08", "2026-11-20")]
    assert "已经登记迁出" in problems(desk.do, "households.move_out", ids=rows)[""]


def test_the_day_of_moving_out_is_lived_in_no_more(desk: Desk):
    desk.do("households.move_out", ids=[row_of("林德胜")], on="2026-11-10")
    building = record_row(Door, door("501"))["building"]
    by_day = [counts_by_door(building, TODAY.replace(day=day)).get(door("501")) for day in (9, 10)]
    assert by_day == [2, 1]


def test_how_doors_are_used_is_a_fact_about_the_doors(desk: Desk):
    assert desk.do("households.use", doors=[door("601"), door("602")], use="空置") == 2
    assert record_row(Door, door("601"))["use"] == "vacant"
    assert set(problems(desk.do, "households.use", doors=[door("601")], use="闹鬼")) == {"use"}
    with pytest.raises(Denied):
        of_role(desk, "meals").do("households.use", doors=[door("601")], use="")


# ---- a household


def test_a_household_names_grown_ups_and_counts_children(desk: Desk):
    found = household(desk, door("501"))
    assert [(one.name, one.age) for one in found.residents] == [("林德胜", 68)]
    assert (found.adults, found.children, found.count) == (1, 1, 2)
    assert found.head.name == "林德胜" and "林晓彤" not in repr(found)
    assert found.updated.date() == TODAY and found.updated_by == "林晓"


def test_a_household_without_a_head_has_none(desk: Desk):
    desk.do("households.move_in", person="周玉梅", door=door("601"))
    assert household(desk, door("601")).head is None
    assert household(desk, door("602")).count == 0


def test_who_may_not_read_households_or_people_sees_none_of_it(desk: Desk):
    with pytest.raises(Denied):
        household(of_role(desk, "mediator"), door("501"))
    with pytest.raises(Denied):
        household(of_role(desk, "street"), door("501"))


def test_a_doors_timeline_tells_who_moved_and_names_no_child(desk: Desk):
    desk.do("households.move_out", ids=[row_of("林晓彤")], on="2026-11-18")
    told, _more = timeline(desk, Door, door("501"))
    days = [(event.at.date().isoformat(), event.what, event.lines) for event in told if not event.timed]
    assert days == [("2026-11-18", "迁出", ("儿童 1 人",)), ("2017-06-07", "迁入", ("儿童 1 人",)),
                    ("2016-08-01", "迁入", ("林德胜", "只知道是2016年8月"))]
    assert "林晓彤" not in repr(told)


# ---- layers


def marks_of(desk: Desk, key: str) -> dict[str, tuple[str, str]]:
    building = Building.get().id
    doors = {rid: number for rid, number in Door.select(Door.id, Door.number).tuples()}
    [layer] = [one for one in seen(desk.may) if one.key == key]
    marks = layer.function(desk, building, list(doors))
    return {doors[rid]: (mark.kind, str(mark.word)) for rid, mark in marks.items()}


def test_the_layer_of_use_believes_no_vacant_door_with_people():
    assert mark_of("vacant", 2).kind == mark_of("unsure", 0).kind == "unsure"
    assert (mark_of(None, 2).kind, mark_of("rented", 0).kind) == ("own", "rented")
    assert (mark_of("vacant", 0).kind, mark_of(None, 0).kind) == ("vacant", "none")


def test_the_layers_mark_doors_and_a_garage_is_no_home(desk: Desk):
    desk.do("households.use", doors=[door("601")], use="空置")
    assert marks_of(desk, "occupancy") == {"501": ("own", "2 人"), "502": ("none", ""), "601": ("vacant", ""),
                                           "602": ("none", "")}
    add_branch(desk)
    add_member(desk, "林德胜", HEAD_CARD)
    assert marks_of(desk, "members") == {"501": ("member", "1 人")}
    for texts in ({"door": door("502")}, {"door": None}):
        given = {"来源": "来访", "收到日期": "2026-11-16", "反映事项": "灯不亮", "事项楼栋": "晨光花园3号楼"}
        desk.do("voices.add", values=desk.take(Voice, given) | texts)
    assert marks_of(desk, "issues") == {"502": ("open", "1 件")}


def test_a_layer_that_a_role_may_not_see_is_not_there(desk: Desk):
    keys = {role: {one.key for one in seen(of_role(desk, role).may)} & {"occupancy", "members", "issues"}
            for role in ("meals", "party", "entry", "mediator", "street", "admin")}
    assert keys == {"meals": {"occupancy"}, "party": {"occupancy", "members", "issues"},
                    "entry": {"occupancy", "issues"}, "mediator": set(), "street": set(), "admin": set()}


# ---- numbers


def test_numbers_open_their_doors_and_rows(desk: Desk):
    desk.do("households.use", doors=[door("601")], use="空置")
    desk.do("households.move_in", person="周玉梅", door=door("602"), since="2026-10-03")
    desk.do("households.move_out", ids=[row_of("周玉梅")], on="2026-11-05")
    values = {name: desk.measure(f"households.{name}", period("2026-11")).value
              for name in ("doors", "occupied", "vacant", "rented", "residents", "moved_in", "moved_out")}
    assert values == {"doors": 4, "occupied": 1, "vacant": 1, "rented": 0, "residents": 2, "moved_in": 0,
                      "moved_out": 1}
    october = {name: desk.measure(f"households.{name}", period("2026-10")) for name in ("occupied", "moved_in")}
    assert october["occupied"].value == 2 and len(october["occupied"].base) == 4
    assert list(october["moved_in"].counted.ids) == list(desk.ids(Query(Residency)))[-1:]


# ---- a list of somebody else


def preview(desk: Desk, *rows: tuple[str, ...]):
    head = ["姓名", "公民身份证号", "住处", "迁出日期"]
    return preview_of(desk, Residency, Sheet([head, *map(list, rows)], "住户.xlsx", "住户"))


def test_a_list_tells_of_a_second_home_at_its_cell(desk: Desk):
    first, second = id_card("19700101", 1), id_card("19720202", 2)
    seen = preview(desk, ("林德胜", HEAD_CARD, "晨光花园3号楼502", ""), ("赵国强", first, "晨光花园3号楼601", ""),
                   ("赵国强", first, "晨光花园3号楼602", ""), ("钱芳", second, "晨光花园3号楼602", ""))
    told = [[(path, str(message)) for path, level, message in seen.judge.remarks(row) if level == "refused"]
            for row in seen.rows]
    assert told[0] == [("door", "林德胜现在住在晨光花园3号楼501，请先登记迁出，或用“搬到别处”")]
    assert told[1] == told[3] == [] and told[2][0][1].startswith("赵国强现在住在晨光花园3号楼601")
    seen.correct(1, "until", "2026-11-01")  # the first of her two lines is over: the second one stands
    assert [row.state for row in seen.rows] == ["refused", "new", "new", "new"]
    seen.correct(1, "until", "")
    assert seen.rows[2].state == "refused"
    numbers = desk.do("import", preview=seen)
    assert numbers["added"] == 2 and homes("林德胜") == [("501", "2016-08", None)]


def test_a_list_that_ends_the_first_home_may_name_the_second(desk: Desk):
    rows = [("林德胜", HEAD_CARD, "晨光花园3号楼502", ""), ("林德胜", HEAD_CARD, "晨光花园3号楼501", "2026-10-01")]
    for given in (rows, rows[::-1]):
        assert {row.state for row in preview(desk, *given).rows} == {"new", "update"}
    desk.do("import", preview=preview(desk, *rows))
    assert homes("林德胜") == [("501", "2016-08", "2026-10-01"), ("502", None, None)]
