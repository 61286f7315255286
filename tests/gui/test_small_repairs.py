"""Small things: an empty choice speaks, 返回 keeps what was typed, Enter sends, what is wrong is counted down."""

from __future__ import annotations

import pytest

from db.models.members import Branch, Member
from tests.gui.hands import press, type_text, wait
from tests.stores import PASSWORD
from views.kit import popover, tab_order

pytestmark = pytest.mark.gui


def test_back_from_setting_up_keeps_what_was_typed_and_tab_comes_to_the_act_first(empty_seat) -> None:
    empty_seat.set_up()
    page = empty_seat.front
    page.fields["name"].put("晨光社区党群服务中心")
    page.fields["level"].put("street", "街道")
    page.fields["password"].put(PASSWORD)
    empty_seat.root.update()
    order = tab_order.stops(page)
    assert order.index(page.save._canvas) < order.index(page.back._canvas)
    page.back.invoke()
    empty_seat.set_up()
    again = empty_seat.front
    assert again is not page and again.read() == page_texts(again, PASSWORD)


def page_texts(page, password: str) -> dict[str, str]:
    texts = {"name": "晨光社区党群服务中心", "level": "street", "password": password}
    return {name: texts.get(name, "") for name in page.fields} | {"folder": page.fields["folder"].get()}


def test_a_choice_among_nothing_says_so_and_how_to_make_one(seat) -> None:
    bench, root = seat.bench, seat.root
    for rid in bench.desk.ids(_all(Member)):
        bench.desk.do("members.remove", id=rid)
    for rid in bench.desk.ids(_all(Branch)):
        bench.desk.do("branches.remove", id=rid)
    bench.go_form(Member)
    root.update()
    field = bench.page.form.fields["branch"]
    press(field.entry.inner, "<Down>")
    box = popover.of(field)
    assert box.list.get(0).strip() == "还没有党组织：打字可以新建" and box.marked is None
    press(field.entry.inner, "<Down>")
    press(field.entry.inner, "<Return>")
    assert field.get() == "" and not box.shown_for(field.entry)


def test_what_is_still_to_be_put_right_is_counted_down(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.go_form(Member)
    root.update()
    page.save()
    wrong = [path for path, field in page.form.fields.items() if field.problem_text]
    assert len(wrong) > 1 and page.note.text.startswith(f"有 {len(wrong)} 处")
    type_text(page.form.fields["person.name"].entry.inner, "张小龙")
    assert page.note.text.startswith(f"有 {len(wrong) - 1} 处")
    for path in wrong:
        page.form.fields[path].problem(None)
    type_text(page.form.fields["person.name"].entry.inner, "二")
    assert page.note.text == "" and not page.note.winfo_manager()


def test_back_to_the_standard_can_be_taken_back(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    page.acts._standard()
    assert not [note for note in getattr(root, "kit_toasts", []) if note.winfo_exists()]
    page.state.narrow("person.sex", "2")
    page.reload()
    page.acts._standard()
    assert page.state.total == 8
    root.update()
    note = root.kit_toasts[-1]
    note._action.event_generate("<ButtonRelease-1>")
    root.update()
    assert page.state.total < 8 and page.state.tokens()


def test_enter_in_the_last_field_makes_the_account(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.show("settings").pick("accounts")
    root.update()
    bench.page.part.add()
    box = root.kit_overlay
    texts = {"login": "wang", "name": "王芳", "roles": "窗口", "password": PASSWORD, "again": "another-one"}
    for name, text in texts.items():
        box.fields[name].put(text)
    press(box.fields["again"].entry.inner, "<Return>")
    assert box.fields["again"].problem_text


def test_a_date_of_the_past_does_not_offer_next_monday(seat) -> None:
    fields = seat.bench.go_form(Member).form.fields
    wait(seat.root, lambda: bool(fields["person.birth"].winfo_ismapped()))
    assert "下周一" not in fields["person.birth"]._hint


def _all(record):
    from db.listing import Query

    return Query(record)
