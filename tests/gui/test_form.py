"""A form in a real window: built once, refilled, problems at their fields."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.gui.hands import press, type_text, wait
from views.kit.controls import ChoiceField, DateField, LongField, YesField
from views.kit.form import Form


@dataclass
class Column:
    path: str
    label: str
    kind: str = "text"
    required: bool = False
    section: str = ""
    width: int = 10
    help: str = ""


COLUMNS = [
    Column("person.name", "姓名", "name", True, "基本信息"),
    Column("person.sex", "性别", "code", False, "基本信息"),
    Column("person.birth", "出生日期", "date", False, "基本信息"),
    Column("person.address", "住址", "text", False, "基本信息", 40),
    Column("branch", "所在党支部", "ref", True, "组织关系"),
    Column("lost", "失联", "yes", False, "组织关系"),
    Column("note", "备注", "long", False, "组织关系"),
]
CHOICES = {
    "person.sex": [("1", "男"), ("2", "女")],
    "branch": lambda text: [("7", "第七党支部")] if "七" in text else [],
}


@pytest.fixture
def form(window):
    made = Form(window, COLUMNS, choices=lambda column: CHOICES.get(column.path), today=lambda: "2026-11-20")
    made.pack(fill="both", expand=True)
    window.update()
    return made


def test_each_kind_has_its_field(form):
    kinds = {
        "person.sex": ChoiceField,
        "person.birth": DateField,
        "lost": YesField,
        "note": LongField,
        "branch": ChoiceField,
    }
    assert {path: type(form.fields[path]) for path in kinds} == kinds


def test_what_is_filled_in_is_read_back_and_is_clean(form):
    texts = {
        "person.name": "欧阳䶮",
        "person.sex": "2",
        "person.birth": "1987-06",
        "branch": "3",
        "lost": "是",
        "note": "两行\n备注",
    }
    form.fill(texts, {"branch": "第三党支部"})
    assert form.read() == {**texts, "person.address": ""}
    assert form.fields["branch"].entry.text() == "第三党支部"
    assert not form.dirty
    assert form.changes() == {}


def test_typing_makes_it_dirty_and_only_changes_are_given(form):
    form.fill({"person.name": "张三", "person.sex": "1"})
    type_text(form.fields["person.address"].entry.inner, "和平里3号")
    assert form.dirty
    assert form.changes() == {"person.address": "和平里3号"}
    form.settled()
    assert not form.dirty
    type_text(form.fields["note"].inner, "备注")
    assert form.changes() == {"note": "备注"}


def test_problems_stand_at_their_fields_and_the_first_has_the_focus(form, window):
    left = form.problems({"branch": "请选择所在党支部", "person.name": "请填姓名", "": "这个人已经在册"})
    assert form.fields["person.name"].problem_text == "请填姓名"
    assert form.fields["branch"].problem_text == "请选择所在党支部"
    assert left == ["这个人已经在册"]
    wait(window, lambda: window.focus_get() is form.fields["person.name"].entry.inner)
    form.problems({"branch": "请选择所在党支部"})
    assert form.fields["person.name"].problem_text == ""
    form.fill({})
    assert form.fields["branch"].problem_text == ""


def test_ctrl_s_saves_and_escape_cancels_from_any_field(window):
    done = []
    form = Form(window, COLUMNS, on_save=lambda: done.append("save"), on_cancel=lambda: done.append("cancel"))
    form.pack(fill="both", expand=True)
    window.update()
    press(form.fields["note"].inner, "<Control-s>")
    press(form.fields["person.name"].entry.inner, "<Control-S>")
    press(form.fields["lost"].box, "<Escape>")
    assert done == ["save", "save", "cancel"]


def test_a_tall_form_scrolls_to_the_field_that_has_the_focus(window):
    form = Form(window, [Column(f"f{n}", f"字段{n}", "text", width=40) for n in range(30)])
    form.pack(fill="both", expand=True)
    window.update()
    last = form.fields["f29"]
    assert last.winfo_rooty() > window.winfo_rooty() + window.winfo_height()
    last.focus_set()
    wait(window, lambda: last.winfo_rooty() + last.winfo_height() <= window.winfo_rooty() + window.winfo_height())
    form.fields["f0"].focus_set()
    wait(window, lambda: form.fields["f0"].winfo_rooty() >= window.winfo_rooty())


def test_each_field_takes_back_its_own_typing_and_a_filled_form_nothing_of_another(window):
    said = []
    form = Form(window, COLUMNS, choices=lambda column: CHOICES.get(column.path), on_nothing=lambda: said.append("no"))
    form.pack(fill="both", expand=True)
    window.update()
    form.fill({"person.name": "张三", "lost": "否"})
    box = form.fields["lost"].box
    press(box, "<space>")
    press(box, "<Control-z>")
    assert form.fields["lost"].get() == "否" and not form.dirty
    press(box, "<Control-y>")
    assert form.changes() == {"lost": "是"}
    type_text(form.fields["person.name"].entry.inner, "丰")
    form.fill({"person.name": "李四"})
    for path in ("person.name", "note"):
        inner = form.fields[path].entry.inner if path == "person.name" else form.fields[path].inner
        press(inner, "<Control-z>")
    press(box, "<Control-z>")
    assert said == ["no"] * 3 and form.changes() == {}


def test_texts_over_a_filled_form_are_its_changes_and_the_place_comes_back(window):
    form = Form(window, COLUMNS, choices=lambda column: CHOICES.get(column.path))
    form.pack(fill="both", expand=True)
    window.update()
    form.fill({"person.name": "张三"})
    form.put_over({"branch": "7", "note": "一半", "person.birth": "去年"}, {"branch": "第七党支部"})
    assert form.dirty and form.changes() == {"branch": "7", "note": "一半", "person.birth": "去年"}
    form.go_to("note")
    wait(window, lambda: form.place()[0] == "note")
    form.go_to("nowhere")
    wait(window, lambda: form.place()[0] == "person.name")
