"""今日待办: what is due, for whom, in which group; today's plan, the backup line and the quiet numbers."""
from __future__ import annotations

from datetime import date, timedelta

import pytest

from center import backups, catalog, duties
from center.desk import Desk, Who
from center.duties import Duty, Home, declared, figures, home
from center.members.duties import reminded
from center.periods import period
from db.days import months_after
from db.listing import Query
from db.models.governance import Asset, Check, Rule, Supervisor
from db.models.members import Branch, Member
from db.models.reception import Voice
from db.models.service import ItemList
from db.models.staff import Shift, Staff
from tests.stores import LOGIN, Clock, add_branch, add_member, demo_desk, id_card

TODAY = date(2026, 11, 20)


def first_rows(desk: Desk) -> None:
    desk.do("accounts.pledge", id=1)
    desk.do("compliance.open", period="2026Q4")
    texts = {"姓名": "林晓", "公民身份证号": id_card("19850302", 2), "岗位": "window"}
    desk.do("staff.add", values=desk.take(Staff, texts))
    desk.told("backup", text="备份")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory):
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


def add(desk: Desk, record: type, **texts: str) -> int:
    from db.record import record_name

    return desk.do(f"{record_name(record)}.add", values=desk.take(record, texts))


def as_role(desk: Desk, *roles: str, name: str = "林晓") -> Desk:
    return Desk(desk.store, Who(LOGIN, name, roles), clock=Clock())


def kinds(some: tuple[Duty, ...]) -> list[str]:
    return [duty.kind for duty in some]


def test_a_day_on_which_nothing_is_due_is_empty(desk: Desk):
    page = home(desk)
    assert page.day == TODAY and page.duties == () and page.plan == () and page.domains == ()
    assert page.counts == {"all": 0, "mine": 0}


@pytest.mark.parametrize(("due", "group"), [
    ("2026-11-01", "overdue_and_today"), ("2026-11-20", "overdue_and_today"), ("2026-11-21", "within_three_days"),
    ("2026-11-23", "within_three_days"), ("2026-11-24", "this_month"), ("2026-11-30", "this_month"),
    ("2026-12-01", "later"), ("2026-12-20", "later"), ("2026-12-21", ""),
])
def test_a_check_stands_in_the_group_of_its_day(desk: Desk, due: str, group: str):
    rid = add(desk, Check, 检查类别="消防安全", 检查内容="灭火器", 应查日期=due, 检查人="林晓")
    page = home(desk)
    for name in ("overdue_and_today", "within_three_days", "this_month", "later"):
        assert [duty.id for duty in getattr(page, name)] == ([rid] if name == group else [])
    if group:
        [duty] = page.duties
        assert duty.detail == "消防安全：灭火器" and duty.mine and duty.record == "checks"
        desk.do("checks.edit", id=rid, values=desk.take(Check, {"实查日期": "2026-11-20"}))
        assert home(desk).duties == ()


def test_at_the_end_of_a_month_three_days_reach_into_the_next(desk: Desk):
    add(desk, Check, 检查类别="自查", 检查内容="窗口", 应查日期="2026-12-02")
    page = home(desk, date(2026, 11, 30))
    assert len(page.within_three_days) == 1 and page.this_month == ()


def test_days_ahead_are_a_setting(desk: Desk):
    add(desk, Check, 检查类别="自查", 检查内容="窗口", 应查日期="2027-01-10")
    assert home(desk).duties == ()
    desk.do("settings.set_number", key="duty.ahead_days", value="60", source="本中心规定")
    assert kinds(home(desk).later) == ["check.self"]


def test_rules_item_lists_and_supervisors_come_back_when_their_time_ends(desk: Desk):
    add(desk, Rule, 制度名称="值班制度", 复审期限="2026-11-10", 现行="是")
    add(desk, Rule, 制度名称="旧值班制度", 复审期限="2025-11-10", 现行="否")
    add(desk, ItemList, 版本="2025版", 发布日期="2025-11-22", 现行="是")
    add(desk, Supervisor, 姓名="单春华", 单位或身份="居民代表", 聘任日期="2024-11-28", 聘期届满="2026-11-28")
    add(desk, Supervisor, 姓名="仇玉兰", 聘任日期="2020-11-28", 聘期届满="2022-11-28")
    page = home(desk)
    assert kinds(page.overdue_and_today) == ["rule"] and kinds(page.within_three_days) == ["item_list"]
    assert [(duty.kind, duty.person) for duty in page.this_month] == [("supervisor", "单春华")]
    assert page.counts == {"all": 3, "mine": 0, "service": 1, "governance": 2}
    assert dict(page.domains) == {"service": "窗口事项", "governance": "制度与监督"}
    assert kinds(page.only("service").duties) == ["item_list"] and page.only(mine=True).duties == ()


