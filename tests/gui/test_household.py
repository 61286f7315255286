"""The pane of a household at the window: filled, opened, people moved, at a public counter."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path

import pytest

from center import opening
from center import words as speech
from center.listing import Condition
from db.days import Day
from db.errors import Invalid
from db.models.households import Residency
from db.models.places import Building, Door
from tests import test_households as house
from tests.gui.hands import wait
from tests.gui.reading import escaped, texts, wrapped
from tests.gui.seats import show
from tests.stores import PASSWORD, new_desk
from views.pages.household import HouseholdPane
from views.window import Window


@pytest.fixture(scope="module")
def at_a_door(tmp_path_factory: pytest.TempPathFactory):
    """A window with the pane in it, as the building's page has it."""
    folder: Path = tmp_path_factory.mktemp("household") / "store"
    desk = new_desk(folder)
    house.first_rows(desk)
    desk.close()
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, "lin", PASSWORD))
    show(window)
    pane = HouseholdPane(window.root, window.bench)
    tk.Place.place_configure(pane, relx=1.0, anchor="ne", width=340, relheight=1.0)
    window.root.update()
    yield window, pane
    window.close()


def words(pane: HouseholdPane) -> str:
    pane.update()
    return "\n".join(texts(pane))


def test_a_door_is_shown_opened_and_its_people_moved(at_a_door):
    window, pane = at_a_door
    pane.show(house.door("501"))
    assert "林德胜" in words(pane) and "儿童 1 人" in words(pane) and "林晓彤" not in words(pane)
    pane.open_list()
    assert window.bench.page.record is Residency
    assert len(window.bench.page.state.ids()) == 2
    pane.move_in()
    assert window.bench.page.form.fields["door"].get() == f"#{house.door('501')}"
    window.bench.page.discard()
    pane.move_out()
    box = window.root.kit_overlay
    box.fields["on"].put("2016-01-01")
    box.save()
    assert "早" in box.fields["on"].problem_text
    box.fields["on"].put("2026-11-19")
    box.save()
    assert "没有登记居住的人" in words(pane)
    window.bench.undo()
    wait(window.root, lambda: not window.jobs.busy)
    pane.changed()
    assert "没有登记居住的人" not in words(pane) and "林德胜" in words(pane)


def test_what_was_noted_of_a_visit_is_no_draft_any_more(at_a_door):
    window, pane = at_a_door
    pane.show(house.door("502"))
    pane.note()
    box = window.root.kit_overlay
    box.fields["note"].put("看望老人")
    box.fields["note"].on_change()
    box.save()
    assert not box.winfo_exists() and not window.bench.desk.drafts()


def test_the_use_of_a_door_is_chosen_from_a_menu(at_a_door):
    window, pane = at_a_door
    pane.show(house.door("601"))
    pane.use()
    window.root.kit_overlay.close()
    pane._use("vacant")
    assert "空置" in words(pane)


def test_at_a_public_counter_enter_shows_the_names_first(at_a_door):
    window, pane = at_a_door
    desk, door = window.bench.desk, house.door("602")  # a door of its own: what the tests before moved is none of it
    person = desk.do("people.add", values={"name": "郑安民", "birth": Day("1970-01-01"), "sex": "1"})
    desk.do("households.move_in", person=person, door=door, since="2020", relation="head")
    pane.show(door)
    window.bench.counter.turn(True)
    try:
        pane.changed()
        assert "郑安民" not in words(pane) and "郑**" in words(pane)
        assert pane.uncover() and "郑安民" in words(pane) and not pane.uncover()
    finally:
        window.bench.counter.turn(False)


def test_a_door_that_is_gone_empties_the_pane(at_a_door):
    _window, pane = at_a_door
    pane.show(99_999)
    assert pane.door is None and "选一户" in words(pane)


def test_no_word_of_ours_escapes_translation(at_a_door):
    window, _pane = at_a_door
    desk = window.bench.desk
    desk.do("buildings.add", values=desk.take(Building, {"楼栋名称": "Tower"}))
    door = desk.do("doors.add", values=desk.take(Door, {"所属楼栋": "Tower", "室号": "12", "入住情况": "自住"}))
    desk.do("doors.edit", id=door, values={"reported": 4, "floor": 12})
    for name, born in (("Lin", "1980-01-01"), ("Ann", "2019-01")):
        person = desk.do("people.add", values={"name": name, "birth": Day(born), "sex": "1"})
        desk.do("households.move_in", person=person, door=door, since="2020", relation="head")
    speech.speak(wrapped, "/", ";")
    pane = HouseholdPane(window.root, window.bench)
    tk.Place.place_configure(pane, relx=1.0, anchor="ne", width=340, relheight=1.0)
    try:
        pane.show(door)
        pane.update()
        found = [text for text in texts(pane) if escaped(text)]
        for ask in (pane.move_out, pane.note):
            ask()
            found += [text for text in texts(window.root.kit_overlay) if escaped(text)]
            window.root.kit_overlay.close()
    finally:
        speech.speak(str)
        pane.destroy()
    assert [text for text in found if "林晓" not in text and text != "林"] == []


def test_a_namesake_is_picked_in_the_form_and_saved_by_it(at_a_door):
    window, _pane = at_a_door
    bench = window.bench
    page = bench.go_form(Residency)
    page.form.fields["person.name"].put("周玉梅")
    page.form.fields["door"].put(f"#{house.door('502')}", "晨光花园3号楼502")
    page.save()
    window.root.update()
    assert page.band.winfo_ismapped() and "周玉梅" in "\n".join(texts(page.band))
    [button] = page.band.buttons
    button.invoke()
    window.root.update()
    assert bench.page.record is Residency and house.homes("周玉梅")[0][0] == "502"


def test_a_list_of_doors_by_their_use_is_not_handed_out_and_its_order_is_not_either(at_a_door):
    bench = at_a_door[0].bench
    page = bench.go_list(Door)
    page.all()
    usual = page.handing.ids()
    page.state.sort = (("use", "desc"), ("number", "desc"))
    page.reload()
    assert list(page.grid_.ids) != usual and page.handing.ids() == usual
    page.state.conditions.append(Condition("use", "any", ("vacant",)))
    with pytest.raises(Invalid, match="不导出"):  # whatever columns are asked for
        page.handing.ids()
    page.state.sort = ()
    page.all()
