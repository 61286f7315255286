"""The first day at the real window: set up, sign in, a new member by keyboard, found by pinyin; and what is refused."""

from __future__ import annotations

import tkinter as tk

import pytest

from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from tests.gui.hands import click as press_mouse
from tests.gui.hands import press, type_text, wait
from tests.stores import PASSWORD, id_card
from views.kit.toast import _shown
from views.state import setup

pytestmark = pytest.mark.gui


def click(widget: tk.Misc) -> None:
    """A click, once the page has been laid out."""
    widget.winfo_toplevel().update()
    press_mouse(widget)


def fill(window, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        window.front.fields[name].put(text)


def test_setting_up_typing_the_key_back_and_signing_in_again(empty_seat) -> None:
    window, root = empty_seat, empty_seat.root
    click(window.front.create)
    window.front.make()
    assert window.front.fields["name"].problem_text == "请填写中心名称"
    fill(
        window,
        {"name": "晨光社区党群服务中心", "login": "lin", "person": "林晓", "password": PASSWORD, "again": PASSWORD},
    )
    click(window.front.save)
    wait(root, lambda: window.desk is not None)
    page = window.front
    click(page.go)
    assert page.fields[2].problem_text and window.bench is None
    for place, field in page.fields.items():
        field.put(setup.groups(page.made.recovery)[place - 1].lower())
    click(page.go)
    wait(root, lambda: window.bench is not None)
    assert window.bench.key == "home" and window.bench.page.state.badge
    window.bench.go("people")
    assert not window.bench.page.state.total
    window.sign_out()
    assert window.bench is None and window.front.fields["login"].get() == "lin"
    type_text(window.front.fields["password"].entry.inner, PASSWORD)
    press(window.front.fields["password"].entry.inner, "<Return>")
    wait(root, lambda: window.bench is not None)
    assert window.bench.rail._name == "林晓"


def test_a_wrong_password_is_told_and_after_three_the_seconds_are_counted(seat) -> None:
    window, root = seat, seat.root
    window.sign_out()
    page = window.front
    page.fields["login"].put("lin")
    for _try in range(3):
        page.fields["password"].put("wrong-one")
        page.go()
        wait(root, lambda: not page.working)
        assert "不对" in page.error.cget("text") or "秒" in page.error.cget("text")
    wait(root, lambda: "秒" in page.error.cget("text"))
    assert str(page.enter.cget("state")) == "disabled" and page.fields["password"].get() == ""


def test_a_store_that_is_open_elsewhere_is_refused_with_its_sentence(seat, tmp_path) -> None:
    from views.state.signing import SignIn

    with pytest.raises(Exception, match="已经打开"):
        SignIn(seat.folder).enter("lin", PASSWORD)


def test_a_member_is_added_by_keyboard_and_found_by_pinyin(seat) -> None:
    root, bench = seat.root, seat.bench
    bench.go("members")
    root.update()
    press(bench.page.grid_.body, "<Control-n>")
    form = bench.page.form
    texts = {
        "person.name": "尉迟小凤",
        "person.id_card": id_card("19871215", 33),
        "branch": "第二党支部",
        "person.phone": "13912340000",
        "person.address": "3号楼2单元501",
    }
    order = [path for path in form.fields if path in texts]
    assert root.focus_get() is form.fields["person.name"].entry.inner
    for path in order:
        walk_to(root, form.fields[path].entry.inner)
        root.focus_get().insert("insert", texts[path])
        root.update()
    press(root.focus_get(), "<Control-s>")
    wait(root, lambda: bench.key == "list:members")
    page = bench.page
    assert page.detail.state.title == "尉迟小凤" and page.state.total == 9
    assert page.detail.state.entry.texts["person.birth"] == "1987-12-15"
    assert root.focus_get() is page.grid_.body
    press(root.focus_get(), "<Control-f>")
    type_text(page.search.entry.inner, "ycxf")
    wait(root, lambda: page.state.total == 1)
    assert page.grid_.pages.row(0)[1][0] == "尉迟小凤"
    press(page.search.entry.inner, "<Control-k>")
    type_text(bench.finder.entry.inner, "3-2-501")
    wait(root, lambda: bench.finder.state.hits)
    press(bench.finder.entry.inner, "<Down>")
    press(bench.finder.entry.inner, "<Return>")
    wait(root, lambda: getattr(root, "kit_overlay", None) is None)
    assert bench.page.detail.state.title == "尉迟小凤"


def walk_to(root: tk.Tk, widget: tk.Misc) -> None:
    """Tab until a control has the keys: every field must be reachable."""
    for _step in range(60):
        if root.focus_get() is widget:
            return
        press(root.focus_get(), "<Tab>")
    pytest.fail("Tab does not reach it")


def test_a_refused_form_shows_its_problems_and_loses_nothing(seat) -> None:
    bench = seat.bench
    bench.go("members")
    bench.add_here()
    form = bench.page.form
    form.fields["person.name"].put("王五")
    form.fields["person.id_card"].put("110105194912310021")
    bench.save_here()
    assert (
        "校验" in form.fields["person.id_card"].problem_text
        and form.fields["branch"].problem_text == "请填写所在党支部"
    )
    assert form.fields["person.name"].get() == "王五" and bench.key == "form:members"
    assert len(bench.desk.ids(Query(Member))) == 8


def test_leaving_a_half_typed_form_asks_nothing_and_it_is_there_again(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.add_here()
    bench.page.form.fields["person.name"].put("王五")
    press(bench.page.form.fields["person.name"].entry.inner, "<Escape>")
    assert bench.key == "list:members" and getattr(root, "kit_overlay", None) is None
    bench.add_here()
    assert bench.key == "form:members" and bench.page.form.fields["person.name"].get() == "王五"


def test_deleting_offers_to_take_it_back_and_ctrl_z_does(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    name = page.detail.state.title
    click(page.detail.remove_button)
    assert page.state.total == 7
    assert _shown(root)[-1]._words.cget("text") == f"删除党员 {name}"
    press(page.grid_.body, "<Control-z>")
    wait(root, lambda: _shown(root)[-1]._words.cget("text") == f"已撤销：删除党员 {name}")
    assert page.state.total == 8


def test_a_conflict_is_told_and_saving_again_takes_what_was_typed(seat) -> None:
    bench = seat.bench
    bench.go("branches")
    rid = bench.page.grid_.selected
    bench.page.edit()
    form = bench.page.form
    form.fields["secretary"].put("王芳")
    bench.desk.do("branches.edit", id=rid, values=bench.desk.take(Branch, {"secretary": "李明"}))
    bench.save_here()
    assert bench.page.band.rows["secretary"]._choices[1][1] == "现在的：李明"
    assert "刚被别人改过" in bench.page.note.cget("text") and form.fields["secretary"].get() == "王芳"
    bench.save_here()
    assert bench.desk.get(Branch, rid).texts["secretary"] == "王芳"


def test_a_masked_number_is_shown_for_a_reason_and_covered_again(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    pane = bench.page.detail
    click(pane.look_button)
    wait(root, lambda: getattr(root, "kit_overlay", None) is not None)
    root.kit_overlay.field.put("核对档案")
    press(root.kit_overlay.field.entry.inner, "<Return>")
    assert pane.revealed["person.id_card"].startswith("990101")
    shown = [pane.flow.itemcget(item, "text") for item in pane.flow.find_all() if pane.flow.type(item) == "text"]
    assert pane.revealed["person.id_card"] in shown
    pane.cover()
    shown = [pane.flow.itemcget(item, "text") for item in pane.flow.find_all() if pane.flow.type(item) == "text"]
    assert not any(text.startswith("990101") for text in shown)


def test_a_row_that_was_looked_at_is_deleted_without_a_word_about_it(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    pane = bench.page.detail
    pane._reveal(list(pane.state.hidden), "核对档案")
    pane.remove()
    assert bench.page.state.total == 7 and getattr(root, "kit_overlay", None) is None
    assert not pane.revealed and pane.state.title != "区少华"


def test_a_doubted_clock_is_asked_about_before_writing(seat) -> None:
    from datetime import timedelta

    from center.clock import clock

    bench, root = seat.bench, seat.root
    bench.desk._clock = lambda: clock() - timedelta(days=700)
    bench.desk._accepted = False
    bench.go("branches")
    bench.add_here()
    bench.page.form.fields["name"].put("第三党支部")
    bench.save_here()
    wait(root, lambda: getattr(root, "kit_overlay", None) is not None)
    assert len(bench.desk.ids(Query(Branch))) == 2
    root.kit_overlay.close()
    bench.desk.accept_clock()
    bench.save_here()
    assert len(bench.desk.ids(Query(Branch))) == 3


def test_a_new_computer_takes_over_from_a_backup_with_the_recovery_key(tmp_path) -> None:
    from center import opening
    from center.backups import back_up
    from tests.gui.seats import show
    from tests.stores import CENTRE, QUICK
    from views.window import Window

    made = opening.create(tmp_path / "old", CENTRE, "lin", "林晓", PASSWORD, kdf=QUICK)
    made.desk.do("branches.add", values=made.desk.take(Branch, {"name": "第一党支部"}))
    back_up(made.desk, tmp_path / "copy.dqbak")
    made.desk.close()
    window = Window(tmp_path / "new", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.open()
    show(window)
    window.restore(tmp_path / "copy.dqbak", "AAAA-" * 7 + "AAAA")
    wait(window.root, lambda: getattr(window.root, "kit_overlay", None) is not None, 20)
    window.root.kit_overlay.close()
    window.restore(tmp_path / "copy.dqbak", made.recovery)
    wait(window.root, lambda: "login" in getattr(window.front, "fields", {}), 20)
    window.front.fields["login"].put("lin")
    window.front.fields["password"].put(PASSWORD)
    window.front.go()
    wait(window.root, lambda: window.bench is not None, 20)
    assert len(window.bench.desk.ids(Query(Branch))) == 1
    window.close()


def test_the_demo_centre_is_made_beside_the_real_one_and_left_again(empty_seat) -> None:
    window, root = empty_seat, empty_seat.root
    click(window.front.demo)
    wait(root, lambda: window.bench is not None, 60)
    assert window.desk.demo and window.bench.rail._demo and len(window.desk.ids(Query(Person))) == 600
    assert window.desk.store.folder.name == "new-demo" and not window.folder.exists()
    wait(root, lambda: not window.jobs.busy, 30)
    window.sign_out()
    assert window.bench is None and hasattr(window.front, "create")
    click(window.front.demo)
    wait(root, lambda: window.bench is not None, 60)
    assert window.bench.key == "home" and len(window.desk.ids(Query(Person))) == 600


def test_saving_without_a_change_says_nothing_was_done(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("branches")
    bench.page.edit()
    before = len(_shown(root))
    bench.save_here()
    assert bench.key == "list:branches" and len(_shown(root)) == before