def test_assets_to_be_counted_are_one_heap_that_opens_its_names(desk: Desk):
    old = add(desk, Asset, 资产名称="空调", 资产编号="1", 最近盘点日期="2025-09-30", 状态="在用")
    never = add(desk, Asset, 资产名称="电视", 资产编号="2", 状态="在用")
    add(desk, Asset, 资产名称="桌子", 资产编号="3", 最近盘点日期="2026-05-01", 状态="在用")
    [duty] = home(desk).duties
    assert duty.ids == (old, never) and duty.due == date(2026, 9, 30) and duty.detail.startswith("2 件")
    assert len(desk.rows(Asset, duty.ids)) == 2


def test_a_term_is_reminded_at_each_of_its_months_and_then_until_the_election(desk: Desk):
    ends, ahead = date(2027, 11, 20), timedelta(days=30)
    shown = [reminded(ends, day, [3, 6, 12], ahead) for day in (
        date(2026, 11, 19), date(2026, 11, 20), date(2026, 12, 20), date(2026, 12, 21), date(2027, 5, 20),
        date(2027, 7, 1), date(2027, 8, 20), date(2027, 11, 1), date(2028, 3, 1))]
    assert shown == [False, True, True, False, True, False, True, True, True]
    add(desk, Branch, 党组织名称="第一党支部", 党组织书记="林晓", 本届当选日期="2024-01-15", **{"任期（年）": "3"})
    [duty] = home(desk).duties
    assert duty.kind == "election" and duty.due == date(2027, 1, 15) and duty.mine and "2027-01-15" in duty.detail


def test_the_end_of_probation_is_listed_as_a_day_and_decides_nothing(desk: Desk):
    add_branch(desk)
    rid = add_member(desk, "单春华", id_card("19900105", 1), 人员类别="预备党员", 加入党组织日期="2025-11-21")
    add_member(desk, "解志明", id_card("19900106", 1), 人员类别="预备党员", 加入党组织日期="2026-06-01")
    add_member(desk, "仇玉兰", id_card("19900107", 1), 人员类别="预备党员")
    [duty] = home(desk).duties
    assert (duty.kind, duty.id, duty.due) == ("probation", rid, date(2026, 11, 21)) and "单春华" in duty.detail
    assert desk.get(Member, rid).values["category"] == "2"


def test_a_report_waits_until_it_is_answered_and_is_mine_when_i_own_it(desk: Desk):
    rid = add(desk, Voice, 来源="来电", 收到日期="2026-11-12", 反映事项="路灯不亮")
    [duty] = home(desk).overdue_and_today
    assert duty.title == "群众反映待交办" and duty.due == date(2026, 11, 19) and not duty.mine
    desk.do("voices.assign", id=rid, owner="林晓")
    [duty] = home(desk).overdue_and_today
    assert (duty.title, duty.person, duty.mine) == ("群众反映待答复", "林晓", True)
    desk.do("voices.reply", id=rid, answer="已修好")
    assert home(desk).duties == ()


def test_the_quarters_inspection_is_missed_until_it_is_opened(desk: Desk, clock: Clock):
    clock.forward(days=60)
    desk.told("backup", text="备份")
    [duty] = home(desk).duties
    assert duty.kind == "inspection" and duty.due == date(2027, 3, 31) and duty.detail == "2027年第一季度"
    desk.do("compliance.open", period="2027Q1")
    assert home(desk).duties == ()


def test_an_old_backup_is_an_alarm_and_stands_in_no_group(desk: Desk, clock: Clock):
    assert home(desk).backup == duties.Backup(desk.now(), 0, False)
    clock.forward(days=31)
    page = home(desk)
    assert [duty.kind for duty in page.urgent] == ["backup"] and page.backup.days == 31 and page.backup.old
    assert "backup" not in kinds(page.overdue_and_today) and page.counts["settings"] == 1


