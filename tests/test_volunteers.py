"""The register of volunteers: numbers without a gap, minors, who is one at a day, the layer of a building's picture."""
from __future__ import annotations

from datetime import date

import pytest

from center import catalog
from center.desk import Desk, Who
from center.importing import preview_of
from center.periods import Period
from center.places.layers import seen
from center.volunteers.numbering import series
from center.volunteers.rules import ask_volunteer, check_volunteer, minor
from db.days import Day
from db.errors import Problems
from db.listing import Query
from db.models.households import Residency
from db.models.people import Person
from db.models.volunteers import Volunteer
from tests.buildings import live, stand, writer
from tests.sheets import Sheet
from tests.stores import id_card

CODE = "V990101001001"
YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 20)


def first_rows(desk: Desk) -> None:
    """A building, so that the community has its code."""
    stand(desk, units=1, floors=2)


def as_role(desk: Desk, *roles: str) -> Desk:
    """The same store for another account."""
    return Desk(desk.store, Who("other", "别人", roles), clock=desk._clock)


def enrol(desk: Desk, name: str, number: int = 1, birth: str = "19700101", **texts: str) -> int:
    """A volunteer; further texts by heading."""
    given = {"姓名": name, "公民身份证号": id_card(birth, number), "服务类别": "助老、环境保护"} | texts
    return desk.do("volunteers.add", values=desk.take(Volunteer, given))


def number_of(desk: Desk, rid: int) -> str:
    return Volunteer.get_by_id(rid).number


def refused(work, *given, **named) -> dict[str, str]:
    with pytest.raises(Problems) as caught:
        work(*given, **named)
    return {path: str(problem) for path, problem in caught.value.fields.items()}


# ---- numbers
def test_numbers_go_on_by_themselves_from_the_code_of_the_community(desk):
    assert [number_of(desk, enrol(desk, "志愿甲", place)) for place in (1, 3)] == [f"{CODE}00001", f"{CODE}00002"]
    assert series(f"{CODE}00012") == (CODE, 12) and series("V00007") == ("V", 7) and series("鲁A-7") is None


def test_where_the_community_has_no_code_or_none_is_wanted_the_number_is_short(desk):
    desk.do("settings.set_number", key="volunteer.number", value="plain", source="社区通知")
    desk.do("settings.set_number", key="volunteer.number_width", value="4", source="社区通知")
    assert number_of(desk, enrol(desk, "志愿甲")) == "V0001"


def test_a_number_from_elsewhere_stays_and_one_of_ours_leaves_no_gap(desk):
    assert number_of(desk, enrol(desk, "志愿甲", 1, 志愿者编号="鲁志-0815")) == "鲁志-0815"
    assert refused(enrol, desk, "志愿乙", 3, 志愿者编号=f"{CODE}00005") == {
        "number": f"编号要接着编，不能有空号，下一个是 {CODE}00001；这一格可以不填"}
    assert "不要写身份证号" in refused(enrol, desk, "志愿乙", 3, 志愿者编号=id_card("19700101", 3))["number"]
    assert number_of(desk, enrol(desk, "志愿乙", 3, 志愿者编号=f"{CODE}00001")) == f"{CODE}00001"


def test_only_the_last_of_a_series_can_be_removed_and_its_number_is_given_again(desk):
    first, second = enrol(desk, "志愿甲", 1), enrol(desk, "志愿乙", 3)
    assert "请填退出日期" in refused(desk.do, "volunteers.remove", id=first)[""]
    assert refused(desk.do, "volunteers.edit", id=first, values={"number": f"{CODE}00009"})
    desk.do("volunteers.remove", id=second)
    assert number_of(desk, enrol(desk, "志愿丙", 5)) == f"{CODE}00002"
    desk.undo()
    assert desk.ids(Query(Volunteer)).tolist() == [first]


# ---- rules
def test_a_minor_needs_the_leave_of_a_guardian(desk):
    problems = refused(enrol, desk, "小志愿者", 1, "20100101")
    assert list(problems) == ["guardian_consent_on"] and "监护人" in problems["guardian_consent_on"]
    enrol(desk, "小志愿者", 1, "20100101", 监护人="大人甲", 监护人同意日期="2026-11-01")
    assert minor(Day("2008"), TODAY) and minor(Day("2008-11-21"), TODAY) and not minor(Day("2008-11-20"), TODAY)
    assert ask_volunteer({"person.birth": Day("2010-01-01"), "fields": ("law",)}, TODAY).keys() == {"guardian"}


