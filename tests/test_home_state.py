"""今日待办 without a screen: groups, words, filters, what a duty opens, and who may enter what."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from center.desk import Desk, Who
from center.duties import Backup, Duty
from center.periods import month_of
from db.codes import code_list
from db.days import SHANGHAI
from db.models.governance import Check, Rule
from db.models.reception import Voice
from db.models.staff import Shift, Staff
from tests.stores import LOGIN, Clock, id_card
from views.state.home import MINE, Head, HomeState, backup_words, day_words, fitting, icon_of, remaining
from views.state.menu import menu

TODAY = date(2026, 11, 20)


def first_rows(desk: Desk) -> None:
    desk.do("accounts.pledge", id=1)
    desk.do("compliance.open", period="2026Q4")
    desk.do(
        "staff.add", values=desk.take(Staff, {"姓名": "林晓", "公民身份证号": id_card("19850302", 2), "岗位": "window"})
    )
    desk.told("backup", text="备份")


def as_role(desk: Desk, *roles: str) -> Desk:
    return Desk(desk.store, Who(LOGIN, "林晓", roles), clock=Clock())


def state_of(desk: Desk) -> HomeState:
    state = HomeState(desk)
    state.take(state.load())
    return state


def add_check(desk: Desk, due: str, who: str = "") -> int:
    texts = {"检查类别": "消防安全", "检查内容": "灭火器", "应查日期": due} | ({"检查人": who} if who else {})
    return desk.do("checks.add", values=desk.take(Check, texts))


def test_an_empty_day_says_so(desk: Desk):
    state = state_of(desk)
    assert state.lines() == [] and state.alarms() == [] and state.badge == ""
    assert state.empty() == "今天没有到期的事" and state.status == "没有到期的事" and state.day == "11月20日 星期五"


def test_rows_stand_under_their_group_with_what_remains(desk: Desk):
    for due in ("2026-11-10", "2026-11-20", "2026-11-21", "2026-11-28", "2026-12-10"):
        add_check(desk, due)
    state = state_of(desk)
    found = [line.words if isinstance(line, Head) else (line.left, line.tone) for line in state.lines()]
    assert found == [
        "逾期和今天",
        ("逾期 10 天", "red"),
        ("今天", "amber"),
        "三天内",
        ("剩 1 天", "amber"),
        "本月",
        ("剩 8 天", "grey"),
        "以后",
        ("剩 20 天", "grey"),
    ]
    assert state.badge == "2" and state.status == "共 5 件"


def test_filters_narrow_the_list_and_go_when_nothing_is_left(desk: Desk):
    rid = add_check(desk, "2026-11-20", "林晓")
    desk.do("voices.add", values=desk.take(Voice, {"来源": "来电", "收到日期": "2026-11-12", "反映事项": "路灯不亮"}))
    state = state_of(desk)
    assert [choice[0] for choice in state.choices()] == ["", MINE, "governance", "reception"]
    state.pick = MINE
    assert [line.duty.id for line in state.lines()[1:]] == [rid]
    state.pick = "reception"
    assert [line.title for line in state.lines()[1:]] == ["群众反映待交办"]
    desk.do("checks.edit", id=rid, values=desk.take(Check, {"实查日期": "2026-11-20"}))
    state.pick = MINE
    state.take(state.load())
    assert state.pick == "" and len(state.lines()) == 2


def test_a_filter_hides_no_alarm(desk: Desk, clock: Clock):
    state = HomeState(desk)
    clock.forward(days=31)
    add_check(desk, "2026-12-20")
    state.take(state.load())
    state.pick = "governance"
    assert [line.duty.kind for line in state.alarms()] == ["backup"] and state.badge
    assert all(isinstance(line, Head) or line.duty.domain == "governance" for line in state.lines())


def test_a_duty_opens_its_record_its_heap_or_its_page(desk: Desk):
    rid = add_check(desk, "2026-11-20")
    state = state_of(desk)
    [duty] = state.home.overdue_and_today
    target = state.target(duty)
    assert (target.record, target.id, target.page) == (Check, rid, "")
    heap = state.target(Duty("governance", "rules", "制度到期", record="rules", ids=(1, 2, 3)))
    assert (heap.record, heap.ids, heap.label) == (Rule, (1, 2, 3), "制度到期 · 3")
    assert state.target(Duty("settings", "backup", "备份太久了")).part == "backup"
    assert state.target(Duty("accounts", "pledge", "没有签", record="accounts", id=1)).part == "accounts"
    assert state.target(Duty("compliance", "inspection", "还没有建立")).page == "inspection"
    assert state.target(Duty("people", "somebody", "没有记录")).page == "people"
    gone = state.target(Duty("compliance", "rectification", "待整改", record="rectifications", id=99))
    assert (gone.page, gone.period) == ("inspection", "")


def test_who_may_not_back_up_is_led_elsewhere(desk: Desk):
    party = HomeState(as_role(desk, "party"))
    assert party.target(Duty("settings", "backup", "备份太久了")).part == "about"


def test_quick_entry_offers_what_the_account_may_write(desk: Desk):
    assert [one.label for one in HomeState(desk).quick()] == [
        "群众反映",
        "出具证明",
        "用印登记",
        "新增人员",
        "新增党员",
        "检查登记",
    ]
    entry = HomeState(as_role(desk, "entry")).quick()
    assert [(one.label, one.keys) for one in entry][-1] == ("新增人员", "Alt+4")
    assert HomeState(as_role(desk, "street")).quick() == ()


def test_every_role_has_a_home_and_one_that_may_read_little_is_told_that_nothing_is_due(desk: Desk):
    add_check(desk, "2026-11-01")
    for role in code_list("role").items:
        assert menu(as_role(desk, role).may)[0].places[0].key == "home", role
    state = state_of(as_role(desk, "street"))
    assert state.lines() == [] and state.alarms() == [] and state.quick() == ()
    assert state.empty() == "今天没有到期的事"


def test_a_quiet_number_opens_its_names(desk: Desk):
    texts = {"日期": "2026-11-03", "班次": "上午", "值班人员": "林晓", "接待人次": "7"}
    desk.do("shifts.add", values=desk.take(Shift, texts))
    state = state_of(desk)
    figures = {one.name: one for one in state.count()}
    visits = figures["reception.visits"]
    target = state.names(visits)
    assert visits.value == 7 and target.record is Shift and len(target.ids) == 1
    assert target.label == f"{visits.label} · {month_of(TODAY).label} · 7"


def test_a_new_kind_of_duty_has_the_icon_of_its_place(desk: Desk):
    assert icon_of(Duty("governance", "check.fire", "")) == "flame"
    assert icon_of(Duty("governance", "check.window", "")) == "clipboard-list"
    assert icon_of(Duty("people", "new", "", record="people")) == "users"
    assert icon_of(Duty("people", "new", "")) == "calendar-clock"


def test_days_are_said_in_words():
    assert remaining(None, TODAY) == ("", "") and remaining(TODAY - timedelta(1234), TODAY)[0] == "逾期 1,234 天"
    assert [remaining(TODAY + timedelta(4), TODAY, soon)[1] for soon in (False, True)] == ["grey", "amber"]
    assert day_words(None, TODAY) == "" and day_words(date(2026, 3, 8), TODAY) == "3月8日"
    assert day_words(date(2027, 1, 8), TODAY) == "2027-01-08"


def test_the_backup_line_says_when_and_whether_it_is_too_old():
    made = datetime(2026, 11, 20, 7, 30, tzinfo=SHANGHAI)
    assert backup_words(Backup(made, 0, False), TODAY) == ("备份可用", "今天 07:30 备份")
    assert backup_words(Backup(made, 1, False), TODAY)[1] == "昨天 07:30 备份"
    assert backup_words(Backup(made, 40, True), TODAY) == ("备份太久了", "上次备份 11月20日，已 40 天")
    assert backup_words(Backup(None, None, True), TODAY)[0] == "还没有备份过"


def test_filters_that_do_not_fit_turn_over():
    assert fitting([50, 50], 100, 30, False) == 2
    assert fitting([50, 50, 50], 140, 30, False) == 2
    assert fitting([50, 50], 100, 30, True) == 1
    assert fitting([500], 100, 30, False) == 1


def test_midnight_makes_the_page_old(desk: Desk, clock: Clock):
    state = state_of(desk)
    assert not state.old
    clock.forward(days=1)
    assert state.old
