"""What stands over the page and goes with it: the list of a choice, a menu, and pasting over what is marked."""

from __future__ import annotations

import pytest

from tests.gui.hands import type_text, wait
from views.kit import popover
from views.kit.controls import ChoiceField, LongField, Panel, TextField
from views.kit.menu import LEAST, ROW, Item, Menu

NATIONS = [("01", "汉族", "hz"), ("02", "蒙古族", "mgz")]


@pytest.fixture
def area(window):
    made = Panel(window)
    made.pack(fill="both", expand=True)
    return made


@pytest.mark.parametrize("leave", ["destroy", "pack_forget"])
def test_the_list_of_a_choice_goes_with_its_form(area, window, leave):
    field = ChoiceField(area, "民族", NATIONS)
    field.pack(fill="x")
    type_text(field.entry.inner, "蒙")
    shown = popover.of(area)
    wait(window, lambda: shown.frame.winfo_ismapped())
    getattr(field, leave)()
    window.update()
    assert not shown.frame.winfo_ismapped() and shown.owner is None


def test_a_long_menu_stands_in_a_low_window(area, window):
    menu = Menu(window, [Item(f"文书{nth}", lambda: None) for nth in range(20)], at=(10, 10))
    window.update()
    whole = sum(high for _place, _item, _top, high in menu._rows())
    assert whole <= window.winfo_height() or menu.row == LEAST
    menu.box.close()
    short = Menu(window, [Item("打印", lambda: None)], at=(10, 10))
    assert short.row == ROW
    short.box.close()


def test_what_is_pasted_takes_the_place_of_what_is_marked(area, window):
    for field in (TextField(area, "姓名"), LongField(area, "备注")):
        field.pack(fill="x")
        window.update()
        field.put("张三")
        window.clipboard_clear()
        window.clipboard_append("李四")
        inner = field.entry.inner if isinstance(field, TextField) else field.inner
        inner.event_generate("<<SelectAll>>")
        inner.event_generate("<<Paste>>")
        window.update()
        assert field.get() == "李四"
