"""The palette in the real window: typing, arrows, Enter, Ctrl+Enter, and no item made anew while somebody types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from center import opening
from tests.gui.hands import click, press, type_text, wait
from tests.gui.seats import show
from tests.stores import PASSWORD
from views.kit import theme
from views.state.palette import Choice
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture(scope="module")
def bench(centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    folder = tmp_path_factory.mktemp("palette") / "store"
    shutil.copytree(centre, folder)
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, "lin", PASSWORD))
    yield show(window).bench
    window.close()


def opened(bench):
    bench.go("home")
    bench.root.update()
    press(bench.root, "<Control-Key-k>")
    return bench.finder


def labels(palette) -> list[str]:
    return [one.label for one in palette.state.lines if isinstance(one, Choice)]


def test_what_an_input_method_commits_is_found_and_enter_opens_it_in_its_list(bench) -> None:
    palette = opened(bench)
    type_text(palette.entry.inner, "欧阳")
    assert labels(palette)[0] == "欧阳雪"
    press(palette.entry.inner, "<Return>")
    assert bench.key == "list:members" and bench.page.detail.state.title == "欧阳雪"
    wait(bench.root, lambda: bench.root.focus_get() is bench.page.grid_.body)  # the arrows go on in the list
    assert getattr(bench.root, "kit_overlay", None) is None


def test_ctrl_enter_opens_the_form_of_the_record(bench) -> None:
    palette = opened(bench)
    type_text(palette.entry.inner, "oyx")
    press(palette.entry.inner, "<Control-Return>")
    wait(bench.root, lambda: bench.key == "form:members")
    assert bench.page.form.fields["person.name"].get() == "欧阳雪"
    bench.page.leave()


def test_a_command_is_done_and_offered_first_the_next_time(bench) -> None:
    palette, mode = opened(bench), theme.mode()
    type_text(palette.entry.inner, ">qianse")
    press(palette.entry.inner, "<Return>")
    assert theme.mode() != mode
    palette = opened(bench)
    assert palette.state.lines[1].key == "do:switch_mode"
    press(palette.entry.inner, "<Return>")
    assert theme.mode() == mode


def test_another_clerk_types_her_name_at_once_when_the_palette_led_there(bench) -> None:
    palette = opened(bench)
    type_text(palette.entry.inner, "hygr")
    press(palette.entry.inner, "<Return>")
    guard = bench.window.guard
    wait(bench.root, lambda: guard.locked)
    for _ in range(5):
        bench.root.update()
    assert bench.root.focus_get() is guard.page.login.entry.inner
    guard.page.form(False)
    guard.unlock()
    wait(bench.root, lambda: not guard.locked)


def test_a_page_is_opened_by_arrow_and_by_click(bench) -> None:
    palette = opened(bench)
    type_text(palette.entry.inner, "口径")
    press(palette.entry.inner, "<Return>")
    assert bench.key == "settings" and bench.page.list.chosen == "numbers"
    palette = opened(bench)
    type_text(palette.entry.inner, "党组织")
    bench.root.update()
    place = next(at for at, one in enumerate(palette.state.lines) if getattr(one, "key", "") == "go:branches")
    click(palette.rows, 100, palette.rows._tops[place] + 5)
    assert bench.key == "list:branches"


def test_typing_makes_no_items_and_never_changes_the_size_of_the_box(bench) -> None:
    palette = opened(bench)
    type_text(palette.entry.inner, "d")
    high = palette.box.winfo_height()
    palette.entry.put("")
    bench.root.update()
    items = len(palette.rows.find_all())
    for text in ("w", "wa", "wang", "龘", "", ">", ">新增", "1380000"):
        palette.entry.put(text)
        bench.root.update()
        assert palette.box.winfo_height() == high
    assert len(palette.rows.find_all()) <= max(items, 7 * 18)
    press(palette.entry.inner, "<Escape>")
    assert bench.root.kit_overlay is None


def test_keys_that_wait_are_answered_once(bench) -> None:
    palette, asked = opened(bench), []
    look = palette.state.look
    palette.state.look = lambda text: (asked.append(text), look(text))
    for letter in "wang":
        palette.entry.inner.insert("end", letter)
    bench.root.update()
    assert asked == ["wang"]
    press(palette.entry.inner, "<Escape>")


def test_the_account_in_the_rail_opens_its_menu(bench) -> None:
    bench.go("account")
    assert "锁屏" in labels(bench.finder) and "换一个人" in labels(bench.finder)
    bench.finder.entry.put("mima")
    bench.root.update()
    press(bench.finder.entry.inner, "<Return>")
    assert bench.key == "settings" and bench.page.list.chosen == "password"


def test_a_key_that_waits_when_it_closes_takes_no_other_widgets_command_away(bench) -> None:
    palette, root, freed = opened(bench), bench.root, []
    palette.entry.inner.insert("end", "w")
    name = root.tk.splitlist(root.tk.call("after", "info", palette._waiting))[0]
    away = palette.box._on_away

    def look() -> None:  # the box is destroyed: a name that is free now may be given to any new command
        freed.append(not root.tk.eval(f"info commands {name}"))
        away()

    palette.box._on_away = look
    palette.box.close()
    assert freed == [False] and not root.tk.eval(f"info commands {name}")
