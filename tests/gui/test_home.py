"""今日待办 in the window: the first page, walked by keys and mouse, following what is written."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from center import opening
from center.desk import Who
from center.duties import Duty
from db.models.governance import Check
from db.models.reception import Voice
from tests.gui.hands import click, press, wait
from tests.gui.seats import show
from tests.stores import PASSWORD
from views.kit import theme
from views.pages import tour
from views.state.home import Head, Line, line_of
from views.window import Window

pytestmark = pytest.mark.gui


def later(desk, days: int) -> str:
    return (desk.today() + timedelta(days=days)).isoformat()


def add_check(desk, days: int, what: str) -> int:
    texts = {"检查类别": "消防安全", "检查内容": what, "应查日期": later(desk, days)}
    return desk.do("checks.add", values=desk.take(Check, texts))


def add_voice(desk, matter: str) -> int:
    texts = {"来源": "来电", "收到日期": later(desk, 0), "答复期限": later(desk, 0), "反映事项": matter}
    return desk.do("voices.add", values=desk.take(Voice, texts))


def titles(page) -> list[str]:
    return [line.detail for line in page.list.lines if isinstance(line, Line)]


def settle(seat) -> None:
    """Until the page shows what was written: where one reading took long, the next one is a job."""
    wait(seat.root, lambda: not seat.jobs._open)


def badge(bench) -> str:
    return next(item.badge for group in bench.rail.groups for item in group.items if item.key == "home")


def test_it_is_the_first_page_and_stands_first_in_the_rail(seat) -> None:
    bench = seat.bench
    assert bench.key == "home" and bench.rail.chosen == "home"
    assert bench.rail.groups[0].items[0].label == "今日待办"
    wait(seat.root, bench.page.list.winfo_ismapped)
    bench.go("people")
    bench.go("home")
    wait(seat.root, lambda: seat.root.focus_get() is bench.page.list)


def test_what_is_written_elsewhere_reaches_the_list_and_the_badge(seat) -> None:
    bench, root = seat.bench, seat.root
    page, before = bench.page, int(badge(seat.bench) or 0)
    add_check(bench.desk, -3, "灭火器")
    wait(root, lambda: any("灭火器" in words for words in titles(page)) and badge(bench) == str(before + 1))
    bench.go("people")
    rid = add_check(bench.desk, 0, "疏散通道")
    wait(root, lambda: badge(bench) == str(before + 2))
    bench.desk.do("checks.edit", id=rid, values=bench.desk.take(Check, {"实查日期": later(bench.desk, 0)}))
    wait(root, lambda: badge(bench) == str(before + 1))


def test_arrows_walk_the_rows_and_enter_opens_the_record_in_its_list(seat) -> None:
    bench, root = seat.bench, seat.root
    first, second = add_check(bench.desk, -9, "灭火器"), add_check(bench.desk, -8, "疏散通道")
    page = bench.page
    settle(seat)
    press(page.list, "<Home>")
    at = page.list.current
    assert isinstance(page.list.lines[at - 1], Head) and page.list.lines[at].duty.id == first
    press(page.list, "<Down>")
    assert page.list.lines[page.list.current].duty.id == second
    press(page.list, "<Up>")
    press(page.list, "<Return>")
    wait(root, lambda: bench.key == "list:checks" and bench.page.grid_.selected == first)
    bench.go("home")
    settle(seat)
    assert page.list.lines[page.list.current].duty.id == first
    press(page.list, "<End>")
    assert page.list.current == len(page.list.lines) - 1


def test_a_click_opens_and_a_heading_does_not(seat) -> None:
    bench, root = seat.bench, seat.root
    rid = add_check(bench.desk, -9, "灭火器")
    settle(seat)
    page = bench.page
    place = next(at for at, line in enumerate(page.list.lines) if isinstance(line, Line) and line.duty.id == rid)
    root.update()
    click(page.list, 200, page.list._tops[0] - page.list.top + 5)
    assert bench.key == "home"
    click(page.list, 200, page.list._tops[place] - page.list.top + 10)
    wait(root, lambda: bench.key == "list:checks" and bench.page.grid_.selected == rid)


def test_refreshing_makes_no_new_items(seat) -> None:
    bench = seat.bench
    for day in range(4):
        add_check(bench.desk, -day, f"第{day}项")
    settle(seat)
    page = bench.page
    before = page.list.find_all()
    for day in range(3):
        add_check(bench.desk, day, f"又一项{day}")
        page.list.step(1)
        page.reload()
        settle(seat)
    assert len(page.list.find_all()) <= len(before) + 5 * 10
    again = page.list.find_all()
    for _ in range(5):
        page.reload()
        settle(seat)
    assert page.list.find_all() == again


def test_a_long_list_scrolls_with_keys_and_wheel(seat) -> None:
    bench, root = seat.bench, seat.root
    for day in range(30):
        add_check(bench.desk, -day, f"第{day}项")
    settle(seat)
    duties = bench.page.list
    items = len(duties.find_all())
    press(duties, "<End>")
    assert duties.top > 0 and duties._tops[duties.current + 1] - duties.top <= duties.winfo_height()
    press(duties, "<Home>")
    assert duties.top == 0
    duties.event_generate("<Button-5>", x=50, y=50)
    root.update()
    assert duties.top > 0 and len(duties.find_all()) <= items + 20


def test_filters_and_the_empty_page(seat) -> None:
    bench = seat.bench
    page = bench.page
    add_check(bench.desk, 0, "灭火器")
    add_voice(bench.desk, "路灯不亮")
    settle(seat)
    page.pills.pick("reception")
    assert titles(page) == ["路灯不亮"]
    page.pills.pick("")
    assert len(titles(page)) >= 2
    page.list.show([], "今天没有到期的事")
    shown = [
        page.list.itemcget(item, "text")
        for item in page.list.find_all()
        if page.list.type(item) == "text" and page.list.itemcget(item, "state") != "hidden"
    ]
    assert shown == ["今天没有到期的事"]


def test_quick_entry_opens_the_form_from_anywhere(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("people")
    press(root, "<Alt-Key-1>")
    wait(root, lambda: bench.key == "form:voices" and bench.rail.chosen == "reception")
    bench.page.leave()
    bench.go("home")
    bench.add_here()
    wait(root, lambda: root.focus_get() is bench.page.side.flow)
    press(bench.page.side.flow, "<Down>")
    press(bench.page.side.flow, "<Return>")
    wait(root, lambda: bench.key == "form:certificates")


def test_a_quiet_number_opens_its_names(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.page
    wait(root, lambda: page.state.figures)
    assert not seat.jobs.busy
    members = next(one for one in page.state.figures if one.name == "members.total")
    page.open(page.state.names(members))
    assert bench.key == "list:members" and bench.page.state.total == members.value == 8


def test_an_old_backup_is_the_alarm_and_the_backup_page_its_answer(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.page
    assert page.band.winfo_ismapped() == bool(page.state.alarms())
    if page.state.alarms():
        assert not page.side.foot.winfo_ismapped()
        page.band.rows[0].button.invoke()
        assert bench.key == "settings" and bench.page.list.chosen == "backup"
    bench.desk.told("backup", text="备份")
    bench.go("home")
    wait(root, lambda: not page.band.winfo_ismapped() and page.side.foot.winfo_ismapped())


def test_the_daily_work_is_told_and_the_page_follows(seat) -> None:
    bench, root = seat.bench, seat.root
    seat.upkeep = True
    seat._upkeep()
    wait(root, lambda: getattr(root, "kit_toasts", []) and not seat.jobs._open, 30)
    assert not bench.page.state.alarms() and bench.page.state.home.backup.days == 0


def test_of_two_alarms_only_the_first_has_the_filled_button(seat) -> None:
    band = seat.bench.page.band
    alarms = [line_of(Duty("settings", "backup", f"第{nth}件", "怎么办"), date(2026, 11, 20)) for nth in range(3)]
    assert band.show(alarms)
    seat.root.update()
    assert [row.button.cget("border_width") for row in band.rows] == [0, 1]
    assert band.more.cget("text") == "还有 1 件" and not band.show([])


def test_filters_without_room_turn_over_by_a_last_pill(seat) -> None:
    bench = seat.bench
    page = bench.page
    add_check(bench.desk, 0, "灭火器")
    add_voice(bench.desk, "路灯不亮")
    settle(seat)
    page._fit_pills(theme.px(290))
    first = [choice[0] for choice in page.pills._choices]
    assert first[0] == "" and first[-1] == "more"
    page._from = page._next
    page._fit_pills(theme.px(290))
    second = [choice[0] for choice in page.pills._choices]
    assert set(first[1:-1]).isdisjoint(second[1:-1]) and second[1:]


def test_a_slow_reading_goes_into_a_job_that_keeps_nobody_here(seat) -> None:
    page = seat.bench.page
    add_check(seat.bench.desk, 0, "灭火器")
    page._slow, page.list.lines = True, []
    page.reload()
    assert not seat.jobs.busy
    wait(seat.root, lambda: any("灭火器" in words for words in titles(page)))


def test_signing_out_while_the_numbers_are_counted_is_quiet(seat) -> None:
    page, root = seat.bench.page, seat.root
    page._count()
    seat.sign_out()
    assert seat.bench is None
    wait(root, lambda: not seat.jobs._open)
    assert getattr(root, "kit_overlay", None) is None


def test_who_reads_nothing_that_falls_due_has_a_quiet_first_page_and_a_tour_without_what_she_lacks(seat) -> None:
    seat.bench.destroy()
    seat.desk.who = Who(seat.desk.who.login, "林晓", ("street",))
    seat.work(seat.desk)
    assert seat.bench.key == "home"
    settle(seat)
    assert seat.bench.page.list.words == "今天没有到期的事"
    press(seat.root, "<Alt-Key-1>")
    assert seat.bench.key == "home"
    walk = tour.Tour(seat.bench)
    assert "quick" not in [step.place for step in walk.steps] and walk.count.text == "1 / 4"
    walk.close()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.5, (1366, 768)), (1.5, (1440, 900))])
def test_nothing_of_a_row_runs_over_the_next_column(centre, tmp_path, scale, size, request) -> None:
    shutil.copytree(centre, tmp_path / "store")
    window = Window(tmp_path / "store", mode="dark", scale=scale, size=size, upkeep=False)
    request.addfinalizer(window.close)  # also when it fails: a window left open spoils every test after it
    window.work(opening.sign_in(tmp_path / "store", "lin", PASSWORD))
    show(window)
    window.root.geometry(f"{size[0]}x{size[1]}+0+0")
    add_check(window.bench.desk, -400, "一项名字非常非常长的检查内容，长到一行里无论如何也放不下，只好省略后面的字")
    duties = window.bench.page.list

    def added() -> list:
        return [one for one in duties._slots if "一项名字" in duties.itemcget(one.detail, "text")]

    wait(window.root, lambda: duties.winfo_width() > 300 and added())
    at, (slot,) = duties._at, added()
    boxes = [duties.bbox(item) for item in (slot.icon, slot.title, slot.detail, slot.day, slot.pill)]
    for left, right in zip(boxes, boxes[1:], strict=False):
        assert left[2] <= right[0]
    assert boxes[-1][2] <= at.right + 1 <= duties.winfo_width() - theme.px(20)
