"""The recovery key's printed paper: private while it lies there, gone afterwards; and a folder that is open already."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from center import opening
from tests.gui.hands import click, wait
from tests.stores import PASSWORD, QUICK
from views import system
from views.state import setup
from views.window import Window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 xdg-open 这样的程序")


@pytest.fixture
def viewer(tmp_path, monkeypatch):
    """A program in the place of the system's opener: it writes down what it was given and ends with a number."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))

    def install(code: int) -> Path:
        told = tmp_path / "told"
        program = tools / ("open" if sys.platform == "darwin" else "xdg-open")
        program.write_text(f'#!/bin/sh\necho "$1" > "{told}"\nexit {code}\n')
        program.chmod(0o755)
        return told

    return install


def key_page(window):
    window.keep_key(
        opening.create(window.folder, {"name": "晨光社区党群服务中心"}, "lin", "林晓", PASSWORD, kdf=QUICK)
    )
    wait(window.root, window.front.print_button.winfo_viewable)
    return window.front


def words(root) -> list[str]:
    return [note._words.cget("text") for note in getattr(root, "kit_toasts", []) if note.winfo_exists()]


def test_the_printed_key_is_private_and_gone_when_she_goes_on(empty_seat, viewer) -> None:
    told = viewer(0)
    page = key_page(empty_seat)
    click(page.print_button)
    wait(empty_seat.root, lambda: told.exists() and told.read_text().strip())
    paper = Path(told.read_text().strip())
    assert paper.is_file() and paper.parent.stat().st_mode & 0o777 == 0o700
    assert words(empty_seat.root) == ["已交给系统打开"]
    for place, field in page.fields.items():
        field.put(setup.groups(page.made.recovery)[place - 1])
    click(page.go)
    wait(empty_seat.root, lambda: empty_seat.bench is not None)
    assert not paper.parent.exists()


def test_without_a_viewer_she_is_told_what_to_do_and_nothing_stays(empty_seat, viewer) -> None:
    page = key_page(empty_seat)
    for code in (None, 3):
        if code is not None:
            viewer(code)
        page.say("")
        click(page.print_button)
        wait(empty_seat.root, lambda: "存成 PDF" in page.error.cget("text"))
        assert not page._folders and not system._made


def test_closing_the_window_takes_the_paper_away(tmp_path, viewer) -> None:
    told = viewer(0)
    window = Window(tmp_path / "new", mode="light", scale=1.0, upkeep=False)
    page = key_page(window)
    page.print()
    wait(window.root, lambda: told.exists() and told.read_text().strip())
    window.close()
    assert not Path(told.read_text().strip()).parent.exists()


def test_what_a_killed_program_left_is_swept(tmp_path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    mine = system.private_folder()
    left = mine.with_name(f"dangqun-key-{dead.pid}-abc")
    left.mkdir(0o700)
    (left / "recovery.pdf").write_bytes(b"%PDF")
    system.sweep()
    assert not left.exists() and mine.exists()
    system.remove_all()
    assert not mine.exists()


def test_a_folder_that_is_open_already_is_told_before_the_password(seat) -> None:
    from views.pages.signin import SignInPage

    page = SignInPage(seat.root, seat.jobs, seat.folder, lambda _desk: None)
    assert "已经打开" in page.error.cget("text")
    page.destroy()
    seat.sign_out()
    assert not seat.front.error.cget("text")
