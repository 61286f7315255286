"""A work list at the keyboard: Enter is done and on, X is 未遇 and on, a figure jumps, and the sheet is at Ctrl+P."""
from __future__ import annotations

from pathlib import Path

import pytest

from center.visits import unmet
from db.listing import Query
from db.models.visits import VisitList
from tests.gui.hands import press, type_text, wait
from tests.rounds import store
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture(scope="module")
def centre() -> Path:
    return store()


@pytest.fixture
def page(seat: Window):
    """The page of a list of 3号楼, open and with the keys."""
    rid = seat.desk.do("visits.make", name="燃气检查", purpose="check", places={"buildings": ["晨光花园3号楼"]},
                       about="核对软管")
    made = seat.bench.show("visit")
    made.open(rid)
    seat.root.update()
    return made


def door(page) -> str:
    row = page.state.stop(page.grid_.selected)
    return f"{row['house']}-{row['unit']}-{row['number']}"


def test_a_sheet_is_entered_with_one_key_a_door(page):
    body, desk, rid = page.grid_.body, page.bench.desk, page.state.list
    assert door(page) == "3-1-101"
    press(body, "<Return>")
    press(body, "<minus>")
    press(body, "<KP_Enter>")
    assert door(page) == "3-1-1001"
    assert [bool(row["done_on"]) for row in page.state.stops[:4]] == [True, False, True, False]
    assert unmet.unmet(desk, rid) == {page.state.stops[1]["id"]} and "3" not in page.progress.text
    press(body, "<Up>")
    press(body, "<BackSpace>")  # 201 was not done after all
    press(body, "<Up>")
    press(body, "<x>")          # and somebody was met at 102
    assert page.state.progress == "已办 1 / 8"
    page.grid_.select_id(page.state.stops[0]["id"])
    page.bench.undo()           # taking back 改回未办
    wait(page.bench.root, lambda: page.state.progress == "已办 2 / 8")


def test_a_figure_jumps_and_a_note_is_done(page):
    body, root = page.grid_.body, page.bench.root
    press(body, "<Key-2>")
    page.box.entry.put("")
    type_text(page.box.entry.inner, "201")
    wait(root, lambda: door(page) == "3-1-201")
    press(page.box.entry.inner, "<Return>")
    assert door(page) == "3-1-201" and page.box.entry.text() == ""
    page.find()
    type_text(page.box.entry.inner, "2-201")
    press(page.box.entry.inner, "<Return>")
    assert door(page) == "3-2-201"
    press(body, "<n>")
    box = root.kit_overlay
    type_text(box.field.entry.inner, "已换软管")
    press(box.field.entry.inner, "<Return>")
    stop = next(row for row in page.state.stops if row["note"])
    assert (stop["unit"], stop["number"], bool(stop["done_on"])) == ("2", "201", True)
    assert door(page) == "3-2-1001"


def test_places_are_added_and_the_list_is_closed(page):
    bench, rid = page.bench, page.state.list
    page.add()
    root = bench.root
    made = bench.root.kit_overlay
    assert made is not None
    from views.pages.visit_places import PlacesBox
    from views.state.visit_places import PlacesState

    made.close()
    box = PlacesBox(bench, PlacesState(bench.desk, rid), lambda _count: None)
    box.save()
    assert box.fields["where"].problem_text == "请选地方"
    box.fields["where"].put("晨光花园")
    box.fields["houses"].put("12")
    wait(root, lambda: box.count.text == "这些地方现有 2 户")
    box.save()
    assert len(page.state.stops) == 10
    box.box.close()
    press(page.grid_.body, "<Return>")
    page.close()
    page._close("yes")
    root.kit_overlay.close()
    assert page.state.closed and len(page.state.stops) == 1
    press(page.grid_.body, "<n>")
    assert page.state.progress == "已办 1 / 1" and len(bench.desk.ids(Query(VisitList))) == 1
