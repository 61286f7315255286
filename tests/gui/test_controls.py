"""Buttons, fields, pills and search in a real window: every one by keyboard, Chinese text whole."""

from __future__ import annotations

import tkinter as tk

import pytest

from tests.gui.hands import click, press, type_text, wait
from views.kit import popover, theme, tooltip
from views.kit.charts import Sparkline
from views.kit.controls import (
    Button,
    ChoiceField,
    DateField,
    Link,
    LongField,
    Panel,
    Pills,
    SearchBox,
    TextField,
    YesField,
    submit_on_enter,
)
from views.kit.rare_characters import _span

NATIONS = [("01", "汉族", "hz"), ("02", "蒙古族", "mgz"), ("03", "回族", "hz"), ("05", "维吾尔族", "wwez")]


@pytest.fixture
def area(window):
    made = Panel(window)
    made.pack(fill="both", expand=True)
    return made


def test_tab_reaches_every_control_and_each_acts_by_key(area, window):
    acted = []
    text = TextField(area, "姓名")
    choice = ChoiceField(area, "民族", NATIONS)
    yes = YesField(area, "失联", word="是")
    pills = Pills(area, [("all", "全部"), ("some", "党员")], acted.append)
    button = Button(area, "保存", lambda: acted.append("saved"))
    link = Link(area, "全部 12 条", lambda: acted.append("link"))
    note = LongField(area, "备注")
    for widget in (text, choice, yes, pills, button, link, note):
        widget.pack(fill="x")
    window.update()
    text.focus_set()
    window.update()
    stops = [text.entry.inner, choice.entry.inner, yes.box, pills, button._canvas, link, note.inner]
    for stop in stops:
        wait(window, lambda stop=stop: window.focus_get() is stop)
        if stop is yes.box or stop is button._canvas or stop is link:
            stop.event_generate("<space>")
        if stop is pills:
            stop.event_generate("<Right>")
        window.focus_get().event_generate("<Tab>")
    assert acted == ["some", "saved", "link"]
    assert yes.get() == "是"
    press(note.inner, "<Shift-Tab>")
    wait(window, lambda: window.focus_get() is link)


def test_the_focus_is_seen(area, window):
    button, field = Button(area, "保存"), TextField(area, "姓名")
    button.pack()
    field.pack()
    window.update()
    button.focus_set()
    wait(window, lambda: button.cget("border_width") == 2)
    field.focus_set()
    wait(window, lambda: button.cget("border_width") == 1)
    assert field.entry.cget("border_color") == theme.pair("accent_ink")


def test_the_ring_of_a_primary_button_is_not_red_on_red(area, window):
    button = Button(area, "保存", rank="primary")
    button.pack()
    window.update()
    button.focus_set()
    wait(window, lambda: button.cget("border_width") == 2)
    assert button.cget("border_color") == theme.pair("ink")


def test_typed_text_stays_clear_of_the_signs_while_the_entry_has_the_focus(area, window):
    search, choice = SearchBox(area, "姓名", lambda _text: None), ChoiceField(area, "民族", NATIONS)
    for widget in (search, choice):
        widget.pack(fill="x")
    window.update()
    for widget, sides in ((search, (34, 60)), (choice, (8, 30))):
        widget.focus_set()
        wait(window, lambda widget=widget: widget.entry.cget("border_width") == 2)
        assert widget.entry.inner.grid_info()["padx"] == tuple(theme.px(side) for side in sides)


def test_a_block_of_thousands_of_rows_pasted_into_one_line_is_cut_short(area, window):
    field = TextField(area, "姓名")
    field.pack()
    window.update()
    window.clipboard_clear()
    window.clipboard_append("王建国\t110101\n李秀英\t110102\n" + "张伟\t110103\n" * 20_000)
    field.entry.inner.event_generate("<<Paste>>")
    assert field.get().startswith("王建国 110101 李秀英 110102 张伟") and len(field.get()) <= 2000
    field.put("")
    window.clipboard_clear()
    window.clipboard_append("王建国")
    field.entry.inner.event_generate("<<Paste>>")
    assert field.get() == "王建国"


def test_a_disabled_button_does_nothing(area, window):
    acted = []
    button = Button(area, "导出", lambda: acted.append(1))
    button.pack()
    button.enable(False)
    window.update()
    press(button._canvas, "<Return>")
    click(button)
    assert acted == []


@pytest.mark.parametrize(("text", "left"), [("张𬱖", "张"), ("𠅤", ""), ("A𬱖B", "A𬱖"), ("欧阳𬱖𠅤", "欧阳𬱖")])
def test_backspace_takes_a_rare_character_whole(area, window, text, left):
    field = TextField(area, "姓名")
    field.pack()
    type_text(field.entry.inner, text)
    press(field.entry.inner, "<BackSpace>")
    assert field.get() == left


