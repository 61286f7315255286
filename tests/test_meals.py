"""The register of the meal service: who eats today, pauses, categories, contacts, consent, the layer of the picture."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from center import catalog
from center.desk import Desk, Who
from center.history import timeline
from center.importing import preview_of
from center.meals.duties import due
from center.meals.rules import (
    ask_diner,
    check_category,
    check_diner,
    check_pause,
    doubts_category,
    doubts_diner,
    family,
)
from center.periods import Period
from center.places.layers import seen
from db.days import Day
from db.errors import Problems
from db.listing import Query
from db.models.meals import MealCategory, MealDiner, MealPause
from db.models.people import Person
from db.models.staff import Staff
from db.questions.meals import eating_on
from tests.buildings import live, stand, writer
from tests.sheets import Sheet
from tests.stores import add_branch, add_member, id_card

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)  # the first is the day of the tests' clock
DAY = Period("2026-11-20", FRIDAY, FRIDAY)
WORKDAYS = ("1", "2", "3", "4", "5")


def first_rows(desk: Desk) -> None:
    """A building with an elder behind its first door."""
    found = stand(desk, units=1, floors=2)
    live(desk, found["doors"][1, "101"], "孙奶奶", "1940-01-01", number=2)
    live(desk, found["doors"][1, "101"], "孙爷爷", "1938-01-01", number=1)
    live(desk, found["doors"][1, "102"], "钱奶奶", "1941-01-01", number=2)


def as_role(desk: Desk, *roles: str) -> Desk:
    """The same store for another account."""
    return Desk(desk.store, Who("other", "别人", roles), clock=desk._clock)


def dine(desk: Desk, name: str, **more: Any) -> int:
    """A resident who gets her lunch carried to her on workdays; `more` are fields."""
    [person] = [row.id for row in Person.select().where(Person.name == name)]
    values = {"person": person, "mode": "delivered", "days": WORKDAYS, "meals": ("lunch",),
              "since": Day("2026-01-05")} | more
    with desk.store.writing():
        tx = writer(desk)
        rid = tx.add(MealDiner, values)
        tx.finish()
    return rid


def pause(desk: Desk, rid: int, since: str, until: str = "") -> int:
    """A pause, as a clerk enters it."""
    values = {"diner": rid, "since": Day(since), "until": Day(until) if until else None}
    return desk.do("meal_pauses.add", values=values)


def refused(work, *given, **named) -> dict[str, str]:
    with pytest.raises(Problems) as caught:
        work(*given, **named)
    return {path: str(problem) for path, problem in caught.value.fields.items()}


def count(desk: Desk, name: str):
    return catalog.measures()[f"meals.{name}"].function(desk, DAY)


# ---- who eats today
def test_who_eats_follows_from_dates_weekdays_and_pauses(desk):
    workdays, daily = dine(desk, "孙奶奶"), dine(desk, "孙爷爷", days=(*WORKDAYS, "6", "7"))
    assert eating_on(FRIDAY) == [(workdays, "delivered"), (daily, "delivered")]
    assert eating_on(SATURDAY) == [(daily, "delivered")] and eating_on(date(2026, 1, 1)) == []
    pause(desk, daily, "2026-11-16", "2026-11-21")
    assert eating_on(FRIDAY) == [(workdays, "delivered")] and eating_on(SATURDAY) == [(daily, "delivered")]
    pause(desk, workdays, "2026-11-20")
    assert eating_on(FRIDAY) == []
    stopped = dine(desk, "钱奶奶", until=Day("2026-11-20"))
    assert eating_on(FRIDAY) == []
    assert eating_on(date(2026, 11, 19)) == [(workdays, "delivered"), (stopped, "delivered")]


def test_the_numbers_of_a_day_open_their_names(desk):
    first, second, third = dine(desk, "孙奶奶"), dine(desk, "孙爷爷", mode="hall"), dine(desk, "钱奶奶", days=("6",))
    assert count(desk, "diners").counted.ids == count(desk, "today").base.ids == (first, second, third)
    assert count(desk, "today").counted.ids == (first, second)
    by_mode = [count(desk, name).counted.ids for name in ("delivered", "hall", "fetched", "by_other")]
    assert by_mode == [(first,), (second,), (), ()]


# ---- the picture
def test_the_layer_says_which_meals_go_to_a_door_today(desk):
    both = dine(desk, "孙奶奶", meals=("lunch", "dinner"))
    dine(desk, "孙爷爷")
    dine(desk, "钱奶奶", mode="hall")
    assert marks(desk) == {"101": ("today", "3 份")}
    pause(desk, both, "2026-11-20", "2026-11-23")
    assert marks(desk) == {"101": ("today", "午 1")}
    for role, may in (("meals", True), ("volunteers", False), ("entry", False), ("mediator", False), ("street", False)):
        assert ("meals" in [one.key for one in seen(as_role(desk, role).may)]) is may


def marks(desk: Desk) -> dict[str, tuple[str, str]]:
    """Door number → (kind, word) of the layer."""
    from db.models.places import Building, Door

    [layer] = [one for one in seen(desk.may) if one.key == "meals"]
    [building] = desk.ids(Query(Building))
    numbers = {row.id: row.number for row in Door.select(Door.id, Door.number)}
    found = layer.function(desk, building, list(numbers))
    return {numbers[door]: (mark.kind, str(mark.word)) for door, mark in found.items()}


def test_no_paper_carries_the_layers_by_door(desk):
    from db.models.places import Building
    from reports import papers

    dine(desk, "孙奶奶", allergies="花生")
    [building] = Building.select()
    document = papers.make(desk, "building_file", papers.params(desk, settings={"building": building.uid.hex()}))
    told = repr([part.blocks for part in document.parts])
    assert "101" in told and "午 1" not in told and "送餐" not in told and "花生" not in told


# ---- rules
def test_contacts_and_consent_are_whole():
    given = {"contact_phone": "13800001234", "consent": ("diet",), "consent_by": "guardian"}
    assert list(check_diner(given, FRIDAY)) == ["contact", "consent_on", "consent_name"]
    assert list(check_diner({"contact": "甲", "consent_name": "乙"}, FRIDAY)) == ["contact_phone", "consent_by"]
    assert list(check_diner({"contact2": "甲", "contact2_phone": "13800001234"}, FRIDAY)) == ["contact"]
    days = {"since": Day("2026-02-01"), "until": Day("2026-01-01")}
    assert list(check_diner(days, FRIDAY)) == ["until"]


def test_what_is_kept_without_consent_is_pointed_at():
    agreed = {"consent": ("contact",), "allergies": "花生", "mode": "delivered"}
    assert "过敏" in str(doubts_diner(agreed, FRIDAY)["consent"])
    assert "送餐员" in str(doubts_diner(agreed | {"consent": ("diet",)}, FRIDAY)["consent"])
    assert doubts_diner({"diet": ("usual", "halal")}, FRIDAY).keys() == {"diet"}
    same = {"person.phone": "13800001234", "contact_phone": "13800001234"}
    assert doubts_diner(same, FRIDAY).keys() == {"contact_phone"}
    assert list(ask_diner({"mode": "delivered"}, FRIDAY)) == ["person.address", "contact", "consent"]


def test_a_pause_lasts_a_day_and_no_two_overlap(desk):
    assert list(check_pause({"since": Day("2026-11-20"), "until": Day("2026-11-20")}, FRIDAY)) == ["until"]
    rid = dine(desk, "孙奶奶")
    pause(desk, rid, "2026-11-01", "2026-11-10")
    later = pause(desk, rid, "2026-11-10")
    assert refused(pause, desk, rid, "2026-12-01") == {
        "since": "孙奶奶从2026年11月10日起已经登记了暂停，两次暂停不能重叠，请改那一条"}
    desk.do("meal_pauses.edit", id=later, values={"until": Day("2026-11-12")})
    pause(desk, rid, "2026-12-01")
    assert MealPause.select().count() == 3


def test_a_category_has_grounds_dates_and_somebody_who_checked_it(desk):
    rid, worker = dine(desk, "孙奶奶"), staff(desk)
    given = {"diner": rid, "category": "ability_3", "since": Day("2026-01-01")}
    assert set(refused(desk.do, "meal_categories.add", values=given)) == {"basis", "checked_by", "checked_on"}
    given |= {"basis": "失能评估报告 2026-001", "checked_by": worker, "checked_on": Day("2026-01-02")}
    first = desk.do("meal_categories.add", values=given)
    told = refused(desk.do, "meal_categories.add", values=given | {"category": "ability_4"})
    assert told == {"category": "孙奶奶从2026年1月1日起已经登记了“重度失能”，时间重叠，请先给那一条填终止日期"}
    desk.do("meal_categories.edit", id=first, values={"until": Day("2026-06-01")})
    desk.do("meal_categories.add", values=given | {"category": "ability_4", "since": Day("2026-06-01")})
    desk.do("meal_categories.add", values=given | {"category": "alone"})
    assert family("ability_4") == family("ability_1") and family("low_edge") != family("low_income")
    assert list(check_category({"since": Day("2026-02"), "until": Day("2026-01")}, FRIDAY)) == ["until"]
    early = {"since": Day("2026-02-01"), "checked_on": Day("2026-01-01")}
    assert list(doubts_category(early, FRIDAY)) == ["checked_on"]


def staff(desk: Desk) -> int:
    """Somebody who checks."""
    values = desk.take(Staff, {"姓名": "何敏", "公民身份证号": id_card("19800101", 8), "岗位": "民政专干"})
    return desk.do("staff.add", values=values)


def test_a_diners_timeline_tells_the_pauses_that_began_to_who_may_read_meals(desk):
    rid = dine(desk, "孙奶奶")
    pause(desk, rid, "2026-11-16", "2026-12-01")
    told = [event.what for event in timeline(desk, MealDiner, rid)[0]]
    assert "暂停用餐" in told and "恢复用餐" not in told


# ---- entering and importing
def test_a_member_who_comes_to_eat_is_the_same_human(desk):
    add_branch(desk)
    add_member(desk, "赵爷爷", id_card("19400101", 5))
    before = Person.select().count()
    given = {"姓名": "赵爷爷", "公民身份证号": id_card("19400101", 5), "用餐方式": "堂食", "用餐日": "周一、周三",
             "餐次": "午", "开始日期": "2026-11-23"}
    rid = desk.do("meal_diners.add", values=desk.take(MealDiner, given))
    assert Person.select().count() == before and MealDiner.get_by_id(rid).days == ("1", "3")


def test_a_list_of_diners_is_imported_with_its_words_for_things(desk):
    head = ["姓名", "身份证号", "就餐方式", "用餐日", "餐别", "开始日期", "忌口", "饮食习惯", "紧急联系人",
            "紧急联系人电话", "与本人关系", "家庭住址", "同意事项", "同意的日期", "由谁同意"]
    row = ["吴奶奶", id_card("19420101", 2), "上门送餐", "周一、周二", "午餐", "2026-11-01", "花生", "少盐、清真",
           "吴小妹", "13800001234", "女儿", "晨光花园3-1-201", "登记饮食和过敏、告诉送餐员、找紧急联系人", "2026-10-30",
           "老人本人"]
    preview = preview_of(desk, MealDiner, Sheet([head, row], "名单.xlsx", "助餐"))
    assert desk.do("import", preview=preview)["added"] == 1
    diner = MealDiner.get()
    assert (diner.mode, diner.days, diner.meals) == ("delivered", ("1", "2"), ("lunch",))
    assert (diner.diet, diner.allergies) == (("low_salt", "halal"), "花生")
    assert (diner.contact, diner.contact_phone, diner.contact_relation) == ("吴小妹", "13800001234", "女儿")
    [shown] = desk.rows(MealDiner, [diner.id], ["contact_phone"])
    assert shown.texts == ("138****1234",) and MealCategory.select().count() == 0


def test_a_category_that_ends_soon_is_due_for_who_keeps_the_meals(desk):
    rid, worker = dine(desk, "孙奶奶"), staff(desk)
    given = {"diner": rid, "category": "low_income", "basis": "低保证 1", "since": Day("2026-01-01"),
             "checked_by": worker, "checked_on": Day("2026-01-02")}
    desk.do("meal_categories.add", values=given | {"until": Day("2026-11-25")})
    desk.do("meal_categories.add", values=given | {"category": "alone", "until": Day("2027-11-25")})
    told = [(str(one.title), str(one.detail), one.due) for one in due(desk, FRIDAY)]
    assert told == [("助餐类别到期", "孙奶奶　低保", date(2026, 11, 25))]
