"""Rail, overlays, toasts, jobs, status bar and the one place for errors, in a real window."""

from __future__ import annotations

import logging
import threading
import tkinter as tk

import pytest

from db.errors import Denied
from tests.gui.hands import click, press, type_text, wait
from views import trouble
from views.kit import overlay, tab_order, theme, toast
from views.kit.controls import Button, ChoiceField, Panel, TextField
from views.kit.jobs import Cancelled, Jobs
from views.kit.pictures import snapshot
from views.kit.progress import StatusBar
from views.kit.rail import Rail, RailGroup, RailItem

GROUPS = [
    RailGroup("", [RailItem("home", "今日待办", "layout-dashboard", "9")]),
    RailGroup("基础台账", [RailItem("people", "居民信息", "users"), RailItem("members", "党员管理", "flag")]),
]


@pytest.fixture
def rail(window):
    went = []
    made = Rail(window, GROUPS, went.append, brand="晨光社区")
    made.went = went
    made.put_account("何敏", "党务专干")
    made.follow_width(window)
    made.pack(side="left", fill="y")
    window.update()
    return made


def texts(canvas) -> list[str]:
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def test_the_rail_goes_by_key_and_by_click(rail):
    rail.select("home")
    press(rail, "<Down>")
    press(rail, "<Down>")
    press(rail, "<Return>")
    assert rail.went == ["members"]
    _, x0, y0, x1, y1 = next(spot for spot in rail._spots if spot[0] == "people")
    click(rail, (x0 + x1) // 2, (y0 + y1) // 2)
    assert rail.went == ["members", "people"]


def test_the_rail_says_demo_and_unencrypted(rail):
    rail.put_marks(demo=True, plain=True)
    assert {"演示数据", "未加密"} <= set(texts(rail))
    rail.put_marks(demo=False, plain=False)
    assert not {"演示数据", "未加密"} & set(texts(rail))


def test_the_rail_becomes_icons_in_a_narrow_window(rail, window):
    wait(window, lambda: not rail.narrow)
    window.geometry("1200x700")
    wait(window, lambda: rail.narrow and rail.winfo_width() == theme.px(56))
    assert "居民信息" not in texts(rail)
    window.geometry("1366x700")
    wait(window, lambda: rail.winfo_width() == theme.px(208))


def test_a_badge_counts(rail):
    rail.put_badge("people", "12")
    assert "12" in texts(rail)


def test_a_question_is_answered_by_keyboard_and_gives_the_focus_back(window):
    answers = []
    field = TextField(window, "姓名")
    field.pack()
    field.focus_set()
    window.update()
    box = overlay.ask(
        window,
        "删除这 2 位居民？",
        "放进回收站，30 天内可以找回。",
        [("no", "不删"), ("yes", "放进回收站")],
        answers.append,
    )
    wait(window, lambda: box.grab_current() is box)
    for _ in range(5):
        window.focus_get().event_generate("<Tab>")
        window.update()
        assert str(window.focus_get()).startswith(str(box))
    press(window.focus_get(), "<Escape>")
    assert answers == []
    wait(window, lambda: window.focus_get() is field.entry.inner)
    box = overlay.ask(window, "删除？", "", [("no", "不删"), ("yes", "删")], answers.append)
    wait(window, lambda: str(window.focus_get()).startswith(str(box)))
    press(window.focus_get(), "<Return>")
    assert answers == ["yes"]


def test_a_dangerous_question_starts_on_the_harmless_button(window):
    answers = []
    box = overlay.ask(window, "删除？", "", [("no", "不删"), ("yes", "删")], answers.append, danger=True)
    wait(window, lambda: str(window.focus_get()).startswith(str(box)))
    press(window.focus_get(), "<Return>")
    assert answers == ["no"]


def test_a_text_is_asked_for(window):
    answers = []
    box = overlay.ask_text(window, "查看完整号码", "查看原因", answers.append)
    wait(window, lambda: window.focus_get() is box.field.entry.inner)
    type_text(box.field.entry.inner, "核对转出材料")
    press(box.field.entry.inner, "<Return>")
    assert answers == ["核对转出材料"]


def test_a_list_in_a_question_takes_clicks(window):
    box = overlay.Overlay(window)
    field = ChoiceField(box.inside, "原因", [("1", "核对材料"), ("2", "本人要求")])
    field.pack(fill="x")
    box.open(field)
    wait(window, lambda: box.grab_current() is box)
    press(field.entry.inner, "<Down>")
    shown = field.popover
    wait(window, shown.frame.winfo_ismapped)
    assert box.grab_current() is None
    _, top, _, high = shown.list.bbox(1)
    click(shown.list, 20, top + high // 2)
    assert field.get() == "2"
    assert box.grab_current() is box
    box.close()


def test_no_more_than_three_notes_and_undo_acts(window):
    acted = []
    notes = [toast.show(window, f"已保存 {n}", "撤销", lambda n=n: acted.append(n)) for n in range(5)]
    window.update()
    assert [note.winfo_exists() for note in notes] == [0, 0, 1, 1, 1]
    click(notes[-1]._action)
    assert acted == [4]
    notes[2].go()
    assert [note.winfo_exists() for note in notes[2:]] == [0, 1, 0]


def test_a_newer_note_about_the_same_stands_in_the_place_of_the_older_and_one_may_stay(window):
    doubt = toast.show(window, "已保存，请看一眼：" + "出生日期和证件号上的不一样；" * 8, stays=True)
    saved = toast.show(window, "已保存", "撤销", lambda: None, about="act")
    undone = toast.show(window, "已撤销", "重做", lambda: None, about="act")
    window.update()
    assert [note.winfo_exists() for note in (doubt, saved, undone)] == [1, 0, 1]
    assert doubt.winfo_y() + doubt.winfo_height() <= undone.winfo_y() and not doubt._timer
    click(doubt._close)
    assert not doubt.winfo_exists()


def test_a_note_that_stays_is_reached_with_tab_and_gives_the_keys_back(window):
    entry = tk.Entry(window)
    entry.pack()
    window.update()
    entry.focus_force()
    window.update()
    acted = []
    doubt = toast.show(window, "请看一眼", "打开", lambda: acted.append(1), stays=True)
    short = toast.show(window, "已保存", "撤销", lambda: None)
    window.update()
    stops = tab_order.stops(window)
    assert stops[-2:] == [doubt._action, doubt._close] and short._action not in stops
    for widget in (entry, doubt._action):
        press(widget, "<Tab>")
        window.update()
    assert window.focus_get() is doubt._close
    press(doubt._close, "<Return>")
    window.update()
    assert not doubt.winfo_exists() and window.focus_get() is entry and not acted


def test_a_long_sentence_in_the_status_bar_is_elided_and_the_keys_give_way(window):
    bar = StatusBar(window)
    bar.pack(fill="x")
    bar.hints("回车 打开　Esc 返回")
    window.update()
    bar.put("这一句很长，" * 40)
    window.update()
    assert bar._text.text.endswith("…") and not bar._hints.text
    bar.put("共 8 条")
    assert bar._text.text == "共 8 条" and bar._hints.text == "回车 打开　Esc 返回"


def test_a_job_tells_its_progress_and_its_result(window):
    bar = StatusBar(window)
    bar.pack(fill="x")
    seen, results = [], []
    jobs = Jobs(window, lambda *news: (seen.append(news[1:3]), bar.progress(*news)))

    def work(job):
        for n in range(1, 101):
            job.progress(n, 100)
        return threading.current_thread() is threading.main_thread()

    jobs.run("导入", work, results.append)
    wait(window, lambda: bool(results))
    assert results == [False]
    assert (100, 100) in seen or seen[-1] == (0, 0)
    assert not jobs.busy
    jobs.close()


def test_a_job_is_cancelled_from_the_status_bar(window):
    bar = StatusBar(window)
    bar.pack(fill="x")
    ended, stopped = [], threading.Event()
    jobs = Jobs(window, bar.progress)

    def work(job):
        try:
            n = 0
            while True:
                n += 1
                job.progress(n, 10**12)
        except Cancelled:
            stopped.set()
            raise

    jobs.run("导入", work, lambda _result: ended.append("done"), cancelled=lambda: ended.append("cancelled"))
    wait(window, bar.cancel.winfo_ismapped)
    press(bar.cancel, "<space>")
    wait(window, lambda: ended == ["cancelled"])
    assert stopped.is_set()
    assert not bar.cancel.winfo_ismapped()
    jobs.close()


def test_jobs_run_one_after_the_other_and_an_error_comes_to_the_windows_thread(window):
    order, failures = [], []
    jobs = Jobs(window)
    jobs.run("一", lambda job: 1 / 0, order.append, failed=failures.append)
    jobs.run("二", lambda job: 2, order.append)
    wait(window, lambda: order == [2])
    assert isinstance(failures[0], ZeroDivisionError)
    jobs.close()


def test_the_next_job_begins_when_the_window_has_shown_what_the_one_before_it_did(window):
    shown, seen = [], []
    jobs = Jobs(window)
    jobs.run("一", lambda job: 1, shown.append)
    jobs.run("二", lambda job: list(shown), seen.append)
    wait(window, lambda: bool(seen))
    assert seen == [[1]]
    jobs.close()


def test_a_job_that_a_question_queues_is_done_while_the_question_stands(window):
    ended, jobs = [], Jobs(window)

    def ask(_result: object) -> None:
        jobs.run("二", lambda job: 2, ended.append)
        wait(window, lambda: ended == [2])

    jobs.run("一", lambda job: 1, ask)
    wait(window, lambda: ended == [2])
    jobs.close()


@pytest.mark.expects_trouble
def test_an_unexpected_error_of_a_job_is_reported_and_work_goes_on(window, nets):
    jobs, results = Jobs(window), []
    jobs.run("一", lambda job: {}["x"], results.append)
    jobs.run("二", lambda job: 2, results.append)
    wait(window, lambda: results == [2])
    assert len(nets) == 1
    assert "KeyError" in nets[0]
    jobs.close()


def test_what_the_user_can_fix_is_a_sentence(window):
    number = trouble.handle(window, Denied("您没有权限查看{what}", what="调解卷宗"))
    assert number == ""
    window.update()
    assert "您没有权限查看调解卷宗" in all_words(window)
    press(window.focus_get(), "<Escape>")


@pytest.mark.expects_trouble
def test_a_bug_has_a_number_and_its_log_has_no_personal_value(window, nets, caplog):
    caplog.set_level(logging.ERROR)
    try:
        raise ValueError("张三 11010519491231002X")
    except ValueError as error:
        number = trouble.handle(window, error)
    window.update()
    assert any(number in words for words in all_words(window))
    assert any("没有保存任何内容" in words for words in all_words(window))
    assert number in caplog.text
    assert "ValueError" in caplog.text
    assert "test_window_parts.py" in caplog.text
    assert "张三" not in caplog.text
    assert "11010519491231002X" not in caplog.text
    copy = next(
        widget for widget in descendants(window) if isinstance(widget, Button) and widget.cget("text") == "复制详情"
    )
    press(copy._canvas, "<space>")
    assert number in window.clipboard_get()
    assert "张三" not in window.clipboard_get()


@pytest.mark.expects_trouble
def test_errors_of_callbacks_come_to_the_one_place(window, nets, monkeypatch):
    trouble.install(window)
    window.after(1, lambda: {}["x"])
    wait(window, lambda: bool(nets))
    assert "incident" in nets[0]


def test_a_picture_of_the_window_is_written(window, tmp_path):
    Panel(window, "accent").pack(fill="both", expand=True)
    window.update()
    path = snapshot(window, tmp_path / "look" / "page.png")
    from PIL import Image

    with Image.open(path) as picture:
        assert picture.size == (window.winfo_width(), window.winfo_height())
        red, green, blue = picture.getpixel((200, 200))
    assert f"#{red:02X}{green:02X}{blue:02X}" == theme.pair("accent")[0]


def descendants(widget) -> list:
    found = []
    for child in widget.winfo_children():
        found += [child, *descendants(child)]
    return found


def all_words(window) -> list[str]:
    words = []
    for widget in descendants(window):
        if widget.winfo_class() == "Label":
            words.append(str(widget.cget("text")))
    return words
