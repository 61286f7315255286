"""A building in the window: doors walked by keys, layers changed, the household beside it, the list leading there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from center import opening
from db.models.places import Building, Door
from tests.buildings import appoint, live, stand, writer
from tests.gui.hands import click, press, wait
from tests.gui.seats import show
from tests.stores import PASSWORD
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture
def here(centre: Path, tmp_path: Path):
    """(window, what stands): a building of two units and four floors, with one household."""
    shutil.copytree(centre, tmp_path / "store")
    made = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    desk = opening.sign_in(tmp_path / "store", "lin", PASSWORD)
    found = stand(desk, units=2, floors=4)
    live(desk, found["doors"][1, "301"], "罗明远", number=7, member=True)
    appoint(desk, "周桂兰", "building_head", building=found["building"])
    with desk.store.writing():
        tx = writer(desk)
        found["next"] = tx.add(Building, {"name": "晨光花园4号楼", "number": "4", "compound": found["compound"]})
        tx.finish()
    made.work(desk)
    yield show(made), found
    made.close()


def texts(page) -> list[str]:
    canvas = page.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"
            and canvas.itemcget(item, "state") != "hidden"]


def test_doors_are_walked_by_keys_and_the_household_stands_beside_them(here) -> None:
    window, found = here
    bench, doors = window.bench, found["doors"]
    page = bench.show("building")
    page.open(found["building"], doors[1, "301"])
    page.focus_grid()
    canvas = page.canvas
    wait(window.root, lambda: page.pane.door == doors[1, "301"] and canvas.winfo_ismapped())
    assert page.title.text == "3号楼" and "单元长空缺" in texts(page)
    assert {"401", "402", "301", "1 人"} <= set(texts(page))

    press(canvas, "<Down>")
    press(canvas, "<Right>")
    assert canvas.door == doors[1, "202"]
    press(canvas, "<Right>")
    assert canvas.door == doors[2, "201"]
    press(canvas, "<Home>")
    assert canvas.door == doors[1, "201"]
    press(canvas, "<Up>")
    wait(window.root, lambda: page.pane.door == doors[1, "301"])

    box = canvas.picture.box(doors[2, "102"])
    click(canvas, box.x + 4, box.y + 4)
    assert canvas.door == doors[2, "102"]

    press(canvas, "<Key-2>")
    assert page.state.layer.key == "members" and page.layers.pills.chosen == "members"
    assert canvas.doors.word_of(doors[1, "301"]) == "1 人"
    place = page.keep_place()

    canvas.select(doors[1, "301"])
    press(canvas, "<Return>")
    assert bench.key == "list:residencies" and bench.page.state.total == 1

    bench.show("building").open(found["next"])
    assert page.empty.winfo_manager() and not page.canvas.winfo_manager()
    page.come_back(place)
    assert (page.state.facts.id, canvas.door, page.state.layer.key) == place
    bench.switch_mode()
    assert set(texts(page)) >= {"401", "102"}


def test_enter_in_the_lists_shows_the_building_with_the_door_and_writing_reaches_the_picture(here) -> None:
    window, found = here
    bench, door = window.bench, found["doors"][2, "301"]
    page = bench.go_list(Door)
    page._opened(door)
    assert bench.key == "building" and bench.page.canvas.door == door
    building = bench.page
    press(building.canvas, "<Next>")
    assert building.state.facts.id == found["next"]
    building.go_beside(-1)
    assert building.state.facts.id == found["building"]

    before = building.state.looks()[door]
    bench.desk.do("doors.edit", id=door, values={"use": "rented"}, revision=bench.desk.get(Door, door).revision)
    assert building.state.looks()[door] != before and building.canvas.door is not None

    bench.switch_counter()
    wait(window.root, lambda: building.strip.people[0].name == "周**")
    assert building.layers.pills.chosen == "" and not any("人" in text for text in texts(building))
    building.canvas.focus_set()
    press(building.canvas, "<Key-1>")
    assert building.layers.pills.chosen == "occupancy" and any("人" in text for text in texts(building))
    press(building.canvas, "<Key-1>")
    assert building.state.covered and not any("人" in text for text in texts(building))
    bench.switch_counter()

    bench.desk.do("buildings.remove", id=found["next"], revision=bench.desk.get(Building, found["next"]).revision)
    building.open(found["next"])
    assert bench.key != "building" and building.state.facts is None
    bench.show("building").open(found["building"])
    building.visit()
    window.root.kit_overlay.save()
    wait(window.root, lambda: bench.key == "visit")


def test_a_page_with_another_pane_is_laid_out_once_and_a_stale_building_read_once(here) -> None:
    window, found = here
    root, bench = window.root, window.bench
    page = bench.show("building")
    page.open(found["building"])
    wait(root, page.canvas.winfo_ismapped)
    sizes, read, load = [], [], page.state.load
    page.canvas.bind("<Configure>", lambda event: sizes.append(event.width), add="+")
    page.state.load = lambda building: (read.append(building), load(building))
    wide = page.canvas.winfo_width()
    bench.show("gaps")
    root.update()
    page.changed(frozenset({"doors"}))
    bench.show("building").open(found["building"])
    root.update()
    root.update()
    assert read == [found["building"]] and set(sizes) <= {wide}


def test_a_tall_building_scrolls_to_the_door_with_the_ring(here) -> None:
    window, found = here
    desk, doors = window.bench.desk, found["doors"]
    with desk.store.writing():
        tx = writer(desk)
        tx.add_many(Door, [{"name": f"高{floor}", "building": found["building"], "unit": found["units"][0],
                            "number": f"{floor}01", "floor": floor, "kind": "home"} for floor in range(5, 50)])
        tx.finish()
    page = window.bench.show("building")
    page.open(found["building"], doors[1, "101"])
    wait(window.root, lambda: page.canvas.picture.height > 100)
    canvas = page.canvas
    box = canvas.picture.box(doors[1, "101"])
    assert canvas.down > 0 and box.y - canvas.down + box.h <= canvas.picture.bottom(canvas._size[1])
    canvas.select(canvas.picture.boxes[0].door)
    assert canvas.down == 0
    canvas.scroll(0, 3)
    assert canvas.down == 3 * canvas.picture.row
