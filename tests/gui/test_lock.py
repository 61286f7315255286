"""The lock, the blank screen, a second clerk, and the window built anew in place: nothing readable, nothing lost."""

from __future__ import annotations

import gc
import shutil
import tkinter as tk
import weakref
from pathlib import Path

import pytest
from PIL import ImageGrab

from center import opening
from center.accounts import keys as account_keys
from tests.gui.hands import press, wait
from tests.stores import PASSWORD
from views import trouble
from views.idle import Idle
from views.kit import overlay, theme, toast
from views.pages.lock import LockPage
from views.window import Window

pytestmark = pytest.mark.gui
OTHER = "second-clerk-2026"


def shown(root: tk.Misc) -> bytes:
    root.update()
    x, y = root.winfo_rootx(), root.winfo_rooty()
    box = (x, y, x + root.winfo_width(), y + root.winfo_height())
    return ImageGrab.grab(box, xdisplay="").tobytes()


def unlock(seat: Window, password: str = PASSWORD, login: str = "") -> None:
    page = seat.guard.page
    if login:
        page.login.put(login)
    page.password.put(password)
    page.go_in()
    wait(seat.root, lambda: seat.guard.page is not page or not page.working)


def add_clerk(seat: Window, roles: tuple[str, ...] = ("head",)) -> None:
    account_keys.add_account(seat.desk, "wang", "王芳", roles, OTHER)


