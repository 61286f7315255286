"""The handbook and the first look around in the window, by keys."""

from __future__ import annotations

import pytest

from tests.gui.hands import click, press, type_text, wait
from views.pages import handbook, tour
from views.state.handbook import topics
from views.state.tour import STEPS, wanted

pytestmark = pytest.mark.gui


def book_of(seat):
    book = handbook.open_at(seat.bench)
    wait(seat.root, book.flow.winfo_ismapped)
    return book


def test_f1_opens_it_at_the_page_and_leaves_what_is_half_typed(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.add_here()
    name = bench.page.form.fields["person.name"].entry.inner
    type_text(name, "张")
    press(name, "<F1>")
    book = root.kit_handbook
    assert book.key == "forms" and book.list.chosen == "forms"
    wait(root, lambda: root.focus_get() is book.list.canvas)
    press(book.list.canvas, "<F1>")
    assert not book.box.winfo_exists() and root.focus_get() is name and name.get() == "张"


def test_it_is_walked_by_keys(seat) -> None:
    root = seat.root
    book = book_of(seat)
    keys = list(topics())
    canvas = book.list.canvas
    assert book.key == "home"
    press(canvas, "<Down>")
    assert book.key == keys[keys.index("home") + 1]
    press(canvas, "<Right>")
    assert root.focus_get() is book.flow
    press(book.flow, "<Next>")
    assert book.scroller._canvas.canvasy(0) > 0
    press(book.flow, "<Tab>")
    link = book.flow._at
    assert link == 0
    press(book.flow, "<Return>")
    after = book.key
    assert after != keys[keys.index("home") + 1] and book.scroller._canvas.canvasy(0) == 0
    press(book.flow, "<Alt-Left>")
    assert book.key == keys[keys.index("home") + 1]
    press(book.flow, "<Escape>")
    assert not book.box.winfo_exists() and getattr(root, "kit_overlay", None) is None


def test_whoever_types_is_looking_for_something(seat) -> None:
    root = seat.root
    book = book_of(seat)
    press(book.list.canvas, "<h>")
    inner = book.search.entry.inner
    assert root.focus_get() is inner and inner.get() == "h"
    type_text(inner, "fys")
    wait(root, lambda: book.flow.finding and book.count.text)
    press(inner, "<Return>")
    assert book.key == "recovery" and root.focus_get() is book.flow
    press(book.flow, "<Control-f>")
    assert root.focus_get() is inner
    type_text(inner, "没有这样的字句")
    press(inner, "<Return>")
    assert book.flow.finding and book.flow.links() == 0
    press(inner, "<Escape>")
    wait(root, lambda: book.key == "recovery")  # the first Escape empties the box, the second closes
    press(inner, "<Escape>")
    assert not book.box.winfo_exists()


def test_every_topic_is_drawn_within_its_pane_in_light_and_dark(seat) -> None:
    from views.kit import theme

    book = book_of(seat)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        book.root.update()
        for key in tuple(topics()) if mode == "light" else ("members", "shortcuts"):
            book.show(key)
            left, top, right, bottom = book.flow.bbox("all")
            assert 0 <= left and right <= book.flow.winfo_width() and bottom <= book.flow.winfo_reqheight() + 1, key
    theme.set_mode("light")


def test_the_first_look_is_walked_once_and_can_be_skipped(seat) -> None:
    bench, root = seat.bench, seat.root
    assert wanted(bench.desk)
    walk = tour.offer(bench)
    wait(root, walk.box.winfo_ismapped)
    for step in STEPS:
        assert walk.title.text == step.title
        box = walk.box
        assert box.winfo_x() >= 0 and box.winfo_x() + box.winfo_width() <= root.winfo_width()
        assert box.winfo_y() >= 0 and box.winfo_y() + box.winfo_height() <= root.winfo_height()
        press(walk.next._canvas, "<Return>")
    assert not walk.box.winfo_exists() and not any(side.winfo_exists() for side in walk._ring)
    assert tour.offer(bench) is None

    again = tour.Tour(bench)
    wait(root, again.box.winfo_ismapped)
    press(again.next._canvas, "<Right>")
    press(again.next._canvas, "<Left>")
    assert again.at == 0
    press(again.next._canvas, "<Escape>")
    assert not again.box.winfo_exists()


def test_it_is_not_offered_over_a_question(seat) -> None:
    from views.kit import overlay

    box = overlay.tell(seat.root, "先看这个", "")
    assert tour.offer(seat.bench) is None and wanted(seat.bench.desk)
    box.close()


def test_the_look_starts_again_from_the_handbook(seat) -> None:
    book = book_of(seat)
    book.tour()
    assert not book.box.winfo_exists()
    wait(seat.root, lambda: getattr(seat.root, "kit_overlay", None) is not None)
    click(seat.root.kit_overlay)
    seat.root.kit_overlay.close()
    assert not wanted(seat.bench.desk)


def test_a_number_tells_its_source_to_the_pointer_and_the_keys(seat) -> None:
    from views.kit import tooltip

    bench, root = seat.bench, seat.root
    page = bench.show("inspection")
    wait(root, lambda: page.state.sheet is not None and page.why.line is not None)
    flow = page.why.flow
    tips = list(flow._tips)
    assert tips
    flow.focus_force()
    for place in range(tips[0] + 1):
        flow._walk_to(place)
    assert "出处：国办发〔2021〕56号" in tooltip.showing() or "出处：" in tooltip.showing()
    flow._walk_to(-1)
    assert tooltip.showing() == ""
    flow.follow(tips[-1])
    assert "出处：" in tooltip.showing()
    tooltip.hide()


def test_where_the_pointer_rests_a_source_is_shown(seat) -> None:
    from views.kit import tooltip

    bench, root = seat.bench, seat.root
    settings = bench.show("settings")
    settings.pick("numbers")
    grid = settings.part.grid_
    wait(root, lambda: grid.body.winfo_ismapped() and grid.view.slots)
    grid.body.event_generate("<Motion>", x=60, y=grid.view.slots[1].y + 5)
    wait(root, lambda: "出处：" in tooltip.showing())
    grid.body.event_generate("<Motion>", x=60, y=grid.view.slots[0].y + 5)  # a section's head has none
    assert tooltip.showing() == ""


def test_it_opens_before_signing_in_too(empty_seat) -> None:
    root = empty_seat.root
    root.focus_force()
    press(root, "<F1>")
    book = root.kit_handbook
    assert book.key == "start" and book.bench is None
    press(book.list.canvas, "<Escape>")
    empty_seat.set_up()
    press(root, "<F1>")
    assert root.kit_handbook.key == "setup"
    root.kit_handbook.close()


def test_a_topic_is_printed(seat) -> None:
    book = book_of(seat)
    book.print(("undo",))
    wait(seat.root, lambda: seat.root.kit_overlay is not book.box)
    pages = seat.root.kit_overlay.printing.pages
    assert pages.path.read_bytes().startswith(b"%PDF")
    seat.root.kit_overlay.close()
    wait(seat.root, lambda: not pages.path.exists())
    book.ask_print()
    seat.root.kit_overlay.close()  # the question
    assert book.box.winfo_exists()
    book.close()
