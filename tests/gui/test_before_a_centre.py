"""Before there is a centre: the language of the welcome page, and how the window looks, are remembered."""
from __future__ import annotations

import shutil

import pytest

from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.gui.test_first_day import click, fill
from tests.stores import PASSWORD
from views import languages
from views.kit import theme
from views.state import keeping
from views.window import Window


@pytest.fixture(autouse=True)
def chinese_afterwards():
    yield
    languages.use("zh_CN")
    theme.set_scale(1.0)


def test_the_language_of_the_welcome_page_holds_for_setting_up_and_after_it(empty_seat, tmp_path):
    window, root = empty_seat, empty_seat.root
    first = window.front
    first.languages.focus_set()
    press(first.languages, "<Right>")
    wait(root, lambda: window.front is not first and window.front.winfo_viewable())
    assert languages.current() == "zh_TW" and window.front.languages.chosen == "zh_TW"
    assert window.front.create.cget("text") == "建立本中心" and "示範" in window.front.demo.cget("text")
    wait(root, lambda: root.focus_get() is window.front.languages)
    assert keeping.read(window.folder).language == "zh_TW"
    click(window.front.create)
    elsewhere = tmp_path / "elsewhere"
    fill(window, {"name": "晨光社区党群服务中心", "login": "lin", "person": "林晓", "password": PASSWORD,
                  "again": PASSWORD, "folder": str(elsewhere)})
    click(window.front.save)
    wait(root, lambda: window.desk is not None)
    assert languages.current() == "zh_TW" and keeping.read(elsewhere).language == "zh_TW"
    assert keeping.moved_to(tmp_path / "new") == window.folder == elsewhere


def test_what_is_chosen_in_the_demo_centre_is_there_after_a_restart(tmp_path, centre):
    from center import opening

    folder, demo = tmp_path / "data", tmp_path / "data-demo"
    shutil.copytree(centre, demo)  # a centre beside the real folder, which does not exist yet
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(demo, "lin", PASSWORD))
    try:
        show(window)
        window.bench.switch_mode()
        window.bench.show("settings").pick("look")
        bench = window.bench
        window.bench.page.part.scale.pick("1.1")
        wait(window.root, lambda: window.bench is not bench and window.bench is not None)
    finally:
        window.close()
    kept = keeping.read(folder)
    assert (kept.mode, kept.scale) == ("dark", 1.1)
    again = Window(folder, size=(1366, 768), upkeep=False)
    again.open()
    try:
        assert theme.mode() == "dark" and theme.scale() == 1.1 and hasattr(again.front, "demo")
    finally:
        again.close()


def test_another_size_of_texts_leaves_the_size_of_the_window_alone(seat):
    """A window that may be no larger than it is, if only for a second, is not maximized any more."""
    root, bench, most = seat.root, seat.bench, seat.root.wm_maxsize()
    bench.show("settings").pick("look")
    bench.page.part.scale.pick("1.5")
    wait(root, lambda: seat.bench is not bench and seat.bench is not None)
    assert theme.scale() == 1.5 and root.wm_maxsize() == most
