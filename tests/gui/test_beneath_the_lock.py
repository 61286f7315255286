"""What goes on beneath the lock: work that ends, questions, dialogs left open. None gets the keys, none is seen."""

from __future__ import annotations

import pytest

from db.models.members import Branch
from tests.gui.hands import press
from tests.gui.seats import PEOPLE
from tests.gui.test_lock import unlock
from views.doorbell import come_forward
from views.kit import choosers, overlay

pytestmark = pytest.mark.gui


def test_work_that_ends_under_the_lock_takes_no_keys(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.page.focus_grid()
    count = bench.page.state.total
    root.update()
    seat.guard.lock()
    root.update()
    bench.go_list(Branch).focus_grid()
    root.update()
    assert root.focus_get() is seat.guard.page.password.entry.inner
    bench.page.focus_grid()
    press(root.focus_get(), "<Delete>")
    come_forward(root)  # a second start
    root.update()
    assert root.focus_get() is seat.guard.page.password.entry.inner
    assert bench.desk.next_undo().label != "删除" and count == len(PEOPLE)
    unlock(seat)
    root.update()
    assert root.focus_get() is bench.page.grid_.body


def test_a_question_asked_under_the_lock_has_the_keys_after_it(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.page.focus_grid()
    root.update()
    seat.guard.lock()
    box = overlay.ask(root, "还有 3 行没有导入", "", [("later", "先不管"), ("save", "另存")], lambda _key: None)
    unlock(seat)
    root.update()
    assert str(root.focus_get()).startswith(f"{box}.")
    press(root.focus_get(), "<Escape>")
    assert root.focus_get() is bench.page.grid_.body


def test_what_is_chosen_in_a_dialog_left_open_is_not_done_once_the_window_is_locked(seat) -> None:
    seat.root.after(300, seat.guard.lock)
    assert choosers.ask_save(parent=seat.root, initialfile="花名册.xlsx") == ""
    assert seat.guard.locked


def test_the_lock_covers_a_row_that_was_shown_at_the_counter(seat) -> None:
    bench = seat.bench
    bench.go("members")
    bench.counter.turn(True)
    bench.redraw_all()
    page = bench.page
    page._opened(page.grid_.selected)
    assert "*" not in page.detail.state.title
    seat.guard.lock()
    unlock(seat)
    assert page.detail.state.title.endswith("*") and page.grid_.pages.row(0)[1][0].endswith("*")