def test_the_programs_own_backup_counts(desk: Desk, clock: Clock):
    clock.forward(days=40)
    backups.automatic(desk.store.folder, desk.store.key, desk.now())
    assert home(desk).backup.old is False and home(desk).urgent == ()


def test_an_account_without_a_pledge_is_listed_at_the_end_of_the_month(desk: Desk):
    desk.do("accounts.note", login="he", name="何晶琴", roles=("entry",))
    [duty] = home(desk).this_month
    assert (duty.kind, duty.person, duty.due, duty.mine) == ("pledge", "何晶琴", None, False)


def test_everybody_sees_only_what_he_may_read(demo: Desk):
    everything = {duty.domain for duty in home(demo).duties}
    assert {"governance", "reception", "compliance", "accounts"} <= everything
    clerk, street = home(as_role(demo, "entry")), home(as_role(demo, "street"))
    assert {duty.domain for duty in clerk.duties} <= {"centre", "people", "service", "staff", "reception", "cover",
                                                         "visits", "places", "addresses", "households"}
    assert {duty.domain for duty in street.duties} <= {"compliance"} and street.plan == ()
    assert figures(as_role(demo, "street")) == ()
    assert {one.name for one in figures(as_role(demo, "mediator"))} == set()


def test_the_page_of_the_demo_centre_is_about_its_last_day(demo: Desk):
    page = home(demo)
    assert isinstance(page, Home) and page.day == TODAY and page.overdue_and_today and page.within_three_days
    assert [duty.due for duty in page.overdue_and_today] == sorted(duty.due for duty in page.overdue_and_today)
    assert page.counts["all"] == len(page.duties) == sum(page.counts[name] for name, _label in page.domains)
    assert [turn.slot for turn in page.plan] == ["上午", "下午"]
    assert len(demo.rows(Shift, [turn.id for turn in page.plan])) == 2


def test_every_duty_opens_something_that_is_there(demo: Desk):
    for duty in home(demo).duties:
        if duty.record:
            record = catalog.record(duty.record)
            ids = duty.ids or (duty.id,)
            assert len(demo.rows(record, ids)) == len(ids) and record.domain == duty.domain
        assert duty.title and duty.kind and not any(mark in duty.title for mark in "！!{}")


def test_a_quiet_number_opens_its_names_and_has_twelve_finished_months(demo: Desk):
    found = {one.name: one for one in figures(demo)}
    assert set(found) == {"members.total", "reception.voices", "reception.certificates", "reception.visits",
                          "volunteers.active", "meals.diners"}
    for one in found.values():
        assert len(one.before) == 12 and one.period.text == "2026-11" and one.label and one.unit
        assert one.value == demo.measure(one.name, one.period).value
        assert one.before[-1] == demo.measure(one.name, period("2026-10")).value
        assert one.before[0] == demo.measure(one.name, period("2025-11")).value
    members = found["members.total"]
    assert members.value == len(members.count.counted) == demo.page(Query(Member)).total
    visits = found["reception.visits"]
    rows = demo.rows(Shift, visits.count.counted.ids, ["visits"])
    assert visits.value == sum(int(row.texts[0]) for row in rows) > len(rows)


def test_each_domain_declares_once_and_only_for_itself(demo: Desk):
    assert set(declared()) <= {*catalog.DOMAINS, "drafts"} and all(label for label, _due in declared().values())
    for domain, (_label, due) in declared().items():
        assert all(duty.domain == domain for duty in due(demo, TODAY))
        with pytest.raises(ValueError, match="twice"):
            duties.duties(domain, "再来")(due)


def test_a_month_later_ends_with_the_month():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 11, 20), 3) == date(2027, 2, 20)


def test_looking_at_the_page_writes_nothing(desk: Desk):
    from db.journal import Audit

    before = Audit.select().count()
    home(desk)
    figures(desk)
    assert Audit.select().count() == before


def test_a_backup_whose_file_was_renamed_still_counts_by_its_day(desk: Desk, clock: Clock):
    clock.forward(days=40)
    made = backups.automatic(desk.store.folder, desk.store.key, desk.now())
    made.rename(made.with_name(f"auto-20261230{made.name[len('auto-20261230-120000'):]}"))
    assert home(desk).backup.days == 0
