"""Pages of places for the walk through every page: the tree, making many, a building, lists of names, visits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from views.window import Window

Showing = Callable[[Window], Iterator[None]]


def places(window: Window) -> Iterator[None]:
    from db.listing import Query
    from db.models.places import Door

    window.bench.go("places")
    window.bench.page.show_row(Door, window.desk.ids(Query(Door))[0])
    yield


def making(window: Window) -> Iterator[None]:
    page = window.bench.show("making")
    page.begin({})
    for path, text in {"compound": "和平里", "buildings": "12", "skip_floors": "4", "shops": "是"}.items():
        page.form.fields[path].put(text)
    page._think()
    yield
    page.begin({})


def building(name: str, layer: str = "", side: bool = False, visit: bool = False) -> Showing:
    """The picture of a building of the demo centre."""
    def showing(window: Window) -> Iterator[None]:
        from db.listing import lookup
        from db.models.places import Building

        page = window.bench.show("building")
        page.open(lookup(Building, name)[0])
        page.pick(layer)
        if side:
            window.bench.show_side()
        if visit:
            page.visit()
        yield
        if visit:
            window.root.kit_overlay.close()
        window.bench.hide_side()

    return showing


def visit(places: bool) -> Showing:
    def showing(window: Window) -> Iterator[None]:
        page = window.bench.show("visit")
        if places:
            page.add()
        yield
        if places:
            window.root.kit_overlay.close()

    return showing


def intake(window: Window) -> Iterator[None]:
    """A list that names a building and doors that are not there, and a row that says too little."""
    from pathlib import Path

    from reports.reading.table import RawTable
    from views.state.intake import IntakeState

    page = window.bench.show("intake")
    rows = [["小区", "楼栋", "单元", "室号"], ["新翠苑", "1", "2", "1001"], ["", "", "", "甲"]]
    page.show_state(IntakeState(window.desk, RawTable("xlsx", "名单.xlsx", ["表"], "表", rows), Path("户室名单.xlsx")))
    yield
    page.state = None
    page._show_start(True)


def household(window: Window) -> Iterator[None]:
    """Who moves, over the picture of the first building with people in it."""
    from db.listing import Query, record_row
    from db.models.households import Residency
    from db.models.places import Door

    home = record_row(Residency, window.desk.ids(Query(Residency))[0])["door"]
    page = window.bench.show("building")
    page.open(record_row(Door, home)["building"], home)
    page.pane.show(home)
    page.pane.move_out()
    yield
    window.root.kit_overlay.close()
