"""What gives way where there is little room: words of buttons, keys in the status bar, lines, helps, rows of a list."""

from __future__ import annotations

import tkinter as tk

from tests.gui.hands import wait
from views.kit import start, theme
from views.kit.controls import Button, Label, Panel, TextField
from views.kit.flyout import Flyout
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.kit.progress import StatusBar


def _row(window: tk.Misc, width: int) -> Panel:
    row = Panel(window, width=width, height=60)
    row.pack(anchor="w")
    return row


def test_buttons_lose_their_words_and_get_them_back(window):
    place = _row(window, 600)
    row = Panel(place)
    row.pack(fill="x")
    Label(row, "一个标题", 22).pack(side="left")
    button = Button(row, "另存要改的行", icon="file-spreadsheet")
    button.pack(side="right")
    GivingWay(row, button)
    wait(window, lambda: button.cget("text") == "另存要改的行")
    tk.Frame.configure(place, width=180)
    wait(window, lambda: button.cget("text") == "")
    tk.Frame.configure(place, width=600)
    wait(window, lambda: button.cget("text") == "另存要改的行")


def test_the_last_button_loses_its_words_only_where_the_others_were_not_enough(window):
    place = _row(window, 600)
    row = Panel(place)
    row.pack(fill="x")
    first, last = Button(row, "导出这一张表", icon="download"), Button(row, "新增一名党员", icon="plus")
    for button in (last, first):
        button.pack(side="right")
    GivingWay(row, first, last=last)

    def words() -> list[bool]:
        return [bool(button.cget("text")) for button in (first, last)]

    wait(window, lambda: words() == [True, True])
    for width, told in ((220, [False, True]), (100, [False, False]), (220, [False, True]), (600, [True, True])):
        tk.Frame.configure(place, width=width)
        wait(window, lambda told=told: words() == told)


def test_a_small_window_grows_with_its_texts(window):
    window.geometry("1024x700")
    wait(window, lambda: window.winfo_width() == 1024)
    theme.set_scale(1.25)
    start.refit(window)
    wait(window, lambda: (window.winfo_width(), window.winfo_height()) == (theme.px(1024), theme.px(640)))
    theme.set_scale(1.0)


def test_a_sentence_breaks_where_there_is_less_room_than_it_was_made_for(window):
    place = _row(window, 200)
    label = Label(place, "备份是一个文件，里面的数据是加密的，要用账号密码才能打开", wrap=560)
    label.pack(fill="x")
    wait(window, lambda: label.winfo_reqwidth() <= label.winfo_width() == 200)
    lines = str(label.cget("text")).count("\n")
    label.put("备份是一个文件，里面的数据是加密的，要用账号密码或恢复钥匙才能打开，请拷到另一台电脑")
    wait(window, lambda: label.winfo_reqwidth() <= 200 and str(label.cget("text")).count("\n") > lines)
    tk.Frame.configure(place, width=560)
    wait(window, lambda: str(label.cget("text")).count("\n") == 1)


def test_the_status_bar_shows_as_many_keys_as_have_room(window):
    place = _row(window, 700)
    bar = StatusBar(place)
    bar.pack(fill="x")
    bar.hints("↑↓ 选择　空格 勾选　回车 修改")
    wait(window, lambda: bar._hints.text == "↑↓ 选择　空格 勾选　回车 修改")
    tk.Frame.configure(place, width=220)
    wait(window, lambda: bar._hints.text == "↑↓ 选择　空格 勾选")
    bar.put("共 60 条，已选 60 条")
    wait(window, lambda: bar._hints.text == "")
    tk.Frame.configure(place, width=700)
    wait(window, lambda: bar._hints.text == "↑↓ 选择　空格 勾选　回车 修改")


def test_a_help_without_room_beside_the_label_stands_under_the_field(window):
    place = _row(window, 600)
    field = TextField(place, "出具依据", help="法律法规或要求出具的文件；没有依据的，请让对方说明")
    field.pack(fill="x")
    wait(window, lambda: field._help.winfo_ismapped())
    tk.Frame.configure(place, width=240)
    wait(window, lambda: not field._help.winfo_ismapped() and field._line.text.startswith("法律法规"))
    field.problem("请填写出具依据")
    assert field._line.text == "请填写出具依据"
    field.problem(None)
    assert field._line.text.startswith("法律法规")


def test_a_list_that_opens_in_a_low_window_shows_fewer_rows(window):
    window.geometry("1000x320")
    wait(window, lambda: window.winfo_height() == 320)
    box = Flyout(window, 300)
    grid = DataGrid(box.inside, [Column("a", "", 100, flex=True)], lambda ids: [(one, ("一",)) for one in ids])
    grid.view.body.configure(height=600)
    grid.pack(fill="x")
    box.open(grid, at=(10, 10))
    wait(window, lambda: box.winfo_viewable())
    assert box.winfo_rooty() + box.winfo_height() <= window.winfo_rooty() + 320
    box.close()