def test_ctrl_l_covers_everything_and_the_password_brings_it_back_as_it_was(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.page.search.put("王")
    wait(root, lambda: bench.page.state.total == 1)
    bench.page.focus_grid()
    bench.told("一条提示")
    root.update()
    press(root.focus_get(), "<Control-Key-l>")
    assert isinstance(seat.guard.page, LockPage)
    words = {widget.cget("text") for widget in everything(seat.guard.page) if isinstance(widget, tk.Label)}
    assert not any("王芳" in text for text in words)
    before = shown(root)
    toast.show(root, "王芳的材料已保存")
    overlay.tell(root, "王芳", "一件工作做完了")
    bench.desk.do("branches.add", values={"name": "第三党支部"})
    assert shown(root) == before
    for key in ("<Tab>", "<Tab>", "<Tab>", "<Tab>"):
        press(root.focus_get(), key)
        assert str(root.focus_get()).startswith(str(seat.guard.page))
    press(root.focus_get(), "<Control-Key-k>")
    press(root.focus_get(), "<Control-Key-n>")
    assert bench.key == "list:members"
    unlock(seat, "wrong-one")
    assert "不对" in seat.guard.page.error.cget("text") and seat.guard.locked
    unlock(seat)
    assert seat.guard.page is None and bench.page.search.text() == "王"
    assert root.kit_overlay is not None
    root.kit_overlay.close()
    root.update()
    assert root.focus_get() is bench.page.grid_.body


def copied(root: tk.Misc) -> str:
    try:
        return root.clipboard_get()
    except tk.TclError:
        return ""


def everything(widget: tk.Misc) -> list[tk.Misc]:
    found = [widget]
    for child in widget.winfo_children():
        found += everything(child)
    return found


def test_wrong_passwords_wait_as_when_signing_in(seat) -> None:
    seat.guard.lock()
    for _try in range(3):
        unlock(seat, "wrong-one")
    page = seat.guard.page
    wait(seat.root, lambda: "秒" in page.error.cget("text"))
    assert str(page.enter.cget("state")) == "disabled"
    page.password.put(PASSWORD)
    page.go_in()
    assert not page.working and seat.guard.locked


def test_another_clerk_has_her_own_page_and_the_first_finds_hers_again(seat) -> None:
    add_clerk(seat)
    root, first = seat.root, seat.bench
    first.go("members")
    first.page.acts.copy()
    assert "区少华" in root.clipboard_get()
    page = first.page
    page.search.put("a")
    page.all()
    page.grid_.select(5)
    rid = page.grid_.selected
    first.add_here()
    first.page.form.fields["person.name"].put("赵六")
    root.update()
    first.change_clerk()
    unlock(seat, OTHER, "wang")
    wait(root, lambda: seat.guard.page is None)
    second = seat.bench
    assert second is not first and seat.desk.who.login == "wang" and second.key == "home"
    assert not first.winfo_exists() and not copied(root)
    second.go("people")
    second.change_clerk()
    unlock(seat, PASSWORD, "lin")
    wait(root, lambda: seat.guard.page is None)
    assert seat.desk.who.login == "lin" and seat.bench.key == "form:members"
    assert seat.bench.page.form.fields["person.name"].get() == "赵六"
    seat.bench.page.leave()
    assert seat.bench.key == "list:members" and seat.bench.page.grid_.selected == rid
    seat.bench.change_clerk()
    unlock(seat, OTHER, "wang")
    wait(root, lambda: seat.guard.page is None)
    assert seat.bench.key == "list:people"


def test_nobody_changes_places_while_a_job_runs_but_she_may_come_back(seat) -> None:
    import threading

    add_clerk(seat)
    go_on = threading.Event()
    seat.bench.work("备份", lambda _job: go_on.wait(30), lambda _done: None)
    seat.bench.change_clerk()
    unlock(seat, OTHER, "wang")
    assert "请等它完成" in seat.guard.page.error.cget("text")
    seat.ask_close()
    assert "正在进行" in seat.guard.page.error.cget("text") and seat.root.winfo_exists()
    seat.guard.page.form(False)
    unlock(seat)
    assert seat.guard.page is None
    go_on.set()
    wait(seat.root, lambda: not seat.jobs.busy)


def test_closing_during_a_job_asks_once(seat) -> None:
    import threading

    go_on = threading.Event()
    seat.bench.work("备份", lambda _job: go_on.wait(30), lambda _done: None)
    seat.ask_close()
    asked = seat.root.kit_overlay
    seat.ask_close()
    assert seat.root.kit_overlay is asked and asked._outer is None
    press(seat.root.focus_get(), "<Escape>")
    assert seat.root.kit_overlay is None
    go_on.set()
    wait(seat.root, lambda: not seat.jobs.busy)


def test_one_key_blanks_the_screen_and_the_same_key_brings_it_back(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.page.focus_grid()
    before = shown(root)
    for key in ("<Key-Pause>", "<Control-Key-0>"):
        press(root.focus_get(), key)
        assert seat.guard.page is not None and shown(root) != before
        press(root.focus_get(), "<Control-Key-n>")
        assert bench.key == "list:members"
        press(root.focus_get(), key)
        assert seat.guard.page is None and root.focus_get() is bench.page.grid_.body
    seat.guard.blank()
    seat.guard.lock()
    seat.guard.blank()
    assert seat.guard.locked


def test_a_window_left_alone_locks_and_a_touched_one_does_not(seat, monkeypatch) -> None:
    monkeypatch.setattr("views.idle.SOONEST", 1)
    rung = []
    idle = Idle(seat.root, lambda: rung.append(True))
    idle.left = lambda: 10_000_000
    idle.watch(0)
    assert not idle._timer
    idle.watch(0.001)
    wait(seat.root, lambda: rung)
    idle = Idle(seat.root, lambda: rung.append(False))
    idle.left = lambda: 0
    idle.watch(0.001)
    wait(seat.root, lambda: idle._timer)
    idle.stop()
    assert rung == [True]
    seat.root.tk.eval("set ::kit_touched 0")
    seat.bench.page.list.event_generate("<Motion>", x=5, y=5)
    seat.root.update()
    assert int(seat.root.tk.eval("set ::kit_touched")) > 0


def test_the_demo_never_locks_by_itself_and_the_number_says_when_others_do(seat) -> None:
    assert seat.guard.idle._limit == 10 * 60_000 and seat.guard.idle._timer


def test_at_the_counter_enter_shows_one_row_and_then_opens_it(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    bench.switch_counter()
    page = bench.page
    page.focus_grid()
    root.update()
    name = page.grid_.pages.row(0)[1][0]
    assert name.endswith("*") and page.detail.state.title == name
    press(page.grid_.body, "<Return>")
    assert bench.key == "list:members" and "*" not in page.detail.state.title
    assert "*" not in page.grid_.pages.row(0)[1][0] and page.grid_.pages.row(1)[1][0].endswith("*")
    bench.go("home")
    bench.go("members")
    wait(root, lambda: page.grid_.pages.row(0)[1][0].endswith("*"))
    bench.switch_counter()
    wait(root, lambda: "*" not in page.grid_.pages.row(0)[1][0])


def test_the_window_is_built_anew_in_another_size_with_everything_where_it_was(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    page.search.put("王")
    wait(root, lambda: page.state.total == 1)
    rid = page.grid_.selected
    bench.add_here()
    bench.page.form.fields["person.name"].put("赵六")
    root.update()
    assert seat.refurnish(lambda: theme.set_scale(1.25))
    root.update()
    assert seat.bench is not bench and not bench.winfo_exists() and seat.desk is seat.bench.desk
    assert seat.bench.key == "form:members" and seat.bench.page.form.fields["person.name"].get() == "赵六"
    assert seat.bench.rail.winfo_reqwidth() == theme.px(56) == 70
    seat.bench.page.leave()
    assert seat.bench.page.search.text() == "王" and seat.bench.page.grid_.selected == rid
    toast.show(root, "还在")
    seat.refurnish(lambda: theme.set_scale(1.0))


def test_an_import_that_is_being_corrected_and_the_period_of_an_inspection_survive(seat, tmp_path: Path) -> None:
    sheet = tmp_path / "党员.csv"
    sheet.write_text("姓名,身份证号,所在党支部\n赵六,1,第一党支部\n", encoding="utf-8")
    seat.bench.show("inspection").at("2025Q1", "1.1")
    wait(seat.root, lambda: not seat.jobs._open)
    page = seat.bench.show("import:members")
    page.read(sheet)
    wait(seat.root, lambda: page.state is not None and not seat.jobs._open)
    page.grid_.on_edit(2, "0", "赵七")
    assert seat.refurnish(lambda: theme.set_scale(1.25))
    again = seat.bench.page
    assert again is not page and again.state is page.state and again.state.desk is seat.desk
    assert again.name.cget("text") == "党员.csv" and again.grid_.selected == 2
    assert again.state.text_to_edit(2, 0) == "赵七"
    inspection = seat.bench.show("inspection")
    wait(seat.root, lambda: not seat.jobs._open)
    assert inspection.state.period.text == "2025Q1" and inspection.grid_.selected == inspection.state.place_of("1.1")
    seat.refurnish(lambda: theme.set_scale(1.0))


def test_a_print_preview_that_is_swept_away_leaves_no_paper_behind(seat) -> None:
    seat.bench.go("members")
    seat.bench.page.print()
    wait(seat.root, lambda: getattr(seat.root, "kit_overlay", None) is not None and not seat.jobs._open)
    paper = seat.root.kit_overlay.printing.pages.path
    assert paper.exists() and seat.refurnish()
    wait(seat.root, lambda: not seat.jobs._open)
    assert not paper.parent.exists()


def test_a_key_for_the_page_does_nothing_behind_a_question(seat) -> None:
    bench = seat.bench
    bench.desk.do("branches.add", values={"name": "第三党支部"})
    last = bench.desk.next_undo()
    bench.open_palette()
    press(bench.finder.entry.inner, "<Control-Key-z>")
    wait(seat.root, lambda: not seat.jobs._open)
    assert bench.desk.next_undo() == last


def test_an_error_is_still_told_after_the_window_was_built_anew_under_one(seat) -> None:
    trouble._bug(seat.root, "1", "")
    seat.refurnish()
    trouble._bug(seat.root, "2", "")
    assert seat.root.kit_overlay is seat.root.kit_trouble
    seat.root.kit_overlay.close()


def test_a_change_that_fails_leaves_no_empty_window(seat) -> None:
    def full() -> None:
        raise OSError("No space left on device")

    seat.bench.go("members")
    with pytest.raises(OSError):
        seat.refurnish(full)
    assert seat.bench.winfo_exists() and seat.bench.key == "list:members"


def test_building_it_anew_again_and_again_leaves_nothing_behind(seat) -> None:
    root, gone = seat.root, []
    seat.refurnish()
    root.update()
    bound, count = len(root.bind_all()), commands(root)
    for _ in range(3):
        gone.append(weakref.ref(seat.bench))
        for key in ("members", "settings", "home"):
            seat.bench.go(key)
            root.update()
        assert seat.refurnish()
        root.update()
    wait(root, lambda: not seat.jobs._open)
    assert len(root.bind_all()) == bound and len(seat.desk._listeners) == 1
    assert commands(root) < count * 1.3
    gc.collect()
    assert sum(one() is not None for one in gone) <= 1


def commands(root: tk.Misc) -> int:
    return len(root.tk.splitlist(root.tk.call("info", "commands")))


def test_while_a_job_runs_the_window_is_not_built_anew(seat) -> None:
    import threading

    go_on = threading.Event()
    bench = seat.bench
    bench.work("备份", lambda _job: go_on.wait(30), lambda _done: None)
    assert not seat.refurnish() and seat.bench is bench
    go_on.set()
    wait(seat.root, lambda: not seat.jobs.busy)


def test_a_closed_account_cannot_take_the_place(seat) -> None:
    add_clerk(seat)
    seat.bench.change_clerk()
    account_keys.close_account(seat.desk, "wang")
    unlock(seat, OTHER, "wang")
    assert seat.guard.locked and seat.guard.page.error.cget("text")


def test_the_first_page_before_signing_in_can_be_built_anew(centre: Path, tmp_path: Path) -> None:
    shutil.copytree(centre, tmp_path / "store")
    window = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.open()
    assert window.refurnish(lambda: theme.set_scale(1.25)) and window.front.enter.winfo_exists()
    assert opening.exists(window.folder)
    window.close()