def test_delete_takes_a_rare_character_whole(area, window):
    entry = tk.Entry(area)
    entry.pack()
    type_text(entry, "𬱖明")
    entry.icursor(0)
    press(entry, "<Delete>")
    assert entry.get() == "明"


def test_half_of_a_rare_character_is_never_a_span():
    units = [0x5F20, 0xD86E, 0xDC56]  # 张 and a pair
    assert _span(units, 3, backwards=True) == (1, 3)
    assert _span(units, 2, backwards=True) == (1, 3)
    assert _span(units, 2, backwards=False) == (1, 3)
    assert _span(units, 0, backwards=True) is None


def test_a_problem_stands_under_its_field_until_the_text_changes(area, window):
    field = TextField(area, "手机", required=True)
    field.pack()
    field.put("1381234567")
    field.problem("手机号应为 11 位数字")
    assert field.problem_text == "手机号应为 11 位数字"
    assert field.entry.cget("border_color") == theme.pair("red_line")
    type_text(field.entry.inner, "8")
    assert field.problem_text == ""


@pytest.mark.parametrize("told", [0, 1])
def test_two_fields_beside_each_other_do_not_fight_for_a_pixel(area, window, told):
    words, turns = "下面的话正好和这一格一样宽", []
    body = Panel(area)
    body.columnconfigure((0, 1), weight=1, uniform="pair")
    body.grid_propagate(False)
    tk.Place.place_configure(body, x=0, y=0, width=2 * theme.font(12).measure(words) - 1, height=300)
    fields = [TextField(body, "姓名") for _column in range(2)]

    def turned(_event: tk.Event) -> None:
        turns.append(1)
        if len(turns) > 60:
            fields[told].note("")  # it would never end

    for column, field in enumerate(fields):
        field.grid(row=0, column=column, sticky="new")
        tk.Misc.bind(field, "<Configure>", turned, add="+")
    fields[told].note(words)
    window.update()
    assert len(turns) <= 60


def test_a_narrow_entry_shortens_its_hint(area, window):
    box = SearchBox(area, "姓名、拼音、证件或电话后四位、住址", lambda _text: None, width=240)
    box.pack()
    window.update()
    assert box.entry._hint.cget("text").endswith("…")
    tk.Frame.configure(box, width=theme.px(400))
    window.update()
    assert box.entry._hint.cget("text").endswith("住址")


def test_a_hint_goes_when_text_comes_and_is_never_the_text(area, window):
    field = TextField(area, "姓名", hint="全名")
    field.pack()
    window.update()
    assert field.get() == ""
    assert field.entry._hint.winfo_ismapped()
    field.put("张三")
    window.update()
    assert not field.entry._hint.winfo_ismapped()


def test_typing_narrows_a_choice_and_enter_takes_it(area, window):
    field = ChoiceField(area, "民族", NATIONS)
    field.pack(fill="x")
    type_text(field.entry.inner, "蒙")
    shown = popover.of(area)
    wait(window, lambda: shown.frame.winfo_ismapped())
    assert [line.strip() for line in shown.list.get(0, "end")] == ["蒙古族"]
    press(field.entry.inner, "<Return>")
    assert field.get() == "02"
    assert field.entry.text() == "蒙古族"
    assert not shown.frame.winfo_ismapped()


def test_initials_find_a_choice_and_arrows_walk(area, window):
    field = ChoiceField(area, "民族", NATIONS)
    field.pack(fill="x")
    type_text(field.entry.inner, "hz")
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<Return>")
    assert field.get() == "03"
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<Escape>")
    assert field.get() == "03"


def test_initials_find_a_choice_that_brings_no_words_of_its_own(area, window):
    field = ChoiceField(area, "人员类别", [("full", "正式党员"), ("probation", "预备党员")])
    field.pack(fill="x")
    type_text(field.entry.inner, "zs")
    press(field.entry.inner, "<Return>")
    assert (field.get(), field.entry.text()) == ("full", "正式党员")


def test_a_character_of_two_readings_is_found_by_either(area, window):
    field = ChoiceField(area, "保管期限", [("short", "短期"), ("long", "长期")])
    field.pack(fill="x")
    for typed in ("zq", "cq"):
        field.put("short")
        field.entry.inner.delete(0, "end")
        type_text(field.entry.inner, typed)
        press(field.entry.inner, "<Return>")
        assert (field.get(), field.entry.text()) == ("long", "长期"), typed