def test_the_days_of_coming_and_leaving_fit_together():
    given = {"registered_on": Day("2026-05-01"), "left_on": Day("2026-04-01")}
    assert list(check_volunteer(given, TODAY)) == ["left_on"]
    assert list(check_volunteer({"left_reason": "moved"}, TODAY)) == ["left_on"]
    assert list(ask_volunteer({"left_on": Day("2026-05-01")}, TODAY)) == ["fields", "left_reason"]


def test_nobody_is_registered_twice(desk):
    enrol(desk, "志愿甲", 1)
    assert "person.id_card" in refused(enrol, desk, "志愿甲", 1)


# ---- numbers that open their names, and the picture
def test_who_has_left_is_counted_no_more(desk):
    first, second = enrol(desk, "志愿甲", 1, 登记日期="2026-03-01"), enrol(desk, "志愿乙", 3, 已录入全国系统="是")
    enrol(desk, "志愿丙", 5, 登记日期="2025-01-01", 退出日期="2026-02-01", 退出原因="搬走")
    counts = {name: catalog.measures()[f"volunteers.{name}"].function(desk, YEAR)
              for name in ("active", "entered", "joined")}
    assert counts["active"].counted.ids == (first, second) and counts["joined"].counted.ids == (first,)
    assert counts["entered"].counted.ids == (second,) and counts["entered"].base.ids == (first, second)


def test_the_layer_marks_the_homes_of_volunteers_for_those_who_may_see_it(desk):
    building, doors = buildings(desk)
    here, gone = live(desk, doors["101"], "志愿甲", number=1), live(desk, doors["102"], "志愿乙", number=3)
    with desk.store.writing():
        tx = writer(desk)
        tx.add(Volunteer, {"person": here, "number": "甲"})
        tx.add(Volunteer, {"person": gone, "number": "乙", "left_on": Day("2026-11-20")})
        tx.finish()
    [layer] = [one for one in seen(desk.may) if one.key == "volunteers"]
    marks = layer.function(desk, building, list(doors.values()))
    assert {door: (mark.kind, str(mark.word)) for door, mark in marks.items()} == {doors["101"]: ("volunteer", "1 人")}
    assert layer.function(desk, building, [doors["102"]]) == {}
    assert chips(desk, doors["101"]) == [("志愿者", "green")] and chips(desk, doors["102"]) == [None]
    assert chips(as_role(desk, "meals"), doors["101"]) == [None]
    for role, may in (("volunteers", True), ("meals", False), ("party", False), ("mediator", False)):
        assert ("volunteers" in [one.key for one in seen(as_role(desk, role).may)]) is may


def chips(desk: Desk, door: int) -> list:
    """What stands beside the people of a door in the window."""
    from views.state.counter import Counter
    from views.state.household import HouseholdState

    return [line.chip for line in HouseholdState(desk, Counter(desk), door).lines]


def buildings(desk: Desk) -> tuple[int, dict[str, int]]:
    """The building of `first_rows` and its doors by number."""
    from db.models.places import Building, Door

    [building] = desk.ids(Query(Building))
    return building, {row.number: row.id for row in Door.select(Door.id, Door.number)}


def test_a_list_of_volunteers_is_imported_and_numbered(desk):
    rows = [["姓名", "身份证号码", "服务意向", "特长", "注册时间"],
            ["志愿甲", id_card("19700101", 1), "助老", "理发", "2026-03-01"],
            ["志愿乙", id_card("19710101", 3), "环保、科普", "", "2026.3"]]
    preview = preview_of(desk, Volunteer, Sheet(rows, "志愿者.xlsx", "志愿者"))
    assert desk.do("import", preview=preview)["added"] == 2
    shown = desk.rows(Volunteer, desk.ids(Query(Volunteer)), ["number", "fields", "skills"])
    assert [tuple(map(str, row.texts)) for row in shown] == [
        (f"{CODE}00001", "助老", "理发"), (f"{CODE}00002", "环境保护、科普", "")]


def test_one_human_is_entered_once(desk):
    card = id_card("19700101", 1)
    person = desk.do("people.add", values=desk.take(Person, {"姓名": "志愿甲", "公民身份证号": card}))
    assert Volunteer.get_by_id(enrol(desk, "志愿甲", 1)).person_id == person
    assert Residency.select().where(Residency.person == person).count() == 0
