"""Records by hand: dates from a calendar, choices while typing, ticks, files, the timeline, numbers for a moment."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.models.members import Branch, Member
from db.models.people import Person
from tests.gui.hands import click, press, type_text, wait
from views.kit import calendar, dropping
from views.kit.controls import DateField, Panel, TextField
from views.kit.pictures import snapshot
from views.kit.popover import ROWS
from views.kit.suggest import SuggestField
from views.kit.tick_list import TickField, TickLines

pytestmark = pytest.mark.gui
TODAY = "2026-11-20"


@pytest.fixture
def area(window):
    panel = Panel(window, "surface")
    panel.pack(fill="both", expand=True, padx=20, pady=20)
    return panel


def texts_of(flow) -> list[str]:
    return [flow.itemcget(item, "text") for item in flow.find_all() if flow.type(item) == "text"]


def follow(flow, word: str) -> None:
    """Click a word of a pane."""
    item = next(item for item in flow.find_all() if flow.type(item) == "text" and flow.itemcget(item, "text") == word)
    flow.follow(flow._places[item])


def test_a_date_says_what_it_understood_and_asks_when_it_cannot(area, window):
    field, other = DateField(area, "答复期限", today=lambda: TODAY, ahead=True), TextField(area, "事项")
    field.pack()
    other.pack()
    type_text(field.entry.inner, "下周一")
    other.focus_set()
    wait(window, lambda: field.entry.text() == "2026-11-23")
    assert field._line.text == "11月23日 星期一" and not field.problem_text
    field.entry.put("111")
    field.settle()
    assert "也可以是11月1日" in field.problem_text and field.get() == "111"


def test_a_day_is_taken_from_the_calendar_by_keys_alone(area, window):
    field = DateField(area, "期限", today=lambda: TODAY, rest=lambda: {"2026-12-25": "rest"})
    field.pack()
    window.update()
    press(field.entry.inner, "<Alt-Down>")
    month = calendar.of(field)
    assert month.showing and month.day == date(2026, 11, 20)
    for key, day in (("<Down>", date(2026, 11, 27)), ("<Right>", date(2026, 11, 28)), ("<Next>", date(2026, 12, 28)),
                     ("<Shift-Next>", date(2027, 12, 28)), ("<Shift-Prior>", date(2026, 12, 28)),
                     ("<Home>", date(2026, 11, 20)), ("<Up>", date(2026, 11, 13))):
        press(month.canvas, key)
        assert month.day == day
    press(month.canvas, "<Next>")
    assert "休" in [month.canvas.itemcget(item, "text") for item in month._marks]
    press(month.canvas, "<Return>")
    assert field.get() == "2026-12-13" and not month.showing
    press(field.entry.inner, "<F4>")
    press(month.canvas, "<Escape>")
    assert field.get() == "2026-12-13" and not month.showing


def test_the_calendar_stands_over_a_field_without_room_below_and_takes_a_click(area, window):
    field = DateField(area, "期限", today=lambda: TODAY)
    field.pack(side="bottom", fill="x")
    window.update()
    click(field.button)
    month = calendar.of(field)
    assert month.canvas.winfo_rooty() + month.canvas.winfo_height() <= field.entry.winfo_rooty()
    click(month.canvas, month._x(0), month._y(0))
    assert field.get() == "2026-10-26"


def test_ticks_and_typing_give_the_same_words(area, window):
    field = TickField(area, "开放日", [("1", "周一"), ("2", "周二"), ("3", "周三")])
    field.pack()
    window.update()
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<space>")
    assert field.get() == "周二" and field.popover.shown_for(field.entry)
    press(field.entry.inner, "<Up>")
    press(field.entry.inner, "<space>")
    assert field.get() == "周一、周二"
    press(field.entry.inner, "<space>")
    assert field.get() == "周二"
    press(field.entry.inner, "<Escape>")
    assert not field.popover.shown_for(field.entry)


def test_a_checklist_has_a_line_for_each_and_one_stop_for_the_keys(area, window):
    field = TickLines(area, "符合哪种", [("a", "请求确认婚姻、收养"), ("b", "内容不明确")])
    field.pack()
    window.update()
    assert [str(line.cget("takefocus")) for line in field.lines] == ["1", "0"]
    press(field.lines[0], "<space>")
    assert field.get() == "a"
    press(field.lines[0], "<Down>")
    press(field.lines[1], "<space>")
    assert field.get() == "a、b" and str(field.lines[1].cget("takefocus")) == "1"
    field.put("请求确认婚姻、收养")
    assert field.get() == "a", "a name that has 、 in itself is one"


def test_what_was_written_before_is_offered_and_never_forced(area, window):
    field = SuggestField(area, "办理依据", lambda text: [one for one in ("社保法", "社区章程") if text in one])
    field.pack()
    window.update()
    type_text(field.entry.inner, "社")
    assert field.popover.shown_for(field.entry) and field.popover.marked is None
    press(field.entry.inner, "<Tab>")
    assert field.get() == "社"
    type_text(field.entry.inner, "区")
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<Return>")
    assert field.get() == "社区章程"


def test_a_form_offers_people_by_initials_and_makes_a_missing_branch(seat):
    bench, root = seat.bench, seat.root
    form = bench.go_form(Member).form
    branch = form.fields["branch"]
    type_text(branch.entry.inner, "第三党支部")
    assert branch.popover.list.get("end").strip() == "新建“第三党支部”"
    press(branch.entry.inner, "<Up>")
    branch.popover._mark(branch.popover.list.size() - 1)
    press(branch.entry.inner, "<Return>")
    wait(root, lambda: branch.get().startswith("#"))
    assert bench.desk.get(Branch, int(branch.get()[1:])).title == "第三党支部"
    offered = bench.page.state.offer("branch", "dsdzb")
    assert [one[1] for one in offered] == ["第三党支部"] and len(bench.page.state.offer("branch", "")) <= ROWS
    phone = form.fields["person.phone"]
    phone.entry.put("+86 138-0000 9999")
    phone.settle()
    assert phone.get() == "13800009999"


def test_files_are_added_listed_opened_named_and_taken_back(seat, tmp_path: Path, monkeypatch):
    from views import system

    bench, root = seat.bench, seat.root
    bench.go("members")
    pane = bench.page.detail
    wait(root, lambda: pane.timeline is not None)
    good, bad = tmp_path / "审批表.pdf", tmp_path / "游戏.exe"
    good.write_bytes(b"%PDF-1.7")
    bad.write_bytes(b"MZ\x90")
    pane.files.add([good, bad])
    root.update()
    assert "程序文件" in root.kit_overlay.inside.winfo_children()[1].text
    root.kit_overlay.close()
    assert "审批表.pdf" in texts_of(pane.flow) and "添加附件：审批表.pdf" in texts_of(pane.flow)
    opened = []
    monkeypatch.setattr(system, "open_file", opened.append)
    follow(pane.flow, "打开")
    assert opened[0].read_bytes() == b"%PDF-1.7" and opened[0].name == "审批表.pdf"
    follow(pane.flow, "改名")
    root.kit_overlay.field.put("入党审批表")
    press(root.kit_overlay.field.entry.inner, "<Return>")
    assert "入党审批表.pdf" in texts_of(pane.flow)
    follow(pane.flow, "删除")
    assert not pane.files.state.kept
    bench.desk.undo()
    bench.hearing.tell()
    wait(root, lambda: pane.files.state is not None and len(pane.files.state.kept) == 1)
    page = bench.go_form(Member, pane.rid)
    root.update()
    assert "入党审批表.pdf" in texts_of(page.files)


def test_a_picture_dropped_where_a_workbook_is_wanted_gets_a_sentence(seat, tmp_path: Path):
    bench, root = seat.bench, seat.root
    page = bench.show("import:members")
    picture = tmp_path / "合影 照片.png"
    snapshot(root, picture)
    names = dropping.paths(root, f"{{{picture}}} file:///tmp/%E8%A1%A8.xlsx")
    assert names == [picture, Path("/tmp/表.xlsx")]
    page.empty.dropped(names[:1])
    wait(root, lambda: getattr(root, "kit_overlay", None) is not None)
    words = " ".join(child.text for child in root.kit_overlay.inside.winfo_children() if hasattr(child, "text"))
    assert "图片" in words and page.state is None
    root.kit_overlay.close()


def test_escape_covers_at_once_and_the_reason_comes_first_next_time(seat):
    bench, root = seat.bench, seat.root
    bench.go("members")
    pane = bench.page.detail
    root.update()
    click(pane.look_button)
    wait(root, lambda: getattr(root, "kit_overlay", None) is not None)
    field = root.kit_overlay.field
    press(field.entry.inner, "<Return>")
    assert field.problem_text == "请写明用途"
    field.entry.put("核对党费")
    field._close()
    press(field.entry.inner, "<Return>")
    assert pane.revealed and "秒" in pane.look_button.cget("text")
    press(bench.page.grid_.body, "<Escape>")
    assert not pane.revealed and pane.look_button.cget("text") == "查看号码"
    pane.reveal_all()
    assert root.kit_overlay.field._choices[0][0] == "核对党费"
    root.kit_overlay.close()


def test_an_event_opens_its_row_and_another_row_of_the_same_human_is_a_link(seat):
    bench, root = seat.bench, seat.root
    bench.go("members")
    pane = bench.page.detail
    wait(root, lambda: pane.timeline is not None and "动态" in texts_of(pane.flow))
    follow(pane.flow, "人员")
    assert bench.page.record is Person and bench.page.detail.rid is not None