def test_what_is_no_choice_is_kept_as_typed_and_a_typed_label_is_its_value(area, window):
    field = ChoiceField(area, "民族", NATIONS)
    field.pack(fill="x")
    field.put("火星族")
    assert field.get() == "火星族"
    field.put("")
    type_text(field.entry.inner, "维吾尔族")
    assert field.get() == "05"


def test_choices_may_come_from_a_search(area, window):
    asked = []

    def find(text):
        asked.append(text)
        return [("7", "第七党支部")] if "七" in text else []

    field = ChoiceField(area, "所在党支部", find)
    field.pack(fill="x")
    field.put("3", "第三党支部")
    assert (field.get(), field.entry.text()) == ("3", "第三党支部")
    field.entry.put("")
    type_text(field.entry.inner, "七")
    press(field.entry.inner, "<Return>")
    assert field.get() == "7"
    assert "七" in asked


def test_dates_are_spelled_when_the_field_is_left(area, window):
    field, other = DateField(area, "出生日期", today=lambda: "2026-11-20"), TextField(area, "姓名")
    field.pack()
    other.pack()
    type_text(field.entry.inner, "1987年6月")
    other.focus_set()
    wait(window, lambda: field.entry.text() == "1987-06")
    field.put("0318")
    assert field.get() == "2026-03-18"


def test_search_tells_after_a_rest_and_escape_clears(area, window):
    told, down = [], []
    box = SearchBox(area, "姓名、电话或地址", told.append, on_down=lambda: down.append(1))
    box.pack()
    window.update()
    type_text(box.entry.inner, "张")
    type_text(box.entry.inner, "三")
    wait(window, lambda: told[-1:] == ["张三"])  # perhaps also at the first key
    press(box.entry.inner, "<Down>")
    assert down == [1]
    press(box.entry.inner, "<Escape>")
    assert told[-2:] == ["张三", ""]


def test_arrows_walk_the_pills(area, window):
    picked = []
    pills = Pills(area, [("all", "全部", 11), ("a", "党员", 3), ("b", "志愿者")], picked.append)
    pills.pack()
    window.update()
    for key in ("<Right>", "<Right>", "<Right>", "<Left>"):
        press(pills, key)
    assert picked == ["a", "b", "a"]
    click(pills, 10, 10)
    assert picked[-1] == "all"


def test_undo_works_in_a_long_text_and_tab_leaves_it(area, window):
    note = LongField(area, "备注")
    note.pack()
    note.put("第一行")
    type_text(note.inner, "多了")
    press(note.inner, "<Control-z>")
    assert note.get() == "第一行"


def test_a_long_text_is_made_without_laying_out_the_whole_window(area, window):
    other = Panel(area, width=10, height=10)
    other.pack()
    LongField(area, "备注").pack()
    assert not other.winfo_ismapped()  # a form of forty fields is laid out once, when all of them are there
    window.update()
    assert other.winfo_ismapped()


def test_enter_submits_a_single_line(area, window):
    acted = []
    field = TextField(area, "口令", secret=True)
    field.pack()
    submit_on_enter(field, lambda: acted.append(field.get()))
    type_text(field.entry.inner, "abc")
    press(field.entry.inner, "<Return>")
    assert acted == ["abc"]
    assert field.entry.inner.cget("show") == "●"


def test_a_tip_comes_with_the_focus_and_goes_with_a_key(area, window):
    button = Button(area, "", icon="columns-3", tip="选择列")
    button.pack()
    window.update()
    button.focus_set()
    wait(window, lambda: tooltip.showing() == "选择列")
    press(button._canvas, "<Key>", keysym="a")
    assert tooltip.showing() == ""


def test_all_controls_follow_the_theme(area, window):
    field, yes, pills = TextField(area, "姓名"), YesField(area, "失联", word="是"), Pills(area, [("a", "全部")], print)
    for widget in (field, yes, pills, Button(area, "导入", icon="upload"), SearchBox(area, "查找", print)):
        widget.pack()
    theme.set_mode("dark")
    window.update()
    dark = theme.pair("surface")[1]
    assert area.cget("bg") == yes.box.cget("bg") == pills.cget("bg") == field.entry.inner.cget("bg") == dark
    theme.set_mode("light")
    window.update()
    assert area.cget("bg") == theme.pair("surface")[0]


def test_a_sparkline_is_drawn_with_any_values_and_follows_the_theme(area, window):
    line = Sparkline(area, [3, 5, 4])
    line.pack()
    window.update()
    assert line.find_all()
    line.put([7])
    assert line.find_all()
    line.put([])
    assert not line.find_all()
    theme.set_mode("dark")
    assert line.cget("bg") == theme.pair("surface")[1]
