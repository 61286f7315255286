"""A seat at the whole window: on an empty folder, or signed in to a copy of a small centre."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from center import opening
from tests.gui.hands import wait
from tests.stores import PASSWORD, add_branch, add_member, id_card, new_desk
from views.window import Window

PEOPLE = ("张三", "单小明", "王芳", "解晓东", "欧阳雪", "曾庆红豆", "仇英", "区少华")


@pytest.fixture(scope="session")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with two branches and eight members, made once."""
    folder = tmp_path_factory.mktemp("centre") / "store"
    desk = new_desk(folder)
    add_branch(desk)
    add_branch(desk, "第二党支部")
    for place, name in enumerate(PEOPLE, start=1):
        add_member(
            desk,
            name,
            id_card(f"19{place}00101", place),
            "第一党支部" if place % 2 else "第二党支部",
            **{"person.phone": f"1380000123{place}", "person.address": f"{place}号楼2单元50{place}"},
        )
    desk.close()
    return folder


def show(window: Window) -> Window:
    """Wait until it is on the screen and has the keys."""
    window.root.geometry("1366x768+0+0")
    wait(window.root, window.root.winfo_viewable)
    window.root.focus_force()
    wait(window.root, lambda: window.root.focus_displayof() is not None)
    return window


@pytest.fixture
def empty_seat(tmp_path: Path) -> Iterator[Window]:
    """The window on a folder without a centre."""
    window = Window(tmp_path / "new", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.open()
    yield show(window)
    window.close()


@pytest.fixture
def seat(centre: Path, tmp_path: Path) -> Iterator[Window]:
    """The window signed in to a copy of the centre."""
    shutil.copytree(centre, tmp_path / "store")
    window = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(tmp_path / "store", "lin", PASSWORD))
    yield show(window)
    window.close()
